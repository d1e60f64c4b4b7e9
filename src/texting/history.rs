//! What is remembered of somebody who texts: what tells a repetition by the network from a second
//! text, and a machine from a woman.
//!
//! A text that is delivered again does nothing. Where the provider names its texts, the store knows
//! one by its name, and the same words within 4 seconds under another name are the same text too;
//! where it names none, the same words within 5 minutes are, whatever else she sent meanwhile. Neither
//! holds once we have asked something new: "1" after another question is another answer.
//!
//! A machine that answers every text would talk to us for ever. So the same words are answered four
//! times in a row, each within an hour of the one before, and no number more than 30 times in an
//! hour; further texts are heard in silence, and nothing but a wish to stop is done for them. A sakhi
//! who writes for many may be that quick too, so the first one that is not taken is told so. What can
//! be texted is told unasked once in six hours.

use crate::domain::Instant;

/// The same words so soon after each other are one text, where the provider names its texts.
const NAMED_MS: i64 = 4_000;
/// The same, where it names none.
const NAMELESS_MS: i64 = 5 * 60_000;
/// The same words in a row that are answered.
const SAME_MAX: i64 = 4;
/// Answers to one number in an hour.
const ANSWERS_MAX: i64 = 30;
/// How long the same words can be the same text, at most.
pub const SAME_MS: i64 = NAMELESS_MS;
/// Between two texts that tell unasked what can be texted.
const HELP_MS: i64 = 6 * HOUR_MS;
const HOUR_MS: i64 = 3_600_000;

/// What is remembered of somebody who texts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Texter {
    /// How many texts of this number were heard.
    pub heard_n: i64,
    /// The keyed hash of the last one; empty where that may have been a vote.
    pub last_hash: String,
    /// When that came.
    pub last_at: Instant,
    /// The same words so many times in a row.
    pub same_n: i64,
    /// When the hour began whose answers are counted.
    pub hour_at: Instant,
    /// Answers since then.
    pub answers_n: i64,
    /// When it was last told unasked what can be texted.
    pub helped_at: Option<Instant>,
}

/// One text as it comes in.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a> {
    /// Its keyed hash; `None` where it may be a vote, of which nothing is kept.
    pub hash: Option<&'a str>,
    /// When this number last sent the same words; `None` where that is long ago.
    pub same_at: Option<Instant>,
    /// Whether the provider named it.
    pub is_named: bool,
    /// When we last asked this phone something.
    pub asked_at: Option<Instant>,
    /// Now.
    pub now: Instant,
}

/// What a text is, seen from those before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    /// A new one.
    New,
    /// The network delivered the last one again.
    Repeated,
    /// The first one too many in an hour: she is told that it is not taken.
    OverFull,
    /// One too many: it is not answered.
    TooMany,
}

impl Texter {
    /// What this text is, seen from those before it.
    pub fn weigh(&self, text: Incoming<'_>) -> Weight {
        let since = text.now.0 - self.last_at.0;
        let is_same = text.hash.is_some_and(|hash| hash == self.last_hash) && self.heard_n > 0;
        let window = if text.is_named { NAMED_MS } else { NAMELESS_MS };
        let is_again = text.same_at.is_some_and(|same_at| {
            // A question from a later moment than now was asked before the clock was set back.
            let asked_since = text
                .asked_at
                .is_some_and(|at| same_at < at && at <= text.now);
            text.now.0 - same_at.0 < window && !asked_since
        });
        if is_again {
            return Weight::Repeated;
        }
        let is_loop = is_same && since < HOUR_MS && self.same_n >= SAME_MAX;
        match self.answers_in_hour(text.now) {
            _ if is_loop => Weight::TooMany,
            ..ANSWERS_MAX => Weight::New,
            ANSWERS_MAX => Weight::OverFull,
            _ => Weight::TooMany,
        }
    }

    /// Whether it may be told unasked what can be texted.
    pub fn may_be_helped(&self, now: Instant) -> bool {
        self.helped_at.is_none_or(|at| now.0 - at.0 >= HELP_MS)
    }

    fn answers_in_hour(&self, now: Instant) -> i64 {
        if now.0 - self.hour_at.0 < HOUR_MS {
            self.answers_n
        } else {
            0
        }
    }

