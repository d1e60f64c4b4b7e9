//! Words of the ledger: what was done, by whom, by which channel, about what and why.

use super::visit::OfficerVisit;
use crate::core::domain::{ActorKind, ObjectKind, Via, Why};

/// Kinds of lines, and the names of their words. Those that name nobody are not listed, and have none.
pub(super) const KINDS: &[(&str, &str)] = &[
    ("language chosen", "did-language-chosen"),
    ("private sms set", "did-private-sms-set"),
    ("pin right", "did-pin-right"),
    ("pin wrong", "did-pin-wrong"),
    ("pin set", "did-pin-set"),
    ("pin activated", "did-pin-activated"),
    ("pin unlocked", "did-pin-unlocked"),
    ("pin code made", "did-pin-code-made"),
    (
        "pin unlocked by the operator",
        "did-pin-unlocked-by-the-operator",
    ),
    (
        "pin code made by the operator",
        "did-pin-code-made-by-the-operator",
    ),
    ("entry added", "did-entry-added"),
    ("entry withdrawn", "did-entry-withdrawn"),
    ("entry settled", "did-entry-settled"),
    ("case opened", "did-case-opened"),
    ("case escalated", "did-case-escalated"),
    ("case answered", "did-case-answered"),
    ("case appealed", "did-case-appealed"),
    ("case closed", "did-case-closed"),
    ("consent given", "did-consent-given"),
    ("consent stopped", "did-consent-stopped"),
    ("data handed out", "did-data-handed-out"),
    ("look refused", "did-look-refused"),
    ("ballot opened", "did-ballot-opened"),
    ("ballot brought in", "did-ballot-brought-in"),
    ("ballot counted", "did-ballot-counted"),
    ("vote codes made", "did-vote-codes-made"),
    ("request added", "did-request-added"),
    ("meeting planned", "did-meeting-planned"),
    ("meeting answered", "did-meeting-answered"),
    ("topic asked", "did-topic-asked"),
    ("notice kept", "did-notice-kept"),
    ("call asked", "did-call-asked"),
    ("call done", "did-call-done"),
    ("call not reached", "did-call-not-reached"),
    ("statement issued", "did-statement-issued"),
    ("announcements started", "did-announcements-started"),
    ("announcements stopped", "did-announcements-stopped"),
    ("announced", "did-announced"),
    ("draft taken", "did-draft-taken"),
    ("cooperative added", "did-cooperative-added"),
    ("cooperative set", "did-cooperative-set"),
    ("officer on duty set", "did-officer-on-duty-set"),
    ("member added", "did-member-added"),
    ("member revised", "did-member-revised"),
    ("loan added", "did-loan-added"),
    ("templates imported", "did-templates-imported"),
    ("template paused", "did-template-paused"),
    ("gateway paused", "did-gateway-paused"),
    ("task opened", "did-task-opened"),
    ("task closed", "did-task-closed"),
    ("officer added", "did-officer-added"),
    ("officer ended", "did-officer-ended"),
    ("role given", "did-role-given"),
    ("role taken", "did-role-taken"),
    ("passphrase set", "did-passphrase-set"),
    ("sheet made", "did-sheet-made"),
    ("authenticator set", "did-authenticator-set"),
    ("second step ended", "did-second-step-ended"),
    ("proposal asked", "did-proposal-asked"),
    ("proposal returned", "did-proposal-returned"),
    ("proposal signed", "did-proposal-signed"),
    ("proposal refused", "did-proposal-refused"),
    ("proposal withdrawn", "did-proposal-withdrawn"),
    ("proposal expired", "did-proposal-expired"),
];

/// Kinds of things by which lines are filtered.
pub(super) const OBJECTS: &[ObjectKind] = &[
    ObjectKind::Member,
    ObjectKind::Entry,
    ObjectKind::Loan,
    ObjectKind::Case,
    ObjectKind::CallAsk,
    ObjectKind::Meeting,
    ObjectKind::Ballot,
    ObjectKind::Request,
    ObjectKind::Announcement,
    ObjectKind::Task,
    ObjectKind::Template,
    ObjectKind::Gateway,
    ObjectKind::Coop,
    ObjectKind::Officer,
    ObjectKind::Proposal,
];

/// What was done. A kind that has no words yet is said by its own.
pub(super) fn kind_words(visit: &OfficerVisit, kind: &str) -> String {
    let known = KINDS.iter().find(|(one, _)| *one == kind);
    known.map_or_else(|| kind.to_owned(), |(_, name)| visit.say(name))
}

/// What a line is about.
pub(super) fn object_words(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Member => "about-member",
        ObjectKind::Phone => "about-phone",
        ObjectKind::StrangerTries => "about-stranger-tries",
        ObjectKind::SignedAct => "about-signed-act",
        ObjectKind::PinCode => "about-pin-code",
        ObjectKind::Entry => "about-entry",
        ObjectKind::Case => "about-case",
        ObjectKind::Consent => "about-consent",
        ObjectKind::Request => "about-request",
        ObjectKind::Ballot => "about-ballot",
        ObjectKind::Meeting => "about-meeting",
        ObjectKind::CallAsk => "about-call-ask",
        ObjectKind::Statement => "about-statement",
        ObjectKind::Session => "about-session",
        ObjectKind::Announcement => "about-announcement",
        ObjectKind::Task => "about-task",
        ObjectKind::Template => "about-template",
        ObjectKind::Text => "about-text",
        ObjectKind::Coop => "about-coop",
        ObjectKind::Notice => "about-notice",
        ObjectKind::Loan => "about-loan",
        ObjectKind::Requester => "about-requester",
        ObjectKind::Disclosure => "about-disclosure",
        ObjectKind::Gateway => "about-gateway",
        ObjectKind::Officer => "about-officer",
        ObjectKind::Proposal => "about-proposal",
    }
}

/// By which channel.
pub(super) fn via_words(via: Via) -> &'static str {
    match via {
        Via::Ussd => "via-ussd",
        Via::Sms => "via-sms",
        Via::Voice => "via-voice",
        Via::Console => "via-console",
        Via::Cli => "via-cli",
        Via::Api => "via-api",
        Via::Clock => "via-clock",
    }
}

/// Why.
pub(super) fn why_words(why: Why) -> &'static str {
    match why {
        Why::Wanted => "why-wanted",
        Why::Due => "why-due",
        Why::Follows => "why-follows",
        Why::Reported => "why-reported",
        Why::Register => "why-register",
        Why::TwoSigned => "why-two-signed",
        Why::OperatorSigned => "why-operator-signed",
        Why::TwoNamed => "why-two-named",
        Why::Demo => "why-demo",
    }
}

/// Who, where it was no officer.
pub(super) fn actor_words(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Member => "actor-member",
        ActorKind::Phone => "actor-phone",
        ActorKind::Stranger => "actor-stranger",
        ActorKind::Officer => "actor-officer",
        ActorKind::Job => "actor-job",
        ActorKind::Operator => "actor-operator",
        ActorKind::Provider => "actor-provider",
    }
}
