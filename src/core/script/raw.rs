//! A menu file exactly as written: every key with its place, unknown ones told, nothing resolved.

use super::problem::Problem;
use crate::core::texts::language::FileSpan;
use crate::core::toml_file::{self, Span, SyntaxError, as_flag, as_list, as_table, as_text};

/// A word of a menu file and where it stands.
#[derive(Clone, Debug)]
pub(super) struct MenuWord {
    pub(super) text: String,
    pub(super) place: FileSpan,
}

/// A screen as written.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of the menu file"
)]
#[derive(Clone, Debug)]
pub(super) struct RawScreen {
    /// `menu/screen`.
    pub(super) name: String,
    pub(super) place: FileSpan,
    pub(super) choices: Option<Vec<RawChoice>>,
    pub(super) list: Option<MenuWord>,
    pub(super) question: Option<MenuWord>,
    pub(super) routes: Option<Vec<RawRoute>>,
    pub(super) end: bool,
    pub(super) does: Option<MenuWord>,
    pub(super) then: Option<MenuWord>,
    pub(super) back: Option<MenuWord>,
    pub(super) quiet_back: Option<MenuWord>,
    pub(super) pin: Option<MenuWord>,
    pub(super) fresh: bool,
    pub(super) kept: bool,
    pub(super) paged: bool,
}

/// A choice as written.
#[derive(Clone, Debug)]
pub(super) struct RawChoice {
    pub(super) place: FileSpan,
    pub(super) name: MenuWord,
    pub(super) does: Option<MenuWord>,
    pub(super) then: Option<MenuWord>,
    pub(super) mark: Option<MenuWord>,
}

/// A route as written.
#[derive(Clone, Debug)]
pub(super) struct RawRoute {
    pub(super) place: FileSpan,
    pub(super) when: Option<MenuWord>,
    pub(super) then: Option<MenuWord>,
}

/// The three named places of `menus/entries.toml`.
#[derive(Clone, Debug, Default)]
pub(super) struct RawEntries {
    pub(super) dial: Option<MenuWord>,
    pub(super) misunderstood: Option<MenuWord>,
    pub(super) ask_pin: Option<MenuWord>,
}

/// The file of the named places.
pub(super) const ENTRIES: &str = "menus/entries.toml";

/// Reads files and collects what is wrong with them.
pub(super) struct MenuFileReader<'p> {
    pub(super) file: &'p str,
    pub(super) problems: &'p mut Vec<Problem>,
}

pub(super) type MenuTable<'i> = toml_file::Table<'i>;

