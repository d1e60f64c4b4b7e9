//! The sandbox: what `/phone`, `talk` and the tests dial.

pub mod ussd;
