//! A proposal: an act that waits for a second signature.
//!
//! It holds what is to be done, word for word, and the hash of what its asker was shown. Whoever signs is
//! shown the same, and what she signs is run in the transaction of her signature (decision 20).
//! Nobody signs what she asked for or edited last, nor what is about her; what nobody has signed within 72
//! hours ends by itself (console reference 1, row 1).
//!
//! Each move takes the old proposal and gives the new one, or the refusal. The store's statements repeat
//! the same conditions, and a property test holds that whatever is refused here the database refuses too.

use super::entry::coded;
use super::{Instant, MemberId, OfficerId};
use std::collections::BTreeSet;

/// How long a proposal waits for its second signature.
pub const WAITS_MS: i64 = 72 * 60 * 60 * 1000;

coded! {
    /// Where a proposal stands.
    ProposalState {
        /// It waits for a second signature.
        Waiting = "waiting",
        /// It went back to its asker with a reason; mended, it waits again.
        Returned = "returned",
        /// It was signed, and done with the signature.
        Signed = "signed",
        /// Somebody who could have signed said no.
        Refused = "refused",
        /// Its asker took it back.
        Withdrawn = "withdrawn",
        /// Nobody signed it in time.
        Expired = "expired",
    }
}

impl ProposalState {
    /// Whether it is still open: it can be signed, or mended and then signed.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Returned)
    }
}

/// Whom an act is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Subject {
    /// A member: an officer who is this member does not sign.
    Member(MemberId),
    /// An officer: she does not sign what is about herself.
    Officer(OfficerId),
}

/// Who signs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hand {
    /// An officer who has given her passphrase and may sign acts of this kind.
    Officer {
        /// The officer's id.
        id: OfficerId,
        /// Her own row in the register.
        member: Option<MemberId>,
    },
    /// The operator of the machine, whose command is the second signature until two officers can sign
    /// (decision 29).
    Operator {
        /// How many officers could sign this, its asker among them.
        officers_n: usize,
    },
}

impl Hand {
    /// The officer's id; `None` for the operator.
    pub fn officer(self) -> Option<OfficerId> {
        match self {
            Self::Officer { id, .. } => Some(id),
            Self::Operator { .. } => None,
        }
    }

    fn is(self, officer: OfficerId) -> bool {
        self.officer() == Some(officer)
    }

    fn is_subject(self, subject: Subject) -> bool {
        match (self, subject) {
            (Self::Officer { id, .. }, Subject::Officer(other)) => id == other,
            (Self::Officer { member, .. }, Subject::Member(other)) => member == Some(other),
            (Self::Operator { .. }, _) => false,
        }
    }
}

/// How many officers can sign before the operator no longer stands for one (decision 29).
pub const OFFICERS_ENOUGH: usize = 2;

/// An act that waits for a second signature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// Where it stands.
    pub state: ProposalState,
    /// Who asked for it.
    pub asked_by: OfficerId,
    /// Who wrote it as it stands: its asker, until somebody mends it.
    pub edited_by: OfficerId,
    /// Whom it is about.
    pub subjects: BTreeSet<Subject>,
    /// The hash of what was shown when it was asked for.
    pub shown_hash: String,
    /// It is not signed at or after this moment.
    pub until: Instant,
}

/// Why a move is not made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// It was signed, refused, withdrawn, or its time was over, before.
    #[error("it has ended already: {}", .0.code())]
    Ended(ProposalState),
    /// It went back to its asker, and nobody has mended it yet.
    #[error("it went back to who asked for it; it waits again when it is mended")]
    Returned,
    /// Only what was returned is mended.
    #[error("it was not returned, so that there is nothing to mend: withdraw it, and ask anew")]
    NotReturned,
    /// The time to sign it is over.
    #[error("its time is over; ask for it anew")]
    Late,
    /// The time to sign it is not over yet.
    #[error("its time is not over yet")]
    Early,
    /// Nobody signs what she asked for.
    #[error("you asked for it yourself: another officer signs it")]
    Own,
    /// Nobody signs what she edited last.
    #[error("you were the last to edit it: another officer signs it")]
    LastEditor,
    /// Nobody signs what is about her.
    #[error("it is about yourself: another officer signs it")]
    AboutSelf,
    /// The operator signs nothing once two officers can.
    #[error("two officers can sign it, so that the operator cannot: sign with --as OFFICER")]
    OfficersCan,
    /// Something that it says is no longer what its asker was shown.
    #[error(
        "what it says is no longer what was shown when it was asked for: return it, or ask anew"
    )]
    Changed,
    /// Only who asked for it takes it back.
    #[error("only who asked for it can withdraw it; you can refuse it, or return it with a reason")]
    NotAsker,
}

