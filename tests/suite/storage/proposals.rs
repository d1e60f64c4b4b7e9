//! The moves of a proposal: whatever `domain::proposal` refuses, both databases refuse.

use super::bed::*;
use super::officers::{by, three};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use sahkar::core::domain::proposal::{Hand, Proposal, ProposalState, Subject, WAITS_MS};
use sahkar::core::domain::{By, Instant, OfficerId, ProposalId};
use sahkar::store::{Agreement, Error, KeptProposal, NewProposal, ProposalMove, Writer};
use std::collections::BTreeSet;

/// What is tried with a proposal.
#[derive(Clone, Debug)]
enum Try {
    Agree(Hand, bool),
    Return(Hand),
    Refuse(Hand),
    Withdraw(Hand),
    Mend(OfficerId),
    Expire,
}

fn hands() -> impl Strategy<Value = Hand> {
    let officer = |id: i64, member| Hand::Officer {
        id: OfficerId(id),
        member,
    };
    prop_oneof![
        Just(officer(1, None)),
        Just(officer(2, Some(RAMILA))),
        Just(officer(3, None)),
        (0_usize..4).prop_map(|officers_n| Hand::Operator { officers_n }),
    ]
}

fn tries() -> impl Strategy<Value = Try> {
    prop_oneof![
        (hands(), prop::bool::weighted(0.7)).prop_map(|(hand, same)| Try::Agree(hand, same)),
        hands().prop_map(Try::Return),
        hands().prop_map(Try::Refuse),
        hands().prop_map(Try::Withdraw),
        (1_i64..4).prop_map(|id| Try::Mend(OfficerId(id))),
        Just(Try::Expire),
    ]
}

fn subjects() -> impl Strategy<Value = BTreeSet<Subject>> {
    let one = prop_oneof![
        Just(Subject::Member(RAMILA)),
        Just(Subject::Member(SAVITA)),
        Just(Subject::Officer(OfficerId(3))),
    ];
    prop::collection::btree_set(one, 0..3)
}

/// Where a proposal stands before something is tried with it, and when it is tried.
fn stands() -> impl Strategy<Value = (usize, i64, i64, BTreeSet<Subject>, i64)> {
    let late = prop_oneof![
        3 => Just(-1_i64),
        3 => Just(-WAITS_MS / 2),
        1 => Just(0),
        1 => Just(1),
    ];
    let state = prop_oneof![4 => Just(0), 2 => Just(1), 1 => 2..ProposalState::ALL.len()];
    (state, 1_i64..4, 1_i64..4, subjects(), late)
}

fn decides(one: Proposal, what: &Try, now: Instant) -> bool {
    let seen = |same: bool| if same { "seen" } else { "another" };
    match what {
        Try::Agree(hand, same) => one.agree(*hand, seen(*same), now).is_ok(),
        Try::Return(hand) => one.send_back(*hand, now).is_ok(),
        Try::Refuse(hand) => one.refuse(*hand, now).is_ok(),
        Try::Withdraw(hand) => one.withdraw(*hand, now).is_ok(),
        Try::Mend(editor) => {
            let subjects = one.subjects.clone();
            one.mend(*editor, subjects, "mended".into(), now).is_ok()
        }
        Try::Expire => one.expire(now).is_ok(),
    }
}

/// Tries it with the database, which is told no more than who does what: whether it was done.
async fn is_done(bed: &Bed, kept: &KeptProposal, what: &Try, now: Instant) -> bool {
    let by = by();
    let store = &bed.store;
    let at = (kept.id, kept.version);
    let moved = async |hand, how| {
        store
            .move_proposal(COOP, at, (&by, hand), how, now)
            .await
            .unwrap()
    };
    match what {
        Try::Agree(hand, same) => {
            let agreement = Agreement {
                proposal: kept.id,
                version: kept.version,
                hand: *hand,
                by: by.clone(),
                shown_hash: if *same { "seen" } else { "another" }.to_owned(),
            };
            let writer = Writer {
                by: &by,
                agreement: Some(&agreement),
            };
            let done = store.change_officers(COOP, writer, &[], now).await;
            done.is_ok()
        }
        Try::Return(hand) => moved(*hand, ProposalMove::Return("look again")).await,
        Try::Refuse(hand) => moved(*hand, ProposalMove::Refuse("no")).await,
        Try::Withdraw(hand) => moved(*hand, ProposalMove::Withdraw).await,
        Try::Mend(editor) => {
            let new = new(kept.proposal.subjects.clone(), "mended");
            store
                .mend_proposal(COOP, at, (&by, *editor), &new, now)
                .await
                .unwrap()
        }
        Try::Expire => {
            let lease = store.lease_run("end-proposals", Instant(now.0 + 1), now, 60_000);
            let lease = lease.await.unwrap().expect("nobody else runs it");
            let expired = store.expire_proposals(&by, &lease, now);
            let expired = lease.clone().hold(expired).await.unwrap();
            store.drop_lease(&lease).await.unwrap();
            expired == 1
        }
    }
}

