//! How a cooperative sends texts: its name in them, its hours and caps, and the state of its registered
//! templates.

use super::db::conn::{Link, args, statements};
use super::facts::known;
use super::{Error, Store};
use crate::core::domain::change::registration::{self, NewRegistration};
use crate::core::domain::{
    By, Change, Coop, CoopId, CoopTexts, Hours, Instant, LangScript, Registration,
    RegistrationState,
};
use std::collections::BTreeMap;

/// The longest sender name (header) that is allowed, and so the longest name that is put into texts (rules
/// 2.1).
const BRAND_MAX: usize = 11;

statements! {
    FIND_TEXTS = "select brand, number, opens_minute, closes_minute, promo_opens_minute,
            promo_closes_minute, day_cap, month_cap, paise_per_part
        from coop_texts where coop_id = $1";
    LIST_REGISTRATIONS = "select notice, lang_script, version, body, template_id, header, entity_id, state
        from registration where coop_id = $1 order by notice, lang_script";
    /// Providers may write a header in other letter case than the operators do.
    LIST_COOPS_OF_HEADER = "select distinct coop_id from registration where lower(header) = lower($1)
        order by coop_id";
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
    lang_script: String,
    version: i64,
    body: String,
    template_id: Option<String>,
    header: Option<String>,
    entity_id: Option<String>,
    state: String,
}

/// How a cooperative sends texts; the usual values where it has set none.
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
        let (key, registration) = registered(row)?;
        texts.registrations.insert(key, registration);
    }
    Ok(texts)
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

    /// Stores the registrations of templates, for one cooperative or several: all of them or none.
    pub async fn import_registrations(
        &self,
        by: &By,
        registrations: &[(CoopId, Vec<NewRegistration>)],
        now: Instant,
    ) -> Result<(), Error> {
        let imported = |(coop, templates): &(CoopId, Vec<NewRegistration>)| {
            let templates = templates.clone();
            let imported = registration::Change::Imported(registration::Imported { templates });
            (*coop, Change::Registration(imported))
        };
        let changes: Vec<(CoopId, Change)> = registrations.iter().map(imported).collect();
        // They rely on nothing.
        self.commit_each(by, &changes, now).await.map(|_| ())
    }
}

fn registered(row: RegistrationRow) -> Result<((String, LangScript), Registration), Error> {
    let lang_script = known::lang_script(&row.lang_script, "registration")?;
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
    Ok(((row.notice, lang_script), registration))
}

/// The usual name of a cooperative in texts: as many whole words as fit, or the first letters if the first
/// word alone is too long.
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
