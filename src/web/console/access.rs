//! How a page is asked for, and who may.

use crate::core::authz::Right;

/// How a page is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// It is shown.
    Get,
    /// A form is sent.
    Post,
}

/// Who may.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Anybody.
    Anyone,
    /// An officer who has given her passphrase, and not her second step yet.
    Half,
    /// Every officer who is logged in.
    Officer,
    /// An officer who is logged in and has one of these rights.
    Holder(&'static [Right]),
}
