//! What is held of a member is altered: old and new stand side by side before it is done.

use super::days::written;
use super::fields::Form;
use super::member::{found, lang_words};
use super::member_fields::{self, MemberFields, OfferedPlaces, names, nominee_words};
use super::members::name_of;
use super::outcome::{Outcome, PageFailure};
use super::visit::{Frame, OfficerVisit};
use crate::core::acts::member::edit;
use crate::core::authz::Right;
use crate::core::domain::change::member::MemberEdited;
use crate::core::domain::{Lang, Nominee, Words};
use crate::office::membership::{Error, RegisterDesk, what_of};
use crate::store::{MemberRecord, Membership};
use askama::Template;

/// `templates/console/member-edit.html`.
#[derive(Template)]
#[template(path = "console/member-edit.html")]
struct EditPage {
    frame: Frame,
    form: Form,
    no: i64,
    places: OfferedPlaces,
    /// Numbers of her open cases that ask for a nominee.
    nominee_cases: Vec<i64>,
}

/// `templates/console/member-edit-check.html`.
#[derive(Template)]
#[template(path = "console/member-edit-check.html")]
struct EditCheckPage {
    frame: Frame,
    no: i64,
    /// What is altered: a label, how it reads now, and how it will.
    lines: Vec<(String, String, String)>,
    /// All that was typed.
    typed: Vec<(&'static str, String)>,
    /// What she is shown here.
    sure: String,
}

/// The fields of the form.
const FIELDS: [&str; 8] = [
    "name",
    "village",
    "group",
    "lang",
    "private",
    "joined",
    "nominee-name",
    "nominee-relation",
];

/// The form as it stands with her now.
fn as_it_is(record: &MemberRecord, membership: &Membership) -> super::fields::Fields {
    let member = &record.member;
    let nominee = nominee_of(membership);
    let private = if member.private_sms { "yes" } else { "" };
    let joined = written(member.joined_at.day());
    let fields = [
        ("name", member.name.as_str()),
        ("village", &member.village),
        ("group", &member.group),
        ("lang", member.lang.map_or("", Lang::code)),
        ("private", private),
        ("joined", &joined),
        ("nominee-name", &nominee.name),
        ("nominee-relation", &nominee.relation),
    ];
    super::fields::Fields::of(fields.into_iter())
}

fn nominee_of(membership: &Membership) -> Nominee {
    let nominee = membership.nominee.as_ref();
    nominee.map_or_else(Nominee::default, |(nominee, _)| nominee.clone())
}

/// An active member, with how it stands with her.
async fn her(visit: &OfficerVisit) -> Result<(MemberRecord, Membership), PageFailure> {
    let record = found(visit).await?;
    if !record.member.is_active {
        return Err(PageFailure::NotFound);
    }
    let store = &visit.service().store;
    let membership = store.membership(visit.coop_id(), record.member.id).await?;
    Ok((record, membership))
}

async fn page(
    visit: &OfficerVisit,
    (record, membership): &(MemberRecord, Membership),
    form: Form,
) -> Result<String, PageFailure> {
    let title = format!("{} {}", record.member.no, name_of(visit, record));
    let cases = membership.cases.iter();
    let page = EditPage {
        frame: visit.frame_titled(title),
        form,
        no: record.member.no,
        places: OfferedPlaces::of(&*names(visit).await?),
        nominee_cases: cases
            .filter(|(_, kind)| *kind == crate::core::domain::CaseKind::Nominee)
            .map(|(no, _)| *no)
            .collect(),
    };
    Ok(page.render().unwrap_or_default())
}

/// `GET /members/{no}/edit`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let her = her(&visit).await?;
    let form = if visit.came_back {
        Form::filled(&visit.fields)
    } else {
        Form::filled(&as_it_is(&her.0, &her.1))
    };
    Ok(Outcome::Show(page(&visit, &her, form).await?))
}

/// What of her is altered by what was typed.
fn altered(record: &MemberRecord, membership: &Membership, typed: &MemberFields) -> MemberEdited {
    let member = &record.member;
    let text = |old: &str, new: &str| (old != new).then(|| new.to_owned());
    let nominee = nominee_of(membership);
    let joined = typed.joined.filter(|day| *day != member.joined_at.day());
    MemberEdited {
        name: text(&member.name, &typed.name),
        village: text(&member.village, &typed.village),
        group: text(&member.group, &typed.group),
        lang: typed.lang.filter(|lang| member.lang != Some(*lang)),
        private_sms: (member.private_sms != typed.private_sms).then_some(typed.private_sms),
        joined,
        nominee: (nominee != typed.nominee).then(|| typed.nominee.clone()),
        ..MemberEdited::none(member.id, member.no)
    }
}

