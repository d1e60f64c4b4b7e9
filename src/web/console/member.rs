//! One member as an officer sees her: what the register says, the ends of her phones and with how many she shares
//! them, how her PIN stands, and who looked. Nothing of permissions, votes or figures stands here.
//!
//! Her whole numbers are shown for a reason, which is written down before they are read, and for five minutes.

use super::days::written;
use super::fields::Form;
use super::leave_words::leave_words;
use super::member_fields::nominee_words;
use super::member_pins::ask;
use super::members::{name_of, phone_words};
use super::outcome::{Outcome, PageFailure};
use super::preview::{act_words, moment};
use super::scope::MemberScope;
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::core::authz::Right;
use crate::core::domain::look::{LookedAt, RevealReason};
use crate::core::domain::pin::UNTIL_OFFICERS;
use crate::core::domain::proposal::Subject;
use crate::core::domain::{Instant, Lang, MemberId, MemberState};
use crate::office::proposed_act::{PinAct, ProposedAct};
use crate::office::two::name_of as officer_name;
use crate::office::waits::signatures;
use crate::store::{KeptLook, MemberRecord, Membership, NewLook, PinStanding};
use askama::Template;

/// Looks that are shown.
const LOOKS_MAX: i64 = 10;

/// `templates/console/member.html`.
#[derive(Template)]
#[template(path = "console/member.html")]
struct MemberPage {
    frame: Frame,
    form: Form,
    no: i64,
    /// What the register says, line by line: a label, and a value.
    facts: Vec<(String, String)>,
    phones: Vec<String>,
    pin: String,
    /// What about her waits for a signature that this officer knows of: number and words.
    waits: Vec<(i64, String)>,
    is_active: bool,
    /// Whether she has left or died, so that she can be a member again.
    is_gone: bool,
    allowed: AllowedHere,
    /// Reasons for seeing whole numbers: name and words.
    reasons: Vec<(&'static str, String)>,
    looks: Vec<String>,
}

/// What the officer may do on the page.
struct AllowedHere {
    reveal: bool,
    edit: bool,
}

/// `templates/console/member-numbers.html`.
#[derive(Template)]
#[template(path = "console/member-numbers.html")]
struct MemberNumbers {
    frame: Frame,
    no: i64,
    numbers: Vec<String>,
}

pub(super) fn reason_words(reason: RevealReason) -> &'static str {
    match reason {
        RevealReason::Call => "reveal-call",
        RevealReason::Check => "reveal-check",
        RevealReason::Asked => "reveal-asked",
        RevealReason::Texts => "reveal-texts",
    }
}

pub(super) fn lang_words(lang: Lang) -> &'static str {
    match lang {
        Lang::Gu => "lang-gu",
        Lang::Hi => "lang-hi",
        Lang::En => "lang-en",
    }
}

fn day(at: Instant) -> String {
    at.local().format("%d/%m/%Y").to_string()
}

/// The member of the page's path.
pub(super) async fn found(visit: &OfficerVisit) -> Result<MemberRecord, PageFailure> {
    let no = visit.number("no")?;
    let store = &visit.service().store;
    let found = store.member_records(visit.coop_id(), &[no]).await?;
    let scope = MemberScope::of(visit).await?;
    let mut found = found.into_iter();
    let mut found = found.by_ref().filter(|record| scope.has(&record.member));
    found.next().ok_or(PageFailure::NotFound)
}

fn facts(
    visit: &OfficerVisit,
    record: &MemberRecord,
    membership: &Membership,
) -> Vec<(String, String)> {
    let member = &record.member;
    let lang = member.lang.map_or("member-lang-none", lang_words);
    let private = if member.private_sms {
        "member-private-yes"
    } else {
        "member-private-no"
    };
    let facts = [
        ("member-village", member.village.clone()),
        ("member-group", member.group.clone()),
        ("member-lang", visit.say(lang)),
        ("member-private", visit.say(private)),
        ("member-joined", day(member.joined_at)),
        ("member-nominee", nominee_line(visit, membership)),
        ("member-left-on", leaving_words(visit, membership)),
    ];
    let known = facts.into_iter().filter(|(_, value)| !value.is_empty());
    known
        .map(|(name, value)| (visit.say(name), value))
        .collect()
}

/// Whom she has named to act for her one day; whoever may not alter it reads only that there is somebody.
fn nominee_line(visit: &OfficerVisit, membership: &Membership) -> String {
    match &membership.nominee {
        None => String::new(),
        Some(_) if !visit.may(Right::EditMembers) => visit.say("member-nominee-some"),
        Some((nominee, at)) => {
            let words = nominee_words(nominee);
            format!("{words} · {}", day(*at))
        }
    }
}

fn leaving_words(visit: &OfficerVisit, membership: &Membership) -> String {
    membership.leaving.map_or_else(String::new, |leaving| {
        let reason = visit.say(leave_words(leaving.reason));
        format!("{} · {reason}", written(leaving.on))
    })
}

