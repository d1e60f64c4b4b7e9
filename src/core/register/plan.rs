//! Plans the import of a register: what would be done, before anything is done.

use super::row::{self, Columns, Entered, RowError};
use super::table::{RegisterTable, TableFault};
use crate::core::domain::{Day, Newcomer, Phone, RegisteredMember, Revision};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A member whose row says something else than the database does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Altered {
    /// The line of her row.
    pub line: usize,
    /// What is to be altered.
    pub revision: Revision,
    /// The same for people, old and new.
    pub shown: Vec<Alteration>,
}

/// What a row alters of a member, as it is shown: names are not, and of a phone the last four digits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub enum Alteration {
    /// Her name.
    Name,
    /// Her phone.
    Phone {
        /// The last four digits; `None` where she had none.
        old: Option<String>,
        /// The last four digits.
        new: String,
    },
    /// Her language, by its code.
    Lang(&'static str),
    /// Texts to her tell nothing from now on.
    Quiet,
    /// The day on which she joined.
    Joined {
        /// As 2026-12-31.
        old: String,
        /// As 2026-12-31.
        new: String,
    },
    /// Her village; the old one may be empty.
    Village {
        /// Before.
        old: String,
        /// From now on.
        new: String,
    },
    /// Her group; the old one may be empty.
    Group {
        /// Before.
        old: String,
        /// From now on.
        new: String,
    },
}

impl std::fmt::Display for Alteration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let or_none = |old: &str| if old.is_empty() { "none" } else { old }.to_owned();
        match self {
            Self::Name => f.write_str("another name"),
            Self::Phone { old, new } => {
                let old = old.as_deref().unwrap_or("none");
                write!(f, "phone …{old} -> …{new}")
            }
            Self::Lang(code) => write!(f, "language {code}"),
            Self::Quiet => f.write_str("texts tell nothing from now on"),
            Self::Joined { old, new } => write!(f, "joined {old} -> {new}"),
            Self::Village { old, new } => write!(f, "village {} -> {new}", or_none(old)),
            Self::Group { old, new } => write!(f, "group {} -> {new}", or_none(old)),
        }
    }
}

/// What importing a register would do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Preview {
    /// The members who are new.
    pub new: Vec<Newcomer>,
    /// Who is there and is altered.
    pub changed: Vec<Altered>,
    /// How many rows say what is there already.
    pub same_n: usize,
    /// Everything that cannot be read or cannot be right. Where there is any, nothing may be written.
    pub wrong: Vec<RowError>,
    /// Columns that are not read.
    pub unread_columns: Vec<String>,
    /// Lines of those who come in without a phone.
    pub without_phone: Vec<usize>,
    /// Numbers of members who have a phone in common, one list for each phone. Texts to them tell nothing.
    pub shared: Vec<Vec<i64>>,
    /// Members who are there, are not private, and whose phone comes to be shared.
    pub becoming_private: Vec<Revision>,
}

/// Compares a register with the members who are there.
pub fn plan(
    table: &RegisterTable,
    known: &[RegisteredMember],
    today: Day,
) -> Result<Preview, TableFault> {
    let columns = Columns::find(&table.head)?;
    if table.rows.is_empty() {
        return Err(TableFault {
            line: None,
            why: "no row of a member stands in it".to_owned(),
        });
    }
    let by_no = known.iter().map(|member| (member.no, member)).collect();
    let mut planner = Planner {
        by_no,
        preview: Preview::default(),
        line_of: BTreeMap::new(),
    };
    for row in &table.rows {
        match row::read(row, &columns, today) {
            Ok(entered) => planner.add(entered),
            Err(wrong) => planner.preview.wrong.extend(wrong),
        }
    }
    planner.keep_shared_phones_quiet(known);
    let mut preview = planner.preview;
    preview.unread_columns = columns.unread;
    Ok(preview)
}

struct Planner<'k> {
    by_no: BTreeMap<i64, &'k RegisteredMember>,
    preview: Preview,
    /// The line on which each member number stood first.
    line_of: BTreeMap<i64, usize>,
}

