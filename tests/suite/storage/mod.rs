//! The promises of the store, the same on both databases.

mod announce;
mod bed;
mod changes;
mod close;
mod outbox;
mod pins;
mod receipts;
mod registrations;
mod samples;
mod steps;
mod upkeep;
mod votes;
