//! Checks what was typed where a PIN, or the code of a PIN slip, is asked. The work is done outside any
//! transaction and is the same for everybody, with or without a PIN, so that the time it takes does not
//! show whether the member number or the PIN was wrong.

use crate::app::Service;
use crate::core::dialogue::PinWork;
use crate::core::dialogue::facts::{Facts, Slip, Verdict};
use crate::core::dialogue::state::Caller;
use crate::pins;
use crate::store;

/// Finds out what a turn must know of a typed PIN.
pub(super) async fn work(
    service: &Service,
    facts: &mut Facts,
    work: PinWork,
) -> Result<(), store::Error> {
    let (pins, store) = (&service.local.pins, &service.store);
    let asked = match facts.caller {
        Caller::Member(id) => id,
        Caller::Unknown | Caller::Stranger(_) => pins::NOBODY,
    };
    match work {
        PinWork::None => {}
        PinWork::Check(typed) => {
            let row = store.credential(facts.coop.id, asked).await?;
            let right = pins.is_right(typed, row.map(|row| row.hash)).await;
            facts.pin.verdict = Some(if right {
                Verdict::Right
            } else {
                Verdict::Wrong
            });
        }
        PinWork::CheckCode(typed) => {
            let code = store.pin_code(facts.coop.id, asked, facts.now).await?;
            let (id, hash) = code.unzip();
            let right = pins.is_right(typed, hash).await;
            let code = id.filter(|_| right);
            facts.pin.verdict = Some(code.map_or(Verdict::Wrong, Verdict::Code));
        }
        PinWork::HashNew(typed) => {
            let salt = service.chance().bytes();
            facts.pin.new_hash = Some(pins.hash(typed, salt).await);
        }
        PinWork::CheckNew { typed, hash, code } => {
            facts.pin.new_matches = pins.is_right(typed, Some(hash)).await;
            if let Some(code) = code
                && !store.is_pin_code(facts.coop.id, asked, code).await?
            {
                facts.pin.slip = Slip::Gone;
            }
        }
    }
    Ok(())
}
