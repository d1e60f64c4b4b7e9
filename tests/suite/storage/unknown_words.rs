//! A word that the database does not know is reported as such, and the step is not repeated.

use super::bed::*;
use super::samples::*;
use sahkar::core::domain::change::{case, entry};
use sahkar::core::domain::*;
use sahkar::store::*;

fn names(error: &Error, at: (&str, &str)) -> bool {
    matches!(error, Error::UnknownCode { table, column } if (*table, *column) == at)
}

#[tokio::test]
async fn an_unknown_word_is_no_conflict() {
    on_each(async |bed| {
        // As if this database were of an older release than the program.
        bed.tamper("delete from word_entry_period where word = 'day'")
            .await;
        bed.tamper("delete from word_case_kind where word = 'entry-not-mine'")
            .await;
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
        bed.tamper("delete from word_entry_period where word = 'week'")
            .await;
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
