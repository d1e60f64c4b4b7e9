//! Reading the facts that a turn is decided on.

pub(in crate::store) mod known;
pub(in crate::store) mod known_lookup;
pub(in crate::store) mod load;
pub(in crate::store) mod record;
pub(in crate::store) mod votes;
