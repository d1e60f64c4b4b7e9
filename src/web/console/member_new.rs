//! A woman is taken in. Who may be there already is shown first, and the officer says that it is another.

use super::fields::Form;
use super::member_fields::{self, OfferedPlaces, names};
use super::members::{MemberLine, line, looked_at_list};
use super::outcome::{Outcome, PageFailure};
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::core::acts::member::add::{self, Input};
use crate::core::authz::Right;
use crate::core::domain::Newcomer;
use crate::office::membership::{Error, RegisterDesk};
use askama::Template;
use std::collections::BTreeSet;

/// `templates/console/member-new.html`.
#[derive(Template)]
#[template(path = "console/member-new.html")]
struct NewPage {
    frame: Frame,
    form: Form,
    /// The number that is proposed.
    next_no: i64,
    places: OfferedPlaces,
    /// Members who may be the same woman.
    alike: Vec<MemberLine>,
}

async fn page(
    visit: &OfficerVisit,
    form: Form,
    alike: &BTreeSet<i64>,
) -> Result<String, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let alike: Vec<i64> = alike.iter().copied().collect();
    let alike = store.member_records(coop, &alike).await?;
    looked_at_list(visit, alike.len(), Right::EditMembers).await?;
    let page = NewPage {
        frame: visit.frame("new-title"),
        form,
        next_no: store.next_member_no(coop).await?,
        places: OfferedPlaces::of(&*names(visit).await?),
        alike: alike.iter().map(|record| line(visit, record)).collect(),
    };
    Ok(page.render().unwrap_or_default())
}

/// `GET /members/new`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let form = Form::filled(&visit.fields);
    Ok(Outcome::Show(page(&visit, form, &BTreeSet::new()).await?))
}

/// What was typed; or the form with all that is wrong.
async fn typed(visit: &OfficerVisit) -> Result<Result<Input, Form>, PageFailure> {
    let next = visit
        .service()
        .store
        .next_member_no(visit.coop_id())
        .await?;
    let no = member_fields::number(visit.fields.get("number"), next);
    let phone = member_fields::phone(visit.fields.get("phone"));
    let fields = member_fields::read(visit);
    let (Some(no), Ok(phone), Ok(fields)) = (no, &phone, &fields) else {
        let mut form = fields.err().unwrap_or_else(|| Form::filled(&visit.fields));
        if no.is_none() {
            form = form.wrong("number", visit.say("field-number-wrong"));
        }
        if phone.is_err() {
            form = form.wrong("phone", visit.say("field-phone-wrong"));
        }
        return Ok(Err(form));
    };
    let others = visit.fields.all("other").filter_map(|no| no.parse().ok());
    let is_another = visit.fields.get("another") == "yes";
    Ok(Ok(Input {
        newcomer: Newcomer {
            no,
            name: fields.name.clone(),
            phone: phone.clone(),
            lang: fields.lang,
            private_sms: fields.private_sms,
            joined: fields.joined,
            village: fields.village.clone(),
            group: fields.group.clone(),
        },
        nominee: fields.nominee.clone(),
        others: others.filter(|_| is_another).collect(),
    }))
}

/// `POST /members/new`.
pub(super) async fn add(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let none = BTreeSet::new();
    let input = match typed(&visit).await? {
        Ok(input) => input,
        Err(form) => return Ok(Outcome::Again(page(&visit, form, &none).await?)),
    };
    let permit = visit.permit(Right::EditMembers)?;
    let list = names(&visit).await?;
    let alike = list.alike(&input.newcomer.name, &input.newcomer.village);
    let alike: Vec<i64> = alike.into_iter().collect();
    let desk = RegisterDesk {
        service: visit.service(),
        entry: &visit.coop,
        permit: &permit,
    };
    let form = || Form::filled(&visit.fields);
    let (form, alike) = match desk.add(&input, &alike).await {
        Ok(is_told) => {
            let said = if is_told { "done-new-told" } else { "done-new" };
            return Ok(Outcome::done(
                format!("/members/{}", input.newcomer.no),
                said,
            ));
        }
        Err(Error::Add(add::Refusal::Alike(alike))) => {
            let words = visit.say_with("new-alike", &[("n", alike.len().spoken())]);
            (form().wrong("another", words), alike)
        }
        Err(Error::Add(add::Refusal::Taken)) => {
            let words = visit.say("field-number-taken");
            (form().wrong("number", words), none)
        }
        Err(Error::Add(add::Refusal::Right)) => return Err(PageFailure::NotFound),
        Err(Error::Store(error)) => return Err(error.into()),
        Err(_) => (form().wrong("", visit.say("register-moved")), none),
    };
    Ok(Outcome::Again(page(&visit, form, &alike).await?))
}
