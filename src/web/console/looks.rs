//! Who looked at what of members: all of it for whoever audits, and her own looks for every officer.

use super::log::{day_of, day_text, officer_words};
use super::member::reason_words;
use super::outcome::{Outcome, PageFailure};
use super::preview::moment;
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::clock::first_id_of;
use crate::core::authz::Right;
use crate::core::domain::look::LookedAt;
use crate::core::domain::{Day, Instant, OfficerId};
use crate::store::{KnownOfficer, LOOKS_MAX, LoggedLook};
use askama::Template;

/// `templates/console/looks.html`.
#[derive(Template)]
#[template(path = "console/looks.html")]
struct LooksPage {
    frame: Frame,
    /// Where the filter is sent, below `/console`.
    path: &'static str,
    /// The officers to choose from; none on her own page.
    officers: Vec<(i64, String, bool)>,
    day: String,
    lines: Vec<LookLine>,
    /// Behind the `?` of the address of the next page; empty where there is none.
    next: String,
}

/// A look in the list.
struct LookLine {
    at: String,
    who: String,
    what: String,
}

fn line(visit: &OfficerVisit, officers: &[KnownOfficer], look: &LoggedLook) -> LookLine {
    let no = look.member_no.filter(|_| visit.may(Right::ReadMembers));
    let who = no.map_or_else(
        || visit.say("look-a-member"),
        |no| visit.say_with("case-of", &[("no", no.to_string().spoken())]),
    );
    let what = match (look.look.looked_at, look.look.reason) {
        (LookedAt::List, _) => visit.say_with("look-list", &[("n", look.shown_n.spoken())]),
        (LookedAt::Member, _) => format!("{} · {who}", visit.say("look-page")),
        (LookedAt::Numbers, None) => format!("{} · {who}", visit.say("look-numbers")),
        (LookedAt::Numbers, Some(reason)) => {
            let why = visit.say(reason_words(reason));
            format!("{} · {who} · {why}", visit.say("look-numbers"))
        }
    };
    LookLine {
        at: moment(look.look.at),
        who: officer_words(visit, officers, look.look.officer),
        what,
    }
}

async fn page(
    visit: &OfficerVisit,
    path: &'static str,
    title: &str,
    officer: Option<OfficerId>,
) -> Result<Outcome, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let officers = store.officers(coop).await?;
    let day = day_of(visit.query("day"));
    let end = day.map_or(visit.now.plus_days(1), |day| day.plus(1).start());
    let from = day.map_or(Instant(0), Day::start);
    let before: i64 = visit.query("before").parse().unwrap_or(i64::MAX);
    let before = before.min(first_id_of(end));
    let looks = store.looks(coop, officer, (before, from)).await?;
    let last = looks.last().filter(|_| looks.len() == LOOKS_MAX);
    let next = last.map_or(String::new(), |last| {
        let whose = officer.map_or(String::new(), |id| id.0.to_string());
        format!("officer={whose}&day={}&before={}", day_text(day), last.id)
    });
    let choice = |one: &KnownOfficer| {
        let id = one.officer.id;
        (id.0, one.name.clone(), officer == Some(id))
    };
    let is_hers = path == "/me/looks";
    let chosen_from = officers.iter().filter(|_| !is_hers);
    let page = LooksPage {
        path,
        officers: chosen_from.map(choice).collect(),
        day: day_text(day),
        lines: looks
            .iter()
            .map(|look| line(visit, &officers, look))
            .collect(),
        next,
        frame: visit.frame(title),
    };
    Ok(Outcome::Show(page.render().unwrap_or_default()))
}

/// `GET /log/looks`.
pub(super) async fn list(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let officer = visit.query("officer").parse().ok().map(OfficerId);
    page(&visit, "/log/looks", "looks-title", officer).await
}

/// `GET /me/looks`.
pub(super) async fn own(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let her = Some(visit.officer.officer.id);
    page(&visit, "/me/looks", "looks-own", her).await
}
