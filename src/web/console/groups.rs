//! Groups and villages: who is in each, the roll of a meeting on paper, and another name for all its women at once.
//!
//! In the address of a page stands a keyed hash of the name, never the name. An officer who sees the women of her own
//! group alone sees that one group.

use super::fields::Form;
use super::member_fields::{names, words_of};
use super::members::{MemberLine, line, looked_at_list};
use super::outcome::{Outcome, PageFailure};
use super::scope::MemberScope;
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::core::acts::group::rename;
use crate::core::authz::Right;
use crate::core::domain::register::PlaceKind;
use crate::office::membership::{Error, RegisterDesk};
use crate::office::name_list::{NameList, Place, place_key};
use crate::store::MemberRecord;
use askama::Template;

/// Rows of a roll on one sheet of paper.
const ROWS_MAX: usize = 48;
/// Women of one place on its page and in one renaming.
const WOMEN_MAX: usize = 2000;

/// `templates/console/groups.html`.
#[derive(Template)]
#[template(path = "console/groups.html")]
struct GroupsPage {
    frame: Frame,
    groups: Vec<PlaceLine>,
    villages: Vec<PlaceLine>,
    /// Whether only her own group is shown, and she has none.
    has_none: bool,
}

/// A group or a village in a list.
struct PlaceLine {
    token: String,
    name: String,
    women: String,
}

/// `templates/console/group.html`.
#[derive(Template)]
#[template(path = "console/group.html")]
struct GroupPage {
    frame: Frame,
    form: Form,
    token: String,
    name: String,
    rows: Vec<MemberLine>,
    women: String,
    may_rename: bool,
    /// The other name is there already, with so many women: in words. Empty where it is not.
    joins: String,
    /// The names that there are, to choose from.
    names: Vec<String>,
}

/// `templates/console/roll.html`.
#[derive(Template)]
#[template(path = "console/roll.html")]
struct RollPage {
    frame: Frame,
    token: String,
    name: String,
    sheets: Vec<RollSheet>,
}

/// A sheet of a roll.
struct RollSheet {
    no: usize,
    of: usize,
    rows: Vec<RollRow>,
}

/// A woman on a roll.
struct RollRow {
    no: i64,
    name: String,
}

fn kind_code(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Village => "village",
        PlaceKind::Group => "group",
    }
}

fn token(visit: &OfficerVisit, kind: PlaceKind, key: &str) -> String {
    let keys = visit.service().keys();
    keys.register_place(visit.coop_id(), kind_code(kind), key)
}

/// The places that she may see.
fn shown(scope: &MemberScope, list: &NameList, kind: PlaceKind) -> Vec<Place> {
    let mut places = list.places(kind);
    match (scope, kind) {
        (MemberScope::All, _) => {}
        (MemberScope::Group(own), PlaceKind::Group) => {
            let own = place_key(own);
            places.retain(|place| place.key == own);
        }
        (MemberScope::Group(_), PlaceKind::Village) | (MemberScope::Nobody, _) => places.clear(),
    }
    places
}

fn women_words(visit: &OfficerVisit, women_n: usize) -> String {
    visit.say_with("members-n", &[("n", women_n.spoken())])
}

/// `GET /groups`.
pub(super) async fn list(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let scope = MemberScope::of(&visit).await?;
    let list = names(&visit).await?;
    let lines = |kind| {
        let places = shown(&scope, &list, kind).into_iter();
        let line = |place: Place| PlaceLine {
            token: token(&visit, kind, &place.key),
            name: place.name.to_string(),
            women: women_words(&visit, place.women_n),
        };
        places.map(line).collect()
    };
    let page = GroupsPage {
        frame: visit.frame("nav-groups"),
        groups: lines(PlaceKind::Group),
        villages: lines(PlaceKind::Village),
        has_none: scope == MemberScope::Nobody,
    };
    Ok(Outcome::Show(page.render().unwrap_or_default()))
}

