//! Her second steps: an authenticator app is paired by a picture, a sheet of codes is printed. The passphrase is
//! asked for again before each of them.

use super::fields::Form;
use super::login::new_sheet;
use super::me::ask_again;
use super::outcome::{Outcome, PageFailure};
use super::qr;
use super::visit::{Frame, OfficerVisit};
use crate::core::acts::officer::{Refusal, authenticator, unpair};
use crate::core::domain::factor::{AuthenticatorSecret, FactorKind};
use crate::core::domain::officer::OfficerChange;
use crate::core::domain::{By, Via};
use askama::Template;

/// `templates/console/second-step.html`.
#[derive(Template)]
#[template(path = "console/second-step.html")]
struct SecondStep {
    frame: Frame,
    form: Form,
    /// The secret as a picture.
    picture: String,
    /// The secret as one types it, in groups of four.
    letters: String,
    /// The same without spaces.
    secret: String,
    has_app: bool,
    has_sheet: bool,
}

/// `templates/console/codes.html`.
#[derive(Template)]
#[template(path = "console/codes.html")]
struct Codes {
    frame: Frame,
    form: Form,
    left_n: usize,
}

async fn page(
    visit: &OfficerVisit,
    (form, secret): (Form, AuthenticatorSecret),
) -> Result<String, PageFailure> {
    let officer = visit.officer.officer.id;
    let store = &visit.service().store;
    let kinds = store.second_steps(visit.coop_id(), officer).await?.kinds();
    let letters = secret.in_letters();
    let groups: Vec<&str> = (0..letters.len())
        .step_by(4)
        .map(|at| &letters[at..at + 4])
        .collect();
    let address = secret.address(&visit.coop.coop.name, &visit.officer.name);
    let page = SecondStep {
        frame: visit.frame("app-title"),
        form,
        picture: qr::svg(&address),
        letters: groups.join(" "),
        secret: letters,
        has_app: kinds.contains(&FactorKind::Authenticator),
        has_sheet: kinds.contains(&FactorKind::Sheet),
    };
    Ok(page.render().unwrap_or_default())
}

fn draw(visit: &OfficerVisit) -> AuthenticatorSecret {
    AuthenticatorSecret::new(visit.service().chance().bytes())
}

async fn write(visit: &OfficerVisit, changes: &[OfficerChange]) -> Result<(), PageFailure> {
    let by = By::wanted(visit.person().actor(), Via::Console);
    let store = &visit.service().store;
    let done = store
        .change_officers(visit.coop_id(), &by, changes, visit.now)
        .await;
    Ok(done?)
}

/// `GET /me/second-step`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let drawn = (Form::filled(&visit.fields), draw(&visit));
    Ok(Outcome::Show(page(&visit, drawn).await?))
}

/// `POST /me/second-step`: pairs the app whose code she typed.
pub(super) async fn pair(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let secret = AuthenticatorSecret::from_letters(visit.fields.get("secret"));
    let secret = secret.ok_or(PageFailure::NotAForm)?;
    if let Err(form) = ask_again(&visit).await? {
        return Ok(Outcome::Again(page(&visit, (form, secret)).await?));
    }
    let fresh = (visit.service().chance().id(visit.now), secret);
    let typed = visit.fields.get("code");
    let Ok(changes) = authenticator::decide(&visit.person(), fresh, typed, visit.now) else {
        let form = Form::default().wrong("code", visit.say("app-wrong"));
        return Ok(Outcome::Again(page(&visit, (form, secret)).await?));
    };
    write(&visit, &changes).await?;
    Ok(Outcome::done("/me", "done-app-paired"))
}

/// `POST /me/second-step/end`: the app, or the sheet, counts no more.
pub(super) async fn unpair(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let kind = FactorKind::parse(visit.fields.get("kind")).ok_or(PageFailure::NotAForm)?;
    if let Err(form) = ask_again(&visit).await? {
        return Ok(Outcome::Again(page(&visit, (form, draw(&visit))).await?));
    }
    let officer = visit.officer.officer.id;
    let store = &visit.service().store;
    let has = store.second_steps(visit.coop_id(), officer).await?.kinds();
    let ended = unpair::decide(&visit.person(), &has, kind);
    match ended {
        Ok(changes) => write(&visit, &changes).await?,
        Err(Refusal::LastStep) => {
            let form = Form::default().wrong("", visit.say("last-step"));
            return Ok(Outcome::Again(page(&visit, (form, draw(&visit))).await?));
        }
        Err(_) => return Err(PageFailure::NotFound),
    }
    Ok(Outcome::done("/me", "done-step-ended"))
}

async fn codes(visit: &OfficerVisit, form: Form) -> Result<String, PageFailure> {
    let officer = visit.officer.officer.id;
    let store = &visit.service().store;
    let steps = store.second_steps(visit.coop_id(), officer).await?;
    let page = Codes {
        frame: visit.frame("codes-title"),
        form,
        left_n: steps.sheet.map_or(0, |sheet| sheet.left_n),
    };
    Ok(page.render().unwrap_or_default())
}

/// `GET /me/codes`.
pub(super) async fn show_codes(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    Ok(Outcome::Show(codes(&visit, Form::default()).await?))
}

/// `POST /me/codes`: a new sheet, to be printed.
pub(super) async fn make_codes(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    if let Err(form) = ask_again(&visit).await? {
        return Ok(Outcome::Again(codes(&visit, form).await?));
    }
    let page = new_sheet(&visit, "/me".to_owned()).await?;
    Ok(Outcome::Show(page))
}
