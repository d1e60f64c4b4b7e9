//! Tasks that officers have because of texts.

pub mod close;
