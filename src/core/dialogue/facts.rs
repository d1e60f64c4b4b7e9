//! All that a turn may know. The shell loads only the groups that the screens reachable in this turn can
//! mention; `apply` makes them what they are after a change, for the next screen.

use super::state::{Caller, Draft};
use crate::core::domain::{
    Ask, BallotResult, Category, Consent, Coop, Day, Entry, EntryId, EntryKind, EntryTime, Instant,
    Lang, Meeting, Member, MemberId, NoticeLine, OpenBallot, Paise, PhoneId, Proof, RecordAccess,
    RowId, SentText, SessionId, Tries,
};
use std::sync::Arc;

pub use crate::core::domain::Fresh;

/// The phone that is calling.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PhoneFacts {
    /// Its id; `None` where no member has it.
    pub id: Option<PhoneId>,
    /// The members who have it. One: her own phone. Several: a shared one.
    pub members: Vec<Member>,
}

/// The verdict on the PIN just typed, found outside the turn on the blocking pool.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It is the right PIN.
    Right,
    /// It is the code of her PIN slip; the row of that code.
    Code(RowId),
    /// It is wrong, or the number is not linked to this phone.
    Wrong,
}

/// Whether the code of a PIN slip, right earlier in the call, still works.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Slip {
    /// The code still works, or none was typed.
    #[default]
    Counts,
    /// The code has been used or replaced meanwhile.
    Gone,
}

/// What is used for somebody whose number is not linked to this phone, so that she sees the same as
/// somebody whose number is (decision 21).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StrangerFacts {
    /// Where her tries are counted: a keyed hash of phone and number.
    pub tries_id: i64,
    /// One of the languages in use on this phone, always the same for this number.
    pub lang: Lang,
}

/// What is known of a PIN.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PinFacts {
    /// Whether there is one. A stranger always seems to have one.
    pub exists: bool,
    /// Whether officers gave her this PIN, so that she must choose her own.
    pub must_change: bool,
    /// The tries against it.
    pub tries: Tries,
    /// The verdict, where a PIN was typed and looked at.
    pub verdict: Option<Verdict>,
    /// The hash of a new PIN just typed.
    pub new_hash: Option<String>,
    /// Whether the new PIN typed again is the one typed first.
    pub new_matches: bool,
    /// Whether the code with which she chooses the PIN still works.
    pub slip: Slip,
}

/// The marks of the main menu.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Marks {
    /// The number of requests that wait for her answer.
    pub asks_n: i64,
    /// Whether a ballot is open on whose roll she stands, voted or not.
    pub ballot_open: bool,
}

/// This month in her record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Month {
    /// Income whose period ends in this month.
    pub income: Paise,
    /// Savings.
    pub saving: Paise,
    /// Her running loans; `None` where she has none.
    pub loans: Option<Loans>,
}

/// Her running loans, taken together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Loans {
    /// What is left to pay, in paise. Negative where more was paid than was lent: interest, or a mistake.
    pub left: Paise,
    /// The day on which the oldest of them was given. What was paid before it paid earlier loans.
    pub since: Day,
}

impl Loans {
    /// What she is told is left to pay, at least 0.
    pub fn shown(self) -> Paise {
        self.left.max(Paise(0))
    }
}

/// An entry that an earlier session left half filled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftDraft {
    /// The session that left it.
    pub session: SessionId,
    /// What was filled in.
    pub draft: Draft,
}

