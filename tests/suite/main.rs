//! The suite: one binary, so that it links once and its parts share `support`.

mod gateways;
mod golden;
mod proofs;
mod script;
mod storage;
mod tidy;
