//! Coming in: name and passphrase, then a second step; and going out again.
//!
//! Whoever types a wrong name hears what somebody with a wrong passphrase hears, word for word, and as late:
//! a log-in that fails is answered after a fixed time.

use super::browser::{self, below, new_token};
use super::fields::{Fields, Form};
use super::outcome::{Outcome, PageFailure};
use super::session;
use super::visit::{Frame, OfficerVisit, Visit};
use crate::core::acts::officer::sheet;
use crate::core::domain::factor::FAILS_MAX;
use crate::core::domain::{By, Lang, Via};
use crate::office::{entrance, signing};
use crate::store::{NewConsoleSession, SecondSteps};
use askama::Template;
use std::future::{Ready, ready};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// How long a log-in takes that fails: longer than the hash of a passphrase.
const FAILED_TIME: Duration = Duration::from_millis(900);
/// How long after she was added an officer makes her first sheet of codes by herself. Later, a passphrase that
/// somebody has found would be enough to make one.
const FIRST_SHEET_MS: i64 = 7 * 24 * 60 * 60_000;

/// `templates/console/login.html`.
#[derive(Template)]
#[template(path = "console/login.html")]
struct LogIn {
    frame: Frame,
    form: Form,
    /// Cooperatives to choose from: code, name, and whether it is the one; none where there is only one.
    coops: Vec<(String, String, bool)>,
    back: WayBack,
}

/// `templates/console/second.html`.
#[derive(Template)]
#[template(path = "console/second.html")]
struct Second {
    frame: Frame,
    form: Form,
    /// Whether she has an authenticator.
    has_app: bool,
    /// The number of the code of her sheet that counts next; 0 where none does.
    sheet_no: i64,
    /// Whether she has never had a second step: she makes a sheet now.
    is_first: bool,
    back: WayBack,
}

/// `templates/console/sheet.html`: the codes, to be printed.
#[derive(Template)]
#[template(path = "console/sheet.html")]
pub(super) struct PrintedSheet {
    pub(super) frame: Frame,
    /// Each code with its number, in two halves.
    pub(super) codes: Vec<(usize, String)>,
    /// Where she goes on, below `/console`.
    pub(super) next: String,
}

/// Where a log-in leads back to.
#[derive(Clone, Default)]
struct WayBack {
    at: String,
    draft: String,
}

impl WayBack {
    fn of(visit: &Visit, fields: &Fields) -> Self {
        let at = below(fields.get("at"));
        let draft = fields.get("draft");
        let is_number = !draft.is_empty() && draft.bytes().all(|c| c.is_ascii_digit());
        Self {
            at: if visit.console.is_shown(at) { at } else { "/" }.to_owned(),
            draft: if is_number { draft } else { "" }.to_owned(),
        }
    }

    fn second(&self) -> String {
        let Self { at, draft } = self;
        format!("/login/second?at={at}&draft={draft}")
    }

    fn path(&self) -> String {
        if self.draft.is_empty() {
            self.at.clone()
        } else {
            format!("{}?draft={}", self.at, self.draft)
        }
    }
}

/// Codes as they are read from paper: in two halves, each with its number.
pub(super) fn printed(codes: &[String]) -> Vec<(usize, String)> {
    let halves = |code: &String| {
        let (one, two) = code.split_at(code.len() / 2);
        format!("{one} {two}")
    };
    (1..).zip(codes.iter().map(halves)).collect()
}

async fn log_in(visit: &Visit, form: Form, back: WayBack) -> Result<String, PageFailure> {
    let coops = visit.console.coops().await?;
    let choice = coops.iter().filter(|_| coops.len() > 1);
    let page = LogIn {
        frame: visit.frame("login-title"),
        form,
        coops: choice
            .map(|one| {
                let is_it = one.coop.id == visit.coop_id();
                (one.coop.code.clone(), one.coop.name.clone(), is_it)
            })
            .collect(),
        back,
    };
    Ok(page.render().unwrap_or_default())
}

/// `GET /login`.
pub(super) async fn show(visit: Visit) -> Result<Outcome, PageFailure> {
    let back = WayBack::of(&visit, &visit.asked);
    let page = log_in(&visit, Form::default(), back).await?;
    Ok(Outcome::Show(page))
}

/// Where passphrases are typed, as tries are counted.
pub(super) fn place_of(visit: &Visit) -> String {
    format!("console {}", visit.browser.address)
}

/// `POST /login`: name and passphrase.
pub(super) async fn enter(visit: Visit) -> Result<Outcome, PageFailure> {
    let began = Instant::now();
    let (name, passphrase) = (visit.fields.get("name"), visit.fields.raw("passphrase"));
    let tries = visit.console.tries();
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let known = if tries.may_try(visit.browser.address, visit.now) {
        let typed = (name, passphrase);
        signing::come_in(store, coop, typed, &place_of(&visit), visit.now).await
    } else {
        Err(signing::Error::Unknown)
    };
    let back = WayBack::of(&visit, &visit.fields);
    let known = match known {
        Ok(known) => known,
        Err(signing::Error::Store(error)) => return Err(error.into()),
        Err(_) => {
            sleep_until(began + FAILED_TIME).await;
            let form = Form::filled(&visit.fields).wrong("name", visit.say("login-wrong"));
            return Ok(Outcome::Again(log_in(&visit, form, back).await?));
        }
    };
    tries.was_right(visit.browser.address);
    let token = new_token(coop, visit.service().chance());
    let new = NewConsoleSession {
        officer: known.officer.id,
        token_hash: &browser::hash(&token),
        device: visit.browser.device,
    };
    store.begin_console_session(coop, &new, visit.now).await?;
    Ok(Outcome::Entered {
        token,
        to: back.second(),
    })
}

