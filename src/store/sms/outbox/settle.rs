//! Settling: what became of the texts of one lease, written in one transaction.
//!
//! **Invariant:** a text is settled by its own lease only; where a receipt was faster, or another
//! sender has taken over, what this one says changes nothing.

use super::{FollowUp, ask, phones, receipts, tasks};
use crate::core::domain::{By, CoopId, Failure, Instant, MeetingId, MessageState, PhoneId};
use crate::store::db::conn::{Arg, BatchSql, args};
use crate::store::{Error, Store};
use std::collections::BTreeSet;

pub(super) const BATCHES: &[BatchSql] = &[SETTLE_TEXTS];

/// A request that certainly did not get there is taken back from the count that the lease made. A text
/// that certainly did not leave counts for no cap; one that may have, in an earlier attempt,
/// does. PostgreSQL is kept from the index of open texts, of which it would read all that are being sent
/// to find one, while it has not counted yet how many those are.
const SETTLE_TEXTS: BatchSql = BatchSql {
    name: "SETTLE_TEXTS",
    sqlite: Some(
        "update outbox set state = w.state, due_at = w.due_at, provider_id = w.provider_id,
            attempts = w.attempts, sent_at = coalesce(w.sent_at, outbox.sent_at),
            settled_at = w.settled_at, failure = w.failure, code = w.code,
            counts_on = case when w.counts = 1 then outbox.counts_on end,
            requests_n = outbox.requests_n - w.unasked,
            repeats_n = outbox.repeats_n - case when outbox.unknown_n > 0 then w.unasked else 0 end,
            leased_by = null, leased_until = null
        from (select value ->> 0 as coop_id, value ->> 1 as id, value ->> 2 as holder,
            value ->> 3 as state, value ->> 4 as due_at, value ->> 5 as provider_id,
            value ->> 6 as attempts, value ->> 7 as sent_at, value ->> 8 as settled_at,
            value ->> 9 as failure, value ->> 10 as code, value ->> 11 as counts,
            value ->> 12 as unasked from json_each($1)) w
        where outbox.coop_id = w.coop_id and outbox.id = w.id and outbox.leased_by = w.holder
            and outbox.state in ('sending', 'unsure') returning outbox.id",
    ),
    postgres: Some(
        "update outbox set state = w.state, due_at = w.due_at, provider_id = w.provider_id,
            attempts = w.attempts, sent_at = coalesce(w.sent_at, outbox.sent_at),
            settled_at = w.settled_at, failure = w.failure, code = w.code,
            counts_on = case when w.counts = 1 then outbox.counts_on end,
            requests_n = outbox.requests_n - w.unasked,
            repeats_n = outbox.repeats_n - case when outbox.unknown_n > 0 then w.unasked else 0 end,
            leased_by = null, leased_until = null
        from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[],
            $6::text[], $7::bigint[], $8::bigint[], $9::bigint[], $10::text[], $11::text[],
            $12::bigint[], $13::bigint[])
            as w (coop_id, id, holder, state, due_at, provider_id, attempts, sent_at, settled_at,
                failure, code, counts, unasked)
        where outbox.coop_id = w.coop_id and outbox.id = w.id and outbox.leased_by = w.holder
            and outbox.state || '' in ('sending', 'unsure') returning outbox.id",
    ),
};

/// What became of one leased text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled {
    /// Its id.
    pub id: i64,
    /// Where it stands now.
    pub state: MessageState,
    /// When it is looked at again; for what is over, when it was due.
    pub due_at: Instant,
    /// The provider's own id for it.
    pub provider_id: Option<String>,
    /// Attempts so far that count against it.
    pub attempts: i64,
    /// Whether it may have left, now or in an earlier attempt: then it counts for the caps.
    pub may_have_left: bool,
    /// Whether a request for it got, or may have got, to the provider in this lease.
    pub was_asked: bool,
    /// Why it did not arrive.
    pub failure: Option<Failure>,
    /// The provider's or the network's own code for that.
    pub code: Option<String>,
    /// The phone, where its handset has the text already.
    pub reached: Option<PhoneId>,
    /// The phone that it may have asked about a meeting.
    pub asked: Option<(PhoneId, MeetingId)>,
}

/// Everything that came of one lease.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settlement {
    /// Whose texts.
    pub coop: CoopId,
    /// The lease's name.
    pub holder: i64,
    /// The gateway they were sent by.
    pub gateway: String,
    /// Whether that gateway is idempotent: it takes no id of ours twice.
    pub is_idempotent: bool,
    /// What became of each.
    pub texts: Vec<Settled>,
    /// What follows besides.
    pub noted: Vec<FollowUp>,
}

fn row(settlement: &Settlement, text: &Settled, now: Instant) -> Vec<Arg> {
    let is_sent = matches!(text.state, MessageState::Sent | MessageState::Delivered);
    args![
        settlement.coop.0,
        text.id,
        settlement.holder,
        text.state.code(),
        text.due_at.0,
        text.provider_id.clone(),
        text.attempts,
        is_sent.then_some(now.0),
        text.state.is_final().then_some(now.0),
        text.failure.map(|failure| failure.code().to_owned()),
        text.code.clone(),
        i64::from(text.may_have_left),
        i64::from(!text.was_asked),
    ]
}

impl Store {
    /// Writes what became of a lease's texts, then applies the receipts that came before it.
    pub async fn settle_texts(&self, settlement: &Settlement, now: Instant) -> Result<(), Error> {
        if settlement.texts.is_empty() && settlement.noted.is_empty() {
            return Ok(());
        }
        let rows: Vec<Vec<Arg>> = settlement
            .texts
            .iter()
            .map(|text| row(settlement, text, now))
            .collect();
        let reached: BTreeSet<(CoopId, PhoneId)> = settlement
            .texts
            .iter()
            .filter_map(|text| Some((settlement.coop, text.reached?)))
            .collect();
        let mut link = self.core.begin().await?;
        // All of them may have been handed on.
        if !rows.is_empty() {
            let _: Vec<(i64,)> = link.batch(SETTLE_TEXTS, &rows).await?;
        }
        phones::reached(&mut link, &reached, now).await?;
        let asked = settlement.texts.iter().filter_map(|text| text.asked);
        ask::meetings(&mut link, settlement.coop, asked, now).await?;
        let by = By::provider(&settlement.gateway);
        let about = (&by, settlement.coop, &*settlement.gateway);
        tasks::apply_consequences(&self.core, &mut link, about, &settlement.noted, now).await?;
        link.commit().await?;
        // Whoever brings a receipt writes it down and looks for its text; we write the text's name
        // and look for its receipt. Whichever of us is later sees both.
        let names: Vec<&str> = settlement
            .texts
            .iter()
            .filter_map(|text| text.provider_id.as_deref())
            .collect();
        let gateway = (&*settlement.gateway, settlement.is_idempotent);
        receipts::apply_early(&self.core, gateway, &names, now).await?;
        Ok(())
    }
}
