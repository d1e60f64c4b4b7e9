//! When each job ran, and which node runs it now: one node at a time, by a lease that ends by itself.
//!
//! A run is identified by the moment it was due. If a later moment has passed since the last finished run,
//! that run was missed. It is made up once, however many were missed, because a job looks at what there is
//! to do.
//!
//! A run that was held up until its lease ended may continue while another node has taken over. So
//! everything a run does is done within `Lease::hold`: each transaction first checks that the lease is
//! still its own, and locks the lease's row until the transaction ends, so that nobody can take the lease
//! over in between. The lease is kept in a task-local variable and not passed as an argument, so that no
//! write of a job can forget it.
//!
//! **Invariant:** a run whose lease was taken over writes nothing.

use super::db::conn::{Link, args, statements};
use super::{Error, Store};
use crate::core::domain::Instant;

tokio::task_local! {
    /// The lease under which this task runs.
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
    /// The random id of the run that holds the lease.
    pub(super) fn holder(&self) -> i64 {
        self.holder
    }

    /// Does the work of a run. If another run has taken the lease, each write is refused with
    /// `Error::LeaseLost`. Work in another task is not covered.
    pub async fn hold<F: Future>(self, work: F) -> F::Output {
        HELD.scope(self, work).await
    }
}

/// Called at the beginning of every transaction: inside a run, its lease must still be its own.
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
    /// Not run for a known job: on PostgreSQL it would wait for a run that has locked the row.
    KNOW_JOB = "insert into job_run (job, done_for_at) select $1, 0
        where not exists (select 1 from job_run where job = $1) on conflict do nothing";
    /// Locks the row and changes nothing.
    HOLD_RUN = "update job_run set leased_by = leased_by where job = $1 and leased_by = $2";
    /// Only if the run was not done and no other lease is valid.
    LEASE_RUN = "update job_run set leased_by = $3, leased_until = $5
        where job = $1 and done_for_at < $2 and (leased_until is null or leased_until <= $4)";
    FINISH_RUN = "update job_run set done_for_at = $2, leased_by = null, leased_until = null
        where job = $1 and leased_by = $3";
    DROP_LEASE = "update job_run set leased_by = null, leased_until = null
        where job = $1 and leased_by = $2";
    LAST_RUN = "select done_for_at from job_run where job = $1";
}

impl Store {
    /// Takes the lease for the run that was due at `due_at`; `None` where that run is done, or another node
    /// has the lease.
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

    /// The run is done. `false` where the lease had ended and another node has taken it.
    pub async fn finish_run(&self, lease: &Lease) -> Result<bool, Error> {
        let mut link = self.core.begin().await?;
        let args = args![&lease.job, lease.due_at.0, lease.holder];
        let done = link.run(FINISH_RUN, args).await? == 1;
        link.commit().await?;
        Ok(done)
    }

    /// The run failed: any node may try again at once.
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
