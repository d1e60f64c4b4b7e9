//! What the variables of the texts stand for, on one screen or in one line of its list.

use super::conditions::is_hers_to_see;
use super::facts::{Facts, Loans};
use super::known;
use super::lists::Item;
use super::state::{DialogueState, Draft};
use crate::core::domain::case::ANSWER_DAYS;
use crate::core::domain::{BallotResult, Day, Entry, EntryKind, Grain, Instant, Lang, Paise};
use crate::core::script::moment;
use crate::core::script::words::Variable;
use crate::core::texts::say::SpokenValue;
use chrono::Datelike;
use std::borrow::Cow;

/// What the variables of a text take their values from.
pub(super) struct Scope<'a> {
    /// Where she is.
    pub(super) state: &'a DialogueState,
    /// The facts.
    pub(super) facts: &'a Facts,
    /// In which language.
    pub(super) lang: Lang,
    /// The line of a list, where a line is said.
    pub(super) item: Option<Item<'a>>,
}

fn text(text: impl Into<String>) -> SpokenValue<'static> {
    SpokenValue::Text(Cow::Owned(text.into()))
}

fn word(word: &str) -> SpokenValue<'_> {
    SpokenValue::Text(Cow::Borrowed(word))
}

fn number(number: i64) -> SpokenValue<'static> {
    SpokenValue::Number(number)
}

/// An id or a number that people type: never grouped, never declined.
fn digits(no: Option<i64>) -> SpokenValue<'static> {
    no.map_or(word(""), |no| text(no.to_string()))
}

fn rupees(amount: Option<Paise>) -> SpokenValue<'static> {
    amount.map_or(word(""), |amount| text(amount.show()))
}

fn day(day: Option<Day>) -> SpokenValue<'static> {
    day.map_or(word(""), |day| text(day.short()))
}

