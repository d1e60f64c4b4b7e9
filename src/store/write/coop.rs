//! A cooperative: brought in, and brought up to what its file says.

use super::registration::set_texts;
use crate::core::domain::{By, CoopId, EntryKind, Instant, ObjectKind};
use crate::store::db::conn::{Link, args, statements};
use crate::store::ledger::{self, LedgerEvent};
use crate::store::number_block::NumberKind;
use crate::store::{CoopEntry, Error, Store};
use std::collections::BTreeMap;

/// The first number of each kind: entries have at least four digits, no other number is below 10.
const FIRST_NO: [(NumberKind, i64); 4] = [
    (NumberKind::Entry, 1000),
    (NumberKind::Consent, 1),
    (NumberKind::Case, 10),
    (NumberKind::Task, 10),
];
statements! {
    ADD_COOP = "insert into coop (id, name, code, lang) values ($1, $2, $3, $4)";
    SET_COOP = "update coop set name = $2, lang = $3 where id = $1";
    DROP_ADDRESSES = "delete from coop_address where coop_id = $1";
    ADD_ADDRESS = "insert into coop_address (coop_id, gateway, kind, value)
        values ($1, $2, $3, $4)";
    DROP_CATEGORIES = "update category set active = false where coop_id = $1";
    /// Entries hang on the code, so what a category is for stays.
    SET_CATEGORY = "insert into category (coop_id, code, parent, kind, key_no, name_words,
            active)
        values ($1, $2, $3, $4, $5, $6, true)
        on conflict (coop_id, code) do update set parent = excluded.parent, key_no = excluded.key_no,
            name_words = excluded.name_words, active = true where category.kind = excluded.kind";
    LIST_CATEGORY_KINDS = "select code, kind from category where coop_id = $1";
    ADD_COUNTER = "insert into counter (coop_id, kind, next_no) values ($1, $2, $3)";
}

impl Store {
    /// Adds a cooperative with its categories, its addresses and how it sends texts. Registered
    /// templates are not among them: they come in by `import_registrations`.
    pub async fn add_coop(&self, by: &By, new: &CoopEntry, now: Instant) -> Result<(), Error> {
        let mut link = self.core.begin().await?;
        let coop = &new.coop;
        let args = args![coop.id.0, &coop.name, &coop.code, coop.lang.code()];
        link.run(ADD_COOP, args).await?;
        for (kind, first_no) in FIRST_NO {
            link.run(ADD_COUNTER, args![coop.id.0, kind.code(), first_no])
                .await?;
        }
        add_addresses(&mut link, new).await?;
        set_categories(&mut link, new).await?;
        set_texts(&mut link, coop.id, &new.texts).await?;
        let scene = self.scene((by, coop.id, now));
        let added = scene.line(LedgerEvent::of(
            "cooperative added",
            (ObjectKind::Coop, coop.id.0),
        ));
        ledger::write(&mut link, &[added]).await?;
        link.commit().await
    }

    /// Brings a cooperative up to what is said of it: its name, its language, what reaches it, and how
    /// it sends texts, and its categories: one that it no longer names is out of use, and old entries keep it.
    /// Its code and its registered templates stay as they are.
    pub async fn set_coop(&self, by: &By, new: &CoopEntry, now: Instant) -> Result<(), Error> {
        let mut link = self.core.begin().await?;
        let coop = &new.coop;
        link.run(SET_COOP, args![coop.id.0, &coop.name, coop.lang.code()])
            .await?;
        link.run(DROP_ADDRESSES, args![coop.id.0]).await?;
        add_addresses(&mut link, new).await?;
        link.run(DROP_CATEGORIES, args![coop.id.0]).await?;
        set_categories(&mut link, new).await?;
        set_texts(&mut link, coop.id, &new.texts).await?;
        let scene = self.scene((by, coop.id, now));
        let set = scene.line(LedgerEvent::of(
            "cooperative set",
            (ObjectKind::Coop, coop.id.0),
        ));
        ledger::write(&mut link, &[set]).await?;
        link.commit().await
    }

    /// What each category is for, also those that are out of use, by code.
    pub async fn category_kinds(&self, coop: CoopId) -> Result<BTreeMap<i64, EntryKind>, Error> {
        let rows: Vec<(i64, String)> = self
            .core
            .read_all(LIST_CATEGORY_KINDS, args![coop.0])
            .await?;
        rows.into_iter()
            .map(|(code, kind)| {
                let kind = EntryKind::parse(&kind).ok_or(Error::UnknownCode {
                    table: "category",
                    column: "kind",
                })?;
                Ok((code, kind))
            })
            .collect()
    }
}

async fn set_categories(link: &mut Link, new: &CoopEntry) -> Result<(), Error> {
    for category in &new.categories {
        let args = args![
            new.coop.id.0,
            category.code,
            category.parent,
            category.kind.code(),
            category.key,
            &category.name,
        ];
        if link.run(SET_CATEGORY, args).await? != 1 {
            return Err(Error::Conflict);
        }
    }
    Ok(())
}

async fn add_addresses(link: &mut Link, new: &CoopEntry) -> Result<(), Error> {
    for address in &new.addresses {
        let (gateway, value) = (&address.gateway, &address.value);
        let args = args![new.coop.id.0, gateway, address.kind.code(), value];
        link.run(ADD_ADDRESS, args).await?;
    }
    Ok(())
}
