//! Statements that change a table are in `src/store/write`; every other file that has some is listed here
//! with the tables it may change and the reason.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What a file outside `src/store/write` may alter, and why it is not there.
const ELSEWHERE: &[(&str, &[&str], &str)] = &[
    (
        "admin/backup.rs",
        &["ballot_key", "ballot_sealed_vote"],
        "leaves open ballots out of the copy that it makes",
    ),
    (
        "admin/installation.rs",
        &["installation", "key_check"],
        "the installation itself, of no cooperative",
    ),
    (
        "admin/rekey.rs",
        &["ballot_key", "member_key", "phone", "session", "signed_act"],
        "seals anew what stands",
    ),
    (
        "admin/rekey_texts.rs",
        &["announcement_text", "inbox", "outbox", "text_question"],
        "seals anew what stands",
    ),
    (
        "fate.rs",
        &["inbox", "session"],
        "locks a row that is in doubt, and alters nothing",
    ),
    (
        "health/readiness.rs",
        &["entry", "ledger", "outbox", "session", "try_out"],
        "tries writing and rolls back",
    ),
    (
        "ledger.rs",
        &["ledger", "ledger_seal"],
        "the ledger, which every writer calls",
    ),
    ("nodes.rs", &["node"], "which nodes live"),
    (
        "numbers.rs",
        &["counter", "number_spare"],
        "numbers leased before anything is written",
    ),
    (
        "officers.rs",
        &["officer", "officer_tries"],
        "seals names anew; tries of passphrases, counted before anybody is known",
    ),
    (
        "pins.rs",
        &["stranger_tries"],
        "forgets tries of numbers that are nobody's on their phone",
    ),
    ("proposals.rs", &["proposal"], "seals anew what stands"),
    ("runs.rs", &["job_run"], "leases of jobs"),
    (
        "sessions.rs",
        &["session"],
        "conversations, which are no record",
    ),
    (
        "step.rs",
        &["session"],
        "steps of conversations, which are no record",
    ),
    (
        "sms/inbox/forget.rs",
        &["inbox", "text_question", "texter"],
        "forgets what was texted",
    ),
    (
        "sms/inbox/questions.rs",
        &["text_question"],
        "what a phone was asked, which is no record",
    ),
    (
        "sms/inbox/record_inbound.rs",
        &["inbox", "phone_texts", "texter"],
        "texts as they came; their changes go by `write`",
    ),
    (
        "sms/outbox/announce.rs",
        &["announcement"],
        "how far an announcement that has its line is queued",
    ),
    (
        "sms/outbox/ask.rs",
        &["text_question"],
        "what a phone was asked, which is no record",
    ),
    (
        "sms/outbox/due.rs",
        &["outbox"],
        "texts of an announcement that has its line",
    ),
    (
        "sms/outbox/duty.rs",
        &["duty", "officer_task"],
        "when the officer on duty and the hook were told, as the way of a text; seals anew",
    ),
    (
        "sms/outbox/forget.rs",
        &["announcement_text", "outbox"],
        "forgets what was sent",
    ),
    ("sms/outbox/lease.rs", &["outbox"], "the way of a text"),
    ("sms/outbox/moves.rs", &["outbox"], "the way of a text"),
    (
        "sms/outbox/phones.rs",
        &["phone_texts"],
        "numbers that texts do not reach, counted from reports",
    ),
    (
        "sms/outbox/queue.rs",
        &["outbox"],
        "texts, in the transaction of what they follow from",
    ),
    (
        "sms/outbox/receipts.rs",
        &["early_receipt"],
        "reports that come before their text",
    ),
    ("sms/outbox/settle.rs", &["outbox"], "the way of a text"),
    (
        "step.rs",
        &["session"],
        "conversations, which are no record",
    ),
];

/// The tables that each Rust file below a folder alters, by its path in it.
fn altered(folder: &Path, under: &str, found: &mut BTreeMap<String, Vec<String>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let name = format!("{under}{name}");
        if path.is_dir() {
            altered(&path, &format!("{name}/"), found);
        } else if path.extension().is_some_and(|ending| ending == "rs") && name != "word_tables.rs"
        {
            let text = fs::read_to_string(&path).unwrap();
            let tables = tables_of(&text);
            if !tables.is_empty() {
                found.insert(name, tables);
            }
        }
    }
}

/// The tables that the statements of a file alter, its own tests left out, in order, each once.
fn tables_of(text: &str) -> Vec<String> {
    let code: Vec<&str> = text
        .lines()
        .take_while(|line| *line != "mod tests {")
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let code = code.join(" ").to_lowercase();
    let mut tables = Vec::new();
    for verb in ["insert into ", "update ", "delete from "] {
        for part in code.split(verb).skip(1) {
            let is_name = |c: &char| c.is_ascii_lowercase() || *c == '_';
            let table: String = part.trim_start().chars().take_while(is_name).collect();
            // `on conflict do update set …` names no table.
            if !["", "set"].contains(&&*table) && !tables.contains(&table) {
                tables.push(table);
            }
        }
    }
    tables.sort();
    tables
}

#[test]
fn what_alters_a_table_stands_in_the_one_write_path_or_is_named_here() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    altered(&root.join("store"), "", &mut found);
    assert!(found.keys().any(|name| name.starts_with("write/")));
    found.retain(|name, _| !name.starts_with("write/"));
    let named: BTreeMap<String, Vec<String>> = ELSEWHERE
        .iter()
        .map(|(name, tables, why)| {
            assert!(!why.is_empty());
            let tables = tables.iter().map(|table| (*table).to_owned());
            ((*name).to_owned(), tables.collect())
        })
        .collect();
    assert_eq!(found, named);
}

#[test]
fn a_statement_is_seen_however_it_is_broken_into_lines() {
    let text = "    A = \"insert into\n        member (id)\";\n    // delete from ledger\n    B = \"update phone set x = 1\";";
    assert_eq!(tables_of(text), ["member", "phone"]);
    let upsert = "\"insert into duty (id) on conflict (id) do update set id = 1\"";
    assert_eq!(tables_of(upsert), ["duty"]);
}
