//! Who is a member.

pub mod import;
