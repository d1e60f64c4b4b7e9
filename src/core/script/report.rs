//! The table that `sahkar check` prints of a script without problems.

use super::keywords::Act;
use super::{ScreenKind, Script, graph, sheets};
use crate::core::domain::{Lang, LangScript};
use crate::core::texts::measure::{Budget, Encoding};
use std::fmt::Write;

/// Screens, deepest path, the longest screen of each language with its measured size, and the texts
/// that are sent with the longest of each language in parts.
pub fn report(script: &Script) -> String {
    let shown = script
        .screens()
        .iter()
        .filter(|s| !matches!(s.kind, ScreenKind::Routes(_)))
        .count();
    let mut table = String::new();
    let _ = writeln!(table, "script     {}", script.version());
    let _ = writeln!(table, "screens    {shown}");
    let keywords = script.keywords();
    let words_n = keywords.words().count();
    let acts_n = Act::ALL.len();
    let _ = writeln!(table, "keywords   {words_n} for {acts_n} acts");
    let deepest = graph::replies(script)
        .into_iter()
        .max_by_key(|(id, n)| (*n, std::cmp::Reverse(id.0)));
    if let Some((id, n)) = deepest {
        let _ = writeln!(
            table,
            "deepest    {} after {n} replies",
            script.screen(id).name
        );
    }
    for lang in Lang::ALL {
        let pages = sheets(script, lang).into_iter().flat_map(|sheet| {
            let name = sheet.screen;
            sheet
                .pages
                .into_iter()
                .map(move |(_, size)| (size, name.clone()))
        });
        let longest = pages.max_by_key(|(size, name)| (size.octets(), name.clone()));
        let Some((size, name)) = longest else {
            continue;
        };
        let limit = Budget::DEFAULT.limit(size.encoding);
        let _ = writeln!(
            table,
            "longest {} {name}: {} of {limit} {}",
            lang.code(),
            size.units,
            unit(size.encoding)
        );
    }
    templates(script, &mut table);
    table
}

fn templates(script: &Script, table: &mut String) {
    let notices = script.notices();
    let _ = writeln!(table, "templates  {}", notices.templates().count());
    for lang_script in LangScript::ALL {
        let longest = notices.longest_text(lang_script);
        let Some((name, sample)) = longest else {
            continue;
        };
        let parts = if sample.segments == 1 {
            "part"
        } else {
            "parts"
        };
        let _ = writeln!(
            table,
            "template {} {name}: {} {parts}, {} {}",
            lang_script.code(),
            sample.segments,
            sample.size.units,
            unit(sample.size.encoding)
        );
    }
}

fn unit(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Gsm7 => "septets",
        Encoding::Ucs2 => "units",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_script_has_no_problem() {
        match Script::embedded() {
            Ok(script) => {
                let report = report(&script);
                assert!(report.contains("longest gu") && report.contains("template gu-Latn"));
            }
            Err(problems) => panic!("{problems}"),
        }
    }
}
