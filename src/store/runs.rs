//! Which job ran when, and who runs it now: one node at a time, by a lease that ends by itself.
//!
//! A run is named by the moment it was due. What is due later than the last finished run has been
//! missed, and is made up once, however many moments were missed: a job looks at what is.

use super::db::conn::{args, statements};
use super::{Error, Store};
use crate::core::domain::Instant;

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
}

statements! {
    KNOW_JOB = "insert into job_run (job, done_for_at) values ($1, 0) on conflict do nothing";
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
