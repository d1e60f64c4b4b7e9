//! The look log: who looked at whom, and that whole numbers are read only behind a line of it.

use super::bed::*;
use super::officers::three;
use sahkar::core::domain::look::{LookedAt, RevealReason};
use sahkar::core::domain::{Instant, OfficerId};
use sahkar::store::{KeptLook, NewLook};

const ILA: OfficerId = OfficerId(1);

fn look_at_ramila() -> NewLook {
    NewLook {
        officer: ILA,
        looked_at: LookedAt::Member,
        member: Some(RAMILA),
        shown_n: 1,
        used_right: "read members",
    }
}

#[tokio::test]
async fn a_whole_number_is_shown_for_a_reason_that_is_written_down_first() {
    on_each(async |bed| {
        three(&bed).await;
        let store = &bed.store;
        store.add_look(COOP, look_at_ramila(), NOW).await.unwrap();
        let later = NOW.plus_ms(1);
        let by = (ILA, "reveal numbers");
        let why = (RAMILA, RevealReason::Call);
        let numbers = store.reveal_numbers(COOP, by, why, later).await.unwrap();
        assert_eq!(numbers, [phone(1)]);
        let kept = |at: Instant, looked_at, reason| KeptLook {
            at,
            officer: ILA,
            looked_at,
            reason,
        };
        let looks = store.looks_at(COOP, RAMILA, 10).await.unwrap();
        let numbers = kept(later, LookedAt::Numbers, Some(RevealReason::Call));
        assert_eq!(looks, [numbers, kept(NOW, LookedAt::Member, None)]);
        assert_eq!(store.looks_at(COOP, RAMILA, 1).await.unwrap().len(), 1);
        assert!(store.looks_at(COOP, SAVITA, 10).await.unwrap().is_empty());
        assert!(
            store
                .looks_at(OTHER_COOP, RAMILA, 10)
                .await
                .unwrap()
                .is_empty()
        );
        // Whoever is no officer leaves no line, and so sees nothing.
        let nobody = (OfficerId(99), "reveal numbers");
        assert!(
            store
                .reveal_numbers(COOP, nobody, why, later)
                .await
                .is_err()
        );
        assert_eq!(bed.count("look").await, 2);
    })
    .await;
}

#[tokio::test]
async fn looks_are_forgotten_after_a_year_and_not_before() {
    on_each(async |bed| {
        three(&bed).await;
        let list = NewLook {
            looked_at: LookedAt::List,
            member: None,
            shown_n: 50,
            ..look_at_ramila()
        };
        bed.store.add_look(COOP, list, NOW).await.unwrap();
        let year = NOW.plus_days(365);
        assert_eq!(bed.store.forget_looks(year).await.unwrap(), 0);
        let more = year.plus_ms(1);
        assert_eq!(bed.store.forget_looks(more).await.unwrap(), 1);
        assert_eq!(bed.count("look").await, 0);
    })
    .await;
}
