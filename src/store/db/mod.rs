//! Connections, statements and batches on either database: a small library that knows no table, but
//! for the columns that hold words (`word_columns`, `word_checks`).

pub(in crate::store) mod batcher;
pub(in crate::store) mod batches;
pub(in crate::store) mod begin;
pub(in crate::store) mod conn;
pub(in crate::store) mod connect;
pub(in crate::store) mod dialect;
pub(in crate::store) mod faults;
pub(in crate::store) mod pool;
pub(in crate::store) mod pools;
pub(in crate::store) mod raw;
pub(in crate::store) mod row;
pub(in crate::store) mod sql;
pub(in crate::store) mod warnings;
pub(in crate::store) mod word_checks;
pub(in crate::store) mod word_columns;
