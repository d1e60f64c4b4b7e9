//! Closing ballots in difficult cases: a ballot that cannot be counted, and votes that arrive at the same
//! moment.

use super::bed::*;
use super::samples::*;
use sahkar::core::domain::change::ballot;
use sahkar::core::domain::*;
use sahkar::store::*;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::time::Duration;

/// The ballots in question, and when they close.
const OURS: &str = "coop_id = 1 and ballot_id = 17";
const BESIDE: BallotId = BallotId(18);

fn close() -> Instant {
    NOW.plus_days(2)
}

fn cast(member: MemberId, ballot: BallotId, option_no: i64) -> Vec<Change> {
    vec![Change::Ballot(ballot::Change::VoteCast(ballot::VoteCast {
        member,
        ballot,
        option_no,
    }))]
}

/// Ballots that are counted, and with how many votes.
async fn counted(bed: &Bed) -> Vec<Vec<String>> {
    bed.peek(
        "select coop_id, ballot_id, voted_n from ballot_outcome where ballot_id > 16 order by 1, 2",
    )
    .await
}

/// The choices of a counted ballot, in their order.
async fn choices(bed: &Bed, ballot: i64) -> Vec<String> {
    let rows = format!(
        "select option_no from ballot_choice where coop_id = 1 and ballot_id = {ballot} order by 1"
    );
    bed.peek(&rows).await.into_iter().flatten().collect()
}

#[tokio::test]
async fn a_ballot_that_cannot_be_counted_stands_in_no_others_way() {
    for (table, column) in [
        ("ballot_sealed_vote", "choice"),
        ("ballot_key", "private_key"),
    ] {
        on_each(async |bed| {
            let beside = ballot(BESIDE, 18, vec![SAVITA]);
            bed.store
                .open_ballot(&By::OPERATOR, COOP, &beside, NOW)
                .await
                .unwrap();
            assert_eq!(
                bed.change(1, cast(RAMILA, BALLOT, 1)).await,
                StepWritten::Done
            );
            assert_eq!(
                bed.change(2, cast(SAVITA, BESIDE, 1)).await,
                StepWritten::Done
            );
            let whole = bed
                .peek(&format!("select {column} from {table} where {OURS}"))
                .await;
            let set = |value: &str| format!("update {table} set {column} = '{value}' where {OURS}");
            bed.tamper(&set("spoilt")).await;

            for _ in 0..2 {
                assert!(
                    bed.store
                        .close_ballots(&By::OPERATOR, close())
                        .await
                        .is_err(),
                    "it is told"
                );
                assert_eq!(counted(&bed).await, [["1", "18", "1"], ["2", "17", "0"]]);
                // Nothing of it is lost: it is as open as before.
                let state = "select state from ballot where coop_id = 1 and id = 17";
                assert_eq!(bed.peek(state).await, [["open"]]);
                for table in ["ballot_sealed_vote", "ballot_key", "ballot_mark"] {
                    let left = format!("select ballot_id from {table} where {OURS}");
                    assert_eq!(bed.peek(&left).await.len(), 1, "{table}");
                }
            }
            bed.tamper(&set(&whole[0][0])).await;
            let now = bed
                .store
                .close_ballots(&By::OPERATOR, close())
                .await
                .unwrap();
            assert_eq!(now.len(), 1);
            assert_eq!((now[0].ballot, now[0].voted_n), (BALLOT, 1));
            assert_eq!(choices(&bed, 17).await, ["1"]);
        })
        .await;
    }
}

#[tokio::test]
async fn a_ballot_whose_key_is_missing_is_not_counted_as_one_without_votes() {
    on_each(async |bed| {
        bed.tamper(&format!("delete from ballot_key where {OURS}"))
            .await;
        assert!(
            bed.store
                .close_ballots(&By::OPERATOR, close())
                .await
                .is_err()
        );
        assert_eq!(counted(&bed).await, [["2", "17", "0"]]);
    })
    .await;
}

