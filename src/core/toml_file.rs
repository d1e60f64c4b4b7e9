//! A TOML file exactly as somebody wrote it: every value with its place, one wrong value hiding no other, and
//! all that is wrong told at once.
//!
//! Menus, keywords and notices (`script::raw`), settings (`config::written`) and described gateways
//! (`gateways::described`) are all read by this; each of them only has its own words for what is wrong, and its
//! own idea of what may stand in a secret's place.

use std::fmt;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// A table of a file.
pub type Table<'i> = DeTable<'i>;

/// A list of a file.
pub type List<'i> = DeArray<'i>;

/// A value of a file.
pub type TomlValue<'i> = DeValue<'i>;

/// A value, and where it stands.
pub type SpannedValue<'i> = Spanned<DeValue<'i>>;

/// Where something stands in a file, in octets.
pub type Span = Range<usize>;

/// Something that is no TOML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// The place in the file.
    pub span: Span,
    /// What is wrong, as a sentence to be put before what would be right.
    pub what: String,
}

/// The tables of a text, and all of it that is no TOML; what is, is read all the same.
pub fn parse(source: &str) -> (Table<'_>, Vec<SyntaxError>) {
    let (table, errors) = DeTable::parse_recoverable(source);
    let errors = errors.into_iter().map(|error| SyntaxError {
        span: error.span().unwrap_or(0..0),
        what: format!("this is not TOML: {}", error.message()),
    });
    (table.into_inner(), errors.collect())
}

/// The keys of a table that are not among these, each with its place.
pub fn unknown_keys(table: &Table<'_>, known: &[&str]) -> Vec<(Span, String)> {
    table
        .keys()
        .filter(|key| !known.contains(&key.get_ref().as_ref()))
        .map(|key| (key.span(), key.get_ref().to_string()))
        .collect()
}

/// Something wrong in a file: where, what, and what would be right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flaw {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub help: String,
}

impl fmt::Display for Flaw {
    /// `3:7: what is wrong; what would be right`, to be put behind the name of the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {}; {}",
            self.line, self.column, self.what, self.help
        )
    }
}

/// A file, and what is wrong with it so far.
#[derive(Debug)]
pub struct TomlFile<'s> {
    source: &'s str,
    flaws: Vec<Flaw>,
}

impl<'s> TomlFile<'s> {
    /// The file's tables. What is no TOML is told, and the rest is read all the same.
    pub fn open(source: &'s str) -> (Self, Table<'s>) {
        // Editors of Windows put a byte order mark before it.
        let source = source.strip_prefix('\u{FEFF}').unwrap_or(source);
        let mut file = Self {
            source,
            flaws: Vec::new(),
        };
        let (table, errors) = parse(source);
        for SyntaxError { span, what } in errors {
            file.flaw(&span, what, "lines are [section] or key = value");
        }
        (file, table)
    }

    /// Tells what is wrong at a place, and what would be right.
    pub fn flaw(&mut self, span: &Span, what: impl Into<String>, help: impl Into<String>) {
        let (line, column) = self.line_and_column(span.start);
        self.flaws.push(Flaw {
            line,
            column,
            what: what.into(),
            help: help.into(),
        });
    }

    /// Tells what is wrong on a line, where nothing more of its place is known.
    pub fn flaw_on_line(&mut self, line: usize, what: impl Into<String>) {
        self.flaws.push(Flaw {
            line,
            column: 1,
            what: what.into(),
            help: String::new(),
        });
    }

    /// The line of a place in the file, from 1.
    pub fn line_of(&self, at: usize) -> usize {
        self.line_and_column(at).0
    }

    fn line_and_column(&self, at: usize) -> (usize, usize) {
        let before = self.source.get(..at).unwrap_or(self.source);
        let head = before.rsplit('\n').next().unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        (line, head.chars().count() + 1)
    }

    /// Whether nothing is wrong.
    pub fn is_right(&self) -> bool {
        self.flaws.is_empty()
    }

    /// What is wrong, in the order of the file, each thing once.
    pub fn close(mut self) -> Vec<Flaw> {
        self.flaws
            .sort_by(|a, b| (a.line, a.column, &a.what).cmp(&(b.line, b.column, &b.what)));
        self.flaws.dedup();
        self.flaws
    }
}

/// A table; `None` where the value is none.
pub fn as_table<'t, 'i>(value: &'t TomlValue<'i>) -> Option<&'t Table<'i>> {
    let DeValue::Table(table) = value else {
        return None;
    };
    Some(table)
}

/// A list; `None` where the value is none.
pub fn as_list<'t, 'i>(value: &'t TomlValue<'i>) -> Option<&'t List<'i>> {
    let DeValue::Array(list) = value else {
        return None;
    };
    Some(list)
}

/// A text; `None` where the value is no text.
pub fn as_text(value: &TomlValue<'_>) -> Option<String> {
    let DeValue::String(text) = value else {
        return None;
    };
    Some(text.to_string())
}

/// A whole number, in whichever base it is written; `None` where the value is none, or does not fit.
pub fn as_number(value: &TomlValue<'_>) -> Option<i64> {
    let DeValue::Integer(number) = value else {
        return None;
    };
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// A whole number that is written in decimal; `None` where the value is none, or does not fit.
pub fn as_decimal(value: &TomlValue<'_>) -> Option<i64> {
    let DeValue::Integer(number) = value else {
        return None;
    };
    let digits = Some(number).filter(|number| number.radix() == 10)?;
    digits.as_str().parse().ok()
}

/// Yes or no; `None` where the value is neither.
pub fn as_flag(value: &TomlValue<'_>) -> Option<bool> {
    let DeValue::Boolean(flag) = value else {
        return None;
    };
    Some(*flag)
}
