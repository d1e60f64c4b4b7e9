//! The ledger's chain, job leases, backups, and key rotation.

use super::bed::*;
use super::samples::*;
use crate::support::Kind;
use sahkar::clock::Chance;
use sahkar::core::domain::*;
use sahkar::core::script::words::{Need, Needs};
use sahkar::seal::Keys;
use sahkar::store::*;
use std::sync::Arc;

#[tokio::test]
async fn the_ledger_is_chained_and_a_changed_line_is_found() {
    on_each(async |bed| {
        for n in 0..5 {
            bed.change(n, vec![added(1000 + n)]).await;
        }
        bed.change(6, vec![voted(RAMILA, 1)]).await;
        let lines = bed.count("ledger").await.unsigned_abs();
        // The vote's line waits for the end of its day.
        assert_eq!(bed.store.seal_ledger(NOW).await.unwrap(), lines - 1);
        assert_eq!(bed.store.seal_ledger(NOW).await.unwrap(), 0);
        let tomorrow = NOW.plus_days(1);
        assert_eq!(bed.store.seal_ledger(tomorrow).await.unwrap(), 1);
        let verified = bed.store.verify().await.unwrap();
        assert_eq!((verified.lines, verified.findings.len()), (lines, 0));
        bed.tamper(
            "update ledger set member_id = 102 where id in (select ledger_id from ledger_seal
                where coop_id = 1 and seq = 9) and coop_id = 1",
        )
        .await;
        let found = bed.store.verify().await.unwrap().findings;
        assert_eq!(found, [Finding::Ledger { coop: COOP, seq: 9 }]);
        assert!(found[0].to_string().contains("line 9"));
    })
    .await;
}

#[tokio::test]
async fn two_sealers_do_not_fork_the_chain() {
    on_each(async |bed| {
        for n in 0..20 {
            bed.change(n, vec![added(1000 + n)]).await;
        }
        let seal = || bed.store.seal_ledger(NOW);
        let (a, b, c) = tokio::join!(seal(), seal(), seal());
        assert!(a.unwrap() + b.unwrap() + c.unwrap() <= bed.count("ledger").await.unsigned_abs());
        bed.store.seal_ledger(NOW).await.unwrap();
        assert_eq!(bed.count("ledger").await, bed.count("ledger_seal").await);
        assert!(bed.store.verify().await.unwrap().findings.is_empty());
    })
    .await;
}

