//! Receipts: in any order, twice, before we have settled what they are about, or about nothing of ours.
//!
//! A receipt names a provider's id and no cooperative, so that these statements look in all; what
//! they find is altered under its own cooperative.

use super::moves::{FIND_EARLY, FIND_TEXTS, MOVE_TEXTS};
use super::{Noted, by_number, phones, tasks};
use crate::domain::delivery::{Move, received};
use crate::domain::{
    Again, CoopId, Failure, Instant, MessageState, Phone, PhoneId, Reported, Tongue,
};
use crate::store::link::{Arg, Link, args, statements};
use crate::store::{Core, Error, Store};
use std::collections::{BTreeMap, BTreeSet};

/// Guards that fail so often are a fault; the provider is asked to come again.
const TRIES_MAX: u32 = 4;

statements! {
    /// A receipt of nothing that we know yet. The word that goes furthest is kept.
    KEEP_EARLY = "insert into early_receipt (gateway, provider_id, state, failure, code, at,
            lookup)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (gateway, provider_id) do update set state = excluded.state,
            failure = excluded.failure, code = excluded.code
        where early_receipt.state = 'sent'
            or (early_receipt.state = 'failed' and excluded.state = 'delivered')";
    DROP_EARLY = "delete from early_receipt where gateway = $1 and provider_id = $2";
    /// Early receipts whose text has been settled meanwhile, because somebody died in between.
    LIST_LATE = "select e.gateway, e.provider_id from early_receipt e
        where exists (select 1 from outbox o where o.provider_id = e.provider_id
            and o.gateway = e.gateway)
        order by e.gateway, e.provider_id limit 500";
    DROP_OLD_EARLY = "delete from early_receipt where at <= $1";
}

/// A receipt, as it came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReceiptIn {
    /// Our id, where the provider gives it back.
    pub our_id: Option<i64>,
    /// The provider's id.
    pub provider_id: Option<String>,
    /// The number that the text went to, where the provider names it.
    pub to: Option<Phone>,
    /// What it says.
    pub reported: Reported,
    /// The provider's or the network's own code.
    pub code: Option<String>,
}

/// What receipts came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReceiptsKept {
    /// The states that texts were moved to.
    pub moved: Vec<MessageState>,
    /// Receipts that said nothing new.
    pub idle_n: usize,
    /// Receipts of nothing that we know yet, which are kept for a while.
    pub early_n: usize,
    /// Receipts that name nothing by which a text could ever be found.
    pub lost_n: usize,
}

/// A text that the receipt at place `n` is about.
#[derive(Clone, sqlx::FromRow)]
pub(super) struct Found {
    n: i64,
    by_our_id: bool,
    coop_id: i64,
    id: i64,
    pub(super) state: String,
    pub(super) attempts: i64,
    phone_id: Option<i64>,
    notice: String,
    tongue: String,
}

/// A text with the moves that receipts of this batch make it take.
struct Moved {
    was: MessageState,
    attempts: i64,
    phone: Option<PhoneId>,
    notice: String,
    tongue: Tongue,
    to: Move,
    /// The provider's id, where only this receipt tells it.
    learned: Option<String>,
    code: Option<String>,
}

impl Store {
    /// Takes in receipts of one gateway. `knows_our_id`: it would not take the same id again.
    pub async fn receive(
        &self,
        (gateway, knows_our_id): (&str, bool),
        receipts: &[ReceiptIn],
        now: Instant,
    ) -> Result<ReceiptsKept, Error> {
        let gateway = (gateway, knows_our_id);
        let (mut kept, unknown) = apply(&self.core, gateway, receipts, now).await?;
        let mut early = Vec::new();
        for n in unknown {
            let receipt = &receipts[n];
            match (&receipt.provider_id, receipt.reported.state()) {
                (Some(name), Some(state)) => early.push((&**name, state, receipt)),
                _ => kept.lost_n += 1,
            }
        }
        if early.is_empty() {
            return Ok(kept);
        }
        let mut link = self.core.begin().await?;
        for (name, state, receipt) in &early {
            let failure = match &receipt.reported {
                Reported::Failed(failure) => Some(failure.code().to_owned()),
                Reported::Sent | Reported::Delivered | Reported::Unknown(_) => None,
            };
            let code = receipt.code.clone();
            let lookup = receipt.to.as_ref();
            let lookup = lookup.map(|to| by_number::lookups(&self.core, to)[0].clone());
            let args = args![gateway.0, *name, state.code(), failure, code, now.0, lookup];
            link.run(KEEP_EARLY, args).await?;
        }
        link.commit().await?;
        let names: Vec<&str> = early.iter().map(|(name, ..)| *name).collect();
        let applied = apply_early(&self.core, gateway, &names, now).await?;
        kept.early_n = early.len() - applied.min(early.len());
        Ok(kept)
    }

