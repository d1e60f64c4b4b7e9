//! The messages of the command line for acts that are refused.

use super::{Failed, counted, pin};
use crate::core::acts::ballot::codes;
use crate::core::acts::notice::announce::{self, Untimely};
use crate::core::acts::pin::{HelpRefusal, WOMEN_MAX};
use crate::core::acts::{case, coop, member, officer, task, template};
use crate::core::domain::{self, Instant};
use crate::office::act_failure::ActFailure;
use crate::office::announcing::values::ValueFault;
use crate::office::two::TwoFailure;
use crate::office::{cases, membership};
use crate::telemetry::chain;

/// A permit that does not fit its act is a bug of the program.
const OTHER_RIGHT: &str = "this needs another right";

fn list(numbers: &[i64]) -> String {
    let texts: Vec<String> = numbers.iter().map(i64::to_string).collect();
    texts.join(", ")
}

fn moment(at: Instant) -> String {
    at.local().format("%Y-%m-%d %H:%M").to_string()
}

/// Declares the messages for the refusals of an act.
macro_rules! words {
    ($($refusal:ty => $words:ident;)*) => {$(
        impl From<$refusal> for Failed {
            fn from(refusal: $refusal) -> Self {
                Self::Refused($words(&refusal))
            }
        }
    )*};
}

words! {
    announce::Refusal => of_announcement;
    codes::Refusal => of_codes;
    coop::Refusal => of_coop;
    member::import::Refusal => of_import;
    HelpRefusal => of_help;
    task::close::Refusal => of_task;
}

impl From<officer::Refusal> for Failed {
    fn from(refusal: officer::Refusal) -> Self {
        Self::Refused(of_officer(refusal))
    }
}

impl From<template::register::Refusal> for Failed {
    fn from(refusal: template::register::Refusal) -> Self {
        Self::Refused(of_templates(refusal))
    }
}

fn of_announcement(refusal: &announce::Refusal) -> String {
    match refusal {
        announce::Refusal::Right => OTHER_RIGHT.to_owned(),
        announce::Refusal::NoSuchText(name, names) => format!(
            "there is no text `{name}` to announce; there are: {}",
            names.join(", ")
        ),
        announce::Refusal::Said(at) => format!(
            "the same text with the same values was announced on {}; with --again it is sent once more",
            at.local().format("%d/%m/%Y at %H:%M")
        ),
    }
}

/// What is wrong with a typed time.
fn of_time(untimely: Untimely) -> &'static str {
    match untimely {
        Untimely::Over => "it is over already",
        Untimely::ToCome => "it is still to come",
        Untimely::FarAhead => "it is more than five years ahead",
    }
}

/// What is wrong with a value for a place of a text.
fn of_value(fault: &ValueFault) -> String {
    match fault {
        ValueFault::NoPair(pair) => format!("`{pair}` is not PLACE=VALUE"),
        ValueFault::NoSuchPlace { notice, place } => {
            format!("`{notice}` has no place `{place}`")
        }
        ValueFault::Missing(place, kind) => format!("`{place}` is missing: {kind}"),
        ValueFault::Twice(place) => format!("`{place}` is given twice"),
        ValueFault::WrongKind(place, kind) => format!("`{place}` is not right: {kind}"),
        ValueFault::Untimely(place, untimely) => {
            format!("`{place}` is not right: {}", of_time(*untimely))
        }
    }
}

impl From<ActFailure> for Failed {
    fn from(failure: ActFailure) -> Self {
        match failure {
            ActFailure::Pin(error) => pin::refused(error),
            ActFailure::Announce(refusal) => refusal.into(),
            ActFailure::Import(refusal) => refusal.into(),
            ActFailure::Officer(refusal) => refusal.into(),
            ActFailure::Values(faults) => {
                let lines: Vec<String> = faults.iter().map(of_value).collect();
                Self::Refused(lines.join("\n"))
            }
            ActFailure::Store(error)
            | ActFailure::Case(cases::Error::Store(error))
            | ActFailure::Membership(membership::Error::Store(error)) => error.into(),
            ActFailure::Membership(membership::Error::Leave(refusal)) => {
                Self::Refused(of_leaving(refusal).to_owned())
            }
            ActFailure::Case(cases::Error::Case(refusal)) => {
                Self::Refused(of_case(refusal).to_owned())
            }
            ActFailure::Case(_)
            | ActFailure::Membership(_)
            | ActFailure::Text(_)
            | ActFailure::Queue(_)
            | ActFailure::Table(_)
            | ActFailure::OfficerMoved => Self::Refused(chain(&failure)),
        }
    }
}

impl From<TwoFailure> for Failed {
    fn from(failure: TwoFailure) -> Self {
        match failure {
            TwoFailure::Signing(error) => error.into(),
            TwoFailure::Act(failure) => failure.into(),
            TwoFailure::NeedsNoOther => Self::Refused(format!("{failure}: leave --mend out")),
            TwoFailure::Newer => Self::Refused(chain(&failure)),
        }
    }
}

