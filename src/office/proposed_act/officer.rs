//! Who is an officer, and of what, as what waits for a second signature.

use crate::app::Service;
use crate::core::acts;
use crate::core::acts::officer::OfficerStanding;
use crate::core::acts::officer::role::RoleWish;
use crate::core::acts::terms::Act;
use crate::core::domain::officer::{OfficerChange, Role, name_key};
use crate::core::domain::proposal::Subject;
use crate::core::domain::{CoopId, MemberId, OfficerId};
use crate::office::act_done::ActDone;
use crate::office::act_failure::ActFailure;
use crate::office::act_preview::{ActPreview, OfficerLine, PreviewLine};
use crate::office::signing::ActSigned;
use crate::store::KnownOfficer;
use serde::{Deserialize, Serialize};

/// What is altered.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
pub enum OfficerAct {
    /// Make somebody an officer.
    Add {
        /// Her name.
        name: String,
        /// Her first role.
        role: Role,
        /// Her number in the register, where she is a member.
        member_no: Option<i64>,
        /// Of her passphrase.
        passphrase_hash: String,
    },
    /// Give an officer a role, or take one.
    Role {
        /// Her name.
        name: String,
        /// Which.
        role: Role,
        /// Whether it is given.
        give: bool,
    },
    /// End an officer.
    End {
        /// Her name.
        name: String,
    },
}

impl OfficerAct {
    /// Which act it is.
    pub(super) fn act(&self) -> Act {
        match self {
            Self::Add { .. } => Act::OfficerAdd,
            Self::Role { .. } => Act::OfficerRole,
            Self::End { .. } => Act::OfficerEnd,
        }
    }

    /// What it would do now.
    pub(super) async fn preview(
        &self,
        service: &Service,
        coop: CoopId,
    ) -> Result<ActPreview, ActFailure> {
        let (line, subject) = match self {
            Self::Add {
                name,
                role,
                member_no,
                ..
            } => {
                let member = member_of(service, coop, *member_no).await?;
                let line = OfficerLine::Add {
                    name: name.clone(),
                    role: *role,
                    member_no: *member_no,
                };
                (line, member.map(Subject::Member))
            }
            Self::Role { name, role, give } => {
                let known = found(service, coop, name).await?;
                let (name, role) = (known.name, *role);
                let line = if *give {
                    OfficerLine::Give { name, role }
                } else {
                    OfficerLine::Take { name, role }
                };
                (line, Some(Subject::Officer(known.officer.id)))
            }
            Self::End { name } => {
                let known = found(service, coop, name).await?;
                let line = OfficerLine::End { name: known.name };
                (line, Some(Subject::Officer(known.officer.id)))
            }
        };
        let line = PreviewLine::Officer(line);
        Ok(ActPreview::of_line(line, subject.into_iter().collect()))
    }

    /// Does it, with its signatures.
    pub(super) async fn run(
        &self,
        service: &Service,
        coop: CoopId,
        signed: &ActSigned,
    ) -> Result<ActDone, ActFailure> {
        let store = &service.store;
        let officers = store.officers(coop).await?;
        let now = service.clock.now();
        let changes = self.decide(service, coop, signed, &officers).await?;
        let done = store
            .change_officers(coop, signed.writer(), &changes, now)
            .await;
        match done {
            Err(error) if error.is_conflict() => Err(ActFailure::OfficerMoved),
            Err(error) => Err(error.into()),
            Ok(()) => Ok(ActDone::Officers(changes)),
        }
    }

    async fn decide(
        &self,
        service: &Service,
        coop: CoopId,
        signed: &ActSigned,
        officers: &[KnownOfficer],
    ) -> Result<Vec<OfficerChange>, ActFailure> {
        let known: Vec<OfficerStanding> = officers.iter().map(known).collect();
        let named = |name: &str| {
            let is_she = |one: &&KnownOfficer| {
                one.ended_at.is_none() && name_key(&one.name) == name_key(name)
            };
            officers.iter().find(is_she).map(self::known)
        };
        let decided = match self {
            Self::Add {
                name,
                role,
                member_no,
                passphrase_hash,
            } => {
                let now = service.clock.now();
                let facts = acts::officer::add::Facts {
                    officers: &known,
                    is_taken: named(name).is_some(),
                    fresh: OfficerId(service.chance().id(now)),
                };
                let input = acts::officer::add::Input {
                    name,
                    member: member_of(service, coop, *member_no).await?,
                    role: *role,
                    passphrase_hash,
                };
                acts::officer::add::decide(&signed.permit, facts, input)
            }
            Self::Role { name, role, give } => {
                let wish = if *give {
                    RoleWish::Give(*role)
                } else {
                    RoleWish::Take(*role)
                };
                acts::officer::role::decide(&signed.permit, named(name).as_ref(), wish)
            }
            Self::End { name } => acts::officer::end::decide(&signed.permit, named(name).as_ref()),
        };
        Ok(decided?)
    }
}

fn known(one: &KnownOfficer) -> OfficerStanding {
    OfficerStanding {
        officer: one.officer.clone(),
        is_active: one.ended_at.is_none(),
    }
}

async fn member_of(
    service: &Service,
    coop: CoopId,
    no: Option<i64>,
) -> Result<Option<MemberId>, ActFailure> {
    let Some(no) = no else { return Ok(None) };
    let found = service.store.pin_holder(coop, no).await?;
    let none = || acts::pin::HelpRefusal::Unknown(vec![no]).into();
    found.map(|holder| Some(holder.member)).ok_or_else(none)
}

async fn found(service: &Service, coop: CoopId, name: &str) -> Result<KnownOfficer, ActFailure> {
    let officers = service.store.officers(coop).await?.into_iter();
    let mut active = officers.filter(|one| one.ended_at.is_none());
    let found = active.find(|one| name_key(&one.name) == name_key(name));
    found.ok_or_else(|| acts::officer::Refusal::Nobody.into())
}