/// All a turn may know. A group that was not loaded is empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    /// The present moment.
    pub now: Instant,
    /// The cooperative that was dialled.
    pub coop: Arc<Coop>,
    /// Its categories: the active ones, and the groups.
    pub categories: Arc<Vec<Category>>,
    /// The phone.
    pub phone: PhoneFacts,
    /// Who is talking, once that is known.
    pub caller: Caller,
    /// What is used for her where her number is not linked to this phone.
    pub stranger: Option<StrangerFacts>,
    /// Her PIN.
    pub pin: PinFacts,
    /// The marks of the main menu.
    pub marks: Marks,
    /// This month.
    pub month: Month,
    /// Her newest entries, newest first, withdrawn ones left out; at most `ENTRIES_MAX`.
    pub entries: Vec<Entry>,
    /// The entry whose number she typed or is mending.
    pub entry: Option<Entry>,
    /// Requests that wait for her.
    pub asks: Vec<Ask>,
    /// Her live permissions, nearest end first.
    pub consents: Vec<Consent>,
    /// Who has seen her record, newest first.
    pub seen: Vec<RecordAccess>,
    /// Open ballots on whose roll she stands, by number.
    pub ballots: Vec<OpenBallot>,
    /// Counted ballots, newest first.
    pub results: Vec<BallotResult>,
    /// The next meeting.
    pub meeting: Option<Meeting>,
    /// The last notices, newest first.
    pub notices: Vec<NoticeLine>,
    /// The last texts sent to her, newest first.
    pub texts: Vec<SentText>,
    /// A half-filled entry of hers from this phone, less than ten minutes old.
    pub draft: Option<LeftDraft>,
    /// Ids and numbers that were drawn for the changes of this turn.
    pub fresh: Fresh,
}

/// How many of her newest entries a turn may know.
pub const ENTRIES_MAX: usize = 40;

impl Facts {
    /// What is known before anything is loaded.
    pub fn new(now: Instant, coop: Arc<Coop>, categories: Arc<Vec<Category>>) -> Self {
        Self {
            now,
            coop,
            categories,
            phone: PhoneFacts::default(),
            caller: Caller::Unknown,
            stranger: None,
            pin: PinFacts::default(),
            marks: Marks::default(),
            month: Month::default(),
            entries: Vec::new(),
            entry: None,
            asks: Vec::new(),
            consents: Vec::new(),
            seen: Vec::new(),
            ballots: Vec::new(),
            results: Vec::new(),
            meeting: None,
            notices: Vec::new(),
            texts: Vec::new(),
            draft: None,
            fresh: Fresh::default(),
        }
    }

    /// The member who is talking, where a member of this phone is.
    pub fn member(&self) -> Option<&Member> {
        match self.caller {
            Caller::Member(id) => self.member_by_id(id),
            Caller::Unknown | Caller::Stranger(_) => None,
        }
    }

    fn member_by_id(&self, id: MemberId) -> Option<&Member> {
        self.phone.members.iter().find(|member| member.id == id)
    }

    /// Whether several members have this phone, or somebody typed a number not linked to it.
    pub fn is_shared(&self) -> bool {
        self.phone.members.len() > 1 || matches!(self.caller, Caller::Stranger(_))
    }

    /// An entry that she says herself now, under the id and number drawn for it.
    pub fn own_entry(
        &self,
        kind: EntryKind,
        category: Option<i64>,
        amount: Paise,
        time: EntryTime,
    ) -> Entry {
        Entry {
            id: EntryId(self.fresh.ids[0]),
            no: self.fresh.entry_no,
            kind,
            category,
            amount,
            period: time.period,
            from_on: time.from_on,
            to_on: time.to_on,
            proof: Proof::Own,
            state: kind.begins(),
            replaces: None,
            at: self.now,
        }
    }

    /// The language to speak: hers, else the cooperative's; one in use on the phone for a number that
    /// is not linked to it.
    pub fn lang(&self) -> Lang {
        if let (Caller::Stranger(_), Some(stranger)) = (self.caller, self.stranger) {
            return stranger.lang;
        }
        self.member()
            .and_then(|member| member.lang)
            .unwrap_or(self.coop.lang)
    }

    /// Whether a loan of hers is running.
    pub fn has_loan(&self) -> bool {
        self.month.loans.is_some()
    }

    /// A category by its code.
    pub fn category(&self, code: i64) -> Option<&Category> {
        self.categories
            .iter()
            .find(|category| category.code == code)
    }
}
