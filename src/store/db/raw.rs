//! An open connection to either database, and how one is opened.

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection, Executor};

/// An open connection. Dropping it closes the socket without waiting.
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
    /// Opens a connection. The caller sets the time limit.
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

    /// Waits until the server has answered everything that was sent to it.
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

    /// Closes the connection in an orderly way.
    pub(in crate::store) async fn close(self) {
        // An error does not matter: the connection is gone afterwards.
        let _ = match self {
            Self::Sqlite(open) => open.close().await,
            Self::Postgres(open) => open.close().await,
        };
    }
}
