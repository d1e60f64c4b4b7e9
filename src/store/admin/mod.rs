//! Operators' work on the whole database: backup, verification, key rotation, the check of keys.

pub(in crate::store) mod found;

pub(in crate::store) mod backup;
pub(in crate::store) mod installation;
pub(in crate::store) mod private_file;
pub(in crate::store) mod rekey;
pub(in crate::store) mod rekey_texts;
pub(in crate::store) mod verify;
