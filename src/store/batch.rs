//! Keeping steps: a step and its changes are one transaction, and concurrent steps share one commit.
//!
//! Steps that change nothing but the conversation, or only add an entry, go out together: one
//! statement for all session rows, one for all entries, one for all ledger lines. On SQLite the other
//! steps follow in the same transaction, each in a savepoint of its own; on PostgreSQL they have
//! their own transactions. Where a batch fails its steps go one by one, so that one bad row harms
//! nobody else.
//!
//! A batch has a time limit of its own, whatever the database does: then all who wait in it are told, and
//! the next batch has another connection.
//!
//! **Invariant:** of a step whose guard fails, or that is killed on the way, nothing is stored.

use super::db::batcher::Gatherer;
use super::db::conn::{Link, args, statements};
use super::db::pools::Work;
use super::step::{KEEP_SESSIONS, QueuedStep, SessionRow, Step, StepWritten};
use super::write::{self, WriteContext};
use super::{Core, Error, Store, ledger};
use crate::core::domain::change::pin;
use crate::core::domain::{By, Change, CoopId, SessionId, Via};
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::sync::{Mutex, mpsc, oneshot};

/// Steps that go out together at most.
const STEPS_MAX: usize = 128;

statements! {
    /// Begins what can be undone without undoing the steps before it.
    SAVEPOINT = "savepoint step";
    /// Keeps what was written since.
    RELEASE = "release savepoint step";
    /// Undoes what was written since.
    ROLL_BACK = "rollback to savepoint step";
}

impl Store {
    /// Keeps a step and its changes, whole or not at all. `Lost` where something the turn relied on
    /// has changed: the caller reads again and takes the turn once more. What is kept is sealed at once, so
    /// that nothing of it is carried along while its turn is waited for.
    pub fn keep(
        &self,
        step: Step,
        changes: Vec<Change>,
    ) -> impl Future<Output = Result<StepWritten, Error>> + Send + '_ {
        let job = QueuedStep {
            key: (step.coop, step.session),
            row: self.core.session_row(&step),
            turn: step.turn,
            now: step.now,
            phone: step.phone,
            member: step.member,
            changes,
            answer: None,
        };
        // Its state and its reply are sealed in the row by now, and the future below does not carry them.
        drop(step);
        let step_results = &self.core.readiness.step_results;
        step_results.note(self.keep_job(job), |kept| *kept == StepWritten::Done)
    }

    async fn keep_job(&self, mut job: QueuedStep) -> Result<StepWritten, Error> {
        if !self.core.db.is_sqlite() && !job.is_plain() {
            return Box::pin(keep_one(&self.core, &job)).await;
        }
        let (answer, told) = oneshot::channel();
        job.answer = Some(answer);
        let place = self.steps.reserve().await.map_err(|_| Error::Stopped)?;
        place.send(job);
        told.await.map_err(|_| Error::Stopped)?
    }
}

impl QueuedStep {
    /// Whether it can go out in the statements that many steps share.
    fn is_plain(&self) -> bool {
        self.changes.iter().all(write::is_plain)
    }

    /// Whether the step was taken by the member that it names: a wrong PIN shows only that somebody had the
    /// phone.
    fn proves_member(&self) -> bool {
        let is_wrong = |change: &Change| matches!(change, Change::Pin(pin::Change::Tried(tried)) if !tried.right);
        !self.changes.iter().any(is_wrong)
    }

    fn act<'a>(&self, core: &'a Core, link: &'a mut Link) -> WriteContext<'a> {
        WriteContext {
            core,
            link,
            coop: self.key.0,
            now: self.now,
            phone: self.phone,
            said_in: Some((self.key.1, self.turn)),
            by: By::caller(
                self.member.filter(|_| self.proves_member()),
                self.phone,
                Via::Ussd,
            ),
        }
    }

    fn tell(&mut self, kept: Result<StepWritten, Error>) {
        if let Some(answer) = self.answer.take() {
            // A caller who has hung up meanwhile needs no answer; her step stands.
            let _ = answer.send(kept);
        }
    }
}

/// Gathers steps and keeps them together until the last store is dropped.
pub(super) async fn write_batches(
    core: Arc<Core>,
    waiting: Arc<Mutex<mpsc::Receiver<QueuedStep>>>,
) {
    let mut gatherer = Gatherer::default();
    loop {
        let mut jobs = gatherer.gather(&waiting, STEPS_MAX).await;
        if jobs.is_empty() {
            return;
        }
        // In one order on every node, so that two batches never wait for each other in a circle.
        jobs.sort_by_key(|job| job.key);
        let mut seen = BTreeSet::new();
        for job in &mut jobs {
            if !seen.insert(job.key) {
                job.tell(Ok(StepWritten::Lost));
            }
        }
        jobs.retain(|job| job.answer.is_some());
        keep_all(&core, jobs).await;
    }
}

