//! The suite: one binary, so that it links once and its parts share `support`.

#![expect(
    clippy::unwrap_used,
    reason = "a test says by its panic what went wrong"
)]

mod gateways;
mod golden;
mod proofs;
mod script;
mod storage;
mod tidy;
