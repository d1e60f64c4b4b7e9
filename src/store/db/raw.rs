//! One open connection to either database, and how one is opened.

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection, Executor};

/// An open connection. Dropped, it is closed hard: nothing is waited for.
pub(in crate::store) enum RawConn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// How connections are opened.
#[derive(Clone, Debug)]
pub(in crate::store) enum Opens {
    Sqlite(SqliteConnectOptions),
    Postgres(PgConnectOptions),
}

impl Opens {
    /// Opens one. Whoever calls this sees to it that it ends.
    pub(in crate::store) async fn open(&self) -> Result<RawConn, sqlx::Error> {
        match self {
            Self::Sqlite(options) => options.connect().await.map(RawConn::Sqlite),
            Self::Postgres(options) => options.connect().await.map(RawConn::Postgres),
        }
    }
}

impl RawConn {
    pub(in crate::store) fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    /// Waits until all that was asked of it is done.
    pub(in crate::store) async fn settle(&mut self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(open) => open.ping().await,
            Self::Postgres(open) => open.ping().await,
        }
    }

    /// Runs a statement without parameters, unprepared.
    pub(in crate::store) async fn plain(&mut self, text: &'static str) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(open) => open.execute(text).await.map(|_| ()),
            Self::Postgres(open) => open.execute(text).await.map(|_| ()),
        }
    }

    /// Says goodbye to the database.
    pub(in crate::store) async fn close(self) {
        // Whatever it says: the connection is gone afterwards.
        let _ = match self {
            Self::Sqlite(open) => open.close().await,
            Self::Postgres(open) => open.close().await,
        };
    }
}
