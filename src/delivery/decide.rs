//! Decides whether a leased text leaves now. Pure, so that the tests are a table with a line for each case.

use crate::core::domain::delivery::ATTEMPTS_MAX;
use crate::core::domain::hours::{NeverOpen, leaves_at, leaves_tomorrow};
use crate::core::domain::{Class, Failure, Instant, Purpose, RegistrationState};
use crate::store::{DayAndMonth, LeasedText, TextReader};

/// How long a text waits while others to the same member are being sent: whether the day's cap allows this
/// one depends on them.
const SOON_MS: i64 = 20_000;

/// How often a text whose template is paused is looked at again.
const PAUSED_MS: i64 = 10 * 60_000;

/// What is done with a leased text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Decision {
    /// It leaves.
    Send,
    /// It waits until then.
    PutOff(Instant),
    /// It is not worth sending any more.
    Expire,
    /// It will not be sent, for this reason.
    Drop(Failure),
    /// Its template must not be sent: an officer gets a task.
    Refuse,
    /// This gateway has no flow for its template, so the next one gets the text, and an officer gets a
    /// task.
    HandOn,
    /// As before, but no other gateway takes it now: it waits until this moment.
    Lacks(Instant),
}

/// The next moment, `now` or later, that is an hour for this text.
pub(super) fn its_hour(text: &LeasedText, now: Instant) -> Result<Instant, NeverOpen> {
    leaves_at(text.hours, text.promo_hours, text.class, text.purpose, now)
}

/// Decides. `must_be_registered`: it would leave by a real provider.
pub(super) fn decide(
    text: &LeasedText,
    must_be_registered: bool,
    now: Instant,
    jitter: i64,
) -> Decision {
    if now >= text.expires_at || text.reader == TextReader::Gone {
        return Decision::Expire;
    }
    if text.attempts > ATTEMPTS_MAX || text.body.is_none() || text.to.is_none() {
        return Decision::Drop(Failure::Other);
    }
    let put_off = |until: Instant| {
        if until >= text.expires_at {
            Decision::Expire
        } else {
            Decision::PutOff(until)
        }
    };
    let (quiet, promo) = (text.hours, text.promo_hours);
    match its_hour(text, now) {
        Ok(at) if at > now => return put_off(at),
        Ok(_) => {}
        Err(_) => return Decision::Drop(Failure::OutOfHours),
    }
    let is_unasked = text.purpose == Purpose::Announcement || text.class == Class::Promotional;
    if text.is_stopped && is_unasked {
        return Decision::Drop(Failure::OptedOut);
    }
    if text.is_set_aside && text.purpose != Purpose::Answer {
        return Decision::Drop(Failure::BadNumber);
    }
    if must_be_registered && is_paused(text) {
        return put_off(now.plus_ms(PAUSED_MS));
    }
    if must_be_registered && !is_approved(text) {
        return Decision::Refuse;
    }
    if text.purpose.respects_quiet_hours_and_caps() && text.member.is_some() {
        let DayAndMonth {
            day: day_cap,
            month: month_cap,
        } = text.caps;
        let DayAndMonth {
            day: day_n,
            month: month_n,
        } = text.counted;
        if month_n >= month_cap || day_n >= day_cap {
            return match leaves_tomorrow(quiet, promo, text.class, text.purpose, now) {
                Ok(tomorrow) => put_off(tomorrow),
                Err(_) => Decision::Drop(Failure::OutOfHours),
            };
        }
        if day_n + text.flying >= day_cap || month_n + text.flying >= month_cap {
            return put_off(now.plus_ms(SOON_MS + SOON_MS * jitter / 1000));
        }
    }
    Decision::Send
}

/// What is done with a text whose template a gateway has no flow for, where none of the others takes it
/// now. `another_may`: one of them is only out of reach, or has reached its rate.
pub(super) fn lacks(text: &LeasedText, another_may: bool, now: Instant) -> Decision {
    let wait_ms = if another_may { SOON_MS } else { PAUSED_MS };
    let until = now.plus_ms(wait_ms);
    if until >= text.expires_at {
        Decision::Expire
    } else {
        Decision::Lacks(until)
    }
}

/// Whether its template is paused until an officer has seen to it.
fn is_paused(text: &LeasedText) -> bool {
    let state = text.registered.as_ref().map(|registered| registered.state);
    state == Some(RegistrationState::Paused)
}

