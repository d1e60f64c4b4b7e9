//! Requests under her rights that people must look at.

pub mod open;
