//! Who writes, by which way, and why. A `By` goes with every write to the record, and its words stand
//! in the ledger's line.
//!
//! People are named by id, programs by name: a member, a phone and an officer have rows, a job and a
//! provider have only what they are called. `why` is a closed list, so that no free text (and no name or
//! number in it) can come into a ledger that is never deleted from.
//!
//! The words are stored and hashed: they are added to, never renamed.

use super::entry::coded;
use super::{MemberId, OfficerId, PhoneId};
use std::sync::Arc;

/// Who did it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Actor {
    /// A member, known by her own phone or by her PIN.
    Member(MemberId),
    /// A phone of the cooperative where nobody knows which of its members held it.
    Phone(PhoneId),
    /// Somebody at a phone that is linked to nobody.
    Stranger,
    /// An officer who gave a passphrase or a PIN.
    Officer(OfficerId),
    /// A job of the clock, by the name that `sahkar jobs` shows.
    Job(&'static str),
    /// Whoever can run commands on the machine.
    Operator,
    /// A provider, by the name of its gateway: it reported what became of a text, or that a phone
    /// wants no more.
    Provider(Arc<str>),
}

impl Actor {
    /// The member, or else the phone, or else a stranger.
    pub fn of_caller(member: Option<MemberId>, phone: Option<PhoneId>) -> Self {
        match (member, phone) {
            (Some(member), _) => Self::Member(member),
            (None, Some(phone)) => Self::Phone(phone),
            (None, None) => Self::Stranger,
        }
    }

    /// Its word in the ledger.
    pub fn kind(&self) -> ActorKind {
        match self {
            Self::Member(_) => ActorKind::Member,
            Self::Phone(_) => ActorKind::Phone,
            Self::Stranger => ActorKind::Stranger,
            Self::Officer(_) => ActorKind::Officer,
            Self::Job(_) => ActorKind::Job,
            Self::Operator => ActorKind::Operator,
            Self::Provider(_) => ActorKind::Provider,
        }
    }

    /// The id of the row of the person or phone, where there is one.
    pub fn id(&self) -> Option<i64> {
        match self {
            Self::Member(member) => Some(member.0),
            Self::Phone(phone) => Some(phone.0),
            Self::Officer(officer) => Some(officer.0),
            Self::Stranger | Self::Job(_) | Self::Operator | Self::Provider(_) => None,
        }
    }

    /// The name of a job or of a gateway.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Job(name) => Some(name),
            Self::Provider(name) => Some(name),
            Self::Member(_)
            | Self::Phone(_)
            | Self::Stranger
            | Self::Officer(_)
            | Self::Operator => None,
        }
    }
}

coded! {
    /// What kind of actor.
    ActorKind {
        /// A member.
        Member = "member",
        /// A phone, its holder unknown.
        Phone = "phone",
        /// Somebody at a phone that is linked to nobody.
        Stranger = "stranger",
        /// An officer.
        Officer = "officer",
        /// A job of the clock.
        Job = "job",
        /// The operator of the machine.
        Operator = "operator",
        /// A provider.
        Provider = "provider",
    }
}

coded! {
    /// By which way: the channel (DESIGN).
    Via {
        /// A USSD session.
        Ussd = "ussd",
        /// A text.
        Sms = "sms",
        /// A voice call.
        Voice = "voice",
        /// The officers' console.
        Console = "console",
        /// The command line.
        Cli = "cli",
        /// The programming interface for lenders and the federation, and the webhooks of providers.
        Api = "api",
        /// The clock of the jobs.
        Clock = "clock",
    }
}

coded! {
    /// Why. What it is about stands in the line's object; this says what made it be done.
    Why {
        /// Whoever did it wanted it: nothing else led to it.
        Wanted = "wanted",
        /// Its time had come.
        Due = "due",
        /// It follows from something that was done before, of which another line tells.
        Follows = "follows",
        /// A provider reported it.
        Reported = "reported",
        /// The old register says so.
        Register = "register",
        /// Two officers signed it.
        TwoSigned = "two signed",
        /// One officer signed it, and the operator's command stands for the second signature
        /// (decision 29).
        OperatorSigned = "operator signed",
        /// Two persons were named at the command line, who are not officers with a signature yet.
        TwoNamed = "two named",
        /// It fills a cooperative for trying things on.
        Demo = "demo",
    }
}

