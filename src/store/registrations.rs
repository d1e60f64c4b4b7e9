//! How a cooperative sends texts: its name in them, its hours and caps, and its templates as the
//! operators have them.

use super::known;
use super::ledger::{self, Line};
use super::link::{Link, args, statements};
use super::{Error, Store};
use crate::domain::{
    Coop, CoopId, CoopTexts, Hours, Instant, Registration, RegistrationState, Tongue,
};
use std::collections::BTreeMap;

/// The longest name a header may have, and so the longest that stands in texts (rules reference
/// 2.1).
const BRAND_MAX: usize = 11;

statements! {
    FIND_TEXTS = "select brand, number, opens_minute, closes_minute, promo_opens_minute,
            promo_closes_minute, day_cap, month_cap, paise_per_part
        from coop_texts where coop_id = $1";
    SET_TEXTS = "insert into coop_texts (coop_id, brand, number, opens_minute, closes_minute,
            promo_opens_minute, promo_closes_minute, day_cap, month_cap, paise_per_part)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (coop_id) do update set brand = excluded.brand, number = excluded.number,
            opens_minute = excluded.opens_minute, closes_minute = excluded.closes_minute,
            promo_opens_minute = excluded.promo_opens_minute,
            promo_closes_minute = excluded.promo_closes_minute, day_cap = excluded.day_cap,
            month_cap = excluded.month_cap, paise_per_part = excluded.paise_per_part";
    LIST_REGISTRATIONS = "select notice, tongue, version, body, template_id, header, entity_id, state
        from registration where coop_id = $1 order by notice, tongue";
}

type TextsRow = (String, String, i64, i64, i64, i64, i64, i64, i64);
type RegistrationRow = (
    String,
    String,
    i64,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    String,
);

/// How a cooperative sends texts; where it has not said so, as is usual.
pub(super) async fn texts_of(
    link: &mut Link,
    coop: &Coop,
    number: &str,
) -> Result<CoopTexts, Error> {
    let row: Option<TextsRow> = link.find(FIND_TEXTS, args![coop.id.0]).await?;
    let mut texts = CoopTexts::usual(&short(&coop.name), number);
    if let Some((brand, number, opens, closes, promo_opens, promo_closes, day, month, paise)) = row
    {
        texts = CoopTexts {
            brand,
            number,
            hours: Hours { opens, closes },
            promo_hours: Hours {
                opens: promo_opens,
                closes: promo_closes,
            },
            day_cap: day,
            month_cap: month,
            paise_per_part: paise,
            registrations: BTreeMap::new(),
        };
    }
    let rows: Vec<RegistrationRow> = link.all(LIST_REGISTRATIONS, args![coop.id.0]).await?;
    for row in rows {
        let (key, registration) = registration(row)?;
        texts.registrations.insert(key, registration);
    }
    Ok(texts)
}

/// Writes how a cooperative sends texts, in the place of what was there. Its registered templates
/// are not touched: they come in by `Store::import_registrations`.
pub(super) async fn set_texts(
    link: &mut Link,
    coop: CoopId,
    texts: &CoopTexts,
) -> Result<(), Error> {
    let args = args![
        coop.0,
        &texts.brand,
        &texts.number,
        texts.hours.opens,
        texts.hours.closes,
        texts.promo_hours.opens,
        texts.promo_hours.closes,
        texts.day_cap,
        texts.month_cap,
        texts.paise_per_part,
    ];
    link.run(SET_TEXTS, args).await?;
    Ok(())
}

impl Store {
    /// Sets how a cooperative sends texts. Its registered templates are not touched.
    pub async fn set_texts(
        &self,
        coop: CoopId,
        texts: &CoopTexts,
        now: Instant,
    ) -> Result<(), Error> {
        let mut link = self.core.begin().await?;
        set_texts(&mut link, coop, texts).await?;
        let line = Line::at_once(&self.core, coop, now, "texts set", (None, Some(coop.0)));
        ledger::write(&mut link, &[line]).await?;
        link.commit().await
    }
}

fn registration(row: RegistrationRow) -> Result<((String, Tongue), Registration), Error> {
    let (notice, tongue, version, body, template_id, header, entity_id, state) = row;
    let tongue = known::tongue(&tongue)?;
    let state = RegistrationState::parse(&state).ok_or(Error::Word {
        column: "registration.state",
    })?;
    let registration = Registration {
        version,
        body,
        template_id: template_id.unwrap_or_default(),
        header: header.unwrap_or_default(),
        entity_id: entity_id.unwrap_or_default(),
        state,
    };
    Ok(((notice, tongue), registration))
}

/// A name as texts have it: the whole words of it that fit, or its first letters where the first
/// word alone does not.
fn short(name: &str) -> String {
    let mut kept = String::new();
    for word in name.split_whitespace() {
        let gap = usize::from(!kept.is_empty());
        if kept.chars().count() + gap + word.chars().count() > BRAND_MAX {
            break;
        }
        if gap == 1 {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    if kept.is_empty() {
        kept = name.trim().chars().take(BRAND_MAX).collect();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_stands_in_texts_by_its_first_words() {
        assert_eq!(short("Asha Mandli"), "Asha Mandli");
        assert_eq!(short("Tapi Mahila Mandli"), "Tapi Mahila");
        assert_eq!(short("Sarvodayamandal"), "Sarvodayama");
    }
}
