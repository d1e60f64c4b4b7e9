//! A full disk, a refused commit, a caller who hangs up in the middle: afterwards saving works again at
//! once, nothing is half done, and closing stays within its time limit.

use super::bed::*;
use super::samples::*;
use crate::support::{Kind, SmallDisk};
use sahkar::core::domain::*;
use sahkar::store::*;
use sqlx::{Connection, Executor};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

/// How soon saving must work again once it can.
const BACK_TIME_MAX: Duration = Duration::from_secs(1);
/// Steps after which a disk without room must have been noticed.
const STEPS_MAX: i64 = 2000;

/// A step with an entry, which is acknowledged or refused whole.
async fn save(bed: &Bed, n: i64) -> Result<StepWritten, Error> {
    bed.store
        .keep(step(10_000 + n, 1), vec![added(1000 + n)])
        .await
}

/// The numbers of the steps and of the entries that are kept.
async fn kept(bed: &Bed) -> (BTreeSet<String>, BTreeSet<String>) {
    let ids = async |sql: &str| {
        let rows = bed.peek(sql).await;
        rows.into_iter().map(|row| row[0].clone()).collect()
    };
    (
        ids("select id - 10000 as n from session where id > 10000").await,
        ids("select no - 1000 as n from entry where no > 1000").await,
    )
}

/// Saves until the disk is full and for a while after; then makes room and saves again.
async fn fill_and_make_room(bed: &Bed, fill: impl Fn(), make_room: impl Fn()) {
    let mut acknowledged = BTreeSet::new();
    let mut n = 0;
    let mut save_next = async || {
        n += 1;
        let kept = save(bed, n).await;
        if matches!(kept, Ok(StepWritten::Done)) {
            acknowledged.insert(n.to_string());
        }
        kept.map(|_| n)
    };
    save_next().await.unwrap();
    fill();
    let mut refused_n = 0;
    while refused_n < 8 {
        match save_next().await {
            Ok(n) => assert!(n < STEPS_MAX, "the disk is never full"),
            Err(_) => refused_n += 1,
        }
        // Reading goes on.
        assert_eq!(bed.known(10_001, 1).await.phone.members.len(), 1);
    }
    // Whoever is no caller is refused too, and harms nobody.
    let look = |id| {
        bed.store
            .disclose(&By::OPERATOR, COOP, (RowId(id), REQUEST), RAMILA, NOW)
    };
    let mut looks_n = 0;
    while look(looks_n).await.is_ok() {
        looks_n += 1;
        assert!(looks_n < STEPS_MAX);
    }
    make_room();
    let began = Instant::now();
    while save_next().await.is_err() {
        assert!(
            began.elapsed() < BACK_TIME_MAX,
            "saving does not work again"
        );
    }
    assert!(look(-1).await.is_ok());
    for _ in 0..20 {
        save_next().await.unwrap();
    }
    let (steps, entries) = kept(bed).await;
    assert_eq!(steps, acknowledged);
    assert_eq!(entries, acknowledged);
    assert_eq!(bed.count("refused_read").await, looks_n + 1);
}

#[tokio::test]
async fn s2_saving_works_again_as_soon_as_a_full_file_may_grow() {
    let bed = Bed::on(Kind::Sqlite).await;
    let faults = bed.store.faults();
    fill_and_make_room(&bed, || faults.fill_disk(true), || faults.fill_disk(false)).await;
    bed.store.close().await;
}

#[tokio::test]
async fn s2_saving_works_again_as_soon_as_a_full_disk_has_room() {
    let Some(disk) = SmallDisk::mount() else {
        println!("no file system may be mounted here; the other test fills a file instead");
        return;
    };
    let url = format!("sqlite:{}", disk.path().join("test.db").display());
    let bed = Bed::at(url, Kind::Sqlite).await;
    fill_and_make_room(&bed, || disk.fill(), || disk.make_room()).await;
    bed.store.close().await;
}

