//! Officers as rows, and the moves of a proposal: whatever `domain::proposal` refuses, both databases refuse.

use super::bed::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use sahkar::domain::officer::{Added, Change, FREE_TRIES, FREE_TRIES_OF_ALL, Role};
use sahkar::domain::proposal::{Hand, Proposal, ProposalState, Subject, WAITS_MS};
use sahkar::domain::{By, Instant, MemberId, OfficerId, ProposalId};
use sahkar::store::{Agreement, KeptProposal, MayTry, Move, NewProposal};
use std::collections::BTreeSet;

const HASH: &str = "$argon2id$of a passphrase";

fn by() -> By {
    By::operator(sahkar::domain::Why::Wanted)
}

fn added(id: i64, name: &str, member: Option<MemberId>, role: Role) -> Change {
    Change::Added(Added {
        officer: OfficerId(id),
        name: name.to_owned(),
        member,
        role,
        passphrase_hash: HASH.to_owned(),
    })
}

async fn change(bed: &Bed, changes: &[Change]) -> Result<(), sahkar::store::Error> {
    bed.store
        .change_officers(COOP, &by(), changes, None, NOW)
        .await
}

/// Three officers: the first asks and mends, the second is a member, the third signs.
async fn three(bed: &Bed) {
    let new = [
        added(1, "Ila Patel", None, Role::Secretary),
        added(2, "Mira Vasava", Some(RAMILA), Role::President),
        added(3, "Savita", None, Role::President),
    ];
    change(bed, &new).await.unwrap();
}

#[tokio::test]
async fn officers_are_found_by_name_keep_their_rows_and_never_lie_there_in_clear() {
    on_each(async |bed| {
        three(&bed).await;
        let officers = bed.store.officers(COOP).await.unwrap();
        let names: Vec<&str> = officers.iter().map(|one| &*one.name).collect();
        assert_eq!(names, ["Ila Patel", "Mira Vasava", "Savita"]);
        assert_eq!(officers[1].officer.member, Some(RAMILA));
        assert_eq!(officers[1].officer.roles, [Role::President]);
        let found = bed.store.officer_named(COOP, "ila  PATEL").await.unwrap();
        assert_eq!(found, Some((OfficerId(1), HASH.to_owned())));
        assert_eq!(
            bed.store
                .officer_named(OTHER_COOP, "Ila Patel")
                .await
                .unwrap(),
            None
        );
        assert_eq!(bed.store.officer_named(COOP, "Ila").await.unwrap(), None);
        let rows = bed.peek("select name, name_key from officer").await;
        assert!(!format!("{rows:?}").contains("Ila"), "{rows:?}");

        let again = change(&bed, &[added(4, "ILA patel", None, Role::Sakhi)]).await;
        assert!(again.unwrap_err().is_rivalry(), "one name, one officer");
        let held = change(&bed, &[Change::RoleGiven(OfficerId(1), Role::Secretary)]).await;
        assert!(held.unwrap_err().is_rivalry());
        let more = [
            Change::RoleGiven(OfficerId(1), Role::Sakhi),
            Change::RoleTaken(OfficerId(1), Role::Secretary),
            Change::Ended(OfficerId(3)),
        ];
        change(&bed, &more).await.unwrap();
        let officers = bed.store.officers(COOP).await.unwrap();
        assert_eq!(officers[0].officer.roles, [Role::Sakhi]);
        assert_eq!(officers[2].officer.roles, [] as [Role; 0]);
        assert_eq!(officers[2].ended_at, Some(NOW));
        assert_eq!(bed.store.officer_named(COOP, "Savita").await.unwrap(), None);
        for none in [
            Change::Ended(OfficerId(3)),
            Change::RoleGiven(OfficerId(3), Role::Sakhi),
            Change::RoleTaken(OfficerId(1), Role::Secretary),
            Change::PassphraseSet(OfficerId(3), HASH.to_owned()),
        ] {
            // What goes before it is taken back with it.
            let both = [Change::RoleGiven(OfficerId(1), Role::Treasurer), none];
            assert!(
                change(&bed, &both).await.unwrap_err().is_rivalry(),
                "{both:?}"
            );
        }
        assert_eq!(
            bed.store.officers(COOP).await.unwrap()[0].officer.roles,
            [Role::Sakhi]
        );
        // Her name may come back, as another officer's.
        change(&bed, &[added(5, "Savita", None, Role::Sakhi)])
            .await
            .unwrap();
        let lines = bed
            .peek(
                "select count(*) from ledger where kind in ('officer added', \
            'role given', 'role taken', 'officer ended')",
            )
            .await;
        assert_eq!(lines[0][0], "7");
    })
    .await;
}

