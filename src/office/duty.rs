//! Tells officers that something waits for them, so that nobody has to poll: the officer on duty by a
//! registered text, and a web hook by a small JSON document.
//!
//! Neither names a member, a number or what a text said. Many tasks at once are one text in half an hour;
//! the hook is called again until it answers.
//!
//! **Invariant:** a task is told of at least once, and the hook may hear of one twice where its answer was
//! lost.

use crate::app::Service;
use crate::core::domain::{Filling, Instant, Message, Notice, Recipient};
use crate::core::script::notices::{Composed, SmsReader};
use crate::gateways::sms::{Request, RequestBody};
use crate::store::{self, CoopEntry, OfficerTask};
use crate::telemetry::chain;
use serde_json::json;

/// Sends the texts and calls the hooks that are due now; gives how many.
pub async fn tell(service: &Service, now: Instant) -> Result<u64, store::Error> {
    let mut told = 0;
    let coops = service.store.coops().await?;
    for untold in service.store.untold_tasks(now).await? {
        let entry = coops.iter().find(|entry| entry.coop.id == untold.coop);
        let message = entry.and_then(|entry| message(service, entry, &untold, now));
        if let Some(message) = message
            && service.store.tell_duty(untold.coop, &message, now).await?
        {
            told += 1;
            service.sending.texts_queued.notify_one();
        }
    }
    if service.sending.task_hook.is_some() {
        for entry in &coops {
            told += u64::from(call_hook(service, entry, now).await?);
        }
    }
    Ok(told)
}

/// The text to the officer on duty, in the cooperative's language; `None` where it cannot be written, such
/// as while no template of it is approved.
fn message(
    service: &Service,
    entry: &CoopEntry,
    untold: &store::Untold,
    now: Instant,
) -> Option<Message> {
    let reader = SmsReader {
        lang: entry.coop.lang,
        is_private: false,
    };
    let sender = service.sender(&entry.coop, &entry.texts);
    let fillings = [("n", Filling::Number(untold.tasks_n))];
    let notices = service.script.notices();
    match notices.compose(&sender, Notice::TaskOpen, reader, &fillings, now) {
        Ok(Composed::Written(written)) => Some(Message {
            id: service.chance().id(now),
            to: Recipient::Stranger(untold.to.clone()),
            written,
            due_at: now,
        }),
        Ok(Composed::NoApprovedTemplate { .. }) => {
            tracing::warn!(
                coop.id = entry.coop.id.0,
                "task sms not sent: template `task-open` is not approved"
            );
            None
        }
        Err(error) => {
            tracing::error!(coop.id = entry.coop.id.0, error = %chain(&error), "task sms not queued");
            None
        }
    }
}

/// Calls the web hook with the tasks that it has not been told of; gives whether it took them.
async fn call_hook(
    service: &Service,
    entry: &CoopEntry,
    now: Instant,
) -> Result<bool, store::Error> {
    let coop = entry.coop.id;
    let tasks = service.store.unhooked_tasks(coop, now).await?;
    let Some(hook) = service
        .sending
        .task_hook
        .as_ref()
        .filter(|_| !tasks.is_empty())
    else {
        return Ok(false);
    };
    let request = Request {
        method: "POST",
        url: hook.0.clone(),
        query: Vec::new(),
        headers: Vec::new(),
        body: RequestBody::Json(said(entry, &tasks)),
    };
    let was_heard = match service.sending.outbound.call(&request).await {
        Ok((status, _)) if (200..300).contains(&status) => true,
        Ok((status, _)) => {
            tracing::warn!(status, "task webhook refused; retried");
            false
        }
        Err(error) => {
            tracing::warn!(error = %chain(&error), "task webhook unreachable; retried");
            false
        }
    };
    let word = if was_heard { "heard" } else { "failed" };
    metrics::counter!("sahkar_task_hooks_total", "outcome" => word).increment(1);
    service
        .store
        .mark_hooked(coop, &tasks, was_heard, now)
        .await?;
    Ok(was_heard)
}

/// What the hook is told: which cooperative, and of each task its number, kind, matter, and since when.
fn said(entry: &CoopEntry, tasks: &[OfficerTask]) -> serde_json::Value {
    let tasks: Vec<serde_json::Value> = tasks
        .iter()
        .map(|task| {
            json!({
                "no": task.no,
                "kind": task.kind.code(),
                "about": task.about,
                "since": task.at.local().format("%Y-%m-%dT%H:%M:%S+05:30").to_string(),
            })
        })
        .collect();
    json!({ "cooperative": entry.coop.code, "tasks": tasks })
}
