//! Bringing in what was kept elsewhere: members with their phones and PINs, their old entries, their loans.
//! Each call is one transaction, and each thing that comes in is a change with its own line of the ledger.

use crate::core::domain::change::entry::{self, Added};
use crate::core::domain::change::loan::{self, NewLoan};
use crate::core::domain::change::member::{self, FirstPin, MemberAdded};
use crate::core::domain::{
    By, Change, CoopId, Entry, Instant, Lang, MemberId, Newcomer, Phone, RowId,
};
use crate::store::number_block::NumberKind;
use crate::store::{Error, Store};
use std::fmt;

/// A member to bring in. Its `Debug` shows her number and nothing else of hers.
#[derive(Clone, PartialEq, Eq)]
pub struct NewMember {
    /// Her id.
    pub id: MemberId,
    /// Her number.
    pub no: i64,
    /// Her name, which is sealed; empty where it is not known.
    pub name: String,
    /// The language she chose, if she has.
    pub lang: Option<Lang>,
    /// Whether texts to her say nothing.
    pub private_sms: bool,
    /// A phone of hers. Members with the same number share one phone.
    pub phone: Phone,
    /// Her PIN, where she has one.
    pub pin: Option<FirstPin>,
}

impl fmt::Debug for NewMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewMember({}, …)", self.no)
    }
}

/// An old entry to bring in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewEntry {
    /// Whose.
    pub member: MemberId,
    /// The entry, its number included.
    pub entry: Entry,
}

impl Store {
    /// Adds members with their phones and PINs. One that cannot be added adds none of them.
    pub async fn add_members(
        &self,
        by: &By,
        coop: CoopId,
        members: &[NewMember],
        now: Instant,
    ) -> Result<(), Error> {
        let changes: Vec<Change> = members.iter().map(NewMember::added).collect();
        self.commit_whole(by, (coop, now), &changes).await
    }

    /// Brings old entries in. The counter moves past their numbers first: what is not used of them then is
    /// skipped, as other numbers are.
    pub async fn add_entries(
        &self,
        by: &By,
        coop: CoopId,
        entries: &[NewEntry],
        now: Instant,
    ) -> Result<(), Error> {
        if let Some(last) = entries.iter().map(|new| new.entry.no).max() {
            self.core
                .skip_numbers(coop, NumberKind::Entry, last + 1)
                .await?;
        }
        let added = |new: &NewEntry| {
            Change::Entry(entry::Change::Added(Added {
                member: new.member,
                entry: new.entry.clone(),
                event: RowId(0),
            }))
        };
        let changes: Vec<Change> = entries.iter().map(added).collect();
        self.commit_whole(by, (coop, now), &changes).await
    }

    /// Brings running loans in.
    pub async fn add_loans(
        &self,
        by: &By,
        coop: CoopId,
        loans: &[NewLoan],
        now: Instant,
    ) -> Result<(), Error> {
        let added = |new: &NewLoan| Change::Loan(loan::Change::Added(*new));
        let changes: Vec<Change> = loans.iter().map(added).collect();
        self.commit_whole(by, (coop, now), &changes).await
    }
}

impl NewMember {
    fn added(&self) -> Change {
        let newcomer = Newcomer {
            no: self.no,
            name: self.name.clone(),
            phone: Some(self.phone.clone()),
            lang: self.lang,
            private_sms: self.private_sms,
            joined: None,
            village: String::new(),
            group: String::new(),
        };
        Change::Member(member::Change::Added(Box::new(MemberAdded {
            member: self.id,
            newcomer,
            pin: self.pin.clone(),
        })))
    }
}
