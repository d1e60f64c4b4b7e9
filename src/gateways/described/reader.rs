//! Reads a gateway's file exactly as written: every key with its place, and everything that is wrong
//! reported at once (`toml_file`).

use crate::core::toml_file::{
    Flaw, List, SpannedValue, TomlFile, as_flag, as_list, as_table, as_text, unknown_keys,
};

pub(in crate::gateways) use crate::core::toml_file::{Span, Table};

/// A text of the file and where it stands.
#[derive(Clone, Debug)]
pub(in crate::gateways) struct ProviderWord {
    pub(in crate::gateways) text: String,
    pub(in crate::gateways) span: Span,
}

/// A table with where it begins.
pub(in crate::gateways) struct ProviderSection<'t, 'i> {
    pub(in crate::gateways) table: &'t Table<'i>,
    pub(in crate::gateways) span: Span,
}

/// Reads a file and collects what is wrong with it.
pub(in crate::gateways) struct ProviderFileReader<'s> {
    file: TomlFile<'s>,
}

impl<'s> ProviderFileReader<'s> {
    /// The file's tables; what is no TOML is told.
    pub(in crate::gateways) fn open(source: &'s str) -> (Self, Table<'s>) {
        let (file, table) = TomlFile::open(source);
        (Self { file }, table)
    }

    /// What was wrong, in the order of the file.
    pub(in crate::gateways) fn close(self) -> Vec<Flaw> {
        self.file.close()
    }

    pub(in crate::gateways) fn flaw(
        &mut self,
        span: &Span,
        what: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.file.flaw(span, what, help);
    }

    /// Reports every key that is not known here.
    pub(in crate::gateways) fn refuse_others(&mut self, table: &Table<'_>, known: &[&str]) {
        for (span, name) in unknown_keys(table, known) {
            let help = near(&name, known);
            self.flaw(&span, format!("there is no key `{name}` here"), help);
        }
    }

    /// A table that may be missing.
    pub(in crate::gateways) fn section<'t, 'i>(
        &mut self,
        table: &'t Table<'i>,
        key: &str,
        known: &[&str],
    ) -> Option<ProviderSection<'t, 'i>> {
        let section = self.free_section(table, key)?;
        self.refuse_others(section.table, known);
        Some(section)
    }

    /// A table whose keys are the writer's own.
    fn free_section<'t, 'i>(
        &mut self,
        table: &'t Table<'i>,
        key: &str,
    ) -> Option<ProviderSection<'t, 'i>> {
        let (name, value) = table.get_key_value(key)?;
        if let Some(inner) = as_table(value.get_ref()) {
            return Some(ProviderSection {
                table: inner,
                span: name.span(),
            });
        }
        self.flaw(
            &value.span(),
            format!("`{key}` is a table"),
            format!("write [{key}]"),
        );
        None
    }

    /// The tables of an array of tables, `[[key]]`.
    pub(in crate::gateways) fn sections<'t, 'i>(
        &mut self,
        table: &'t Table<'i>,
        key: &str,
        known: &[&str],
    ) -> Vec<ProviderSection<'t, 'i>> {
        let Some(value) = table.get(key) else {
            return Vec::new();
        };
        let mut sections = Vec::new();
        let Some(items) = as_list(value.get_ref()) else {
            let what = format!("`{key}` is a list");
            self.flaw(&value.span(), what, format!("write [[{key}]]"));
            return sections;
        };
        for item in items {
            if let Some(inner) = as_table(item.get_ref()) {
                self.refuse_others(inner, known);
                sections.push(ProviderSection {
                    table: inner,
                    span: item.span(),
                });
            } else {
                self.flaw(
                    &item.span(),
                    format!("`{key}` holds tables"),
                    format!("write [[{key}]]"),
                );
            }
        }
        sections
    }

    /// A text that may be missing.
    pub(in crate::gateways) fn word(
        &mut self,
        table: &Table<'_>,
        key: &str,
    ) -> Option<ProviderWord> {
        let value = table.get(key)?;
        self.as_word(value, key)
    }

    fn as_word(&mut self, value: &SpannedValue<'_>, key: &str) -> Option<ProviderWord> {
        if let Some(text) = as_text(value.get_ref()) {
            let span = value.span();
            return Some(ProviderWord { text, span });
        }
        self.flaw(
            &value.span(),
            format!("`{key}` takes a text"),
            format!("write {key} = \"…\""),
        );
        None
    }

    /// A text that must be there.
    pub(in crate::gateways) fn need(
        &mut self,
        section: &ProviderSection<'_, '_>,
        key: &str,
        help: &str,
    ) -> Option<ProviderWord> {
        if section.table.get(key).is_none() {
            self.flaw(&section.span, format!("`{key}` is missing"), help);
        }
        self.word(section.table, key)
    }

    /// One of a few words; the first where it is missing.
    pub(in crate::gateways) fn one_of<T: Copy>(
        &mut self,
        table: &Table<'_>,
        key: &str,
        known: &[(&str, T)],
    ) -> T {
        let Some(word) = self.word(table, key) else {
            return known[0].1;
        };
        if let Some((_, found)) = known.iter().find(|(name, _)| *name == word.text) {
            return *found;
        }
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let what = format!("`{key}` cannot be `{}`", word.text);
        self.flaw(&word.span, what, near(&word.text, &names));
        known[0].1
    }

    /// A text or a list of texts; empty where it is missing.
    pub(in crate::gateways) fn words(&mut self, table: &Table<'_>, key: &str) -> Vec<ProviderWord> {
        let Some(value) = table.get(key) else {
            return Vec::new();
        };
        if let Some(items) = as_list(value.get_ref()) {
            self.as_words(items, key)
        } else {
            self.as_word(value, key).into_iter().collect()
        }
    }

    fn as_words(&mut self, items: &List<'_>, key: &str) -> Vec<ProviderWord> {
        items
            .iter()
            .filter_map(|item| self.as_word(item, key))
            .collect()
    }

    /// Yes or no; no where it is missing.
    pub(in crate::gateways) fn flag(&mut self, table: &Table<'_>, key: &str) -> bool {
        let Some(value) = table.get(key) else {
            return false;
        };
        if let Some(flag) = as_flag(value.get_ref()) {
            return flag;
        }
        self.flaw(
            &value.span(),
            format!("`{key}` is yes or no"),
            format!("write {key} = true"),
        );
        false
    }

    /// A table of texts under the writer's own keys, in the order of the file.
    pub(in crate::gateways) fn pairs(
        &mut self,
        table: &Table<'_>,
        key: &str,
    ) -> Vec<(String, ProviderWord)> {
        let Some(section) = self.free_section(table, key) else {
            return Vec::new();
        };
        let mut pairs: Vec<(Span, String, ProviderWord)> = section
            .table
            .iter()
            .filter_map(|(name, value)| {
                let word = self.as_word(value, name.get_ref())?;
                Some((name.span(), name.get_ref().to_string(), word))
            })
            .collect();
        pairs.sort_by_key(|(span, _, _)| span.start);
        pairs
            .into_iter()
            .map(|(_, name, word)| (name, word))
            .collect()
    }
}

/// The nearest of the known words, or all of them.
pub(in crate::gateways) fn near(word: &str, known: &[&str]) -> String {
    let best = known
        .iter()
        .map(|name| (strsim::jaro_winkler(name, word), *name))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((likeness, name)) if 0.75 < likeness => format!("did you mean `{name}`?"),
        _ => format!("known: {}", known.join(", ")),
    }
}
