//! What follows from failures beside the text itself: tasks for officers, templates and gateways that
//! are paused, numbers that are counted.

use super::phones;
use crate::core::domain::{
    By, Consequence, CoopId, Failure, Instant, LangScript, ObjectKind, PhoneId, TaskKind,
};
use crate::store::db::conn::{Link, args, statements};
use crate::store::ledger::{self, LedgerEvent};
use crate::store::{Core, Error, Store};
use std::collections::BTreeSet;

statements! {
    /// One open task for one matter.
    OPEN_TASK = "insert into officer_task (coop_id, id, kind, about, at)
        values ($1, $2, $3, $4, $5) on conflict do nothing";
    /// A task gets its number once it is sure that it is a new one.
    TAKE_TASK_NO = "update counter set next_no = next_no + 1 where coop_id = $1 and kind = 'task'
        returning next_no - 1";
    NUMBER_TASK = "update officer_task set no = $3 where coop_id = $1 and id = $2";
    LIST_TASKS = "select no, kind, about, at from officer_task
        where coop_id = $1 and done_at is null order by no";
    CLOSE_TASK = "update officer_task set done_at = $3
        where coop_id = $1 and no = $2 and done_at is null returning id, kind, about";
    PAUSE_TEMPLATE = "update registration set state = 'paused', why = $4
        where coop_id = $1 and notice = $2 and tongue = $3 and state = 'approved'";
    RESUME_TEMPLATE = "update registration set state = 'approved', why = null
        where coop_id = $1 and notice = $2 and tongue = $3 and state = 'paused'";
    PAUSE_GATEWAY = "insert into gateway_pause (coop_id, gateway, why, at) values ($1, $2, $3, $4)
        on conflict do nothing";
    RESUME_GATEWAY = "delete from gateway_pause where coop_id = $1 and gateway = $2";
    LIST_PAUSED = "select gateway from gateway_pause where coop_id = $1 order by gateway";
}

/// A failure that has consequences beside its text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FollowUp {
    /// What is to be done.
    pub measure: Consequence,
    /// Why.
    pub failure: Failure,
    /// The provider's or the network's own code.
    pub code: Option<String>,
    /// The phone it was for, where it has a row.
    pub phone: Option<PhoneId>,
    /// Its notice.
    pub notice: String,
    /// Its tongue.
    pub tongue: LangScript,
}

/// An open task.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfficerTask {
    /// The short number by which officers name it.
    pub no: i64,
    /// What kind it is.
    pub kind: TaskKind,
    /// What it is about, by name.
    pub about: String,
    /// Since when.
    pub at: Instant,
}

#[derive(sqlx::FromRow)]
pub(super) struct TaskRow {
    no: i64,
    kind: String,
    about: String,
    at: i64,
}

impl TaskRow {
    /// The task; `None` where this release does not know its kind.
    pub(super) fn task(self) -> Option<OfficerTask> {
        Some(OfficerTask {
            no: self.no,
            kind: TaskKind::parse(&self.kind)?,
            about: self.about,
            at: Instant(self.at),
        })
    }
}

/// Opens a task, unless the same one is open.
async fn open_task(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    (kind, about): (TaskKind, &str),
    now: Instant,
) -> Result<bool, Error> {
    let id = core.chance.id(now);
    let args = args![coop.0, id, kind.code(), about, now.0];
    if link.run(OPEN_TASK, args).await? == 0 {
        return Ok(false);
    }
    let no: Option<(i64,)> = link.find(TAKE_TASK_NO, args![coop.0]).await?;
    let (no,) = no.ok_or(Error::UnknownCode {
        table: "counter",
        column: "kind",
    })?;
    link.run(NUMBER_TASK, args![coop.0, id, no]).await?;
    Ok(true)
}