coded! {
    /// What kind of thing a line is about; the line's `about_id` is its id.
    ObjectKind {
        /// A member.
        Member = "member",
        /// A phone.
        Phone = "phone",
        /// What counts the tries with a number that is not linked to the phone.
        StrangerTries = "stranger tries",
        /// What two named persons had done about a PIN.
        SignedAct = "signed act",
        /// The code of a PIN slip.
        PinCode = "pin code",
        /// An entry.
        Entry = "entry",
        /// A case under a member's rights.
        Case = "case",
        /// A permission.
        Consent = "consent",
        /// A request for data.
        Request = "request",
        /// A ballot.
        Ballot = "ballot",
        /// A meeting.
        Meeting = "meeting",
        /// A call that was asked for.
        CallAsk = "call ask",
        /// A statement's code.
        Statement = "statement",
        /// A session.
        Session = "session",
        /// An announcement.
        Announcement = "announcement",
        /// A task of the officers.
        Task = "task",
        /// A registered template.
        Template = "template",
        /// A text to one phone.
        Text = "text",
        /// The cooperative itself: its words, addresses, categories and hours.
        Coop = "coop",
        /// A line of the board of notices.
        Notice = "notice",
        /// A loan.
        Loan = "loan",
        /// Whoever asks for data.
        Requester = "requester",
        /// Data that was handed out, or refused.
        Disclosure = "disclosure",
        /// A gateway.
        Gateway = "gateway",
        /// An officer.
        Officer = "officer",
        /// A proposal.
        Proposal = "proposal",
    }
}

/// Who writes, by which way, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct By {
    /// Who did it.
    pub actor: Actor,
    /// The channel it came by.
    pub via: Via,
    /// Why it was done.
    pub why: Why,
}

impl By {
    /// The operator of the machine, who wanted it, by a command.
    pub const OPERATOR: Self = Self {
        actor: Actor::Operator,
        via: Via::Cli,
        why: Why::Wanted,
    };

    /// Somebody who wanted it.
    pub fn wanted(actor: Actor, via: Via) -> Self {
        Self {
            actor,
            via,
            why: Why::Wanted,
        }
    }

    /// A woman at her phone: the member where that is known, or else the phone.
    pub fn caller(member: Option<MemberId>, phone: Option<PhoneId>, via: Via) -> Self {
        Self::wanted(Actor::of_caller(member, phone), via)
    }

    /// An officer who wanted it, by a command.
    pub fn officer_at_cli(officer: OfficerId) -> Self {
        Self::wanted(Actor::Officer(officer), Via::Cli)
    }

    /// A job whose time had come.
    pub fn job(name: &'static str) -> Self {
        Self {
            actor: Actor::Job(name),
            via: Via::Clock,
            why: Why::Due,
        }
    }

    /// A provider's report, at its webhook.
    pub fn provider(gateway: &str) -> Self {
        Self {
            actor: Actor::Provider(gateway.into()),
            via: Via::Api,
            why: Why::Reported,
        }
    }

    /// The word by which entries and permissions name their source: the channel of whoever said it
    /// herself, and `paper` for what somebody brought in for her.
    pub fn source(&self) -> &'static str {
        match self.via {
            Via::Ussd | Via::Sms | Via::Voice => self.via.code(),
            Via::Console | Via::Cli | Via::Api | Via::Clock => "paper",
        }
    }

    /// The same writer with another reason.
    #[must_use]
    pub fn because(mut self, why: Why) -> Self {
        self.why = why;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_is_read_back_and_stands_for_one_thing() {
        macro_rules! check {
            ($($name:ident),*) => {$(
                let codes: BTreeSet<_> = $name::ALL.iter().map(|one| one.code()).collect();
                assert_eq!(codes.len(), $name::ALL.len(), "{}", stringify!($name));
                for one in $name::ALL {
                    assert_eq!($name::parse(one.code()), Some(*one));
                }
                assert_eq!($name::parse("no such word"), None);
            )*};
        }
        check!(ActorKind, Via, Why, ObjectKind);
    }

    #[test]
    fn people_are_told_by_id_and_programs_by_name() {
        let cases = [
            (Actor::Member(MemberId(7)), Some(7), None),
            (Actor::Phone(PhoneId(8)), Some(8), None),
            (Actor::Officer(OfficerId(9)), Some(9), None),
            (Actor::Stranger, None, None),
            (Actor::Operator, None, None),
            (Actor::Job("remind"), None, Some("remind")),
            (Actor::Provider("gupshup".into()), None, Some("gupshup")),
        ];
        let kinds: BTreeSet<_> = cases.iter().map(|(actor, ..)| actor.kind()).collect();
        assert_eq!(kinds.len(), ActorKind::ALL.len());
        for (actor, id, name) in cases {
            assert_eq!((actor.id(), actor.name()), (id, name), "{actor:?}");
        }
    }

    #[test]
    fn a_caller_is_the_member_before_the_phone_before_a_stranger() {
        let (member, phone) = (MemberId(7), PhoneId(8));
        let of = Actor::of_caller;
        assert_eq!(of(Some(member), Some(phone)), Actor::Member(member));
        assert_eq!(of(None, Some(phone)), Actor::Phone(phone));
        assert_eq!(of(None, None), Actor::Stranger);
    }
}
