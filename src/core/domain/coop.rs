//! A cooperative, as every turn knows it.

use super::{CoopId, Lang};

/// A cooperative: one tenant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Coop {
    /// The cooperative's id.
    pub id: CoopId,
    /// Its name.
    pub name: String,
    /// The code members dial: `*384*2742#`.
    pub code: String,
    /// The language of screens before a caller is known.
    pub lang: Lang,
}