fn of_leaving(refusal: member::leave::Refusal) -> &'static str {
    match refusal {
        member::leave::Refusal::Right => OTHER_RIGHT,
        member::leave::Refusal::Own => "nobody does this about herself: another officer does",
        member::leave::Refusal::Gone => "she is no member any more",
        member::leave::Refusal::Day => "the day is before she joined, or still to come",
    }
}

fn of_case(refusal: case::Refusal) -> &'static str {
    match refusal {
        case::Refusal::Right => OTHER_RIGHT,
        case::Refusal::Own => "nobody answers her own case: another officer does",
        case::Refusal::Case(domain::case::Refusal::SameOfficer) => {
            "she appealed against this officer's answer: another officer answers now"
        }
        case::Refusal::Case(_) => "the case is answered already, or over",
        case::Refusal::Amount => "the right amount is missing",
        case::Refusal::NotErased => "what is to be erased is still there",
    }
}

fn of_codes(refusal: &codes::Refusal) -> String {
    match refusal {
        codes::Refusal::Right => OTHER_RIGHT.to_owned(),
        codes::Refusal::NotOpen(no) => format!("no ballot {no} is open"),
        codes::Refusal::NotByText(no) => format!(
            "ballot {no} is secret and takes no votes by text; vote by dialling or at the meeting"
        ),
        codes::Refusal::Made(no, at) => format!(
            "ballot {no} has codes since {}; making them again ends those, also the ones that were handed \
             out on paper: --again does it",
            moment(*at)
        ),
    }
}

fn of_coop(refusal: &coop::Refusal) -> String {
    match refusal {
        coop::Refusal::Right => OTHER_RIGHT.to_owned(),
        coop::Refusal::NoOfficers => {
            "this cooperative is not in yet, so that it has no officers: leave --as out".to_owned()
        }
        coop::Refusal::Taken(taken) => {
            let lines = taken.iter().map(|(value, gateway)| {
                format!("{value} at {gateway} reaches another cooperative already")
            });
            lines.collect::<Vec<_>>().join("\n")
        }
        coop::Refusal::OtherKind(others) => {
            let lines = others.iter().map(|(code, kind)| {
                format!("category {code} is {}: take another code", kind.code())
            });
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

fn of_import(refusal: &member::import::Refusal) -> String {
    match refusal {
        member::import::Refusal::Right => OTHER_RIGHT.to_owned(),
        member::import::Refusal::Wrong(wrong_n) => {
            let wrong = counted(wrong_n, "line is wrong.", "lines are wrong.");
            format!("Nothing is written: {wrong}")
        }
        member::import::Refusal::Alters(_) => {
            "Nothing is written: members who are there would be altered. With --changes they are."
                .to_owned()
        }
    }
}

fn of_officer(refusal: officer::Refusal) -> String {
    match refusal {
        officer::Refusal::Right => OTHER_RIGHT.to_owned(),
        officer::Refusal::Name => "a name has a letter in it, and at most 60 signs".to_owned(),
        officer::Refusal::Taken => {
            "there is an officer of this name; two officers need two names".to_owned()
        }
        officer::Refusal::IsOfficer => {
            "this member is an officer already: give her another role".to_owned()
        }
        officer::Refusal::Nobody => "there is no officer of this name".to_owned(),
        officer::Refusal::Has(role) => format!("she is {} already", role.code()),
        officer::Refusal::HasNot(role) => format!("she is no {}", role.code()),
        officer::Refusal::LastRole => "it is her only role: end her instead".to_owned(),
        officer::Refusal::Code => "it is not the code that her authenticator shows".to_owned(),
        officer::Refusal::LastStep => "it is her only second step, which stays".to_owned(),
    }
}

fn of_help(refusal: &HelpRefusal) -> String {
    match refusal {
        HelpRefusal::Right => OTHER_RIGHT.to_owned(),
        HelpRefusal::HowMany => format!("name the member numbers, from 1 to {WOMEN_MAX} of them"),
        HelpRefusal::Unknown(numbers) => format!(
            "no active member has the number {}; nothing was done",
            list(numbers)
        ),
        HelpRefusal::NoPhone(numbers) => format!(
            "{} have no phone, from which the code must be used; nothing was done",
            list(numbers)
        ),
    }
}

fn of_task(refusal: &task::close::Refusal) -> String {
    match refusal {
        task::close::Refusal::Right => OTHER_RIGHT.to_owned(),
        task::close::Refusal::NotOpen(no) => format!("no task {no} is open"),
    }
}

fn of_templates(refusal: template::register::Refusal) -> String {
    match refusal {
        template::register::Refusal::Right => OTHER_RIGHT.to_owned(),
        template::register::Refusal::OtherCoops => {
            "an officer brings in the texts of her own cooperative alone".to_owned()
        }
    }
}
