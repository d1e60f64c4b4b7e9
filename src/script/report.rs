//! The table that `sahkar check` prints of a script without problems.

use super::{Kind, Script, graph, sheets};
use crate::domain::Lang;
use crate::texts::measure::{Budget, Encoding};
use std::fmt::Write;

/// Screens, deepest path, and the longest screen of each language with its measured size.
pub fn report(script: &Script) -> String {
    let shown = script
        .screens()
        .iter()
        .filter(|s| !matches!(s.kind, Kind::Routes(_)))
        .count();
    let mut table = String::new();
    let _ = writeln!(table, "script     {}", script.version());
    let _ = writeln!(table, "screens    {shown}");
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
        let unit = match size.encoding {
            Encoding::Gsm7 => "septets",
            Encoding::Ucs2 => "units",
        };
        let limit = Budget::DEFAULT.limit(size.encoding);
        let _ = writeln!(
            table,
            "longest {} {name}: {} of {limit} {unit}",
            lang.code(),
            size.units
        );
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_script_has_no_problem() {
        match Script::embedded() {
            Ok(script) => assert!(report(&script).contains("longest gu")),
            Err(problems) => panic!("{problems}"),
        }
    }
}
