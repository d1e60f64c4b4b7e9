//! The longest value that each variable can plausibly have, in each language: what the check fills
//! the screens with. Lengths of what a cooperative writes itself are those of domain reference D.

use super::words::{List, Variable};
use crate::core::domain::Lang;
use crate::core::texts::measure::measure;
use crate::core::texts::say::{FluentText, SpokenValue};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The longest plausible text: where a variable chooses between words, the longest of them.
pub(super) fn say(text: &FluentText, lang: Lang) -> String {
    let mut chosen: BTreeMap<&str, SpokenValue<'static>> = BTreeMap::new();
    let said = |chosen: &BTreeMap<&str, SpokenValue<'static>>| {
        text.say(&|name| match (chosen.get(name), Variable::parse(name)) {
            (Some(value), _) => value.clone(),
            (None, Some(variable)) => candidates(variable, lang).swap_remove(0),
            (None, None) => SpokenValue::Number(0),
        })
        .into_owned()
    };
    for name in text.variables() {
        let Some(variable) = Variable::parse(name) else {
            continue;
        };
        let longest = candidates(variable, lang).into_iter().max_by_key(|value| {
            let mut tried = chosen.clone();
            tried.insert(name, value.clone());
            measure(&said(&tried)).octets()
        });
        chosen.extend(longest.map(|value| (name.as_str(), value)));
    }
    said(&chosen)
}

/// Words that a cooperative writes: for each kind, the longest seen in use, in Gujarati, Hindi and English.
const WRITTEN: [(Variable, [&str; 3]); 10] = [
    (
        Variable::Category,
        ["ગુંદર અને વનપેદાશ", "पापड़ और नाश्ता", "Gum and forest goods"],
    ),
    (
        Variable::Requester,
        ["જિલ્લા બેંક", "ज़िला बैंक", "District Coop Bank"],
    ),
    (
        Variable::What,
        ["આવક અને લોન", "आमदनी और लोन", "your income and loans"],
    ),
    (Variable::Why, ["તમારી લોન", "आपका लोन", "your loan form"]),
    (
        Variable::Title,
        ["પાકનો સારો ભાવ", "फसल का अच्छा भाव", "Better crop price"],
    ),
    (
        Variable::BallotText,
        [
            "દૂધના કુલ આંકડા ડેરીને આપવા?",
            "दूध के कुल आँकड़े डेयरी को दें?",
            "give milk totals to the dairy?",
        ],
    ),
    (
        Variable::BallotMore,
        [
            "ડેરી મંડળીને વર્ષે રૂ.20000 આપશે. નામ નહીં.",
            "डेयरी समिति को साल के रु.20000 देगी। नाम नहीं।",
            "Dairy pays Rs 20000 a year to the co-op. No names.",
        ],
    ),
    (
        Variable::Option,
        ["ગુરુવારે બપોરે", "गुरुवार दोपहर", "Thursday noon"],
    ),
    (
        Variable::Counts,
        [
            "મંગળ 187, ગુરુ 165, રવિ 143, એકે નહીં 12",
            "मंगल 187, गुरु 165, रवि 143, कोई नहीं 12",
            "Tuesday 187, Thursday 165, Sunday 143, Neither 12",
        ],
    ),
    (Variable::Place, ["વ્યારા કેન્દ્ર", "व्यारा केंद्र", "Vyara centre"]),
];

/// Lines of a list, as many as the longest list in use has.
pub(super) fn keys(list: List) -> Vec<i64> {
    match list {
        List::Categories | List::CategoriesUnder => (1..=8).collect(),
        List::Options => (1..=4).collect(),
        List::Entries => vec![48215, 48214, 48213, 48212],
        List::Asks | List::Ballots | List::Results => vec![117, 118, 119],
        List::Consents => vec![1214, 1222, 1230],
        List::Seen | List::Agenda | List::Notices => vec![0, 0, 0],
    }
}

fn words(list: &[&'static str]) -> Vec<SpokenValue<'static>> {
    list.iter()
        .map(|word| SpokenValue::Text(Cow::Borrowed(*word)))
        .collect()
}

fn written(variable: Variable, lang: Lang) -> Vec<SpokenValue<'static>> {
    let row = WRITTEN.iter().find(|(of, _)| *of == variable);
    let (_, [gu, hi, en]) = row.expect("each of them has its row");
    words(&[match lang {
        Lang::Gu => gu,
        Lang::Hi => hi,
        Lang::En => en,
    }])
}

fn rupees() -> Vec<SpokenValue<'static>> {
    words(&["98765"])
}

fn numbers(range: std::ops::RangeInclusive<i64>) -> Vec<SpokenValue<'static>> {
    range.map(SpokenValue::Number).collect()
}

/// What a variable may be; where it decides between words, each of its values. Never empty.
fn candidates(variable: Variable, lang: Lang) -> Vec<SpokenValue<'static>> {
    match variable {
        Variable::Coop => words(&["Tapi Mahila Mandli"]),
        Variable::Code => words(&["*384*27425#"]),
        Variable::Tries => numbers(1..=2),
        Variable::WrongPins => vec![SpokenValue::Number(1), SpokenValue::Number(24)],
        Variable::Month => numbers(1..=12),
        Variable::Income | Variable::LoanLeft | Variable::Amount | Variable::NewAmount => rupees(),
        Variable::Saving => words(&["9876"]),
        Variable::EntryNo => words(&["48215"]),
        Variable::Category
        | Variable::Requester
        | Variable::What
        | Variable::Why
        | Variable::Title
        | Variable::BallotText
        | Variable::BallotMore
        | Variable::Option
        | Variable::Counts
        | Variable::Place => written(variable, lang),
        Variable::Kind => words(&["category", "saving", "repayment"]),
        Variable::Period => words(&["day", "week", "month", "last-month"]),
        Variable::Date | Variable::Until | Variable::LookUntil => words(&["28/12"]),
        Variable::Proof => words(&["s", "h", "r", "b"]),
        Variable::Months => numbers(24..=24),
        Variable::KeepDays => numbers(365..=365),
        Variable::Named | Variable::Kept => words(&["yes", "no"]),
        Variable::Reads => words(&["once", "weekly", "monthly"]),
        Variable::Complaint => words(&["9800000099", "none"]),
        Variable::Asks => numbers(12..=12),
        Variable::ConsentNo => words(&["12345"]),
        Variable::Refused => words(&["no", "yes"]),
        Variable::UnderNo => vec![SpokenValue::Number(0), SpokenValue::Number(12345)],
        Variable::BallotNo => words(&["117"]),
        Variable::Yes | Variable::No | Variable::None => numbers(987..=987),
        Variable::Voted | Variable::Roll | Variable::Needed => numbers(1987..=1987),
        Variable::Weekday => numbers(1..=7),
        Variable::Nearness => words(&["near", "far", "year"]),
        Variable::Hour => words(&["11:30"]),
        Variable::Part => words(&["morning", "noon", "evening", "night"]),
        Variable::HalfDay => words(&["am", "pm", "night"]),
        Variable::Coming => words(&["yes", "no", "open"]),
        Variable::TopicNeeded => numbers(198..=198),
        Variable::CaseNo => words(&["3187"]),
        Variable::CaseDays => numbers(7..=7),
        Variable::StatementCode => words(&["48 19 07 33 62"]),
        Variable::CallDay => words(&["today", "tomorrow"]),
        Variable::Private => words(&["on", "off"]),
    }
}
