//! What waits in the demo when somebody logs in, so that its pages are not empty.

use super::{COOP, SECRETARY};
use crate::app::Service;
use crate::core::authz::{Principal, require};
use crate::core::domain::{By, TaskKind, Via, Why};
use crate::office::pin_help::Two;
use crate::office::proposed_act::{PinAct, ProposedAct};
use crate::office::signing;
use crate::office::two::{self, TwoFailure, WantedAct};
use crate::store;

/// Members for whom the secretary asks for codes.
const NUMBERS: [i64; 2] = [1023, 1024];

/// A text without approved words in one language is a task of the officers.
pub async fn open_task(service: &Service) -> Result<(), store::Error> {
    let by = By::OPERATOR.because(Why::Demo);
    let task = (TaskKind::NoTemplate, "price hi");
    let now = service.clock.now();
    service.store.ask_officer(&by, COOP, task, now).await?;
    Ok(())
}

/// The secretary asks for codes with which two women choose new PINs; the president may sign it. Nothing is done
/// where there is no secretary, as the demo has her.
pub async fn ask_for_codes(service: &Service) -> Result<(), TwoFailure> {
    let officers = service.store.officers(COOP).await?.into_iter();
    let mut secretaries = officers.filter(|one| one.name == SECRETARY.name);
    let coops = service.store.coops().await?.into_iter();
    let mut coops = coops.filter(|entry| entry.coop.id == COOP);
    let act = ProposedAct::Pin(PinAct::Activate {
        numbers: NUMBERS.to_vec(),
    });
    let (Some(secretary), Some(entry), Some(right)) =
        (secretaries.next(), coops.next(), act.act().right())
    else {
        return Ok(());
    };
    let person = Principal::Officer(secretary.officer);
    let permit = require(&person, right, Via::Console).map_err(signing::Error::from)?;
    let preview = act.preview(service, &entry).await?;
    let wanted = WantedAct {
        act: &act,
        preview: &preview,
        mend: None,
        names: &Two::signed([SECRETARY.name, SECRETARY.name]),
    };
    two::do_or_propose(service, &entry, permit, wanted).await?;
    Ok(())
}