    /// What is remembered once a text was heard and answered so many times.
    #[must_use]
    pub fn after(&self, text: Incoming<'_>, answers_n: i64, helped: bool) -> Self {
        let is_same = text.hash.is_some_and(|hash| hash == self.last_hash)
            && text.now.0 - self.last_at.0 < HOUR_MS;
        let is_new_hour = text.now.0 - self.hour_at.0 >= HOUR_MS;
        Self {
            heard_n: self.heard_n + 1,
            last_hash: text.hash.unwrap_or_default().to_owned(),
            last_at: text.now,
            same_n: if is_same { self.same_n + 1 } else { 1 },
            hour_at: if is_new_hour { text.now } else { self.hour_at },
            answers_n: self.answers_in_hour(text.now) + answers_n,
            helped_at: if helped {
                Some(text.now)
            } else {
                self.helped_at
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(hash: &str, is_named: bool, now: i64) -> Incoming<'_> {
        Incoming {
            hash: Some(hash),
            same_at: None,
            is_named,
            asked_at: None,
            now: Instant(now),
        }
    }

    const START: i64 = 1_000_000_000;

    #[test]
    fn what_the_network_repeats_is_dropped_until_we_asked_something_new() {
        let first = text("a", false, START);
        // Another text came in between: the network does not keep the order.
        let texter =
            Texter::default()
                .after(first, 1, false)
                .after(text("b", false, START), 1, false);
        let same = |is_named, ms| Incoming {
            same_at: Some(Instant(START)),
            ..text("a", is_named, START + ms)
        };
        let again = |is_named, ms| texter.weigh(same(is_named, ms));
        assert_eq!(again(true, 3_999), Weight::Repeated);
        assert_eq!(again(true, 4_000), Weight::New);
        assert_eq!(again(false, 299_999), Weight::Repeated);
        assert_eq!(again(false, 300_000), Weight::New);
        let asked = |at| Incoming {
            asked_at: Some(Instant(at)),
            ..same(false, 60_000)
        };
        // The question that this very text was answered with is not a new one.
        assert_eq!(texter.weigh(asked(START)), Weight::Repeated);
        assert_eq!(texter.weigh(asked(START + 1)), Weight::New);
        assert_eq!(texter.weigh(asked(START + 60_001)), Weight::Repeated);
        assert_eq!(texter.weigh(text("b", false, START + 1)), Weight::New);
        // A vote leaves no hash, so it is never taken for a repetition.
        let vote = Incoming {
            hash: None,
            ..first
        };
        let after = Texter::default().after(vote, 1, false);
        assert_eq!(after.last_hash, "");
        assert_eq!(after.weigh(vote), Weight::New);
    }

    #[test]
    fn a_machine_is_answered_four_times_in_a_row_and_thirty_in_an_hour() {
        let mut texter = Texter::default();
        let mut now = START;
        for _ in 0..4 {
            assert_eq!(texter.weigh(text("a", true, now)), Weight::New);
            texter = texter.after(text("a", true, now), 1, false);
            now += 10_000;
        }
        assert_eq!(texter.weigh(text("a", true, now)), Weight::TooMany);
        assert_eq!(texter.weigh(text("b", true, now)), Weight::New);
        assert_eq!(texter.weigh(text("a", true, now + HOUR_MS)), Weight::New);
        for n in 0..26 {
            let hash = n.to_string();
            assert_eq!(texter.weigh(text(&hash, true, now)), Weight::New, "{n}");
            texter = texter.after(text(&hash, true, now), 1, false);
        }
        // She is told once that no more are taken, and then nothing.
        assert_eq!(texter.weigh(text("x", true, now)), Weight::OverFull);
        texter = texter.after(text("x", true, now), 1, false);
        assert_eq!(texter.weigh(text("x", true, now)), Weight::TooMany);
        assert_eq!(texter.weigh(text("x", true, START + HOUR_MS)), Weight::New);
    }

    #[test]
    fn help_comes_unasked_once_in_six_hours() {
        let helped = Texter::default().after(text("a", true, START), 1, true);
        assert!(!helped.may_be_helped(Instant(START + HELP_MS - 1)));
        assert!(helped.may_be_helped(Instant(START + HELP_MS)));
    }
}
