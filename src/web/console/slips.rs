//! What a signed act came to, where it is more than a word: slips with one-time codes to print, and women whom
//! no text tells of it.

use super::outcome::Outcome;
use super::preview::{list, moment};
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::office::act_done::ActDone;
use askama::Template;

/// `templates/console/slips.html`: one slip for each woman, to be cut apart.
#[derive(Template)]
#[template(path = "console/slips.html")]
struct SlipsPage {
    frame: Frame,
    /// Member number and code, in two halves.
    slips: Vec<(i64, String)>,
    /// What she dials.
    dial: String,
    until: String,
    /// Whom somebody has to tell, in words; empty where texts tell all.
    untold: String,
    /// Where she goes on, below `/console`.
    next: &'static str,
}

/// The page of what was done, or a word about it on the next page.
pub(super) fn done(visit: &OfficerVisit, done: ActDone, next: &'static str) -> Outcome {
    let (codes, until, untold) = match done {
        ActDone::Activated {
            codes,
            until,
            untold,
        } => (codes, moment(until), untold),
        ActDone::Unlocked { untold, .. } if !untold.is_empty() => {
            (Vec::new(), String::new(), untold)
        }
        ActDone::Unlocked { .. }
        | ActDone::CaseAnswered { .. }
        | ActDone::Left(_)
        | ActDone::Queued(_)
        | ActDone::Imported(_)
        | ActDone::Officers(_) => return Outcome::done(next, "done-signed"),
    };
    let halves = |code: &str| {
        let (one, two) = code.split_at(code.len() / 2);
        format!("{one} {two}")
    };
    let page = SlipsPage {
        frame: visit.frame("slips-title"),
        slips: codes
            .iter()
            .map(|one| (one.member_no, halves(&one.code)))
            .collect(),
        dial: visit.coop.coop.code.clone(),
        until,
        untold: if untold.is_empty() {
            String::new()
        } else {
            let values = [
                ("n", untold.len().spoken()),
                ("numbers", list(&untold).spoken()),
            ];
            visit.say_with("slips-untold", &values)
        },
        next,
    };
    Outcome::Show(page.render().unwrap_or_default())
}
