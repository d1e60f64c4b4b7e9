//! What is remembered of somebody who texts, so that a repetition by the network is told from a second
//! text, and a machine from a person.
//!
//! A repetition is told by all that it has in common with the first text, and never by one of these alone:
//! the sender, the words, and either the provider's name for it, at any time, or a short while: 4 seconds
//! where providers name their texts, 5 minutes where they do not. What came in between is looked at too
//! (`repeated`): once she has written the opposite, or we have asked something new, the same words count as
//! a new text.
//!
//! A machine that answers every text would exchange texts with us without end. So the same words are
//! answered four times in a row, each within an hour of the one before. A number gets 30 answers in an hour
//! at once; a sakhi who writes for many is that quick too, so what comes after that is done all the same,
//! and its answers wait until the hour is over; after 150 nothing more is taken but a wish to stop. She is
//! told both, once. What can be texted is told unasked once in six hours.

use crate::core::domain::Instant;

/// Within this time the same words are one text, where the provider gives texts an id.
const NAMED_MS: i64 = 4_000;
/// The same, where the provider gives texts no id.
const NAMELESS_MS: i64 = 5 * 60_000;
/// The same words in a row that are answered.
const SAME_MAX: i64 = 4;
/// Answers to one number in an hour that leave at once.
const ANSWERS_MAX: i64 = 30;
/// Answers to one number in an hour, with those that wait.
const WAITING_MAX: i64 = 150;
/// How long the same words can be the same text, at most.
pub const SAME_MS: i64 = NAMELESS_MS;
/// The least time between two texts that say, without being asked, what can be texted.
const HELP_MS: i64 = 6 * HOUR_MS;
pub(super) const HOUR_MS: i64 = 3_600_000;

/// What is remembered of somebody who texts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Texter {
    /// How many texts of this number were heard.
    pub heard_n: i64,
    /// The keyed hash of the last one; empty where that may have been a vote.
    pub last_hash: String,
    /// When the last text came.
    pub last_at: Instant,
    /// The same words so many times in a row.
    pub same_n: i64,
    /// When the hour began whose answers are counted.
    pub hour_at: Instant,
    /// Answers sent since the hour began.
    pub answers_n: i64,
    /// When it was last told unasked what can be texted.
    pub helped_at: Option<Instant>,
}

/// One text as it comes in.
#[derive(Clone, Copy, Debug)]
pub struct SmsFingerprint<'a> {
    /// Its keyed hash; `None` where it may be a vote, of which nothing is kept.
    pub hash: Option<&'a str>,
    /// When this number last sent the same words; `None` where that is long ago.
    pub same_at: Option<Instant>,
    /// Whether the provider gave it an id.
    pub is_named: bool,
    /// Whether a text with this id, from this number and with these words, came before.
    pub was_heard: bool,
    /// When we last asked this phone something.
    pub asked_at: Option<Instant>,
    /// The moment at which the text is decided on.
    pub now: Instant,
}

/// What a text is, seen from those before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RateVerdict {
    /// The first text of a new hour.
    New,
    /// The provider delivered a text again: it has the same id.
    Delivered,
    /// It may be the last text again: only the time between them can tell.
    Repeated,
    /// The same words so often in a row that it may be a machine.
    Loop,
    /// Above the number that is answered at once: the text is acted on, and its answer waits. The first
    /// time she is told so.
    Waits {
        /// Whether this is the text with which she is told.
        tells: bool,
    },
    /// The first text above the number that is taken in an hour: she is told that it is not taken.
    OverFull,
    /// A further text above that number: it is not answered.
    TooMany,
}

impl Texter {
    /// What this text is, seen from those before it.
    pub fn weigh(&self, text: SmsFingerprint<'_>) -> RateVerdict {
        if text.was_heard {
            return RateVerdict::Delivered;
        }
        let since = text.now.0 - self.last_at.0;
        let is_same = text.hash.is_some_and(|hash| hash == self.last_hash) && self.heard_n > 0;
        let window = if text.is_named { NAMED_MS } else { NAMELESS_MS };
        let is_again = text.same_at.is_some_and(|same_at| {
            // A question asked at a later moment than now: the clock was set back since.
            let asked_since = text
                .asked_at
                .is_some_and(|at| same_at < at && at <= text.now);
            text.now.0 - same_at.0 < window && !asked_since
        });
        if is_again {
            return RateVerdict::Repeated;
        }
        if is_same && since < HOUR_MS && self.same_n >= SAME_MAX {
            return RateVerdict::Loop;
        }
        match self.answers_in_hour(text.now) {
            ..ANSWERS_MAX => RateVerdict::New,
            n @ ANSWERS_MAX..WAITING_MAX => RateVerdict::Waits {
                tells: n == ANSWERS_MAX,
            },
            WAITING_MAX => RateVerdict::OverFull,
            _ => RateVerdict::TooMany,
        }
    }

