//! Matching receipts by phone number: the last way, for a provider that does not return our id, when its
//! own id is not known because its answer was lost.
//!
//! **Invariant:** nothing is guessed. If another text of the same gateway to the same number is being sent,
//! or the receipt may be of an earlier attempt, nothing is matched, and the receipt is kept as an early
//! one.

use super::found::{MatchedText, lookups};
use super::receipt_in::{EarlyRow, ReceiptIn, of_early};
use crate::core::domain::{CoopId, MessageState, Phone, PhoneId, Reported};
use crate::store::db::conn::{Link, args, statements};
use crate::store::portable::is_open_as;
use crate::store::write::phone::{find_phone, phone_place};
use crate::store::{Core, Error};
use std::collections::{BTreeMap, BTreeSet};

statements! {
    /// The cooperatives that have texts of unknown fate.
    LIST_COOPS_IN_DOUBT = concat!("select c.id, exists (select 1 from outbox o where o.coop_id = c.id
            and ", is_open_as!("o", "unsure"), ") as in_doubt
        from coop c order by 2 desc, 1");
    /// The texts that are being sent to one phone. It compares nothing else of a text: with the gateway in
    /// the condition, PostgreSQL without fresh statistics would read all texts of the gateway.
    LIST_UNDER_WAY_TO = "select cast(0 as bigint) as n, '4 number' as by_what, o.coop_id, o.id,
            o.state, o.attempts, o.failure, o.phone_id, o.notice, o.lang_script, o.class, o.purpose,
            o.number, cast(null as text) as msisdn, c.opens_minute, c.closes_minute,
            c.promo_opens_minute, c.promo_closes_minute, o.gateway, o.provider_id
        from outbox o left join coop_texts c on c.coop_id = o.coop_id
        where o.coop_id = $1 and o.phone_id = $2 and o.state in ('waiting', 'sending', 'unsure')
        order by o.id";
    /// The texts of unknown fate whose receipt may have come before they were of unknown fate, with their
    /// numbers. `max` finds the greatest entry of an index at once; for `exists` PostgreSQL might read all
    /// receipts.
    LIST_IN_DOUBT = concat!("select o.gateway, o.coop_id, o.phone_id, o.queued_at, p.msisdn
        from coop c
        join outbox o on o.coop_id = c.id
        join phone p on p.coop_id = o.coop_id and p.id = o.phone_id
        where ", is_open_as!("o", "unsure"), "
            and o.provider_id is null
            and (select max(e.lookup) from early_receipt e where e.gateway = o.gateway
                and e.lookup <> '') is not null
        order by o.due_at, o.coop_id, o.id limit 500");
    LIST_EARLY_OF = "select provider_id, state, failure, code, lookup from early_receipt
        where gateway = $1 and lookup in ($2, $3) and at >= $4 order by at, provider_id";
}

#[derive(sqlx::FromRow)]
struct InDoubt {
    gateway: String,
    coop_id: i64,
    phone_id: i64,
    queued_at: i64,
    msisdn: String,
}

/// The early receipts that may be about texts of unknown fate, by gateway.
pub(super) async fn early(
    core: &Core,
) -> Result<BTreeMap<String, Vec<(ReceiptIn, String)>>, Error> {
    let mut link = core.read().await?;
    let mut found: BTreeMap<String, Vec<(ReceiptIn, String)>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let texts: Vec<InDoubt> = link.all(LIST_IN_DOUBT, args![]).await?;
    for text in texts {
        let gateway = text.gateway;
        let place = phone_place(CoopId(text.coop_id), PhoneId(text.phone_id));
        // A number that cannot be opened must not hold up the others.
        let clear = core.keys.open(place, &text.msisdn).ok();
        let clear = clear.and_then(|clear| String::from_utf8(clear).ok());
        let Some(to) = clear.and_then(|clear| Phone::parse(&clear).ok()) else {
            continue;
        };
        // A second text to the number would only find the same receipts.
        if !seen.insert((gateway.clone(), to.clone())) {
            continue;
        }
        let [new, old] = lookups(core, &to);
        let args = args![&gateway, new, old, text.queued_at];
        let rows: Vec<EarlyRow> = link.all(LIST_EARLY_OF, args).await?;
        let receipts = rows.into_iter().map(|row| of_early(row, Some(to.clone())));
        found.entry(gateway).or_default().extend(receipts);
    }
    Ok(found)
}

/// The texts that these receipts are certainly about, by the position of the receipt. None of the receipts
/// has an id that we know.
pub(super) async fn find(
    core: &Core,
    link: &mut Link,
    gateway: &str,
    receipts: &[ReceiptIn],
    unknown: &BTreeSet<usize>,
) -> Result<Vec<(usize, MatchedText)>, Error> {
    let mut by_number: BTreeMap<&Phone, Vec<usize>> = BTreeMap::new();
    for n in unknown {
        let receipt = &receipts[*n];
        let says_something = receipt.provider_id.is_some() && receipt.reported.state().is_some();
        if let (true, None, Some(to)) = (says_something, receipt.our_id, &receipt.to) {
            by_number.entry(to).or_default().push(*n);
        }
    }
    let mut found = Vec::new();
    if by_number.is_empty() {
        return Ok(found);
    }
    let coops: Vec<CoopInDoubt> = link.all(LIST_COOPS_IN_DOUBT, args![]).await?;
    if !coops.iter().any(|coop| coop.in_doubt) {
        return Ok(found);
    }
    for (to, ns) in by_number {
        let names: BTreeSet<_> = ns.iter().map(|n| &receipts[*n].provider_id).collect();
        if names.len() != 1 {
            continue;
        }
        if let Some(text) = sole(core, link, (gateway, to), &coops).await? {
            for n in ns {
                // Only for a first attempt it is certain that the failed attempt is this one.
                let is_failure = matches!(receipts[n].reported, Reported::Failed(_));
                if !is_failure || text.attempts == 1 {
                    found.push((n, text.clone()));
                }
            }
        }
    }
    Ok(found)
}

/// A cooperative, and whether it has texts of unknown fate.
#[derive(sqlx::FromRow)]
struct CoopInDoubt {
    id: i64,
    in_doubt: bool,
}

/// A text that is being sent, and its gateway.
#[derive(sqlx::FromRow)]
struct UnderWay {
    #[sqlx(flatten)]
    text: MatchedText,
    gateway: Option<String>,
    provider_id: Option<String>,
}

/// The text of unknown fate to this number, if this gateway is sending no other text to it in any
/// cooperative. Cooperatives with texts of unknown fate come first.
async fn sole(
    core: &Core,
    link: &mut Link,
    (gateway, to): (&str, &Phone),
    coops: &[CoopInDoubt],
) -> Result<Option<MatchedText>, Error> {
    let mut sole = None;
    for CoopInDoubt { id, in_doubt } in coops {
        if !in_doubt && sole.is_none() {
            break;
        }
        let Some(phone) = find_phone(core, link, CoopId(*id), to).await? else {
            continue;
        };
        let texts: Vec<UnderWay> = link.all(LIST_UNDER_WAY_TO, args![*id, phone.0]).await?;
        let of_gateway = |one: &UnderWay| one.gateway.as_deref() == Some(gateway);
        for one in texts.into_iter().filter(of_gateway) {
            if sole.is_some()
                || one.text.state != MessageState::Unsure.code()
                || one.provider_id.is_some()
            {
                return Ok(None);
            }
            sole = Some(one.text);
        }
    }
    Ok(sole)
}