fn pin_words(visit: &OfficerVisit, pin: PinStanding) -> String {
    let said = |name: &str, at: Instant| visit.say_with(name, &[("at", moment(at).spoken())]);
    match pin {
        PinStanding {
            locked_until: Some(UNTIL_OFFICERS),
            ..
        } => visit.say("member-pin-locked-for-good"),
        PinStanding {
            locked_until: Some(at),
            ..
        } => said("member-pin-locked", at),
        PinStanding {
            code_until: Some(at),
            ..
        } => said("member-pin-code", at),
        PinStanding { has_pin: true, .. } => visit.say("member-pin-yes"),
        PinStanding { has_pin: false, .. } => visit.say("member-pin-no"),
    }
}

/// A look, in words: when, who, and at what or why.
fn look_words(visit: &OfficerVisit, officer: &str, look: &KeptLook) -> String {
    let what = match (look.looked_at, look.reason) {
        (LookedAt::Numbers, Some(reason)) => reason_words(reason),
        (LookedAt::Numbers, None) => "look-numbers",
        (LookedAt::Member | LookedAt::List, _) => "look-member",
    };
    format!("{} · {officer} · {}", moment(look.at), visit.say(what))
}

/// What about her waits for a signature, as far as it concerns this officer.
async fn waits(visit: &OfficerVisit, member: MemberId) -> Result<Vec<(i64, String)>, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let officer = &visit.officer.officer;
    let waiting = signatures(store, coop, officer, visit.now).await?;
    let about_her = Subject::Member(member);
    let hers = waiting
        .iter()
        .filter(|one| one.kept.proposal.subjects.contains(&about_her));
    Ok(hers
        .map(|one| (one.kept.no, visit.say(act_words(one.act))))
        .collect())
}

async fn page(
    visit: &OfficerVisit,
    record: &MemberRecord,
    form: Form,
) -> Result<String, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let member = &record.member;
    let look = NewLook {
        officer: visit.officer.officer.id,
        looked_at: LookedAt::Member,
        member: Some(member.id),
        shown_n: 1,
        used_right: MemberScope::of(visit).await?.right().words(),
    };
    let membership = store.membership(coop, member.id).await?;
    let looks = store.looks_at(coop, member.id, LOOKS_MAX).await?;
    store.add_look(coop, look, visit.now).await?;
    let officers = store.officers(coop).await?;
    let pin = store.pin_standing(coop, member.id, visit.now).await?;
    let phones = record.phones.iter();
    let reasons = RevealReason::ALL.into_iter();
    let page = MemberPage {
        frame: visit.frame_titled(format!("{} {}", member.no, name_of(visit, record))),
        form,
        no: member.no,
        facts: facts(visit, record, &membership),
        is_gone: matches!(membership.state, MemberState::Left | MemberState::Died),
        phones: phones.map(|phone| phone_words(visit, phone)).collect(),
        pin: pin_words(visit, pin),
        waits: waits(visit, member.id).await?,
        is_active: member.is_active,
        allowed: AllowedHere {
            reveal: visit.may(Right::RevealNumbers) && !record.phones.is_empty(),
            edit: visit.may(Right::EditMembers),
        },
        reasons: reasons
            .map(|reason| (reason.code(), visit.say(reason_words(reason))))
            .collect(),
        looks: looks
            .iter()
            .map(|look| look_words(visit, officer_name(&officers, look.officer), look))
            .collect(),
    };
    Ok(page.render().unwrap_or_default())
}

/// `GET /members/{no}`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let record = found(&visit).await?;
    let form = Form::filled(&visit.fields);
    Ok(Outcome::Show(page(&visit, &record, form).await?))
}

/// `POST /members/{no}/reveal`: her whole numbers, for a reason.
pub(super) async fn reveal(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let record = found(&visit).await?;
    let Some(reason) = RevealReason::parse(visit.fields.get("reason")) else {
        let form = Form::filled(&visit.fields).wrong("reason", visit.say("reveal-no-reason"));
        return Ok(Outcome::Again(page(&visit, &record, form).await?));
    };
    let permit = visit.permit(Right::RevealNumbers)?;
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let by = (visit.officer.officer.id, permit.right().words());
    let shown = store
        .reveal_numbers(coop, by, (record.member.id, reason), visit.now)
        .await?;
    let page = MemberNumbers {
        frame: visit.frame_titled(format!("{} {}", record.member.no, name_of(&visit, &record))),
        no: record.member.no,
        numbers: shown
            .iter()
            .map(|phone| phone.reveal().to_owned())
            .collect(),
    };
    Ok(Outcome::Found(page.render().unwrap_or_default()))
}

/// `POST /members/{no}/pin/slip`: asks for a code for a new PIN.
pub(super) async fn make_slip(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let numbers = vec![visit.number("no")?];
    asked(&visit, &ProposedAct::Pin(PinAct::Activate { numbers })).await
}

/// `POST /members/{no}/pin/unlock`: asks that the locks of her PIN are opened.
pub(super) async fn unlock(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let numbers = vec![visit.number("no")?];
    asked(&visit, &ProposedAct::Pin(PinAct::Unlock { numbers })).await
}

async fn asked(visit: &OfficerVisit, act: &ProposedAct) -> Result<Outcome, PageFailure> {
    let record = found(visit).await?;
    match ask(visit, act).await? {
        Ok(outcome) => Ok(outcome),
        Err(form) => Ok(Outcome::Again(page(visit, &record, form).await?)),
    }
}
