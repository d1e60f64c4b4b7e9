//! What every request passes before a page's own code runs, and how what the page comes to is answered.
//!
//! In this order: the request is read; a form comes from a page of ours that this browser was shown; somebody
//! is logged in; she may; the form was not sent before. Whoever may not is told what somebody is told who
//! asks for a page that does not exist. A form that was sent when its session had ended is kept, and comes
//! back filled after the next log-in of the same officer (console reference 2, sentence 25).
//!
//! **Invariant:** a form is done once: the second sending of it, also at the same moment, hears what the first
//! came to.

use super::access::{Access, Method};
use super::browser::{self, Browser, below};
use super::fields::Fields;
use super::outcome::{Done, KeptOutcome, Outcome, PageFailure};
use super::page::{Answering, ConsolePage, Handler};
use super::session;
use super::state::Console;
use super::visit::{Frame, OfficerVisit, Visit};
use crate::core::authz::{Principal, require};
use crate::core::domain::Via;
use crate::store::{self, ConsoleSession, FormClaim, KnownOfficer};
use crate::telemetry::chain;
use crate::web::webhooks::{content_type, whole};
use askama::Template;
use axum::extract::{RawPathParams, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use std::time::Duration;
use subtle::ConstantTimeEq as _;

/// How often, and how long between, somebody who sent a form twice looks for what the first came to.
const LOOKS: u32 = 50;
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// A page that says what is the matter.
#[derive(Template)]
#[template(path = "console/message.html")]
struct MessagePage {
    frame: Frame,
    words: String,
}

/// Answers a request for a page of the table.
pub(super) async fn serve(
    console: Console,
    page: &'static ConsolePage,
    params: RawPathParams,
    request: Request,
) -> Response {
    let places = Fields::of(params.iter());
    let visit = match read(&console, page.method, places, request).await {
        Ok(visit) => visit,
        Err(failure) => return bare(&failure),
    };
    if page.method == Method::Get && visit.browser.is_new && visit.browser.is_led_here {
        return once_more();
    }
    let shell = visit.clone();
    let outcome = run(page, visit).await;
    answer(&shell, outcome)
}

/// A page that opens the same address again. Whoever comes by a link of somebody else's brings no cookie, and a new
/// one would end her session; the second time our own page leads her there, and she brings it.
fn once_more() -> Response {
    let page = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
        <meta http-equiv=\"refresh\" content=\"0\"><title>Sahkar</title>";
    Html(page).into_response()
}

/// Answers a request for what is not in the table.
pub(super) async fn nothing(console: Console, request: Request) -> Response {
    match read(&console, Method::Get, Fields::default(), request).await {
        Ok(visit) => answer(&visit, Err(PageFailure::NotFound)),
        Err(failure) => bare(&failure),
    }
}

/// Reads a request.
async fn read(
    console: &Console,
    method: Method,
    places: Fields,
    request: Request,
) -> Result<Visit, PageFailure> {
    let service = console.service();
    let browser = Browser::read(console.auth(), &request, service.chance());
    let asked = Fields::read(request.uri().query().unwrap_or_default().as_bytes());
    let path = request.uri().path();
    let path = path.strip_prefix("/console").unwrap_or(path).to_owned();
    let fields = match method {
        Method::Get => Fields::default(),
        Method::Post => {
            if content_type(request.headers()) != "application/x-www-form-urlencoded" {
                return Err(PageFailure::NotAForm);
            }
            let body = whole(request.into_body()).await;
            Fields::read(&body.map_err(|_| PageFailure::NotAForm)?)
        }
    };
    let code = match method {
        Method::Get => asked.get("coop"),
        Method::Post => fields.get("coop"),
    };
    let coop = console.coop((browser.coop(), code)).await?;
    let coop = coop.ok_or(PageFailure::NotFound)?;
    let at = match method {
        Method::Get => path,
        Method::Post => below(fields.get("form-at")).to_owned(),
    };
    Ok(Visit {
        console: console.clone(),
        now: service.clock.now(),
        lang: browser.lang.unwrap_or(coop.coop.lang),
        coop,
        browser,
        at,
        places,
        asked,
        fields,
        came_back: false,
    })
}

async fn run(page: &ConsolePage, visit: Visit) -> Result<Outcome, PageFailure> {
    if page.method == Method::Post {
        is_from_us(&visit)?;
    }
    match (page.right, page.handler) {
        (Access::Anyone, Handler::Anyone(handler)) => handler(visit).await,
        (Access::Half | Access::Officer | Access::Holder(_), Handler::Officer(handler)) => {
            of_officer(page, visit, handler).await
        }
        // Whatever the table says otherwise is for nobody.
        (_, Handler::Anyone(_) | Handler::Officer(_)) => Err(PageFailure::NotFound),
    }
}

/// Whether a form comes from a page of ours that this browser was shown.
fn is_from_us(visit: &Visit) -> Result<(), PageFailure> {
    let token = visit.service().keys().form_token(&visit.browser.token);
    let sent = visit.fields.raw("form-token");
    let is_token: bool = token.as_bytes().ct_eq(sent.as_bytes()).into();
    let is_ours = is_token && visit.browser.is_from_us && !visit.browser.is_new;
    is_ours.then_some(()).ok_or(PageFailure::Foreign)
}

async fn of_officer(
    page: &ConsolePage,
    mut visit: Visit,
    handler: fn(OfficerVisit) -> Answering,
) -> Result<Outcome, PageFailure> {
    let session = session::of_browser(&visit).await?;
    let alive = session.as_ref().filter(|one| one.is_alive(visit.now));
    let is_half = page.right == Access::Half;
    let Some((session, officer)) = with_officer(&visit, alive).await? else {
        return log_in_first(page, &visit, session.filter(|one| one.is_open)).await;
    };
    if session.is_open == is_half {
        return Ok(Outcome::go(if is_half { "/" } else { "/login/second" }));
    }
    if let Access::Holder(rights) = page.right {
        let person = Principal::Officer(officer.officer.clone());
        let has = |right| require(&person, right, Via::Console).is_ok();
        if !rights.iter().any(|right| has(*right)) {
            return Err(PageFailure::NotFound);
        }
    }
    let store = &visit.service().store;
    store
        .see_console_session(visit.coop_id(), &session, visit.now)
        .await?;
    if page.method == Method::Get {
        bring_back(&mut visit, &officer).await?;
        return handler(OfficerVisit::new(visit, session, officer)).await;
    }
    once(OfficerVisit::new(visit, session, officer), handler).await
}

/// The officer of a session, as far as she is one now.
async fn with_officer(
    visit: &Visit,
    session: Option<&ConsoleSession>,
) -> Result<Option<(ConsoleSession, KnownOfficer)>, store::Error> {
    let Some(session) = session else {
        return Ok(None);
    };
    let officers = visit.service().store.officers(visit.coop_id()).await?;
    let is_she = |one: &KnownOfficer| one.officer.id == session.officer && one.ended_at.is_none();
    let officer = officers.into_iter().find(is_she);
    Ok(officer.map(|officer| (session.clone(), officer)))
}

/// She logs in first, and comes back to where she was; what she had typed is kept.
async fn log_in_first(
    page: &ConsolePage,
    visit: &Visit,
    ended: Option<ConsoleSession>,
) -> Result<Outcome, PageFailure> {
    let mut to = format!("/login?at={}", below(&visit.at));
    if page.method == Method::Post
        && let Some(ended) = ended
    {
        let fields = serde_json::to_string(&visit.fields.to_keep()).unwrap_or_default();
        let kept = (visit.at.as_str(), fields.as_str());
        let store = &visit.service().store;
        let draft = store
            .keep_console_draft(visit.coop_id(), ended.officer, kept, visit.now)
            .await?;
        to = format!("{to}&draft={draft}");
    }
    Ok(Outcome::go(to))
}

/// Fills the page with what was typed before the log-in, where it is of this page and of this officer.
async fn bring_back(visit: &mut Visit, officer: &KnownOfficer) -> Result<(), store::Error> {
    let Ok(draft) = visit.query("draft").parse() else {
        return Ok(());
    };
    let whose = (officer.officer.id, draft);
    let store = &visit.service().store;
    let found = store.console_draft(visit.coop_id(), whose).await?;
    if let Some((page, fields)) = found
        && page == visit.at
    {
        visit.fields = serde_json::from_str(&fields).unwrap_or_default();
        visit.came_back = true;
    }
    Ok(())
}

/// Does a form, unless it was sent before: then it comes to what it came to.
async fn once(
    visit: OfficerVisit,
    handler: fn(OfficerVisit) -> Answering,
) -> Result<Outcome, PageFailure> {
    let (coop, now) = (visit.coop_id(), visit.now);
    let nonce = visit.fields.raw("form-nonce");
    if nonce.is_empty() {
        return Err(PageFailure::Foreign);
    }
    let hash = browser::hash(nonce);
    let service = std::sync::Arc::clone(visit.service());
    let store = &service.store;
    let form = (visit.session.id, hash.as_str());
    for _ in 0..LOOKS {
        let row = match store.claim_form(coop, form, now).await? {
            FormClaim::Fresh(row) => row,
            FormClaim::Done(kept) => {
                let kept: Option<KeptOutcome> = serde_json::from_str(&kept).ok();
                return Ok(kept.ok_or(PageFailure::UnderWay)?.again());
            }
            FormClaim::UnderWay => {
                tokio::time::sleep(LOOK_EVERY).await;
                continue;
            }
        };
        let outcome = handler(visit).await;
        let kept = outcome.as_ref().ok().and_then(KeptOutcome::of);
        if let Some(kept) = kept {
            let kept = serde_json::to_string(&kept).unwrap_or_default();
            store.finish_form(coop, (&hash, row), &kept).await?;
        } else if !matches!(&outcome, Err(PageFailure::Store(store::Error::Unsure(_)))) {
            store.free_form(coop, (&hash, row)).await?;
        }
        return outcome;
    }
    Err(PageFailure::UnderWay)
}

/// An answer that leads on.
pub(super) fn to(path: &str) -> Response {
    let place = HeaderValue::from_str(&format!("/console{path}"));
    let place = place.unwrap_or(HeaderValue::from_static("/console/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response()
}

/// A file that the browser keeps and does not show.
fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let kept = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, kept),
    ];
    (headers, bytes).into_response()
}

