//! Codes for new PINs, for the women at a meeting: one proposal carries them all, another officer signs it, and the
//! slips are printed then. Each woman chooses her PIN herself, from a phone of hers.

use super::fields::Form;
use super::me::ask_again;
use super::members::{MemberLine, after, line, looked_at_list};
use super::outcome::{Outcome, PageFailure};
use super::preview;
use super::slips;
use super::today_item::{TodayItem, TodaySection};
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::core::acts::pin::WOMEN_MAX;
use crate::core::authz::Right;
use crate::core::texts::fold::fold;
use crate::office::pin_help::Two;
use crate::office::proposed_act::{PinAct, ProposedAct};
use crate::office::signing;
use crate::office::two::{self, AskedAct, TwoFailure, WantedAct};
use askama::Template;
use std::collections::BTreeSet;

/// Women on one page.
const PAGE_MAX: i64 = 50;
/// Women with a lock that only officers open: all of them are listed, as they are counted on the first page.
const LOCKED_MAX: i64 = 500;

/// `templates/console/member-pins.html`.
#[derive(Template)]
#[template(path = "console/member-pins.html")]
struct MemberPins {
    frame: Frame,
    form: Form,
    /// Women who have a phone and no PIN.
    rows: Vec<MemberLine>,
    /// Women whose PIN is locked until two officers open it.
    locked: Vec<MemberLine>,
    /// Behind which number the next page begins; none on the last.
    next: Option<i64>,
}

async fn page(visit: &OfficerVisit, form: Form) -> Result<String, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let after = after(visit.query("after"));
    let mut numbers = store
        .numbers_without_pin(coop, (after, PAGE_MAX + 1))
        .await?;
    let most = usize::try_from(PAGE_MAX).unwrap_or_default();
    let has_more = numbers.len() > most;
    numbers.truncate(most);
    let records = store.member_records(coop, &numbers).await?;
    let locked = store.numbers_locked(coop, LOCKED_MAX).await?;
    let locked = store.member_records(coop, &locked).await?;
    let shown_n = records.len() + locked.len();
    looked_at_list(visit, shown_n, Right::EditMembers).await?;
    let page = MemberPins {
        frame: visit.frame("pins-title"),
        form,
        rows: records.iter().map(|record| line(visit, record)).collect(),
        locked: locked.iter().map(|record| line(visit, record)).collect(),
        next: has_more.then(|| numbers.last().copied()).flatten(),
    };
    Ok(page.render().unwrap_or_default())
}

/// What of it needs her: women whose PIN only two officers open.
pub(super) async fn today(visit: &OfficerVisit) -> Result<Vec<TodayItem>, PageFailure> {
    if !visit.may(Right::EditMembers) {
        return Ok(Vec::new());
    }
    let store = &visit.service().store;
    let locked = store.numbers_locked(visit.coop_id(), LOCKED_MAX).await?;
    let item = (!locked.is_empty()).then(|| TodayItem {
        section: TodaySection::Pins,
        words: visit.say_with("today-locked", &[("n", locked.len().spoken())]),
        path: "/members/pins".to_owned(),
        due: None,
    });
    Ok(item.into_iter().collect())
}

/// `GET /members/pins`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let form = Form::filled(&visit.fields);
    Ok(Outcome::Show(page(&visit, form).await?))
}

/// `POST /members/pins`: asks for codes for the women who were ticked and those whose numbers were typed.
pub(super) async fn activate(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let form = Form::filled(&visit.fields);
    let numbers = match chosen(&visit) {
        Ok(numbers) => numbers,
        Err(words) => {
            let form = form.wrong("numbers", words);
            return Ok(Outcome::Again(page(&visit, form).await?));
        }
    };
    match ask(&visit, &ProposedAct::Pin(PinAct::Activate { numbers })).await? {
        Ok(outcome) => Ok(outcome),
        Err(form) => Ok(Outcome::Again(page(&visit, form).await?)),
    }
}

