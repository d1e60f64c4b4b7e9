//! A test that the word tables of the migrations hold exactly the words that the program writes and reads.

use super::db::connect::MIGRATIONS;
use super::db::word_columns::{WORD_COLUMNS, WordColumn};
use super::facts::votes::outcome_code;
use super::number_block::NumberKind;
use super::sms::inbox;
use crate::core::domain::ballot::Pass;
use crate::core::domain::change::disclosure::WhyNot;
use crate::core::domain::change::pin::PinHelp;
use crate::core::domain::officer::Role;
use crate::core::domain::proposal::ProposalState;
use crate::core::domain::{
    ActorKind, AddressKind, BallotOutcome, By, CallResult, CaseKind, CaseOutcome, CaseState,
    ConsentState, EntryState, Grain, Lang, LeaveReason, MemberState, MessageState, ObjectKind,
    Period, Proof, Purpose, Reads, RegistrationState, TaskKind, Topic, Via, Why,
};
use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection as _, Executor as _};
use std::collections::BTreeSet;

/// Words of the ledger that `Change::kind` does not say itself: officers, proposals and help with a PIN have
/// their own.
const STORE_KINDS: [&str; 18] = [
    "authenticator set",
    "officer added",
    "officer ended",
    "passphrase set",
    "pin code made",
    "pin code made by the operator",
    "pin unlocked",
    "pin unlocked by the operator",
    "proposal asked",
    "proposal expired",
    "proposal refused",
    "proposal returned",
    "proposal signed",
    "proposal withdrawn",
    "role given",
    "role taken",
    "second step ended",
    "sheet made",
];

/// The codes of `Change::kind`, which gives one for a value and has no list.
fn change_kinds() -> Vec<&'static str> {
    let source = include_str!("../core/domain/change/mod.rs");
    let body = source.split("fn kind(&self)").nth(1).unwrap();
    let body = body.split("\n    }").next().unwrap();
    body.lines()
        .filter_map(|line| line.split("=> \"").nth(1)?.split('"').next())
        .collect()
}

/// The codes that `By::source` can give.
fn codes_of_sources() -> Vec<&'static str> {
    let of = |via: &Via| {
        By {
            via: *via,
            ..By::OPERATOR
        }
        .source()
    };
    Via::ALL.iter().map(of).collect()
}

macro_rules! codes {
    ($values:expr) => {
        $values.iter().map(|value| value.code()).collect()
    };
}

/// Each word table with the words that the program knows for it. Words without an enum are written in SQL
/// texts only.
fn known() -> Vec<(&'static str, Vec<&'static str>)> {
    let outcomes = [
        BallotOutcome::Passed,
        BallotOutcome::Failed,
        BallotOutcome::NoQuorum,
    ];
    let mut ledger = change_kinds();
    assert!(ledger.contains(&"entry added"), "{ledger:?}");
    ledger.extend(STORE_KINDS);
    vec![
        ("word_lang", codes!(Lang::ALL)),
        ("word_address_kind", codes!(AddressKind::ALL)),
        ("word_number_kind", codes!(NumberKind::ALL)),
        ("word_member_state", codes!(MemberState::ALL)),
        ("word_leave_reason", codes!(LeaveReason::ALL)),
        ("word_signed_act", PinHelp::ACTS.to_vec()),
        ("word_source", codes_of_sources()),
        ("word_entry_state", codes!(EntryState::ALL)),
        ("word_entry_proof", codes!(Proof::ALL)),
        ("word_entry_period", codes!(Period::ALL)),
        ("word_loan_state", vec!["running", "closed"]),
        ("word_case_kind", codes!(CaseKind::ALL)),
        ("word_case_state", codes!(CaseState::ALL)),
        ("word_case_outcome", codes!(CaseOutcome::ALL)),
        ("word_call_result", codes!(CallResult::ALL)),
        ("word_ballot_state", vec!["open", "closed"]),
        ("word_ballot_pass", codes!(Pass::ALL)),
        (
            "word_ballot_outcome",
            outcomes.into_iter().map(outcome_code).collect(),
        ),
        ("word_request_state", vec!["open", "closed"]),
        ("word_request_grain", codes!(Grain::ALL)),
        ("word_request_reads", codes!(Reads::ALL)),
        ("word_consent_state", codes!(ConsentState::ALL)),
        ("word_consent_event", vec!["given", "refused", "withdrawn"]),
        ("word_refused_read", codes!(WhyNot::ALL)),
        ("word_topic", codes!(Topic::ALL)),
        ("word_ledger_kind", ledger),
        ("word_actor_kind", codes!(ActorKind::ALL)),
        ("word_via", codes!(Via::ALL)),
        ("word_object_kind", codes!(ObjectKind::ALL)),
        ("word_why", codes!(Why::ALL)),
        ("word_role", codes!(Role::ALL)),
        ("word_proposal_state", codes!(ProposalState::ALL)),
        ("word_proposal_subject", vec!["member", "officer"]),
        ("word_registration_state", codes!(RegistrationState::ALL)),
        ("word_text_purpose", codes!(Purpose::ALL)),
        ("word_text_state", codes!(MessageState::ALL)),
        ("word_question_matter", inbox::MATTERS.to_vec()),
        ("word_question_kind", inbox::QUESTION_KINDS.to_vec()),
        ("word_task_kind", codes!(TaskKind::ALL)),
    ]
}