fn answer(visit: &Visit, outcome: Result<Outcome, PageFailure>) -> Response {
    let mut cookie = None;
    let mut response = match outcome {
        Ok(Outcome::Show(html) | Outcome::Found(html)) => Html(html).into_response(),
        Ok(Outcome::File { name, kind, bytes }) => file(&name, kind, bytes),
        Ok(Outcome::Again(html)) => (StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response(),
        Ok(Outcome::Done(done)) => to(&place_of(&done)),
        Ok(Outcome::Entered { token, to: place }) => {
            cookie = browser::token_cookie(&token);
            to(&place)
        }
        Ok(Outcome::Left) => {
            cookie = browser::no_token_cookie();
            to("/login")
        }
        Ok(Outcome::Reads { lang, to: place }) => {
            cookie = browser::lang_cookie(lang);
            to(&place)
        }
        Err(failure) => message(visit, &failure),
    };
    if cookie.is_none() && visit.browser.is_new && !visit.browser.is_led_here {
        cookie = browser::token_cookie(&visit.browser.token);
    }
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Where one goes on, and what is said there.
fn place_of(done: &Done) -> String {
    if done.said.is_empty() {
        return done.to.clone();
    }
    let sign = if done.to.contains('?') { '&' } else { '?' };
    format!("{}{sign}done={}", done.to, done.said)
}

fn status(failure: &PageFailure) -> (StatusCode, &'static str) {
    match failure {
        PageFailure::NotFound => (StatusCode::NOT_FOUND, "no-page"),
        PageFailure::Foreign => (StatusCode::FORBIDDEN, "no-token"),
        PageFailure::NotAForm => (StatusCode::BAD_REQUEST, "no-form"),
        PageFailure::UnderWay => (StatusCode::CONFLICT, "under-way"),
        PageFailure::Store(_) => (StatusCode::SERVICE_UNAVAILABLE, "out-of-order"),
    }
}

/// A page that says what is the matter.
fn message(visit: &Visit, failure: &PageFailure) -> Response {
    if let PageFailure::Store(error) = failure {
        tracing::error!(error = %chain(error), "console page not served");
    }
    let (status, name) = status(failure);
    let page = MessagePage {
        frame: visit.frame("no-page-title"),
        words: visit.say(name),
    };
    (status, Html(page.render().unwrap_or_default())).into_response()
}

/// The same where not even the cooperative is known.
fn bare(failure: &PageFailure) -> Response {
    if let PageFailure::Store(error) = failure {
        tracing::error!(error = %chain(error), "console page not served");
    }
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (status(failure).0, plain, format!("{failure}\n")).into_response()
}
