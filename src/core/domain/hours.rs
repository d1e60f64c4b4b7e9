//! When a text may leave: the cooperative's quiet hours, and what the law allows.
//!
//! Reminders and announcements keep the cooperative's hours. Promotion leaves within the law's ten to
//! twenty-one only, with a guard at both ends, since a text that is handed over at the last minute
//! arrives after it (rules T-4; domain reference H2.4). What she has just asked
//! for, and a warning, leave at once.

use super::{Class, Hours, Instant, Purpose};

/// The hours that the law gives promotion, in minutes of the local day (rules 2.1).
const PROMO_LAW: Hours = Hours {
    opens: 10 * 60,
    closes: 21 * 60,
};
/// How far within the law's hours promotion keeps, in minutes (rules T-4).
const GUARD_MINUTES: i64 = 15;
const MINUTE_MS: i64 = 60_000;

/// The hours of a text, or none where it may leave at any time.
///
/// `Err` where there is no hour at all: the cooperative's hours for promotion lie outside the law's.
fn hours_of(
    quiet: Hours,
    promo: Hours,
    class: Class,
    purpose: Purpose,
) -> Result<Option<Hours>, NeverOpen> {
    let mut hours = purpose.respects_quiet_hours_and_caps().then_some(quiet);
    if class == Class::Promotional {
        hours = Some(Hours {
            opens: promo.opens.max(PROMO_LAW.opens + GUARD_MINUTES),
            closes: promo.closes.min(PROMO_LAW.closes - GUARD_MINUTES),
        });
    }
    match hours {
        Some(hours) if hours.opens >= hours.closes => Err(NeverOpen),
        hours => Ok(hours),
    }
}

/// The hours for such a text are never open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("no hour of the day is open for such a text")]
pub struct NeverOpen;

/// The next moment, `now` or later, at which such a text may leave. `quiet` and `promo` are the
/// cooperative's own hours.
pub fn leaves_at(
    quiet: Hours,
    promo: Hours,
    class: Class,
    purpose: Purpose,
    now: Instant,
) -> Result<Instant, NeverOpen> {
    let Some(hours) = hours_of(quiet, promo, class, purpose)? else {
        return Ok(now);
    };
    let today = now.day();
    let (opens, closes) = (
        today.start().plus_ms(hours.opens * MINUTE_MS),
        today.start().plus_ms(hours.closes * MINUTE_MS),
    );
    Ok(if now < opens {
        opens
    } else if now < closes {
        now
    } else {
        opens_on_the_day_after(hours, now)
    })
}

/// The first moment of the next local day at which such a text may leave: where the day's cap is
/// reached.
pub fn leaves_tomorrow(
    quiet: Hours,
    promo: Hours,
    class: Class,
    purpose: Purpose,
    now: Instant,
) -> Result<Instant, NeverOpen> {
    let tomorrow = now.day().plus(1).start();
    leaves_at(quiet, promo, class, purpose, tomorrow)
}

/// The next moment at which a network that refused such a text at this hour lets it through: the law's
/// window for its class opens again. A network that says so takes the text for promotion, whatever it is
/// registered as, so that it is promotion's window that counts, and it opens later than now even where we
/// think that it is open. What has hours of its own keeps those too.
pub fn leaves_after_refusal(
    quiet: Hours,
    promo: Hours,
    class: Class,
    purpose: Purpose,
    now: Instant,
) -> Result<Instant, NeverOpen> {
    let own = hours_of(quiet, promo, class, purpose)?;
    let law = Hours {
        opens: PROMO_LAW.opens + GUARD_MINUTES,
        closes: PROMO_LAW.closes - GUARD_MINUTES,
    };
    let both = own.map_or(law, |own| Hours {
        opens: own.opens.max(law.opens),
        closes: own.closes.min(law.closes),
    });
    // Hours of its own that lie outside the law's are all it has.
    let hours = if both.opens < both.closes {
        both
    } else {
        own.unwrap_or(law)
    };
    let opens = now.day().start().plus_ms(hours.opens * MINUTE_MS);
    Ok(if now < opens {
        opens
    } else {
        opens_on_the_day_after(hours, now)
    })
}

