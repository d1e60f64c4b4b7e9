//! Templates: the texts that the telecom operators must approve.

pub mod register;
