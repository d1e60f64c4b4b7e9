//! A run of a job that was held up until another run took its lease writes nothing; for every job.

use crate::support::{Kind, MINUTE_MS, World, duty_set};
use sahkar::core::domain::change::case;
use sahkar::core::domain::officer::{OfficerAdded, OfficerChange, Role};
use sahkar::core::domain::{By, Case, CaseId, CaseKind, Change, OfficerId, Phone, TaskKind};
use sahkar::jobs::{self, JOBS, Job};
use sahkar::store::{Error, NewProposal};
use std::collections::BTreeSet;

/// So long each lease lasts here.
const LEASE_MS: i64 = 1000;

/// All jobs, in an order in which each has something to do.
const IN_ORDER: [&str; 8] = [
    "remind",
    "tell-officers",
    "seal-ledger",
    "close-ballots",
    "forget-sessions",
    "forget-texts",
    "end-proposals",
    "see-to-cases",
];
/// Before this one, forty days pass.
const AFTER_FORTY_DAYS: &str = "close-ballots";

/// A task for the officer on duty, a session, a proposal that nobody will sign, and a case that nobody answers.
async fn something_to_do(world: &World) {
    let (store, now) = (&world.service.store, world.clock.now());
    let coop = world.coop().await;
    let duty = Phone::parse("+919811100099").unwrap();
    let by = By::OPERATOR;
    let set = duty_set(Some(duty));
    store.commit_whole(&by, (coop, now), &set).await.unwrap();
    let task = store.ask_officer(&by, coop, (TaskKind::Gateway, "acme"), now);
    assert!(task.await.unwrap());
    world.phone_of(1005).dial(world).await;
    let holder = store.pin_holder(coop, 1001).await.unwrap().unwrap();
    let opened = Change::Case(case::Change::Opened(case::CaseOpened {
        member: holder.member,
        case: Case {
            id: CaseId(78),
            no: 900_001,
            kind: CaseKind::Complain,
            entry_no: None,
            amount: None,
            due_at: now.plus_days(7),
        },
        disputes: None,
    }));
    store
        .commit_whole(&by, (coop, now), &[opened])
        .await
        .unwrap();
    let officer = OfficerId(77);
    let added = OfficerChange::Added(OfficerAdded {
        officer,
        name: "Ila Patel".to_owned(),
        member: None,
        role: Role::Secretary,
        passphrase_hash: "$argon2id$of a passphrase".to_owned(),
    });
    let changes = [added];
    let added = store.change_officers(coop, &by, &changes, now);
    added.await.unwrap();
    let proposed = NewProposal {
        act: "pin unlock",
        payload: "{}".to_owned(),
        subjects: BTreeSet::new(),
        shown_hash: "shown".to_owned(),
    };
    let asked = store.propose(coop, (&by, officer), &proposed, now);
    asked.await.unwrap();
}

/// Every row but those that say which run is whose.
async fn rows(world: &World) -> Vec<(String, Vec<String>)> {
    let mut rows = world.dump().await;
    rows.retain(|(table, _)| table != "job_run");
    rows
}

async fn is_held_to_its_lease(world: &World, job: &Job) {
    let case = format!("{:?} {}", world.kind, job.name);
    let (service, store) = (&world.service, &world.service.store);
    let now = world.clock.now();
    let later = now.plus_ms(LEASE_MS);
    let leased = async |at| {
        let lease = store.lease_run(job.name, later, at, LEASE_MS);
        lease.await.unwrap().expect("nobody else runs it")
    };
    // The first run is held up until its lease is over, and the second takes over.
    let first = leased(now).await;
    let second = leased(later).await;
    let before = rows(world).await;
    let refused = job.run_under(&first, service, later).await;
    assert!(
        matches!(refused, Err(Error::LeaseLost)),
        "{case}: {refused:?}"
    );
    assert!(rows(world).await == before, "{case}: the first run wrote");
    let changed_n = job.run_under(&second, service, later).await.unwrap();
    assert!(changed_n > 0, "{case}: it had nothing to do");
    assert!(rows(world).await != before, "{case}");
    assert!(store.finish_run(&second).await.unwrap(), "{case}");
}

#[tokio::test]
async fn a_run_that_lost_its_lease_writes_nothing() {
    let names: BTreeSet<&str> = JOBS.iter().map(|job| job.name).collect();
    assert_eq!(names, BTreeSet::from(IN_ORDER));
    for kind in Kind::all() {
        let world = World::open(kind, 92).await;
        something_to_do(&world).await;
        for name in IN_ORDER {
            if name == AFTER_FORTY_DAYS {
                world.clock.turn_by_ms(40 * 24 * 60 * MINUTE_MS);
            }
            is_held_to_its_lease(&world, jobs::find(name).unwrap()).await;
            world.clock.turn_by_ms(MINUTE_MS);
        }
        world.close().await;
    }
}

#[tokio::test]
async fn a_job_that_another_run_is_at_is_left_to_it() {
    for kind in Kind::all() {
        let world = World::open(kind, 93).await;
        let (service, now) = (&world.service, world.clock.now());
        let job = jobs::find("remind").unwrap();
        let lease = service.store.lease_run(job.name, now, now, LEASE_MS);
        let lease = lease.await.unwrap().unwrap();
        assert_eq!(job.run_now(service, now).await.unwrap(), None, "{kind:?}");
        let told = jobs::run_now(service, job.name).await.unwrap_err();
        assert_eq!(told.to_string(), "remind is running already");
        service.store.drop_lease(&lease).await.unwrap();
        let done = job.run_now(service, now).await.unwrap();
        assert!(done.is_some_and(|changed_n| changed_n > 0), "{kind:?}");
        world.close().await;
    }
}
