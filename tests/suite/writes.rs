//! Who writes: statements that alter a table stand in `src/store/write`, and every other file that has some
//! is named here with what it may alter and why. So is every file that begins a transaction, since whatever
//! alters the record goes by `Store::commit` and `WriteContext::write_all`, with its line of the ledger.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What a file outside `src/store/write` may alter, and why it is not there.
const ELSEWHERE: &[(&str, &[&str], &str)] = &[
    (
        "admin/backup.rs",
        &["backup_made", "ballot_key", "ballot_sealed_vote"],
        "leaves open ballots out of the copy that it makes, and notes when",
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
        "console.rs",
        &["console_draft", "console_form", "console_session"],
        "who is logged in and which forms were sent, which is no record",
    ),
    (
        "factors.rs",
        &["officer_factor", "sheet_code"],
        "codes of the second step, used up before anybody is known; seals anew",
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
    (
        "look_chain.rs",
        &["look_day"],
        "the chain over looks, which are no record",
    ),
    (
        "looks.rs",
        &["look"],
        "who looked at what, which alters nothing of the record; forgets it after a year",
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
        &["announcement_text", "outbox", "text_gone"],
        "forgets what was sent, and keeps what it cost",
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
];

/// Files that begin a transaction, outside `src/store/db`, which has the means, and why each does not go by
/// `Store::commit`.
const TRANSACTIONS: &[(&str, &str)] = &[
    (
        "admin/installation.rs",
        "the installation itself, of no cooperative",
    ),
    ("admin/rekey.rs", "seals anew what stands"),
    (
        "batch.rs",
        "steps of many callers at once; each writes by `write_all`",
    ),
    ("console.rs", "who is logged in and which forms were sent"),
    (
        "fate.rs",
        "locks a row that is in doubt, and alters nothing",
    ),
    ("health/readiness.rs", "tries writing and rolls back"),
    ("ledger.rs", "chains lines that are written"),
    ("looks.rs", "forgets looks after a year"),
    ("nodes.rs", "which nodes live"),
    ("numbers.rs", "numbers leased before anything is written"),
    ("officers.rs", "tries of passphrases; seals anew"),
    ("pins.rs", "forgets tries of strangers"),
    ("runs.rs", "leases of jobs"),
    ("sessions.rs", "forgets conversations"),
    ("sms/inbox/forget.rs", "forgets what was texted"),
    (
        "sms/inbox/record_inbound.rs",
        "a text as it came; what it changes is written by `write_all`",
    ),
    (
        "sms/outbox/announce.rs",
        "queues texts of an announcement that has its line",
    ),
    (
        "sms/outbox/duty.rs",
        "when the officer on duty and the hook were told",
    ),
    ("sms/outbox/forget.rs", "forgets what was sent"),
    (
        "sms/outbox/lease.rs",
        "the way of a text; what follows is written by `record`",
    ),
    (
        "sms/outbox/receipts.rs",
        "the way of a text; what follows is written by `record`",
    ),
    (
        "sms/outbox/settle.rs",
        "the way of a text; what follows is written by `record`",
    ),
    (
        "write/close.rs",
        "overwrites what a close has freed, when it is kept",
    ),
    ("write/commit.rs", "the one way"),
    (
        "write/disclosure.rs",
        "a look is given or refused while her consent is locked",
    ),
];

/// Who writes changes with their lines in a transaction that is begun elsewhere.
const WRITE_CHANGES: [&str; 5] = [
    "batch.rs",
    "sms/inbox/record_inbound.rs",
    "sms/outbox/tasks.rs",
    "write/commit.rs",
    "write/disclosure.rs",
];

/// Who writes lines of the ledger: the one way, and the batch in which the entries of many callers go out.
const WRITE_LINES: [&str; 2] = ["batch.rs", "write/commit.rs"];

/// The tables that each file of the store alters.
fn altered() -> BTreeMap<String, Vec<String>> {
    let mut found = store_files();
    found.remove("word_tables.rs");
    let of_file = |(name, text): (String, String)| (name, tables_of(&text));
    let found = found.into_iter().map(of_file);
    found.filter(|(_, tables)| !tables.is_empty()).collect()
}

/// The Rust files of the store, by their paths in it.
fn store_files() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    read(&root.join("store"), "", &mut files);
    files
}

fn read(folder: &Path, under: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let name = format!("{under}{name}");
        if path.is_dir() {
            read(&path, &format!("{name}/"), files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

/// The code of a file, without comments and its own tests.
fn code_of(text: &str) -> String {
    let code: Vec<&str> = text
        .lines()
        .take_while(|line| *line != "mod tests {")
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    code.join(" ")
}

/// The files whose code calls one of these.
fn callers_of(calls: &[&str]) -> BTreeSet<String> {
    let files = store_files().into_iter();
    let calls_one = |text: &str| {
        // A call may stand on the line after what it is of.
        let code: String = code_of(text).split_whitespace().collect();
        calls.iter().any(|call| code.contains(call))
    };
    let callers = files.filter(|(_, text)| calls_one(text));
    callers.map(|(name, _)| name).collect()
}

/// The tables that the statements of a file alter, its own tests left out, in order, each once.
fn tables_of(text: &str) -> Vec<String> {
    let code = code_of(text).to_lowercase();
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
    let mut found = altered();
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
fn whoever_begins_a_transaction_is_named_here() {
    let mut found = callers_of(&[".begin()", ".begin_in(", ".begin_steps()", ".writer("]);
    found.retain(|name| !name.starts_with("db/"));
    let named: BTreeSet<String> = TRANSACTIONS
        .iter()
        .map(|(name, why)| {
            assert!(!why.is_empty());
            (*name).to_owned()
        })
        .collect();
    assert_eq!(found, named);
}

#[test]
fn changes_and_their_lines_are_written_by_one_function() {
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let found: BTreeSet<String> = callers_of(&[".write_all(", ".record("]);
    let mut expected: BTreeSet<String> = named(&WRITE_CHANGES);
    // What the driver logs, and no change.
    expected.insert("db/warnings.rs".to_owned());
    assert_eq!(found, expected);
    let found = callers_of(&["ledger::write(", "ledger::add("]);
    assert_eq!(found, named(&WRITE_LINES));
    // A line is made of its change, where its change is written.
    let made = callers_of(&["LedgerEvent{", "LedgerEvent::", ".scene("]);
    assert_eq!(made, named(&["write/context.rs"]));
}

#[test]
fn a_statement_is_seen_however_it_is_broken_into_lines() {
    let text = "    A = \"insert into\n        member (id)\";\n    // delete from ledger\n    B = \"update phone set x = 1\";";
    assert_eq!(tables_of(text), ["member", "phone"]);
    let upsert = "\"insert into duty (id) on conflict (id) do update set id = 1\"";
    assert_eq!(tables_of(upsert), ["duty"]);
}