impl Proposal {
    /// A proposal that is asked for now.
    pub fn asked(
        by: OfficerId,
        subjects: BTreeSet<Subject>,
        shown_hash: String,
        now: Instant,
    ) -> Self {
        Self {
            state: ProposalState::Waiting,
            asked_by: by,
            edited_by: by,
            subjects,
            shown_hash,
            until: now.plus_ms(WAITS_MS),
        }
    }

    /// The second signature. `shown_hash`: of what the signer is shown.
    pub fn agree(self, hand: Hand, shown_hash: &str, now: Instant) -> Result<Self, Refusal> {
        self.may_answer(hand, now)?;
        if self.shown_hash != shown_hash {
            return Err(Refusal::Changed);
        }
        Ok(self.moved(ProposalState::Signed))
    }

    /// It goes back to its asker, with a reason.
    pub fn send_back(self, hand: Hand, now: Instant) -> Result<Self, Refusal> {
        self.may_answer(hand, now)?;
        Ok(self.moved(ProposalState::Returned))
    }

    /// The answer is no, with a reason.
    pub fn refuse(self, hand: Hand, now: Instant) -> Result<Self, Refusal> {
        self.may_answer(hand, now)?;
        Ok(self.moved(ProposalState::Refused))
    }

    /// The one who asked takes it back, also after it was returned.
    pub fn withdraw(self, hand: Hand, now: Instant) -> Result<Self, Refusal> {
        self.is_alive(now)?;
        if !hand.is(self.asked_by) {
            return Err(Refusal::NotAsker);
        }
        Ok(self.moved(ProposalState::Withdrawn))
    }

    /// What was returned is written anew and waits again, for another 72 hours. Whoever has the right to
    /// ask for it may mend it, and does not sign it then.
    pub fn mend(
        self,
        editor: OfficerId,
        subjects: BTreeSet<Subject>,
        shown_hash: String,
        now: Instant,
    ) -> Result<Self, Refusal> {
        self.is_alive(now)?;
        if self.state != ProposalState::Returned {
            return Err(Refusal::NotReturned);
        }
        Ok(Self {
            state: ProposalState::Waiting,
            asked_by: self.asked_by,
            edited_by: editor,
            subjects,
            shown_hash,
            until: now.plus_ms(WAITS_MS),
        })
    }

    /// The time to sign it is over.
    pub fn expire(self, now: Instant) -> Result<Self, Refusal> {
        if !self.state.is_open() {
            return Err(Refusal::Ended(self.state));
        }
        if now < self.until {
            return Err(Refusal::Early);
        }
        Ok(self.moved(ProposalState::Expired))
    }

    fn is_alive(&self, now: Instant) -> Result<(), Refusal> {
        if !self.state.is_open() {
            return Err(Refusal::Ended(self.state));
        }
        if now >= self.until {
            return Err(Refusal::Late);
        }
        Ok(())
    }

    /// Whether this hand may sign, return or refuse it now.
    pub fn may_answer(&self, hand: Hand, now: Instant) -> Result<(), Refusal> {
        self.is_alive(now)?;
        if self.state == ProposalState::Returned {
            return Err(Refusal::Returned);
        }
        if let Hand::Operator { officers_n } = hand
            && officers_n >= OFFICERS_ENOUGH
        {
            return Err(Refusal::OfficersCan);
        }
        if hand.is(self.asked_by) {
            return Err(Refusal::Own);
        }
        if hand.is(self.edited_by) {
            return Err(Refusal::LastEditor);
        }
        if self.subjects.iter().any(|one| hand.is_subject(*one)) {
            return Err(Refusal::AboutSelf);
        }
        Ok(())
    }

