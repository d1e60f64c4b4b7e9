//! Who signs: the officer who is logged in, by her passphrase, or another on the same laptop, by her name, her
//! passphrase and her second step. The first stays logged in.

use super::fields::Form;
use super::login::place_of;
use super::me::ask_again;
use super::outcome::PageFailure;
use super::visit::OfficerVisit;
use crate::office::{entrance, signing};
use crate::store::KnownOfficer;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// How long a try takes that fails: longer than the hashes of a passphrase and of a code, so that it does not tell
/// which of them was wrong.
const FAILED_TIME: Duration = Duration::from_millis(1200);

/// Whether another officer than the one who is logged in does it.
pub(super) fn is_other(visit: &OfficerVisit) -> bool {
    visit.fields.get("who") == "other"
}

/// Who signs; or the form with what is wrong.
pub(super) async fn signer(
    visit: &OfficerVisit,
) -> Result<Result<KnownOfficer, Form>, PageFailure> {
    if !is_other(visit) {
        let asked = ask_again(visit).await?;
        return Ok(asked.map(|()| visit.officer.clone()));
    }
    other(visit).await
}

/// The other officer at the same laptop; or the form with what is wrong.
pub(super) async fn other(visit: &OfficerVisit) -> Result<Result<KnownOfficer, Form>, PageFailure> {
    let began = Instant::now();
    let tries = visit.console.tries();
    let proved = if tries.may_try(visit.browser.address, visit.now) {
        let fields = &visit.fields;
        let typed = (
            fields.get("name"),
            fields.raw("passphrase-other"),
            fields.get("code"),
        );
        let coop = visit.coop_id();
        entrance::prove(visit.service(), coop, typed, &place_of(visit), visit.now).await
    } else {
        Err(signing::Error::Unknown)
    };
    match proved {
        Ok(known) => {
            tries.was_right(visit.browser.address);
            Ok(Ok(known))
        }
        Err(signing::Error::Store(error)) => Err(error.into()),
        Err(_) => {
            sleep_until(began + FAILED_TIME).await;
            let form = Form::filled(&visit.fields);
            Ok(Err(form.wrong("name", visit.say("sign-other-wrong"))))
        }
    }
}
