//! Requests that wait for her answer, her permissions, and who has seen her record.

use super::{ConsentId, Instant, RequestId, Words, entry::coded, time::Day};
use serde::{Deserialize, Serialize};

mod states;

pub use states::{
    AskedConsent, ConsentStanding, ConsentState, GivenConsent, Refusal, RefusedConsent,
    StoppedConsent,
};

coded! {
    /// What of her record is handed out.
    Grain {
        /// Single records, with her name.
        Single = "single",
        /// Totals of many, without names.
        Total = "total",
    }
}

coded! {
    /// How often the receiver may look.
    Reads {
        /// One time.
        Once = "once",
        /// Every week.
        Weekly = "weekly",
        /// Every month.
        Monthly = "monthly",
    }
}

coded! {
    /// A part of her record.
    Section {
        /// What she earned.
        Income = "income",
        /// What she spent for it.
        Costs = "costs",
        /// What she put aside.
        Savings = "savings",
        /// Loans and what she paid back.
        Loans = "loans",
    }
}

/// The sections of a column, by their names with commas between; `None` where one is not known.
pub fn sections(written: &str) -> Option<Vec<Section>> {
    let names = written.split(',').filter(|name| !name.is_empty());
    names.map(Section::parse).collect()
}

/// Sections as a column holds them.
pub fn written_sections(sections: &[Section]) -> String {
    let names: Vec<&str> = sections.iter().map(|section| section.code()).collect();
    names.join(",")
}

/// A request that the members voted for and that waits for her own answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ask {
    /// The request.
    pub request: RequestId,
    /// The request's short number.
    pub request_no: i64,
    /// Who asks.
    pub requester: Words,
    /// Short name of the permission, as her list shows it: "Bank loan".
    pub title: Words,
    /// What data: "your income and loans".
    pub what: Words,
    /// What for: "your loan form".
    pub why: Words,
    /// How many months of it.
    pub months: i64,
    /// How many days the receiver may keep it.
    pub keep_days: i64,
    /// How many days the permission lasts from her yes.
    pub lasts_days: i64,
    /// Single records with her name, or totals without.
    pub grain: Grain,
    /// The parts of her record; `what` says them in words.
    pub sections: Vec<Section>,
    /// How often the receiver may look.
    pub reads: Reads,
    /// The last local day on which anybody may look, however late her yes is.
    pub valid_until: Option<Day>,
    /// The number to complain to; empty where she complains by the menu.
    pub complaint: String,
}

impl Ask {
    /// The last local day on which the receiver may look, if she says yes today.
    pub fn ends_on(&self, today: Day) -> Day {
        self.asked().ends_on(today)
    }

    /// Where it stands between her and this request: it waits for her answer.
    pub fn standing(&self) -> ConsentStanding {
        ConsentStanding::Asked(self.asked())
    }

    fn asked(&self) -> AskedConsent {
        AskedConsent {
            lasts_days: self.lasts_days,
            valid_until: self.valid_until,
        }
    }
}

/// A permission of hers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Consent {
    /// The permission's id.
    pub id: ConsentId,
    /// Its short number, with a check digit: also the number of the receipt.
    pub no: i64,
    /// The request it answers.
    pub request: RequestId,
    /// Who may see the data.
    pub requester: Words,
    /// Short name, as her list shows it.
    pub title: Words,
    /// Where it stands.
    pub state: ConsentState,
    /// The last local day on which it counts.
    pub ends_on: Day,
    /// Whether data was handed out under it, so that there is something to erase.
    pub was_used: bool,
}

impl Consent {
    /// Where it stands.
    pub fn standing(&self) -> ConsentStanding {
        ConsentStanding::of(self.state, self.ends_on)
    }
}

/// One reading of her record by somebody, or one that was refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordAccess {
    /// Who looked.
    pub requester: Words,
    /// When it was.
    pub at: Instant,
    /// Under which permission; `None` for totals.
    pub consent_no: Option<i64>,
    /// Whether the look was refused.
    pub refused: bool,
}

/// One part of what she was shown, as the renderer of her channel reported it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ShownPart {
    /// The screen, by name.
    pub screen: String,
    /// The part of it, from 1 to `of`.
    pub part: u8,
    /// How many parts it took.
    pub of: u8,
    /// The words, as they stood there.
    pub words: String,
}

/// What she was really shown before she answered: the same on every channel (rules D-1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShownWords {
    /// The hash of the script whose words these are.
    pub text_version: String,
    /// The language they were shown in.
    pub lang: super::Lang,
    /// The parts of its screens, in the order in which she was shown them.
    pub parts: Vec<ShownPart>,
}

/// A running number with its check digit at the end (Luhn mod 10, ISO/IEC 7812-1 annex B), so that a
/// mistyped permission number names no other permission.
pub fn with_check_digit(running: i64) -> i64 {
    running * 10 + check_digit(running)
}

/// Whether a typed number carries its check digit.
pub fn has_check_digit(no: i64) -> bool {
    no >= 10 && check_digit(no / 10) == no % 10
}

fn check_digit(running: i64) -> i64 {
    let mut rest = running;
    let mut doubled = true;
    let mut sum = 0;
    while rest > 0 {
        let digit = (rest % 10) * if doubled { 2 } else { 1 };
        sum += digit / 10 + digit % 10;
        doubled = !doubled;
        rest /= 10;
    }
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_receiver_may_look_no_longer_than_the_request_is_valid() {
        let words = || Words::new("ક", "क", "k");
        let mut ask = Ask {
            request: RequestId(1),
            request_no: 12,
            requester: words(),
            title: words(),
            what: words(),
            why: words(),
            months: 12,
            keep_days: 30,
            lasts_days: 30,
            grain: Grain::Single,
            sections: sections("income,loans").unwrap(),
            reads: Reads::Once,
            valid_until: None,
            complaint: String::new(),
        };
        assert_eq!(ask.ends_on(Day(100)), Day(130));
        ask.valid_until = Some(Day(110));
        assert_eq!(ask.ends_on(Day(100)), Day(110));
        ask.valid_until = Some(Day(200));
        assert_eq!(ask.ends_on(Day(100)), Day(130));
        assert_eq!(written_sections(&ask.sections), "income,loans");
        assert_eq!(sections("income,names"), None);
    }

    #[test]
    fn the_check_digit_is_luhns_and_catches_one_wrong_digit() {
        // The example of ISO/IEC 7812-1: 7992739871 has check digit 3.
        assert_eq!(with_check_digit(7_992_739_871), 79_927_398_713);
        for running in 1..2000 {
            let no = with_check_digit(running);
            assert!(has_check_digit(no) && no >= 10);
            assert!(!has_check_digit(no + 1) || (no + 1) / 10 != running);
        }
    }
}
