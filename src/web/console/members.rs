//! The list of members, also of one village or group, and the one box in which they are searched for: number, name in any script, village, group,
//! end of a phone.
//!
//! Pages follow by number and not by position, so that the last is as fast as the first. What is shown is written
//! down in the look log.

use super::fields::Form;
use super::member_fields::{OfferedPlaces, names};
use super::outcome::{Outcome, PageFailure};
use super::scope::MemberScope;
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::core::authz::Right;
use crate::core::domain::look::LookedAt;
use crate::office::name_list::{FoundNumbers, PlaceFilter, Sought};
use crate::store::{MaskedPhone, MemberRecord, NewLook};
use askama::Template;
use std::collections::BTreeSet;

/// Members on one page.
const PAGE_MAX: i64 = 50;
/// Members are counted up to here.
const COUNT_MAX: i64 = 1000;

/// `templates/console/members.html`.
#[derive(Template)]
#[template(path = "console/members.html")]
struct Members {
    frame: Frame,
    form: Form,
    rows: Vec<MemberLine>,
    /// How many there are, in words.
    count: String,
    /// Whether it is what a search found.
    is_search: bool,
    /// Behind which number the next page begins; none on the last.
    next: Option<i64>,
    may_edit: bool,
    places: OfferedPlaces,
    /// Whether she sees her own group alone, and has none.
    has_no_group: bool,
}

/// A member in a list.
pub(super) struct MemberLine {
    pub(super) no: i64,
    pub(super) name: String,
    /// Her village and her group.
    pub(super) place: String,
    pub(super) phones: Vec<String>,
}

/// Her name, or what stands for it where it is not known.
pub(super) fn name_of(visit: &OfficerVisit, record: &MemberRecord) -> String {
    if record.member.name.is_empty() {
        visit.say("member-no-name")
    } else {
        record.member.name.clone()
    }
}

/// The end of a phone, and how many others have it.
pub(super) fn phone_words(visit: &OfficerVisit, phone: &MaskedPhone) -> String {
    let end = phone.last_four.spoken();
    if phone.others_n == 0 {
        visit.say_with("member-phone", &[("end", end)])
    } else {
        let values = [("end", end), ("n", phone.others_n.spoken())];
        visit.say_with("member-phone-shared", &values)
    }
}

/// A member as a line of a list.
pub(super) fn line(visit: &OfficerVisit, record: &MemberRecord) -> MemberLine {
    let member = &record.member;
    let places = [&member.village, &member.group].map(String::as_str);
    let places: Vec<&str> = places.into_iter().filter(|one| !one.is_empty()).collect();
    let phones = record.phones.iter();
    MemberLine {
        no: member.no,
        name: name_of(visit, record),
        place: places.join(" · "),
        phones: phones.map(|phone| phone_words(visit, phone)).collect(),
    }
}

/// Writes down that a list of so many was shown.
pub(super) async fn looked_at_list(
    visit: &OfficerVisit,
    shown_n: usize,
    right: Right,
) -> Result<(), PageFailure> {
    if shown_n == 0 {
        return Ok(());
    }
    let look = NewLook {
        officer: visit.officer.officer.id,
        looked_at: LookedAt::List,
        member: None,
        shown_n,
        used_right: right.words(),
    };
    let store = &visit.service().store;
    Ok(store.add_look(visit.coop_id(), look, visit.now).await?)
}

/// How many there are, in words.
fn count_words(visit: &OfficerVisit, n: usize) -> String {
    let many = usize::try_from(COUNT_MAX).unwrap_or(usize::MAX);
    if n > many {
        visit.say_with("members-many", &[("n", many.spoken())])
    } else {
        visit.say_with("members-n", &[("n", n.spoken())])
    }
}

/// What a page of the list shows.
struct MembersShown {
    scope: MemberScope,
    found: FoundNumbers,
    records: Vec<MemberRecord>,
    is_search: bool,
}

async fn page(
    visit: &OfficerVisit,
    form: Form,
    shown: MembersShown,
) -> Result<String, PageFailure> {
    let MembersShown {
        scope,
        found,
        records,
        is_search,
    } = shown;
    looked_at_list(visit, records.len(), scope.right()).await?;
    let places = match scope {
        MemberScope::All => OfferedPlaces::of(&*names(visit).await?),
        MemberScope::Group(_) | MemberScope::Nobody => OfferedPlaces::none(),
    };
    let page = Members {
        frame: visit.frame("nav-members"),
        form,
        rows: records.iter().map(|record| line(visit, record)).collect(),
        count: count_words(visit, found.all_n),
        is_search,
        next: found
            .has_more
            .then(|| found.numbers.last().copied())
            .flatten(),
        may_edit: visit.may(Right::EditMembers),
        places,
        has_no_group: scope == MemberScope::Nobody,
    };
    Ok(page.render().unwrap_or_default())
}

