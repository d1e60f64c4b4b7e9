//! What a call is about can end meanwhile, by another call or because its time is over: the caller is told
//! so and comes back to the main menu.

use crate::support::{Dialler, Kind, MINUTE_MS, World};
use sahkar::core::domain::Lang;

/// Grace types this where what she was at is gone.
async fn is_gone(world: &World, phone: &mut Dialler, typed: &str) {
    let said = phone.say(world, typed).await;
    let gone = &world.service.script.system(Lang::En).gone;
    assert!(said.contains(gone), "{:?}: {said}", world.kind);
    // The whole main menu, with its marks.
    assert!(said.contains("3 Permissions"), "{said}");
    let ballots = "select count(*) from ballot where state = 'open' and closes_at > ";
    let open = world
        .number(&format!("{ballots}{}", world.clock.now().0))
        .await;
    assert_eq!(said.contains("4 Vote: open"), open > 0, "{said}");
}

#[tokio::test]
async fn an_entry_that_was_taken_back_in_another_call_is_gone() {
    for kind in Kind::all() {
        for there_types in [&["3", "1"][..], &["2", "1"], &["1", "70"]] {
            let world = World::open(kind, 6).await;
            let (mut here, mut there) = (world.phone_of(1005), world.phone_of(1005));
            let newest = "select max(no) from entry where member_id =
                (select id from member where no = 1005)";
            let no = world.number(newest).await.to_string();
            let way = ["1", "3344", "3", &no];
            here.go(&world, &way).await;
            there.go(&world, &way).await;
            here.say(&world, "3").await;
            here.say(&world, "1").await;
            let (last, before) = there_types.split_last().unwrap();
            for typed in before {
                there.say(&world, typed).await;
            }
            is_gone(&world, &mut there, last).await;
            assert_eq!(world.number("select count(*) from rights_case").await, 0);
            world.close().await;
        }
    }
}

#[tokio::test]
async fn a_request_that_was_answered_in_another_call_is_gone() {
    for kind in Kind::all() {
        for (n, typed) in [(2, "1"), (5, "3344"), (6, "1")] {
            let world = World::open(kind, 7).await;
            let (mut here, mut there) = (world.phone_of(1005), world.phone_of(1005));
            let way = ["3", "1", "1", "1", "1", "3344"];
            there.go(&world, &way[..n]).await;
            here.go(&world, &way).await;
            here.say(&world, "2").await;
            is_gone(&world, &mut there, typed).await;
            assert_eq!(world.number("select count(*) from consent").await, 1);
            world.close().await;
        }
    }
}

#[tokio::test]
async fn a_ballot_whose_time_is_over_is_gone() {
    for kind in Kind::all() {
        let world = World::open(kind, 8).await;
        let closes = world.number("select max(closes_at) from ballot where state = 'open'");
        let closes = sahkar::core::domain::Instant(closes.await);
        world.clock.turn_to(closes.plus_ms(-MINUTE_MS));
        let mut phone = world.phone_of(1005);
        phone.goes(&world, &["vote", "17", "3344"]).await;
        world.clock.turn_to(closes);
        is_gone(&world, &mut phone, "1").await;
        world.close().await;
    }
}
