//! Her statement of twelve months.

pub mod issue;