fn new(subjects: BTreeSet<Subject>, shown_hash: &str) -> NewProposal {
    NewProposal {
        act: "pin unlock",
        payload: "secret things".to_owned(),
        subjects,
        shown_hash: shown_hash.to_owned(),
    }
}

#[tokio::test]
async fn whatever_a_proposal_refuses_the_database_refuses_and_nothing_else() {
    on_each(async |bed| {
        three(&bed).await;
        let mut runner = TestRunner::new_with_rng(
            Config::default(),
            proptest::test_runner::TestRng::deterministic_rng(
                proptest::test_runner::RngAlgorithm::ChaCha,
            ),
        );
        let cases = (stands(), tries());
        let (mut done_n, mut refused_n) = (0, 0);
        for n in 0..400 {
            let ((state, asker, editor, subjects, late), what) =
                cases.new_tree(&mut runner).unwrap().current();
            let (signer, proposed) = (by(), new(subjects, "seen"));
            let no = bed
                .store
                .propose(COOP, (&signer, OfficerId(asker)), &proposed, NOW);
            let no = no.await.unwrap();
            let state = ProposalState::ALL[state].code();
            let as_it_stands = format!(
                "update proposal set state = '{state}', edited_by = {editor} where no = {no}"
            );
            bed.tamper(&as_it_stands).await;
            let kept = bed.store.proposal(COOP, no).await.unwrap().unwrap();
            assert_eq!(kept.payload, "secret things");
            let now = kept.proposal.until.plus_ms(late);
            let should = decides(kept.proposal.clone(), &what, now);
            let did = is_done(&bed, &kept, &what, now).await;
            assert_eq!(
                did, should,
                "{n}: {state} {what:?} {late} {:?}",
                kept.proposal
            );
            // A move that was decided on an older version does nothing.
            if did && !matches!(what, Try::Expire) {
                assert!(
                    !is_done(&bed, &kept, &what, now).await,
                    "{n}: {what:?} twice"
                );
            }
            bed.tamper(&format!(
                "update proposal set state = 'signed' where no = {no}"
            ))
            .await;
            if should { done_n += 1 } else { refused_n += 1 }
        }
        assert!(done_n > 50 && refused_n > 50, "{done_n} {refused_n}");
        let rows = bed
            .peek("select payload, reason from proposal where reason is not null")
            .await;
        assert!(!rows.is_empty() && !format!("{rows:?}").contains("look again"));
        assert!(!format!("{rows:?}").contains("secret"));
    })
    .await;
}

#[tokio::test]
async fn a_run_that_lost_its_lease_ends_nothing_and_the_same_waits_once() {
    on_each(async |bed| {
        three(&bed).await;
        let ask = async |hash: &str| {
            let new = new(BTreeSet::new(), hash);
            bed.store
                .propose(COOP, (&by(), OfficerId(1)), &new, NOW)
                .await
        };
        assert_eq!(ask("seen").await.unwrap(), 10);
        assert!(ask("seen").await.unwrap_err().is_conflict());
        assert_eq!(
            bed.store
                .same_proposal(COOP, "pin unlock", "seen")
                .await
                .unwrap(),
            Some(10)
        );
        assert_eq!(ask("something else").await.unwrap(), 11);
        let late = NOW.plus_ms(WAITS_MS);
        let job = By::job("end-proposals");
        let first = bed
            .store
            .lease_run("end-proposals", late, late, 1000)
            .await
            .unwrap()
            .unwrap();
        let later = late.plus_ms(1000);
        let second = bed
            .store
            .lease_run("end-proposals", late, later, 1000)
            .await
            .unwrap()
            .unwrap();
        let lost = bed.store.expire_proposals(&job, &first, later);
        let lost = first.clone().hold(lost).await.unwrap_err();
        assert!(matches!(lost, Error::LeaseLost), "{lost}");
        assert_eq!(bed.store.open_proposals(COOP).await.unwrap().len(), 2);
        let ended = bed.store.expire_proposals(&job, &second, later);
        assert_eq!(second.clone().hold(ended).await.unwrap(), 2);
        let leases = bed
            .peek("select count(distinct lease) from proposal where lease is not null")
            .await;
        assert_eq!(leases[0][0], "1");
        assert_eq!(bed.store.open_proposals(COOP).await.unwrap().len(), 0);
        let kept = bed.store.proposal(COOP, 10).await.unwrap().unwrap();
        assert_eq!(
            (kept.proposal.state, kept.id != ProposalId(0)),
            (ProposalState::Expired, true)
        );
    })
    .await;
}
