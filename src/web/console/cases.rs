//! Cases that are not over, the oldest clock first, and what of them stands on the first page.

use super::case_words::{kind_words, state_words};
use super::outcome::{Outcome, PageFailure};
use super::preview::moment;
use super::today_item::{TodayItem, TodaySection};
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::core::authz::Right;
use crate::core::domain::Instant;
use crate::core::domain::case::{ANSWER_DAYS, CaseStanding, LEGAL_DAYS};
use crate::store::{CASES_MAX, KeptCase};
use askama::Template;

/// A case whose answer is due sooner than this stands among what runs out (console reference 3).
const RUNNING_OUT_DAYS: i64 = 2;

/// `templates/console/cases.html`.
#[derive(Template)]
#[template(path = "console/cases.html")]
struct Cases {
    frame: Frame,
    waiting: Vec<CaseLine>,
    answered: Vec<CaseLine>,
    /// The number behind which the next page begins; 0 where there is none.
    next: i64,
}

/// A case in the list.
struct CaseLine {
    no: i64,
    member_no: i64,
    kind: String,
    state: String,
    /// The cooperative's own clock; empty where it has stopped.
    due: String,
    /// The law's clock; empty where it has stopped.
    legal: String,
    is_late: bool,
}

/// Both clocks of a case that waits: the cooperative's own, and the law's. Both begin again with an appeal.
pub(super) fn clocks(case: &KeptCase) -> Option<(Instant, Instant)> {
    let CaseStanding::Open(open) = case.standing() else {
        return None;
    };
    let legal = open.due_at.plus_days(LEGAL_DAYS - ANSWER_DAYS);
    Some((open.due_at, legal))
}

fn line(visit: &OfficerVisit, case: &KeptCase) -> CaseLine {
    let clocks = clocks(case);
    let state = case.standing().state();
    CaseLine {
        no: case.no,
        member_no: case.member_no,
        kind: visit.say(kind_words(case.kind)),
        state: state.map_or(String::new(), |state| visit.say(state_words(state))),
        due: clocks.map_or(String::new(), |(own, _)| moment(own)),
        legal: clocks.map_or(String::new(), |(_, legal)| moment(legal)),
        is_late: clocks.is_some_and(|(own, _)| own <= visit.now),
    }
}

/// Those that wait, the oldest clock first, and those that are answered.
fn sorted(cases: Vec<KeptCase>) -> (Vec<KeptCase>, Vec<KeptCase>) {
    let (mut waiting, answered): (Vec<_>, Vec<_>) =
        cases.into_iter().partition(|case| clocks(case).is_some());
    waiting.sort_by_key(clocks);
    (waiting, answered)
}

/// `GET /cases`.
pub(super) async fn list(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let after_no = visit.query("after").parse().unwrap_or(0);
    let store = &visit.service().store;
    let cases = store.cases(visit.coop_id(), after_no).await?;
    let last_no = cases.last().map_or(0, |case| case.no);
    let next = if cases.len() < CASES_MAX { 0 } else { last_no };
    let (waiting, answered) = sorted(cases);
    let page = Cases {
        frame: visit.frame("nav-cases"),
        waiting: waiting.iter().map(|case| line(&visit, case)).collect(),
        answered: answered.iter().map(|case| line(&visit, case)).collect(),
        next,
    };
    Ok(Outcome::Show(page.render().unwrap_or_default()))
}

/// What of the list waits for an answer of hers, for the first page.
pub(super) async fn today(visit: &OfficerVisit) -> Result<Vec<TodayItem>, PageFailure> {
    if !visit.may(Right::AnswerCases) {
        return Ok(Vec::new());
    }
    let store = &visit.service().store;
    let (waiting, _) = sorted(store.cases(visit.coop_id(), 0).await?);
    let soon = visit.now.plus_days(RUNNING_OUT_DAYS);
    let mut items = Vec::new();
    for (case, (own, _)) in waiting
        .iter()
        .filter_map(|case| Some((case, clocks(case)?)))
    {
        if own < soon {
            items.push(TodayItem {
                section: TodaySection::RunningOut,
                words: visit.say_with("today-case", &[("no", case.no.to_string().spoken())]),
                path: format!("/cases/{}", case.no),
                due: Some(own),
            });
        }
    }
    if !waiting.is_empty() {
        items.push(TodayItem {
            section: TodaySection::Cases,
            words: visit.say_with("today-cases-wait", &[("n", waiting.len().spoken())]),
            path: "/cases".to_owned(),
            due: waiting.first().and_then(clocks).map(|(own, _)| own),
        });
    }
    Ok(items)
}
