//! One row of a register: what each column says, and everything in it that cannot be read.

use super::cells::{column_name, day, language, member_no, words, yes_or_no};
use super::table::{TableFault, TableRow};
use crate::core::domain::{Day, Lang, Phone};
use crate::core::texts::fold::fold;
use std::fmt;

/// The longest name, village or group, in letters.
const WORDS_MAX: usize = 60;

/// A row that cannot be read, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowError {
    /// The line that it begins on.
    pub line: usize,
    /// Why. It holds nothing of hers but her number.
    pub why: String,
}

/// What a column says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum RegisterColumn {
    MemberNo,
    Name,
    Phone,
    Language,
    Joined,
    Village,
    Group,
    Private,
}

/// The names that a column may have, ours first.
const COLUMNS: [(RegisterColumn, &[&str]); 8] = [
    (
        RegisterColumn::MemberNo,
        &["member_no", "member_number", "no"],
    ),
    (RegisterColumn::Name, &["name"]),
    (
        RegisterColumn::Phone,
        &["phone", "mobile", "phone_number", "mobile_number"],
    ),
    (RegisterColumn::Language, &["language", "lang"]),
    (
        RegisterColumn::Joined,
        &["joined", "joining_date", "joined_on"],
    ),
    (RegisterColumn::Village, &["village"]),
    (RegisterColumn::Group, &["group"]),
    (RegisterColumn::Private, &["private"]),
];
/// Without these it is no register. A phone may be missing in a row, and then the cell is empty.
const NEEDED: [RegisterColumn; 3] = [
    RegisterColumn::MemberNo,
    RegisterColumn::Name,
    RegisterColumn::Phone,
];

fn name_of(column: RegisterColumn) -> &'static str {
    let found = COLUMNS.iter().find(|(known, _)| *known == column);
    found.map_or("", |(_, names)| names[0])
}

/// Which column of the file says what.
#[derive(Debug)]
pub(super) struct Columns {
    at: Vec<Option<RegisterColumn>>,
    /// The names of those that are not read.
    pub(super) unread: Vec<String>,
}

impl Columns {
    /// Finds the columns by their names.
    pub(super) fn find(head: &TableRow) -> Result<Self, TableFault> {
        let fault = |why: String| TableFault {
            line: Some(head.line),
            why,
        };
        let names: Vec<String> = head.cells.iter().map(|cell| column_name(cell)).collect();
        let column = |name: &String| {
            let found = COLUMNS
                .iter()
                .find(|(_, known)| known.contains(&name.as_str()));
            found.map(|(column, _)| *column)
        };
        let at: Vec<Option<RegisterColumn>> = names.iter().map(column).collect();
        let has = |column: &RegisterColumn| at.contains(&Some(*column));
        let missing: Vec<&str> = NEEDED
            .iter()
            .filter(|c| !has(c))
            .map(|c| name_of(*c))
            .collect();
        if missing.len() == NEEDED.len() {
            let all: Vec<&str> = COLUMNS.iter().map(|(_, names)| names[0]).collect();
            return Err(fault(format!(
                "the first line names the columns, and this one names none: {}",
                all.join(",")
            )));
        }
        if !missing.is_empty() {
            return Err(fault(format!(
                "a column is missing: {}",
                missing.join(", ")
            )));
        }
        for (n, column) in at.iter().enumerate() {
            if let Some(column) = column
                && at[..n].contains(&Some(*column))
            {
                return Err(fault(format!("two columns are `{}`", name_of(*column))));
            }
        }
        let cells = head.cells.iter().zip(&at);
        let unread = cells
            .filter(|(cell, column)| column.is_none() && !cell.trim().is_empty())
            .map(|(cell, _)| words(cell))
            .collect();
        Ok(Self { at, unread })
    }
}

/// A row, read. What its cells leave open is `None`.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Entered {
    pub(super) line: usize,
    pub(super) no: i64,
    pub(super) name: String,
    pub(super) phone: Option<Phone>,
    pub(super) lang: Option<Lang>,
    pub(super) joined: Option<Day>,
    pub(super) village: Option<String>,
    pub(super) group: Option<String>,
    pub(super) is_private: bool,
}

