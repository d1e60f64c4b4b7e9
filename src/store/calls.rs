//! Reading calls that women ask for, for whoever calls them back. Calls that are done stand in no list.

use super::db::conn::{args, statements};
use super::{Core, Error, Store};
use crate::core::domain::call::CallStanding;
use crate::core::domain::look::RevealReason;
use crate::core::domain::{CallResult, CoopId, Day, Instant, MemberId, OfficerId, Phone, RowId};
use crate::seal::{CannotOpen, MemberKey, SealedCell};

/// Calls in a list at most.
pub const CALLS_MAX: usize = 500;

macro_rules! call_columns {
    () => {
        "select a.id, a.member_id, m.no as member_no, a.day_on, a.other is not null as has_other, a.at
        from call_ask a join member m on m.coop_id = a.coop_id and m.id = a.member_id "
    };
}

statements! {
    LIST_CALLS = concat!(call_columns!(), "where a.coop_id = $1 and a.done_at is null
        order by a.id limit $2");
    FIND_CALL = concat!(call_columns!(), "where a.coop_id = $1 and a.id = $2");
    LIST_TRIES_OF_ALL = "select v.call_id, v.officer_id, v.result, v.at
        from call_event v where v.coop_id = $1 and v.call_id in (select a.id from call_ask a
            where a.coop_id = $1 and a.done_at is null)
        order by v.call_id, v.seq";
    LIST_TRIES_OF = "select v.call_id, v.officer_id, v.result, v.at
        from call_event v where v.coop_id = $1 and v.call_id = $2 order by v.seq";
    /// Another number than her phone's, and the key of hers that it is sealed with.
    FIND_OTHER = "select a.other, k.wrapped from call_ask a
        join member_key k on k.coop_id = a.coop_id and k.member_id = a.member_id
        where a.coop_id = $1 and a.id = $2 and a.other is not null";
}

/// A try to call her.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CallTry {
    /// Who called; `None`: the operator.
    pub by: Option<OfficerId>,
    /// What came of it.
    pub result: CallResult,
    /// When.
    pub at: Instant,
}

/// A call that was asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptCall {
    /// Which.
    pub id: RowId,
    /// Who asked for it.
    pub member: MemberId,
    /// Her number.
    pub member_no: i64,
    /// The day for which she asked.
    pub day: Day,
    /// Whether she gave another number than that of her phone.
    pub has_other: bool,
    /// When she asked.
    pub asked_at: Instant,
    /// The tries, oldest first.
    pub tries: Vec<CallTry>,
}

impl KeptCall {
    /// Where it stands.
    pub fn standing(&self) -> CallStanding {
        let results: Vec<_> = self.tries.iter().map(|one| (one.result, one.at)).collect();
        CallStanding::kept(&results)
    }
}

#[derive(sqlx::FromRow)]
struct CallRow {
    id: i64,
    member_id: i64,
    member_no: i64,
    day_on: i64,
    has_other: bool,
    at: i64,
}

#[derive(sqlx::FromRow)]
struct TryRow {
    call_id: i64,
    officer_id: Option<i64>,
    result: String,
    at: i64,
}

impl TryRow {
    fn kept(&self) -> Result<CallTry, Error> {
        Ok(CallTry {
            by: self.officer_id.map(OfficerId),
            result: CallResult::parse(&self.result).ok_or(Error::UnknownCode {
                table: "call_event",
                column: "result",
            })?,
            at: Instant(self.at),
        })
    }
}

impl CallRow {
    fn kept(self, tries: &[TryRow]) -> Result<KeptCall, Error> {
        let tries = tries.iter().filter(|one| one.call_id == self.id);
        Ok(KeptCall {
            id: RowId(self.id),
            member: MemberId(self.member_id),
            member_no: self.member_no,
            day: Day(self.day_on),
            has_other: self.has_other,
            asked_at: Instant(self.at),
            tries: tries.map(TryRow::kept).collect::<Result<_, _>>()?,
        })
    }
}

impl Store {
    /// The numbers on which she can be called: the one that she gave for this call, and those of her phones.
    /// That they are shown is written down before they are read.
    pub async fn call_numbers(
        &self,
        coop: CoopId,
        by: (OfficerId, &'static str),
        call: &KeptCall,
        now: Instant,
    ) -> Result<Vec<Phone>, Error> {
        let why = (call.member, RevealReason::Call);
        let hers = self.reveal_numbers(coop, by, why, now).await?;
        let args = args![coop.0, call.id.0];
        let found: Option<(String, String)> = self.core.read_one(FIND_OTHER, args).await?;
        let mut numbers = Vec::new();
        if let Some((other, wrapped)) = found {
            numbers.push(open_other(&self.core, (coop, call), &other, &wrapped)?);
        }
        numbers.extend(hers);
        Ok(numbers)
    }

    /// Calls that wait, in the order in which they were asked for: at most `CALLS_MAX`.
    pub async fn calls(&self, coop: CoopId) -> Result<Vec<KeptCall>, Error> {
        let most = i64::try_from(CALLS_MAX).unwrap_or(i64::MAX);
        let mut link = self.core.read().await?;
        let rows: Vec<CallRow> = link.all(LIST_CALLS, args![coop.0, most]).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let tries: Vec<TryRow> = link.all(LIST_TRIES_OF_ALL, args![coop.0]).await?;
        rows.into_iter().map(|row| row.kept(&tries)).collect()
    }

    /// One call, also one that is done.
    pub async fn call(&self, coop: CoopId, id: RowId) -> Result<Option<KeptCall>, Error> {
        let mut link = self.core.read().await?;
        let found: Option<CallRow> = link.find(FIND_CALL, args![coop.0, id.0]).await?;
        let Some(row) = found else { return Ok(None) };
        let tries: Vec<TryRow> = link.all(LIST_TRIES_OF, args![coop.0, row.id]).await?;
        row.kept(&tries).map(Some)
    }
}

/// The number that she gave for one call.
fn open_other(
    core: &Core,
    (coop, call): (CoopId, &KeptCall),
    other: &str,
    wrapped: &str,
) -> Result<Phone, Error> {
    let failed = |source| Error::Sealed {
        table: "call_ask",
        column: "other",
        source,
    };
    let place = SealedCell {
        table: "call_ask",
        column: "other",
        coop,
        row: call.id.0,
    };
    let key = MemberKey::unwrap(&core.keys, coop, call.member, wrapped).map_err(failed)?;
    let bytes = key.open(place, other).map_err(failed)?;
    let number = String::from_utf8(bytes).map_err(|_| failed(CannotOpen))?;
    Phone::parse(&number).map_err(|_| failed(CannotOpen))
}