/// A commit is refused, by what is checked only then: nothing of it is there, and the connection is not
/// used again.
#[tokio::test]
async fn s2_a_refused_commit_leaves_nothing_and_harms_no_later_one() {
    on_each(async |bed| {
        if bed.is_sqlite() {
            // SQLite checks references at the commit where they are deferred.
            bed.tamper("create table refusing (id bigint primary key, coop_id bigint references coop (id) deferrable initially deferred)").await;
            bed.tamper("create trigger refuse after insert on session begin insert into refusing values (new.id, 404); end").await;
        } else {
            bed.tamper("create function refuse() returns trigger language plpgsql as
                $$ begin raise exception 'no room' using errcode = '53100'; end $$").await;
            bed.tamper("create constraint trigger refuse after insert on session
                deferrable initially deferred for each row execute function refuse()").await;
        }
        for n in 1..10 {
            let (saved, stepped) = (save(&bed, n), bed.store.keep(step(20_000 + n, 1), vec![]));
            assert!(!matches!(saved.await, Ok(StepWritten::Done)));
            assert!(!matches!(stepped.await, Ok(StepWritten::Done)));
        }
        let on = if bed.is_sqlite() { "" } else { " on session" };
        bed.tamper(&format!("drop trigger refuse{on}")).await;
        for n in 11..20 {
            assert_eq!(save(&bed, n).await.unwrap(), StepWritten::Done);
        }
        assert_eq!(bed.count("session").await, 9);
        assert_eq!(bed.count("entry").await, 9);
    })
    .await;
}

/// Whoever waits for a write goes away at any moment of it: it is there whole or not at all, and the
/// next one works.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s2_whoever_goes_away_in_the_middle_of_a_write_leaves_a_working_store() {
    on_each(async |bed| {
        bed.change(1, vec![given(1)]).await;
        for n in 0..60_u64 {
            let id = RowId(i64::try_from(n).unwrap() + 1);
            let write = bed
                .store
                .disclose(&By::OPERATOR, COOP, (id, REQUEST), RAMILA, NOW);
            // Whether it was done in time is looked at below.
            let _ = tokio::time::timeout(Duration::from_micros(n * 60), write).await;
            let began = Instant::now();
            let kept = save(&bed, i64::try_from(n).unwrap()).await;
            assert_eq!(kept.unwrap(), StepWritten::Done);
            assert!(began.elapsed() < BACK_TIME_MAX);
        }
        let lines = bed
            .peek("select id from ledger where kind = 'data handed out'")
            .await;
        assert_eq!(bed.count("disclosure").await, len(&lines));
    })
    .await;
}

/// Somebody else holds what a caller's step and an officer's look need, for longer than anybody waits.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s4_closing_the_store_ends_whatever_the_database_does() {
    on_each(async |bed| {
        let url = bed.url.clone();
        let (locked, unlock) = (
            tokio::sync::oneshot::channel::<()>(),
            tokio::sync::oneshot::channel::<()>(),
        );
        let is_sqlite = bed.is_sqlite();
        let mut holder = tokio::task::JoinSet::new();
        holder.spawn(async move {
            let (tell, wait) = (locked.0, unlock.1);
            if is_sqlite {
                let mut way = sqlx::SqliteConnection::connect(&url).await.unwrap();
                way.execute("begin immediate").await.unwrap();
                tell.send(()).unwrap();
                wait.await.unwrap();
            } else {
                let mut way = sqlx::PgConnection::connect(&url).await.unwrap();
                way.execute("begin").await.unwrap();
                let all = "lock table session, entry, consent in access exclusive mode";
                way.execute(all).await.unwrap();
                tell.send(()).unwrap();
                wait.await.unwrap();
            }
        });
        locked.1.await.unwrap();
        let steps = (1..20).map(|n| save(&bed, n));
        let looks = (1..9).map(|n| {
            bed.store
                .disclose(&By::OPERATOR, COOP, (RowId(n), REQUEST), RAMILA, NOW)
        });
        let work = futures_util::future::join(
            futures_util::future::join_all(steps),
            futures_util::future::join_all(looks),
        );
        let close = async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            let began = Instant::now();
            bed.store.close().await;
            began.elapsed()
        };
        let began = Instant::now();
        let ((steps, looks), closed_in) = tokio::join!(work, close);
        assert!(closed_in < Duration::from_secs(2), "{closed_in:?}");
        // And nobody who waited is left waiting.
        assert!(began.elapsed() < Duration::from_secs(9));
        assert!(steps.iter().all(Result::is_err));
        assert!(looks.iter().all(Result::is_err));
        unlock.0.send(()).unwrap();
        holder.join_all().await;
    })
    .await;
}

/// How many rows there are, as the database counts.
pub(super) fn len(rows: &[Vec<String>]) -> i64 {
    i64::try_from(rows.len()).unwrap()
}

/// The folder of a socket in a PostgreSQL address.
pub(super) fn socket_folder(url: &str) -> Option<&Path> {
    let (_, query) = url.split_once('?')?;
    let host = query
        .split('&')
        .find_map(|part| part.strip_prefix("host="))?;
    Some(Path::new(host))
}
