//! PINs over days and at the same time: slow guessing, two calls with one slip, what a lock says and
//! whether it is kept, on both databases.

use crate::support::{CODE, Dialler, Kind, MINUTE_MS, World};
use sahkar::gateways::Gateway;
use sahkar::office::pin_help::{self, Two};

const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// Grace, whose screens are in English.
const GRACE: i64 = 1005;
const HER_PIN: &str = "3344";

async fn help(world: &World, no: i64, activate: bool) -> Option<String> {
    let service = &world.service;
    let coop = service.coop(Gateway::Sandbox, CODE).await.unwrap().unwrap();
    let two = Two::named("Ila Patel", "Mira Vasava").unwrap();
    let helped = if activate {
        pin_help::activate(service, &coop, &[no], &two).await
    } else {
        pin_help::unlock(service, &coop, &[no], &two).await
    };
    let codes = helped.unwrap().codes;
    codes.into_iter().next().map(|new| new.code)
}

async fn call(world: &World, replies: &[&str]) -> String {
    let mut phone = world.phone_of(GRACE);
    let said = phone.go(world, replies).await;
    phone.hang_up(world).await;
    said
}

async fn patient_guesses(kind: Kind) {
    let world = World::open(kind, 61).await;
    for day in 0..3 {
        let said = call(&world, &["1", "9001", "9002", "9003"]).await;
        assert_eq!(
            said, "END PIN is locked. Try again in half an hour.",
            "{day}"
        );
        // What it says is kept: half an hour, and not before.
        world.clock.turn_by_ms(29 * MINUTE_MS);
        let said = call(&world, &["1"]).await;
        assert_eq!(said, "END PIN is locked. Try again in half an hour.");
        world.clock.turn_by_ms(MINUTE_MS);
        // She dials each evening, and hears of it; it does not set the slow count back.
        let said = call(&world, &["1", HER_PIN]).await;
        let told = "CON Your PIN was typed wrong 3 times in other calls.";
        assert!(said.starts_with(told), "{kind:?}: {said}");
        let said = call(&world, &["1", HER_PIN]).await;
        assert!(said.contains("income"), "told once: {said}");
        world.clock.turn_by_ms(DAY_MS);
    }
    // The twelfth.
    let said = call(&world, &["1", "9001", "9002"]).await;
    assert!(said.starts_with("CON PIN is wrong. 1 try left."), "{said}");
    let for_good = "END PIN is locked. Two officers open it for you. Please meet them.";
    assert_eq!(call(&world, &["1", "9003"]).await, for_good, "{kind:?}");
    for days in [1, 30, 400] {
        world.clock.turn_by_ms(days * DAY_MS);
        assert_eq!(call(&world, &["1"]).await, for_good);
    }
    assert_eq!(help(&world, GRACE, false).await, None);
    let said = call(&world, &["1", HER_PIN, "1"]).await;
    assert!(said.contains("income"), "{said}");
    // One line, which names her and, sealed, the two.
    let lines = "select count(*) from ledger l join signed_act s on s.id = l.about_id
        and s.member_id = l.member_id where l.kind = 'pin unlocked by the operator'";
    assert_eq!(world.number(lines).await, 1);
    let coop = sahkar::core::domain::CoopId(world.number("select id from coop").await);
    let acts = world.service.store.signed_acts(coop).await.unwrap();
    assert_eq!(acts[0].names, ["Ila Patel", "Mira Vasava"]);
    assert_eq!((acts[0].member_no, &*acts[0].act), (GRACE, "unlock"));
    let sealed = world.rows("select names from signed_act").await;
    assert!(!sealed[0][0].contains("Ila"));
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s14_patient_guesses_lock_until_officers_open_it_and_she_hears_of_them() {
    for kind in Kind::all() {
        patient_guesses(kind).await;
    }
}

/// A phone of hers where the code has been typed and the new PIN once.
async fn half_way(world: &World, code: &str, pin: &str) -> Dialler {
    let mut phone = world.phone_of(GRACE);
    let said = phone.goes(world, &["record", code, pin]).await;
    assert!(said.starts_with("CON Type the new PIN again."), "{said}");
    phone
}

async fn rivals(kind: Kind) {
    let world = World::open(kind, 62).await;
    let code = help(&world, GRACE, true).await.unwrap();
    let mut first = half_way(&world, &code, "5061").await;
    let mut second = half_way(&world, &code, "7093").await;
    let said = first.say(&world, "5061").await;
    assert!(said.starts_with("CON Your new PIN is set."), "{said}");
    let said = second.say(&world, "7093").await;
    assert!(
        said.starts_with("CON This has just ended. Nothing was changed."),
        "{said}"
    );
    first.hang_up(&world).await;
    let said = call(&world, &["1", "7093"]).await;
    assert!(said.starts_with("CON PIN is wrong."), "{said}");
    assert!(
        call(&world, &["1", "5061", "1"]).await.contains("income"),
        "{kind:?}"
    );

    // A newer code ends the older one, in the middle of its use too.
    let older = help(&world, GRACE, true).await.unwrap();
    let mut third = half_way(&world, &older, "2580").await;
    let newer = help(&world, GRACE, true).await.unwrap();
    let said = third.say(&world, "2580").await;
    assert!(
        said.starts_with("CON This has just ended. Nothing was changed."),
        "{said}"
    );
    third.hang_up(&world).await;
    assert!(
        call(&world, &["1", &older])
            .await
            .starts_with("CON PIN is wrong.")
    );
    let said = call(&world, &["1", &newer, "2580", "2580"]).await;
    assert!(said.starts_with("CON Your new PIN is set."), "{said}");
    let left = world.number("select count(*) from pin_code").await;
    assert_eq!(left, 0, "a used code is not kept");
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_serves_once_and_a_newer_one_ends_it() {
    for kind in Kind::all() {
        rivals(kind).await;
    }
}

/// Only the hash of a code is kept, and a phone that others read is told nothing.
#[tokio::test(flavor = "multi_thread")]
async fn no_code_lies_in_the_database_and_a_private_phone_reads_nothing() {
    for kind in Kind::all() {
        let world = World::open(kind, 63).await;
        let code = help(&world, GRACE, true).await.unwrap();
        let shared = help(&world, 1002, true).await.unwrap();
        let hashes = world.rows("select code_hash from pin_code").await;
        assert_eq!(hashes.len(), 2);
        for row in hashes {
            assert!(row[0].starts_with("$argon2id$"), "{row:?}");
            assert!(!row[0].contains(&code) && !row[0].contains(&shared));
        }
        let texts = world
            .rows("select notice from outbox order by notice")
            .await;
        assert_eq!(texts[0][0], "neutral", "{kind:?}: on the shared phone");
        assert_eq!(texts[1][0], "pin-code-made", "{kind:?}: on her own");
        assert_eq!(texts.len(), 2);
        world.close().await;
    }
}