    fn moved(self, state: ProposalState) -> Self {
        Self { state, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_795_492_800_000);
    const ASKER: OfficerId = OfficerId(1);

    fn hand(id: i64, member: Option<i64>) -> Hand {
        Hand::Officer {
            id: OfficerId(id),
            member: member.map(MemberId),
        }
    }

    fn waiting(subject: Subject) -> Proposal {
        Proposal::asked(ASKER, BTreeSet::from([subject]), "seen".into(), NOW)
    }

    #[test]
    fn another_officer_signs_what_is_not_about_her() {
        let about_member = || waiting(Subject::Member(MemberId(7)));
        let agree = |hand| about_member().agree(hand, "seen", NOW).map(|one| one.state);
        assert_eq!(agree(hand(2, None)), Ok(ProposalState::Signed));
        assert_eq!(agree(hand(1, None)), Err(Refusal::Own));
        assert_eq!(agree(hand(2, Some(7))), Err(Refusal::AboutSelf));
        assert_eq!(
            agree(Hand::Operator { officers_n: 1 }),
            Ok(ProposalState::Signed)
        );
        let operator = agree(Hand::Operator { officers_n: 2 });
        assert_eq!(operator, Err(Refusal::OfficersCan));
        let about_officer = waiting(Subject::Officer(OfficerId(2)));
        let own = about_officer.agree(hand(2, None), "seen", NOW);
        assert_eq!(own, Err(Refusal::AboutSelf));
        let other = about_member().agree(hand(2, None), "something else", NOW);
        assert_eq!(other, Err(Refusal::Changed));
    }

    #[test]
    fn what_is_returned_is_mended_and_its_editor_does_not_sign() {
        let subject = BTreeSet::from([Subject::Member(MemberId(7))]);
        let one = waiting(Subject::Member(MemberId(7)));
        let one = one.send_back(hand(2, None), NOW).unwrap();
        let early = one.clone().agree(hand(2, None), "seen", NOW);
        assert_eq!(early, Err(Refusal::Returned));
        let later = NOW.plus_ms(WAITS_MS - 1);
        let mended = one.mend(OfficerId(3), subject.clone(), "new".into(), later);
        let mended = mended.unwrap();
        assert_eq!(mended.until, later.plus_ms(WAITS_MS));
        let editor = mended.clone().agree(hand(3, None), "new", later);
        assert_eq!(editor, Err(Refusal::LastEditor));
        assert!(mended.clone().agree(hand(2, None), "new", later).is_ok());
        let again = mended.mend(OfficerId(3), subject, "new".into(), later);
        assert_eq!(again, Err(Refusal::NotReturned));
    }

    #[test]
    fn after_72_hours_it_ends_and_nothing_else_happens_to_it() {
        let one = waiting(Subject::Member(MemberId(7)));
        let until = NOW.plus_ms(72 * 3_600_000);
        assert_eq!(one.until, until);
        let early = one.clone().expire(until.plus_ms(-1));
        assert_eq!(early, Err(Refusal::Early));
        for late in [
            one.clone().agree(hand(2, None), "seen", until),
            one.clone().refuse(hand(2, None), until),
            one.clone().send_back(hand(2, None), until),
            one.clone().withdraw(hand(1, None), until),
        ] {
            assert_eq!(late, Err(Refusal::Late));
        }
        let ended = one.expire(until).unwrap();
        let again = ended.clone().expire(until);
        assert_eq!(again, Err(Refusal::Ended(ProposalState::Expired)));
    }

    #[test]
    fn only_its_asker_takes_it_back() {
        let one = waiting(Subject::Member(MemberId(7)));
        let others = one.clone().withdraw(hand(2, None), NOW);
        assert_eq!(others, Err(Refusal::NotAsker));
        let operators = one.clone().withdraw(Hand::Operator { officers_n: 0 }, NOW);
        assert_eq!(operators, Err(Refusal::NotAsker));
        let taken = one.withdraw(hand(1, None), NOW).unwrap();
        assert_eq!(taken.state, ProposalState::Withdrawn);
    }
}
