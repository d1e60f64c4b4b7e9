//! `menus/keywords.toml` exactly as written.

use crate::core::script::problem::Problem;
use crate::core::script::raw::{MenuFileReader, MenuWord};
use crate::core::toml_file::as_table;

/// An act as written.
#[derive(Clone, Debug)]
pub(super) struct RawAct {
    pub(super) name: MenuWord,
    pub(super) takes: Vec<MenuWord>,
}

/// Reads the acts, in the order of the file.
pub(super) fn acts(reader: &mut MenuFileReader<'_>, source: &str) -> Vec<RawAct> {
    let table = reader.parse(source);
    let mut acts = Vec::new();
    for (name, value) in &table {
        let name = MenuWord {
            text: name.get_ref().to_string(),
            place: reader.place(name.span()),
        };
        let Some(table) = as_table(value.get_ref()) else {
            let what = format!("`{}` is not an act", name.text);
            let help = "an act is a table: [name]";
            reader
                .problems
                .push(Problem::new(&name.place, what).help(help));
            continue;
        };
        reader.refuse_others(table, &["takes"]);
        let takes = reader.words(table, "takes");
        if takes.is_empty() {
            let what = format!("`{}` takes nothing that is named", name.text);
            let help = "write takes = [\"nothing\"], or what may follow its word";
            reader
                .problems
                .push(Problem::new(&name.place, what).help(help));
        }
        acts.push(RawAct { name, takes });
    }
    acts.sort_by_key(|act| act.name.place.start);
    acts
}
