//! Who did what: the ledger's lines, the newest first, for whoever audits. A member's name stands nowhere, and her
//! number only in what others did about her, for whoever may read members.

use super::log_words::{
    KINDS, OBJECTS, actor_words, kind_words, object_words, via_words, why_words,
};
use super::me::role_words;
use super::outcome::{Outcome, PageFailure};
use super::preview::moment;
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::core::authz::Right;
use crate::core::domain::{ActorKind, Day, Instant, ObjectKind, OfficerId};
use crate::office::two::name_of;
use crate::store::{KnownOfficer, LINES_MAX, LedgerFilter, ReadLine};
use askama::Template;
use chrono::NaiveDate;

/// Where a filter says no first day, so many days are looked through, so that a rare kind is not searched for in all
/// years.
const DAYS: i64 = 92;

/// `templates/console/log.html`.
#[derive(Template)]
#[template(path = "console/log.html")]
struct LogPage {
    frame: Frame,
    lines: Vec<LogLine>,
    /// The choices of each filter: value, words, whether it is chosen.
    kinds: Vec<FilterChoice>,
    officers: Vec<FilterChoice>,
    objects: Vec<FilterChoice>,
    from: String,
    upto: String,
    /// Behind the `?` of the address of the next page; empty where there is none.
    next: String,
    is_ballot_open: bool,
}

/// Something to choose: its value, its words, and whether it is chosen.
type FilterChoice = (String, String, bool);

/// A line in the list.
struct LogLine {
    at: String,
    who: String,
    what: String,
    about: String,
    /// By which channel, and why.
    how: String,
}

/// A day as a browser's field of days sends it; `None` where nothing was typed, or no day.
pub(super) fn day_of(text: &str) -> Option<Day> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .map(Day::of)
}

/// The same as it goes back into the field.
pub(super) fn day_text(day: Option<Day>) -> String {
    day.map_or(String::new(), |day| {
        day.date().format("%Y-%m-%d").to_string()
    })
}

/// The name and roles of an officer.
pub(super) fn officer_words(
    visit: &OfficerVisit,
    officers: &[KnownOfficer],
    id: OfficerId,
) -> String {
    let known = officers.iter().find(|one| one.officer.id == id);
    let roles = known.map_or(&[][..], |one| &one.officer.roles);
    let roles: Vec<String> = roles
        .iter()
        .map(|role| visit.say(role_words(*role)))
        .collect();
    let name = name_of(officers, id);
    if roles.is_empty() {
        name.to_owned()
    } else {
        format!("{name} ({})", roles.join(", "))
    }
}

fn line(visit: &OfficerVisit, officers: &[KnownOfficer], line: &ReadLine) -> LogLine {
    let who = match (line.officer, line.actor_name.as_deref()) {
        (Some(officer), _) => officer_words(visit, officers, officer),
        (None, Some(name)) => format!("{} {name}", visit.say(actor_words(line.actor))),
        (None, None) => visit.say(actor_words(line.actor)),
    };
    let is_hers = matches!(
        line.actor,
        ActorKind::Member | ActorKind::Phone | ActorKind::Stranger
    );
    let sees_number = !is_hers && visit.may(Right::ReadMembers);
    let member = line.member_no.filter(|_| sees_number);
    let member = member.map(|no| visit.say_with("case-of", &[("no", no.to_string().spoken())]));
    let thing = match (line.about_no, line.object_name.as_deref()) {
        // The number of a case leads to a woman.
        (Some(_), _) if line.object == ObjectKind::Case && is_hers => {
            visit.say(object_words(line.object))
        }
        (Some(no), _) => format!("{} {no}", visit.say(object_words(line.object))),
        (None, Some(name)) => format!("{} {name}", visit.say(object_words(line.object))),
        (None, None) => visit.say(object_words(line.object)),
    };
    let signers = line.signers.map(|(asked, signed)| {
        let names = [asked, signed].map(|id| name_of(officers, id));
        let (one, two) = (names[0], names[1]);
        visit.say_with(
            "log-signed",
            &[("asked", one.spoken()), ("signed", two.spoken())],
        )
    });
    let why = signers.unwrap_or_else(|| visit.say(why_words(line.why)));
    let about: Vec<String> = [Some(thing), member].into_iter().flatten().collect();
    LogLine {
        at: moment(line.at),
        who,
        what: kind_words(visit, &line.kind),
        about: about.join(" · "),
        how: format!("{} · {why}", visit.say(via_words(line.via))),
    }
}