async fn keep_all(core: &Core, mut jobs: Vec<QueuedStep>) {
    match keep_together(core, &jobs).await {
        Ok(kept) => {
            for (job, kept) in jobs.iter_mut().zip(kept) {
                job.tell(Ok(kept));
            }
        }
        Err(error) if jobs.len() == 1 || error.is_outage() => tell_all(&mut jobs, &error),
        Err(_) => {
            for at in 0..jobs.len() {
                match keep_one(core, &jobs[at]).await {
                    // Whoever is left would wait for the same in vain, one after the other.
                    Err(error) if error.is_outage() => return tell_all(&mut jobs[at..], &error),
                    kept => jobs[at].tell(kept),
                }
            }
        }
    }
}

fn tell_all(jobs: &mut [QueuedStep], error: &Error) {
    for job in jobs {
        job.tell(settled(Err(error.clone())));
    }
}

/// A row in the way means that somebody was faster.
fn settled(kept: Result<StepWritten, Error>) -> Result<StepWritten, Error> {
    match kept {
        Err(error) if error.is_conflict() => Ok(StepWritten::Lost),
        other => other,
    }
}

async fn keep_one(core: &Core, job: &QueuedStep) -> Result<StepWritten, Error> {
    settled(
        keep_together(core, std::slice::from_ref(job))
            .await
            .map(|kept| kept[0]),
    )
}

/// Keeps these steps in one commit; how each fared, in order.
async fn keep_together(core: &Core, jobs: &[QueuedStep]) -> Result<Vec<StepWritten>, Error> {
    let alone = jobs.len() == 1;
    let only_sessions = jobs.iter().all(|job| job.changes.is_empty());
    if only_sessions && !core.db.is_sqlite() {
        let mut link = core.link(Work::Steps).await?.alone();
        let done = keep_sessions(&mut link, jobs.iter()).await?;
        return Ok(jobs
            .iter()
            .map(|job| kept(done.contains(&job.key)))
            .collect());
    }
    let mut link = core.begin_steps().await?;
    let plain = || jobs.iter().filter(|job| job.is_plain());
    let mut done = keep_sessions(&mut link, plain()).await?;
    keep_plain_changes(
        core,
        &mut link,
        plain().filter(|job| done.contains(&job.key)),
    )
    .await?;
    for job in jobs.iter().filter(|job| !job.is_plain()) {
        if keep_apart(core, &mut link, job, alone).await? {
            done.insert(job.key);
        }
    }
    if done.is_empty() {
        link.roll_back().await?;
    } else {
        link.commit().await?;
    }
    Ok(jobs
        .iter()
        .map(|job| kept(done.contains(&job.key)))
        .collect())
}

fn kept(done: bool) -> StepWritten {
    if done {
        StepWritten::Done
    } else {
        StepWritten::Lost
    }
}

/// Writes the session rows whose guard holds; which ones.
async fn keep_sessions(
    link: &mut Link,
    jobs: impl Iterator<Item = &QueuedStep>,
) -> Result<BTreeSet<(CoopId, SessionId)>, Error> {
    let rows: Vec<&SessionRow> = jobs.map(|job| &job.row).collect();
    if rows.is_empty() {
        return Ok(BTreeSet::new());
    }
    let written: Vec<(i64, i64)> = link.batch(KEEP_SESSIONS, &rows).await?;
    let key = |(coop, session)| (CoopId(coop), SessionId(session));
    Ok(written.into_iter().map(key).collect())
}

/// Writes the changes of plain steps: all entries in one statement, all their lines in another.
async fn keep_plain_changes(
    core: &Core,
    link: &mut Link,
    jobs: impl Iterator<Item = &QueuedStep>,
) -> Result<(), Error> {
    let (mut entries, mut lines) = (Vec::new(), Vec::new());
    for job in jobs {
        let act = job.act(core, link);
        for change in &job.changes {
            entries.extend(write::plain_entry(change).map(|added| act.entry_row(added)));
            lines.push(act.ledger_line(change));
        }
    }
    write::add_entries(link, &entries).await?;
    ledger::write(link, &lines).await
}

/// Keeps one step with all its changes, without harm to the steps before it; whether it was kept.
async fn keep_apart(
    core: &Core,
    link: &mut Link,
    job: &QueuedStep,
    alone: bool,
) -> Result<bool, Error> {
    if alone {
        return keep_whole(core, link, job).await;
    }
    link.run(SAVEPOINT, args![]).await?;
    let kept = match keep_whole(core, link, job).await {
        Err(error) if error.is_conflict() => false,
        other => other?,
    };
    if !kept {
        link.run(ROLL_BACK, args![]).await?;
    }
    link.run(RELEASE, args![]).await?;
    Ok(kept)
}

async fn keep_whole(core: &Core, link: &mut Link, job: &QueuedStep) -> Result<bool, Error> {
    if keep_sessions(link, std::iter::once(job)).await?.is_empty() {
        return Ok(false);
    }
    job.act(core, link).write_all(&job.changes, &[]).await
}
