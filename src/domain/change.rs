//! Everything that can alter the record. A change is a row, never a call: what follows from one (an
//! SMS, a row that asks the bank to erase) is written in the same transaction.

use super::pin::Tries;
use super::{
    BallotId, Case, ConsentId, Entry, EntryId, Instant, Lang, MeetingId, MemberId, Paise, Phone,
    PhoneId, RequestId, RowId, SessionId, Shown, Topic, time::Day,
};

/// Whose wrong tries are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TriesOf {
    /// A member's PIN.
    Member(MemberId),
    /// A phone's tries with codes that it texts; they lock nobody's PIN.
    Phone(PhoneId),
    /// A phone's tries with one number that is not linked to it, by a keyed hash of both; they lock
    /// nobody (decision 21).
    Stranger(i64),
}

/// When the sakhi should call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CallWhen {
    /// Today.
    Today,
    /// Tomorrow.
    Tomorrow,
}

/// One alteration of the record. Each carries its ids, numbers and times, drawn before the turn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A member chose her language.
    LanguageChosen {
        /// Who.
        member: MemberId,
        /// Which.
        lang: Lang,
    },
    /// A member chose whether texts say more than "a message for you".
    PrivateSmsSet {
        /// Who.
        member: MemberId,
        /// On or off.
        on: bool,
    },
    /// A PIN, or the code of a slip, was tried. The store writes `after` only where the row still stands as `before`, and
    /// otherwise refuses, so that parallel guesses gain nothing (decision 2).
    PinTried {
        /// Whose tries.
        of: TriesOf,
        /// Whether it was right.
        right: bool,
        /// The tries as they were when the PIN was looked at.
        before: Tries,
        /// The tries after it.
        after: Tries,
    },
    /// A member set a new PIN.
    PinSet {
        /// Who.
        member: MemberId,
        /// The argon2id hash, as a PHC string without the pepper.
        hash: String,
    },
    /// A member chose a PIN with the code of a slip, which is used up; all her locks are open. Refused
    /// where the code was used or replaced meanwhile.
    PinActivated {
        /// Who.
        member: MemberId,
        /// The hash of the new PIN.
        hash: String,
        /// The row of the code.
        code: RowId,
    },
    /// A new entry; where `entry.replaces` is set, the old one is withdrawn with it.
    EntryAdded {
        /// Whose.
        member: MemberId,
        /// The entry.
        entry: Entry,
        /// The id of the event that withdraws the replaced one.
        event: RowId,
    },
    /// A member took back her own fresh entry.
    EntryWithdrawn {
        /// Whose.
        member: MemberId,
        /// Which.
        entry: EntryId,
        /// The id of the event.
        event: RowId,
    },
    /// A case was opened; where it is about an entry, the entry is disputed with it.
    CaseOpened {
        /// Whose.
        member: MemberId,
        /// The case.
        case: Case,
        /// The disputed entry and the id of its event.
        disputes: Option<(EntryId, RowId)>,
    },
    /// She said yes to a request.
    ConsentGiven {
        /// Who.
        member: MemberId,
        /// The new permission.
        consent: ConsentId,
        /// Its number.
        no: i64,
        /// The request it answers.
        request: RequestId,
        /// The last local day on which it counts.
        ends_on: Day,
        /// What she was really shown.
        shown: Shown,
        /// The id of the event.
        event: RowId,
    },
    /// She said no: the same request is never asked again, and nobody but her can see it.
    ConsentRefused {
        /// Who.
        member: MemberId,
        /// The row that keeps the no.
        consent: ConsentId,
        /// Its number.
        no: i64,
        /// The request it answers.
        request: RequestId,
        /// What she was really shown.
        shown: Shown,
        /// The id of the event.
        event: RowId,
    },
    /// She stopped a permission.
    ConsentStopped {
        /// Who.
        member: MemberId,
        /// Which.
        consent: ConsentId,
        /// Whether the receiver must also erase; writes the row that asks.
        erase: bool,
        /// The id of the event.
        event: RowId,
        /// The id of the row that asks for the erasure.
        erasure: RowId,
    },
    /// She voted. Holds the choice: never logged, never in the ledger.
    VoteCast {
        /// Who.
        member: MemberId,
        /// In which ballot.
        ballot: BallotId,
        /// Which option.
        option_no: i64,
    },
    /// She said whether she comes to a meeting.
    MeetingAnswered {
        /// Who.
        member: MemberId,
        /// Which.
        meeting: MeetingId,
        /// Coming or not.
        coming: bool,
    },
    /// She asked for a topic on the agenda.
    TopicAsked {
        /// Who.
        member: MemberId,
        /// For which meeting.
        meeting: MeetingId,
        /// Which topic.
        topic: Topic,
    },
    /// She asked to be called.
    CallAsked {
        /// Who.
        member: MemberId,
        /// The row's id.
        id: RowId,
        /// When.
        when: CallWhen,
        /// Another number, used once.
        other: Option<Phone>,
    },
    /// She made a code for her statement; an older code of hers ends with it.
    StatementIssued {
        /// Whose.
        member: MemberId,
        /// The row's id.
        id: RowId,
        /// Six signs she can read out.
        code: String,
        /// The first local day it covers.
        from_on: Day,
        /// The last local day it covers.
        to_on: Day,
        /// The last local day on which the code works.
        ends_on: Day,
    },
    /// A phone wants no announcements, or wants them again.
    AnnouncementsSet {
        /// Which phone.
        phone: PhoneId,
        /// Whether it wants them.
        on: bool,
    },
    /// She went on with, or dropped, what an earlier session left half filled.
    DraftTaken {
        /// The session that had it.
        session: SessionId,
    },
}

