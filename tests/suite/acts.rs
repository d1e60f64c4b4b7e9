//! The table of what officers can do, in docs/ARCHITECTURE.md: made from the code, and held against it.
//! `UPDATE=1 cargo test --test suite acts` writes it.

use sahkar::core::acts::terms::Act;
use sahkar::core::authz::{Right, rights_of};
use sahkar::core::domain::officer::Role;
use std::collections::BTreeSet;
use std::path::Path;

const BEGIN: &str = "<!-- acts: begin -->\n";
const END: &str = "<!-- acts: end -->";

/// What members do, by the act of its noun: each by a phone of hers, alone.
const OF_MEMBERS: &str = "Members' own acts are in `src/core/acts` and `src/core/dialogue/act.rs`: each woman does them herself, \
    by dialling or by text, and needs nobody.";

fn holders(right: Option<Right>) -> String {
    let Some(right) = right else {
        return "herself".to_owned();
    };
    let roles = Role::ALL
        .iter()
        .filter(|role| rights_of(**role).contains(&right));
    let roles: Vec<&str> = roles.map(|role| role.code()).collect();
    format!("{} ({})", right.words(), roles.join(", "))
}

fn table() -> String {
    let mut lines = vec![
        OF_MEMBERS.to_owned(),
        String::new(),
        "| act | channel | right (roles) | people |".to_owned(),
        "|---|---|---|---|".to_owned(),
    ];
    for act in Act::ALL {
        let ways: Vec<&str> = act.ways().iter().map(|via| via.code()).collect();
        lines.push(format!(
            "| {} | {} | {} | {} |",
            act.code(),
            ways.join(", "),
            holders(act.right()),
            act.people().words()
        ));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn is_to_be_written() -> bool {
    std::env::var_os("UPDATE").is_some()
}

#[test]
fn the_table_of_acts_is_what_the_code_says() {
    let codes: BTreeSet<_> = Act::ALL.iter().map(|act| act.code()).collect();
    assert_eq!(codes.len(), Act::ALL.len());
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ARCHITECTURE.md");
    let text = std::fs::read_to_string(&page).unwrap();
    let (before, rest) = text
        .split_once(BEGIN)
        .expect("the page has the place of the table");
    let (kept, after) = rest.split_once(END).unwrap();
    if is_to_be_written() {
        std::fs::write(&page, format!("{before}{BEGIN}{}{END}{after}", table())).unwrap();
        return;
    }
    assert_eq!(
        kept,
        table(),
        "UPDATE=1 cargo test --test suite acts writes it"
    );
}
