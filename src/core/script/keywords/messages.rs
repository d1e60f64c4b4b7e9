//! The messages of `locales/*/keywords.ftl`, and what the words of each mean.

use super::{Act, NamedDay, YesNoQuestion};
use crate::core::domain::{EntryKind, Lang, Period};

pub(super) const PERIODS: [(&str, Period); 3] = [
    ("period-week", Period::Week),
    ("period-month", Period::Month),
    ("period-last-month", Period::LastMonth),
];
pub(super) const DAYS: [(&str, NamedDay); 4] = [
    ("day-today", NamedDay::Today),
    ("day-yesterday", NamedDay::Yesterday),
    ("day-tomorrow", NamedDay::Tomorrow),
    ("day-either", NamedDay::Either),
];
pub(super) const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];
pub(super) const LANGUAGES: [(&str, Lang); 3] = [
    ("language-gu", Lang::Gu),
    ("language-hi", Lang::Hi),
    ("language-en", Lang::En),
];
pub(super) const KINDS: [(&str, EntryKind); 3] = [
    ("kind-cost", EntryKind::Cost),
    ("kind-saving", EntryKind::Saving),
    ("kind-repayment", EntryKind::Repayment),
];
/// The messages of answers, what each says, and to which question; `None`: to any.
pub(super) const ANSWERS: [(&str, Option<YesNoQuestion>, bool); 6] = [
    ("answer-yes", None, true),
    ("answer-no", None, false),
    ("answer-meeting-yes", Some(YesNoQuestion::Meeting), true),
    ("answer-meeting-no", Some(YesNoQuestion::Meeting), false),
    ("answer-entry-yes", Some(YesNoQuestion::Entry), true),
    ("answer-entry-no", Some(YesNoQuestion::Entry), false),
];
/// The message that holds what phones write around a text that was liked.
pub(super) const REACTION: &str = "reaction";
/// The message that holds words beside an amount that add nothing, such as "only".
pub(super) const FILLER: &str = "beside-a-sum";

const SWITCHES: [&str; 2] = ["switch-on", "switch-off"];

/// The message that holds the words of an act.
pub(super) fn message_of(act: Act) -> String {
    format!("keyword-{}", act.word())
}

/// The messages that hold words of texts.
pub(in crate::core::script) fn messages() -> impl Iterator<Item = String> {
    let acts = Act::ALL.iter().map(|act| message_of(*act));
    let periods = PERIODS.iter().map(|(name, _)| *name);
    let days = DAYS.iter().map(|(name, _)| *name);
    let languages = LANGUAGES.iter().map(|(name, _)| *name);
    let kinds = KINDS.iter().map(|(name, _)| *name);
    let answers = ANSWERS.iter().map(|(name, _, _)| *name);
    let others = periods.chain(days).chain(languages).chain(kinds);
    let others = others.chain(MONTHS).chain(answers).chain(SWITCHES);
    acts.chain(others.chain([REACTION, FILLER]).map(str::to_owned))
}
