//! The acts that can wait for a second signature: their input, what is shown of them, and doing them.
//!
//! The asker and the signer are shown the output of the same `look`, and its hash is what is signed. The
//! same `run` does the act, whether at once or after a later signature.

use super::act_preview::ActPreview;
use super::announce::{self, AnnouncementPreview, WantedText};
use super::coop_arg::Desk;
use super::members::{self, Register};
use super::{CommandResult, Failed, pin};
use crate::core::acts;
use crate::core::acts::notice::announce::takes_two;
use crate::core::acts::officer::OfficerStanding;
use crate::core::acts::terms::Act;
use crate::core::domain::officer::{OfficerChange, Role, name_key};
use crate::core::domain::proposal::Subject;
use crate::core::domain::{MemberId, OfficerId};
use crate::office::pin_help::Two;
use crate::office::signing::ActSigned;
use crate::store::KnownOfficer;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An act for two people with all its input. As text it is stored sealed.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
pub(super) enum ProposedAct {
    /// Open every lock of these women's PINs.
    PinUnlock { numbers: Vec<i64> },
    /// Make codes for these women.
    PinActivate { numbers: Vec<i64> },
    /// Send a text to all members.
    Announce {
        notice: String,
        typed: Vec<String>,
        again: bool,
    },
    /// Import members.
    MemberImport(Register),
    /// Make somebody an officer.
    OfficerAdd {
        name: String,
        role: Role,
        member_no: Option<i64>,
        passphrase_hash: String,
    },
    /// Give an officer a role, or take one.
    OfficerRole {
        name: String,
        role: Role,
        give: bool,
    },
    /// End an officer.
    OfficerEnd { name: String },
}

impl ProposedAct {
    /// Which act it is.
    pub(super) fn act(&self) -> Act {
        match self {
            Self::PinUnlock { .. } => Act::PinUnlock,
            Self::PinActivate { .. } => Act::PinActivate,
            Self::Announce { .. } => Act::NoticeAnnounce,
            Self::MemberImport(_) => Act::MemberImport,
            Self::OfficerAdd { .. } => Act::OfficerAdd,
            Self::OfficerRole { .. } => Act::OfficerRole,
            Self::OfficerEnd { .. } => Act::OfficerEnd,
        }
    }

    /// As it is stored.
    pub(super) fn to_text(&self) -> String {
        serde_json::to_string(self).expect("it has names and numbers only")
    }

    /// From the stored text; `None` where a newer release wrote it.
    pub(super) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// What it would do now, and whether it may be done now. Nothing is written.
    pub(super) async fn look(&self, desk: &Desk) -> Result<ActPreview, Failed> {
        let line = |line: String, subjects| ActPreview {
            shown: vec![line],
            told_n: 0,
            subjects,
            takes_two: true,
            unshown: String::new(),
            is_told_where_done: false,
        };
        match self {
            Self::PinUnlock { numbers } => {
                let holders = pin::look(desk, numbers, false).await?;
                Ok(line(
                    format!("Open every lock of the PIN of {}.", members(&holders)),
                    about(&holders),
                ))
            }
            Self::PinActivate { numbers } => {
                let holders = pin::look(desk, numbers, true).await?;
                let shown = format!("Make a code for a new PIN for {}.", members(&holders));
                Ok(line(shown, about(&holders)))
            }
            Self::Announce {
                notice,
                typed,
                again,
            } => {
                let wanted = WantedText::new(notice, typed, *again);
                let looked = announce::look(desk, wanted).await?;
                Ok(of_announcement(looked))
            }
            Self::MemberImport(register) => members::look(desk, register).await,
            Self::OfficerAdd {
                name,
                role,
                member_no,
                ..
            } => {
                let member = member_of(desk, *member_no).await?;
                let who = member_no.map_or(String::new(), |no| format!(" (member {no})"));
                let shown = format!("Make {name}{who} an officer: {}.", role.code());
                Ok(line(
                    shown,
                    member.map(Subject::Member).into_iter().collect(),
                ))
            }
            Self::OfficerRole { name, role, give } => {
                let known = found(desk, name).await?;
                let what = if *give { "Give" } else { "Take from" };
                let shown = format!("{what} {} the role {}.", known.name, role.code());
                Ok(line(
                    shown,
                    BTreeSet::from([Subject::Officer(known.officer.id)]),
                ))
            }
            Self::OfficerEnd { name } => {
                let known = found(desk, name).await?;
                let shown = format!("End {} as an officer.", known.name);
                Ok(line(
                    shown,
                    BTreeSet::from([Subject::Officer(known.officer.id)]),
                ))
            }
        }
    }