impl MenuFileReader<'_> {
    pub(super) fn place(&self, span: Span) -> FileSpan {
        FileSpan {
            file: self.file.to_owned(),
            start: span.start,
            len: span.end - span.start,
        }
    }

    pub(super) fn parse<'i>(&mut self, source: &'i str) -> MenuTable<'i> {
        let (table, errors) = toml_file::parse(source);
        for SyntaxError { span, what } in errors {
            let place = self.place(span);
            let help = "a table begins with [name]; below it stand lines of key = value";
            self.problems.push(Problem::new(&place, what).help(help));
        }
        table
    }

    /// Reads the named places.
    pub(super) fn entries(&mut self, source: &str) -> RawEntries {
        let table = self.parse(source);
        self.refuse_others(&table, &["dial", "misunderstood", "ask-pin"]);
        let entries = RawEntries {
            dial: self.word(&table, "dial"),
            misunderstood: self.word(&table, "misunderstood"),
            ask_pin: self.word(&table, "ask-pin"),
        };
        for (name, found) in [
            ("dial", &entries.dial),
            ("misunderstood", &entries.misunderstood),
            ("ask-pin", &entries.ask_pin),
        ] {
            if found.is_none() {
                let place = self.place(0..0);
                self.problems.push(
                    Problem::new(&place, format!("`{name}` is missing"))
                        .help(format!("write `{name} = \"menu/screen\"`")),
                );
            }
        }
        entries
    }

    /// Reads the screens of one menu.
    pub(super) fn screens(&mut self, menu: &str, source: &str) -> Vec<RawScreen> {
        let table = self.parse(source);
        let mut screens = Vec::new();
        for (name, value) in &table {
            let place = self.place(name.span());
            if let Some(table) = as_table(value.get_ref()) {
                screens.push(self.screen(format!("{menu}/{}", name.get_ref()), place, table));
            } else {
                let what = format!("`{}` is not a screen", name.get_ref());
                let help = "a screen is a table: [name]";
                self.problems.push(Problem::new(&place, what).help(help));
            }
        }
        screens.sort_by_key(|screen| screen.place.start);
        screens
    }

    fn screen(&mut self, name: String, place: FileSpan, table: &MenuTable<'_>) -> RawScreen {
        const KEYS: &[&str] = &[
            "choices",
            "list",
            "question",
            "routes",
            "end",
            "does",
            "then",
            "back",
            "quiet-back",
            "pin",
            "fresh",
            "kept",
            "paged",
        ];
        self.refuse_others(table, KEYS);
        RawScreen {
            choices: self.choices(table),
            list: self.word(table, "list"),
            question: self.word(table, "question"),
            routes: self.routes(table),
            end: self.flag(table, "end"),
            does: self.word(table, "does"),
            then: self.word(table, "then"),
            back: self.word(table, "back"),
            quiet_back: self.word(table, "quiet-back"),
            pin: self.word(table, "pin"),
            fresh: self.flag(table, "fresh"),
            kept: self.flag(table, "kept"),
            paged: self.flag(table, "paged"),
            name,
            place,
        }
    }

    fn choices(&mut self, table: &MenuTable<'_>) -> Option<Vec<RawChoice>> {
        let rows = self.rows(table, "choices", &["name", "does", "then", "mark"])?;
        let mut choices = Vec::new();
        for (place, row) in rows {
            match self.word(row, "name") {
                Some(name) => choices.push(RawChoice {
                    name,
                    does: self.word(row, "does"),
                    then: self.word(row, "then"),
                    mark: self.word(row, "mark"),
                    place,
                }),
                None => self.problems.push(
                    Problem::new(&place, "a choice needs a `name`")
                        .help("the name is that of its label in the locales"),
                ),
            }
        }
        Some(choices)
    }

    fn routes(&mut self, table: &MenuTable<'_>) -> Option<Vec<RawRoute>> {
        let rows = self.rows(table, "routes", &["when", "then"])?;
        let route = |(place, row): (FileSpan, &MenuTable<'_>), reader: &mut Self| RawRoute {
            when: reader.word(row, "when"),
            then: reader.word(row, "then"),
            place,
        };
        Some(rows.into_iter().map(|row| route(row, self)).collect())
    }

    /// The tables of an array, with their places.
    fn rows<'t, 'i>(
        &mut self,
        table: &'t MenuTable<'i>,
        key: &str,
        keys: &[&str],
    ) -> Option<Vec<(FileSpan, &'t MenuTable<'i>)>> {
        let value = table.get(key)?;
        let Some(list) = as_list(value.get_ref()) else {
            let place = self.place(value.span());
            self.problems.push(
                Problem::new(&place, format!("`{key}` is not a list"))
                    .help(format!("write {key} = [ {{ … }}, … ]")),
            );
            return None;
        };
        let mut rows = Vec::new();
        for item in list {
            let place = self.place(item.span());
            if let Some(row) = as_table(item.get_ref()) {
                self.refuse_others(row, keys);
                rows.push((place, row));
            } else {
                let what = format!("a line of `{key}` is not a table");
                let help = format!("write {{ {} = \"…\", … }}", keys[0]);
                self.problems.push(Problem::new(&place, what).help(help));
            }
        }
        Some(rows)
    }

    pub(super) fn word(&mut self, table: &MenuTable<'_>, key: &str) -> Option<MenuWord> {
        let value = table.get(key)?;
        let place = self.place(value.span());
        if let Some(text) = as_text(value.get_ref()) {
            return Some(MenuWord { text, place });
        }
        self.problems.push(
            Problem::new(&place, format!("`{key}` takes a text"))
                .help(format!("write {key} = \"…\"")),
        );
        None
    }

    /// The texts of a list; none where there is no such list.
    pub(super) fn words(&mut self, table: &MenuTable<'_>, key: &str) -> Vec<MenuWord> {
        let Some(value) = table.get(key) else {
            return Vec::new();
        };
        let Some(list) = as_list(value.get_ref()) else {
            let place = self.place(value.span());
            self.problems.push(
                Problem::new(&place, format!("`{key}` is not a list"))
                    .help(format!("write {key} = [\"…\", …]")),
            );
            return Vec::new();
        };
        let mut words = Vec::new();
        for item in list {
            let place = self.place(item.span());
            if let Some(text) = as_text(item.get_ref()) {
                words.push(MenuWord { text, place });
            } else {
                let what = format!("`{key}` holds something that is not a text");
                let help = format!("write {key} = [\"…\", …]");
                self.problems.push(Problem::new(&place, what).help(help));
            }
        }
        words
    }

    pub(super) fn flag(&mut self, table: &MenuTable<'_>, key: &str) -> bool {
        let Some(value) = table.get(key) else {
            return false;
        };
        if let Some(flag) = as_flag(value.get_ref()) {
            return flag;
        }
        let place = self.place(value.span());
        self.problems.push(
            Problem::new(&place, format!("`{key}` is yes or no"))
                .help(format!("write {key} = true, or leave it out")),
        );
        false
    }

    pub(super) fn refuse_others(&mut self, table: &MenuTable<'_>, known: &[&str]) {
        for (span, key) in toml_file::unknown_keys(table, known) {
            let place = self.place(span);
            let problem = Problem::unknown(&place, "key", &key, known.iter().copied());
            self.problems.push(problem);
        }
    }
}
