//! Cooperatives: what every turn needs to know of one, and which one an address reaches.

use super::db::conn::{Link, args, statements};
use super::db::pools::Work;
use super::facts::known;
use super::{Error, Store, registrations};
use crate::core::domain::{
    Address, AddressKind, Category, Coop, CoopEntry, CoopId, EntryKind, Words,
};

statements! {
    LIST_COOPS = "select id, name, code, lang from coop order by id";
    LIST_CATEGORIES = "select code, parent, kind, key_no, name_words as name from category
        where coop_id = $1 and active order by code";
    /// The cooperative that an address reaches, by the primary key of addresses.
    FIND_COOP = "select c.id, c.name, c.code, c.lang from coop_address a
        join coop c on c.id = a.coop_id
        where a.gateway = $1 and a.kind = $2 and a.value = $3";
    LIST_ADDRESSES = "select gateway, kind, value from coop_address where coop_id = $1
        order by gateway, kind, value";
}

#[derive(sqlx::FromRow)]
struct CoopRow {
    id: i64,
    name: String,
    code: String,
    lang: String,
}
#[derive(sqlx::FromRow)]
struct CategoryRow {
    code: i64,
    parent: Option<i64>,
    kind: String,
    key_no: i64,
    name: Words,
}

impl Store {
    /// All cooperatives, for the service's cache.
    pub async fn coops(&self) -> Result<Vec<CoopEntry>, Error> {
        let mut link = self.core.link(Work::Facts).await?;
        let rows: Vec<CoopRow> = link.all(LIST_COOPS, args![]).await?;
        let mut coops = Vec::new();
        for row in rows {
            coops.push(whole(&mut link, row).await?);
        }
        Ok(coops)
    }

    /// The cooperative that an address reaches. An unknown address costs one lookup by key.
    pub async fn coop_at(&self, address: &Address) -> Result<Option<CoopEntry>, Error> {
        let mut link = self.core.link(Work::Facts).await?;
        let args = args![&address.gateway, address.kind.code(), &address.value];
        let found: Option<CoopRow> = link.find(FIND_COOP, args).await?;
        let entry = match found {
            Some(row) => Some(whole(&mut link, row).await?),
            None => None,
        };
        Ok(entry)
    }

    /// The ids of all cooperatives, for jobs that work through them one by one.
    pub async fn coop_ids(&self) -> Result<Vec<CoopId>, Error> {
        let mut link = self.core.link(Work::Facts).await?;
        let rows: Vec<CoopRow> = link.all(LIST_COOPS, args![]).await?;
        Ok(rows.into_iter().map(|row| CoopId(row.id)).collect())
    }
}

/// Reads everything that belongs to a cooperative.
async fn whole(link: &mut Link, row: CoopRow) -> Result<CoopEntry, Error> {
    let categories: Vec<CategoryRow> = link.all(LIST_CATEGORIES, args![row.id]).await?;
    let addresses: Vec<(String, String, String)> = link.all(LIST_ADDRESSES, args![row.id]).await?;
    let addresses: Vec<Address> = addresses
        .into_iter()
        .map(address)
        .collect::<Result<_, _>>()?;
    let coop = Coop {
        id: CoopId(row.id),
        name: row.name,
        code: row.code,
        lang: known::lang(&row.lang, "coop")?,
    };
    let number = addresses.iter().find(|a| a.kind == AddressKind::Sms);
    let number = number.map_or("", |address| address.value.as_str());
    Ok(CoopEntry {
        texts: registrations::texts_of(link, &coop, number).await?,
        coop,
        categories: categories
            .into_iter()
            .map(category)
            .collect::<Result<_, _>>()?,
        addresses,
    })
}

fn category(row: CategoryRow) -> Result<Category, Error> {
    let kind = EntryKind::parse(&row.kind).ok_or(Error::UnknownCode {
        table: "category",
        column: "kind",
    })?;
    Ok(Category {
        code: row.code,
        parent: row.parent,
        kind,
        key: row.key_no,
        name: row.name,
    })
}

fn address((gateway, kind, value): (String, String, String)) -> Result<Address, Error> {
    Ok(Address {
        gateway,
        kind: AddressKind::parse(&kind).ok_or(Error::UnknownCode {
            table: "coop_address",
            column: "kind",
        })?,
        value,
    })
}
