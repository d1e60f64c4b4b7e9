//! Votes: one for each member, the last one counts, and nothing connects it with her.

use super::bed::*;
use super::samples::*;
use sahkar::core::domain::change::ballot;
use sahkar::core::domain::*;
use sahkar::core::script::words::{Need, Needs};
use sahkar::store::*;

async fn vote_all(bed: &Bed) {
    assert_eq!(
        bed.change(1, vec![voted(RAMILA, 2)]).await,
        StepWritten::Done
    );
    assert_eq!(
        bed.change(2, vec![voted(SAVITA, 1)]).await,
        StepWritten::Done
    );
    assert_eq!(
        bed.change(3, vec![voted(RAMILA, 1)]).await,
        StepWritten::Done
    );
}

#[tokio::test]
async fn one_woman_has_one_vote_and_the_last_one_counts() {
    on_each(async |bed| {
        let needs = Needs::of(&[Need::Ballots, Need::Marks, Need::Results]);
        assert!(!bed.facts(RAMILA, needs).await.ballots[0].voted);
        vote_all(&bed).await;
        let facts = bed.facts(RAMILA, needs).await;
        assert!(facts.ballots[0].voted && facts.marks.ballot_open);
        assert_eq!(facts.ballots[0].options.len(), 3);
        assert_eq!(facts.results.len(), 1, "counts stay hidden until the close");
        assert!(!bed.facts(KANTA, needs).await.ballots[0].voted);
        assert_eq!(bed.count("ballot_sealed_vote").await, 2);

        let close = NOW.plus_days(2);
        let counted = bed.store.close_ballots(&By::OPERATOR, close).await.unwrap();
        let first = counted[0];
        assert_eq!(counted.len(), 2, "one in each cooperative");
        assert_eq!(
            (first.coop, first.voted_n, first.outcome),
            (COOP, 2, BallotOutcome::Passed)
        );
        assert!(
            bed.store
                .close_ballots(&By::OPERATOR, close)
                .await
                .unwrap()
                .is_empty()
        );
        let facts = bed.facts_at(RAMILA, needs, None, close).await;
        assert!(facts.ballots.is_empty() && !facts.marks.ballot_open);
        let votes: Vec<i64> = facts.results[0].counts.iter().map(|(_, n)| *n).collect();
        assert_eq!(votes, [2, 0, 0]);
        assert_eq!((facts.results[0].roll_n, facts.results[0].voted_n), (3, 2));
        assert!(bed.store.verify().await.unwrap().findings.is_empty());
    })
    .await;
}

#[tokio::test]
async fn after_the_close_nothing_is_left_that_joins_a_woman_to_her_choice() {
    on_each(async |bed| {
        vote_all(&bed).await;
        let keys = bed.peek("select private_key from ballot_key").await;
        bed.store
            .close_ballots(&By::OPERATOR, NOW.plus_days(2))
            .await
            .unwrap();
        for table in ["ballot_sealed_vote", "ballot_key"] {
            assert_eq!(bed.count(table).await, 0, "{table}");
        }
        assert_eq!(bed.count("ballot_choice").await, 2);
        assert_eq!(bed.count("ballot_mark").await, 2);
        let lines = bed
            .peek("select member_id, at from ledger where kind = 'vote cast'")
            .await;
        let day_end = NOW.day().plus(1).start().0 - 1;
        for line in lines {
            assert_eq!(line, ["-".to_owned(), day_end.to_string()]);
        }
        if bed.is_sqlite() {
            let file = bed.url.strip_prefix("sqlite:").unwrap();
            for file in [file.to_owned(), format!("{file}-wal")] {
                let bytes = std::fs::read(file).unwrap_or_default();
                for key in &keys {
                    let key = key[0].as_bytes();
                    assert!(!bytes.windows(key.len()).any(|bytes| bytes == key));
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_votes_off_the_roll_before_the_opening_after_the_close_or_for_no_option() {
    on_each(async |bed| {
        let later = NewBallot {
            opens_at: NOW.plus_ms(1),
            ..ballot(BallotId(18), 18, vec![SAVITA])
        };
        bed.store
            .open_ballot(&By::OPERATOR, COOP, &later, NOW)
            .await
            .unwrap();
        let cast = |member, ballot, option_no| {
            Change::Ballot(ballot::Change::VoteCast(ballot::VoteCast {
                member,
                ballot,
                option_no,
            }))
        };
        let early = cast(SAVITA, BallotId(18), 1);
        assert_eq!(bed.change(1, vec![early.clone()]).await, StepWritten::Lost);
        assert_eq!(
            bed.change(2, vec![cast(SAVITA, BALLOT, 8)]).await,
            StepWritten::Lost
        );
        let now = NOW.plus_ms(1);
        let at = |session, now| Step {
            now,
            ..step(session, 1)
        };
        let keep = |step, change| bed.store.keep(step, vec![change]);
        let off_roll = cast(RAMILA, BallotId(18), 1);
        assert_eq!(keep(at(3, now), off_roll).await.unwrap(), StepWritten::Lost);
        assert_eq!(
            keep(at(4, now), early.clone()).await.unwrap(),
            StepWritten::Done
        );
        let late = at(5, NOW.plus_days(2));
        assert_eq!(keep(late, early).await.unwrap(), StepWritten::Lost);
        assert_eq!(bed.count("ballot_mark").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_kill_while_a_ballot_is_counted_loses_no_vote() {
    on_each(async |bed| {
        vote_all(&bed).await;
        let close = NOW.plus_days(2);
        for n in 1..80 {
            bed.store.faults().kill_before(n);
            let closed = bed.store.close_ballots(&By::OPERATOR, close).await;
            bed.store.faults().stop_killing();
            let verified = bed.store.verify().await.unwrap();
            assert!(verified.findings.is_empty(), "killed at {n}");
            if closed.is_ok() {
                break;
            }
        }
        let rows = bed
            .peek("select voted_n from ballot_outcome where ballot_id = 17 and coop_id = 1")
            .await;
        assert_eq!(rows, [["2"]]);
    })
    .await;
}

#[tokio::test]
async fn who_waits_inside_a_ballot_is_wiped_before_it_is_unlinked() {
    on_each(async |bed| {
        let mut inside = step(1, 1);
        if let Some(state) = &mut inside.state {
            state.answers.ballot_no = Some(17);
            state.answers.option_no = Some(2);
        }
        bed.store.keep(inside, vec![]).await.unwrap();
        bed.change(2, vec![]).await;
        bed.store
            .close_ballots(&By::OPERATOR, NOW.plus_days(2))
            .await
            .unwrap();
        let inside = bed.known(1, 1).await.session.unwrap();
        assert_eq!((inside.state, inside.reply), (None, None));
        assert!(bed.known(2, 1).await.session.unwrap().state.is_some());
    })
    .await;
}
