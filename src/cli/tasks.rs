//! `tasks`: what an officer must see to because of texts, and that she has.

use super::coop_arg::find_coop;
use super::whose::Whose;
use super::{CommandResult, Failed, SettingsArgs, database_config, open, tell};
use crate::clock::Clock;
use crate::core::acts::terms::Act;
use crate::core::domain::TaskKind;
use crate::store::OfficerTask;

/// Lists the open tasks, or closes one, which lets what was paused because of it be used again.
pub(super) async fn tasks(
    settings: &SettingsArgs,
    coop: Option<&str>,
    (done, whose): (Option<i64>, &Whose),
) -> CommandResult {
    let store = open(&database_config(settings)?).await?;
    let coop = find_coop(&store, coop).await?.coop.id;
    if let Some(no) = done {
        let permit = whose.permit(&store, coop, Act::TaskClose).await?;
        let was_open = store
            .close_task(&permit.by(), coop, no, Clock::system().now())
            .await?;
        store.close().await;
        if !was_open {
            return Err(Failed::Refused(format!("no task {no} is open")));
        }
        tell(format!("Task {no} is done."));
        return Ok(());
    }
    let tasks = store.officer_tasks(coop).await?;
    store.close().await;
    for task in &tasks {
        tell(line(task));
    }
    if tasks.is_empty() {
        tell("No task is open.");
    }
    Ok(())
}

/// A task with its number, since when it is open, and what is to be done.
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
        TaskKind::LangScript => {
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
