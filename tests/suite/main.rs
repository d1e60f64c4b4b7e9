//! The suite: all integration tests in one binary, so that it is linked once and its parts share `support`.

#![expect(
    clippy::unwrap_used,
    reason = "a test says by its panic what went wrong"
)]
#![expect(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "a test may be slow where it reads well"
)]

mod acts;
mod announced;
mod asked;
mod balancer;
mod callers;
mod citations;
mod commands;
mod connections;
mod console;
mod conversations;
mod deliver;
mod demo;
mod dependencies;
mod described;
mod faults;
mod first_day;
mod folding;
mod gateways;
mod golden;
mod gone;
mod guide;
mod hostile;
mod http;
mod kannel;
mod killed;
mod leases;
mod marked;
mod mended;
mod midcall;
mod names;
mod needs;
mod nobodys;
mod notices;
mod operating;
mod outbound;
mod papers;
mod permits;
mod phone_page;
mod pins;
mod privacy;
mod proofs;
mod providers;
mod read_again;
mod readme;
mod registers;
mod restarts;
mod restore;
mod script;
mod shown;
mod signed;
mod simulation;
mod sql;
mod steps;
mod storage;
mod strangers;
mod support;
mod templates;
mod texting;
mod tidy;
mod ussd;
mod webhooks;
mod writes;
