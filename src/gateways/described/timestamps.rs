//! How a provider writes a moment.

use super::reader::{ProviderFileReader, ProviderSection};
use super::source::ItemFields;
use crate::core::domain::Instant;
use crate::gateways::sms::times;
use chrono::{DateTime, NaiveDateTime, TimeZone as _};

/// The field, the form and the zone of a moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::gateways) struct Moment {
    field: String,
    form: TimeFormat,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum TimeFormat {
    UnixSeconds,
    UnixMilliseconds,
    /// RFC 3339, which says its own zone.
    Rfc3339,
    /// A pattern that says its own zone.
    Zoned(String),
    /// A pattern in this zone.
    Local(String, chrono_tz::Tz),
}

/// Keys of the file that are read here.
pub(in crate::gateways) const KEYS: [&str; 3] = ["at", "time", "zone"];

impl Moment {
    /// Reads `at`, `time` and `zone`; all that is wrong is told.
    pub(in crate::gateways) fn read(
        reader: &mut ProviderFileReader<'_>,
        section: &ProviderSection<'_, '_>,
    ) -> Option<Self> {
        let table = section.table;
        let field = reader.word(table, "at")?;
        let help = "\"unix\", \"unix-ms\", \"rfc3339\", or a pattern like \"%Y-%m-%d %H:%M:%S\"";
        let time = reader.need(section, "time", &format!("write time = {help}"))?;
        let zone = reader.word(table, "zone");
        let form = match time.text.as_str() {
            "unix" => TimeFormat::UnixSeconds,
            "unix-ms" => TimeFormat::UnixMilliseconds,
            "rfc3339" => TimeFormat::Rfc3339,
            pattern => {
                if !is_pattern(pattern) {
                    reader.flaw(
                        &time.span,
                        "this is no form of a time",
                        format!("write {help}"),
                    );
                    return None;
                }
                if pattern.contains("%z") || pattern.contains("%:z") {
                    TimeFormat::Zoned(pattern.to_owned())
                } else {
                    let help = "write zone = \"Asia/Kolkata\" or zone = \"UTC\"";
                    let Some(zone) = zone else {
                        reader.flaw(&time.span, "nobody knows the zone of this time", help);
                        return None;
                    };
                    let Ok(known) = zone.text.parse() else {
                        let what = format!("there is no time zone `{}`", zone.text);
                        reader.flaw(&zone.span, what, help);
                        return None;
                    };
                    TimeFormat::Local(pattern.to_owned(), known)
                }
            }
        };
        Some(Self {
            field: field.text,
            form,
        })
    }

    /// The moment that these fields hold; `None` where there is none that can be read, since a text and a
    /// receipt count without it.
    pub(in crate::gateways) fn find(&self, fields: &ItemFields<'_>) -> Option<Instant> {
        self.parse(&fields.besides(&self.field)?)
    }

    /// The moment; `None` where it is in no such form.
    fn parse(&self, text: &str) -> Option<Instant> {
        let text = text.trim();
        let ms = match &self.form {
            TimeFormat::UnixSeconds => text.parse::<i64>().ok()?.checked_mul(1000)?,
            TimeFormat::UnixMilliseconds => text.parse().ok()?,
            TimeFormat::Rfc3339 => DateTime::parse_from_rfc3339(text).ok()?.timestamp_millis(),
            TimeFormat::Zoned(pattern) => DateTime::parse_from_str(text, pattern)
                .ok()?
                .timestamp_millis(),
            TimeFormat::Local(pattern, zone) => {
                let naive = NaiveDateTime::parse_from_str(text, pattern).ok()?;
                zone.from_local_datetime(&naive)
                    .earliest()?
                    .timestamp_millis()
            }
        };
        times::plausible(ms)
    }
}

/// A pattern that reads at least a day and an hour.
fn is_pattern(pattern: &str) -> bool {
    use chrono::format::{Item, StrftimeItems};
    let is_known = !StrftimeItems::new(pattern).any(|item| item == Item::Error);
    let sample = NaiveDateTime::default();
    let written = is_known.then(|| sample.and_utc().format(pattern).to_string());
    written.is_some_and(|written| {
        NaiveDateTime::parse_from_str(&written, pattern).is_ok()
            || DateTime::parse_from_str(&written, pattern).is_ok()
    })
}
