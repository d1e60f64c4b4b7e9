//! The parts of a moment that texts speak of: on screens, and in texts that are sent.

use super::words::Variable;
use crate::domain::Instant;
use crate::texts::say::Value;
use chrono::{Datelike, Timelike};
use std::borrow::Cow;

/// The value of a variable that speaks of a moment; `None` for every other variable.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "few variables speak of a moment"
)]
pub fn value(variable: Variable, at: Instant, now: Instant) -> Option<Value<'static>> {
    let local = at.local();
    let word = |word| Value::Text(Cow::Borrowed(word));
    let value = match variable {
        Variable::Date => Value::Text(Cow::Owned(at.day().short())),
        Variable::Weekday => Value::Number(i64::from(local.weekday().number_from_monday())),
        Variable::Nearness => {
            let days = at.day().0 - now.day().0;
            word(if (0..=6).contains(&days) {
                "near"
            } else {
                "far"
            })
        }
        Variable::Hour => {
            let (_, hour) = local.hour12();
            let minute = local.minute();
            Value::Text(Cow::Owned(if minute == 0 {
                hour.to_string()
            } else {
                format!("{hour}:{minute:02}")
            }))
        }
        Variable::Part => word(match local.hour() {
            4..=11 => "morning",
            12..=15 => "noon",
            16..=19 => "evening",
            _ => "night",
        }),
        Variable::HalfDay => word(if local.hour() < 12 { "am" } else { "pm" }),
        _ => return None,
    };
    Some(value)
}