impl<'a> Scope<'a> {
    /// The value of a variable. What is not known here is empty; that a text mentions only what its
    /// screen knows is what the proof sheets and transcripts show.
    pub(super) fn value(&self, variable: Variable) -> SpokenValue<'a> {
        match variable {
            Variable::Coop => word(&self.facts.coop.name),
            Variable::Code => word(&self.facts.coop.code),
            Variable::Tries => number(self.facts.pin.tries.left(self.facts.now)),
            Variable::WrongPins => number(self.state.told_n),
            // On a shared phone nobody learns before the PIN that something waits for her.
            Variable::Asks if !is_hers_to_see(self.state, self.facts) => number(0),
            Variable::Asks => number(i64::try_from(self.facts.asks.len()).unwrap_or(i64::MAX)),
            Variable::CaseNo => digits(self.state.answers.case_no),
            Variable::CaseDays => number(ANSWER_DAYS),
            Variable::StatementCode => text(pairs(
                self.state.answers.statement_code.as_deref().unwrap_or(""),
            )),
            Variable::CallDay => word(if self.state.answers.call_today {
                "today"
            } else {
                "tomorrow"
            }),
            Variable::Private => {
                let on = self.facts.member().is_some_and(|member| member.private_sms);
                word(if on { "on" } else { "off" })
            }
            Variable::Month
            | Variable::Income
            | Variable::Saving
            | Variable::LoanLeft
            | Variable::EntryNo
            | Variable::Category
            | Variable::Kind
            | Variable::Amount
            | Variable::NewAmount
            | Variable::Period
            | Variable::Proof => self.record(variable),
            Variable::Requester
            | Variable::What
            | Variable::Why
            | Variable::Months
            | Variable::KeepDays
            | Variable::Named
            | Variable::Reads
            | Variable::LookUntil
            | Variable::Complaint
            | Variable::ConsentNo
            | Variable::Title
            | Variable::Until
            | Variable::Refused
            | Variable::UnderNo => self.permission(variable),
            Variable::BallotNo
            | Variable::BallotText
            | Variable::BallotMore
            | Variable::Option
            | Variable::Yes
            | Variable::No
            | Variable::None
            | Variable::Counts
            | Variable::Voted
            | Variable::Roll
            | Variable::Needed => self.ballot(variable),
            Variable::Date
            | Variable::Weekday
            | Variable::Nearness
            | Variable::Hour
            | Variable::Part
            | Variable::HalfDay => self.time(variable),
            Variable::Place | Variable::Coming | Variable::TopicNeeded => self.meeting(variable),
            Variable::Kept => word(match self.item {
                Some(Item::Text(text)) if text.words.is_none() => "no",
                _ => "yes",
            }),
        }
    }

    /// The entry that is spoken of: of this line, or the one she typed or is mending.
    fn entry(&self) -> Option<&'a Entry> {
        match self.item {
            Some(Item::Entry(entry)) => Some(entry),
            _ => self.facts.entry.as_ref(),
        }
    }

    fn draft(&self) -> Option<&'a Draft> {
        self.state.answers.draft.as_ref()
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "`value` has chosen the group; the arms are its members"
    )]
    fn record(&self, variable: Variable) -> SpokenValue<'a> {
        let month = &self.facts.month;
        let draft = self.draft();
        match variable {
            Variable::Month => number(i64::from(self.facts.now.local().month())),
            Variable::Income => rupees(Some(month.income)),
            Variable::Saving => rupees(Some(month.saving)),
            Variable::LoanLeft => rupees(Some(month.loans.map_or(Paise(0), Loans::shown))),
            Variable::EntryNo => match self.item {
                Some(Item::Entry(entry)) => digits(Some(entry.no)),
                _ => digits(self.state.answers.entry_no),
            },
            Variable::Category => {
                let code = match (self.item, draft) {
                    (Some(Item::Category(category)), _) => return word(category.name(self.lang)),
                    (None, Some(draft)) => draft.category,
                    _ => self.entry().and_then(|entry| entry.category),
                };
                let category = code.and_then(|code| self.facts.category(code));
                category.map_or(word(""), |category| word(category.name(self.lang)))
            }
            Variable::Kind => {
                let kind = match (self.item, draft) {
                    (None, Some(draft)) => Some(draft.kind),
                    _ => self.entry().map(|entry| entry.kind),
                };
                word(match kind {
                    Some(EntryKind::Saving) => "saving",
                    Some(EntryKind::Repayment) => "repayment",
                    Some(EntryKind::Income | EntryKind::Cost) | None => "category",
                })
            }
            Variable::Amount => match (self.item, draft) {
                (None, Some(draft)) => rupees(draft.amount),
                (None, None) if self.state.answers.amount.is_some() => {
                    rupees(self.state.answers.amount)
                }
                _ => rupees(self.entry().map(|entry| entry.amount)),
            },
            Variable::NewAmount => rupees(self.state.answers.new_amount),
            Variable::Period => word(
                draft
                    .and_then(|draft| draft.period)
                    .map_or("", crate::core::domain::Period::code),
            ),
            Variable::Proof => word(self.entry().map_or("", |entry| entry.proof.letter())),
            _ => word(""),
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "`value` has chosen the group; the arms are its members"
    )]
    fn permission(&self, variable: Variable) -> SpokenValue<'a> {
        let (state, facts, lang) = (self.state, self.facts, self.lang);
        let ask = match self.item {
            Some(Item::Ask(ask)) => Some(ask),
            _ => known::ask(state, facts),
        };
        let consent = match self.item {
            Some(Item::Consent(consent)) => Some(consent),
            _ => known::consent(state, facts),
        };
        let seen = match self.item {
            Some(Item::Seen(seen)) => Some(seen),
            _ => None,
        };
        match variable {
            Variable::Requester => {
                // What she has just done goes before what she only looked at.
                let name = seen
                    .map(|seen| &seen.requester)
                    .or(state.answers.stopped_for.as_ref())
                    .or(ask.map(|ask| &ask.requester))
                    .or(consent.map(|consent| &consent.requester));
                name.map_or(word(""), |name| word(name.in_lang(lang)))
            }
            Variable::What => ask.map_or(word(""), |ask| word(ask.what.in_lang(lang))),
            Variable::Why => ask.map_or(word(""), |ask| word(ask.why.in_lang(lang))),
            Variable::Months => number(ask.map_or(0, |ask| ask.months)),
            Variable::KeepDays => number(ask.map_or(0, |ask| ask.keep_days)),
            Variable::Named => word(match ask.map(|ask| ask.grain) {
                Some(Grain::Total) => "no",
                Some(Grain::Single) | None => "yes",
            }),
            Variable::Reads => ask.map_or(word(""), |ask| word(ask.reads.code())),
            Variable::LookUntil => day(ask.map(|ask| ask.ends_on(facts.now.day()))),
            Variable::Complaint => word(
                ask.map(|ask| ask.complaint.as_str())
                    .filter(|number| !number.is_empty())
                    .unwrap_or("none"),
            ),
            Variable::ConsentNo => match self.item {
                Some(Item::Consent(consent)) => digits(Some(consent.no)),
                _ => digits(state.answers.consent_no),
            },
            Variable::Title => self.title(),
            Variable::Until => match self.item {
                Some(Item::Consent(consent)) => day(Some(consent.ends_on)),
                _ => day(state
                    .answers
                    .until
                    .or(consent.map(|consent| consent.ends_on))
                    .or(known::ballot(state, facts).map(|ballot| ballot.closes_at.day()))),
            },
            Variable::Refused => word(if seen.is_some_and(|seen| seen.refused) {
                "yes"
            } else {
                "no"
            }),
            Variable::UnderNo => number(seen.and_then(|seen| seen.consent_no).unwrap_or(0)),
            _ => word(""),
        }
    }

    /// The short name of what this line, or this screen, is about.
    fn title(&self) -> SpokenValue<'a> {
        let lang = self.lang;
        if let Some(Item::Text(sent)) = self.item {
            return word(sent.words.as_deref().unwrap_or(""));
        }
        let words = match self.item {
            Some(Item::Consent(consent)) => Some(&consent.title),
            Some(Item::Ask(ask)) => Some(&ask.title),
            Some(Item::Ballot(ballot)) => Some(&ballot.title),
            Some(Item::Result(result)) => Some(&result.title),
            Some(Item::Agenda(words) | Item::Notice(words, _)) => Some(words),
            Some(
                Item::Category(_)
                | Item::Entry(_)
                | Item::Seen(_)
                | Item::Option(_)
                | Item::Text(_),
            ) => None,
            None => known::consent(self.state, self.facts)
                .map(|consent| &consent.title)
                .or(known::ask(self.state, self.facts).map(|ask| &ask.title)),
        };
        words.map_or(word(""), |words| word(words.in_lang(lang)))
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "`value` has chosen the group; the arms are its members"
    )]
    fn ballot(&self, variable: Variable) -> SpokenValue<'a> {
        let (state, facts, lang) = (self.state, self.facts, self.lang);
        let ballot = known::ballot(state, facts);
        let result = known::result(state, facts);
        let votes =
            |at: usize| number(result.and_then(|r| r.counts.get(at)).map_or(0, |(_, n)| *n));
        match variable {
            Variable::BallotNo => match self.item {
                Some(Item::Ballot(ballot)) => digits(Some(ballot.no)),
                Some(Item::Result(result)) => digits(Some(result.no)),
                _ => digits(state.answers.result_no.or(state.answers.ballot_no)),
            },
            Variable::BallotText => ballot.map_or(word(""), |b| word(b.text.in_lang(lang))),
            Variable::BallotMore => ballot.map_or(word(""), |b| word(b.more.in_lang(lang))),
            Variable::Option => match self.item {
                Some(Item::Option(option)) => word(option.label.in_lang(lang)),
                _ => known::option(state, facts).map_or(word(""), |o| word(o.label.in_lang(lang))),
            },
            Variable::Yes => votes(0),
            Variable::No => votes(1),
            Variable::None => votes(2),
            Variable::Counts => text(result.map_or(String::new(), |result| counts(result, lang))),
            Variable::Voted => number(result.map_or(0, |result| result.voted_n)),
            Variable::Roll => number(result.map_or(0, |result| result.roll_n)),
            Variable::Needed => number(result.map_or(0, |result| result.quorum_n)),
            _ => word(""),
        }
    }

    /// The moment this screen speaks of: the closing of the ballot she is in, else the meeting.
    fn moment(&self) -> Option<Instant> {
        let ballot = known::ballot(self.state, self.facts).map(|ballot| ballot.closes_at);
        ballot.or(self.facts.meeting.as_ref().map(|meeting| meeting.at))
    }

    fn time(&self, variable: Variable) -> SpokenValue<'a> {
        if variable == Variable::Date {
            return match self.item {
                Some(Item::Entry(entry)) => day(Some(entry.to_on)),
                Some(Item::Seen(seen)) => day(Some(seen.at.day())),
                Some(Item::Notice(_, at)) => day(Some(at.day())),
                Some(Item::Text(sent)) => day(Some(sent.at.day())),
                _ => day(self.moment().map(Instant::said_day)),
            };
        }
        let of_moment = self
            .moment()
            .and_then(|at| moment::value(variable, at, self.facts.now));
        of_moment.unwrap_or(word(""))
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "`value` has chosen the group; the arms are its members"
    )]
    fn meeting(&self, variable: Variable) -> SpokenValue<'a> {
        let meeting = self.facts.meeting.as_ref();
        match variable {
            Variable::Place => meeting.map_or(word(""), |m| word(m.place.in_lang(self.lang))),
            // What she answered is told on her own phone, or after the PIN.
            Variable::Coming if !is_hers_to_see(self.state, self.facts) => word("open"),
            Variable::Coming => word(match meeting.and_then(|meeting| meeting.coming) {
                Some(true) => "yes",
                Some(false) => "no",
                None => "open",
            }),
            Variable::TopicNeeded => number(meeting.map_or(0, |meeting| meeting.topic_needed_n)),
            _ => word(""),
        }
    }
}

/// `48 19 07 33 62`: a code is read out, and written down, two signs at a time.
fn pairs(code: &str) -> String {
    let signs: Vec<char> = code.chars().collect();
    let pairs: Vec<String> = signs.chunks(2).map(|pair| pair.iter().collect()).collect();
    pairs.join(" ")
}

/// `Tuesday 12, Thursday 5`.
fn counts(result: &BallotResult, lang: Lang) -> String {
    let parts = result
        .counts
        .iter()
        .map(|(option, n)| format!("{} {n}", option.label.in_lang(lang)));
    parts.collect::<Vec<_>>().join(", ")
}
