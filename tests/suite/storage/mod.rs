//! The promises of the store, the same on both databases.

mod bed;
mod changes;
mod samples;
mod steps;
mod upkeep;
mod votes;