/// The cells of one row, and what was found wrong with them.
struct Cells<'r> {
    row: &'r TableRow,
    columns: &'r Columns,
    why: Vec<String>,
}

impl Cells<'_> {
    /// What stands in a column, where anything does.
    fn cell(&self, column: RegisterColumn) -> Option<&str> {
        let at = self
            .columns
            .at
            .iter()
            .position(|known| *known == Some(column));
        let cell = at.and_then(|at| self.row.cells.get(at)).map(String::as_str);
        cell.filter(|cell| !cell.trim().is_empty())
    }

    /// The same, read; what cannot be is told.
    fn read<T, E: fmt::Display>(
        &mut self,
        column: RegisterColumn,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        match read(self.cell(column)?) {
            Ok(found) => Some(found),
            Err(why) => {
                self.why.push(why.to_string());
                None
            }
        }
    }

    fn text(&mut self, column: RegisterColumn) -> Option<String> {
        self.read(column, |cell| written(cell, name_of(column)))
    }
}

/// Reads a row as a whole: all that is wrong with it is told at once.
pub(super) fn read(
    row: &TableRow,
    columns: &Columns,
    today: Day,
) -> Result<Entered, Vec<RowError>> {
    let mut cells = Cells {
        row,
        columns,
        why: Vec::new(),
    };
    let (n, most) = (row.cells.len(), columns.at.len());
    if row
        .cells
        .iter()
        .skip(most)
        .any(|cell| !cell.trim().is_empty())
    {
        let why = format!("{n} cells stand here, and the first line names {most} columns");
        cells.why.push(why);
    }
    if cells.cell(RegisterColumn::MemberNo).is_none() {
        cells.why.push("a member number is missing".to_owned());
    }
    let no = cells.read(RegisterColumn::MemberNo, member_no);
    if cells.cell(RegisterColumn::Name).is_none() {
        cells.why.push("a name is missing".to_owned());
    }
    let name = cells.text(RegisterColumn::Name);
    let phone = cells.read(RegisterColumn::Phone, |cell| Phone::read(&fold(cell)));
    let lang = cells.read(RegisterColumn::Language, |cell| {
        language(cell).ok_or("the language is gu, hi, en or empty")
    });
    let joined = cells.read(RegisterColumn::Joined, |cell| day(cell, today));
    let village = cells.text(RegisterColumn::Village);
    let group = cells.text(RegisterColumn::Group);
    let is_private = cells.read(RegisterColumn::Private, |cell| {
        yes_or_no(cell).ok_or("private is yes, no or empty")
    });
    let line = row.line;
    match (no, name) {
        (Some(no), Some(name)) if cells.why.is_empty() => Ok(Entered {
            line,
            no,
            name,
            phone,
            lang,
            joined,
            village,
            group,
            is_private: is_private.unwrap_or_default(),
        }),
        _ => {
            let whys = cells.why.into_iter();
            Err(whys.map(|why| RowError { line, why }).collect())
        }
    }
}

/// A name, a village, a group: some letters of some script.
fn written(cell: &str, what: &str) -> Result<String, String> {
    let text = words(cell);
    let has_lines = cell.trim().contains(['\n', '\r']);
    if text.chars().count() > WORDS_MAX {
        return Err(format!("the {what} is longer than {WORDS_MAX} letters"));
    }
    if has_lines && text.contains(|c: char| c.is_ascii_digit()) {
        // An unclosed quotation mark takes other women's rows into the cell.
        return Err(format!(
            "the {what} goes on over several lines: is a quotation mark left open?"
        ));
    }
    if text.contains("??") || !(text.is_empty() || text.chars().any(char::is_alphanumeric)) {
        return Err(format!(
            "the {what} has lost its letters: save the table as `CSV UTF-8`"
        ));
    }
    Ok(text)
}
