//! Taking a connection for a kind of work, and beginning a transaction on it.

use crate::store::db::batches::{BatchRow, RowsSql};
use crate::store::db::conn::{Arg, Link, Sql};
use crate::store::db::pools::Work;
use crate::store::db::row::DbRow;
use crate::store::{Core, Error, runs};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// The time that closing may take, which includes the time for reads that are still running.
const CLOSE_TIME_MAX: Duration = Duration::from_millis(1500);
const CLOSE_READERS_TIME_MAX: Duration = Duration::from_millis(500);

impl Core {
    /// A connection to read from: an idle one, or a new one.
    pub(in crate::store) async fn link(&self, work: Work) -> Result<Link, Error> {
        // If the file is gone, old connections would read data that is not kept any more, and a new
        // connection to a file in its place would read the old file's log into it.
        self.watch.check()?;
        let pool = if work.is_line() {
            &self.db.line
        } else {
            &self.db.rest
        };
        let (until, limit) = work.limits();
        let lent = pool.take(until).await?;
        Ok(Link::new(lent, self.faults.clone(), limit, None))
    }

    /// A connection to read from, for work that is not a caller's.
    pub(in crate::store) async fn read(&self) -> Result<Link, Error> {
        self.link(Work::Rest).await
    }

    /// Reads all rows of one statement, and gives the connection back before the rows are used.
    pub(in crate::store) async fn read_all<T: DbRow>(
        &self,
        sql: Sql,
        args: Vec<Arg>,
    ) -> Result<Vec<T>, Error> {
        self.read().await?.all(sql, args).await
    }

    /// The same for at most one row.
    pub(in crate::store) async fn read_one<T: DbRow>(
        &self,
        sql: Sql,
        args: Vec<Arg>,
    ) -> Result<Option<T>, Error> {
        self.read().await?.find(sql, args).await
    }

    /// The same for a statement over many rows at once.
    pub(in crate::store) async fn read_batch<R: BatchRow, T: DbRow>(
        &self,
        batch: RowsSql<R>,
        rows: &[R],
    ) -> Result<Vec<T>, Error> {
        self.read().await?.batch(batch, rows).await
    }

    /// A transaction for callers: the one writer of SQLite, or READ COMMITTED on PostgreSQL. It is rolled
    /// back unless it is committed.
    pub(in crate::store) async fn begin_steps(&self) -> Result<Link, Error> {
        self.begin_in(Work::Steps).await
    }

    /// A transaction for work that is not a caller's.
    pub(in crate::store) async fn begin(&self) -> Result<Link, Error> {
        self.begin_in(Work::Rest).await
    }

    pub(in crate::store) async fn begin_in(&self, work: Work) -> Result<Link, Error> {
        self.faults.pass()?;
        let mut link = self.writer(work).await?;
        link.begin()
            .await
            .inspect_err(|error| self.readiness.step_results.refused(error))?;
        runs::check_held(&mut link).await?;
        Ok(link)
    }

    /// A connection to write on, without a transaction.
    pub(in crate::store) async fn writer(&self, work: Work) -> Result<Link, Error> {
        let Some(write) = &self.db.write else {
            return self.link(work).await;
        };
        self.watch.check()?;
        let (until, limit) = work.limits();
        let slow = |_| Error::Slow {
            statement: "ACQUIRE",
        };
        let turn = if work.is_line() {
            None
        } else {
            let turn = timeout_at(until, Arc::clone(&self.db.rest_writes).acquire_owned());
            turn.await.map_err(slow)?.ok()
        };
        let lent = write.take(until).await?;
        Ok(Link::new(lent, self.faults.clone(), limit, turn))
    }

    /// Closes all connections, within a time limit.
    pub(in crate::store) async fn close(&self) {
        let now = Instant::now();
        let (readers, all) = (now + CLOSE_READERS_TIME_MAX, now + CLOSE_TIME_MAX);
        // The writer of SQLite is closed last: it copies the log into the file.
        tokio::join!(self.db.line.close(readers), self.db.rest.close(readers));
        if let Some(write) = &self.db.write {
            write.close(all).await;
        }
    }
}