/// Whether the operators have approved these very words.
fn is_approved(text: &LeasedText) -> bool {
    text.registered.as_ref().is_some_and(|registered| {
        registered.state == RegistrationState::Approved && registered.version == text.version
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::domain::{CoopId, Hours, LangScript, MemberId, Phone, PhoneId};
    use crate::store::RegisteredAs;

    /// 24 November 2026, 10:30 in Gujarat.
    const NOW: Instant = Instant(1_795_496_400_000);
    const HOUR_MS: i64 = 3_600_000;

    fn text(purpose: Purpose) -> LeasedText {
        LeasedText {
            coop: CoopId(1),
            id: 7,
            phone: Some(PhoneId(1)),
            member: Some(MemberId(1)),
            to: Phone::parse("+919800000001").ok(),
            notice: "meeting-reminder".into(),
            lang_script: LangScript::Gu,
            version: 2,
            class: Class::Service,
            purpose,
            body: Some("a text".into()),
            values: Vec::new(),
            segments: 1,
            due_at: NOW,
            expires_at: NOW.plus_ms(48 * HOUR_MS),
            attempts: 1,
            is_repeat: false,
            meeting: None,
            is_stopped: false,
            is_set_aside: false,
            reader: TextReader::There,
            registered: Some(RegisteredAs {
                state: RegistrationState::Approved,
                version: 2,
                template_id: "1".into(),
                header: "ASHAMD".into(),
                entity_id: "2".into(),
            }),
            hours: Hours {
                opens: 540,
                closes: 1140,
            },
            promo_hours: Hours {
                opens: 600,
                closes: 1140,
            },
            caps: DayAndMonth { day: 2, month: 8 },
            counted: DayAndMonth { day: 0, month: 0 },
            flying: 0,
        }
    }

    fn check(alter: impl FnOnce(&mut LeasedText), purpose: Purpose, decision: Decision) {
        let mut text = text(purpose);
        alter(&mut text);
        assert_eq!(decide(&text, true, NOW, 0), decision, "{purpose:?}");
    }

    #[test]
    fn what_is_in_order_leaves() {
        for purpose in Purpose::ALL {
            check(|_| {}, *purpose, Decision::Send);
        }
    }

    #[test]
    fn to_a_woman_who_has_left_nothing_leaves() {
        for purpose in Purpose::ALL {
            check(
                |text| text.reader = TextReader::Gone,
                *purpose,
                Decision::Expire,
            );
        }
    }

    #[test]
    fn what_is_stale_or_was_tried_too_often_does_not() {
        check(
            |text| text.expires_at = NOW,
            Purpose::Answer,
            Decision::Expire,
        );
        let much = |text: &mut LeasedText| text.attempts = ATTEMPTS_MAX + 1;
        check(much, Purpose::Answer, Decision::Drop(Failure::Other));
        check(
            |text| text.body = None,
            Purpose::Alert,
            Decision::Drop(Failure::Other),
        );
    }

    #[test]
    fn out_of_its_hours_it_waits_or_is_stale_by_then() {
        let tomorrow = NOW.day().plus(1).start().plus_ms(9 * HOUR_MS);
        let closed = |text: &mut LeasedText| text.hours.closes = 600;
        check(closed, Purpose::Reminder, Decision::PutOff(tomorrow));
        check(closed, Purpose::Answer, Decision::Send);
        check(
            |text| {
                closed(text);
                text.expires_at = tomorrow;
            },
            Purpose::Reminder,
            Decision::Expire,
        );
    }

    #[test]
    fn a_stop_holds_announcements_and_promotion_and_nothing_else() {
        let stopped = |text: &mut LeasedText| text.is_stopped = true;
        for purpose in [Purpose::Answer, Purpose::Alert, Purpose::Reminder] {
            check(stopped, purpose, Decision::Send);
        }
        let dropped = Decision::Drop(Failure::OptedOut);
        check(stopped, Purpose::Announcement, dropped);
        check(
            |text| {
                stopped(text);
                text.class = Class::Promotional;
            },
            Purpose::Reminder,
            dropped,
        );
    }

    #[test]
    fn a_dead_number_gets_answers_only() {
        let dead = |text: &mut LeasedText| text.is_set_aside = true;
        check(dead, Purpose::Answer, Decision::Send);
        check(dead, Purpose::Alert, Decision::Drop(Failure::BadNumber));
    }

    #[test]
    fn only_the_very_words_that_were_approved_leave_by_a_real_provider() {
        let states = |state| {
            move |text: &mut LeasedText| {
                if let Some(registered) = &mut text.registered {
                    registered.state = state;
                }
            }
        };
        for state in RegistrationState::ALL {
            let decision = match state {
                RegistrationState::Approved => Decision::Send,
                // An officer may end the pause.
                RegistrationState::Paused => Decision::PutOff(NOW.plus_ms(PAUSED_MS)),
                RegistrationState::Drafted
                | RegistrationState::Submitted
                | RegistrationState::Rejected => Decision::Refuse,
            };
            check(states(*state), Purpose::Answer, decision);
        }
        check(|text| text.version = 3, Purpose::Answer, Decision::Refuse);
        check(
            |text| text.registered = None,
            Purpose::Answer,
            Decision::Refuse,
        );
        let mut unregistered = text(Purpose::Answer);
        unregistered.registered = None;
        assert_eq!(decide(&unregistered, false, NOW, 0), Decision::Send);
    }

    #[test]
    fn what_no_gateway_has_a_flow_for_waits_as_long_as_it_is_worth_sending() {
        let mut text = text(Purpose::Answer);
        let soon = Decision::Lacks(NOW.plus_ms(SOON_MS));
        assert_eq!(lacks(&text, true, NOW), soon);
        let paused = Decision::Lacks(NOW.plus_ms(PAUSED_MS));
        assert_eq!(lacks(&text, false, NOW), paused);
        text.expires_at = NOW.plus_ms(PAUSED_MS);
        assert_eq!(lacks(&text, false, NOW), Decision::Expire);
    }

    #[test]
    fn enough_is_enough_and_what_is_on_its_way_is_waited_for() {
        let tomorrow = Decision::PutOff(NOW.day().plus(1).start().plus_ms(9 * HOUR_MS));
        let counted = |day, month, flying| {
            move |text: &mut LeasedText| {
                text.counted = DayAndMonth { day, month };
                text.flying = flying;
            }
        };
        check(counted(2, 2, 0), Purpose::Reminder, tomorrow);
        check(counted(0, 8, 0), Purpose::Announcement, tomorrow);
        check(counted(1, 7, 0), Purpose::Reminder, Decision::Send);
        let soon = Decision::PutOff(NOW.plus_ms(SOON_MS));
        check(counted(1, 1, 1), Purpose::Reminder, soon);
        check(counted(9, 99, 9), Purpose::Alert, Decision::Send);
        check(counted(9, 99, 9), Purpose::Answer, Decision::Send);
        check(
            |text| {
                counted(9, 99, 0)(text);
                text.member = None;
            },
            Purpose::Reminder,
            Decision::Send,
        );
    }
}