    /// Applies early receipts that were left behind because a process died, or because the text that
    /// they are about was not in doubt yet; how many.
    pub async fn receive_late(&self, know_our_id: &[&str], now: Instant) -> Result<usize, Error> {
        let mut link = self.core.read().await?;
        let rows: Vec<(String, String)> = link.all(LIST_LATE, args![]).await?;
        self.core.give_back(link);
        let mut by_gateway: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (gateway, name) in &rows {
            by_gateway.entry(gateway).or_default().push(name);
        }
        let mut applied = 0;
        for (gateway, names) in by_gateway {
            let gateway = (gateway, know_our_id.contains(&gateway));
            applied += apply_early(&self.core, gateway, &names, now).await?;
        }
        for (gateway, receipts) in by_number::early(&self.core).await? {
            let gateway = (&*gateway, know_our_id.contains(&&*gateway));
            applied += apply_and_drop(&self.core, gateway, &receipts, now).await?;
        }
        Ok(applied)
    }
}

/// Forgets receipts of nothing of ours.
pub(super) async fn drop_old(link: &mut Link, before: Instant) -> Result<u64, Error> {
    link.run(DROP_OLD_EARLY, args![before.0]).await
}

/// Provider's id, state, failure and code.
pub(super) type EarlyRow = (String, String, Option<String>, Option<String>);

/// Applies the early receipts of these names, where their texts are known by now; how many were.
pub(super) async fn apply_early(
    core: &Core,
    gateway: (&str, bool),
    names: &[&str],
    now: Instant,
) -> Result<usize, Error> {
    if names.is_empty() {
        return Ok(0);
    }
    let rows: Vec<Vec<Arg>> = names.iter().map(|name| args![gateway.0, *name]).collect();
    let mut link = core.read().await?;
    let found: Vec<EarlyRow> = link.batch(FIND_EARLY, &rows).await?;
    core.give_back(link);
    let receipts: Vec<ReceiptIn> = found.into_iter().map(|row| of_early(row, None)).collect();
    apply_and_drop(core, gateway, &receipts, now).await
}

/// An early receipt as it came.
pub(super) fn of_early((name, state, failure, code): EarlyRow, to: Option<Phone>) -> ReceiptIn {
    ReceiptIn {
        our_id: None,
        provider_id: Some(name),
        to,
        reported: reported(&state, failure.as_deref()),
        code,
    }
}

/// Applies early receipts, and drops those whose texts are known by now; how many.
async fn apply_and_drop(
    core: &Core,
    gateway: (&str, bool),
    receipts: &[ReceiptIn],
    now: Instant,
) -> Result<usize, Error> {
    if receipts.is_empty() {
        return Ok(0);
    }
    let (_, unknown) = apply(core, gateway, receipts, now).await?;
    let mut link = core.begin().await?;
    let mut applied = 0;
    for (n, receipt) in receipts.iter().enumerate() {
        if let (Some(name), false) = (&receipt.provider_id, unknown.contains(&n)) {
            link.run(DROP_EARLY, args![gateway.0, name]).await?;
            applied += 1;
        }
    }
    link.commit().await?;
    Ok(applied)
}

fn reported(state: &str, failure: Option<&str>) -> Reported {
    match MessageState::parse(state) {
        Some(MessageState::Sent) => Reported::Sent,
        Some(MessageState::Delivered) => Reported::Delivered,
        Some(MessageState::Failed) => {
            Reported::Failed(failure.and_then(Failure::parse).unwrap_or(Failure::Other))
        }
        _ => Reported::Unknown(state.to_owned()),
    }
}

/// Applies receipts to the texts they are about; and which of them are about none, by place.
async fn apply(
    core: &Core,
    gateway: (&str, bool),
    receipts: &[ReceiptIn],
    now: Instant,
) -> Result<(ReceiptsKept, BTreeSet<usize>), Error> {
    for _ in 0..TRIES_MAX {
        if let Some(done) = apply_once(core, gateway, receipts, now).await? {
            return Ok(done);
        }
    }
    Err(Error::Rivalry)
}

