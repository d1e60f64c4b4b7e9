//! PostgreSQL with a synchronous standby: what was acknowledged is on both servers, even if the wait for
//! the standby is cancelled, and every wait for it has a limit.

use super::bed::*;
use super::samples::*;
use crate::support::{Cluster, Kind, World};
use sahkar::store::*;
use sqlx::{Connection, Executor};
use std::time::{Duration, Instant};

const ANSWER_TIME_MAX: Duration = Duration::from_secs(3);
/// Everything works again so soon.
const BACK_TIME_MAX: Duration = Duration::from_secs(5);
/// Commits that wait for a standby.
const WAITERS: &str = "from pg_stat_activity where wait_event = 'SyncRep'";

async fn pair() -> Option<(Cluster, Cluster)> {
    let primary = Cluster::start().await?;
    let standby = primary.standby().await;
    Some((primary, standby))
}

/// Cancels every wait for the standby, for so long, as an operator in haste does; how many.
async fn cancel_waits(url: &str, time: Duration) -> u64 {
    let mut server = sqlx::PgConnection::connect(url).await.unwrap();
    let (began, mut cancelled) = (Instant::now(), 0);
    while began.elapsed() < time {
        let cancel = sqlx::AssertSqlSafe(format!("select pg_cancel_backend(pid) {WAITERS}"));
        cancelled += server.execute(cancel).await.unwrap().rows_affected();
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    cancelled
}

/// A store on the primary, once its standby follows.
async fn bed_on(primary: &Cluster) -> Bed {
    let bed = Bed::at(primary.url(), Kind::Postgres).await;
    primary.wait_for_standby().await;
    bed
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s17_no_acknowledged_step_is_lost_with_a_primary_whose_waits_were_cancelled() {
    let Some((primary, standby)) = pair().await else {
        return;
    };
    let bed = bed_on(&primary).await;
    let mut acknowledged = Vec::new();
    let mut doubtful_n = 0;
    let mut n = 0;
    for is_frozen in [false, true, false, true] {
        if is_frozen {
            standby.freeze();
        } else {
            standby.thaw();
        }
        let steps = async {
            for _ in 0..4 {
                n += 1;
                // One alone, and one with an entry, which has a commit of its own.
                for (session, changes) in
                    [(10_000 + n, vec![]), (20_000 + n, vec![added(1000 + n)])]
                {
                    let began = Instant::now();
                    match bed.store.keep(step(session, 1), changes).await {
                        Ok(kept) => {
                            assert_eq!(kept, StepWritten::Done);
                            acknowledged.push(session);
                        }
                        Err(error) => doubtful_n += i64::from(error.may_be_kept()),
                    }
                    assert!(began.elapsed() < ANSWER_TIME_MAX);
                }
            }
        };
        let url = primary.url();
        let cancels = async {
            if is_frozen {
                assert!(cancel_waits(&url, Duration::from_millis(1500)).await > 0);
            }
        };
        tokio::join!(steps, cancels);
    }
    assert!(acknowledged.len() >= 16, "{acknowledged:?}");
    assert!(doubtful_n > 0);
    // The primary is gone for good; the standby has what reached it.
    drop(bed);
    drop(primary);
    standby.thaw();
    let mut server = sqlx::PgConnection::connect(&standby.url()).await.unwrap();
    server.execute("select pg_promote(true, 20)").await.unwrap();
    let there: Vec<i64> = sqlx::query_scalar("select id from session")
        .fetch_all(&mut server)
        .await
        .unwrap();
    for session in acknowledged {
        assert!(there.contains(&session), "step {session} was acknowledged");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s17_a_caller_hears_the_apology_soon_and_the_truth_once_it_is_known() {
    let Some((primary, standby)) = pair().await else {
        return;
    };
    let world = World::on(&primary, 5).await;
    primary.wait_for_standby().await;
    let sorry = "CON ";
    let mut phone = world.phone_of(1005);
    let menu = phone.dial(&world).await;
    assert!(menu.contains("3 Permissions"), "{menu}");

    standby.freeze();
    // Nobody confirms: she is told so in time, and not that her session is over.
    let mut phone = world.phone_of(1005);
    let began = Instant::now();
    let said = phone.dial(&world).await;
    assert!(began.elapsed() < ANSWER_TIME_MAX, "{:?}", began.elapsed());
    assert!(
        said.starts_with(sorry) && !said.contains("Permissions"),
        "{said}"
    );
    // The wait is cancelled, again and again: the server says success, and she is not told so.
    let mut phone = world.phone_of(1006);
    let began = Instant::now();
    let url = primary.url();
    let (said, cancelled) = tokio::join!(
        phone.dial(&world),
        cancel_waits(&url, Duration::from_millis(2500))
    );
    assert!(cancelled > 0);
    assert!(began.elapsed() < ANSWER_TIME_MAX + Duration::from_millis(500));
    assert!(!said.contains("Permissions"), "{said}");
    // It is cancelled once and confirmed a moment later: then it is kept, and she hears her menu.
    let mut phone = world.phone_of(1005);
    let once = async {
        cancel_waits(&url, Duration::from_millis(300)).await;
        standby.thaw();
    };
    let (said, ()) = tokio::join!(phone.dial(&world), once);
    assert!(said.contains("3 Permissions"), "{said}");

    // Nothing is left behind: everybody is served at once.
    let began = Instant::now();
    loop {
        let mut phone = world.phone_of(1005);
        if phone.dial(&world).await.contains("3 Permissions") {
            break;
        }
        assert!(began.elapsed() < BACK_TIME_MAX);
    }
    world.service.store.close().await;
}

/// A standby that is away for long must not use up the server's connections: commits that hang are few.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s17_a_standby_that_is_away_uses_up_no_connections() {
    let Some((primary, standby)) = pair().await else {
        return;
    };
    let bed = bed_on(&primary).await;
    standby.freeze();
    let began = Instant::now();
    let mut n = 0;
    while began.elapsed() < Duration::from_secs(9) {
        let steps = (0..12).map(|at| {
            let session = 10_000 + n * 12 + at;
            bed.store
                .keep(step(session, 1), vec![added(session), voted(RAMILA, 1)])
        });
        let kept = futures_util::future::join_all(steps).await;
        assert!(
            kept.iter()
                .all(|kept| !matches!(kept, Ok(StepWritten::Done)))
        );
        n += 1;
    }
    let mut server = sqlx::PgConnection::connect(&primary.url()).await.unwrap();
    let open: i64 = sqlx::query_scalar(
        "select count(*) from pg_stat_activity where application_name = 'sahkar'",
    )
    .fetch_one(&mut server)
    .await
    .unwrap();
    assert!(open <= 60, "{open} connections");
    standby.thaw();
    let began = Instant::now();
    let mut session = 90_000;
    while !matches!(
        bed.store.keep(step(session, 1), vec![]).await,
        Ok(StepWritten::Done)
    ) {
        session += 1;
        assert!(began.elapsed() < BACK_TIME_MAX);
    }
    bed.store.close().await;
}