/// What is asked for.
struct Asked {
    filter: LedgerFilter,
    from: Option<Day>,
    upto: Option<Day>,
}

fn asked(visit: &OfficerVisit) -> Asked {
    let (from, upto) = (day_of(visit.query("from")), day_of(visit.query("upto")));
    let kind = visit.query("kind");
    let kind = KINDS.iter().find(|(known, _)| *known == kind);
    let officer = visit.query("officer").parse().ok().map(OfficerId);
    let object = ObjectKind::parse(visit.query("about"));
    let is_filtered = kind.is_some() || officer.is_some() || object.is_some();
    let end = upto.map_or(visit.now.plus_days(1), |day| day.plus(1).start());
    let first = match from {
        Some(day) => day.start(),
        None if is_filtered => end.plus_days(-DAYS),
        None => Instant(0),
    };
    let before_id = visit.query("before").parse().unwrap_or(i64::MAX);
    Asked {
        filter: LedgerFilter {
            kind: kind.map_or(String::new(), |(known, _)| (*known).to_owned()),
            officer,
            object,
            from: first,
            before_id: before_id.min(crate::clock::first_id_of(end)),
        },
        from,
        upto,
    }
}

/// The address of the next page, with the filters as they are.
fn next(asked: &Asked, lines: &[ReadLine]) -> String {
    let Some(last) = lines.last().filter(|_| lines.len() == LINES_MAX) else {
        return String::new();
    };
    let filter = &asked.filter;
    let mut query = form_urlencoded::Serializer::new(String::new());
    query
        .append_pair("from", &day_text(asked.from))
        .append_pair("upto", &day_text(asked.upto))
        .append_pair("kind", &filter.kind)
        .append_pair(
            "officer",
            &filter.officer.map_or(String::new(), |id| id.0.to_string()),
        )
        .append_pair("about", filter.object.map_or("", ObjectKind::code))
        .append_pair("before", &last.id.to_string());
    query.finish()
}

/// `GET /log`.
pub(super) async fn list(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let asked = asked(&visit);
    let officers = store.officers(coop).await?;
    let lines = store.ledger_lines(coop, &asked.filter).await?;
    let filter = &asked.filter;
    let officer_choice = |one: &KnownOfficer| {
        let id = one.officer.id;
        (
            id.0.to_string(),
            one.name.clone(),
            filter.officer == Some(id),
        )
    };
    let object_choice = |kind: &ObjectKind| {
        let words = visit.say(object_words(*kind));
        (kind.code().to_owned(), words, filter.object == Some(*kind))
    };
    let page = LogPage {
        kinds: KINDS
            .iter()
            .map(|(kind, name)| ((*kind).to_owned(), visit.say(name), filter.kind == *kind))
            .collect(),
        officers: officers.iter().map(officer_choice).collect(),
        objects: OBJECTS.iter().map(object_choice).collect(),
        from: day_text(asked.from),
        upto: day_text(asked.upto),
        next: next(&asked, &lines),
        lines: lines
            .iter()
            .map(|one| line(&visit, &officers, one))
            .collect(),
        is_ballot_open: store.answers_until(coop).await? < Instant(i64::MAX),
        frame: visit.frame("nav-log"),
    };
    Ok(Outcome::Show(page.render().unwrap_or_default()))
}
