//! The gateways by which texts leave: whether each works, and how the texts are registered with the operators in
//! each language.

use super::delivery_words::{failure_todo, failure_words, script_words};
use super::outcome::{Outcome, PageFailure};
use super::preview::moment;
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::core::domain::{Failure, TaskKind};
use crate::office::registered::{TemplateStanding, standings};
use crate::store::FailedTexts;
use askama::Template;
use std::collections::BTreeSet;

/// How far back the last text that a gateway took is looked for, in days.
const TAKEN_DAYS: i64 = 30;
/// Failures of so many days are shown.
const FAILED_DAYS: i64 = 7;

/// `templates/console/gateways.html`.
#[derive(Template)]
#[template(path = "console/gateways.html")]
struct GatewaysPage {
    frame: Frame,
    gateways: Vec<GatewayBox>,
    /// Whether texts leave this machine, so that each must be registered.
    are_real: bool,
    /// For each language and script: its name, and how many texts are in each state.
    scripts: Vec<(String, [usize; 5])>,
    /// Texts that may not be sent in some language: name, language, what is the matter.
    wrong: Vec<(String, String, String)>,
}

/// A gateway.
struct GatewayBox {
    name: String,
    /// How it stands, and whether somebody has to see to it.
    state: String,
    is_fault: bool,
    taken: String,
    credit: String,
    errors: Vec<String>,
}

/// What is the matter with a text and what is to be done.
fn standing_words(standing: TemplateStanding) -> &'static str {
    match standing {
        TemplateStanding::Approved => "template-approved",
        TemplateStanding::Waiting => "template-waiting",
        TemplateStanding::Refused => "template-refused",
        TemplateStanding::Paused => "template-paused",
        TemplateStanding::Missing => "template-missing",
    }
}

fn errors(visit: &OfficerVisit, name: &str, failed: &[FailedTexts]) -> Vec<String> {
    let hers = failed
        .iter()
        .filter(|texts| texts.gateway.as_deref() == Some(name));
    hers.map(|texts| {
        let code = texts.code.as_deref().unwrap_or_default();
        let words = visit.say(failure_words(texts.failure()));
        let todo = visit.say(failure_todo(texts.failure()));
        let last = moment(texts.last_at());
        format!("{} · {words} {code} · {last} · {todo}", texts.texts_n)
    })
    .collect()
}

async fn boxes(visit: &OfficerVisit) -> Result<Vec<GatewayBox>, PageFailure> {
    let (service, coop, now) = (visit.service(), visit.coop_id(), visit.now);
    let store = &service.store;
    let pauses = store.gateway_pauses(coop).await?;
    let taken = store.last_taken(coop, now.plus_days(-TAKEN_DAYS)).await?;
    let failed = store
        .failed_texts(coop, now.plus_days(-FAILED_DAYS))
        .await?;
    let tasks = store.officer_tasks(coop).await?;
    let route: Vec<String> = service
        .sending
        .providers
        .route()
        .map(|one| one.provider.name().to_owned())
        .collect();
    let mut names = route.clone();
    let known: BTreeSet<String> = route.into_iter().collect();
    // Paused and no longer on the route: it is said too, since its task is open.
    let others = pauses.iter().map(|pause| pause.gateway.clone());
    names.extend(others.filter(|name| !known.contains(name)));
    let boxes = names.into_iter().map(|name| {
        let pause = pauses.iter().find(|pause| pause.gateway == name);
        let works = service.sending.health.is_closed(&name, now);
        let state = match pause {
            Some(pause) => {
                let code = pause.why.split(' ').next().unwrap_or_default();
                let why = Failure::parse(code).unwrap_or(Failure::Other);
                let why = visit.say(failure_words(why));
                let since = moment(pause.since());
                visit.say_with(
                    "gateway-paused",
                    &[("why", why.spoken()), ("at", since.spoken())],
                )
            }
            None if works => visit.say("gateway-works"),
            None => visit.say("gateway-rests"),
        };
        let last = taken.iter().find(|(gateway, _)| *gateway == name);
        let about = |kind: TaskKind| {
            tasks
                .iter()
                .any(|task| task.kind == kind && task.about == name)
        };
        GatewayBox {
            is_fault: pause.is_some() || !works,
            state,
            taken: last.map_or_else(
                || visit.say("gateway-took-nothing"),
                |(_, at)| visit.say_with("gateway-took", &[("at", moment(*at).spoken())]),
            ),
            credit: visit.say(if about(TaskKind::Credit) {
                "gateway-no-credit"
            } else {
                "gateway-credit-unknown"
            }),
            errors: errors(visit, &name, &failed),
            name,
        }
    });
    Ok(boxes.collect())
}

/// `GET /gateways`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let coops = visit.service().store.coops().await?;
    let entry = coops.iter().find(|one| one.coop.id == visit.coop_id());
    let by_script = standings(visit.service(), entry.ok_or(PageFailure::NotFound)?);
    let count = |all: &[(String, TemplateStanding)]| {
        TemplateStanding::ALL.map(|wanted| all.iter().filter(|(_, one)| *one == wanted).count())
    };
    let are_real = visit.service().sending.providers.are_real();
    let mut wrong = Vec::new();
    for (lang_script, all) in by_script.iter().filter(|_| are_real) {
        let lang = visit.say(script_words(*lang_script));
        let not_sent = all
            .iter()
            .filter(|(_, one)| *one != TemplateStanding::Approved);
        wrong.extend(
            not_sent
                .map(|(name, one)| (name.clone(), lang.clone(), visit.say(standing_words(*one)))),
        );
    }
    let page = GatewaysPage {
        gateways: boxes(&visit).await?,
        are_real,
        scripts: by_script
            .iter()
            .map(|(lang_script, all)| (visit.say(script_words(*lang_script)), count(all)))
            .collect(),
        wrong,
        frame: visit.frame("gateways-title"),
    };
    Ok(Outcome::Show(page.render().unwrap_or_default()))
}