/// Does what failures have as consequences. Hundreds of one batch may have the same.
pub(super) async fn apply_consequences(
    core: &Core,
    link: &mut Link,
    (coop, gateway): (CoopId, &str),
    noted: &[FollowUp],
    now: Instant,
) -> Result<(), Error> {
    let mut taken = BTreeSet::new();
    for one in noted {
        let said = one.code.clone().unwrap_or_default();
        let template = format!("{} {}", one.notice, one.tongue.code());
        let why = format!("{} {said}", one.failure.code());
        let about = match one.measure {
            Consequence::CountNumber => {
                if let Some(phone) = one.phone {
                    phones::count_hard_fail(link, coop, phone, now).await?;
                }
                continue;
            }
            Consequence::StopPhone => {
                if let Some(phone) = one.phone {
                    phones::stop(link, coop, phone, now).await?;
                }
                continue;
            }
            Consequence::Nothing | Consequence::SlowDown | Consequence::CountGateway => continue,
            Consequence::PauseTemplate => (TaskKind::Template, template),
            Consequence::PauseRoute if one.failure == Failure::NoCredit => {
                (TaskKind::Credit, gateway.to_owned())
            }
            Consequence::PauseRoute => (TaskKind::Gateway, gateway.to_owned()),
            Consequence::TellCredit => (TaskKind::Credit, gateway.to_owned()),
            Consequence::TellTwice => (TaskKind::Twice, gateway.to_owned()),
            Consequence::TellFlow => (TaskKind::Flow, format!("{gateway} {template}")),
        };
        if !taken.insert(about.clone()) {
            continue;
        }
        if one.measure == Consequence::PauseTemplate {
            let args = args![coop.0, &one.notice, one.tongue.code(), why.trim()];
            link.run(PAUSE_TEMPLATE, args).await?;
        }
        if one.measure == Consequence::PauseRoute {
            let args = args![coop.0, gateway, why.trim(), now.0];
            link.run(PAUSE_GATEWAY, args).await?;
        }
        open_task(core, link, coop, (about.0, &about.1), now).await?;
    }
    Ok(())
}

impl Store {
    /// Opens a task for the officers, unless the same one is open; whether it was new.
    pub async fn ask_officer(
        &self,
        coop: CoopId,
        kind: TaskKind,
        about: &str,
        now: Instant,
    ) -> Result<bool, Error> {
        let mut link = self.core.begin().await?;
        let is_new = open_task(&self.core, &mut link, coop, (kind, about), now).await?;
        link.commit().await?;
        Ok(is_new)
    }

    /// The tasks that nobody has seen to yet, the oldest first.
    pub async fn officer_tasks(&self, coop: CoopId) -> Result<Vec<OfficerTask>, Error> {
        let rows: Vec<TaskRow> = self.core.read_all(LIST_TASKS, args![coop.0]).await?;
        let unknown = || Error::UnknownCode {
            table: "officer_task",
            column: "kind",
        };
        rows.into_iter()
            .map(|row| row.task().ok_or_else(unknown))
            .collect()
    }

    /// An officer has seen to it: what was paused because of it may be used again. Whether the task
    /// was open.
    pub async fn close_task(
        &self,
        by: &By,
        coop: CoopId,
        no: i64,
        now: Instant,
    ) -> Result<bool, Error> {
        let mut link = self.core.begin().await?;
        let closed: Option<(i64, String, String)> =
            link.find(CLOSE_TASK, args![coop.0, no, now.0]).await?;
        if let Some((id, kind, about)) = &closed {
            match (TaskKind::parse(kind), about.split_once(' ')) {
                (Some(TaskKind::Template), Some((notice, tongue))) => {
                    link.run(RESUME_TEMPLATE, args![coop.0, notice, tongue])
                        .await?;
                }
                (Some(TaskKind::Gateway | TaskKind::Credit), _) => {
                    link.run(RESUME_GATEWAY, args![coop.0, about]).await?;
                }
                _ => {}
            }
            let scene = self.scene((by, coop, now));
            let told = LedgerEvent::of("task closed", (ObjectKind::Task, *id));
            ledger::write(&mut link, &[scene.line(told)]).await?;
        }
        link.commit().await?;
        Ok(closed.is_some())
    }

    /// The gateways that are paused for some cooperative.
    pub async fn all_paused_gateways(&self) -> Result<BTreeSet<String>, Error> {
        let mut paused = BTreeSet::new();
        for coop in self.coop_ids().await? {
            paused.extend(self.paused_gateways(coop).await?);
        }
        Ok(paused)
    }

    /// The gateways that are not used for this cooperative until an officer has seen to it.
    pub async fn paused_gateways(&self, coop: CoopId) -> Result<Vec<String>, Error> {
        let rows: Vec<(String,)> = self.core.read_all(LIST_PAUSED, args![coop.0]).await?;
        Ok(rows.into_iter().map(|(gateway,)| gateway).collect())
    }
}
