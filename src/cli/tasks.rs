//! `tasks`: lists the open tasks of officers, and closes one.

use super::coop_arg::find_coop;
use super::whose::Whose;
use super::{CommandResult, Failed, SettingsArgs, database_config, open, tell};
use crate::clock::Clock;
use crate::core::acts::task;
use crate::core::acts::terms::Act;
use crate::core::domain::TaskKind;
use crate::store::{OfficerTask, Store};

/// Lists the open tasks, or closes one, so that what was paused because of it is used again.
pub(super) async fn tasks(
    settings: &SettingsArgs,
    coop: Option<&str>,
    done: Option<i64>,
    whose: &Whose,
) -> CommandResult {
    let store = open(&database_config(settings)?).await?;
    let told = match done {
        Some(no) => close(&store, coop, no, whose).await,
        None => list(&store, coop).await,
    };
    store.close().await;
    told?.iter().for_each(tell);
    Ok(())
}

async fn close(
    store: &Store,
    coop: Option<&str>,
    no: i64,
    whose: &Whose,
) -> Result<Vec<String>, Failed> {
    let coop = find_coop(store, coop).await?.coop.id;
    let permit = whose.permit(store, coop, Act::TaskClose).await?;
    let tasks = store.officer_tasks(coop).await?;
    let open: Vec<i64> = tasks.iter().map(|task| task.no).collect();
    let closed = task::close::decide(&permit, &open, no)?;
    let by = permit.by();
    let now = Clock::system().now();
    if !store.close_task(&by, coop, closed.no, now).await? {
        // Somebody else closed it first.
        return Err(task::close::Refusal::NotOpen(no).into());
    }
    Ok(vec![format!("Task {no} is done.")])
}

async fn list(store: &Store, coop: Option<&str>) -> Result<Vec<String>, Failed> {
    let coop = find_coop(store, coop).await?.coop.id;
    let tasks = store.officer_tasks(coop).await?;
    if tasks.is_empty() {
        return Ok(vec!["No task is open.".to_owned()]);
    }
    Ok(tasks.iter().map(line).collect())
}

/// A task with its number, since when it is open, and what must be done.
fn line(task: &OfficerTask) -> String {
    let OfficerTask { no, about, at, .. } = task;
    let what = match task.kind {
        TaskKind::Template => {
            format!("the text {about} is paused: register it as it stands, then close this")
        }
        TaskKind::Gateway => {
            format!("the gateway {about} is paused: put its settings or registration right")
        }
        TaskKind::Credit => format!("the gateway {about} has no credit: pay in"),
        TaskKind::Flow => {
            format!("{about}: the gateway has no flow for this text; set it up there and name it")
        }
        TaskKind::Twice => format!(
            "{about}: a text may have come twice, since no answer told what became of the first; \
             `sahkar verify` lists each"
        ),
        TaskKind::NoTemplate => {
            format!("{about}: the text has no approved words in this language")
        }
    };
    format!("{no}  {}  {what}", at.local().format("%Y-%m-%d %H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::domain::Instant;

    #[test]
    fn a_task_says_what_to_do_and_since_when() {
        for kind in TaskKind::ALL {
            let task = OfficerTask {
                no: 7,
                kind: *kind,
                about: "neutral gu".into(),
                at: Instant(1_795_492_800_000),
            };
            let line = line(&task);
            assert!(line.starts_with("7  2026-11-24 09:30  "), "{line}");
            assert!(line.contains("neutral gu"), "{line}");
        }
    }
}