/// The numbers that were ticked and typed, each once; or what is wrong with them.
fn chosen(visit: &OfficerVisit) -> Result<Vec<i64>, String> {
    let ticked = visit.fields.all("no").filter_map(|no| no.parse().ok());
    let mut numbers: BTreeSet<i64> = ticked.collect();
    match numbers_of(visit.fields.get("numbers")) {
        Ok(typed) => numbers.extend(typed),
        Err(word) => return Err(visit.say_with("pins-not-a-number", &[("word", word.spoken())])),
    }
    if numbers.is_empty() {
        return Err(visit.say("pins-none"));
    }
    if numbers.len() > WOMEN_MAX {
        return Err(visit.say_with("pins-many", &[("n", WOMEN_MAX.spoken())]));
    }
    Ok(numbers.into_iter().collect())
}

/// Numbers as one types them, in digits of any script: `1001 1002, 1005-1010`. A word that is none is given back.
fn numbers_of(typed: &str) -> Result<BTreeSet<i64>, String> {
    let folded = fold(typed);
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
    let mut numbers = BTreeSet::new();
    for word in folded.split(is_between).filter(|word| !word.is_empty()) {
        let (first, last) = word.split_once(['-', '–']).unwrap_or((word, word));
        let read = |digits: &str| digits.parse::<i64>().ok().filter(|no| *no > 0);
        let row = read(first).zip(read(last));
        let fits = |(first, last): &(i64, i64)| {
            first <= last && usize::try_from(last - first).is_ok_and(|n| n < WOMEN_MAX)
        };
        let Some((first, last)) = row.filter(fits) else {
            return Err(word.to_owned());
        };
        numbers.extend(first..=last);
    }
    Ok(numbers)
}

/// Asks for an act about PINs, after her passphrase; or the form with what is wrong.
pub(super) async fn ask(
    visit: &OfficerVisit,
    act: &ProposedAct,
) -> Result<Result<Outcome, Form>, PageFailure> {
    let service = visit.service();
    let wrong = |words: String| Form::filled(&visit.fields).wrong("", words);
    let preview = match act.preview(service, &visit.coop).await {
        Ok(preview) => preview,
        Err(failure) => {
            let failure = preview::apart(failure)?;
            return Ok(Err(wrong(preview::failure(visit, &failure))));
        }
    };
    if let Err(form) = ask_again(visit).await? {
        return Ok(Err(form));
    }
    // What is signed by two is done by another's signature, which names both; these stand for her alone.
    let names = Two::signed([&visit.officer.name, &visit.officer.name]);
    let wanted = WantedAct {
        act,
        preview: &preview,
        mend: None,
        names: &names,
    };
    let permit = visit.permit(Right::EditMembers)?;
    match two::do_or_propose(service, &visit.coop, permit, wanted).await {
        Ok(AskedAct::Waits { no, .. }) => {
            Ok(Ok(Outcome::done(format!("/sign/{no}"), "done-asked")))
        }
        Ok(AskedAct::Done(done)) => Ok(Ok(slips::done(visit, done, "/members"))),
        Err(TwoFailure::Signing(signing::Error::Store(error))) => Err(error.into()),
        Err(TwoFailure::Signing(signing::Error::Same(no))) => {
            let words = visit.say_with("pins-same", &[("no", no.to_string().spoken())]);
            Ok(Err(wrong(words)))
        }
        Err(TwoFailure::Signing(signing::Error::NeedsAnother)) => {
            Ok(Err(wrong(visit.say("pins-needs-another"))))
        }
        Err(TwoFailure::Act(failure)) => {
            let failure = preview::apart(failure)?;
            Ok(Err(wrong(preview::failure(visit, &failure))))
        }
        Err(TwoFailure::Signing(_) | TwoFailure::NeedsNoOther | TwoFailure::Newer) => {
            Ok(Err(wrong(visit.say("pins-not-asked"))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_one_by_one_and_in_rows() {
        let read = |typed: &str| numbers_of(typed).map(|all| all.into_iter().collect::<Vec<_>>());
        assert_eq!(read("1001 1003,1002\n1003"), Ok(vec![1001, 1002, 1003]));
        assert_eq!(read("૧૦૦૫-૧૦૦૭"), Ok(vec![1005, 1006, 1007]));
        assert_eq!(read(""), Ok(Vec::new()));
        for wrong in ["12a", "-5", "7-5", "1-501", "0", "1-2-3"] {
            assert_eq!(read(wrong), Err(wrong.to_owned()), "{wrong}");
        }
    }
}