async fn migrated() -> SqliteConnection {
    let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
    MIGRATIONS.run(&mut connection).await.unwrap();
    connection
}

/// The migrations are one text for both databases, so checking one database is enough.
#[tokio::test]
async fn every_word_table_holds_the_words_that_the_program_knows_and_no_others() {
    let mut connection = migrated().await;
    let tables: Vec<(String,)> = sqlx::query_as(
        "select name from sqlite_master where type = 'table' and name like 'word_%'",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let tables: BTreeSet<String> = tables.into_iter().map(|(name,)| name).collect();
    let known = known();
    let held: BTreeSet<String> = known.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(tables, held);
    for (table, words) in known {
        let text = format!("select word from {table}");
        let rows: Vec<(String,)> = sqlx::query_as(sqlx::AssertSqlSafe(text))
            .fetch_all(&mut connection)
            .await
            .unwrap();
        let stored: BTreeSet<String> = rows.into_iter().map(|(word,)| word).collect();
        let words: BTreeSet<String> = words.into_iter().map(str::to_owned).collect();
        assert_eq!(stored, words, "{table}");
    }
}

#[tokio::test]
async fn every_column_of_words_is_listed() {
    let mut connection = migrated().await;
    let stored: Vec<(String, String, String)> = sqlx::query_as(
        "select m.name, f.\"from\", f.\"table\" from sqlite_master m, pragma_foreign_key_list(m.name) f
        where m.type = 'table' and f.\"table\" like 'word_%'",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let listed = WORD_COLUMNS.map(|one| {
        let WordColumn {
            table,
            column,
            words,
        } = one;
        [table, column, words].map(str::to_owned)
    });
    let listed: BTreeSet<[String; 3]> = listed.into_iter().collect();
    let stored: BTreeSet<[String; 3]> = stored.into_iter().map(|(a, b, c)| [a, b, c]).collect();
    assert_eq!(listed, stored);
}

#[tokio::test]
async fn a_new_word_is_an_insert_and_an_unknown_one_is_refused() {
    let mut connection = migrated().await;
    connection
        .execute("pragma foreign_keys = on")
        .await
        .unwrap();
    let add = "insert into coop (id, name, code, lang) values (1, 'Asha', '*1#', 'mr')";
    let refused = connection.execute(add).await.unwrap_err();
    let refused = refused.as_database_error().unwrap();
    assert!(refused.is_foreign_key_violation(), "{refused}");
    connection
        .execute("insert into word_lang (word) values ('mr')")
        .await
        .unwrap();
    connection.execute(add).await.unwrap();
}
