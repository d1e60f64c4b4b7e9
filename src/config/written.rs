//! A TOML file of settings, or one that a command reads: every value with its line, and all errors reported
//! at once (`core::toml_file`).

use crate::core::toml_file::{
    self, SpannedValue, TomlFile, TomlValue, as_flag, as_list, as_number, as_table, as_text,
};

pub use crate::core::toml_file::Table as Section;

/// A value of the file, and its line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// The line, from 1.
    pub line: usize,
}

/// A kind of value: how it is read, and how errors name it.
struct ValueType<T> {
    read: fn(&TomlValue<'_>) -> Option<T>,
    name: &'static str,
}

/// Reads a file and collects its errors. No error repeats a value, which may be a secret.
#[derive(Debug)]
pub struct WrittenToml<'s> {
    file: TomlFile<'s>,
}

impl<'s> WrittenToml<'s> {
    /// Parses the file. Lines that are not TOML are reported, and the rest is read.
    pub fn open(source: &'s str) -> (Self, Section<'s>) {
        let (file, table) = TomlFile::open(source);
        (Self { file }, table)
    }

    /// Reports an error on a line.
    pub fn wrong(&mut self, line: usize, what: impl Into<String>) {
        self.file.flaw_on_line(line, what);
    }

    /// Whether there is no error.
    pub fn is_right(&self) -> bool {
        self.file.is_right()
    }

    /// The errors, ordered by line.
    pub fn close(self) -> Vec<(usize, String)> {
        let flaws = self.file.close().into_iter();
        let mut wrong: Vec<_> = flaws.map(|flaw| (flaw.line, flaw.what)).collect();
        wrong.sort();
        wrong.dedup();
        wrong
    }

    /// The line of a byte offset in the file.
    pub fn line_of(&self, at: usize) -> usize {
        self.file.line_of(at)
    }

    /// Reports every key that is not in the list.
    pub fn refuse_others(&mut self, table: &Section<'_>, known: &[&str]) {
        for (span, name) in toml_file::unknown_keys(table, known) {
            let line = self.line_of(span.start);
            let help = known.join(", ");
            self.wrong(line, format!("there is no `{name}` here; known: {help}"));
        }
    }

    fn find_as<T>(
        &mut self,
        table: &Section<'_>,
        key: &str,
        expected: &ValueType<T>,
    ) -> Option<Located<T>> {
        let value = table.get(key)?;
        self.read_as(value, key, expected)
    }

    fn read_as<T>(
        &mut self,
        value: &SpannedValue<'_>,
        key: &str,
        expected: &ValueType<T>,
    ) -> Option<Located<T>> {
        let line = self.line_of(value.span().start);
        let found = (expected.read)(value.get_ref()).map(|value| Located { value, line });
        if found.is_none() {
            self.wrong(line, format!("`{key}` is {}", expected.name));
        }
        found
    }

    /// An optional text.
    pub fn text(&mut self, table: &Section<'_>, key: &str) -> Option<Located<String>> {
        let text = ValueType {
            read: as_text,
            name: "a text in quotation marks",
        };
        self.find_as(table, key, &text)
    }

    /// An optional whole number.
    pub fn number(&mut self, table: &Section<'_>, key: &str) -> Option<Located<i64>> {
        let number = ValueType {
            read: as_number,
            name: "a whole number",
        };
        self.find_as(table, key, &number)
    }

    /// An optional list of texts; `None` where one item is not a text.
    pub fn texts(&mut self, table: &Section<'_>, key: &str) -> Option<Vec<Located<String>>> {
        let value = table.get(key)?;
        let list = ValueType {
            read: as_text,
            name: "a list of texts, like [\"one\", \"two\"]",
        };
        let Some(items) = as_list(value.get_ref()) else {
            let line = self.line_of(value.span().start);
            self.wrong(line, format!("`{key}` is {}", list.name));
            return None;
        };
        let texts: Vec<_> = items
            .iter()
            .map(|item| self.read_as(item, key, &list))
            .collect();
        texts.into_iter().collect()
    }

    /// An optional table, `[key]`.
    pub fn section<'t, 'i>(
        &mut self,
        table: &'t Section<'i>,
        key: &str,
    ) -> Option<&'t Section<'i>> {
        let value = table.get(key)?;
        if let Some(section) = as_table(value.get_ref()) {
            return Some(section);
        }
        let line = self.line_of(value.span().start);
        self.wrong(line, format!("`{key}` is a table: write [{key}]"));
        None
    }

    /// An optional list of tables, `[[key]]`, each with its line.
    pub fn sections<'t, 'i>(
        &mut self,
        table: &'t Section<'i>,
        key: &str,
    ) -> Option<Vec<Located<&'t Section<'i>>>> {
        let value = table.get(key)?;
        let items = if let Some(items) = as_list(value.get_ref()) {
            items.iter().collect()
        } else {
            vec![value]
        };
        let mut found = Vec::new();
        for item in items {
            let line = self.line_of(item.span().start);
            if let Some(section) = as_table(item.get_ref()) {
                found.push(Located {
                    value: section,
                    line,
                });
            } else {
                self.wrong(
                    line,
                    format!("`{key}` is a list of tables: write [[{key}]]"),
                );
            }
        }
        Some(found)
    }
}

/// A value as the environment would hold it: a text, a whole number, or `true` or `false`.
pub(super) fn as_setting(value: &TomlValue<'_>) -> Option<String> {
    let flag = as_flag(value).map(|is_on| is_on.to_string());
    let number = as_number(value).map(|number| number.to_string());
    flag.or(number).or_else(|| as_text(value))
}
