//! Before the PIN, a shared phone reveals to nobody which member numbers are linked to it: for a number
//! that is not linked, all screens have the same words and length as for a linked one, until an act is done
//! that needs no PIN. (An own entry, a dispute, a stop and some others need no PIN on purpose, decision 2;
//! for a number that is not linked, they ask for the PIN. They leave a trace in the record, so nobody can
//! try numbers with them unnoticed.)

use crate::support::{Kind, MINUTE_MS, World};
use sahkar::core::domain::Lang;

/// The phone that 1002 and 1003 share.
const SHARED: i64 = 1002;

/// What can be typed after the number without altering the record. Each is a call of its own.
const WAYS: [&[&str]; 18] = [
    &[],
    &["1", "0", "9", "7"],
    &["1", "12", "123456789"],
    &["2", "1", "9", "1", "500", "1"],
    &["2", "2", "9", "9"],
    &["2", "3", "300", "2"],
    &["2", "4"],
    &["3"],
    &["3", "1"],
    &["3", "2", "18", "1"],
    &["3", "3"],
    &["3", "4", "1"],
    &["4"],
    &["5", "9", "3", "1"],
    &["5", "4"],
    &["6", "1"],
    &["6", "2"],
    &["6", "5", "1", "9"],
];

/// What one call leaves half filled does not come up in the next.
const NO_DRAFTS: &str = "update session set draft = null";

/// All that is heard in a call, and in which language.
async fn heard(world: &World, no: i64, replies: &[&str]) -> (Vec<String>, Option<Lang>) {
    let mut phone = world.phone_of(SHARED);
    phone.dial(world).await;
    let mut heard = vec![phone.say(world, &no.to_string()).await];
    for reply in replies {
        if !phone.is_open() {
            break;
        }
        heard.push(phone.say(world, reply).await);
    }
    let lang = phone.spoken_to_in(world);
    phone.hang_up(world).await;
    (heard, lang)
}

/// Numbers that are not linked to the phone: of members elsewhere, and nobody's.
fn unlinked() -> impl Iterator<Item = i64> {
    [1001, 1004, 1005, 1006].into_iter().chain(2001..2012)
}

/// Wrong PINs and codes, call after call, until only officers could open it.
async fn until_locked(world: &World, no: i64) -> Vec<String> {
    let mut all = Vec::new();
    for _ in 0..2 {
        for replies in [
            &["1", "9999"] as &[&str],
            &["4", "9998", "100000"],
            &["1"],
            &["3", "1"],
        ] {
            all.extend(heard(world, no, replies).await.0);
        }
        world.clock.turn_by_ms(31 * MINUTE_MS);
    }
    all.extend(heard(world, no, &["1"]).await.0);
    all
}

/// A half-filled entry is offered again, whoever left it, and to nobody else.
async fn left_half_filled(world: &World) {
    let begun = ["2", "1", "1"];
    for no in ["1002", "2001"] {
        let mut phone = world.phone_of(SHARED);
        phone.go(world, &[&[no], &begun[..]].concat()).await;
        phone.drop_line();
    }
    for (no, is_offered) in [(1002, true), (2001, true), (2002, false), (1003, false)] {
        let (said, _) = heard(world, no, &[]).await;
        let is_short = said[0].lines().count() == 3;
        assert_eq!(is_short, is_offered, "{no}: {said:?}");
    }
    world.clock.turn_by_ms(20 * MINUTE_MS);
}

async fn nobody_tells(kind: Kind) {
    let world = World::open(kind, 41).await;
    // Each linked woman has something to hide: one has no PIN yet, the other a permission that waits, a
    // loan, entries, an answer for the meeting.
    let of = |no: i64| format!("(select id from member where no = {no})");
    world
        .sql(&format!(
            "delete from credential where member_id = {}",
            of(1003)
        ))
        .await;
    world
        .sql(&format!(
            "insert into rsvp select m.coop_id, m.id, {}, true, 1 from meeting m",
            of(1002)
        ))
        .await;
    let mut met = std::collections::BTreeSet::new();
    for (linked, lang) in [(1002, Lang::Gu), (1003, Lang::Hi)] {
        let mut calls = Vec::new();
        for way in WAYS {
            let (said, spoken) = heard(&world, linked, way).await;
            assert_eq!(spoken, Some(lang), "{said:?}");
            calls.push(said);
            world.sql(NO_DRAFTS).await;
        }
        for no in unlinked() {
            let (_, spoken) = heard(&world, no, &[]).await;
            met.insert((no, format!("{spoken:?}")));
            if spoken != Some(lang) {
                continue;
            }
            for (way, said) in WAYS.iter().zip(&calls) {
                let (other, _) = heard(&world, no, way).await;
                world.sql(NO_DRAFTS).await;
                assert_eq!(&other, said, "{kind:?}: {no} and {linked} after {way:?}");
            }
        }
    }
    // Each unlinked number speaks one language only, and both are met, as among the linked ones.
    assert_eq!(met.len(), unlinked().count());
    let langs: std::collections::BTreeSet<&String> = met.iter().map(|(_, lang)| lang).collect();
    assert_eq!(langs.len(), 2, "{met:?}");

    left_half_filled(&world).await;

    // As many tries before the same words; and the tries with one number lock no other one.
    let told = until_locked(&world, 1002).await;
    let of_lang = |wanted: &str| {
        let found = met.iter().find(|(_, lang)| lang == wanted);
        found.map(|(no, _)| *no).unwrap()
    };
    let gujarati = of_lang("Some(Gu)");
    assert_eq!(until_locked(&world, gujarati).await, told, "{kind:?}");
    let hindi = of_lang("Some(Hi)");
    let after = heard(&world, hindi, &["1"]).await.0;
    assert_eq!(after, heard(&world, 1003, &["1"]).await.0, "{kind:?}");
    assert_eq!(
        until_locked(&world, hindi).await,
        until_locked(&world, 1003).await,
        "{kind:?}"
    );
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s13_a_shared_phone_tells_nobody_which_numbers_are_linked_to_it() {
    for kind in Kind::all() {
        nobody_tells(kind).await;
    }
}

/// How many hashes a wrong PIN costs behind this number.
async fn hashes_of_a_wrong_pin(world: &World, no: i64) -> u64 {
    let mut phone = world.phone_of(SHARED);
    phone.goes(world, &[&no.to_string(), "record"]).await;
    let before = world.service.local.pins.hashed_n();
    phone.say(world, "9999").await;
    phone.hang_up(world).await;
    world.service.local.pins.hashed_n() - before
}

#[tokio::test]
async fn s13_a_wrong_pin_costs_one_hash_whoever_it_is_of() {
    for kind in Kind::all() {
        let world = World::open(kind, 42).await;
        world
            .sql("delete from credential where member_id = (select id from member where no = 1003)")
            .await;
        // Linked with a PIN, linked without one, linked to nobody.
        for try_n in 1..=2 {
            for no in [1002, 1003, 2001] {
                let hashes_n = hashes_of_a_wrong_pin(&world, no).await;
                assert_eq!(hashes_n, 1, "{kind:?}: {no}, try {try_n}");
            }
        }
        world.close().await;
    }
}
