//! What is wrong with values that were typed for the places of a text.

use super::values::ValueKind;
use super::*;
use crate::core::acts::notice::announce::Untimely;
use crate::core::script::Script;

/// 24 November 2026, 9:30 in India.
const NOW: Instant = Instant(1_795_492_800_000);

fn wrong(name: &str, typed: &[&str]) -> Vec<ValueFault> {
    let script = Script::embedded().expect("the shipped script has no problem");
    let template = script.notices().template(name).expect("a shipped text");
    let typed: Vec<String> = typed.iter().map(|text| (*text).to_owned()).collect();
    fillings(template, &typed, NOW).map_or_else(|wrong| wrong, |_| Vec::new())
}

#[test]
fn r8_what_is_over_is_not_announced_and_a_breach_is_not_of_tomorrow() {
    let untimely = |place: &str, why| vec![ValueFault::Untimely(place.to_owned(), why)];
    let place = "place=a/b/c";
    assert!(wrong("seeds", &["when=2026-11-24T09:31", place]).is_empty());
    for over in ["2020-01-10T15:00", "2026-11-24T09:30", "2026-11-23T18:00"] {
        let wrong = wrong("seeds", &[&format!("when={over}"), place]);
        assert_eq!(wrong, untimely("when", Untimely::Over), "{over}");
    }
    assert!(wrong("share", &["amount=5", "day=2026-11-24"]).is_empty());
    let past = wrong("share", &["amount=5", "day=2026-11-23"]);
    assert_eq!(past, untimely("day", Untimely::Over));
    // A breach was noticed in the past, so a past day is right.
    assert!(wrong("breach", &["what=a/b/c", "day=2026-11-23"]).is_empty());
    let tomorrow = wrong("breach", &["what=a/b/c", "day=2026-11-25"]);
    assert_eq!(tomorrow, untimely("day", Untimely::ToCome));
    let far = wrong("seeds", &["when=2032-01-10T15:00", place]);
    assert_eq!(far, untimely("when", Untimely::FarAhead));
}

#[test]
fn all_that_is_wrong_with_what_was_typed_is_told_at_once() {
    let typed = ["when=tomorrow", "place=Vyara", "price=12", "twelve"];
    let words = |place: &str| place.to_owned();
    assert_eq!(
        wrong("training", &typed),
        [
            ValueFault::NoPair("twelve".to_owned()),
            ValueFault::NoSuchPlace {
                notice: "training".to_owned(),
                place: "price".to_owned()
            },
            ValueFault::Missing(words("topic"), ValueKind::Words),
            ValueFault::WrongKind(words("when"), ValueKind::Moment),
            ValueFault::WrongKind(words("place"), ValueKind::Words),
        ]
    );
    let twice = wrong("share", &["amount=5", "amount=6", "day=2026-11-24"]);
    assert_eq!(twice, [ValueFault::Twice("amount".to_owned())]);
}
