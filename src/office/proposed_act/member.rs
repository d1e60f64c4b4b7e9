//! That somebody is removed, as what waits for a second signature.

use crate::app::Service;
use crate::core::acts::member::leave;
use crate::core::acts::terms::Act;
use crate::core::domain::Leaving;
use crate::core::domain::proposal::Subject;
use crate::office::act_done::ActDone;
use crate::office::act_failure::ActFailure;
use crate::office::act_preview::{ActPreview, PreviewLine};
use crate::office::leaving::leave_facts;
use crate::office::membership::{Error, RegisterDesk};
use crate::office::signing::ActSigned;
use crate::store::{CoopEntry, MemberRecord};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What two people do about a member.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq)]
pub enum MemberAct {
    /// The cooperative removes her.
    Leave {
        /// Her number.
        no: i64,
        /// Why, and since when she is no member.
        leaving: Leaving,
    },
}

impl MemberAct {
    /// Which act it is.
    pub(super) fn act(self) -> Act {
        match self {
            Self::Leave { .. } => Act::MemberLeave,
        }
    }

    /// What it would do now, and whether it may be done now.
    pub(super) async fn preview(
        self,
        service: &Service,
        entry: &CoopEntry,
    ) -> Result<ActPreview, ActFailure> {
        let Self::Leave { no, leaving } = self;
        let record = found(service, entry, no).await?;
        let today = service.clock.now().day();
        leave::may_leave(&leave_facts(&record), leaving, today).map_err(Error::Leave)?;
        let subjects = BTreeSet::from([Subject::Member(record.member.id)]);
        let preview = ActPreview::of_line(PreviewLine::Leave { no, leaving }, subjects);
        Ok(ActPreview {
            takes_two: leave::takes_two(leaving),
            ..preview
        })
    }

    /// Does it, with its signatures.
    pub(super) async fn run(
        self,
        service: &Service,
        entry: &CoopEntry,
        signed: &ActSigned,
    ) -> Result<ActDone, ActFailure> {
        let Self::Leave { no, leaving } = self;
        let record = found(service, entry, no).await?;
        let desk = RegisterDesk {
            service,
            entry,
            permit: &signed.permit,
        };
        let told = desk.leave(signed, &record, leaving).await?;
        Ok(ActDone::Left(told))
    }
}

async fn found(service: &Service, entry: &CoopEntry, no: i64) -> Result<MemberRecord, ActFailure> {
    let records = service
        .store
        .member_records(entry.coop.id, &[no])
        .await?
        .into_iter();
    Ok(records.last().ok_or(Error::Unknown)?)
}
