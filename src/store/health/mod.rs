//! Whether a step can be kept, and what prevents it.

pub(in crate::store) mod readiness;
pub(in crate::store) mod step_results;
pub(in crate::store) mod trouble;
pub(in crate::store) mod watch;
