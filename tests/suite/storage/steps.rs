//! Sessions and steps: stored whole or not at all, once, and only by the first writer.

use super::bed::*;
use super::samples::*;
use sahkar::core::dialogue::state::{DialogueState, Draft};
use sahkar::core::domain::change::{entry, session, statement};
use sahkar::core::domain::*;
use sahkar::core::script::words::{Need, Needs};
use sahkar::store::*;
use std::collections::BTreeSet;

#[tokio::test]
async fn every_statement_is_understood_by_both_databases() {
    on_each(async |bed| {
        assert!(bed.store.prepare_all().await.unwrap() > 80);
    })
    .await;
}

#[tokio::test]
async fn a_session_is_read_back_as_it_was_kept() {
    on_each(async |bed| {
        assert_eq!(bed.known(1, 1).await.session, None);
        assert_eq!(bed.change(1, vec![]).await, StepWritten::Done);
        let known = bed.known(1, 1).await;
        let reply = bed.store.last_reply(&known);
        let kept = known.session.unwrap();
        let given = step(1, 1);
        assert_eq!(
            (kept.turn, kept.text_len, reply, kept.state, kept.ended),
            (1, 1, Some(given.reply), given.state, false)
        );
        assert_eq!(kept.text_hash, given.text_hash);
        let next = Step {
            state: None,
            ..step(1, 2)
        };
        assert_eq!(
            bed.store.keep(next, vec![]).await.unwrap(),
            StepWritten::Done
        );
        let kept = bed.known(1, 1).await.session.unwrap();
        assert_eq!((kept.turn, kept.state, kept.ended), (2, None, true));
    })
    .await;
}

#[tokio::test]
async fn a_step_that_is_not_the_next_is_lost() {
    on_each(async |bed| {
        assert_eq!(bed.change(1, vec![]).await, StepWritten::Done);
        assert_eq!(bed.change(1, vec![]).await, StepWritten::Lost);
        for turn in [3, 4] {
            let late = bed.store.keep(step(1, turn), vec![added(1000 + turn)]);
            assert_eq!(late.await.unwrap(), StepWritten::Lost);
        }
        assert_eq!(bed.count("entry").await, 0);
    })
    .await;
}

#[tokio::test]
async fn two_racing_requests_of_one_session_do_not_both_act() {
    on_each(async |bed| {
        bed.change(1, vec![]).await;
        let act = |no| bed.store.keep(step(1, 2), vec![added(no)]);
        let (one, two, three) = tokio::join!(act(1000), act(1001), act(1002));
        let kept = [one.unwrap(), two.unwrap(), three.unwrap()];
        let done = kept
            .iter()
            .filter(|kept| **kept == StepWritten::Done)
            .count();
        assert_eq!(done, 1, "{kept:?}");
        assert_eq!(bed.count("entry").await, 1);
    })
    .await;
}

#[tokio::test]
async fn many_callers_at_once_are_all_kept_and_one_bad_row_harms_nobody_else() {
    on_each(async |bed| {
        let store = &bed.store;
        let all = (0..200).map(|n| {
            // Every tenth entry wants a number that is taken.
            let no = if n % 10 == 0 { 5000 } else { 1000 + n };
            let mut change = added(no);
            if let Change::Entry(entry::Change::Added(entry::Added { entry, .. })) = &mut change {
                entry.id = EntryId(n);
            }
            store.keep(step(n, 1), vec![change])
        });
        let all = futures(all).await;
        let done = all
            .iter()
            .filter(|kept| **kept == StepWritten::Done)
            .count();
        assert_eq!(done, 181);
        assert_eq!(bed.count("entry").await, 181);
        assert_eq!(bed.count("session").await, 181);
    })
    .await;
}

