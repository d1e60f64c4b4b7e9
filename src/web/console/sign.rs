//! What waits for a second signature: the list, and what of it stands on the first page.

use super::outcome::{Outcome, PageFailure};
use super::preview::{act_words, moment};
use super::sign_one::refusal_words;
use super::today_item::{TodayItem, TodaySection};
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::office::waits::{ProposalStanding, WaitingProposal, signatures};
use askama::Template;

/// `templates/console/sign.html`.
#[derive(Template)]
#[template(path = "console/sign.html")]
struct Signatures {
    frame: Frame,
    to_sign: Vec<SignRow>,
    hers: Vec<SignRow>,
    /// What she may sign by her role, and does not sign since it is about her or by her.
    not_hers: Vec<SignRow>,
}

/// A proposal in the list.
struct SignRow {
    no: i64,
    words: String,
    asker: String,
    until: String,
    /// That it came back, or why she does not sign it; empty where there is nothing to say.
    note: String,
}

/// What waits for a signature, for the first page. It is the list of `/sign`.
pub(super) async fn today(visit: &OfficerVisit) -> Result<Vec<TodayItem>, PageFailure> {
    let (mut items, waiting) = (Vec::new(), waiting(visit).await?);
    let of = |wanted| move |one: &&WaitingProposal| one.standing == wanted;
    let to_sign: Vec<_> = waiting
        .iter()
        .filter(of(ProposalStanding::ToSign))
        .collect();
    let today = visit.now.day();
    for one in to_sign
        .iter()
        .filter(|one| one.kept.proposal.until.day() == today)
    {
        items.push(TodayItem {
            section: TodaySection::RunningOut,
            words: visit.say_with(
                "today-sign-one",
                &[
                    ("no", one.kept.no.to_string().spoken()),
                    ("act", visit.say(act_words(one.act)).spoken()),
                ],
            ),
            path: format!("/sign/{}", one.kept.no),
            due: Some(one.kept.proposal.until),
        });
    }
    let came_back = waiting.iter().filter(of(ProposalStanding::CameBack));
    for (name, n, due) in [
        (
            "today-sign",
            to_sign.len(),
            to_sign.first().map(|one| one.kept.proposal.until),
        ),
        ("today-came-back", came_back.count(), None),
    ] {
        if n > 0 {
            items.push(TodayItem {
                section: TodaySection::Signatures,
                words: visit.say_with(name, &[("n", n.spoken())]),
                path: "/sign".to_owned(),
                due,
            });
        }
    }
    Ok(items)
}

async fn waiting(visit: &OfficerVisit) -> Result<Vec<WaitingProposal>, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let officer = &visit.officer.officer;
    Ok(signatures(store, coop, officer, visit.now).await?)
}

/// `GET /sign`.
pub(super) async fn list(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let mut page = Signatures {
        frame: visit.frame("nav-sign"),
        to_sign: Vec::new(),
        hers: Vec::new(),
        not_hers: Vec::new(),
    };
    for one in waiting(&visit).await? {
        let (rows, note) = match one.standing {
            ProposalStanding::ToSign => (&mut page.to_sign, String::new()),
            ProposalStanding::Asked => (&mut page.hers, String::new()),
            ProposalStanding::CameBack => (&mut page.hers, visit.say("sign-came-back")),
            ProposalStanding::NotHers(refusal) => {
                (&mut page.not_hers, visit.say(refusal_words(refusal)))
            }
        };
        rows.push(SignRow {
            no: one.kept.no,
            words: visit.say(act_words(one.act)),
            asker: one.asker,
            until: moment(one.kept.proposal.until),
            note,
        });
    }
    Ok(Outcome::Show(page.render().unwrap_or_default()))
}