/// The same once; `None` where a text has moved meanwhile.
async fn apply_once(
    core: &Core,
    gateway: (&str, bool),
    receipts: &[ReceiptIn],
    now: Instant,
) -> Result<Option<(ReceiptsKept, BTreeSet<usize>)>, Error> {
    let rows: Vec<Vec<Arg>> = (0_i64..)
        .zip(receipts)
        .map(|(n, one)| args![n, gateway.0, one.our_id, one.provider_id.clone()])
        .collect();
    if rows.is_empty() {
        return Ok(Some(Default::default()));
    }
    let mut link = core.begin().await?;
    let found: Vec<Found> = link.batch(FIND_TEXTS, &rows).await?;
    let mut unknown: BTreeSet<usize> = (0..receipts.len()).collect();
    let mut known: Vec<(usize, Found, bool)> = Vec::new();
    for row in found {
        let n = usize::try_from(row.n).unwrap_or(usize::MAX);
        // One that is found by both ids is found once.
        if unknown.remove(&n) {
            known.push((n, row, false));
        }
    }
    for (n, row) in by_number::find(core, &mut link, gateway.0, receipts, &unknown).await? {
        unknown.remove(&n);
        known.push((n, row, true));
    }
    let mut kept = ReceiptsKept::default();
    let mut moved: BTreeMap<(CoopId, i64), Moved> = BTreeMap::new();
    for (n, row, learns) in known {
        let can_repeat = !row.by_our_id && !gateway.1;
        if !fold(core, &mut moved, &receipts[n], row, (can_repeat, learns))? {
            kept.idle_n += 1;
        }
    }
    let rows: Vec<Vec<Arg>> = moved
        .iter()
        .map(|((coop, id), moved)| move_row(*coop, *id, moved, now))
        .collect();
    if !rows.is_empty() {
        let done: Vec<(i64, i64)> = link.batch(MOVE_TEXTS, &rows).await?;
        if done.len() < rows.len() {
            link.roll_back().await?;
            return Ok(None);
        }
        write_consequences(core, &mut link, gateway.0, &moved, now).await?;
    }
    link.commit().await?;
    kept.moved = moved.values().map(|moved| moved.to.state).collect();
    Ok(Some((kept, unknown)))
}

/// Adds what one receipt does to what earlier ones of the batch did; whether it does anything.
fn fold(
    core: &Core,
    moved: &mut BTreeMap<(CoopId, i64), Moved>,
    receipt: &ReceiptIn,
    row: Found,
    (can_repeat, learns): (bool, bool),
) -> Result<bool, Error> {
    let word = |column| Error::Word { column };
    let was = MessageState::parse(&row.state).ok_or_else(|| word("outbox.state"))?;
    let tongue = Tongue::parse(&row.tongue).ok_or_else(|| word("outbox.tongue"))?;
    let key = (CoopId(row.coop_id), row.id);
    let stands = moved.get(&key).map_or(was, |moved| moved.to.state);
    let jitter = i64::try_from(core.chance.below(1000)).unwrap_or_default();
    let to = received(
        (stands, row.attempts),
        &receipt.reported,
        can_repeat,
        jitter,
    );
    let Some(to) = to else {
        return Ok(false);
    };
    let one = Moved {
        was,
        attempts: row.attempts,
        phone: row.phone_id.map(PhoneId),
        notice: row.notice,
        tongue,
        to,
        learned: receipt.provider_id.clone().filter(|_| learns),
        code: receipt.code.clone(),
    };
    moved.insert(key, one);
    Ok(true)
}

fn move_row(coop: CoopId, id: i64, moved: &Moved, now: Instant) -> Vec<Arg> {
    let due_at = match moved.to.again {
        Again::After(ms) => Some(now.plus_ms(ms)),
        Again::OtherRoute => Some(now),
        // Its hours are looked at when it is leased.
        Again::NextWindow => Some(now.day().plus(1).start()),
        Again::Never => None,
    };
    args![
        coop.0,
        id,
        moved.was.code(),
        moved.attempts,
        moved.to.state.code(),
        due_at.map(|at| at.0),
        moved.to.state.is_final().then_some(now.0),
        moved.to.failure.map(|failure| failure.code().to_owned()),
        moved.code.clone(),
        now.0,
        moved.learned.clone(),
    ]
}

async fn write_consequences(
    core: &Core,
    link: &mut Link,
    gateway: &str,
    moved: &BTreeMap<(CoopId, i64), Moved>,
    now: Instant,
) -> Result<(), Error> {
    let mut reached = BTreeSet::new();
    for ((coop, _), moved) in moved {
        if moved.to.state == MessageState::Delivered {
            reached.extend(moved.phone.map(|phone| (*coop, phone)));
        }
        if let Some(failure) = moved.to.failure {
            let noted = Noted {
                measure: moved.to.measure,
                failure,
                code: moved.code.clone(),
                phone: moved.phone,
                notice: moved.notice.clone(),
                tongue: moved.tongue,
            };
            tasks::take_measures(core, link, (*coop, gateway), &[noted], now).await?;
        }
    }
    phones::reached(link, &reached, now).await
}
