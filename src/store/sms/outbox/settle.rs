//! Settling: what became of the texts of one lease, written in one transaction.
//!
//! **Invariant:** a text is settled by its own lease only; where a receipt was faster, or another
//! sender has taken over, what this one says changes nothing.

use super::{FollowUp, ask, phones, receipts, tasks};
use crate::core::domain::{By, CoopId, Failure, Instant, MeetingId, MessageState, PhoneId};
use crate::store::db::batches::batches;
use crate::store::portable::without_index;
use crate::store::{Error, Store};
use std::collections::BTreeSet;

batches! {
    /// A request that certainly did not get there is taken back from the count that the lease made. A text
    /// that certainly did not leave counts for no cap; one that may have, in an earlier attempt, does.
    /// PostgreSQL is kept from the index of open texts, of which it would read all that are being sent
    /// to find one, while it has not counted yet how many those are.
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
    /// Writes what became of a lease's texts, then applies the receipts that came before it.
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
        // All of them may have been handed on.
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
        // Whoever brings a receipt writes it down and looks for its text; we write the text's name
        // and look for its receipt. Whichever of us is later sees both.
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
