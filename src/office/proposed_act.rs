//! The acts that can wait for a second signature: their input, what is shown of them, and doing them.
//!
//! The asker and the signer are shown the output of the same `preview`, and its hash is what is signed. The
//! same `run` does the act, whether at once or after a later signature.

use super::act_failure::ActFailure;
use super::act_preview::{ActPreview, OfficerLine, PreviewLine};
use super::announcing::{self, WantedText};
use super::cases;
use super::pin_help::{self, HelpGiven, NewPinCode, Two, Women};
use super::registers::{self, Register};
use super::signing::ActSigned;
use crate::app::{CoopAtHand, Service};
use crate::core::acts;
use crate::core::acts::case;
use crate::core::acts::officer::OfficerStanding;
use crate::core::acts::officer::role::RoleWish;
use crate::core::acts::terms::Act;
use crate::core::domain::officer::{OfficerChange, Role, name_key};
use crate::core::domain::pin::CODE_MS;
use crate::core::domain::proposal::Subject;
use crate::core::domain::{CoopId, Instant, MemberId, OfficerId, Why};
use crate::store::{CoopEntry, KnownOfficer, PinHolder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An act for two people with all its input. As text it is stored sealed.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
pub enum ProposedAct {
    /// Open every lock of these women's PINs.
    PinUnlock {
        /// Their numbers.
        numbers: Vec<i64>,
    },
    /// Make codes for these women.
    PinActivate {
        /// Their numbers.
        numbers: Vec<i64>,
    },
    /// Answer a case.
    CaseAnswer {
        /// Its number.
        no: i64,
        /// What the officer says.
        input: case::answer::Input,
    },
    /// Send a text to all members.
    Announce {
        /// The name of the template.
        notice: String,
        /// The values for its places: `PLACE=VALUE`.
        typed: Vec<String>,
        /// Also if the same text was announced within two days.
        again: bool,
    },
    /// Import members.
    MemberImport(Register),
    /// Make somebody an officer.
    OfficerAdd {
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
    OfficerRole {
        /// Her name.
        name: String,
        /// Which.
        role: Role,
        /// Whether it is given.
        give: bool,
    },
    /// End an officer.
    OfficerEnd {
        /// Her name.
        name: String,
    },
}

/// What was done.
pub enum ActDone {
    /// Locks were opened.
    Unlocked {
        /// Who stands behind it.
        why: Why,
        /// Numbers of women whom no text tells of it.
        untold: Vec<i64>,
    },
    /// Codes were made.
    Activated {
        /// Each is shown once.
        codes: Vec<NewPinCode>,
        /// The moment after which they no longer count.
        until: Instant,
        /// Numbers of women whom no text tells of it.
        untold: Vec<i64>,
    },
    /// A case was answered.
    CaseAnswered {
        /// Whether she is called because of it.
        is_called: bool,
    },
    /// So many texts were queued.
    Queued(i64),
    /// So many members came in.
    Imported(usize),
    /// Officers were altered.
    Officers(Vec<OfficerChange>),
}

impl ProposedAct {
    /// Which act it is.
    pub fn act(&self) -> Act {
        match self {
            Self::PinUnlock { .. } => Act::PinUnlock,
            Self::PinActivate { .. } => Act::PinActivate,
            Self::CaseAnswer { .. } => Act::CaseAnswer,
            Self::Announce { .. } => Act::NoticeAnnounce,
            Self::MemberImport(_) => Act::MemberImport,
            Self::OfficerAdd { .. } => Act::OfficerAdd,
            Self::OfficerRole { .. } => Act::OfficerRole,
            Self::OfficerEnd { .. } => Act::OfficerEnd,
        }
    }

    /// As it is stored.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).expect("it has names and numbers only")
    }

    /// From the stored text; `None` where a newer release wrote it.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// What it would do now, and whether it may be done now. Nothing is written.
    pub async fn preview(
        &self,
        service: &Service,
        entry: &CoopEntry,
    ) -> Result<ActPreview, ActFailure> {
        let coop = entry.coop.id;
        match self {
            Self::PinUnlock { numbers } => {
                let women = women(service, entry, numbers).await?;
                women.may_be_unlocked()?;
                let line = PreviewLine::UnlockPins(numbers_of(&women.found));
                Ok(ActPreview::of_line(line, about(&women.found)))
            }
            Self::PinActivate { numbers } => {
                let women = women(service, entry, numbers).await?;
                women.may_be_activated()?;
                let line = PreviewLine::ActivatePins(numbers_of(&women.found));
                Ok(ActPreview::of_line(line, about(&women.found)))
            }
            Self::CaseAnswer { no, input } => {
                Ok(cases::preview(service, entry, *no, *input).await?)
            }
            Self::Announce {
                notice,
                typed,
                again,
            } => {
                let wanted = WantedText::new(notice, typed, *again);
                let seen = announcing::preview(service, entry, wanted).await?;
                match seen.refused {
                    Some(refusal) => Err(refusal.into()),
                    None => Ok(seen.preview),
                }
            }
            Self::MemberImport(register) => registers::preview(service, coop, register).await,
            Self::OfficerAdd { .. } | Self::OfficerRole { .. } | Self::OfficerEnd { .. } => {
                self.preview_of_officer(service, coop).await
            }
        }
    }

    async fn preview_of_officer(
        &self,
        service: &Service,
        coop: CoopId,
    ) -> Result<ActPreview, ActFailure> {
        let (line, subject) = match self {
            Self::OfficerAdd {
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
            Self::OfficerRole { name, role, give } => {
                let known = found(service, coop, name).await?;
                let (name, role) = (known.name, *role);
                let line = if *give {
                    OfficerLine::Give { name, role }
                } else {
                    OfficerLine::Take { name, role }
                };
                (line, Some(Subject::Officer(known.officer.id)))
            }
            Self::OfficerEnd { name } => {
                let known = found(service, coop, name).await?;
                let line = OfficerLine::End { name: known.name };
                (line, Some(Subject::Officer(known.officer.id)))
            }
            Self::PinUnlock { .. }
            | Self::PinActivate { .. }
            | Self::CaseAnswer { .. }
            | Self::Announce { .. }
            | Self::MemberImport(_) => return Err(acts::officer::Refusal::Nobody.into()),
        };
        let line = PreviewLine::Officer(line);
        Ok(ActPreview::of_line(line, subject.into_iter().collect()))
    }

    /// Does it, with its signatures, in one transaction. `names`: the two who stand behind it.
    pub async fn run(
        &self,
        service: &Service,
        entry: &CoopEntry,
        signed: &ActSigned,
        names: &Two,
    ) -> Result<ActDone, ActFailure> {
        let at_hand = CoopAtHand::from(entry);
        match self {
            Self::PinUnlock { numbers } => {
                let helped = pin_help::unlock_by(signed, service, &at_hand, numbers, names).await?;
                Ok(ActDone::Unlocked {
                    why: signed.permit.by().why,
                    untold: helped.untold,
                })
            }
            Self::PinActivate { numbers } => {
                let until = service.clock.now().plus_ms(CODE_MS);
                let helped = pin_help::activate_by(signed, service, &at_hand, numbers, names);
                let HelpGiven { codes, untold } = helped.await?;
                Ok(ActDone::Activated {
                    codes,
                    until,
                    untold,
                })
            }
            Self::CaseAnswer { no, input } => {
                let is_called = cases::answer_by(signed, service, entry, *no, *input).await?;
                Ok(ActDone::CaseAnswered { is_called })
            }
            Self::Announce {
                notice,
                typed,
                again,
            } => {
                let wanted = WantedText::new(notice, typed, *again);
                let queued_n = announcing::queue(service, entry, wanted, signed).await?;
                Ok(ActDone::Queued(queued_n))
            }
            Self::MemberImport(register) => {
                let new_n = registers::bring_in(service, entry.coop.id, register, signed).await?;
                Ok(ActDone::Imported(new_n))
            }
            Self::OfficerAdd { .. } | Self::OfficerRole { .. } | Self::OfficerEnd { .. } => {
                self.run_office(service, entry.coop.id, signed).await
            }
        }
    }

    async fn run_office(
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
            Self::OfficerAdd {
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
            Self::OfficerRole { name, role, give } => {
                let wish = if *give {
                    RoleWish::Give(*role)
                } else {
                    RoleWish::Take(*role)
                };
                acts::officer::role::decide(&signed.permit, named(name).as_ref(), wish)
            }
            Self::OfficerEnd { name } => {
                acts::officer::end::decide(&signed.permit, named(name).as_ref())
            }
            Self::PinUnlock { .. }
            | Self::PinActivate { .. }
            | Self::CaseAnswer { .. }
            | Self::Announce { .. }
            | Self::MemberImport(_) => Ok(Vec::new()),
        };
        Ok(decided?)
    }
}

async fn women(
    service: &Service,
    entry: &CoopEntry,
    numbers: &[i64],
) -> Result<Women, pin_help::Error> {
    Women::find(service, &CoopAtHand::from(entry), numbers).await
}

fn known(one: &KnownOfficer) -> OfficerStanding {
    OfficerStanding {
        officer: one.officer.clone(),
        is_active: one.ended_at.is_none(),
    }
}

fn numbers_of(holders: &[PinHolder]) -> Vec<i64> {
    holders.iter().map(|one| one.no).collect()
}

fn about(holders: &[PinHolder]) -> BTreeSet<Subject> {
    holders
        .iter()
        .map(|one| Subject::Member(one.member))
        .collect()
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
