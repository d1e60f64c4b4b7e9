//! What decides and never waits: no clock, no chance, no SQL and no HTTP in here. The shell beside it
//! reads, asks the core, and writes what the core decided.

pub mod acts;
pub mod authz;
pub mod dialogue;
pub mod domain;
pub mod register;
pub mod render;
pub mod script;
pub mod texting;
pub mod texts;
pub mod toml_file;
