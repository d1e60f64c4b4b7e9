//! Leasing texts: which sender sends which texts until when, and what happens if the sender dies.
//!
//! Each statement repeats the state outside its subquery: PostgreSQL re-checks only the outer `where`
//! after waiting for a row lock, not the subquery. The state is compared with the one that the subquery
//! read, and not with a constant, so that the planner finds the row by its key instead of scanning all
//! waiting rows.

use super::FollowUp;
use super::tasks::apply_consequences;
use crate::core::domain::{
    By, Consequence, CoopId, Day, Failure, Instant, LangScript, MessageState, Purpose, Why,
};
use crate::store::db::conn::{args, statements};
use crate::store::portable::{is_listed, is_not_listed, is_open_as, listed, priorities};
use crate::store::{Error, Store};
use std::collections::BTreeMap;

statements! {
    /// The cooperatives that have texts due, with the priority of these texts, and nothing else.
    LIST_DUE = concat!("select cast(t.column1 as bigint), c.id
        from coop c cross join ", priorities!(), "
        where exists (select 1 from outbox o where o.coop_id = c.id
            and ", is_open_as!("o", "waiting"), "
            and o.priority = t.column1 and o.due_at <= $1)
        order by 1, 2");
    /// The cooperatives that have texts of unknown fate whose waiting time is over, or whose sender is
    /// gone.
    LIST_UNSETTLED = concat!("select c.id from coop c
        where exists (select 1 from outbox o where o.coop_id = c.id
                and ", is_open_as!("o", "unsure"), "
                and o.due_at <= $1)
            or exists (select 1 from outbox o where o.coop_id = c.id
                and ", is_open_as!("o", "sending"), "
                and o.leased_until <= $1)
        order by c.id");
    /// Leases due texts of one priority, oldest first. The request is counted here, before it is sent:
    /// after a crash the count is one too high, never too low.
    LEASE_TEXTS = concat!("update outbox set state = 'sending', gateway = $4, leased_by = $5,
            leased_until = $6, attempts = attempts + 1, counts_on = coalesce($7, counts_on),
            requests_n = requests_n + 1,
            repeats_n = repeats_n + case when unknown_n > 0 then 1 else 0 end
        from (select id, state from outbox where coop_id = $1
                and ", is_open_as!("waiting"), "
                and priority = $2 and due_at <= $3
            order by due_at, id limit $8) due
        where outbox.coop_id = $1 and outbox.id = due.id and outbox.state = due.state
        returning outbox.id");
    /// Gives a leased text to another gateway before any gateway has got it.
    HAND_ON = "update outbox set gateway = $4
        where coop_id = $1 and id = $2 and leased_by = $3 and state = 'sending'";
    /// Leases texts that an idempotent gateway may have taken already: they are sent again with the same
    /// id, which the gateway takes once.
    LEASE_UNSURE = concat!("update outbox set state = 'sending', leased_by = $4, leased_until = $5,
            attempts = attempts + 1, requests_n = requests_n + 1,
            repeats_n = repeats_n + case when unknown_n > 0 then 1 else 0 end,
            counts_on = case when counts_on is null then null else cast($6 as bigint) end
        from (select id, state from outbox where coop_id = $1
                and ", is_open_as!("unsure"), "
                and due_at <= $2 and gateway = $3
            order by priority, due_at, id limit $7) due
        where outbox.coop_id = $1 and outbox.id = due.id and outbox.state = due.state
        returning outbox.id");
    /// Texts whose sender is gone may have been taken. An idempotent gateway gets them again at once;
    /// otherwise their receipt is waited for. The lease's id stays in the row, so that a slow sender can
    /// still settle them.
    EXPIRE_LEASES = concat!("update outbox set state = 'unsure', leased_until = null,
            due_at = case when ", is_listed!("gateway", "$3"), " then $2 else $4 end
        where coop_id = $1 and ", is_open_as!("sending"), "
            and leased_until <= $2
        returning gateway, unknown_n, notice, lang_script");
    /// No receipt came in time: the text is sent again, by any gateway, and the fate of the last request
    /// stays unknown.
    REQUEUE_UNCONFIRMED = concat!("update outbox set state = 'waiting', leased_by = null, leased_until = null,
            unknown_n = unknown_n + 1
        where coop_id = $1 and ", is_open_as!("unsure"), "
            and due_at <= $2 and ", is_not_listed!("gateway", "$3"));
    /// How many texts are open in a cooperative, for the metrics.
    COUNT_OPEN = "select state, priority, count(*) as texts_n, min(due_at) as oldest_due from outbox
        where coop_id = $1 and state in ('waiting', 'sending', 'unsure') group by state, priority";
}

/// A lease on texts to send: of which cooperative, by which gateway, until when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextLease {
    /// The cooperative.
    pub coop: CoopId,
    /// The priority; `None`: texts that may have been taken, by an idempotent gateway.
    pub priority: Option<i64>,
    /// The gateway that sends them.
    pub gateway: String,
    /// The id of this lease.
    pub holder: i64,
    /// When it began.
    pub now: Instant,
    /// When it ends by itself.
    pub until: Instant,
    /// The local day, if these texts count for the caps.
    pub counts_on: Option<Day>,
    /// How many texts at most.
    pub texts_max: i64,
}

/// The number of open texts of one state and purpose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Depth {
    /// Their state.
    pub state: MessageState,
    /// Their purpose.
    pub purpose: Purpose,
    /// How many.
    pub texts_n: i64,
    /// The earliest moment that one of them is due; `None` where there is none.
    pub oldest_due: Option<Instant>,
}

/// Whether texts of this priority respect quiet hours and count for the caps.
pub fn is_capped_priority(priority: i64) -> bool {
    Purpose::ALL
        .iter()
        .any(|purpose| purpose.priority() == priority && purpose.respects_quiet_hours_and_caps())
}

/// A text whose sender is gone, and how many requests of unknown fate it had before this one.
#[derive(sqlx::FromRow)]
struct LapsedRow {
    gateway: Option<String>,
    unknown_n: i64,
    notice: String,
    lang_script: String,
}

#[derive(sqlx::FromRow)]
struct OpenRow {
    state: String,
    priority: i64,
    texts_n: i64,
    oldest_due: Option<i64>,
}

/// The tasks for texts whose sender died while sending them again, so that they may have been delivered
/// twice. One for each gateway.
fn twice(lapsed: Vec<LapsedRow>) -> BTreeMap<String, FollowUp> {
    let mut follow_ups = BTreeMap::new();
    for row in lapsed {
        if let (true, Some(gateway), Some(lang_script)) = (
            row.unknown_n > 0,
            row.gateway,
            LangScript::parse(&row.lang_script),
        ) {
            let one = FollowUp {
                consequence: Consequence::TellTwice,
                failure: Failure::Other,
                code: None,
                phone: None,
                notice: row.notice,
                lang_script,
            };
            follow_ups.insert(gateway, one);
        }
    }
    follow_ups
}

impl Store {
    /// The priorities and cooperatives that have texts due, the most urgent first.
    pub async fn due_texts(&self, now: Instant) -> Result<Vec<(i64, CoopId)>, Error> {
        let rows: Vec<(i64, i64)> = self.core.read_all(LIST_DUE, args![now.0]).await?;
        Ok(rows
            .into_iter()
            .map(|(priority, coop)| (priority, CoopId(coop)))
            .collect())
    }

    /// Settles texts of unknown fate: those whose sender is gone become unsure, and those that have waited
    /// long enough for a receipt are queued again. `idempotent` are the idempotent gateways. Returns the
    /// cooperatives that have texts to send again by one of these.
    pub async fn sweep_outbox(
        &self,
        idempotent: &[&str],
        now: Instant,
        receipt_wait_ms: i64,
    ) -> Result<Vec<CoopId>, Error> {
        let coops: Vec<(i64,)> = self.core.read_all(LIST_UNSETTLED, args![now.0]).await?;
        let know = listed(idempotent);
        for (coop,) in &coops {
            let mut link = self.core.begin().await?;
            let waits_until = now.plus_ms(receipt_wait_ms);
            // Done before the next statement, because leases that expire now start to wait now.
            link.run(REQUEUE_UNCONFIRMED, args![*coop, now.0, &know])
                .await?;
            let args = args![*coop, now.0, &know, waits_until.0];
            let lapsed: Vec<LapsedRow> = link.all(EXPIRE_LEASES, args).await?;
            for (gateway, follow_ups) in twice(lapsed) {
                // No provider reported this: it follows from the sender's death.
                let by = By::provider(&gateway).because(Why::Follows);
                let about = (&by, CoopId(*coop), &*gateway);
                apply_consequences(&self.core, &mut link, about, &[follow_ups], now).await?;
            }
            link.commit().await?;
        }
        Ok(coops.into_iter().map(|(coop,)| CoopId(coop)).collect())
    }

    /// How many texts are open in all cooperatives together, one row for each state and purpose.
    pub async fn outbox_depth(&self) -> Result<Vec<Depth>, Error> {
        let open = [
            MessageState::Waiting,
            MessageState::Sending,
            MessageState::Unsure,
        ];
        let mut depths: Vec<Depth> = open
            .into_iter()
            .flat_map(|state| Purpose::ALL.iter().map(move |purpose| (state, *purpose)))
            .map(|(state, purpose)| Depth {
                state,
                purpose,
                texts_n: 0,
                oldest_due: None,
            })
            .collect();
        for coop in self.coop_ids().await? {
            let rows: Vec<OpenRow> = self.core.read_all(COUNT_OPEN, args![coop.0]).await?;
            for row in rows {
                let same = |depth: &&mut Depth| {
                    depth.state.code() == row.state && depth.purpose.priority() == row.priority
                };
                if let Some(depth) = depths.iter_mut().find(same) {
                    depth.texts_n += row.texts_n;
                    let oldest = row.oldest_due.map(Instant);
                    depth.oldest_due = depth.oldest_due.into_iter().chain(oldest).min();
                }
            }
        }
        Ok(depths)
    }

    /// Gives leased texts that no gateway has got yet to another gateway; returns the ids of those whose
    /// lease is still valid. If the sender dies after this, they are of unknown fate at that gateway, whose
    /// receipts then find them.
    pub async fn hand_texts_on(
        &self,
        lease: &TextLease,
        gateway: &str,
        ids: &[i64],
    ) -> Result<Vec<i64>, Error> {
        let mut link = self.core.begin().await?;
        let mut handed = Vec::with_capacity(ids.len());
        for id in ids {
            let args = args![lease.coop.0, *id, lease.holder, gateway];
            if link.run(HAND_ON, args).await? == 1 {
                handed.push(*id);
            }
        }
        link.commit().await?;
        Ok(handed)
    }

    /// Leases texts to send; returns their ids.
    pub async fn lease_texts(&self, lease: &TextLease) -> Result<Vec<i64>, Error> {
        let TextLease {
            coop,
            priority,
            gateway,
            holder,
            now,
            until,
            counts_on,
            texts_max,
        } = lease;
        // Two workers of this node would select the same texts, and the slower one would get none.
        let _one_at_a_time = self.core.leasing.lock().await;
        let mut link = self.core.begin().await?;
        let ids: Vec<(i64,)> = if let Some(priority) = priority {
            let counts_on = counts_on.map(|day| day.0);
            let args = args![
                coop.0, *priority, now.0, gateway, *holder, until.0, counts_on, *texts_max
            ];
            link.all(LEASE_TEXTS, args).await?
        } else {
            let today = now.day().0;
            let args = args![coop.0, now.0, gateway, *holder, until.0, today, *texts_max];
            link.all(LEASE_UNSURE, args).await?
        };
        link.commit().await?;
        Ok(ids.into_iter().map(|(id,)| id).collect())
    }
}
