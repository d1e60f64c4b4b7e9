//! Where an officer begins: what needs her, the oldest clock first, and nothing that she may not do.
//!
//! Its figures are not counted here: each list counts itself (console reference 2, sentence 20).

use super::calls;
use super::cases;
use super::dead_numbers;
use super::delivery;
use super::member_pins;
use super::outcome::{Outcome, PageFailure};
use super::preview::moment;
use super::sign;
use super::today_item::{TodayItem, TodaySection};
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::core::authz::Right;
use crate::core::domain::Instant;
use askama::Template;

/// A copy of the books older than this is said to be.
const BACKUP_DAYS: i64 = 2;
/// How far ahead the next meeting is looked for, in days.
const MEETING_DAYS: i64 = 366;

/// `templates/console/today.html`.
#[derive(Template)]
#[template(path = "console/today.html")]
struct Today {
    frame: Frame,
    sections: Vec<ShownSection>,
    /// The next meeting; empty where none is planned.
    meeting: String,
    /// When the books were last copied; empty for whoever need not know.
    backup: String,
    backup_is_late: bool,
}

/// A section of the page.
struct ShownSection {
    title: String,
    rows: Vec<TodayRow>,
}

/// Something that needs her.
struct TodayRow {
    words: String,
    path: String,
    /// When its time is over; empty where it has none.
    due: String,
    is_late: bool,
}

/// `GET /`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let mut items = sign::today(&visit).await?;
    items.extend(member_pins::today(&visit).await?);
    items.extend(cases::today(&visit).await?);
    items.extend(calls::today(&visit).await?);
    items.extend(delivery::today(&visit).await?);
    items.extend(dead_numbers::today(&visit).await?);
    let far = Instant(i64::MAX);
    items.sort_by_key(|item| (item.section, item.due.unwrap_or(far)));
    let (backup, backup_is_late) = backup(&visit).await?;
    let page = Today {
        backup,
        backup_is_late,
        frame: visit.frame("nav-today"),
        sections: sections(&visit, &items),
        meeting: next_meeting(&visit).await?,
    };
    Ok(Outcome::Show(page.render().unwrap_or_default()))
}

fn sections(visit: &OfficerVisit, items: &[TodayItem]) -> Vec<ShownSection> {
    let of = |section: TodaySection| {
        let rows: Vec<TodayRow> = items
            .iter()
            .filter(|item| item.section == section)
            .map(|item| TodayRow {
                words: item.words.clone(),
                path: item.path.clone(),
                due: item.due.map(moment).unwrap_or_default(),
                is_late: section == TodaySection::RunningOut,
            })
            .collect();
        (!rows.is_empty()).then(|| ShownSection {
            title: visit.say(section.words()),
            rows,
        })
    };
    TodaySection::ALL.into_iter().filter_map(of).collect()
}

/// When the books were last copied, in words, and whether that is too long ago: for whoever runs the machine or sees
/// to the officers.
async fn backup(visit: &OfficerVisit) -> Result<(String, bool), PageFailure> {
    if !visit.may(Right::ManageOfficers) && !visit.may(Right::RunSystem) {
        return Ok((String::new(), false));
    }
    let Some(at) = visit.service().store.last_backup().await? else {
        return Ok((visit.say("backup-none"), true));
    };
    let is_late = at < visit.now.plus_days(-BACKUP_DAYS);
    let name = if is_late { "backup-old" } else { "backup-at" };
    let words = visit.say_with(name, &[("at", moment(at).spoken())]);
    Ok((words, is_late))
}

/// When and where the next meeting is, in words; empty where none is planned.
async fn next_meeting(visit: &OfficerVisit) -> Result<String, PageFailure> {
    let (store, now) = (&visit.service().store, visit.now);
    let upto = now.plus_days(MEETING_DAYS);
    let planned = store.meetings_between(visit.coop_id(), now, upto).await?;
    let next = planned.into_iter().min_by_key(|(_, at, _)| *at);
    Ok(next.map_or(String::new(), |(_, at, place)| {
        format!("{} · {}", moment(at), place.in_lang(visit.lang))
    }))
}
