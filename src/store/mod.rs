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

pub(in crate::store) mod admin;
pub(in crate::store) mod db;
pub(in crate::store) mod facts;
pub(in crate::store) mod health;
pub(in crate::store) mod sms;

mod batch;
mod calls;
mod cases;
mod console;
mod coops;
mod core;
mod dead_numbers;
pub(in crate::store) mod error;
mod factors;
mod fate;
mod ledger;
mod ledger_lines;
mod look_chain;
mod looks;
mod members;
mod membership;
mod nodes;
mod number_block;
mod numbers;
mod officers;
mod pins;
mod places;
mod portable;
mod proposals;
mod registrations;
mod runs;
mod sessions;
mod signatures;
mod statements;
mod step;
#[cfg(test)]
mod word_tables;
mod words;
mod write;

pub use self::core::Store;
pub use admin::backup::Backup;
pub use admin::found::Age;
pub use admin::verify::{Finding, Verified};
pub use calls::{CALLS_MAX, CallTry, KeptCall};
pub use cases::{CASES_MAX, KeptCase};
pub use console::{
    CONSOLE_IDLE_MS, CONSOLE_SESSION_MS, ConsoleSession, FormClaim, NewConsoleSession,
    SECOND_STEP_MS,
};
pub use db::connect::{POSTGRES_LINE_PLANS, POSTGRES_REST_PLANS};
pub use db::faults::Faults;
pub use dead_numbers::{DEAD_MAX, DeadNumber};
pub use error::Error;
pub use factors::{KnownAuthenticator, KnownSheet, SecondSteps};
pub use facts::known::PinRow;
pub use facts::known_lookup::Known;
pub use health::trouble::Trouble;
pub use ledger_lines::{ChainPart, ChainPlace, LINES_MAX, LedgerFilter, ReadLine};
pub use looks::{KeptLook, LOOKS_MAX, LoggedLook, NewLook};
pub use members::{MaskedPhone, MemberRecord, PinStanding};
pub use membership::{Membership, SharingMember};
pub use officers::{KnownOfficer, MayTry};
pub use pins::{HolderPhone, PinHolder, SignedAct};
pub use registrations::brand_of;
pub use runs::Lease;
pub use sessions::{SESSION_MS, SESSION_ROW_MS};
pub use signatures::{Agreement, KeptProposal, ProposalMove, Writer};
pub use sms::inbox::{
    CodedBallot, CodedVoter, InboundSms, InboundWritten, ProviderSmsId, TextKnown, TextLookup,
    TexterKnown,
};
pub use sms::outbox::{
    ANNOUNCEMENTS_MAX, Announced, AnnouncementCost, AnnouncementSums, Audience, DayAndMonth, Depth,
    FailedTexts, FollowUp, GatewayPause, HeldTexts, LeasedText, OfficerTask, ReceiptIn,
    ReceiptSource, ReceiptsKept, RegisteredAs, RepeatedText, Settled, Settlement, TEXTS_MAX,
    TextCost, TextLease, TextLife, TextReader, Untold, WaitingTexts, is_capped_priority,
};
pub use statements::{StatementText, statement_texts};
pub use step::{SealedReply, Step, StepWritten, StoredSession};
// Changes are values of the core; callers of the store find them here too.
pub use crate::core::domain::change::announcement::{
    AnnouncedText, Announcement, ReaderKind, ReminderOf, SameWords,
};
pub use crate::core::domain::change::ballot::{CountedBallot, NewBallot, NewCode};
pub use crate::core::domain::change::disclosure::WhyNot;
pub use crate::core::domain::change::loan::NewLoan;
pub use crate::core::domain::change::member::FirstPin;
pub use crate::core::domain::change::pin::PinHelp;
pub use crate::core::domain::change::proposal::NewProposal;
pub use crate::core::domain::change::registration::NewRegistration;
pub use crate::core::domain::change::request::NewRequest;
pub use crate::core::domain::{Address, AddressKind, CoopEntry};
pub use write::{Counted, Disclosed, NewEntry, NewMember};

use self::core::Core;