/// Whether she makes her first sheet with this log-in.
fn is_first(visit: &OfficerVisit, steps: &SecondSteps) -> bool {
    let since_ms = visit.now.0 - visit.officer.added_at.0;
    !steps.has_any() && since_ms < FIRST_SHEET_MS
}

async fn second(
    visit: &OfficerVisit,
    (form, back): (Form, WayBack),
) -> Result<String, PageFailure> {
    let store = &visit.service().store;
    let officer = visit.officer.officer.id;
    let steps: SecondSteps = store.second_steps(visit.coop_id(), officer).await?;
    let next = steps.sheet.as_ref().and_then(|sheet| sheet.next.as_ref());
    let page = Second {
        frame: visit.frame("second-title"),
        form,
        has_app: steps.authenticator.is_some(),
        sheet_no: next.map_or(0, |(no, _)| *no),
        is_first: is_first(visit, &steps),
        back,
    };
    Ok(page.render().unwrap_or_default())
}

/// `GET /login/second`.
pub(super) async fn show_second(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let back = WayBack::of(&visit, &visit.asked);
    Ok(Outcome::Show(
        second(&visit, (Form::default(), back)).await?,
    ))
}

/// `POST /login/second`: a code of the second step. After a few wrong ones the passphrase is asked for again.
pub(super) async fn enter_second(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let (service, coop, now) = (visit.service(), visit.coop_id(), visit.now);
    let officer = visit.officer.officer.id;
    let back = WayBack::of(&visit, &visit.fields);
    let code = visit.fields.get("code");
    let step = entrance::second_step(service, coop, officer, code, now).await;
    match step {
        Ok(()) => {}
        Err(signing::Error::Store(error)) => return Err(error.into()),
        Err(_) => {
            let session = &visit.session;
            service.store.count_console_fail(coop, session.id).await?;
            if session.fails + 1 >= FAILS_MAX {
                let whose = (officer, session.id);
                service.store.end_console_session(coop, whose, now).await?;
                return Ok(Outcome::go(format!("/login?at={}", back.at)));
            }
            let form = Form::default().wrong("code", visit.say("second-wrong"));
            return Ok(Outcome::Again(second(&visit, (form, back)).await?));
        }
    }
    let token = new_token(coop, service.chance());
    let hash = browser::hash(&token);
    let opened = (visit.session.id, hash.as_str());
    if !service
        .store
        .open_console_session(coop, opened, now)
        .await?
    {
        return Ok(Outcome::go("/login"));
    }
    Ok(Outcome::Entered {
        token,
        to: back.path(),
    })
}

/// `POST /login/sheet`: the first sheet of somebody who has no second step yet. She prints it, and comes in with
/// its first code.
pub(super) async fn make_sheet(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let (service, coop) = (visit.service(), visit.coop_id());
    let officer = visit.officer.officer.id;
    let steps = service.store.second_steps(coop, officer).await?;
    if !is_first(&visit, &steps) {
        return Err(PageFailure::NotFound);
    }
    let page = new_sheet(&visit, WayBack::of(&visit, &visit.fields).second()).await?;
    Ok(Outcome::Show(page))
}

/// Makes a sheet for her, in the place of one that she had; the page to print. `next`: where she goes on.
pub(super) async fn new_sheet(visit: &OfficerVisit, next: String) -> Result<String, PageFailure> {
    let (service, coop, now) = (visit.service(), visit.coop_id(), visit.now);
    let drawn = entrance::new_sheet(&service.local.pins, service.chance()).await;
    let person = visit.person();
    let fresh = (service.chance().id(now), drawn.hashes);
    let changes = sheet::decide(&person, fresh).map_err(|_| PageFailure::NotFound)?;
    let by = By::wanted(person.actor(), Via::Console);
    service
        .store
        .change_officers(coop, &by, &changes, now)
        .await?;
    let page = PrintedSheet {
        frame: visit.frame("sheet-title"),
        codes: printed(&drawn.codes),
        next,
    };
    Ok(page.render().unwrap_or_default())
}

/// `POST /logout`.
pub(super) async fn leave(visit: Visit) -> Result<Outcome, PageFailure> {
    if let Some(session) = session::of_browser(&visit).await? {
        let whose = (session.officer, session.id);
        let store = &visit.service().store;
        store
            .end_console_session(visit.coop_id(), whose, visit.now)
            .await?;
    }
    Ok(Outcome::Left)
}

/// `POST /language`.
pub(super) fn read_in(visit: Visit) -> Ready<Result<Outcome, PageFailure>> {
    let Visit {
        console,
        at,
        fields,
        ..
    } = visit;
    let Some(lang) = Lang::parse(fields.get("lang")) else {
        return ready(Err(PageFailure::NotAForm));
    };
    // A page that came of a form is not shown again by its address.
    let is_page = console.is_shown(&at) || at == "/login";
    ready(Ok(Outcome::Reads {
        lang: lang.code(),
        to: if is_page { at } else { "/".to_owned() },
    }))
}