impl Change {
    /// Its word in the ledger and in logs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::LanguageChosen { .. } => "language chosen",
            Self::PrivateSmsSet { .. } => "private sms set",
            Self::PinTried { right: true, .. } => "pin right",
            Self::PinTried { .. } => "pin wrong",
            Self::PinSet { .. } => "pin set",
            Self::PinActivated { .. } => "pin activated",
            Self::EntryAdded { .. } => "entry added",
            Self::EntryWithdrawn { .. } => "entry withdrawn",
            Self::CaseOpened { .. } => "case opened",
            Self::ConsentGiven { .. } => "consent given",
            Self::ConsentRefused { .. } => "consent answered",
            Self::ConsentStopped { .. } => "consent stopped",
            Self::VoteCast { .. } => "vote cast",
            Self::MeetingAnswered { .. } => "meeting answered",
            Self::TopicAsked { .. } => "topic asked",
            Self::CallAsked { .. } => "call asked",
            Self::StatementIssued { .. } => "statement issued",
            Self::AnnouncementsSet { on: true, .. } => "announcements started",
            Self::AnnouncementsSet { .. } => "announcements stopped",
            Self::DraftTaken { .. } => "draft taken",
        }
    }
}

/// An amount that she is asked about once more: over three times her usual (domain reference D6).
pub fn is_odd(amount: Paise, usual: Option<Paise>) -> bool {
    usual.is_some_and(|usual| amount.0 > usual.0.saturating_mul(3))
}

/// A corrected amount that she is asked about once more: over three times, or under a third of, what
/// is usual for her; where nothing is, of what stood there. Correcting is done to get a figure right,
/// so that one far too small is as much a slip as one far too large.
pub fn is_odd_correction(amount: Paise, usual: Option<Paise>, before: Paise) -> bool {
    let known = usual.unwrap_or(before);
    is_odd(amount, Some(known)) || amount.0.saturating_mul(3) < known.0
}

/// The moment until which an own entry can be mended at once.
pub fn mend_until(recorded_at: Instant) -> Instant {
    recorded_at.plus_days(7)
}