/// She changes her vote just when the ballot closes: it counts once, and as she was told.
#[tokio::test]
async fn a_vote_that_is_changed_at_the_close_counts_once_and_as_she_was_told() {
    on_each(async |bed| {
        for n in 0..12_u8 {
            let id = 20 + i64::from(n);
            let this = BallotId(id);
            let opened = ballot(this, id, vec![RAMILA, SAVITA]);
            bed.store
                .open_ballot(&By::OPERATOR, COOP, &opened, NOW)
                .await
                .unwrap();
            assert_eq!(
                bed.change(id, cast(RAMILA, this, 1)).await,
                StepWritten::Done
            );
            let closing = async {
                while choices(&bed, id).await.is_empty() {
                    // It may fail to overwrite what it freed while somebody votes.
                    let _ = bed.store.close_ballots(&By::OPERATOR, close()).await;
                }
            };
            let changing = async {
                tokio::time::sleep(Duration::from_millis(u64::from(n) / 2)).await;
                bed.change(id + 100, cast(RAMILA, this, 2)).await
            };
            let ((), changed) = tokio::join!(closing, changing);
            let told = match changed {
                StepWritten::Done => "2",
                StepWritten::Lost => "1",
            };
            assert_eq!(choices(&bed, id).await, [told], "round {n}");
        }
        assert!(bed.store.verify().await.unwrap().findings.is_empty());
    })
    .await;
}

/// A transaction of another node that has written to the ballot and is not yet committed.
struct Rival {
    open: PgConnection,
    pid: i32,
}

impl Rival {
    async fn begin(bed: &Bed, statements: &str) -> Self {
        let mut open = PgConnection::connect(&bed.url).await.unwrap();
        let pid = sqlx::query_scalar("select pg_backend_pid()");
        let pid = pid.fetch_one(&mut open).await.unwrap();
        let begun = format!("begin; {statements}");
        open.execute(AssertSqlSafe(begun)).await.unwrap();
        Self { open, pid }
    }

    /// Commits once the close waits for it.
    async fn commit_when_waited_for(mut self, bed: &Bed) {
        let waiting = format!(
            "select query from pg_stat_activity where {} = any(pg_blocking_pids(pid))",
            self.pid
        );
        while bed.peek(&waiting).await.is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        self.open.execute("commit").await.unwrap();
    }
}

#[tokio::test]
async fn a_close_on_one_node_sees_the_vote_that_another_is_writing() {
    on_each(async |bed| {
        if bed.is_sqlite() {
            // One connection writes there, and nothing else does meanwhile.
            return;
        }
        assert_eq!(bed.change(1, cast(RAMILA, BALLOT, 2)).await, StepWritten::Done);
        let sealed = format!("select choice from ballot_sealed_vote where {OURS}");
        let no = bed.peek(&sealed).await[0][0].clone();
        assert_eq!(bed.change(2, cast(RAMILA, BALLOT, 1)).await, StepWritten::Done);

        // A first vote: no sealed vote outlives its key, so the close gives way.
        let savita = format!(
            "insert into ballot_sealed_vote (coop_id, ballot_id, pseudonym, choice)
                values (1, 17, 'another', '{no}');
            insert into ballot_mark (coop_id, ballot_id, member_id, voted_on) values (1, 17, {}, 1)",
            SAVITA.0
        );
        let rival = Rival::begin(&bed, &savita).await;
        let (closed, ()) = tokio::join!(
            bed.store.close_ballots(&By::OPERATOR, close()),
            rival.commit_when_waited_for(&bed)
        );
        closed.unwrap();
        assert_eq!(counted(&bed).await, [["2", "17", "0"]]);

        // A changed one: it is read as it is now, in the same round.
        let changed = format!(
            "update ballot_sealed_vote set choice = '{no}' where {OURS} and pseudonym <> 'another'"
        );
        let rival = Rival::begin(&bed, &changed).await;
        let (closed, ()) = tokio::join!(
            bed.store.close_ballots(&By::OPERATOR, close()),
            rival.commit_when_waited_for(&bed)
        );
        assert_eq!(closed.unwrap().len(), 1);
        assert_eq!(counted(&bed).await, [["1", "17", "2"], ["2", "17", "0"]]);
        assert_eq!(choices(&bed, 17).await, ["2", "2"]);
    })
    .await;
}
