//! Registered templates, and how a cooperative sends texts.

use super::WriteContext;
use crate::core::domain::change::registration::{Change, NewRegistration, TemplatePaused};
use crate::core::domain::{CoopId, CoopTexts, Instant};
use crate::store::Error;
use crate::store::db::conn::{Link, args, statements};

statements! {
    SET_TEXTS = "insert into coop_texts (coop_id, brand, number, opens_minute, closes_minute,
            promo_opens_minute, promo_closes_minute, day_cap, month_cap, paise_per_part)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (coop_id) do update set brand = excluded.brand, number = excluded.number,
            opens_minute = excluded.opens_minute, closes_minute = excluded.closes_minute,
            promo_opens_minute = excluded.promo_opens_minute,
            promo_closes_minute = excluded.promo_closes_minute, day_cap = excluded.day_cap,
            month_cap = excluded.month_cap, paise_per_part = excluded.paise_per_part";
    LAST_PRICE = "select paise_per_part from part_price where coop_id = $1 order by from_at desc limit 1";
    ADD_PRICE = "insert into part_price (coop_id, from_at, paise_per_part) values ($1, $2, $3)
        on conflict (coop_id, from_at) do update set paise_per_part = excluded.paise_per_part";
    /// A template that the network refused stays paused until an officer has dealt with it, or until it is
    /// registered anew: an older list that still calls it approved changes nothing.
    SET_REGISTRATION = "insert into registration as kept (coop_id, notice, lang_script, version, class,
            body, template_id, header, entity_id, state, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (coop_id, notice, lang_script) do update set version = excluded.version,
            class = excluded.class, body = excluded.body, header = excluded.header,
            entity_id = excluded.entity_id, at = excluded.at, template_id = excluded.template_id,
            state = case when kept.state = 'paused' and excluded.state = 'approved'
                    and kept.template_id = excluded.template_id and kept.body = excluded.body
                then kept.state else excluded.state end,
            why = case when kept.state = 'paused' and excluded.state = 'approved'
                    and kept.template_id = excluded.template_id and kept.body = excluded.body
                then kept.why end";
    PAUSE_TEMPLATE = "update registration set state = 'paused', why = $4
        where coop_id = $1 and notice = $2 and lang_script = $3 and state = 'approved'";
}

/// Replaces how a cooperative sends texts. Its registered templates are not changed: they come in by
/// `Store::import_registrations`.
pub(super) async fn set_texts(
    link: &mut Link,
    (coop, now): (CoopId, Instant),
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
    set_price(link, (coop, now), texts.paise_per_part).await
}

/// Notes the price of a part where it is another than before. The first counts for all that was sent until then.
async fn set_price(
    link: &mut Link,
    (coop, now): (CoopId, Instant),
    paise_per_part: i64,
) -> Result<(), Error> {
    let last: Option<(i64,)> = link.find(LAST_PRICE, args![coop.0]).await?;
    if last != Some((paise_per_part,)) {
        let from_at = last.map_or(0, |_| now.0);
        link.run(ADD_PRICE, args![coop.0, from_at, paise_per_part])
            .await?;
    }
    Ok(())
}

impl WriteContext<'_> {
    pub(super) async fn write_registration(&mut self, change: &Change) -> Result<bool, Error> {
        match change {
            Change::Imported(imported) => {
                for new in &imported.templates {
                    self.set_registration(new).await?;
                }
                Ok(true)
            }
            Change::Paused(paused) => self.pause_template(paused).await,
        }
    }

    async fn set_registration(&mut self, new: &NewRegistration) -> Result<(), Error> {
        let known = &new.registration;
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let args = args![
            self.coop.0,
            &new.notice,
            new.lang_script.code(),
            known.version,
            new.class.code(),
            &known.body,
            some(&known.template_id),
            some(&known.header),
            some(&known.entity_id),
            known.state.code(),
            self.now.0,
        ];
        self.link.run(SET_REGISTRATION, args).await.map(|_| ())
    }

    async fn pause_template(&mut self, paused: &TemplatePaused) -> Result<bool, Error> {
        let TemplatePaused {
            notice,
            lang_script,
            why,
        } = paused;
        let args = args![self.coop.0, notice, lang_script.code(), why];
        self.touches_one(PAUSE_TEMPLATE, args).await
    }
}