#[tokio::test]
async fn one_node_runs_a_job_at_a_time_and_a_missed_run_is_made_up_once() {
    on_each(async |bed| {
        let store = &bed.store;
        let due = NOW;
        let lease = |now| store.lease_run("seal-ledger", due, now, 1000);
        let first = lease(NOW).await.unwrap().unwrap();
        assert_eq!(lease(NOW.plus_ms(999)).await.unwrap(), None);
        // The first node died: the second takes over, and the first finishes nothing.
        let second = lease(NOW.plus_ms(1000)).await.unwrap().unwrap();
        assert!(!store.finish_run(&first).await.unwrap());
        assert!(store.finish_run(&second).await.unwrap());
        assert_eq!(lease(NOW.plus_ms(5000)).await.unwrap(), None);
        assert_eq!(store.last_run("seal-ledger").await.unwrap(), Some(due));
        let next = store
            .lease_run("seal-ledger", due.plus_ms(1), NOW, 1000)
            .await;
        let next = next.unwrap().unwrap();
        store.drop_lease(&next).await.unwrap();
        assert_eq!(store.last_run("seal-ledger").await.unwrap(), Some(due));
        assert_eq!(store.last_run("close-ballots").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_backup_of_an_open_ballot_holds_no_key() {
    let bed = Bed::on(Kind::Sqlite).await;
    bed.change(1, vec![voted(RAMILA, 1), added(1000)]).await;
    let keys = bed.peek("select private_key from ballot_key").await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy.db");
    assert_eq!(bed.store.backup(&file).await.unwrap(), Backup::Written);
    let bytes = std::fs::read(&file).unwrap();
    for key in keys {
        let key = key[0].as_bytes();
        assert!(!bytes.windows(key.len()).any(|bytes| bytes == key));
    }
    assert!(
        bed.store.backup(&file).await.is_err(),
        "nothing is replaced"
    );
    let url = format!("sqlite:{}", file.display());
    let copy = Store::connect(&url, super::bed::keys(), Arc::new(Chance::seeded(2)))
        .await
        .unwrap();
    copy.migrate().await.unwrap();
    assert!(copy.verify().await.unwrap().findings.is_empty());
    let known = copy
        .known(COOP, SessionId(9), &phone(1), NOW)
        .await
        .unwrap();
    assert_eq!(known.phone.members.len(), 1);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
}

#[tokio::test]
async fn a_rotated_key_opens_everything_and_the_old_one_is_not_needed_any_more() {
    on_each(async |bed| {
        bed.change(1, vec![voted(RAMILA, 1)]).await;
        let connect = async |old: bool| {
            let old = secret(1).clone().into_old(old);
            let keys = Keys::new(&secret(2), old.as_ref(), secret(9));
            Store::connect(&bed.url, Arc::new(keys), Arc::new(Chance::seeded(3)))
                .await
                .unwrap()
        };
        let rotating = connect(true).await;
        let members = |store: Store| async move {
            let known = store.known(COOP, SessionId(1), &phone(1), NOW).await;
            let known = known.unwrap();
            (
                known.phone.members.len(),
                known.session.unwrap().state.is_some(),
            )
        };
        assert_eq!(members(rotating.clone()).await, (1, true));
        // Two phones, three members and one open ballot in each of two cooperatives; one session.
        assert_eq!(rotating.rekey().await.unwrap(), 2 * (2 + 3 + 1) + 1);
        assert_eq!(rotating.rekey().await.unwrap(), 0);
        let rotated = connect(false).await;
        assert_eq!(members(rotated.clone()).await, (1, true));
        assert_eq!(members(bed.store.clone()).await, (0, false));
        let counted = rotated
            .close_ballots(&By::OPERATOR, NOW.plus_days(2))
            .await
            .unwrap();
        assert_eq!(counted[0].voted_n, 1);
    })
    .await;
}

trait IntoOld {
    fn into_old(self, old: bool) -> Option<sahkar::seal::SecretBytes>;
}

impl IntoOld for sahkar::seal::SecretBytes {
    fn into_old(self, old: bool) -> Option<sahkar::seal::SecretBytes> {
        old.then_some(self)
    }
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    on_each(async |bed| {
        bed.store.migrate().await.unwrap();
        bed.tamper(
            "insert into _sqlx_migrations (version, description, success, checksum,
                execution_time) values (9999, 'newer', true, 'x', 0)",
        )
        .await;
        assert!(matches!(bed.store.migrate().await, Err(Error::Newer)));
    })
    .await;
}

#[tokio::test]
async fn two_runs_that_differ_only_in_a_vote_differ_only_in_the_sealed_vote() {
    on_each(async |bed| {
        // The same clock and the same seed, on two databases of the same kind.
        let dump = async |bed: &Bed, option_no| {
            bed.change(1, vec![voted(RAMILA, option_no), added(1000)])
                .await;
            let later = NOW.plus_ms(SESSION_MS);
            bed.store.forget_sessions(later).await.unwrap();
            let mut rows = Vec::new();
            for table in [
                "session",
                "ledger",
                "ballot_mark",
                "entry",
                "ballot_sealed_vote",
            ] {
                let order = format!("select * from {table} order by 1, 2, 3");
                rows.push(bed.peek(&order).await);
            }
            rows
        };
        let (mut one, mut two) = (dump(&bed, 1).await, vec![]);
        if bed.is_sqlite() {
            let other = Bed::on(Kind::Sqlite).await;
            two = dump(&other, 2).await;
            let sealed = (one.pop().unwrap(), two.pop().unwrap());
            assert_eq!(sealed.0[0][..3], sealed.1[0][..3]);
            assert_ne!(sealed.0[0][3], sealed.1[0][3]);
            assert_eq!(one, two);
        }
        drop(two);
        let facts = bed.facts(RAMILA, Needs::of(&[Need::Ballots])).await;
        assert!(facts.ballots[0].voted);
    })
    .await;
}
