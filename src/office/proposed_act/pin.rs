//! Help with PINs, as what waits for a second signature.

use crate::app::{CoopAtHand, Service};
use crate::core::acts::terms::Act;
use crate::core::domain::pin::CODE_MS;
use crate::core::domain::proposal::Subject;
use crate::office::act_done::ActDone;
use crate::office::act_failure::ActFailure;
use crate::office::act_preview::{ActPreview, PreviewLine};
use crate::office::pin_help::{self, HelpGiven, Two, Women};
use crate::office::signing::ActSigned;
use crate::store::{CoopEntry, PinHolder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Help with the PINs of some women.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
pub enum PinAct {
    /// Open every lock of these women's PINs.
    Unlock {
        /// Their numbers.
        numbers: Vec<i64>,
    },
    /// Make codes for these women.
    Activate {
        /// Their numbers.
        numbers: Vec<i64>,
    },
}

impl PinAct {
    /// Which act it is.
    pub(super) fn act(&self) -> Act {
        match self {
            Self::Unlock { .. } => Act::PinUnlock,
            Self::Activate { .. } => Act::PinActivate,
        }
    }

    /// What it would do now, and whether it may be done now.
    pub(super) async fn preview(
        &self,
        service: &Service,
        entry: &CoopEntry,
    ) -> Result<ActPreview, ActFailure> {
        let (Self::Unlock { numbers } | Self::Activate { numbers }) = self;
        let women = Women::find(service, &CoopAtHand::from(entry), numbers).await?;
        let found = women.found.iter().map(|one| one.no).collect();
        let line = match self {
            Self::Unlock { .. } => {
                women.may_be_unlocked()?;
                PreviewLine::UnlockPins(found)
            }
            Self::Activate { .. } => {
                women.may_be_activated()?;
                PreviewLine::ActivatePins(found)
            }
        };
        Ok(ActPreview::of_line(line, about(&women.found)))
    }

    /// Does it, with its signatures. `names`: the two who stand behind it.
    pub(super) async fn run(
        &self,
        service: &Service,
        entry: &CoopEntry,
        signed: &ActSigned,
        names: &Two,
    ) -> Result<ActDone, ActFailure> {
        let at_hand = CoopAtHand::from(entry);
        match self {
            Self::Unlock { numbers } => {
                let helped = pin_help::unlock_by(signed, service, &at_hand, numbers, names).await?;
                Ok(ActDone::Unlocked {
                    why: signed.permit.by().why,
                    untold: helped.untold,
                })
            }
            Self::Activate { numbers } => {
                let until = service.clock.now().plus_ms(CODE_MS);
                let helped = pin_help::activate_by(signed, service, &at_hand, numbers, names);
                let HelpGiven { codes, untold } = helped.await?;
                Ok(ActDone::Activated {
                    codes,
                    until,
                    untold,
                })
            }
        }
    }
}

fn about(holders: &[PinHolder]) -> BTreeSet<Subject> {
    holders
        .iter()
        .map(|one| Subject::Member(one.member))
        .collect()
}
