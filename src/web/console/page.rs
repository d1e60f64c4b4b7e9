//! A page of the console: who may, and what shows or does it.

use super::access::{Access, Method};
use super::outcome::{Outcome, PageFailure};
use super::visit::{OfficerVisit, Visit};
use std::pin::Pin;

/// What a page comes to, in a while.
pub(super) type Answering = Pin<Box<dyn Future<Output = Result<Outcome, PageFailure>> + Send>>;

/// What shows or does a page.
#[derive(Clone, Copy)]
pub(super) enum Handler {
    /// For anybody.
    Anyone(fn(Visit) -> Answering),
    /// For an officer whom `gate` has let in.
    Officer(fn(OfficerVisit) -> Answering),
}

/// A row of the table.
pub struct ConsolePage {
    /// How it is asked for.
    pub method: Method,
    /// Its path below `/console`.
    pub path: &'static str,
    /// Who may.
    pub right: Access,
    /// Whether it asks for, or gives, a second signature.
    pub two: bool,
    pub(super) handler: Handler,
}

impl std::fmt::Debug for ConsolePage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {} {:?}", self.method, self.path, self.right)
    }
}

/// A row: `page!(GET "/path", who, what)`, with `, two` behind it where two people stand behind what it does.
macro_rules! page {
    (GET $path:literal, $($rest:tt)*) => { page!(@ Get, $path, $($rest)*) };
    (POST $path:literal, $($rest:tt)*) => { page!(@ Post, $path, $($rest)*) };
    (@ $method:ident, $path:literal, Anyone, $what:path) => {
        ConsolePage {
            method: Method::$method,
            path: $path,
            right: Access::Anyone,
            two: false,
            handler: Handler::Anyone(|visit| Box::pin($what(visit))),
        }
    };
    (@ $method:ident, $path:literal, $who:ident $(($rights:expr))?, $what:path) => {
        page!(@@ $method, $path, Access::$who $(($rights))?, $what, false)
    };
    (@ $method:ident, $path:literal, $who:ident $(($rights:expr))?, $what:path, two) => {
        page!(@@ $method, $path, Access::$who $(($rights))?, $what, true)
    };
    (@@ $method:ident, $path:literal, $who:expr, $what:path, $two:literal) => {
        ConsolePage {
            method: Method::$method,
            path: $path,
            right: $who,
            two: $two,
            handler: Handler::Officer(|visit| Box::pin($what(visit))),
        }
    };
}
pub(super) use page;
