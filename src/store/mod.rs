//! The only SQL: one text for both databases, SQLite embedded and PostgreSQL for several nodes.
//!
//! The way of a step is short on purpose. `known` reads the session, the phone and its members; the
//! dialogue says what else the turn can mention and `load` reads that; the turn decides; `keep`
//! writes, guarded by what the decision relied on. Where a guard fails the step is `Lost`, and the
//! caller takes the turn once more with fresh facts. Reads and writes of concurrent callers go out
//! together, one statement for a batch (`batch`, `known`).
//!
//! **Invariant:** no other module contains SQL. **Invariant:** no query crosses tenants.
//! **Invariant:** entries, events, consent events, the ledger and its seals are only ever added to.

mod backup;
mod ballots;
mod batch;
mod connect;
mod coops;
mod disclosures;
mod gather;
mod inbox;
mod known;
mod ledger;
mod link;
mod load;
mod load_record;
mod load_votes;
mod nodes;
mod numbers;
mod outbox;
mod pools;
mod record;
mod registrations;
mod rekey;
mod rekey_texts;
mod runs;
mod sessions;
mod setup;
mod setup_votes;
mod statements;
mod verify;

pub use backup::Backup;
pub use ballots::Counted;
pub use coops::{Address, AddressKind, CoopEntry};
pub use disclosures::{Disclosed, Why};
pub use inbox::{CodedBallot, CodedVoter, Heard, Hearing, NewCode, TextKnown};
pub use known::{Known, PinRow};
pub use link::Faults;
pub use outbox::{
    Announced, AnnouncedText, Announcement, AnnouncementSums, Audience, Depth, LeasedText, Noted,
    OfficerTask, ReceiptIn, ReceiptsKept, RegisteredAs, RepeatedText, SameWords, Settled,
    Settlement, TextLease, Untold, is_restrained_turn,
};
pub use registrations::{NewRegistration, brand_of};
pub use runs::Lease;
pub use sessions::{Kept, SESSION_MS, SESSION_ROW_MS, Step, StoredSession};
pub use setup::{NewEntry, NewLoan, NewMember};
pub use setup_votes::{CountedBallot, NewBallot, NewRequest};
pub use verify::{Finding, Verified};

use crate::clock::Chance;
use crate::seal::{Closed, Keys};
use std::sync::Arc;
use tokio::sync::mpsc;

/// What went wrong with the database. None of these holds a value of a row.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The database refused a statement, or is not there.
    #[error("running the statement {statement}")]
    Database {
        /// The statement's name in `store`.
        statement: &'static str,
        /// What the database said.
        #[source]
        source: Arc<sqlx::Error>,
    },
    /// The address of the database is neither `sqlite:PATH` nor `postgres://…`.
    #[error("a database address begins with sqlite: or postgres:")]
    Address,
    /// The migrations did not run.
    #[error("migrating the database")]
    Migrate(#[source] Arc<sqlx::migrate::MigrateError>),
    /// The database was migrated by a newer release.
    #[error("the database is of a newer release than this program")]
    Newer,
    /// A sealed column does not open with the keys at hand.
    #[error("opening {table}.{column}")]
    Sealed {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// Why.
        #[source]
        source: Closed,
    },
    /// A row holds a word that this release does not know.
    #[error("a word of {column} that this release does not know")]
    Word {
        /// The column.
        column: &'static str,
    },
    /// A row was in the way: another step was faster.
    #[error("a row is in the way")]
    Rivalry,
    /// A file could not be written.
    #[error("writing the file of a backup")]
    File(#[source] Arc<std::io::Error>),
    /// A reader was in the way for too long.
    #[error("a reader is in the way; it is tried again")]
    Busy,
    /// The task that writes has stopped.
    #[error("the store has stopped")]
    Stopped,
    /// A test killed the program here.
    #[error("killed between two statements")]
    Killed,
}

impl Error {
    fn database(statement: &'static str, source: sqlx::Error) -> Self {
        Self::Database {
            statement,
            source: Arc::new(source),
        }
    }

    /// Whether the database itself was out of reach, so that trying the next row is of no use.
    fn is_outage(&self) -> bool {
        match self {
            // Whoever gets no connection gets nothing else either.
            Self::Database {
                statement: "ACQUIRE",
                ..
            }
            | Self::Killed
            | Self::Stopped => true,
            Self::Database { source, .. } => source.as_database_error().is_none_or(|error| {
                let code = error.code().unwrap_or_default();
                OUTAGE.iter().any(|class| code.starts_with(class))
            }),
            Self::Address
            | Self::Migrate(_)
            | Self::Newer
            | Self::Sealed { .. }
            | Self::Word { .. }
            | Self::Rivalry
            | Self::Busy
            | Self::File(_) => false,
        }
    }

    /// Whether a row stood in the way: another step was faster, and the turn is to be taken again.
    pub fn is_rivalry(&self) -> bool {
        let Self::Database { source, .. } = self else {
            return matches!(self, Self::Rivalry);
        };
        source.as_database_error().is_some_and(|error| {
            error.is_unique_violation()
                || error.is_foreign_key_violation()
                || error.code().is_some_and(|code| RIVALRY.contains(&&*code))
        })
    }
}

/// What PostgreSQL says while it breaks connections, or takes none: it shuts down, has crashed or begins
/// (57P), or the connection is at fault (08). Whether a caller hears that or finds the connection
/// closed is a matter of moments.
const OUTAGE: [&str; 2] = ["57P", "08"];

/// PostgreSQL's words for two transactions in each other's way: a serialization failure, a deadlock.
const RIVALRY: [&str; 2] = ["40001", "40P01"];

/// The store. Clones are one store.
#[derive(Clone, Debug)]
pub struct Store {
    core: Arc<Core>,
    steps: mpsc::Sender<batch::Job>,
    looks: mpsc::Sender<known::Look>,
}

/// What the store and its tasks share.
#[derive(Debug)]
struct Core {
    db: pools::Db,
    keys: Arc<Keys>,
    chance: Arc<Chance>,
    faults: Faults,
    numbers: numbers::Leased,
    at_hand: pools::AtHand,
    leasing: tokio::sync::Mutex<()>,
    node: tokio::sync::Mutex<Option<nodes::NodeNo>>,
}

impl Store {
    /// The keys it was opened with.
    pub fn keys(&self) -> &Arc<Keys> {
        &self.core.keys
    }

    /// Where its ids and nonces come from.
    pub fn chance(&self) -> &Arc<Chance> {
        &self.core.chance
    }

    /// For tests: where to kill.
    pub fn faults(&self) -> &Faults {
        &self.core.faults
    }
}
