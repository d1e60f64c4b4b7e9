//! What follows from failed texts: tasks for officers, paused templates and gateways, counted dead numbers.

use super::phones;
use crate::core::domain::change::{gateway, phone, registration, task};
use crate::core::domain::{
    By, Change, Consequence, CoopId, Failure, Instant, LangScript, PhoneId, RowId, TaskKind,
};
use crate::store::db::conn::{Link, args, statements};
use crate::store::write::context;
use crate::store::{Core, Error, Store};
use std::collections::BTreeSet;

statements! {
    LIST_TASKS = "select no, kind, about, at from officer_task
        where coop_id = $1 and done_at is null order by no";
    FIND_TASK = "select id, kind, about from officer_task
        where coop_id = $1 and no = $2 and done_at is null";
    LIST_PAUSED = "select gateway from gateway_pause where coop_id = $1 order by gateway";
}

/// A failure that has consequences for more than its text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FollowUp {
    /// The consequence.
    pub consequence: Consequence,
    /// The failure.
    pub failure: Failure,
    /// The provider's or the network's code.
    pub code: Option<String>,
    /// The phone it was for, where it has a row.
    pub phone: Option<PhoneId>,
    /// Its notice.
    pub notice: String,
    /// Its language and script.
    pub lang_script: LangScript,
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
    /// Since when it is open.
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

/// The change that opens a task.
fn opened(core: &Core, (kind, about): (TaskKind, String), now: Instant) -> Change {
    Change::Task(task::Change::Opened(task::TaskOpened {
        id: RowId(core.chance.id(now)),
        kind,
        about,
    }))
}

/// The changes that follow from one failure, in order.
fn consequences(core: &Core, gateway: &str, one: &FollowUp, now: Instant) -> Vec<Change> {
    let said = one.code.clone().unwrap_or_default();
    let why = format!("{} {said}", one.failure.code()).trim().to_owned();
    let template = format!("{} {}", one.notice, one.lang_script.code());
    let task = |kind, about: &str| opened(core, (kind, about.to_owned()), now);
    match one.consequence {
        Consequence::Nothing
        | Consequence::SlowDown
        | Consequence::CountGateway
        | Consequence::CountNumber => Vec::new(),
        Consequence::StopPhone => {
            let stopped = |phone| {
                let set = phone::AnnouncementsSet { phone, on: false };
                Change::Phone(phone::Change::AnnouncementsSet(set))
            };
            one.phone.map(stopped).into_iter().collect()
        }
        Consequence::PauseTemplate => {
            let paused = registration::TemplatePaused {
                notice: one.notice.clone(),
                lang_script: one.lang_script,
                why,
            };
            let paused = Change::Registration(registration::Change::Paused(paused));
            vec![paused, task(TaskKind::Template, &template)]
        }
        Consequence::PauseRoute => {
            let kind = if one.failure == Failure::NoCredit {
                TaskKind::Credit
            } else {
                TaskKind::Gateway
            };
            let gateway_paused = gateway::GatewayPaused {
                gateway: gateway.to_owned(),
                why,
            };
            let paused = Change::Gateway(gateway::Change::Paused(gateway_paused));
            vec![paused, task(kind, gateway)]
        }
        Consequence::TellCredit => vec![task(TaskKind::Credit, gateway)],
        Consequence::TellTwice => vec![task(TaskKind::Twice, gateway)],
        Consequence::TellFlow => vec![task(TaskKind::Flow, &format!("{gateway} {template}"))],
    }
}

/// What a consequence is about, so that many equal ones of one batch are written once.
fn matter(one: &FollowUp) -> Option<(Consequence, String)> {
    let about = match one.consequence {
        Consequence::PauseTemplate | Consequence::TellFlow => {
            format!("{} {}", one.notice, one.lang_script.code())
        }
        Consequence::PauseRoute if one.failure == Failure::NoCredit => "no credit".to_owned(),
        Consequence::PauseRoute | Consequence::TellCredit | Consequence::TellTwice => String::new(),
        Consequence::Nothing
        | Consequence::SlowDown
        | Consequence::CountGateway
        | Consequence::CountNumber
        | Consequence::StopPhone => return None,
    };
    Some((one.consequence, about))
}

/// Writes the consequences of failures. A template that is paused already, or a task that is open already,
/// stays as it is and gets no second line in the ledger.
pub(super) async fn apply_consequences(
    core: &Core,
    link: &mut Link,
    (by, coop, gateway): (&By, CoopId, &str),
    follow_ups: &[FollowUp],
    now: Instant,
) -> Result<(), Error> {
    let mut taken = BTreeSet::new();
    for one in follow_ups {
        if matter(one).is_some_and(|matter| !taken.insert(matter)) {
            continue;
        }
        if let (Consequence::CountNumber, Some(phone)) = (one.consequence, one.phone) {
            phones::count_hard_fail(link, coop, phone, now).await?;
        }
        for change in consequences(core, gateway, one, now) {
            let mut writes = context(core, link, (coop, now), by);
            writes.record(&change).await?;
        }
    }
    Ok(())
}

impl Store {
    /// Opens a task for the officers, unless the same one is open; returns whether it was new.
    pub async fn ask_officer(
        &self,
        by: &By,
        coop: CoopId,
        (kind, about): (TaskKind, &str),
        now: Instant,
    ) -> Result<bool, Error> {
        let opened = opened(&self.core, (kind, about.to_owned()), now);
        self.commit(by, (coop, now), &[opened], &[]).await
    }

    /// The open tasks, oldest first.
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

    /// Closes a task: what was paused because of it is used again. Returns whether the task was open.
    pub async fn close_task(
        &self,
        by: &By,
        coop: CoopId,
        no: i64,
        now: Instant,
    ) -> Result<bool, Error> {
        let found: Option<(i64, String, String)> =
            self.core.read_one(FIND_TASK, args![coop.0, no]).await?;
        let Some((id, kind, about)) = found else {
            return Ok(false);
        };
        let kind = TaskKind::parse(&kind).ok_or(Error::UnknownCode {
            table: "officer_task",
            column: "kind",
        })?;
        let id = RowId(id);
        let closed = Change::Task(task::Change::Closed(task::Closed { id, kind, about }));
        self.commit(by, (coop, now), &[closed], &[]).await
    }

    /// The gateways that are paused for some cooperative.
    pub async fn all_paused_gateways(&self) -> Result<BTreeSet<String>, Error> {
        let mut paused = BTreeSet::new();
        for coop in self.coop_ids().await? {
            paused.extend(self.paused_gateways(coop).await?);
        }
        Ok(paused)
    }

    /// The gateways that are paused for this cooperative until an officer has dealt with the problem.
    pub async fn paused_gateways(&self, coop: CoopId) -> Result<Vec<String>, Error> {
        let rows: Vec<(String,)> = self.core.read_all(LIST_PAUSED, args![coop.0]).await?;
        Ok(rows.into_iter().map(|(gateway,)| gateway).collect())
    }
}
