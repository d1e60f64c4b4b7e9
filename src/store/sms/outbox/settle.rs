//! Settling: writing what became of the texts of one lease, in one transaction.
//!
//! **Invariant:** a text is settled by its own lease only. If a receipt was faster, or another sender has
//! leased it, settling changes nothing.

use super::{FollowUp, ask, phones, receipts, tasks};
use crate::core::domain::{By, CoopId, Failure, Instant, MeetingId, MessageState, PhoneId};
use crate::store::db::batches::batches;
use crate::store::portable::without_index;
use crate::store::{Error, Store};
use std::collections::BTreeSet;

batches! {
    /// A request that certainly did not reach the provider is subtracted from the count that the lease
    /// made. A text that was certainly not sent counts for no cap; one that may have been sent in an
    /// earlier attempt does. PostgreSQL must not use the index of open texts: without fresh statistics it
    /// would read all that are being sent to find one.
    SETTLE_TEXTS of SettledRow {
        coop_id: int, id: int, holder: int, state: text, due_at: int, provider_id: text_or_none,
        attempts: int, sent_at: int_or_none, settled_at: int_or_none, failure: text_or_none,
        code: text_or_none, counts: int, unasked: int,
    } = (
        "update outbox set state = w.state, due_at = w.due_at, provider_id = w.provider_id,
            attempts = w.attempts, sent_at = coalesce(w.sent_at, outbox.sent_at),
            settled_at = w.settled_at, failure = w.failure, code = w.code,
            counts_on = case when w.counts = 1 then outbox.counts_on end,
            requests_n = outbox.requests_n - w.unasked,
            repeats_n = outbox.repeats_n - case when outbox.unknown_n > 0 then w.unasked else 0 end,
            leased_by = null, leased_until = null
        from " rows "
        where outbox.coop_id = w.coop_id and outbox.id = w.id and outbox.leased_by = w.holder
            and " without_index!("outbox.state") " in ('sending', 'unsure') returning outbox.id"
    )
}

/// What became of one leased text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled {
    /// Its id.
    pub id: i64,
    /// Its state now.
    pub state: MessageState,
    /// When it is looked at again; if it is finished, when it was due.
    pub due_at: Instant,
    /// The provider's id of the text.
    pub provider_id: Option<String>,
    /// Attempts so far that count against it.
    pub attempts: i64,
    /// Whether it may have been sent, now or in an earlier attempt: then it counts for the caps.
    pub may_have_left: bool,
    /// Whether a request for it reached, or may have reached, the provider in this lease.
    pub was_asked: bool,
    /// Why it was not delivered.
    pub failure: Option<Failure>,
    /// The provider's or the network's code for that.
    pub code: Option<String>,
    /// The phone, if it has received the text already.
    pub reached: Option<PhoneId>,
    /// The phone that may have been asked about a meeting.
    pub asked: Option<(PhoneId, MeetingId)>,
}

/// Everything that came of one lease.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settlement {
    /// The cooperative.
    pub coop: CoopId,
    /// The id of the lease.
    pub holder: i64,
    /// The gateway that the texts were sent by.
    pub gateway: String,
    /// Whether that gateway is idempotent: it takes no id of ours twice.
    pub is_idempotent: bool,
    /// What became of each.
    pub texts: Vec<Settled>,
    /// What else follows.
    pub follow_ups: Vec<FollowUp>,
}

fn row(settlement: &Settlement, text: &Settled, now: Instant) -> SettledRow {
    let is_sent = matches!(text.state, MessageState::Sent | MessageState::Delivered);
    SettledRow {
        coop_id: settlement.coop.0,
        id: text.id,
        holder: settlement.holder,
        state: text.state.code().to_owned(),
        due_at: text.due_at.0,
        provider_id: text.provider_id.clone(),
        attempts: text.attempts,
        sent_at: is_sent.then_some(now.0),
        settled_at: text.state.is_final().then_some(now.0),
        failure: text.failure.map(|failure| failure.code().to_owned()),
        code: text.code.clone(),
        counts: i64::from(text.may_have_left),
        unasked: i64::from(!text.was_asked),
    }
}

impl Store {
    /// Writes what became of a lease's texts, then applies the receipts that came before.
    pub async fn settle_texts(&self, settlement: &Settlement, now: Instant) -> Result<(), Error> {
        if settlement.texts.is_empty() && settlement.follow_ups.is_empty() {
            return Ok(());
        }
        let rows: Vec<SettledRow> = settlement
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
        // All texts may have been given to another gateway.
        if !rows.is_empty() {
            let _: Vec<(i64,)> = link.batch(SETTLE_TEXTS, &rows).await?;
        }
        phones::reached(&mut link, &reached, now).await?;
        let asked = settlement.texts.iter().filter_map(|text| text.asked);
        ask::meetings(&mut link, settlement.coop, asked, now).await?;
        let by = By::provider(&settlement.gateway);
        let about = (&by, settlement.coop, &*settlement.gateway);
        tasks::apply_consequences(&self.core, &mut link, about, &settlement.follow_ups, now)
            .await?;
        link.commit().await?;
        // Taking in a receipt stores the receipt and then searches for its text; settling stores the text's
        // id and then searches for its receipt. Whichever is later finds both.
        let names: Vec<&str> = settlement
            .texts
            .iter()
            .filter_map(|text| text.provider_id.as_deref())
            .collect();
        let gateway = receipts::ReceiptSource {
            name: &settlement.gateway,
            is_idempotent: settlement.is_idempotent,
        };
        receipts::apply_early(&self.core, gateway, &names, now).await?;
        Ok(())
    }
}
