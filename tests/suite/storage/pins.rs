//! Tries of PINs: each counts once, however many are made at once.

use super::bed::*;
use super::samples::*;
use sahkar::core::domain::change::pin;
use sahkar::core::domain::pin::LOCK_MS;
use sahkar::core::domain::*;
use sahkar::core::script::words::{Need, Needs};
use sahkar::store::*;

#[tokio::test]
async fn of_many_guesses_at_once_only_one_counts_against_the_same_tries() {
    on_each(async |bed| {
        let before = Tries::default();
        let guess = |session: i64| {
            let tried = Change::Pin(pin::Change::Tried(pin::Tried {
                of: TriesOf::Member(RAMILA),
                right: false,
                before,
                after: before.after_wrong(NOW),
            }));
            bed.store.keep(step(session, 1), vec![tried])
        };
        let (a, b, c, d) = tokio::join!(guess(1), guess(2), guess(3), guess(4));
        let kept = [a.unwrap(), b.unwrap(), c.unwrap(), d.unwrap()];
        assert_eq!(kept.iter().filter(|k| **k == StepWritten::Done).count(), 1);
        let pin = bed.facts(RAMILA, Needs::of(&[Need::Pin])).await.pin;
        assert_eq!((pin.exists, pin.tries.fails), (true, 1));

        let locked = Tries {
            fails: 0,
            locked_until: Some(NOW.plus_ms(LOCK_MS)),
            last_locked_at: Some(NOW),
            ..before
        };
        let lock = |before, after| {
            Change::Pin(pin::Change::Tried(pin::Tried {
                of: TriesOf::Member(RAMILA),
                right: false,
                before,
                after,
            }))
        };
        let first = before.after_wrong(NOW);
        assert_eq!(
            bed.change(5, vec![lock(first, locked)]).await,
            StepWritten::Done
        );
        assert_eq!(
            bed.change(6, vec![lock(first, locked)]).await,
            StepWritten::Lost
        );
        let pin = bed.facts(RAMILA, Needs::of(&[Need::Pin])).await.pin;
        assert_eq!(pin.tries, locked);
        let set = Change::Pin(pin::Change::Set(pin::Set {
            member: RAMILA,
            hash: "$argon2id$new".into(),
        }));
        assert_eq!(bed.change(7, vec![set]).await, StepWritten::Done);
        let row = bed.store.credential(COOP, RAMILA).await.unwrap().unwrap();
        assert_eq!(row.hash, "$argon2id$new");
        assert_eq!(row.pepper_id, bed.store.keys().pepper_id());
    })
    .await;
}

#[tokio::test]
async fn a_right_pin_found_too_late_opens_nothing() {
    on_each(async |bed| {
        let tried = |right, before: Tries, after| {
            Change::Pin(pin::Change::Tried(pin::Tried {
                of: TriesOf::Member(RAMILA),
                right,
                before,
                after,
            }))
        };
        let fresh = Tries::default();
        let once = fresh.after_wrong(NOW);
        let locked = once.after_wrong(NOW).after_wrong(NOW);
        assert!(locked.is_locked(NOW) && locked.fails == fresh.fails);
        // Wrong ones that were counted while the right one was looked at, and what it knew of.
        for (session, from, to, known) in [
            (1, fresh, once, vec![fresh]),
            (2, once, locked, vec![fresh, once]),
        ] {
            let wrong = tried(false, from, to);
            assert_eq!(bed.change(session, vec![wrong]).await, StepWritten::Done);
            let counts = bed.counts().await;
            for stale in known {
                let right = tried(true, stale, stale.after_right(0));
                // Nor is anything done that it would have opened.
                let kept = bed.change(9, vec![right, added(1000)]).await;
                assert_eq!(kept, StepWritten::Lost, "{stale:?} against {to:?}");
                let pin = bed.facts(RAMILA, Needs::of(&[Need::Pin])).await.pin;
                assert_eq!(pin.tries, to);
            }
            assert_eq!(bed.counts().await, counts);
        }
    })
    .await;
}

#[tokio::test]
async fn s13_tries_with_a_number_of_nobody_count_for_that_number_and_lock_nobody() {
    on_each(async |bed| {
        let before = Tries::default();
        let tried = |id, before: Tries| {
            Change::Pin(pin::Change::Tried(pin::Tried {
                of: TriesOf::Stranger(id),
                right: false,
                before,
                after: before.after_wrong(NOW),
            }))
        };
        let facts = bed.stranger_facts(777).await;
        let id = facts.stranger.unwrap().tries_id;
        assert_eq!((facts.pin.exists, facts.pin.tries), (true, before));
        assert_eq!(
            bed.change(1, vec![tried(id, before)]).await,
            StepWritten::Done
        );
        // Of two at once only one counts.
        assert_eq!(
            bed.change(2, vec![tried(id, before)]).await,
            StepWritten::Lost
        );
        let after = bed.stranger_facts(777).await.pin.tries;
        assert_eq!(after, before.after_wrong(NOW));
        assert_eq!(bed.stranger_facts(778).await.pin.tries, before);
        let pin = bed.facts(RAMILA, Needs::of(&[Need::Pin])).await.pin;
        assert_eq!(pin.tries, before);
        let known = bed.known(1, 1).await;
        assert_eq!(known.phone_tries(), before);
        // After a year nobody remembers.
        let store = &bed.store;
        assert_eq!(store.forget_strangers(NOW.plus_days(365)).await.unwrap(), 0);
        assert_eq!(store.forget_strangers(NOW.plus_days(367)).await.unwrap(), 1);
    })
    .await;
}

/// A woman who has no PIN yet has tries all the same, with the code of a slip, and they lock.
#[tokio::test]
async fn tries_without_a_pin_are_counted_and_make_none() {
    on_each(async |bed| {
        bed.tamper("delete from credential").await;
        let mut before = Tries::default();
        for session in 1..4 {
            let after = before.after_wrong(NOW);
            let tried = Change::Pin(pin::Change::Tried(pin::Tried {
                of: TriesOf::Member(RAMILA),
                right: false,
                before,
                after,
            }));
            assert_eq!(bed.change(session, vec![tried]).await, StepWritten::Done);
            let pin = bed.facts(RAMILA, Needs::of(&[Need::Pin])).await.pin;
            assert_eq!((pin.exists, pin.tries), (false, after));
            assert!(bed.store.credential(COOP, RAMILA).await.unwrap().is_none());
            before = after;
        }
        assert!(before.is_locked(NOW));
    })
    .await;
}