/// The place of the page's path, and its women.
async fn found(visit: &OfficerVisit) -> Result<(PlaceKind, Place, Vec<MemberRecord>), PageFailure> {
    let scope = MemberScope::of(visit).await?;
    let list = names(visit).await?;
    let wanted = visit.place("place");
    let kinds = [PlaceKind::Group, PlaceKind::Village].into_iter();
    let mut places = kinds.flat_map(|kind| {
        let places = shown(&scope, &list, kind).into_iter();
        places.map(move |place| (kind, place))
    });
    let place = places.find(|(kind, place)| token(visit, *kind, &place.key) == wanted);
    let (kind, place) = place.ok_or(PageFailure::NotFound)?;
    let mut numbers = list.women_of(kind, &place.key);
    numbers.truncate(WOMEN_MAX);
    let store = &visit.service().store;
    let mut women = store.member_records(visit.coop_id(), &numbers).await?;
    // The list in memory may be late by a moment; what is shown is what stands there now.
    women.retain(|record| {
        let member = &record.member;
        let name = match kind {
            PlaceKind::Village => &member.village,
            PlaceKind::Group => &member.group,
        };
        member.is_active && place_key(name) == place.key
    });
    looked_at_list(visit, women.len(), scope.right()).await?;
    Ok((kind, place, women))
}

async fn page(visit: &OfficerVisit, form: Form, joins: String) -> Result<String, PageFailure> {
    let (kind, place, women) = found(visit).await?;
    let list = names(visit).await?;
    let scope = MemberScope::of(visit).await?;
    let known = shown(&scope, &list, kind).into_iter();
    let page = GroupPage {
        frame: visit.frame_titled(place.name.to_string()),
        form,
        token: visit.place("place").to_owned(),
        name: place.name.to_string(),
        rows: women.iter().map(|record| line(visit, record)).collect(),
        women: women_words(visit, women.len()),
        may_rename: visit.may(Right::EditGroups),
        joins,
        names: known.map(|one| one.name.to_string()).collect(),
    };
    Ok(page.render().unwrap_or_default())
}

/// `GET /groups/{place}`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let form = Form::filled(&visit.fields);
    Ok(Outcome::Show(page(&visit, form, String::new()).await?))
}

/// `GET /groups/{place}/roll`: numbers and names with a place for each signature, to be printed.
pub(super) async fn roll(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let (_, place, women) = found(&visit).await?;
    let row = |record: &MemberRecord| RollRow {
        no: record.member.no,
        name: super::members::name_of(&visit, record),
    };
    let rows = |some: &[MemberRecord]| some.iter().map(row).collect();
    let chunks = women.chunks(ROWS_MAX);
    let of = chunks.len();
    let sheets = (1..).zip(chunks).map(|(no, some)| RollSheet {
        no,
        of,
        rows: rows(some),
    });
    let page = RollPage {
        frame: visit.frame("roll-title"),
        token: visit.place("place").to_owned(),
        name: place.name.to_string(),
        sheets: sheets.collect(),
    };
    Ok(Outcome::Show(page.render().unwrap_or_default()))
}

/// `POST /groups/{place}/name`: all its women are of another name from now on.
pub(super) async fn rename(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let (kind, place, women) = found(&visit).await?;
    let form = || Form::filled(&visit.fields);
    let name = words_of(visit.fields.get("name")).filter(|name| !name.is_empty());
    let Some(name) = name else {
        let form = form().wrong("name", visit.say("field-words-wrong"));
        return Ok(Outcome::Again(page(&visit, form, String::new()).await?));
    };
    let key = place_key(&name);
    let list = names(&visit).await?;
    let other = list.places(kind).into_iter();
    let mut other = other.filter(|one| one.key == key && one.key != place.key);
    if let Some(other) = other.next()
        && visit.fields.get("joins") != key
    {
        let values = [
            ("name", other.name.to_string().spoken()),
            ("n", other.women_n.spoken()),
        ];
        let words = visit.say_with("group-joins", &values);
        let page = page(&visit, form().wrong("joins", words), key).await?;
        return Ok(Outcome::Again(page));
    }
    let permit = visit.permit(Right::EditGroups)?;
    let desk = RegisterDesk {
        service: visit.service(),
        entry: &visit.coop,
        permit: &permit,
    };
    let words = match desk.rename(&women, (kind, &name)).await {
        Ok(_) => {
            let to = format!("/groups/{}", token(&visit, kind, &key));
            return Ok(Outcome::done(to, "done-group-renamed"));
        }
        Err(Error::Store(error)) => return Err(error.into()),
        Err(Error::Rename(rename::Refusal::Right)) => return Err(PageFailure::NotFound),
        Err(Error::Rename(rename::Refusal::Nobody)) => visit.say("edit-nothing"),
        Err(_) => visit.say("register-moved"),
    };
    let page = page(&visit, form().wrong("name", words), String::new()).await?;
    Ok(Outcome::Again(page))
}
