//! An officer sends one registered text to many members.
//!
//! One officer may send to up to `READERS_ALONE_MAX` women alone; more take two officers (domain reference
//! C5). The same text with the same values is not sent twice within two days unless the officer asks for
//! that.

use crate::core::authz::{Permit, Right};
use crate::core::domain::{Filling, Instant};

/// Readers of an announcement that one officer may send alone (domain reference C5).
pub const READERS_ALONE_MAX: i64 = 30;
/// Days during which the same text with the same values needs to be asked for again.
pub const SAME_WORDS_DAYS: i64 = 2;
/// A day further ahead than this is a mistyped year.
const AHEAD_MAX_DAYS: i64 = 5 * 366;

/// What the decision depends on.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The texts that may be announced, by name.
    pub names: &'a [&'a str],
    /// When the same text with the same values was last announced.
    pub said_at: Option<Instant>,
}

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Input<'a> {
    /// The name of the text.
    pub notice: &'a str,
    /// Send also where the same was announced within two days.
    pub again: bool,
}

/// Why nothing is announced.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// There is no text of this name; there are these.
    NoSuchText(String, Vec<String>),
    /// The same was announced at this moment.
    Said(Instant),
}

/// What is wrong with the time that an announcement names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Untimely {
    /// It is in the past.
    Over,
    /// It is in the future, and the text says that it has happened.
    ToCome,
    /// It is more than five years ahead.
    FarAhead,
}

/// Whether an announcement to so many women takes a second signature.
pub fn takes_two(women_n: i64) -> bool {
    women_n > READERS_ALONE_MAX
}

/// Whether there is a text of this name to announce.
pub fn named(names: &[&str], notice: &str) -> Result<(), Refusal> {
    if names.contains(&notice) {
        return Ok(());
    }
    let names = names.iter().map(|name| (*name).to_owned());
    Err(Refusal::NoSuchText(notice.to_owned(), names.collect()))
}

/// Whether the time in an announcement can be right: still to come and within a few years, or, for a
/// warning, already past. `is_warning`: the text tells of something that has happened.
pub fn at_its_time(is_warning: bool, filling: &Filling, now: Instant) -> Result<(), Untimely> {
    let (is_over, is_ahead, day) = match filling {
        Filling::Day(day) => (*day < now.day(), *day > now.day(), *day),
        Filling::When(at) => (*at <= now, *at > now, at.day()),
        Filling::Number(_) | Filling::Amount(_) | Filling::Words(_) | Filling::Signs(_) => {
            return Ok(());
        }
    };
    match (is_warning, is_over, is_ahead) {
        (true, _, true) => Err(Untimely::ToCome),
        (false, true, _) => Err(Untimely::Over),
        _ if day.0 - now.day().0 > AHEAD_MAX_DAYS => Err(Untimely::FarAhead),
        _ => Ok(()),
    }
}

/// Whether the text could be announced now.
pub fn may_announce(facts: Facts<'_>, input: Input<'_>, now: Instant) -> Result<(), Refusal> {
    named(facts.names, input.notice)?;
    let since = now.plus_days(-SAME_WORDS_DAYS);
    match facts.said_at.filter(|at| *at > since) {
        Some(at) if !input.again => Err(Refusal::Said(at)),
        _ => Ok(()),
    }
}

/// The moment since which the same must not have been announced, for the guard of the write; `None` where
/// it may have been.
pub fn decide(
    permit: &Permit,
    facts: Facts<'_>,
    input: Input<'_>,
    now: Instant,
) -> Result<Option<Instant>, Refusal> {
    if permit.right() != Right::ComposeNotices {
        return Err(Refusal::Right);
    }
    may_announce(facts, input, now)?;
    Ok((!input.again).then(|| now.plus_days(-SAME_WORDS_DAYS)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::authz::{Principal, require};
    use crate::core::domain::Via;

    const NOW: Instant = Instant(1_795_492_800_000);

    #[test]
    fn a_known_text_is_said_once_in_two_days_unless_that_is_asked_for() {
        let permit = |right| require(&Principal::Operator, right, Via::Cli).unwrap();
        let compose = permit(Right::ComposeNotices);
        let of = |notice, said_at, again| {
            let facts = Facts {
                names: &["share", "seeds"],
                said_at,
            };
            decide(&compose, facts, Input { notice, again }, NOW)
        };
        let since = NOW.plus_days(-2);
        assert_eq!(of("share", None, false), Ok(Some(since)));
        assert_eq!(of("share", Some(since), false), Ok(Some(since)));
        let before = since.plus_ms(1);
        let said = of("share", Some(before), false);
        assert_eq!(said, Err(Refusal::Said(before)));
        assert_eq!(of("share", Some(before), true), Ok(None));
        let names = ["share", "seeds"].map(str::to_owned).to_vec();
        let unknown = of("rain", None, true);
        let refused = Refusal::NoSuchText("rain".to_owned(), names);
        assert_eq!(unknown, Err(refused));
        let facts = Facts {
            names: &["share"],
            said_at: None,
        };
        let input = Input {
            notice: "share",
            again: false,
        };
        let other = decide(&permit(Right::EditTexts), facts, input, NOW);
        assert_eq!(other, Err(Refusal::Right));
        assert!(!takes_two(30) && takes_two(31));
    }

    #[test]
    fn what_is_over_is_not_announced_and_a_warning_is_not_of_tomorrow() {
        let of = |is_warning, ms| at_its_time(is_warning, &Filling::When(NOW.plus_ms(ms)), NOW);
        assert_eq!(of(false, 1), Ok(()));
        assert_eq!(of(false, 0), Err(Untimely::Over));
        assert_eq!(of(true, 0), Ok(()));
        assert_eq!(of(true, 1), Err(Untimely::ToCome));
        let far = Filling::Day(NOW.day().plus(AHEAD_MAX_DAYS + 1));
        assert_eq!(at_its_time(false, &far, NOW), Err(Untimely::FarAhead));
        assert_eq!(at_its_time(false, &Filling::Number(3), NOW), Ok(()));
    }
}
