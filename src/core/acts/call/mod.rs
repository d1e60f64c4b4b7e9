//! Being called by the sakhi.

pub mod ask;