#[tokio::test]
async fn wrong_passphrases_hold_up_their_own_place_and_strangers_lock_nobody_out() {
    on_each(async |bed| {
        three(&bed).await;
        let (ila, mira) = (OfficerId(1), OfficerId(2));
        let count = |officer, place, now| bed.store.count_passphrase_try(COOP, officer, place, now);
        // She has come in from here before.
        count(ila, "here", NOW).await.unwrap();
        bed.store
            .passphrase_was_right(COOP, ila, "here")
            .await
            .unwrap();
        for n in 1..=FREE_TRIES + 1 {
            assert_eq!(
                count(ila, "there", NOW).await.unwrap(),
                MayTry::Counted,
                "{n}"
            );
        }
        let waits = MayTry::Waits(NOW.plus_ms(60_000));
        assert_eq!(count(ila, "there", NOW).await.unwrap(), waits);
        assert_eq!(count(ila, "here", NOW).await.unwrap(), MayTry::Counted);
        assert_eq!(count(mira, "there", NOW).await.unwrap(), MayTry::Counted);
        // From ever new places: all of them together wait, the place she is known at does not.
        for n in 0..FREE_TRIES_OF_ALL {
            let place = format!("place {n}");
            let tried = bed.store.count_passphrase_try(COOP, ila, &place, NOW);
            tried.await.unwrap();
        }
        assert!(matches!(
            count(ila, "new", NOW).await.unwrap(),
            MayTry::Waits(_)
        ));
        assert_eq!(count(ila, "here", NOW).await.unwrap(), MayTry::Counted);
        bed.store
            .passphrase_was_right(COOP, ila, "here")
            .await
            .unwrap();
        assert_eq!(count(ila, "new", NOW).await.unwrap(), MayTry::Counted);
        // Of many at once no more count than may.
        let at_once = tokio::join!(
            count(mira, "one", NOW),
            count(mira, "one", NOW),
            count(mira, "one", NOW),
            count(mira, "one", NOW)
        );
        let counted = [&at_once.0, &at_once.1, &at_once.2, &at_once.3];
        let counted_n = counted
            .iter()
            .filter(|one| matches!(one, Ok(MayTry::Counted)))
            .count();
        let fails =
            bed.peek("select fails from officer_tries where officer_id = 2 and place = 'one'");
        assert_eq!(fails.await[0][0], counted_n.to_string());
    })
    .await;
}

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
            let done = store
                .change_officers(COOP, &by, &[], Some(&agreement), now)
                .await;
            done.is_ok()
        }
        Try::Return(hand) => moved(*hand, Move::Return("look again")).await,
        Try::Refuse(hand) => moved(*hand, Move::Refuse("no")).await,
        Try::Withdraw(hand) => moved(*hand, Move::Withdraw).await,
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
            let expired = store.expire_proposals(&by, &lease, now).await.unwrap();
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
            let (writer, asked) = (by(), new(subjects, "seen"));
            let no = bed
                .store
                .propose(COOP, (&writer, OfficerId(asker)), &asked, NOW);
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
        assert!(ask("seen").await.unwrap_err().is_rivalry());
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
        assert_eq!(
            bed.store
                .expire_proposals(&job, &first, later)
                .await
                .unwrap(),
            0
        );
        assert_eq!(bed.store.open_proposals(COOP).await.unwrap().len(), 2);
        assert_eq!(
            bed.store
                .expire_proposals(&job, &second, later)
                .await
                .unwrap(),
            2
        );
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
