//! Receipts: in any order, twice, before their text is settled, or about no text of ours.
//!
//! A receipt names a provider's id and no cooperative, so these statements search all cooperatives; what
//! they find is changed under its own cooperative.

use super::by_number;
use super::found::{BY_OUR_ID, MatchedText, is_to, lookups};
use super::moved::{FoundText, Moved, fold, move_row, write_consequences};
use super::moves::{EarlyName, FIND_EARLY, FIND_TEXTS, MOVE_TEXTS, MovedRow, NamedRow};
use super::receipt_in::{EarlyRow, ReceiptIn, of_early};
use crate::core::domain::{CoopId, Instant, MessageState, Reported};
use crate::store::db::conn::{Link, args, statements};
use crate::store::{Core, Error, Store};
use std::collections::{BTreeMap, BTreeSet};

/// If the guards fail more often than this, something is wrong; the provider must send the receipt again.
const TRIES_MAX: u32 = 4;

statements! {
    /// Keeps a receipt whose text is not known yet. Of several, the one with the furthest state is kept.
    KEEP_EARLY = "insert into early_receipt (gateway, provider_id, state, failure, code, at,
            lookup)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (gateway, provider_id, lookup) do update set state = excluded.state,
            failure = excluded.failure, code = excluded.code
        where early_receipt.state = 'sent'
            or (early_receipt.state = 'failed' and excluded.state = 'delivered')";
    DROP_EARLY = "delete from early_receipt
        where gateway = $1 and provider_id = $2 and lookup = $3";
    /// Early receipts whose text has been settled meanwhile, because a process died before it applied them.
    LIST_LATE = "select distinct e.gateway, e.provider_id from early_receipt e
        where exists (select 1 from outbox o where o.provider_id = e.provider_id
            and o.gateway = e.gateway)
        order by 1, 2 limit 500";
    DROP_OLD_EARLY = "delete from early_receipt where at <= $1";
}

/// The gateway that receipts come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReceiptSource<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whether it is idempotent: it takes no id of ours twice.
    pub is_idempotent: bool,
}

/// The result of taking in receipts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReceiptsKept {
    /// The states that texts got.
    pub moved: Vec<MessageState>,
    /// Receipts that said nothing new.
    pub idle_n: usize,
    /// Receipts whose text is not known yet; they are kept for a while.
    pub early_n: usize,
    /// Receipts with nothing by which a text could ever be found, or with another number than that of the
    /// text whose id they name.
    pub lost_n: usize,
    /// Texts that arrived from an attempt that was taken for failed, while a later attempt may have been
    /// sent too.
    pub twice_n: usize,
}

impl Store {
    /// Takes in receipts of one gateway.
    pub async fn receive(
        &self,
        gateway: ReceiptSource<'_>,
        receipts: &[ReceiptIn],
        now: Instant,
    ) -> Result<ReceiptsKept, Error> {
        let said = ReceiptsWithLookups {
            receipts,
            lookups: &[],
        };
        let (mut kept, unknown) = apply(&self.core, gateway, said, now).await?;
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
            let lookup = receipt.to.as_ref().map_or_else(String::new, |to| {
                let [lookup, _] = lookups(&self.core, to);
                lookup
            });
            let args = args![
                gateway.name,
                *name,
                state.code(),
                failure,
                code,
                now.0,
                lookup
            ];
            link.run(KEEP_EARLY, args).await?;
        }
        link.commit().await?;
        let names: Vec<&str> = early.iter().map(|(name, ..)| *name).collect();
        let applied = apply_early(&self.core, gateway, &names, now).await?;
        kept.early_n = early.len() - applied.min(early.len());
        Ok(kept)
    }

    /// Applies early receipts that were left because a process died, or because their text was not of
    /// unknown fate yet; returns how many.
    pub async fn receive_late(&self, know_our_id: &[&str], now: Instant) -> Result<usize, Error> {
        let rows: Vec<(String, String)> = self.core.read_all(LIST_LATE, args![]).await?;
        let mut by_gateway: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (gateway, name) in &rows {
            by_gateway.entry(gateway).or_default().push(name);
        }
        let mut applied = 0;
        for (gateway, names) in by_gateway {
            let gateway = ReceiptSource {
                name: gateway,
                is_idempotent: know_our_id.contains(&gateway),
            };
            applied += apply_early(&self.core, gateway, &names, now).await?;
        }
        for (gateway, receipts) in by_number::early(&self.core).await? {
            let gateway = ReceiptSource {
                name: &gateway,
                is_idempotent: know_our_id.contains(&&*gateway),
            };
            applied += apply_and_drop(&self.core, gateway, receipts, now).await?;
        }
        Ok(applied)
    }
}

/// Deletes old receipts that no text was found for.
pub(super) async fn drop_old(link: &mut Link, before: Instant) -> Result<u64, Error> {
    link.run(DROP_OLD_EARLY, args![before.0]).await
}

/// Applies the early receipts with these ids, if their texts are known now; returns how many.
pub(super) async fn apply_early(
    core: &Core,
    gateway: ReceiptSource<'_>,
    names: &[&str],
    now: Instant,
) -> Result<usize, Error> {
    if names.is_empty() {
        return Ok(0);
    }
    let rows: Vec<EarlyName> = names
        .iter()
        .map(|name| EarlyName {
            gateway: gateway.name.to_owned(),
            provider_id: (*name).to_owned(),
        })
        .collect();
    let found: Vec<EarlyRow> = core.read_batch(FIND_EARLY, &rows).await?;
    let receipts = found.into_iter().map(|row| of_early(row, None)).collect();
    apply_and_drop(core, gateway, receipts, now).await
}

