//! The acts that can wait for a second signature: their input, what is shown of them, and doing them.
//!
//! The asker and the signer are shown the output of the same `preview`, and its hash is what is signed. The
//! same `run` does the act, whether at once or after a later signature. What concerns one noun stands in a
//! file of its own, here or where the rest of its work is.

mod member;
mod officer;
mod pin;

pub use member::MemberAct;
pub use officer::OfficerAct;
pub use pin::PinAct;

use super::act_done::ActDone;
use super::act_failure::ActFailure;
use super::act_preview::ActPreview;
use super::announcing::{self, WantedText};
use super::cases;
use super::pin_help::Two;
use super::registers::{self, Register};
use super::signing::ActSigned;
use crate::app::Service;
use crate::core::acts::case;
use crate::core::acts::terms::Act;
use crate::store::CoopEntry;
use serde::{Deserialize, Serialize};
use std::pin::Pin;

/// What an act comes to. It is boxed, so that whoever asks for an act need not know what all of them are made of:
/// the compiler looked through every act for each page otherwise, which took most of its time.
pub type ActFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, ActFailure>> + Send + 'a>>;

/// An act for two people with all its input. As text it is stored sealed.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
pub enum ProposedAct {
    /// Help with the PINs of some women.
    Pin(PinAct),
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
    /// Remove a member.
    Member(MemberAct),
    /// Import members.
    MemberImport(Register),
    /// Alter who is an officer, and of what.
    Officer(OfficerAct),
}

impl ProposedAct {
    /// Which act it is.
    pub fn act(&self) -> Act {
        match self {
            Self::Pin(pin) => pin.act(),
            Self::CaseAnswer { .. } => Act::CaseAnswer,
            Self::Announce { .. } => Act::NoticeAnnounce,
            Self::Member(member) => member.act(),
            Self::MemberImport(_) => Act::MemberImport,
            Self::Officer(officer) => officer.act(),
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
    pub fn preview<'a>(
        &'a self,
        service: &'a Service,
        entry: &'a CoopEntry,
    ) -> ActFuture<'a, ActPreview> {
        Box::pin(self.previewed(service, entry))
    }

    /// Does it, with its signatures, in one transaction. `names`: the two who stand behind it.
    pub fn run<'a>(
        &'a self,
        service: &'a Service,
        entry: &'a CoopEntry,
        signed: &'a ActSigned,
        names: &'a Two,
    ) -> ActFuture<'a, ActDone> {
        Box::pin(self.done(service, entry, signed, names))
    }

    async fn previewed(
        &self,
        service: &Service,
        entry: &CoopEntry,
    ) -> Result<ActPreview, ActFailure> {
        let coop = entry.coop.id;
        match self {
            Self::Pin(pin) => pin.preview(service, entry).await,
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
            Self::Member(member) => member.preview(service, entry).await,
            Self::MemberImport(register) => registers::preview(service, coop, register).await,
            Self::Officer(officer) => officer.preview(service, coop).await,
        }
    }

    async fn done(
        &self,
        service: &Service,
        entry: &CoopEntry,
        signed: &ActSigned,
        names: &Two,
    ) -> Result<ActDone, ActFailure> {
        let coop = entry.coop.id;
        match self {
            Self::Pin(pin) => pin.run(service, entry, signed, names).await,
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
            Self::Member(member) => member.run(service, entry, signed).await,
            Self::MemberImport(register) => {
                let new_n = registers::bring_in(service, coop, register, signed).await?;
                Ok(ActDone::Imported(new_n))
            }
            Self::Officer(officer) => officer.run(service, coop, signed).await,
        }
    }
}
