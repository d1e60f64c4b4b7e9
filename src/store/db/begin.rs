//! Taking a connection for a piece of work, and beginning a transaction on it.

use crate::store::db::batches::{BatchRow, RowsSql};
use crate::store::db::conn::{Arg, Link, Sql};
use crate::store::db::pools::Work;
use crate::store::db::row::DbRow;
use crate::store::{Core, Error, runs};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// All of closing, and what those who still read may have of it.
const CLOSE_TIME_MAX: Duration = Duration::from_millis(1500);
const CLOSE_READERS_TIME_MAX: Duration = Duration::from_millis(500);

impl Core {
    /// A connection to read from: an idle one, else a new one.
    pub(in crate::store) async fn link(&self, work: Work) -> Result<Link, Error> {
        // Whoever reads from a file that is gone would find there what was never kept; and a new
        // connection to one that took its place would read the old one's log into it.
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

    /// A connection to read from, for whoever is not a caller.
    pub(in crate::store) async fn read(&self) -> Result<Link, Error> {
        self.link(Work::Rest).await
    }

    /// Reads all rows of one statement, on a connection that is given back before anything is made of
    /// them.
    pub(in crate::store) async fn read_all<T: DbRow>(
        &self,
        sql: Sql,
        args: Vec<Arg>,
    ) -> Result<Vec<T>, Error> {
        self.read().await?.all(sql, args).await
    }

    /// The same for one row, where there is one.
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

    /// A transaction of callers: the one writer of SQLite, READ COMMITTED on PostgreSQL. Rolls back
    /// unless it is committed.
    pub(in crate::store) async fn begin_steps(&self) -> Result<Link, Error> {
        self.begin_in(Work::Steps).await
    }

    /// A transaction of whoever is not a caller.
    pub(in crate::store) async fn begin(&self) -> Result<Link, Error> {
        self.begin_in(Work::Rest).await
    }

    pub(in crate::store) async fn begin_in(&self, work: Work) -> Result<Link, Error> {
        self.faults.pass()?;
        let mut link = self.writer(work).await?;
        link.begin()
            .await
            .inspect_err(|error| self.readiness.pulse.refused(error))?;
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

    /// Closes all connections, whatever the database does.
    pub(in crate::store) async fn close(&self) {
        let now = Instant::now();
        let (readers, all) = (now + CLOSE_READERS_TIME_MAX, now + CLOSE_TIME_MAX);
        // The writer of SQLite comes last: it brings what stands in the log to the file.
        tokio::join!(self.db.line.close(readers), self.db.rest.close(readers));
        if let Some(write) = &self.db.write {
            write.close(all).await;
        }
    }
}
