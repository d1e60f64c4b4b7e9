//! Cooperatives: what every turn knows of one, and which one an address reaches.

use super::link::{args, statements};
use super::load::words;
use super::pools::Work;
use super::{Error, Store, known, registrations};
use crate::domain::{Category, Coop, CoopId, CoopTexts, EntryKind};

/// The kind of an address.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AddressKind {
    /// A code to dial.
    Ussd,
    /// A number to text to.
    Sms,
}

impl AddressKind {
    /// Its word in SQL.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ussd => "ussd",
            Self::Sms => "sms",
        }
    }

    fn parse(code: &str) -> Result<Self, Error> {
        [Self::Ussd, Self::Sms]
            .into_iter()
            .find(|kind| kind.code() == code)
            .ok_or(Error::Word {
                column: "coop_address.kind",
            })
    }
}

/// What is dialled or texted to, at one gateway.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Address {
    /// The gateway.
    pub gateway: String,
    /// A code or a number.
    pub kind: AddressKind,
    /// The code or number itself.
    pub value: String,
}

/// A cooperative with all that turns know of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoopEntry {
    /// Itself.
    pub coop: Coop,
    /// Its active categories, groups among them, by code.
    pub categories: Vec<Category>,
    /// What reaches it.
    pub addresses: Vec<Address>,
    /// How it sends texts.
    pub texts: CoopTexts,
}

statements! {
    LIST_COOPS = "select id, name, code, lang from coop order by id";
    LIST_CATEGORIES = "select code, parent, kind, key_no, name_gu, name_hi, name_en from category
        where coop_id = $1 and active order by code";
    LIST_ADDRESSES = "select gateway, kind, value from coop_address where coop_id = $1
        order by gateway, kind, value";
}

type CategoryRow = (i64, Option<i64>, String, i64, String, String, String);

impl Store {
    /// All cooperatives, to be kept at hand by the service.
    pub async fn coops(&self) -> Result<Vec<CoopEntry>, Error> {
        let mut link = self.core.link(Work::Facts).await?;
        let rows: Vec<(i64, String, String, String)> = link.all(LIST_COOPS, args![]).await?;
        let mut coops = Vec::new();
        for (id, name, code, lang) in rows {
            let categories: Vec<CategoryRow> = link.all(LIST_CATEGORIES, args![id]).await?;
            let addresses: Vec<(String, String, String)> =
                link.all(LIST_ADDRESSES, args![id]).await?;
            let addresses: Vec<Address> = addresses
                .into_iter()
                .map(address)
                .collect::<Result<_, _>>()?;
            let coop = Coop {
                id: CoopId(id),
                name,
                code,
                lang: known::lang(&lang)?,
            };
            let number = addresses.iter().find(|a| a.kind == AddressKind::Sms);
            let number = number.map_or("", |address| address.value.as_str());
            coops.push(CoopEntry {
                texts: registrations::texts_of(&mut link, &coop, number).await?,
                coop,
                categories: categories
                    .into_iter()
                    .map(category)
                    .collect::<Result<_, _>>()?,
                addresses,
            });
        }
        Ok(coops)
    }

    /// The ids of all cooperatives, for jobs that go through them one by one.
    pub async fn coop_ids(&self) -> Result<Vec<CoopId>, Error> {
        let mut link = self.core.link(Work::Facts).await?;
        let rows: Vec<(i64, String, String, String)> = link.all(LIST_COOPS, args![]).await?;
        Ok(rows.into_iter().map(|(id, ..)| CoopId(id)).collect())
    }
}

fn category(row: CategoryRow) -> Result<Category, Error> {
    let (code, parent, kind, key, gu, hi, en) = row;
    let kind = EntryKind::parse(&kind).ok_or(Error::Word {
        column: "category.kind",
    })?;
    Ok(Category {
        code,
        parent,
        kind,
        key,
        name: words((gu, hi, en)),
    })
}

fn address((gateway, kind, value): (String, String, String)) -> Result<Address, Error> {
    Ok(Address {
        gateway,
        kind: AddressKind::parse(&kind)?,
        value,
    })
}
