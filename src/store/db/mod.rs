//! Connections, statements and batches on either database: a small library that knows no table.

pub(in crate::store) mod batches;

pub(in crate::store) mod batcher;
pub(in crate::store) mod conn;
pub(in crate::store) mod connect;
pub(in crate::store) mod dialect;
pub(in crate::store) mod faults;
pub(in crate::store) mod pool;
pub(in crate::store) mod pools;
pub(in crate::store) mod raw;
pub(in crate::store) mod warnings;
