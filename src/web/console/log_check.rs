//! Checking the chain over the ledger: begun here, done in the background, and what it came to.

use super::outcome::{Outcome, PageFailure};
use super::preview::moment;
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::office::ledger_check::{CheckEnd, CheckStanding};
use askama::Template;

/// Letters of a hash that are shown: enough to hold it against another copy.
const HASH_LETTERS: usize = 16;

/// `templates/console/log-check.html`.
#[derive(Template)]
#[template(path = "console/log-check.html")]
struct CheckPage {
    frame: Frame,
    /// When it was begun; empty where none was.
    began: String,
    lines_n: i64,
    of_n: i64,
    is_running: bool,
    /// What it came to; empty while it runs.
    end: String,
    is_fault: bool,
    /// The hash of all that is whole; empty where something differs.
    hash: String,
}

fn end_words(visit: &OfficerVisit, standing: &CheckStanding) -> (String, String) {
    match &standing.end {
        None => (String::new(), String::new()),
        Some(CheckEnd::Whole(place)) if place.seq == 0 => (visit.say("check-empty"), String::new()),
        Some(CheckEnd::Whole(place)) => {
            let at = moment(place.at);
            let words = visit.say_with(
                "check-whole",
                &[("n", place.seq.spoken()), ("at", at.spoken())],
            );
            (words, place.hash.chars().take(HASH_LETTERS).collect())
        }
        Some(CheckEnd::Broken(seq)) => {
            let seq = seq.to_string();
            (
                visit.say_with("check-broken", &[("no", seq.spoken())]),
                String::new(),
            )
        }
        Some(CheckEnd::Failed) => (visit.say("check-failed"), String::new()),
    }
}

/// `GET /log/check`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let standing = visit.console.checks().standing(visit.coop_id());
    let standing = standing.as_ref();
    let (end, hash) = standing.map_or_else(Default::default, |one| end_words(&visit, one));
    let page = CheckPage {
        began: standing.map_or(String::new(), |one| moment(one.began_at)),
        lines_n: standing.map_or(0, |one| one.lines_n),
        of_n: standing.map_or(0, |one| one.of_n),
        is_running: standing.is_some_and(|one| one.end.is_none()),
        is_fault: !end.is_empty() && hash.is_empty(),
        end,
        hash,
        frame: visit.frame("check-title"),
    };
    Ok(Outcome::Show(page.render().unwrap_or_default()))
}

/// `POST /log/check`.
pub(super) async fn begin(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let store = &visit.service().store;
    visit
        .console
        .checks()
        .begin(store, visit.coop_id(), visit.now);
    Ok(Outcome::go("/log/check"))
}