    /// When the answers that wait may leave: once the hour is over.
    pub fn answers_leave_at(&self) -> Instant {
        self.hour_at.plus_ms(HOUR_MS)
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
    pub fn after(&self, text: SmsFingerprint<'_>, answers_n: i64, helped: bool) -> Self {
        let is_same = text.hash.is_some_and(|hash| hash == self.last_hash)
            && text.now.0 - self.last_at.0 < HOUR_MS;
        let is_new_hour = text.now.0 - self.hour_at.0 >= HOUR_MS;
        let before = self.answers_in_hour(text.now);
        // A text with two answers must not pass over the count at which she is told.
        let mark = [ANSWERS_MAX, WAITING_MAX]
            .into_iter()
            .find(|mark| before < *mark);
        let answers_n = (before + answers_n).min(mark.unwrap_or(i64::MAX));
        Self {
            heard_n: self.heard_n + 1,
            last_hash: text.hash.unwrap_or_default().to_owned(),
            last_at: text.now,
            same_n: if is_same { self.same_n + 1 } else { 1 },
            hour_at: if is_new_hour { text.now } else { self.hour_at },
            answers_n,
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

    fn text(hash: &str, is_named: bool, now: i64) -> SmsFingerprint<'_> {
        SmsFingerprint {
            hash: Some(hash),
            same_at: None,
            is_named,
            was_heard: false,
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
        let same = |is_named, ms| SmsFingerprint {
            same_at: Some(Instant(START)),
            ..text("a", is_named, START + ms)
        };
        let again = |is_named, ms| texter.weigh(same(is_named, ms));
        assert_eq!(again(true, 3_999), RateVerdict::Repeated);
        assert_eq!(again(true, 4_000), RateVerdict::New);
        assert_eq!(again(false, 299_999), RateVerdict::Repeated);
        assert_eq!(again(false, 300_000), RateVerdict::New);
        let asked = |at| SmsFingerprint {
            asked_at: Some(Instant(at)),
            ..same(false, 60_000)
        };
        // A question that was asked in answer to this very text is not a new one.
        assert_eq!(texter.weigh(asked(START)), RateVerdict::Repeated);
        assert_eq!(texter.weigh(asked(START + 1)), RateVerdict::New);
        assert_eq!(texter.weigh(asked(START + 60_001)), RateVerdict::Repeated);
        assert_eq!(texter.weigh(text("b", false, START + 1)), RateVerdict::New);
        // A vote leaves no hash, so it is never taken for a repetition.
        let vote = SmsFingerprint {
            hash: None,
            ..first
        };
        let after = Texter::default().after(vote, 1, false);
        assert_eq!(after.last_hash, "");
        assert_eq!(after.weigh(vote), RateVerdict::New);
    }

    #[test]
    fn a_machine_is_answered_four_times_in_a_row_and_thirty_in_an_hour() {
        let mut texter = Texter::default();
        let mut now = START;
        for _ in 0..4 {
            assert_eq!(texter.weigh(text("a", true, now)), RateVerdict::New);
            texter = texter.after(text("a", true, now), 1, false);
            now += 10_000;
        }
        assert_eq!(texter.weigh(text("a", true, now)), RateVerdict::Loop);
        assert_eq!(texter.weigh(text("b", true, now)), RateVerdict::New);
        assert_eq!(
            texter.weigh(text("a", true, now + HOUR_MS)),
            RateVerdict::New
        );
        for n in 0..26 {
            let hash = n.to_string();
            assert_eq!(
                texter.weigh(text(&hash, true, now)),
                RateVerdict::New,
                "{n}"
            );
            texter = texter.after(text(&hash, true, now), 1, false);
        }
        // She is told once that the answers wait, and much later that no more are taken.
        let waits = |tells| RateVerdict::Waits { tells };
        assert_eq!(texter.weigh(text("x", true, now)), waits(true));
        texter = texter.after(text("x", true, now), 2, false);
        assert_eq!(texter.weigh(text("y", true, now)), waits(false));
        assert_eq!(texter.answers_leave_at(), Instant(START + HOUR_MS));
        for n in 0..118 {
            let hash = format!("w{n}");
            assert_eq!(texter.weigh(text(&hash, true, now)), waits(false), "{n}");
            texter = texter.after(text(&hash, true, now), 1, false);
        }
        assert_eq!(texter.weigh(text("x", true, now)), RateVerdict::OverFull);
        texter = texter.after(text("x", true, now), 1, false);
        assert_eq!(texter.weigh(text("x", true, now)), RateVerdict::TooMany);
        assert_eq!(
            texter.weigh(text("x", true, START + HOUR_MS)),
            RateVerdict::New
        );
    }

    #[test]
    fn t16_two_answers_to_one_text_do_not_step_over_the_mark_at_which_she_is_told() {
        let mut texter = Texter::default();
        for n in 0..15 {
            let hash = n.to_string();
            texter = texter.after(text(&hash, true, START), if n == 0 { 1 } else { 2 }, false);
        }
        assert_eq!(texter.answers_n, 29);
        texter = texter.after(text("x", true, START), 2, false);
        let weight = texter.weigh(text("y", true, START));
        assert_eq!(weight, RateVerdict::Waits { tells: true });
    }

    #[test]
    fn help_comes_unasked_once_in_six_hours() {
        let helped = Texter::default().after(text("a", true, START), 1, true);
        assert!(!helped.may_be_helped(Instant(START + HELP_MS - 1)));
        assert!(helped.may_be_helped(Instant(START + HELP_MS)));
    }
}
