//! Why an act that can wait for a second signature is not shown, or not done.

use super::announcing::values::ValueFault;
use super::{announcements, cases, membership, pin_help};
use crate::core::acts::pin::HelpRefusal;
use crate::core::acts::{member, notice, officer};
use crate::core::script::notices::Unwritable;
use crate::store;

/// Why it is not shown, or not done. Each channel says it in its own words.
#[derive(Debug, thiserror::Error)]
pub enum ActFailure {
    /// Nothing is done about the PINs.
    #[error(transparent)]
    Pin(#[from] pin_help::Error),
    /// The case is not answered.
    #[error(transparent)]
    Case(#[from] cases::Error),
    /// Nothing is done about a membership.
    #[error(transparent)]
    Membership(#[from] membership::Error),
    /// Nothing is announced.
    #[error("refused")]
    Announce(notice::announce::Refusal),
    /// The values for a text's places are wrong: all that is wrong.
    #[error("wrong values")]
    Values(Vec<ValueFault>),
    /// The text cannot be written.
    #[error(transparent)]
    Text(#[from] Unwritable),
    /// The texts cannot be queued.
    #[error(transparent)]
    Queue(#[from] announcements::Error),
    /// The register does not come in.
    #[error("refused")]
    Import(member::import::Refusal),
    /// The register cannot be read: why, for who made it.
    #[error("{0}")]
    Table(String),
    /// Nothing is done about the officer.
    #[error("refused")]
    Officer(officer::Refusal),
    /// Somebody else altered the officer at the same moment.
    #[error("another was faster with this officer; nothing was done")]
    OfficerMoved,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl ActFailure {
    /// Whether it may be done in spite of the failure, so that nobody knows (decision 18).
    pub fn may_be_kept(&self) -> bool {
        match self {
            Self::Store(error)
            | Self::Pin(pin_help::Error::Store(error))
            | Self::Case(cases::Error::Store(error))
            | Self::Membership(membership::Error::Store(error))
            | Self::Queue(announcements::Error::Store(error)) => error.may_be_kept(),
            Self::Pin(_)
            | Self::Case(_)
            | Self::Membership(_)
            | Self::Announce(_)
            | Self::Values(_)
            | Self::Text(_)
            | Self::Queue(_)
            | Self::Import(_)
            | Self::Table(_)
            | Self::Officer(_)
            | Self::OfficerMoved => false,
        }
    }
}

impl From<HelpRefusal> for ActFailure {
    fn from(refusal: HelpRefusal) -> Self {
        Self::Pin(pin_help::Error::Refused(refusal))
    }
}

impl From<notice::announce::Refusal> for ActFailure {
    fn from(refusal: notice::announce::Refusal) -> Self {
        Self::Announce(refusal)
    }
}

impl From<member::import::Refusal> for ActFailure {
    fn from(refusal: member::import::Refusal) -> Self {
        Self::Import(refusal)
    }
}

impl From<officer::Refusal> for ActFailure {
    fn from(refusal: officer::Refusal) -> Self {
        Self::Officer(refusal)
    }
}
