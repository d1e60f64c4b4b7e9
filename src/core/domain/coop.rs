//! A cooperative, as every turn knows it, and all that is said of it in its file.

use super::entry::coded;
use super::{Category, CoopId, CoopTexts, Lang};

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

coded! {
    /// The kind of an address.
    AddressKind {
        /// A code to dial.
        Ussd = "ussd",
        /// A number to text to.
        Sms = "sms",
    }
}

/// What is dialled or texted to, at one gateway.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Address {
    /// The gateway.
    pub gateway: String,
    /// A code or a number.
    pub kind: AddressKind,
    /// The code or number itself.
    pub value: String,
}

/// A cooperative with all that turns know of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoopEntry {
    /// Itself.
    pub coop: Coop,
    /// Its active categories, groups among them, by code.
    pub categories: Vec<Category>,
    /// What reaches it.
    pub addresses: Vec<Address>,
    /// How it sends texts.
    pub texts: CoopTexts,
}
