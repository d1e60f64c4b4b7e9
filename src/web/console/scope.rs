//! Which members an officer may see: all of them, or those of her own group (domain reference C5).
//!
//! Her own group is the one that the register has of herself. A woman outside of it is not there for her, like one
//! who does not exist.

use super::outcome::PageFailure;
use super::visit::OfficerVisit;
use crate::core::authz::Right;
use crate::core::domain::RegisteredMember;
use crate::office::name_list::{PlaceFilter, place_key};

/// Whom she may see.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum MemberScope {
    /// All members.
    All,
    /// The women of this group.
    Group(String),
    /// Nobody: she is of no group.
    Nobody,
}

impl MemberScope {
    /// Of this officer.
    pub(super) async fn of(visit: &OfficerVisit) -> Result<Self, PageFailure> {
        if visit.may(Right::ReadMembers) {
            return Ok(Self::All);
        }
        let Some(member) = visit.officer.officer.member else {
            return Ok(Self::Nobody);
        };
        let store = &visit.service().store;
        let own = store.registered(visit.coop_id(), member).await?;
        let own = own.filter(|own| own.is_active && !own.group.is_empty());
        Ok(own.map_or(Self::Nobody, |own| Self::Group(own.group)))
    }

    /// The right by which she sees them.
    pub(super) fn right(&self) -> Right {
        match self {
            Self::All => Right::ReadMembers,
            Self::Group(_) | Self::Nobody => Right::ReadOwnGroup,
        }
    }

    /// Whether she may see this one.
    pub(super) fn has(&self, member: &RegisteredMember) -> bool {
        match self {
            Self::All => true,
            Self::Group(own) => member.is_active && place_key(&member.group) == place_key(own),
            Self::Nobody => false,
        }
    }

    /// What she asks for, as far as she may see it; `None` where she may see nobody.
    pub(super) fn narrow(&self, filter: PlaceFilter) -> Option<PlaceFilter> {
        match self {
            Self::All => Some(filter),
            Self::Group(own) => Some(filter.within(own)),
            Self::Nobody => None,
        }
    }
}