/// The number behind which a page begins; 0 for the first.
pub(super) fn after(typed: &str) -> i64 {
    typed.parse().unwrap_or(0).max(0)
}

/// `GET /members`: all of them, by number.
pub(super) async fn list(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let after = after(visit.query("after"));
    let scope = MemberScope::of(&visit).await?;
    let shown = if scope == MemberScope::All {
        let numbers = store.member_numbers(coop, (after, PAGE_MAX + 1)).await?;
        let all_n = store.members_n(coop, COUNT_MAX + 1).await?;
        let most = usize::try_from(PAGE_MAX).unwrap_or_default();
        let found = FoundNumbers {
            all_n: usize::try_from(all_n).unwrap_or_default(),
            ..FoundNumbers::page(&numbers, 0, most, numbers.len())
        };
        MembersShown {
            records: store.member_records(coop, &found.numbers).await?,
            scope,
            found,
            is_search: false,
        }
    } else {
        let all = (Sought::Nothing, PlaceFilter::default());
        let found = sought(&visit, &scope, all, after).await?;
        MembersShown {
            is_search: false,
            ..still_there(&visit, scope, found, false).await?
        }
    };
    let form = Form::filled(&visit.fields);
    Ok(Outcome::Show(page(&visit, form, shown).await?))
}

/// The numbers of those who fit, as far as she may see them.
async fn sought(
    visit: &OfficerVisit,
    scope: &MemberScope,
    (wanted, filter): (Sought, PlaceFilter),
    after: i64,
) -> Result<FoundNumbers, PageFailure> {
    let most = usize::try_from(PAGE_MAX).unwrap_or_default();
    let count_max = usize::try_from(COUNT_MAX).unwrap_or_default() + 1;
    let Some(filter) = scope.narrow(filter) else {
        return Ok(FoundNumbers::page(&[], after, most, count_max));
    };
    let list = names(visit).await?;
    if let Sought::Phone(phone) = &wanted {
        let store = &visit.service().store;
        let mut numbers = store.numbers_of_phone(visit.coop_id(), phone).await?;
        numbers.retain(|no| list.fits(*no, &filter));
        return Ok(FoundNumbers::page(&numbers, after, most, count_max));
    }
    let search = move || list.find((&wanted, &filter), after, most, count_max);
    let found = tokio::task::spawn_blocking(search).await;
    Ok(found.expect("a search neither panics nor is cancelled"))
}

/// `POST /members`: who fits what was typed, and is of the village and the group that were chosen.
pub(super) async fn find(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let after = after(visit.fields.get("after"));
    let scope = MemberScope::of(&visit).await?;
    let wanted = Sought::read(visit.fields.get("q"));
    let filter = PlaceFilter::of(visit.fields.get("village"), visit.fields.get("group"));
    if wanted == Sought::Nothing && filter.is_empty() {
        return Ok(Outcome::go("/members"));
    }
    let is_by_sound = matches!(wanted, Sought::Sounds(_));
    let found = sought(&visit, &scope, (wanted, filter), after).await?;
    let shown = still_there(&visit, scope, found, is_by_sound).await?;
    let form = Form::filled(&visit.fields);
    Ok(Outcome::Found(page(&visit, form, shown).await?))
}

/// Those of the found who are still there; the list in memory forgets the others. Of whom nothing is known any more,
/// because her key was destroyed, the sound of her name is not either.
async fn still_there(
    visit: &OfficerVisit,
    scope: MemberScope,
    mut found: FoundNumbers,
    is_by_sound: bool,
) -> Result<MembersShown, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let mut records = store.member_records(coop, &found.numbers).await?;
    records.retain(|record| {
        let member = &record.member;
        let known = [&member.name, &member.village, &member.group];
        member.is_active
            && scope.has(member)
            && !(is_by_sound && known.iter().all(|text| text.is_empty()))
    });
    let there: BTreeSet<i64> = records.iter().map(|record| record.member.no).collect();
    let gone = found.numbers.iter().filter(|no| !there.contains(no));
    let gone: BTreeSet<i64> = gone.copied().collect();
    visit.console.names().forget(coop, &gone).await;
    found.all_n = found.all_n.saturating_sub(gone.len());
    Ok(MembersShown {
        scope,
        found,
        records,
        is_search: true,
    })
}
