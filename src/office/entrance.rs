//! Officers come in at the console: a passphrase, and a second step that counts once.
//!
//! A code of the second step is tried by nobody who has not given the passphrase, so its tries are counted
//! for the officer alone, wherever they come from: whoever is held up by them has lost her passphrase.
//! They are counted before the code is looked at, as those of passphrases are.
//!
//! **Invariant:** no code, passphrase or name is logged, and an error tells none of them.

use super::signing;
use crate::app::Service;
use crate::clock::Chance;
use crate::core::domain::factor::{SHEET_CODES, SHEET_DIGITS, typed_code};
use crate::core::domain::{CoopId, Instant, OfficerId};
use crate::store::{KnownOfficer, KnownSheet, SecondSteps};

/// What tries of the second step are counted by, instead of a place.
const SECOND_STEP: &str = "second step";

/// The officer of this name, where the passphrase is hers and the code counts now. `place`: where it is typed,
/// for counting tries. It is what a second signature on the same machine is given with.
pub async fn prove(
    service: &Service,
    coop: CoopId,
    (name, passphrase, code): (&str, &str, &str),
    place: &str,
    now: Instant,
) -> Result<KnownOfficer, signing::Error> {
    let typed = (name, passphrase);
    let known = signing::come_in(&service.store, coop, typed, place, now).await?;
    second_step(service, coop, known.officer.id, code, now).await?;
    Ok(known)
}

/// Whether a code is that of one of her second steps; it counts no more from then on. An error is that it is
/// not, or that too many wrong ones were typed.
pub async fn second_step(
    service: &Service,
    coop: CoopId,
    officer: OfficerId,
    typed: &str,
    now: Instant,
) -> Result<(), signing::Error> {
    let store = &service.store;
    let place = store.keys().typing_place(coop, SECOND_STEP);
    signing::count_try(store, coop, officer, &place, now).await?;
    let steps = store.second_steps(coop, officer).await?;
    let typed = typed_code(typed);
    if !is_used(service, coop, &steps, &typed, now).await? {
        return Err(signing::Error::Unknown);
    }
    store.passphrase_was_right(coop, officer, &place).await?;
    Ok(())
}

/// Whether the code counts; where it does, it is used up.
async fn is_used(
    service: &Service,
    coop: CoopId,
    steps: &SecondSteps,
    typed: &str,
    now: Instant,
) -> Result<bool, signing::Error> {
    let store = &service.store;
    if let Some(app) = &steps.authenticator
        && let Some(step) = app.secret.step_of(typed, app.last_step, now)
    {
        return Ok(store.use_step(coop, app.id, step).await?);
    }
    let Some(KnownSheet {
        id,
        next: Some((no, hash)),
        ..
    }) = &steps.sheet
    else {
        return Ok(false);
    };
    let (typed, hash) = (typed.to_owned(), hash.clone());
    if !service.local.pins.is_right(typed, Some(hash)).await {
        return Ok(false);
    }
    Ok(store.use_sheet_code(coop, (*id, *no), now).await?)
}

/// The codes of a new sheet, as they are printed, and the hash of each.
pub struct NewSheet {
    /// As they are printed.
    pub codes: Vec<String>,
    /// Of each, as it is stored.
    pub hashes: Vec<String>,
}

impl std::fmt::Debug for NewSheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewSheet({} codes)", self.codes.len())
    }
}

/// Draws a sheet of codes.
pub async fn new_sheet(pins: &crate::pins::Pins, chance: &Chance) -> NewSheet {
    let mut sheet = NewSheet {
        codes: Vec::new(),
        hashes: Vec::new(),
    };
    for _ in 0..SHEET_CODES {
        let code = chance.digits(SHEET_DIGITS);
        sheet
            .hashes
            .push(pins.hash(code.clone(), chance.bytes()).await);
        sheet.codes.push(code);
    }
    sheet
}
