//! Sahkar: the phone line of a women's data cooperative.

pub mod dialogue;
pub mod domain;
pub mod script;
