//! A word that the database does not know is reported as such, and the step is not repeated.

use super::bed::*;
use super::samples::*;
use sahkar::core::domain::change::{case, entry};
use sahkar::core::domain::*;
use sahkar::store::*;

fn names(error: &Error, at: (&str, &str)) -> bool {
    matches!(error, Error::UnknownCode { table, column } if (*table, *column) == at)
}

/// As if this database were of an older release than the program, which did not have the word yet.
async fn forget(bed: &Bed, words: &str, word: &str) {
    bed.tamper(&format!("delete from {words} where word = '{word}'"))
        .await;
    // PostgreSQL holds the words by checks, which are made from the tables when a program starts.
    bed.store.migrate().await.unwrap();
}

#[tokio::test]
async fn an_unknown_word_is_no_conflict() {
    on_each(async |bed| {
        forget(&bed, "word_entry_period", "day").await;
        forget(&bed, "word_case_kind", "entry-not-mine").await;
        let entry = bed.store.keep(step(1, 1), vec![added(1000)]).await;
        let entry = entry.unwrap_err();
        assert!(names(&entry, ("entry", "period")), "{entry:?}");
        assert!(!entry.is_conflict());
        assert_eq!(entry.to_string(), "an unknown word in entry.period");
        let opened = bed.store.keep(step(2, 1), vec![disputed()]).await;
        let opened = opened.unwrap_err();
        assert!(names(&opened, ("rights_case", "kind")), "{opened:?}");
        // Of neither step anything is kept, and whoever comes next is served.
        assert_eq!(bed.count("session").await, 0);
        bed.tamper("insert into word_entry_period (word) values ('day')")
            .await;
        bed.store.migrate().await.unwrap();
        assert_eq!(bed.change(3, vec![added(1000)]).await, StepWritten::Done);
    })
    .await;
}

#[tokio::test]
async fn who_is_gone_is_still_a_conflict() {
    on_each(async |bed| {
        let gone = Change::Entry(entry::Change::Added(entry::Added {
            member: MemberId(999),
            entry: entry(1000),
            event: RowId(1),
        }));
        assert_eq!(bed.change(1, vec![gone]).await, StepWritten::Lost);
        assert_eq!(bed.change(2, vec![added(1001)]).await, StepWritten::Done);
    })
    .await;
}

/// One of many in a batch, whose others are kept.
#[tokio::test]
async fn an_unknown_word_of_one_caller_harms_nobody_else() {
    on_each(async |bed| {
        forget(&bed, "word_entry_period", "week").await;
        let store = &bed.store;
        let keep = |n: i64| {
            let mut change = added(1000 + n);
            if let Change::Entry(entry::Change::Added(entry::Added { entry, .. })) = &mut change
                && n == 4
            {
                entry.period = Period::Week;
            }
            store.keep(step(n, 1), vec![change])
        };
        let (one, two, three, unknown, five) =
            tokio::join!(keep(1), keep(2), keep(3), keep(4), keep(5));
        for kept in [one, two, three, five] {
            assert_eq!(kept.unwrap(), StepWritten::Done);
        }
        assert!(names(&unknown.unwrap_err(), ("entry", "period")));
        assert_eq!(bed.count("entry").await, 4);
    })
    .await;
}

fn disputed() -> Change {
    Change::Case(case::Change::Opened(case::CaseOpened {
        member: RAMILA,
        case: Case {
            id: CaseId(9),
            no: 10,
            kind: CaseKind::EntryNotMine,
            entry_no: Some(1000),
            amount: None,
            due_at: NOW.plus_days(7),
        },
        disputes: None,
    }))
}

/// On PostgreSQL every foreign key to a table of words is exchanged for a check of the same words, whatever
/// tables a later migration brings; looking again changes nothing.
#[tokio::test]
async fn words_are_checked_without_a_look_at_their_tables() {
    on_each(async |bed| {
        if bed.is_sqlite() {
            return;
        }
        let keys = "select 1 from pg_constraint c join pg_class w on w.oid = c.confrelid
            where c.contype = 'f' and starts_with(w.relname, 'word_')";
        let checks = "select c.oid::bigint, c.conname::text from pg_constraint c
            join pg_class t on t.oid = c.conrelid
            where c.contype = 'c' and c.conname like '%\\_word' order by 1";
        assert_eq!(bed.peek(keys).await.len(), 0);
        let made = bed.peek(checks).await;
        assert!(made.len() > 40, "{made:?}");
        bed.store.migrate().await.unwrap();
        assert_eq!(bed.peek(checks).await, made);
        bed.tamper("create table later (word text references word_lang (word))")
            .await;
        bed.store.migrate().await.unwrap();
        assert_eq!(bed.peek(keys).await.len(), 0);
        assert_eq!(bed.peek(checks).await.len(), made.len() + 1);
    })
    .await;
}
