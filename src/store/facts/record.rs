//! Reading her record: this month, her newest entries, one entry.

use crate::core::dialogue::facts::{ENTRIES_MAX, Loans, Month};
use crate::core::domain::{
    CoopId, Day, Entry, EntryId, EntryKind, EntryState, Instant, MemberId, Paise, Period, Proof,
};
use crate::store::Error;
use crate::store::db::conn::{Link, args, statements};

/// The state of an entry now: that of its newest event, or its first state.
macro_rules! state_now {
    () => {
        "coalesce((select v.state from entry_event v where v.coop_id = e.coop_id
            and v.entry_id = e.id order by v.at desc, v.id desc limit 1), e.state)"
    };
}

/// The day on which the oldest of her running loans was given.
macro_rules! loans_since {
    () => {
        "(select min(l.given_on) from loan l where l.coop_id = $1 and l.member_id = $2
            and l.state = 'running')"
    };
}

macro_rules! entry_columns {
    () => {
        concat!(
            "select e.id, e.no, e.kind, e.category, e.amount, e.period, e.from_on, e.to_on,
                e.proof, e.replaces_id, e.at, ",
            state_now!(),
            " as state from entry e "
        )
    };
}

statements! {
    /// Totals of the entries that count or wait, and her running loans. An entry does not say which loan it
    /// repays: repayments from before the oldest running loan belong to earlier loans.
    SUM_MONTH = concat!("select
            cast(sum(case when e.kind = 'income' and e.to_on between $3 and $4
                then e.amount else 0 end) as bigint) as income,
            cast(sum(case when e.kind = 'saving' and e.to_on between $3 and $4
                then e.amount else 0 end) as bigint) as saving,
            cast(sum(case when e.kind = 'repayment' and e.to_on >= ", loans_since!(), "
                then e.amount else 0 end) as bigint) as repaid,
            (select cast(sum(l.principal) as bigint) from loan l where l.coop_id = $1
                and l.member_id = $2 and l.state = 'running') as principal, ",
            loans_since!(), " as since
        from entry e
        where e.coop_id = $1 and e.member_id = $2
            and (e.kind = 'repayment' or e.to_on between $3 and $4)
            and ", state_now!(), " in ('ok', 'waiting')");
    LIST_ENTRIES = concat!("select * from (", entry_columns!(), "
        where e.coop_id = $1 and e.member_id = $2) as mine
        where state <> 'withdrawn' order by at desc, no desc limit $3");
    FIND_ENTRY = concat!("select * from (", entry_columns!(), "
        where e.coop_id = $1 and e.member_id = $2 and e.no = $3) as mine
        where state <> 'withdrawn'");
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: i64,
    no: i64,
    kind: String,
    category: Option<i64>,
    amount: i64,
    period: String,
    from_on: i64,
    to_on: i64,
    proof: String,
    replaces_id: Option<i64>,
    at: i64,
    state: String,
}

impl EntryRow {
    fn entry(self) -> Result<Entry, Error> {
        let word = |column| Error::UnknownCode {
            table: "entry",
            column,
        };
        Ok(Entry {
            id: EntryId(self.id),
            no: self.no,
            kind: EntryKind::parse(&self.kind).ok_or(word("kind"))?,
            category: self.category,
            amount: Paise(self.amount),
            period: Period::parse(&self.period).ok_or(word("period"))?,
            from_on: Day(self.from_on),
            to_on: Day(self.to_on),
            proof: Proof::parse(&self.proof).ok_or(word("proof"))?,
            state: EntryState::parse(&self.state).ok_or(word("state"))?,
            replaces: self.replaces_id.map(EntryId),
            at: Instant(self.at),
        })
    }
}

#[derive(sqlx::FromRow, Default)]
struct MonthRow {
    income: Option<i64>,
    saving: Option<i64>,
    repaid: Option<i64>,
    principal: Option<i64>,
    since: Option<i64>,
}

/// This month's totals, and what she still owes on her running loans.
pub(in crate::store) async fn month(
    link: &mut Link,
    coop: CoopId,
    member: MemberId,
    now: Instant,
) -> Result<Month, Error> {
    let today = now.day();
    let (first, last) = (today.month_start().0, today.month_end().0);
    let args = args![coop.0, member.0, first, last];
    let row: Option<MonthRow> = link.find(SUM_MONTH, args).await?;
    let row = row.unwrap_or_default();
    Ok(Month {
        income: Paise(row.income.unwrap_or_default()),
        saving: Paise(row.saving.unwrap_or_default()),
        loans: row.principal.zip(row.since).map(|(lent, since)| Loans {
            left: Paise(lent - row.repaid.unwrap_or_default()),
            since: Day(since),
        }),
    })
}

/// Her newest entries, newest first, without those that were taken back.
pub(in crate::store) async fn entries(
    link: &mut Link,
    coop: CoopId,
    member: MemberId,
) -> Result<Vec<Entry>, Error> {
    let most = i64::try_from(ENTRIES_MAX).unwrap_or(i64::MAX);
    let rows: Vec<EntryRow> = link
        .all(LIST_ENTRIES, args![coop.0, member.0, most])
        .await?;
    rows.into_iter().map(EntryRow::entry).collect()
}

/// One entry of hers, by number. Not found if it was taken back, or corrected under another number.
pub(in crate::store) async fn entry(
    link: &mut Link,
    coop: CoopId,
    member: MemberId,
    no: i64,
) -> Result<Option<Entry>, Error> {
    let row: Option<EntryRow> = link.find(FIND_ENTRY, args![coop.0, member.0, no]).await?;
    row.map(EntryRow::entry).transpose()
}