    /// Does it, with its signatures, in one transaction.
    pub(super) async fn run(&self, desk: &Desk, signed: &ActSigned, names: &Two) -> CommandResult {
        match self {
            Self::PinUnlock { numbers } => pin::unlock(desk, numbers, signed, names).await,
            Self::PinActivate { numbers } => pin::activate(desk, numbers, signed, names).await,
            Self::Announce {
                notice,
                typed,
                again,
            } => {
                let wanted = WantedText::new(notice, typed, *again);
                announce::queue(desk, wanted, signed).await
            }
            Self::MemberImport(register) => members::bring_in(desk, register, signed).await,
            Self::OfficerAdd { .. } | Self::OfficerRole { .. } | Self::OfficerEnd { .. } => {
                self.run_office(desk, signed).await
            }
        }
    }

    async fn run_office(&self, desk: &Desk, signed: &ActSigned) -> CommandResult {
        let store = desk.store();
        let officers = store.officers(desk.coop()).await?;
        let now = desk.service.clock.now();
        let changes = self.decide(desk, signed, &officers).await?;
        let writer = signed.writer();
        let done = store
            .change_officers(desk.coop(), writer, &changes, now)
            .await;
        match done {
            Err(error) if error.is_conflict() => {
                let why = "another was faster with this officer; nothing was done";
                return Err(Failed::Refused(why.to_owned()));
            }
            done => done?,
        }
        for change in &changes {
            super::tell(match change {
                OfficerChange::Added(added) => {
                    format!("{} is an officer: {}.", added.name, added.role.code())
                }
                OfficerChange::RoleGiven(_, role) => format!("She is {} too.", role.code()),
                OfficerChange::RoleTaken(_, role) => format!("She is no longer {}.", role.code()),
                OfficerChange::Ended(_) => "She is no officer any more.".to_owned(),
                OfficerChange::PassphraseSet(..) => "The new passphrase is set.".to_owned(),
            });
        }
        Ok(())
    }

    async fn decide(
        &self,
        desk: &Desk,
        signed: &ActSigned,
        officers: &[KnownOfficer],
    ) -> Result<Vec<OfficerChange>, Failed> {
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
                let now = desk.service.clock.now();
                let facts = acts::officer::add::Facts {
                    officers: &known,
                    is_taken: named(name).is_some(),
                    fresh: OfficerId(desk.service.chance().id(now)),
                };
                let input = acts::officer::add::Input {
                    name,
                    member: member_of(desk, *member_no).await?,
                    role: *role,
                    passphrase_hash,
                };
                acts::officer::add::decide(&signed.permit, facts, input)
            }
            Self::OfficerRole { name, role, give } => {
                acts::officer::role::decide(&signed.permit, named(name).as_ref(), (*role, *give))
            }
            Self::OfficerEnd { name } => {
                acts::officer::end::decide(&signed.permit, named(name).as_ref())
            }
            Self::PinUnlock { .. }
            | Self::PinActivate { .. }
            | Self::Announce { .. }
            | Self::MemberImport(_) => Ok(Vec::new()),
        };
        Ok(decided?)
    }
}

fn of_announcement(looked: AnnouncementPreview) -> ActPreview {
    ActPreview {
        takes_two: takes_two(looked.women_n),
        shown: looked.lines,
        told_n: 1,
        subjects: BTreeSet::new(),
        unshown: String::new(),
        is_told_where_done: false,
    }
}

fn known(one: &KnownOfficer) -> OfficerStanding {
    OfficerStanding {
        officer: one.officer.clone(),
        is_active: one.ended_at.is_none(),
    }
}

fn members(holders: &[crate::store::PinHolder]) -> String {
    let numbers: Vec<String> = holders.iter().map(|one| one.no.to_string()).collect();
    let word = if numbers.len() == 1 {
        "member"
    } else {
        "members"
    };
    format!("{word} {}", numbers.join(", "))
}

fn about(holders: &[crate::store::PinHolder]) -> BTreeSet<Subject> {
    holders
        .iter()
        .map(|one| Subject::Member(one.member))
        .collect()
}

async fn member_of(desk: &Desk, no: Option<i64>) -> Result<Option<MemberId>, Failed> {
    let Some(no) = no else { return Ok(None) };
    let found = desk.store().pin_holder(desk.coop(), no).await?;
    let none = || acts::pin::HelpRefusal::Unknown(vec![no]).into();
    found.map(|holder| Some(holder.member)).ok_or_else(none)
}

async fn found(desk: &Desk, name: &str) -> Result<KnownOfficer, Failed> {
    let officers = desk.store().officers(desk.coop()).await?.into_iter();
    let mut active = officers.filter(|one| one.ended_at.is_none());
    let found = active.find(|one| name_key(&one.name) == name_key(name));
    found.ok_or_else(|| acts::officer::Refusal::Nobody.into())
}
