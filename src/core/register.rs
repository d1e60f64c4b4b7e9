//! A register on paper, or the table that somebody made of it: read, held against what is there, and shown
//! before anything is written.
//!
//! `RegisterTable::read` makes rows of a file as table programs write them, each with the line that it begins on.
//! `plan` says of every row whether she is new, changed, the same, or why it cannot be read. It is pure: the
//! command prints what it found (`--dry-run`), and so may any other way in.
//!
//! A register never undoes what a member herself has said since: her language, and that her texts tell
//! nothing, are filled in where she said nothing and stay otherwise.

mod cells;
mod decode;
mod plan;
mod row;
mod table;

pub use cells::as_text;
pub use plan::{Alteration, Altered, Preview, plan};
pub use row::RowError;
pub use table::{RegisterTable, TableFault, TableRow};

/// What stands at the beginning of a file so that table programs read it as UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";
