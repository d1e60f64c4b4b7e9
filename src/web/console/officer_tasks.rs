//! Tasks that officers have because of texts: what happened, what is to be done, and what closing one lets go, which
//! is shown before it is closed (console reference 5). And who is told of a new one.

use super::delivery_words::task_words;
use super::fields::Form;
use super::outcome::{Outcome, PageFailure};
use super::preview::moment;
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::core::acts::task::close::{self, Refusal};
use crate::core::authz::Right;
use crate::office::delivery::let_go;
use crate::store::OfficerTask;
use askama::Template;

/// A task in the list.
pub(super) struct TaskLine {
    pub(super) no: i64,
    pub(super) what: String,
    pub(super) since: String,
}

/// `templates/console/task.html`.
#[derive(Template)]
#[template(path = "console/task.html")]
struct TaskPage {
    frame: Frame,
    form: Form,
    no: i64,
    what: String,
    todo: String,
    since: String,
    /// What closing it lets go, line by line.
    goes: Vec<String>,
}

/// The open tasks, oldest first.
pub(super) async fn task_lines(visit: &OfficerVisit) -> Result<Vec<TaskLine>, PageFailure> {
    let tasks = visit.service().store.officer_tasks(visit.coop_id()).await?;
    let lines = tasks.iter().map(|task| TaskLine {
        no: task.no,
        what: task_words(visit, task.kind, &task.about).0,
        since: moment(task.at),
    });
    Ok(lines.collect())
}

/// Who is told of a new task: the officer on duty by the end of her number, and a web hook.
pub(super) async fn duty_words(visit: &OfficerVisit) -> Result<Vec<String>, PageFailure> {
    let service = visit.service();
    let duty = service.store.duty(visit.coop_id()).await?;
    let mut words = vec![match duty {
        Some(phone) => visit.say_with("duty-phone", &[("end", phone.last_four().spoken())]),
        None => visit.say("duty-nobody"),
    }];
    if service.sending.task_hook.is_some() {
        words.push(visit.say("duty-hook"));
    }
    Ok(words)
}

async fn page(visit: &OfficerVisit, task: &OfficerTask, form: Form) -> Result<String, PageFailure> {
    let service = visit.service();
    let (what, todo) = task_words(visit, task.kind, &task.about);
    let goes = match let_go(service, &visit.coop, task, visit.now).await? {
        None => vec![visit.say("task-goes-nothing")],
        Some(sum) => {
            let lines = [
                ("task-goes-now", sum.now_n),
                ("task-goes-later", sum.later_n),
                ("task-goes-stale", sum.stale_n),
            ];
            lines
                .into_iter()
                .filter(|(name, n)| *n > 0 || *name == "task-goes-now")
                .map(|(name, n)| visit.say_with(name, &[("n", n.spoken())]))
                .collect()
        }
    };
    let page = TaskPage {
        frame: visit
            .frame_titled(visit.say_with("task-title", &[("no", task.no.to_string().spoken())])),
        form,
        no: task.no,
        what,
        todo,
        since: moment(task.at),
        goes,
    };
    Ok(page.render().unwrap_or_default())
}

/// The open task of the page's path.
async fn found(visit: &OfficerVisit) -> Result<Option<OfficerTask>, PageFailure> {
    let no = visit.number("no")?;
    let tasks = visit.service().store.officer_tasks(visit.coop_id()).await?;
    Ok(tasks.into_iter().find(|task| task.no == no))
}

/// `GET /texts/tasks/{no}`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let task = found(&visit).await?.ok_or(PageFailure::NotFound)?;
    Ok(Outcome::Show(page(&visit, &task, Form::default()).await?))
}

/// `POST /texts/tasks/{no}/close`.
pub(super) async fn end(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let permit = visit.permit(Right::SeeToDelivery)?;
    let no = visit.number("no")?;
    let (service, coop) = (visit.service(), visit.coop_id());
    let tasks = service.store.officer_tasks(coop).await?;
    let open: Vec<i64> = tasks.iter().map(|task| task.no).collect();
    let closed = match close::decide(&permit, &open, no) {
        Ok(closed) => closed,
        // Another officer was faster, or nobody ever had such a task.
        Err(Refusal::NotOpen(_)) => return Ok(Outcome::done("/texts", "done-task-before")),
        Err(Refusal::Right) => return Err(PageFailure::NotFound),
    };
    let by = permit.by();
    let done = service.store.close_task(&by, coop, closed.no, visit.now);
    if !done.await? {
        return Ok(Outcome::done("/texts", "done-task-before"));
    }
    service.sending.texts_queued.notify_one();
    Ok(Outcome::done("/texts", "done-task"))
}
