//! Numbers that texts do not reach: whose, since when, and what is to be done.

use super::members::name_of;
use super::outcome::{Outcome, PageFailure};
use super::today_item::{TodayItem, TodaySection};
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::core::authz::Right;
use crate::core::domain::look::LookedAt;
use crate::core::domain::{Instant, PhoneId};
use crate::store::{DEAD_MAX, NewLook};
use askama::Template;

/// `templates/console/numbers.html`.
#[derive(Template)]
#[template(path = "console/numbers.html")]
struct NumbersPage {
    frame: Frame,
    rows: Vec<NumberRow>,
    /// Behind which number the next page begins; empty where there is none.
    next: String,
}

/// A number that texts do not reach, and one who has it.
struct NumberRow {
    /// Her number; 0 where this officer may not read members.
    no: i64,
    name: String,
    phone: String,
    since: String,
}

/// Where the page begins.
fn after(visit: &OfficerVisit) -> (Instant, PhoneId) {
    let asked = visit.query("after").split_once('-');
    let read = asked.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    read.map_or((Instant(0), PhoneId(0)), |(at, id)| {
        (Instant(at), PhoneId(id))
    })
}

/// `GET /numbers`.
pub(super) async fn list(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let dead = store.dead_numbers(coop, after(&visit)).await?;
    let last = dead.last().filter(|_| dead.len() == DEAD_MAX);
    let next = last.map_or(String::new(), |one| {
        format!("{}-{}", one.since.0, one.phone.0)
    });
    let mut records = Vec::new();
    if visit.may(Right::ReadMembers) && !dead.is_empty() {
        let numbers: Vec<i64> = dead.iter().map(|one| one.member_no).collect();
        records = store.member_records(coop, &numbers).await?;
        let look = NewLook {
            officer: visit.officer.officer.id,
            looked_at: LookedAt::List,
            member: None,
            shown_n: records.len(),
            used_right: Right::ReadMembers.words(),
        };
        store.add_look(coop, look, visit.now).await?;
    }
    let rows = dead.iter().map(|one| {
        let record = records
            .iter()
            .find(|record| record.member.no == one.member_no);
        NumberRow {
            no: record.map_or(0, |record| record.member.no),
            name: record.map_or(String::new(), |record| name_of(&visit, record)),
            phone: visit.say_with("phone-end", &[("end", one.last_four.spoken())]),
            since: one.since.local().format("%d/%m/%Y").to_string(),
        }
    });
    let page = NumbersPage {
        rows: rows.collect(),
        next,
        frame: visit.frame("numbers-title"),
    };
    Ok(Outcome::Show(page.render().unwrap_or_default()))
}

/// How many there are, for the first page.
pub(super) async fn today(visit: &OfficerVisit) -> Result<Vec<TodayItem>, PageFailure> {
    if !visit.may(Right::SeeToDelivery) {
        return Ok(Vec::new());
    }
    let store = &visit.service().store;
    let first = (Instant(0), PhoneId(0));
    let dead = store.dead_numbers(visit.coop_id(), first).await?;
    if dead.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![TodayItem {
        section: TodaySection::Texts,
        words: visit.say_with("today-numbers", &[("n", dead.len().spoken())]),
        path: "/numbers".to_owned(),
        due: None,
    }])
}
