//! `menus/notices.toml` exactly as written: every key with its place, unknown ones told.

use super::super::problem::Problem;
use super::super::raw::{MenuFileReader, MenuTable, MenuWord};
use crate::core::texts::language::FileSpan;
use crate::core::toml_file::{as_decimal, as_table};

/// A table as written.
#[derive(Clone, Debug)]
pub(super) struct RawNotice {
    pub(super) name: String,
    pub(super) place: FileSpan,
    pub(super) class: Option<MenuWord>,
    pub(super) purpose: Option<MenuWord>,
    pub(super) version: Option<i64>,
    /// Name and tag, in the order of the file.
    pub(super) places: Vec<(MenuWord, MenuWord)>,
    pub(super) lives_ms: Option<i64>,
    pub(super) quiet: Option<MenuWord>,
    pub(super) long: Option<MenuWord>,
    /// Whether it asks her to answer.
    pub(super) reply: bool,
}

/// Units of time, with their milliseconds.
const UNITS: [(char, i64); 3] = [('m', 60_000), ('h', 3_600_000), ('d', 86_400_000)];
/// No text is worth sending for longer.
const LIVES_MAX_MS: i64 = 30 * 86_400_000;

/// Reads all tables.
pub(super) fn read(file: &str, source: &str, problems: &mut Vec<Problem>) -> Vec<RawNotice> {
    let mut reader = MenuFileReader { file, problems };
    let table = reader.parse(source);
    let mut notices = Vec::new();
    for (name, value) in &table {
        let place = reader.place(name.span());
        if let Some(table) = as_table(value.get_ref()) {
            notices.push(notice(&mut reader, name.get_ref(), place, table));
        } else {
            let what = format!("`{}` is not a text", name.get_ref());
            let help = "a text is a table: [name]";
            reader.problems.push(Problem::new(&place, what).help(help));
        }
    }
    notices.sort_by_key(|notice| notice.place.start);
    notices
}

fn notice(
    reader: &mut MenuFileReader<'_>,
    name: &str,
    place: FileSpan,
    table: &MenuTable<'_>,
) -> RawNotice {
    const KEYS: &[&str] = &[
        "class", "purpose", "version", "places", "lives", "quiet", "long", "reply",
    ];
    const NEEDED: [&str; 4] = ["class", "purpose", "version", "lives"];
    reader.refuse_others(table, KEYS);
    for key in NEEDED {
        if !table.contains_key(key) {
            let what = format!("`{name}` has no `{key}`");
            let help = "every text has a class, a purpose, a version and how long it lives";
            reader.problems.push(Problem::new(&place, what).help(help));
        }
    }
    RawNotice {
        class: reader.word(table, "class"),
        purpose: reader.word(table, "purpose"),
        version: version(reader, table),
        places: places(reader, table),
        lives_ms: lives(reader, table),
        quiet: reader.word(table, "quiet"),
        long: reader.word(table, "long"),
        reply: reader.flag(table, "reply"),
        name: name.to_owned(),
        place,
    }
}

fn version(reader: &mut MenuFileReader<'_>, table: &MenuTable<'_>) -> Option<i64> {
    let value = table.get("version")?;
    let version = as_decimal(value.get_ref()).filter(|version| *version >= 1);
    if version.is_none() {
        let place = reader.place(value.span());
        let problem = Problem::new(&place, "`version` is a number from 1");
        let help = "it rises with every change of the words: they are registered anew then";
        reader.problems.push(problem.help(help));
    }
    version
}

fn places(reader: &mut MenuFileReader<'_>, table: &MenuTable<'_>) -> Vec<(MenuWord, MenuWord)> {
    let Some(value) = table.get("places") else {
        return Vec::new();
    };
    let Some(written) = as_table(value.get_ref()) else {
        let place = reader.place(value.span());
        let problem = Problem::new(&place, "`places` is not a table");
        let help = "write places = { name = \"numeric\", … }";
        reader.problems.push(problem.help(help));
        return Vec::new();
    };
    let mut places = Vec::new();
    for (name, _) in written {
        if let Some(tag) = reader.word(written, name.get_ref()) {
            let word = MenuWord {
                text: name.get_ref().to_string(),
                place: reader.place(name.span()),
            };
            places.push((word, tag));
        }
    }
    places.sort_by_key(|(name, _)| name.place.start);
    places
}

/// `30m`, `2h`, `3d`.
fn lives(reader: &mut MenuFileReader<'_>, table: &MenuTable<'_>) -> Option<i64> {
    let word = reader.word(table, "lives")?;
    let ms = UNITS.into_iter().find_map(|(unit, ms)| {
        let n: i64 = word.text.strip_suffix(unit)?.parse().ok()?;
        n.checked_mul(ms)
    });
    let ms = ms.filter(|ms| (1..=LIVES_MAX_MS).contains(ms));
    if ms.is_none() {
        let what = format!("`{}` is no time a text can live", word.text);
        let help = "write minutes, hours or days, at most 30 days: \"30m\", \"2h\", \"3d\"";
        let problem = Problem::new(&word.place, what).help(help);
        reader.problems.push(problem);
    }
    ms
}
