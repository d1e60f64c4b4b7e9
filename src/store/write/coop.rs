//! A cooperative: brought in, and brought up to what its file says.

use super::WriteContext;
use super::registration::set_texts;
use crate::core::domain::change::coop::{Change, CoopAdded};
use crate::core::domain::{self, By, CoopEntry, CoopId, EntryKind, Instant};
use crate::store::db::conn::{Link, args, statements};
use crate::store::number_block::NumberKind;
use crate::store::{Error, Store};
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

impl WriteContext<'_> {
    pub(super) async fn write_coop(&mut self, change: &Change) -> Result<bool, Error> {
        match change {
            Change::Added(added) => Box::pin(self.add_coop(&added.entry)).await,
            Change::Set(set) => Box::pin(self.set_coop(&set.entry)).await,
            Change::DutySet(set) => self.set_duty(set).await,
        }
    }

    async fn add_coop(&mut self, new: &CoopEntry) -> Result<bool, Error> {
        let (link, coop, now) = (&mut *self.link, &new.coop, self.now);
        let args = args![coop.id.0, &coop.name, &coop.code, coop.lang.code()];
        link.run(ADD_COOP, args).await?;
        for (kind, first_no) in FIRST_NO {
            link.run(ADD_COUNTER, args![coop.id.0, kind.code(), first_no])
                .await?;
        }
        add_addresses(link, new).await?;
        set_categories(link, new).await?;
        set_texts(link, (coop.id, now), &new.texts).await?;
        Ok(true)
    }

    async fn set_coop(&mut self, new: &CoopEntry) -> Result<bool, Error> {
        let (link, coop, now) = (&mut *self.link, &new.coop, self.now);
        let args = args![coop.id.0, &coop.name, coop.lang.code()];
        if link.run(SET_COOP, args).await? != 1 {
            return Ok(false);
        }
        link.run(DROP_ADDRESSES, args![coop.id.0]).await?;
        add_addresses(link, new).await?;
        link.run(DROP_CATEGORIES, args![coop.id.0]).await?;
        set_categories(link, new).await?;
        set_texts(link, (coop.id, now), &new.texts).await?;
        Ok(true)
    }
}

impl Store {
    /// Adds a cooperative (`change::coop::CoopAdded`).
    pub async fn add_coop(&self, by: &By, new: &CoopEntry, now: Instant) -> Result<(), Error> {
        let entry = new.clone();
        let added = Change::Added(Box::new(CoopAdded { entry }));
        self.commit_whole(by, (new.coop.id, now), &[domain::Change::Coop(added)])
            .await
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
