//! Connections that die silently: what is sent is lost, and nothing comes back, while new connections work.
//! This happens when a network has forgotten a connection, or its host is gone.

use super::bed::*;
use super::full::socket_folder;
use super::samples::*;
use crate::faults::proxy::Proxy;
use crate::support::Kind;
use sahkar::clock::Chance;
use sahkar::core::domain::*;
use sahkar::store::*;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Everything works again so soon.
const BACK_TIME_MAX: Duration = Duration::from_secs(5);
/// And from then on nobody is refused any more.
const STEADY_FROM: Duration = Duration::from_millis(4500);
/// Nobody who calls waits longer for one thing.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(3);

/// A PostgreSQL behind something that swallows, and a store that reaches it that way.
async fn behind_proxy() -> Option<(Bed, Proxy, Store)> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a test may ask where the other database is"
    )]
    let url = std::env::var("TEST_POSTGRES_URL").ok()?;
    let folder = socket_folder(&url)?.to_owned();
    let bed = Bed::on(Kind::Postgres).await;
    let proxy = Proxy::before(&folder);
    let host = format!("host={}", folder.display());
    let by_proxy = format!("host={}", proxy.folder().display());
    let way = bed.url.replace(&host, &by_proxy);
    let store = Store::connect(&way, keys(), Arc::new(Chance::seeded(3)))
        .await
        .unwrap();
    Some((bed, proxy, store))
}

/// Callers who go on whatever happens: what was acknowledged, and when last.
#[derive(Default)]
struct Seen {
    next: AtomicI64,
    is_over: AtomicBool,
    acknowledged: Mutex<BTreeSet<String>>,
    unsure: Mutex<BTreeSet<String>>,
    refused: Mutex<Vec<Instant>>,
    kept: Mutex<Vec<Instant>>,
    slowest: Mutex<Duration>,
}

async fn call(store: &Store, seen: &Seen, with_entry: bool) {
    let hers = phone(1);
    while !seen.is_over.load(Ordering::SeqCst) {
        let n = seen.next.fetch_add(1, Ordering::SeqCst) + 1;
        let began = Instant::now();
        let known = store.known(COOP, SessionId(10_000 + n), &hers, NOW);
        let kept = match known.await {
            Ok(_) => {
                let changes = if with_entry {
                    vec![added(1000 + n)]
                } else {
                    vec![]
                };
                store.keep(step(10_000 + n, 1), changes).await
            }
            Err(error) => Err(error),
        };
        {
            let mut slowest = seen.slowest.lock().unwrap();
            *slowest = (*slowest).max(began.elapsed());
        }
        match kept {
            Ok(kept) => {
                assert_eq!(kept, StepWritten::Done);
                seen.acknowledged.lock().unwrap().insert(n.to_string());
                seen.kept.lock().unwrap().push(Instant::now());
            }
            Err(error) => {
                seen.refused.lock().unwrap().push(Instant::now());
                if error.may_be_kept() {
                    seen.unsure.lock().unwrap().insert(n.to_string());
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s3_connections_that_died_in_silence_are_let_go_and_callers_are_served_again() {
    let Some((bed, proxy, store)) = behind_proxy().await else {
        return;
    };
    let seen = Arc::new(Seen::default());
    let mut callers = tokio::task::JoinSet::new();
    for n in 0..12 {
        let (store, seen) = (store.clone(), Arc::clone(&seen));
        callers.spawn(async move { call(&store, &seen, n % 2 == 0).await });
    }
    tokio::time::sleep(Duration::from_millis(700)).await;
    for _ in 0..2 {
        proxy.forget_all();
        let forgotten = Instant::now();
        tokio::time::sleep(BACK_TIME_MAX).await;
        // A look and a write may each meet a dead connection once; then all are let go.
        let after = |moments: &Mutex<Vec<Instant>>, at| {
            let moments = moments.lock().unwrap();
            moments.iter().filter(|moment| **moment > at).count()
        };
        let back = forgotten + STEADY_FROM;
        assert!(after(&seen.kept, back) > 0, "nothing is kept again");
        assert_eq!(after(&seen.refused, back), 0, "somebody is still refused");
    }
    seen.is_over.store(true, Ordering::SeqCst);
    callers.join_all().await;
    let slowest = *seen.slowest.lock().unwrap();
    assert!(
        slowest < ANSWER_TIME_MAX + Duration::from_secs(2),
        "{slowest:?}"
    );
    // Acknowledged means there; there means acknowledged, or that nobody could know.
    let rows = bed
        .peek("select id - 10000 as n from session where id > 10000")
        .await;
    let there: BTreeSet<String> = rows.into_iter().map(|row| row[0].clone()).collect();
    let acknowledged = seen.acknowledged.lock().unwrap().clone();
    assert!(acknowledged.is_subset(&there));
    let unsure = seen.unsure.lock().unwrap().clone();
    assert!(
        there
            .iter()
            .all(|n| acknowledged.contains(n) || unsure.contains(n))
    );
    let began = Instant::now();
    store.close().await;
    assert!(began.elapsed() < Duration::from_secs(2));
    bed.remove().await;
}

/// Texts, jobs and officers too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s3_jobs_and_texts_come_back_by_themselves() {
    let Some((bed, proxy, store)) = behind_proxy().await else {
        return;
    };
    let lease = async |n: i64| store.lease_run("digest", NOW.plus_ms(n), NOW, 1).await;
    lease(1).await.unwrap();
    store.coops().await.unwrap();
    proxy.forget_all();
    let began = Instant::now();
    let mut n = 1;
    while let Err(error) = lease(n).await {
        n += 1;
        assert!(began.elapsed() < BACK_TIME_MAX, "{error}");
    }
    assert!(began.elapsed() < BACK_TIME_MAX);
    store.coops().await.unwrap();
    // The server answers nobody at all: whoever asks is told soon, and closing takes no longer.
    proxy.shut(true);
    let began = Instant::now();
    let hers = phone(1);
    let (look, write) = tokio::join!(
        store.known(COOP, SessionId(1), &hers, NOW),
        store.keep(step(1, 1), vec![added(1001)])
    );
    assert!(look.is_err() && write.is_err());
    assert!(began.elapsed() < ANSWER_TIME_MAX, "{:?}", began.elapsed());
    let began = Instant::now();
    store.close().await;
    assert!(began.elapsed() < Duration::from_secs(2));
    bed.remove().await;
}