/// Applies early receipts, and deletes those whose texts are known now; returns how many.
async fn apply_and_drop(
    core: &Core,
    gateway: ReceiptSource<'_>,
    early: Vec<(ReceiptIn, String)>,
    now: Instant,
) -> Result<usize, Error> {
    if early.is_empty() {
        return Ok(0);
    }
    let (receipts, lookups): (Vec<ReceiptIn>, Vec<String>) = early.into_iter().unzip();
    let said = ReceiptsWithLookups {
        receipts: &receipts,
        lookups: &lookups,
    };
    let (_, unknown) = apply(core, gateway, said, now).await?;
    let mut link = core.begin().await?;
    let mut applied = 0;
    for (n, (receipt, lookup)) in receipts.iter().zip(&lookups).enumerate() {
        if let (Some(name), false) = (&receipt.provider_id, unknown.contains(&n)) {
            link.run(DROP_EARLY, args![gateway.name, name, lookup])
                .await?;
            applied += 1;
        }
    }
    link.commit().await?;
    Ok(applied)
}

/// Receipts with the keyed hashes of their numbers, which early receipts have in the place of the numbers.
/// New receipts have none.
#[derive(Clone, Copy)]
struct ReceiptsWithLookups<'a> {
    receipts: &'a [ReceiptIn],
    lookups: &'a [String],
}

/// Applies receipts to their texts; returns the positions of those without a text.
async fn apply(
    core: &Core,
    gateway: ReceiptSource<'_>,
    said: ReceiptsWithLookups<'_>,
    now: Instant,
) -> Result<(ReceiptsKept, BTreeSet<usize>), Error> {
    for _ in 0..TRIES_MAX {
        if let Some(done) = apply_once(core, gateway, said, now).await? {
            return Ok(done);
        }
    }
    Err(Error::Conflict)
}

/// The same once; `None` where a text was changed meanwhile.
async fn apply_once(
    core: &Core,
    gateway: ReceiptSource<'_>,
    said: ReceiptsWithLookups<'_>,
    now: Instant,
) -> Result<Option<(ReceiptsKept, BTreeSet<usize>)>, Error> {
    let ReceiptsWithLookups { receipts, lookups } = said;
    let rows: Vec<NamedRow> = (0_i64..)
        .zip(receipts)
        .map(|(n, one)| NamedRow {
            n,
            gateway: gateway.name.to_owned(),
            our_id: one.our_id,
            provider_id: one.provider_id.clone(),
        })
        .collect();
    if rows.is_empty() {
        return Ok(Some(Default::default()));
    }
    let mut link = core.begin().await?;
    let found: Vec<MatchedText> = link.batch(FIND_TEXTS, &rows).await?;
    let mut unknown: BTreeSet<usize> = (0..receipts.len()).collect();
    let mut known: Vec<(usize, FoundText)> = Vec::new();
    let mut of_others: BTreeSet<usize> = BTreeSet::new();
    for row in found {
        let n = usize::try_from(row.n).unwrap_or(usize::MAX);
        // One id of the provider may belong to texts to several numbers, also of strangers.
        let lookup = lookups.get(n).map_or("", String::as_str);
        if !is_to(core, &row, receipts[n].to.as_ref(), lookup) {
            of_others.insert(n);
        } else if unknown.remove(&n) {
            // A text that is found by both ids is used once.
            known.push((n, found_text(gateway, row, false)));
        }
    }
    let mut kept = ReceiptsKept::default();
    // A receipt with our id and another number is about no text of ours, and never will be.
    for n in of_others {
        kept.lost_n += usize::from(unknown.remove(&n));
    }
    for (n, row) in by_number::find(core, &mut link, gateway.name, receipts, &unknown).await? {
        unknown.remove(&n);
        known.push((n, found_text(gateway, row, true)));
    }
    let mut moved: BTreeMap<(CoopId, i64), Moved> = BTreeMap::new();
    for (n, found) in known {
        if !fold(core, &mut moved, &receipts[n], &found, now)? {
            kept.idle_n += 1;
        }
    }
    let rows: Vec<MovedRow> = moved
        .iter()
        .map(|((coop, id), moved)| move_row(*coop, *id, moved, now))
        .collect();
    kept.twice_n = moved.values().filter(|moved| moved.is_twice).count();
    let mut done: Vec<(i64, i64, Option<String>)> = Vec::new();
    if !rows.is_empty() {
        done = link.batch(MOVE_TEXTS, &rows).await?;
        if done.len() < rows.len() {
            link.roll_back().await?;
            return Ok(None);
        }
        write_consequences(core, &mut link, gateway.name, &moved, now).await?;
    }
    link.commit().await?;
    tell_origin(gateway.name, &done, &moved);
    kept.moved = moved.values().map(|moved| moved.to.state).collect();
    Ok(Some((kept, unknown)))
}

fn found_text(gateway: ReceiptSource<'_>, row: MatchedText, learns: bool) -> FoundText {
    FoundText {
        can_repeat: row.by_what != BY_OUR_ID && !gateway.is_idempotent,
        row,
        learns,
    }
}

/// Logs, for each text that an HTTP request queued, the id of that request: the receipt itself comes with
/// another request, often to another node.
fn tell_origin(
    gateway: &str,
    done: &[(i64, i64, Option<String>)],
    moved: &BTreeMap<(CoopId, i64), Moved>,
) {
    for (coop, id, trace) in done {
        let state = moved.get(&(CoopId(*coop), *id)).map(|one| one.to.state);
        if let (Some(trace), Some(state)) = (trace, state) {
            tracing::info!(
                gateway,
                coop.id = coop,
                text.id = id,
                state = state.code(),
                queued_by = trace,
                "receipt kept"
            );
        }
    }
}