impl Planner<'_> {
    fn add(&mut self, entered: Entered) {
        let (line, no) = (entered.line, entered.no);
        if let Some(first) = self.line_of.insert(no, line) {
            let why = format!("member number {no} stands there twice, first on line {first}");
            self.preview.wrong.push(RowError { line, why });
            return;
        }
        let Some(known) = self.by_no.get(&no).copied() else {
            if entered.phone.is_none() {
                self.preview.without_phone.push(line);
            }
            self.preview.new.push(newcomer(entered));
            return;
        };
        match altered(&entered, known) {
            Ok(None) => self.preview.same_n += 1,
            Ok(Some(altered)) => self.preview.changed.push(altered),
            Err(why) => self.preview.wrong.push(RowError { line, why }),
        }
    }

    /// Where others have her phone too, a text to her tells nothing (decision 7).
    fn keep_shared_phones_quiet(&mut self, known: &[RegisteredMember]) {
        let mut holders: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
        let mut touched: BTreeSet<String> = BTreeSet::new();
        let mut hold = |phone: &Phone, no| {
            holders
                .entry(phone.reveal().to_owned())
                .or_default()
                .insert(no);
        };
        let moved: BTreeMap<i64, &Phone> = self
            .preview
            .changed
            .iter()
            .filter_map(|one| Some((one.revision.no, one.revision.phone.as_ref()?)))
            .collect();
        for member in known.iter().filter(|member| member.is_active) {
            if !moved.contains_key(&member.no) {
                member
                    .phones
                    .iter()
                    .for_each(|phone| hold(phone, member.no));
            }
        }
        for (no, phone) in &moved {
            hold(phone, *no);
            touched.insert(phone.reveal().to_owned());
        }
        for new in &self.preview.new {
            if let Some(phone) = &new.phone {
                hold(phone, new.no);
                touched.insert(phone.reveal().to_owned());
            }
        }
        let mut quiet: BTreeSet<i64> = BTreeSet::new();
        for (phone, numbers) in holders {
            if numbers.len() > 1 && touched.contains(&phone) {
                quiet.extend(&numbers);
                self.preview.shared.push(numbers.into_iter().collect());
            }
        }
        for new in &mut self.preview.new {
            new.private_sms |= quiet.contains(&new.no);
        }
        for one in &mut self.preview.changed {
            one.revision.becomes_private |= quiet.contains(&one.revision.no);
        }
        let changed: BTreeSet<i64> = self.preview.changed.iter().map(|c| c.revision.no).collect();
        for member in known {
            if quiet.contains(&member.no) && !member.private_sms && !changed.contains(&member.no) {
                self.preview.becoming_private.push(Revision {
                    becomes_private: true,
                    ..Revision::none(member.id, member.no)
                });
            }
        }
    }
}

fn newcomer(entered: Entered) -> Newcomer {
    Newcomer {
        no: entered.no,
        name: entered.name,
        phone: entered.phone,
        lang: entered.lang,
        private_sms: entered.is_private,
        joined: entered.joined,
        village: entered.village.unwrap_or_default(),
        group: entered.group.unwrap_or_default(),
    }
}

/// What a row alters of a member who is there; or why it cannot be about her.
fn altered(entered: &Entered, known: &RegisteredMember) -> Result<Option<Altered>, String> {
    let no = known.no;
    if !known.is_active {
        return Err(format!(
            "member number {no} is of somebody who has left; a number is never given again"
        ));
    }
    let mut revision = Revision::none(known.id, no);
    let mut shown = Vec::new();
    if entered.name != known.name {
        revision.name = Some(entered.name.clone());
        shown.push(Alteration::Name);
    }
    if let Some(phone) = entered
        .phone
        .as_ref()
        .filter(|phone| !known.phones.contains(phone))
    {
        if known.phones.len() > 1 {
            return Err(format!(
                "member number {no} has several phones, and none of them is this one"
            ));
        }
        shown.push(Alteration::Phone {
            old: known.phones.first().map(|old| old.last_four().to_owned()),
            new: phone.last_four().to_owned(),
        });
        revision.phone = Some(phone.clone());
    }
    if revision.name.is_some() && revision.phone.is_some() && !known.name.is_empty() {
        return Err(format!(
            "member number {no} is somebody's already, with another name and another phone; a number is never given \
             to another woman"
        ));
    }
    alter_details((entered, known), &mut revision, &mut shown);
    let is_same = revision.is_empty();
    let line = entered.line;
    Ok((!is_same).then_some(Altered {
        line,
        revision,
        shown,
    }))
}

/// What a row alters of her besides her name and her phone, which together would make her somebody else.
fn alter_details(
    (entered, known): (&Entered, &RegisteredMember),
    revision: &mut Revision,
    shown: &mut Vec<Alteration>,
) {
    if let (Some(lang), None) = (entered.lang, known.lang) {
        revision.lang = Some(lang);
        shown.push(Alteration::Lang(lang.code()));
    }
    if entered.is_private && !known.private_sms {
        revision.becomes_private = true;
        shown.push(Alteration::Quiet);
    }
    if let Some(joined) = entered
        .joined
        .filter(|joined| *joined != known.joined_at.day())
    {
        shown.push(Alteration::Joined {
            old: known.joined_at.day().date().to_string(),
            new: joined.date().to_string(),
        });
        revision.joined = Some(joined);
    }
    if let Some(new) = entered
        .village
        .as_ref()
        .filter(|new| **new != known.village)
    {
        shown.push(Alteration::Village {
            old: known.village.clone(),
            new: new.clone(),
        });
        revision.village = Some(new.clone());
    }
    if let Some(new) = entered.group.as_ref().filter(|new| **new != known.group) {
        shown.push(Alteration::Group {
            old: known.group.clone(),
            new: new.clone(),
        });
        revision.group = Some(new.clone());
    }
}

#[cfg(test)]
mod tests;