/// Runs all at once, in one task each of the same thread.
async fn futures(
    all: impl Iterator<Item = impl Future<Output = Result<StepWritten, Error>>>,
) -> Vec<StepWritten> {
    let mut waiting: Vec<_> = all.map(Box::pin).collect();
    let mut done: Vec<Option<StepWritten>> = vec![None; waiting.len()];
    std::future::poll_fn(|context| {
        for (one, done) in waiting.iter_mut().zip(&mut done) {
            if done.is_none()
                && let std::task::Poll::Ready(kept) = one.as_mut().poll(context)
            {
                *done = Some(kept.unwrap());
            }
        }
        if done.iter().all(Option::is_some) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    done.into_iter().flatten().collect()
}

#[tokio::test]
async fn a_kill_between_any_two_statements_leaves_no_half_step() {
    on_each(async |bed| {
        let changes = |n: i64| {
            let mut mended = added(3000 + n);
            if let Change::Entry(entry::Change::Added(entry::Added { entry, .. })) = &mut mended {
                entry.replaces = Some(EntryId(2000 + n));
            }
            vec![
                mended,
                Change::Statement(statement::Change::Issued(statement::Issued {
                    member: RAMILA,
                    id: RowId(n),
                    code: format!("CODE{n}"),
                    from_on: Day(1),
                    to_on: Day(2),
                    ends_on: Day(3),
                })),
                voted(RAMILA, 1 + n % 3),
            ]
        };
        let mut survived = false;
        for n in 1..60 {
            let old = bed.store.keep(step(100 + n, 1), vec![added(2000 + n)]);
            assert_eq!(old.await.unwrap(), StepWritten::Done);
            let before = bed.counts().await;
            bed.store.faults().kill_before(n);
            let kept = bed.store.keep(step(n, 1), changes(n)).await;
            bed.store.faults().stop_killing();
            let after = bed.counts().await;
            if let Ok(kept) = kept {
                assert_eq!(kept, StepWritten::Done);
                survived = true;
                break;
            }
            // Killed after the commit, all of it is there; before, nothing.
            let session = bed.known(n, 1).await.session;
            assert_eq!(before == after, session.is_none(), "killed at {n}");
        }
        assert!(survived);
    })
    .await;
}

#[tokio::test]
async fn the_end_wipes_what_was_said_but_leaves_the_draft_for_ten_minutes() {
    on_each(async |bed| {
        let phone = bed.known(1, 1).await.phone.id;
        let draft = Draft {
            kind: EntryKind::Income,
            category: Some(21),
            amount: None,
            period: None,
            at: "add/amount".into(),
            stranger: None,
        };
        let begun = Step {
            phone,
            draft: Some(draft.clone()),
            ..step(1, 1)
        };
        bed.store.keep(begun, vec![]).await.unwrap();
        bed.store
            .end_session(COOP, SessionId(1), NOW)
            .await
            .unwrap();
        let ended = bed.known(1, 1).await.session.unwrap();
        assert_eq!((ended.reply, ended.state, ended.ended), (None, None, true));
        assert!(ended.text_hash.is_empty());

        let needs = Needs::of(&[Need::Draft]);
        let left = bed.facts(RAMILA, needs).await.draft.unwrap();
        assert_eq!((left.session, left.draft), (SessionId(1), draft));
        assert_eq!(bed.facts(SAVITA, needs).await.draft, None);
        let taken = || {
            vec![Change::Session(session::Change::DraftTaken(
                session::DraftTaken {
                    session: SessionId(1),
                },
            ))]
        };
        assert_eq!(bed.change(2, taken()).await, StepWritten::Done);
        assert_eq!(bed.change(3, taken()).await, StepWritten::Lost);
        assert_eq!(bed.facts(RAMILA, needs).await.draft, None);
    })
    .await;
}

#[tokio::test]
async fn sessions_are_wiped_after_ten_minutes_and_forgotten_after_a_day() {
    on_each(async |bed| {
        bed.change(1, vec![]).await;
        let soon = NOW.plus_ms(SESSION_MS - 1);
        assert_eq!(bed.store.forget_sessions(soon).await.unwrap(), (0, 0));
        let later = NOW.plus_ms(SESSION_MS);
        assert_eq!(bed.store.forget_sessions(later).await.unwrap(), (1, 0));
        assert_eq!(bed.store.forget_sessions(later).await.unwrap(), (0, 0));
        let wiped = bed.known(1, 1).await.session.unwrap();
        assert_eq!((wiped.reply, wiped.state), (None, None));
        let day = NOW.plus_ms(SESSION_ROW_MS);
        assert_eq!(bed.store.forget_sessions(day).await.unwrap(), (0, 1));
        assert_eq!(bed.count("session").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_state_of_another_release_is_no_state() {
    on_each(async |bed| {
        let strange = Step {
            state: Some(DialogueState {
                at: "no/such".into(),
                ..DialogueState::default()
            }),
            ..step(1, 1)
        };
        bed.store.keep(strange, vec![]).await.unwrap();
        bed.tamper("update session set state = 'not sealed by us'")
            .await;
        assert_eq!(bed.known(1, 1).await.session.unwrap().state, None);
    })
    .await;
}

#[tokio::test]
async fn short_numbers_are_given_once() {
    on_each(async |bed| {
        let needs = Needs::of(&[Need::EntryNo, Need::ConsentNo, Need::CaseNo]);
        let (mut entries, mut consents, mut cases) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for _ in 0..600 {
            let fresh = bed.facts(RAMILA, needs).await.fresh;
            assert!(fresh.entry_no >= 1000 && entries.insert(fresh.entry_no));
            assert!(consent::has_check_digit(fresh.consent_no));
            assert!(consents.insert(fresh.consent_no));
            assert!(fresh.case_no >= 10 && cases.insert(fresh.case_no));
        }
        let old = NewEntry {
            member: RAMILA,
            entry: entry(7000),
        };
        bed.store
            .add_entries(&By::OPERATOR, COOP, &[old], NOW)
            .await
            .unwrap();
        assert_eq!(bed.facts(RAMILA, needs).await.fresh.entry_no, 7001);
    })
    .await;
}

#[tokio::test]
async fn a_phone_and_a_number_of_one_cooperative_are_unknown_in_another() {
    on_each(async |bed| {
        bed.change(1, vec![added(1000), given(1), voted(RAMILA, 1)])
            .await;
        let all = Needs(u32::MAX);
        let other = bed
            .store
            .known(OTHER_COOP, SessionId(1), &phone(1), NOW)
            .await
            .unwrap();
        assert_eq!(other.session, None);
        assert_ne!(other.phone.id, bed.known(1, 1).await.phone.id);
        let coops = bed.store.coops().await.unwrap();
        assert_eq!(coops.len(), 2);
        let mut facts = sahkar::core::dialogue::facts::Facts::new(
            NOW,
            std::sync::Arc::new(coops[1].coop.clone()),
            std::sync::Arc::default(),
        );
        facts.phone = other.phone.clone();
        facts.caller = sahkar::core::dialogue::state::Caller::Member(RAMILA);
        bed.store
            .load(&other, &mut facts, all, Some(1000))
            .await
            .unwrap();
        assert_eq!(facts.entries, vec![]);
        assert_eq!(facts.entry, None);
        assert_eq!(facts.consents, vec![]);
        assert_eq!(facts.asks.len(), 1);
        assert!(!facts.ballots[0].voted);
        assert_eq!(facts.month.income, Paise(0));
    })
    .await;
}
