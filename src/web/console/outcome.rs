//! What a page comes to: shown, done, or not.

use crate::store;
use serde::{Deserialize, Serialize};

/// What a page comes to.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// This page. After a form it is kept, sealed, for whoever sends the same form again.
    Show(String),
    /// A file to keep.
    File {
        /// Its name.
        name: String,
        /// Its type.
        kind: &'static str,
        /// What stands in it.
        bytes: Vec<u8>,
    },
    /// What a form only asked for. It is not kept: names and numbers stand in it, and asking again alters nothing.
    Found(String),
    /// It was done, and she is shown another page, where these words stand.
    Done(Done),
    /// It was not done: the form comes back with what is wrong, and may be sent again.
    Again(String),
    /// The browser has another token from now on.
    Entered {
        /// Of the cooperative, and of the session.
        token: String,
        /// Where it goes on, below `/console`.
        to: String,
    },
    /// The browser has no token any more.
    Left,
    /// She reads another language from now on.
    Reads {
        /// Its code.
        lang: &'static str,
        /// Where she was, below `/console`.
        to: String,
    },
}

/// Something that was done.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Done {
    /// Where it goes on, below `/console`.
    pub(super) to: String,
    /// The name of the words that stand there; it begins with `done-`. Empty where nothing needs to be said.
    pub(super) said: String,
}

impl Outcome {
    /// It was done; she goes on there, and is told so.
    pub(super) fn done(to: impl Into<String>, said: &str) -> Self {
        Self::Done(Done {
            to: to.into(),
            said: said.to_owned(),
        })
    }

    /// She goes on there.
    pub(super) fn go(to: impl Into<String>) -> Self {
        Self::done(to, "")
    }
}

/// What is kept of what a form came to.
#[derive(Serialize, Deserialize)]
pub(super) enum KeptOutcome {
    /// It was done.
    Done(Done),
    /// This page was shown.
    Page(String),
}

impl KeptOutcome {
    /// As it is kept; `None` where it did nothing and may be sent again.
    pub(super) fn of(outcome: &Outcome) -> Option<Self> {
        match outcome {
            Outcome::Show(html) => Some(Self::Page(html.clone())),
            Outcome::Done(done) => Some(Self::Done(done.clone())),
            Outcome::File { .. }
            | Outcome::Found(_)
            | Outcome::Again(_)
            | Outcome::Entered { .. }
            | Outcome::Left
            | Outcome::Reads { .. } => None,
        }
    }

    /// What the first sending came to.
    pub(super) fn again(self) -> Outcome {
        match self {
            Self::Done(done) => Outcome::Done(done),
            Self::Page(html) => Outcome::Show(html),
        }
    }
}

/// Why a page is not shown, or a form not done.
#[derive(Debug, thiserror::Error)]
pub(super) enum PageFailure {
    /// There is no such page, or not for her.
    #[error("not found")]
    NotFound,
    /// The form does not come from a page of ours that this browser was shown.
    #[error("form not from a page of ours")]
    Foreign,
    /// It is no form, or too long.
    #[error("not a form")]
    NotAForm,
    /// The same form is being done at this moment, or nobody knows what became of it.
    #[error("form is under way")]
    UnderWay,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}