fn opens_on_the_day_after(hours: Hours, now: Instant) -> Instant {
    let tomorrow = now.day().plus(1).start();
    tomorrow.plus_ms(hours.opens * MINUTE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    const QUIET: Hours = Hours {
        opens: 9 * 60,
        closes: 19 * 60,
    };
    const PROMO: Hours = Hours {
        opens: 10 * 60,
        closes: 21 * 60,
    };

    /// A moment of 24 November 2026, in local time of Gujarat.
    fn at(hour: i64, minute: i64, ms: i64) -> Instant {
        let day = crate::core::domain::Day::of(NaiveDate::from_ymd_opt(2026, 11, 24).unwrap());
        day.start().plus_ms((hour * 60 + minute) * MINUTE_MS + ms)
    }

    fn check(class: Class, purpose: Purpose, now: Instant, leaves: Instant) {
        let said = leaves_at(QUIET, PROMO, class, purpose, now);
        assert_eq!(said, Ok(leaves), "{class:?} {purpose:?} {}", now.local());
    }

    #[test]
    fn a_reminder_waits_for_nine_and_the_last_moment_is_before_nineteen() {
        for (now, leaves) in [
            (at(0, 0, 0), at(9, 0, 0)),
            (at(8, 59, 59_999), at(9, 0, 0)),
            (at(9, 0, 0), at(9, 0, 0)),
            (at(15, 30, 7), at(15, 30, 7)),
            (at(18, 59, 59_999), at(18, 59, 59_999)),
            (at(19, 0, 0), at(33, 0, 0)),
            (at(23, 59, 59_999), at(33, 0, 0)),
        ] {
            check(Class::Service, Purpose::Reminder, now, leaves);
            check(Class::Service, Purpose::Announcement, now, leaves);
        }
    }

    #[test]
    fn promotion_keeps_a_guard_within_the_law_whatever_the_cooperative_says() {
        for (now, leaves) in [
            (at(9, 30, 0), at(10, 15, 0)),
            (at(10, 14, 59_999), at(10, 15, 0)),
            (at(10, 15, 0), at(10, 15, 0)),
            (at(20, 44, 59_999), at(20, 44, 59_999)),
            (at(20, 45, 0), at(34, 15, 0)),
        ] {
            for purpose in Purpose::ALL {
                check(Class::Promotional, *purpose, now, leaves);
            }
        }
        let late = Hours {
            opens: 21 * 60,
            closes: 23 * 60,
        };
        let said = leaves_at(
            QUIET,
            late,
            Class::Promotional,
            Purpose::Announcement,
            at(12, 0, 0),
        );
        assert_eq!(said, Err(NeverOpen));
    }

    #[test]
    fn g3_what_is_refused_at_this_hour_waits_for_the_window_of_the_law() {
        for (now, leaves) in [
            (at(0, 0, 0), at(10, 15, 0)),
            (at(7, 30, 0), at(10, 15, 0)),
            // The network's clock may differ from ours, and it may be another day there.
            (at(10, 15, 0), at(34, 15, 0)),
            (at(22, 0, 0), at(34, 15, 0)),
        ] {
            for (class, purpose) in [
                (Class::Service, Purpose::Answer),
                (Class::Service, Purpose::Alert),
                (Class::Service, Purpose::Reminder),
                (Class::Promotional, Purpose::Answer),
            ] {
                let said = leaves_after_refusal(QUIET, PROMO, class, purpose, now);
                assert_eq!(said, Ok(leaves), "{class:?} {purpose:?} {}", now.local());
            }
        }
        let early = Hours {
            opens: 5 * 60,
            closes: 8 * 60,
        };
        let (class, purpose) = (Class::Service, Purpose::Reminder);
        let said = leaves_after_refusal(early, PROMO, class, purpose, at(6, 0, 0));
        assert_eq!(said, Ok(at(29, 0, 0)));
    }

    #[test]
    fn an_answer_and_a_warning_leave_at_any_hour() {
        for purpose in [Purpose::Answer, Purpose::Alert] {
            for now in [at(3, 0, 0), at(12, 0, 0), at(23, 0, 0)] {
                check(Class::Service, purpose, now, now);
            }
        }
    }

    #[test]
    fn a_full_day_puts_a_reminder_off_to_the_next_morning() {
        for now in [at(0, 0, 0), at(9, 0, 0), at(23, 59, 59_999)] {
            let said = leaves_tomorrow(QUIET, PROMO, Class::Service, Purpose::Reminder, now);
            assert_eq!(said, Ok(at(33, 0, 0)));
        }
    }

    proptest! {
        /// Whatever the hours and the moment: it is open when a text leaves, it never leaves before
        /// it is asked to, and it waits no longer than a day.
        #[test]
        fn a_text_leaves_in_its_hours_and_within_a_day(
            opens in 0_i64..1440, len in 1_i64..1440, ms in 0_i64..200_000_000_000_000,
            class in 0_usize..4, purpose in 0_usize..4,
        ) {
            let quiet = Hours { opens, closes: (opens + len).min(1440) };
            let (class, purpose) = (Class::ALL[class], Purpose::ALL[purpose]);
            let now = Instant(ms);
            let leaves = leaves_at(quiet, PROMO, class, purpose, now).unwrap();
            prop_assert!(now <= leaves && leaves <= now.plus_days(1));
            prop_assert_eq!(leaves_at(quiet, PROMO, class, purpose, leaves), Ok(leaves));
            let minute = (leaves.0 - leaves.day().start().0) / MINUTE_MS;
            if class == Class::Promotional {
                prop_assert!((615..1245).contains(&minute));
            } else if purpose.respects_quiet_hours_and_caps() {
                prop_assert!((quiet.opens..quiet.closes).contains(&minute));
            } else {
                prop_assert_eq!(leaves, now);
            }
        }
    }
}
