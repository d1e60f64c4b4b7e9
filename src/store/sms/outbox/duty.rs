//! Telling officers about open tasks: a text to the officer on duty, and a web hook.
//!
//! If many tasks come at once, she gets one text in half an hour, which says how many are open. The web
//! hook gets each task; if it fails it is called again after longer and longer waits, until it succeeds or
//! is given up. A task that is done is not reported.

use super::OfficerTask;
use super::queue::queue;
use super::tasks::TaskRow;
use crate::core::domain::{CoopId, Instant, Message, Phone};
use crate::store::db::conn::{args, statements};
use crate::store::places::duty_place;
use crate::store::{Error, Store};

/// The officer on duty gets at most one text about tasks in this time.
const TEXT_EVERY_MS: i64 = 30 * 60_000;
/// The wait before the web hook is called again; it doubles, up to an hour.
const HOOK_FIRST_MS: i64 = 10_000;
const HOOK_WAIT_MAX_MS: i64 = 3_600_000;
/// After so many calls, which is about a day, the web hook is not called for a task again.
const HOOK_TRIES_MAX: i64 = 30;
/// Tasks that are sent to the web hook at a time.
const HOOK_TASKS_MAX: i64 = 50;

statements! {
    FIND_DUTY = "select number from duty where coop_id = $1";
    RESEAL_DUTY = "update duty set number = $2 where coop_id = $1 and number = $3";
    /// The cooperatives with a task that was not reported, whose officer on duty may get a text now.
    LIST_UNTOLD = "select t.coop_id, d.number, count(*) from officer_task t
        join duty d on d.coop_id = t.coop_id
        where t.done_at is null and (d.told_at is null or d.told_at <= $1)
        group by t.coop_id, d.number having sum(case when t.told_at is null then 1 else 0 end) > 0
        order by t.coop_id";
    /// Guarded, so that only one of two nodes sends the text.
    MARK_DUTY_TOLD = "update duty set told_at = $2
        where coop_id = $1 and (told_at is null or told_at <= $3)";
    MARK_TASKS_TOLD = "update officer_task set told_at = $2
        where coop_id = $1 and done_at is null and told_at is null";
    LIST_UNHOOKED = "select no, kind, about, at from officer_task
        where coop_id = $1 and done_at is null and hooked_at is null and hook_tries < $3
            and (hook_due_at is null or hook_due_at <= $2)
        order by no limit $4";
    MARK_HOOKED = "update officer_task set hooked_at = $3 where coop_id = $1 and no = $2";
    PUT_HOOK_OFF = "update officer_task set hook_tries = hook_tries + 1,
            hook_due_at = $3 + (case when hook_tries > 8 then $4
                else $5 * (case hook_tries when 0 then 1 when 1 then 2 when 2 then 4 when 3 then 8
                    when 4 then 16 when 5 then 32 when 6 then 64 when 7 then 128 else 256 end)
                end)
        where coop_id = $1 and no = $2";
}

/// A cooperative whose officer on duty must be told about open tasks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Untold {
    /// The cooperative.
    pub coop: CoopId,
    /// Her number.
    pub to: Phone,
    /// How many tasks are open.
    pub tasks_n: i64,
}

impl Store {
    /// The number of the officer on duty.
    pub async fn duty(&self, coop: CoopId) -> Result<Option<Phone>, Error> {
        let row: Option<(String,)> = self.core.read_one(FIND_DUTY, args![coop.0]).await?;
        row.map(|(sealed,)| self.opened(coop, &sealed)).transpose()
    }

    fn opened(&self, coop: CoopId, sealed: &str) -> Result<Phone, Error> {
        let clear = self.core.keys.open(duty_place(coop), sealed);
        let phone = clear
            .ok()
            .and_then(|clear| Phone::parse(&String::from_utf8(clear).ok()?).ok());
        phone.ok_or(Error::UnknownCode {
            table: "duty",
            column: "number",
        })
    }

    /// The cooperatives whose officers on duty must be told now. One whose number cannot be opened is left
    /// out.
    pub async fn untold_tasks(&self, now: Instant) -> Result<Vec<Untold>, Error> {
        let mut link = self.core.read().await?;
        let since = now.plus_ms(-TEXT_EVERY_MS);
        let rows: Vec<(i64, String, i64)> = link.all(LIST_UNTOLD, args![since.0]).await?;
        let untold = rows.into_iter().filter_map(|(coop, sealed, tasks_n)| {
            let coop = CoopId(coop);
            let to = self.opened(coop, &sealed).ok()?;
            Some(Untold { coop, to, tasks_n })
        });
        Ok(untold.collect())
    }

    /// Queues the text to her and marks all open tasks as reported; `false` where another node has done it.
    pub async fn tell_duty(
        &self,
        coop: CoopId,
        message: &Message,
        now: Instant,
    ) -> Result<bool, Error> {
        let core = &self.core;
        let mut link = core.begin().await?;
        let since = now.plus_ms(-TEXT_EVERY_MS);
        let args = args![coop.0, now.0, since.0];
        if link.run(MARK_DUTY_TOLD, args).await? == 0 {
            link.roll_back().await?;
            return Ok(false);
        }
        link.run(MARK_TASKS_TOLD, args![coop.0, now.0]).await?;
        let messages = std::slice::from_ref(message);
        queue(core, &mut link, coop, now, messages).await?;
        link.commit().await?;
        Ok(true)
    }

    /// Open tasks that must be sent to the web hook now.
    pub async fn unhooked_tasks(
        &self,
        coop: CoopId,
        now: Instant,
    ) -> Result<Vec<OfficerTask>, Error> {
        let args = args![coop.0, now.0, HOOK_TRIES_MAX, HOOK_TASKS_MAX];
        let rows: Vec<TaskRow> = self.core.read_all(LIST_UNHOOKED, args).await?;
        // A kind that this release does not know is reported by a node of the newer release.
        Ok(rows.into_iter().filter_map(TaskRow::task).collect())
    }

    /// Records that the web hook got these tasks, or that it must be called again later.
    pub async fn mark_hooked(
        &self,
        coop: CoopId,
        tasks: &[OfficerTask],
        was_heard: bool,
        now: Instant,
    ) -> Result<(), Error> {
        let mut link = self.core.begin().await?;
        for task in tasks {
            if was_heard {
                link.run(MARK_HOOKED, args![coop.0, task.no, now.0]).await?;
            } else {
                let waits = args![coop.0, task.no, now.0, HOOK_WAIT_MAX_MS, HOOK_FIRST_MS];
                link.run(PUT_HOOK_OFF, waits).await?;
            }
        }
        link.commit().await
    }
}

impl crate::store::Core {
    /// Seals the numbers of officers on duty again; returns how many.
    pub(in crate::store) async fn rekey_duty(&self, coop: CoopId) -> Result<u64, Error> {
        let mut link = self.read().await?;
        let row: Option<(String,)> = link.find(FIND_DUTY, args![coop.0]).await?;
        drop(link);
        match row {
            Some((sealed,)) if self.keys.is_of_old_key(&sealed) => {
                let anew = self.reseal(duty_place(coop), &sealed)?;
                self.write_one(RESEAL_DUTY, args![coop.0, anew, sealed])
                    .await
            }
            _ => Ok(0),
        }
    }
}
