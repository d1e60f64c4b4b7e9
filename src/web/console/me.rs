//! Her own page: her second steps, and where she is logged in.

use super::fields::Form;
use super::login::place_of;
use super::outcome::{Outcome, PageFailure};
use super::visit::{Frame, OfficerVisit};
use crate::core::domain::officer::Role;
use crate::office::signing;
use askama::Template;

/// `templates/console/me.html`.
#[derive(Template)]
#[template(path = "console/me.html")]
struct Me {
    frame: Frame,
    roles: Vec<String>,
    has_app: bool,
    /// Codes that are left on her sheet; 0 where she has none.
    left_n: usize,
    devices: Vec<Device>,
}

/// Where she is logged in.
struct Device {
    id: i64,
    name: String,
    since: String,
    seen: String,
    is_this: bool,
}

/// The name of the words for a role.
pub(super) fn role_words(role: Role) -> &'static str {
    match role {
        Role::Sakhi => "role-sakhi",
        Role::Treasurer => "role-treasurer",
        Role::Secretary => "role-secretary",
        Role::President => "role-president",
        Role::DataCommittee => "role-data-committee",
        Role::MemberAuditor => "role-member-auditor",
        Role::FederationAnalyst => "role-federation-analyst",
        Role::Technician => "role-technician",
    }
}

/// `GET /me`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let officer = visit.officer.officer.id;
    let steps = store.second_steps(coop, officer).await?;
    let sessions = store.console_sessions(coop, officer, visit.now).await?;
    let moment = |at: crate::core::domain::Instant| at.local().format("%d/%m %H:%M").to_string();
    let roles = visit.officer.officer.roles.iter();
    let page = Me {
        frame: visit.frame("nav-me"),
        roles: roles.map(|role| visit.say(role_words(*role))).collect(),
        has_app: steps.authenticator.is_some(),
        left_n: steps.sheet.map_or(0, |sheet| sheet.left_n),
        devices: sessions
            .into_iter()
            .map(|session| Device {
                id: session.id,
                since: moment(session.began_at),
                seen: moment(session.seen_at),
                is_this: session.id == visit.session.id,
                name: session.device,
            })
            .collect(),
    };
    Ok(Outcome::Show(page.render().unwrap_or_default()))
}

/// `POST /me/devices`: ends one of her sessions, or all but this one.
pub(super) async fn end_devices(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let (store, coop, now) = (&visit.service().store, visit.coop_id(), visit.now);
    let officer = visit.officer.officer.id;
    let wanted = match visit.fields.get("session") {
        "" => None,
        id => Some(id.parse::<i64>().map_err(|_| PageFailure::NotAForm)?),
    };
    let sessions = store.console_sessions(coop, officer, now).await?;
    let ends = sessions.iter().filter(|one| match wanted {
        Some(wanted) => one.id == wanted,
        None => one.id != visit.session.id,
    });
    for session in ends {
        store
            .end_console_session(coop, (officer, session.id), now)
            .await?;
    }
    Ok(Outcome::done("/me", "done-device-ended"))
}

/// Asks for her passphrase again, in the field `passphrase`; the form with what is wrong where it is not hers.
pub(super) async fn ask_again(visit: &OfficerVisit) -> Result<Result<(), Form>, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let typed = (visit.officer.name.as_str(), visit.fields.raw("passphrase"));
    let known = signing::come_in(store, coop, typed, &place_of(visit), visit.now).await;
    match known {
        Ok(known) if known.officer.id == visit.officer.officer.id => Ok(Ok(())),
        Err(signing::Error::Store(error)) => Err(error.into()),
        Ok(_) | Err(_) => {
            let form = Form::filled(&visit.fields);
            Ok(Err(form.wrong("passphrase", visit.say("passphrase-wrong"))))
        }
    }
}
