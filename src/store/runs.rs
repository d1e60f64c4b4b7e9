//! Which job ran when, and who runs it now: one node at a time, by a lease that ends by itself.
//!
//! A run is named by the moment it was due. What is due later than the last finished run has been
//! missed, and is made up once, however many moments were missed: a job looks at what is.
//!
//! A run that was held up until its lease ended may go on while another node has taken over. So whatever
//! a run does is done within `Lease::hold`, and each transaction that it begins first looks whether the
//! lease is still its own, and keeps the lease's row locked until it ends: nobody takes the lease over in
//! between. Like a trace id the lease is kept with the task and not handed through every function, so
//! that no write of a job, now or later, can forget it.
//!
//! **Invariant:** a run whose lease another has taken writes nothing.

use super::db::conn::{Link, args, statements};
use super::{Error, Store};
use crate::core::domain::Instant;

tokio::task_local! {
    /// The lease of the run that this task does.
    static HELD: Lease;
}

/// The right to run a job once, until the lease ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lease {
    job: String,
    due_at: Instant,
    holder: i64,
}

impl Lease {
    /// The job's name.
    pub(super) fn job(&self) -> &str {
        &self.job
    }

    /// The random id that every write of the run repeats.
    pub(super) fn holder(&self) -> i64 {
        self.holder
    }

    /// Does the work of a run. Where the lease is another run's by then, each of its writes is refused
    /// with `Error::LeaseLost`. Work that is handed to another task is not of the run.
    pub async fn hold<F: Future>(self, work: F) -> F::Output {
        HELD.scope(self, work).await
    }
}

/// Stands at the beginning of every transaction: where a run begins it, its lease must still be its own.
pub(super) async fn check_held(link: &mut Link) -> Result<(), Error> {
    let Ok(lease) = HELD.try_with(Clone::clone) else {
        return Ok(());
    };
    match link.run(HOLD_RUN, args![lease.job, lease.holder]).await? {
        1 => Ok(()),
        _ => Err(Error::LeaseLost),
    }
}

statements! {
    /// Not tried where it is known: PostgreSQL would wait there for a run that has locked the row.
    KNOW_JOB = "insert into job_run (job, done_for_at) select $1, 0
        where not exists (select 1 from job_run where job = $1) on conflict do nothing";
    /// Locks the row and alters nothing.
    HOLD_RUN = "update job_run set leased_by = leased_by where job = $1 and leased_by = $2";
    /// Only where the run has not been done and nobody is at it.
    LEASE_RUN = "update job_run set leased_by = $3, leased_until = $5
        where job = $1 and done_for_at < $2 and (leased_until is null or leased_until <= $4)";
    FINISH_RUN = "update job_run set done_for_at = $2, leased_by = null, leased_until = null
        where job = $1 and leased_by = $3";
    DROP_LEASE = "update job_run set leased_by = null, leased_until = null
        where job = $1 and leased_by = $2";
    LAST_RUN = "select done_for_at from job_run where job = $1";
}

impl Store {
    /// The right to make the run that was due at `due_at`; `None` where it has been made, or another
    /// node is at it.
    pub async fn lease_run(
        &self,
        job: &str,
        due_at: Instant,
        now: Instant,
        lease_ms: i64,
    ) -> Result<Option<Lease>, Error> {
        let holder = self.core.chance.random_id();
        let mut link = self.core.begin().await?;
        link.run(KNOW_JOB, args![job]).await?;
        let args = args![job, due_at.0, holder, now.0, now.0 + lease_ms];
        let leased = link.run(LEASE_RUN, args).await? == 1;
        link.commit().await?;
        Ok(leased.then(|| Lease {
            job: job.into(),
            due_at,
            holder,
        }))
    }

    /// The run is made. `false` where the lease had ended and another node has taken over.
    pub async fn finish_run(&self, lease: &Lease) -> Result<bool, Error> {
        let mut link = self.core.begin().await?;
        let args = args![&lease.job, lease.due_at.0, lease.holder];
        let done = link.run(FINISH_RUN, args).await? == 1;
        link.commit().await?;
        Ok(done)
    }

    /// The run failed: the next node may try at once.
    pub async fn drop_lease(&self, lease: &Lease) -> Result<(), Error> {
        let mut link = self.core.begin().await?;
        link.run(DROP_LEASE, args![&lease.job, lease.holder])
            .await?;
        link.commit().await
    }

    /// The moment whose run was made last.
    pub async fn last_run(&self, job: &str) -> Result<Option<Instant>, Error> {
        let mut link = self.core.read().await?;
        let row: Option<(i64,)> = link.find(LAST_RUN, args![job]).await?;
        Ok(row.map(|(at,)| Instant(at)).filter(|at| at.0 > 0))
    }
}
