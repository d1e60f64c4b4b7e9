//! How a cooperative sends texts: its name in them, its hours and caps, and its templates as the
//! operators have them.

use super::db::conn::{Link, args, statements};
use super::facts::known;
use super::ledger::{self, LedgerEvent};
use super::{Error, Store};
use crate::core::domain::{
    By, Class, Coop, CoopId, CoopTexts, Hours, Instant, LangScript, ObjectKind, Registration,
    RegistrationState,
};
use std::collections::BTreeMap;

/// The longest name a header may have, and so the longest that stands in texts (rules
/// 2.1).
const BRAND_MAX: usize = 11;

/// A template as an operator brings it back from the operators' site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewRegistration {
    /// The text's name.
    pub notice: String,
    /// What it is written in.
    pub tongue: LangScript,
    /// The class it is registered under.
    pub class: Class,
    /// How it is registered.
    pub registration: Registration,
}

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
    /// A provider may write a header in other letters than the operators do.
    LIST_COOPS_OF_HEADER = "select distinct coop_id from registration where lower(header) = lower($1)
        order by coop_id";
    /// What the network refused stays paused until an officer has seen to it, or until it is
    /// registered anew: an older list that still calls it approved changes nothing.
    SET_REGISTRATION = "insert into registration as kept (coop_id, notice, tongue, version, class,
            body, template_id, header, entity_id, state, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (coop_id, notice, tongue) do update set version = excluded.version,
            class = excluded.class, body = excluded.body, header = excluded.header,
            entity_id = excluded.entity_id, at = excluded.at, template_id = excluded.template_id,
            state = case when kept.state = 'paused' and excluded.state = 'approved'
                    and kept.template_id = excluded.template_id and kept.body = excluded.body
                then kept.state else excluded.state end,
            why = case when kept.state = 'paused' and excluded.state = 'approved'
                    and kept.template_id = excluded.template_id and kept.body = excluded.body
                then kept.why end";
}

#[derive(sqlx::FromRow)]
struct TextsRow {
    brand: String,
    number: String,
    opens_minute: i64,
    closes_minute: i64,
    promo_opens_minute: i64,
    promo_closes_minute: i64,
    day_cap: i64,
    month_cap: i64,
    paise_per_part: i64,
}

#[derive(sqlx::FromRow)]
struct RegistrationRow {
    notice: String,
    tongue: String,
    version: i64,
    body: String,
    template_id: Option<String>,
    header: Option<String>,
    entity_id: Option<String>,
    state: String,
}

/// How a cooperative sends texts; where it has not said so, as is usual.
pub(super) async fn texts_of(
    link: &mut Link,
    coop: &Coop,
    number: &str,
) -> Result<CoopTexts, Error> {
    let row: Option<TextsRow> = link.find(FIND_TEXTS, args![coop.id.0]).await?;
    let mut texts = CoopTexts::usual(&brand_of(&coop.name), number);
    if let Some(row) = row {
        texts = CoopTexts {
            brand: row.brand,
            number: row.number,
            hours: Hours {
                opens: row.opens_minute,
                closes: row.closes_minute,
            },
            promo_hours: Hours {
                opens: row.promo_opens_minute,
                closes: row.promo_closes_minute,
            },
            day_cap: row.day_cap,
            month_cap: row.month_cap,
            paise_per_part: row.paise_per_part,
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
        by: &By,
        coop: CoopId,
        texts: &CoopTexts,
        now: Instant,
    ) -> Result<(), Error> {
        let mut link = self.core.begin().await?;
        set_texts(&mut link, coop, texts).await?;
        let scene = self.scene((by, coop, now));
        let lines = [scene.line(LedgerEvent::of("texts set", (ObjectKind::Coop, coop.0)))];
        ledger::write(&mut link, &lines).await?;
        link.commit().await
    }
}

impl Store {
    /// The cooperatives that have a template registered with this header.
    pub async fn coops_of_header(&self, header: &str) -> Result<Vec<CoopId>, Error> {
        let rows: Vec<(i64,)> = self
            .core
            .read_all(LIST_COOPS_OF_HEADER, args![header])
            .await?;
        Ok(rows.into_iter().map(|(coop,)| CoopId(coop)).collect())
    }

    /// Takes in how templates are registered, of one cooperative or several: all of them or none.
    pub async fn import_registrations(
        &self,
        by: &By,
        registrations: &[(CoopId, Vec<NewRegistration>)],
        now: Instant,
    ) -> Result<(), Error> {
        let mut link = self.core.begin().await?;
        let mut lines = Vec::new();
        for (coop, news) in registrations {
            let scene = self.scene((by, *coop, now));
            for new in news {
                let known = &new.registration;
                let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
                let args = args![
                    coop.0,
                    &new.notice,
                    new.tongue.code(),
                    known.version,
                    new.class.code(),
                    &known.body,
                    some(&known.template_id),
                    some(&known.header),
                    some(&known.entity_id),
                    known.state.code(),
                    now.0,
                ];
                link.run(SET_REGISTRATION, args).await?;
            }
            let told = LedgerEvent::of("templates imported", (ObjectKind::Coop, coop.0));
            lines.push(scene.line(told));
        }
        ledger::write(&mut link, &lines).await?;
        link.commit().await
    }
}

fn registration(row: RegistrationRow) -> Result<((String, LangScript), Registration), Error> {
    let tongue = known::tongue(&row.tongue, "registration")?;
    let state = RegistrationState::parse(&row.state).ok_or(Error::UnknownCode {
        table: "registration",
        column: "state",
    })?;
    let registration = Registration {
        version: row.version,
        body: row.body,
        template_id: row.template_id.unwrap_or_default(),
        header: row.header.unwrap_or_default(),
        entity_id: row.entity_id.unwrap_or_default(),
        state,
    };
    Ok(((row.notice, tongue), registration))
}

/// A cooperative's name as texts have it, where it has not said so: the whole words of it that fit, or
/// its first letters where the first word alone does not.
pub fn brand_of(name: &str) -> String {
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
        assert_eq!(brand_of("Asha Mandli"), "Asha Mandli");
        assert_eq!(brand_of("Tapi Mahila Mandli"), "Tapi Mahila");
        assert_eq!(brand_of("Sarvodayamandal"), "Sarvodayama");
    }
}
