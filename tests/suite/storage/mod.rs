//! What the store guarantees, the same on both databases.

mod announce;
mod bed;
mod cases;
mod changes;
mod close;
mod full;
mod growing;
mod ledger;
mod looks;
mod machines;
mod members;
mod officers;
mod outbox;
mod pins;
mod plans;
mod proposals;
mod receipts;
mod registrations;
mod samples;
mod silence;
mod standby;
mod steps;
mod stops;
mod unknown_words;
mod upkeep;
mod votes;