/// What is altered, old and new: the name of its words, and both.
fn lines(
    visit: &OfficerVisit,
    (record, membership): &(MemberRecord, Membership),
    edited: &MemberEdited,
) -> Vec<(&'static str, String, String)> {
    let member = &record.member;
    let lang = |lang: Option<Lang>| visit.say(lang.map_or("member-lang-none", lang_words));
    let private = |on: bool| {
        visit.say(if on {
            "member-private-yes"
        } else {
            "member-private-no"
        })
    };
    let lines = [
        ("what-name", Some(member.name.clone()), edited.name.clone()),
        (
            "what-village",
            Some(member.village.clone()),
            edited.village.clone(),
        ),
        (
            "what-group",
            Some(member.group.clone()),
            edited.group.clone(),
        ),
        (
            "what-lang",
            Some(lang(member.lang)),
            edited.lang.map(|new| lang(Some(new))),
        ),
        (
            "what-private",
            Some(private(member.private_sms)),
            edited.private_sms.map(private),
        ),
        (
            "what-joined",
            Some(written(member.joined_at.day())),
            edited.joined.map(written),
        ),
        (
            "what-nominee",
            Some(nominee_words(&nominee_of(membership))),
            edited.nominee.as_ref().map(nominee_words),
        ),
    ];
    let lines = lines.into_iter();
    lines
        .filter_map(|(name, old, new)| Some((name, old?, new?)))
        .collect()
}

/// Words of the console in the three languages.
fn in_three(visit: &OfficerVisit, name: &str) -> Words {
    let words = visit.service().script.console_words();
    let say = |lang| words.say_with(lang, name, &[]).into_owned();
    Words {
        gu: say(Lang::Gu),
        hi: say(Lang::Hi),
        en: say(Lang::En),
    }
}

/// `POST /members/{no}/edit`: first old and new are shown, then it is done.
pub(super) async fn alter(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let her = her(&visit).await?;
    let form = || Form::filled(&visit.fields);
    if !visit.fields.get("back").is_empty() {
        return Ok(Outcome::Found(page(&visit, &her, form()).await?));
    }
    let typed = match member_fields::read(&visit) {
        Ok(typed) => typed,
        Err(form) => return Ok(Outcome::Again(page(&visit, &her, form).await?)),
    };
    let edited = altered(&her.0, &her.1, &typed);
    let lines = lines(&visit, &her, &edited);
    if lines.is_empty() {
        let form = form().wrong("", visit.say("edit-nothing"));
        return Ok(Outcome::Again(page(&visit, &her, form).await?));
    }
    let shown = format!("{} {lines:?}", her.0.member.no);
    let sure = visit.service().keys().shown(visit.coop_id(), &shown);
    if visit.fields.get("sure") != sure {
        return Ok(Outcome::Found(check(&visit, &her.0, (&lines, sure))));
    }
    let each: Vec<Words> = lines
        .iter()
        .map(|(name, ..)| in_three(&visit, name))
        .collect();
    let what = what_of(&each, &in_three(&visit, "what-several"));
    let permit = visit.permit(Right::EditMembers)?;
    let desk = RegisterDesk {
        service: visit.service(),
        entry: &visit.coop,
        permit: &permit,
    };
    let words = match desk.edit(edited, &what).await {
        Ok(is_told) => {
            let said = if is_told {
                "done-edit-told"
            } else {
                "done-edit"
            };
            let to = format!("/members/{}", her.0.member.no);
            return Ok(Outcome::done(to, said));
        }
        Err(Error::Store(error)) => return Err(error.into()),
        Err(Error::Edit(edit::Refusal::Right)) => return Err(PageFailure::NotFound),
        Err(Error::Edit(edit::Refusal::Own)) => visit.say("register-own"),
        Err(_) => visit.say("register-moved"),
    };
    Ok(Outcome::Again(
        page(&visit, &her, form().wrong("", words)).await?,
    ))
}

fn check(
    visit: &OfficerVisit,
    record: &MemberRecord,
    (lines, sure): (&[(&'static str, String, String)], String),
) -> String {
    let or_none = |text: &str| {
        if text.is_empty() {
            visit.say("edit-none")
        } else {
            text.to_owned()
        }
    };
    let shown = |(name, old, new): &(&'static str, String, String)| {
        (visit.say(name), or_none(old), or_none(new))
    };
    let page = EditCheckPage {
        frame: visit.frame_titled(format!("{} {}", record.member.no, name_of(visit, record))),
        no: record.member.no,
        lines: lines.iter().map(shown).collect(),
        typed: FIELDS
            .into_iter()
            .map(|name| (name, visit.fields.get(name).to_owned()))
            .collect(),
        sure,
    };
    page.render().unwrap_or_default()
}
