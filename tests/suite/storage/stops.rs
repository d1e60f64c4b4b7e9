//! A stop and a disclosure at the same moment: the data is out before she stopped, or the disclosure is
//! refused.

use super::bed::*;
use super::full::len;
use super::samples::*;
use crate::support;
use sahkar::core::domain::change::consent;
use sahkar::core::domain::*;
use sahkar::store::*;
use std::time::Duration;

const PAIRS: i64 = 200;

fn member(n: i64) -> MemberId {
    MemberId(10_000 + n)
}

/// Members who each said yes.
async fn consenting(bed: &Bed) {
    let members: Vec<NewMember> = (0..PAIRS)
        .map(|n| {
            support::member(20_000 + n)
                .with_id(member(n))
                .with_phone(&format!("+9197000{n:05}"))
                .named("Ramila")
                .speaking(Lang::Gu)
                .row()
        })
        .collect();
    bed.store
        .add_members(&By::OPERATOR, COOP, &members, NOW)
        .await
        .unwrap();
    for n in 0..PAIRS {
        let mut yes = given(1000 + n);
        if let Change::Consent(consent::Change::Given(consent::Given { member: of, .. })) = &mut yes
        {
            *of = member(n);
        }
        assert_eq!(bed.change(10_000 + n, vec![yes]).await, StepWritten::Done);
    }
}

fn stop(n: i64) -> Change {
    let mut stop = stopped(1000 + n, false);
    if let Change::Consent(consent::Change::Stopped(consent::Stopped { member: of, .. })) =
        &mut stop
    {
        *of = member(n);
    }
    stop
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s16_of_a_stop_and_a_look_at_once_the_look_is_first_or_refused() {
    on_each(async |bed| {
        consenting(&bed).await;
        let mut at_once = tokio::task::JoinSet::new();
        for n in 0..PAIRS {
            let store = bed.store.clone();
            at_once.spawn(async move {
                // The look may bear a later moment than the stop that it comes before.
                let now = NOW.plus_ms(10_000 + n % 7);
                let look = (RowId(50_000 + n), REQUEST);
                store
                    .disclose(&By::OPERATOR, COOP, look, member(n), now)
                    .await
                    .unwrap();
            });
            let store = bed.store.clone();
            at_once.spawn(async move {
                let mut step = step(30_000 + n, 1);
                step.now = NOW.plus_ms(10_000 + n % 5);
                let kept = store.keep(step, vec![stop(n)]).await.unwrap();
                assert_eq!(kept, StepWritten::Done);
            });
        }
        at_once.join_all().await;
        bed.store.seal_ledger(NOW.plus_days(1)).await.unwrap();
        let given_after = bed
            .peek(
                "select d.member_id from disclosure d
                join ledger l on l.coop_id = d.coop_id and l.about_id = d.id
                    and l.kind = 'data handed out'
                join ledger_seal s on s.coop_id = l.coop_id and s.ledger_id = l.id
                join ledger k on k.coop_id = d.coop_id and k.about_id = d.consent_id
                    and k.member_id = d.member_id and k.kind like '%stop%'
                join ledger_seal t on t.coop_id = k.coop_id and t.ledger_id = k.id
                where s.seq > t.seq",
            )
            .await;
        assert_eq!(given_after.len(), 0);
        let stops = bed
            .peek("select id from ledger where kind like '%stop%' and member_id >= 10000")
            .await;
        assert_eq!(len(&stops), PAIRS);
        let (given, refused) = (
            bed.count("disclosure").await,
            bed.count("refused_read").await,
        );
        assert_eq!(given + refused, PAIRS);
        // Her own chain says the same as the ledger.
        let before = "select e.id from consent_event e join disclosure d on d.coop_id = e.coop_id
            and d.consent_id = e.consent_id where e.kind = 'withdrawn' and e.at <= d.at";
        assert_eq!(bed.peek(before).await.len(), 0);
        assert!(bed.store.verify().await.unwrap().findings.is_empty());
    })
    .await;
}

/// PostgreSQL: the look's statement has run and its commit has not. Her stop waits for it, and is not
/// told "stopped" while data can still go out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s16_a_stop_waits_for_a_look_that_is_under_way() {
    on_each(async |bed| {
        if bed.is_sqlite() {
            return;
        }
        bed.change(1, vec![given(1)]).await;
        bed.tamper(
            "create function slow() returns trigger language plpgsql as
            $$ begin perform pg_sleep(0.6); return new; end $$",
        )
        .await;
        bed.tamper(
            "create trigger slow after insert on disclosure for each row execute function slow()",
        )
        .await;
        let look = bed
            .store
            .disclose(&By::OPERATOR, COOP, (RowId(1), REQUEST), RAMILA, NOW);
        let stop = async {
            tokio::time::sleep(Duration::from_millis(200)).await;
            assert_eq!(
                bed.count("disclosure").await,
                0,
                "the look is not under way"
            );
            assert_eq!(
                bed.change(2, vec![stopped(1, false)]).await,
                StepWritten::Done
            );
            // She has been told; whatever goes out under it is out already.
            bed.count("disclosure").await
        };
        let (looked, out_when_stopped) = tokio::join!(look, stop);
        assert_eq!(looked.unwrap(), Disclosed::Given);
        assert_eq!(out_when_stopped, 1);
        let later = bed
            .store
            .disclose(&By::OPERATOR, COOP, (RowId(2), REQUEST), RAMILA, NOW);
        let refused = Disclosed::Refused(WhyNot::NoConsent);
        assert_eq!(later.await.unwrap(), refused);
    })
    .await;
}
