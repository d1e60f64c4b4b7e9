//! What a caller hears if something changes during her call: her phone is no longer hers, or her gateway
//! sends two requests at the same instant.

use crate::support::{Kind, World, member};
use sahkar::answer;

/// Her number is taken from her phone, as an officer does it.
async fn unlink(world: &World, no: i64) {
    let gone = format!(
        "update member_phone set to_at = 1
        where member_id = (select id from member where no = {no})"
    );
    assert_eq!(world.sql(&gone).await, 1);
}

/// The tables that have changed, by name.
async fn changed(world: &World, before: Vec<(String, Vec<String>)>) -> Vec<String> {
    let after = world.dump().await;
    let both = before.into_iter().zip(after);
    both.filter(|(before, after)| before != after)
        .map(|((table, _), _)| table)
        .collect()
}

#[tokio::test]
async fn whose_phone_is_taken_from_her_in_mid_call_begins_anew_as_a_stranger() {
    for kind in Kind::all() {
        let world = World::open(kind, 77).await;
        // Inside her record, about to save an entry, and about to give a permission.
        let entry = || world.dials(1004).choose("add").choose("income");
        let ask = || world.dials(1005).choose("permissions").choose("asks");
        let calls = [
            (
                1001,
                world.dials(1001).choose("record").types_her_pin(),
                "entries",
            ),
            (
                1004,
                entry().types("2").types("850").choose("today"),
                "save",
            ),
            (
                1005,
                ask()
                    .choose("next")
                    .choose("next")
                    .choose("next")
                    .types_her_pin(),
                "yes",
            ),
        ];
        for (no, path, choice) in calls {
            let mut phone = path.await;
            let key = phone.key(choice);
            unlink(&world, no).await;
            let before = world.dump().await;
            let said = phone.say(&world, &key).await;
            assert_eq!(phone.screen(), "join/how", "{kind:?} {no}: {said}");
            // In the cooperative's language, whatever hers was.
            assert!(said.starts_with("END નમસ્તે."), "{kind:?} {no}: {said}");
            assert_eq!(changed(&world, before).await, ["session"], "{kind:?} {no}");
        }
        world.close().await;
    }
}

#[tokio::test]
async fn whose_half_of_a_shared_phone_is_taken_leaves_the_call_to_the_other() {
    for kind in Kind::all() {
        let world = World::open(kind, 78).await;
        let named = world.dials(1002).types("1002");
        let entry = named.choose("add").choose("income").types("2");
        let mut phone = entry.types("850").choose("today").await;
        assert_eq!(phone.screen(), "add/confirm", "{kind:?}");
        unlink(&world, 1002).await;
        let before = world.dump().await;
        // Kanta, who speaks Hindi, is now the only one: nothing of Savita's is saved or shown.
        let save = phone.key("save");
        let said = phone.say(&world, &save).await;
        assert_eq!(phone.screen(), "home/main", "{kind:?}: {said}");
        assert!(said.contains("मेरा हिसाब"), "{kind:?}: {said}");
        assert_eq!(changed(&world, before).await, ["session"], "{kind:?}");
        // Her PIN was not typed in this call.
        let record = phone.key("record");
        phone.say(&world, &record).await;
        assert_eq!(phone.screen(), "pin/ask", "{kind:?}");
        world.close().await;
    }
}

const ENTRIES: &str = "select count(*) from entry";

#[tokio::test]
async fn whoever_asks_twice_at_the_same_instant_hears_the_same_octets_and_acts_once() {
    for kind in Kind::all() {
        let world = World::open(kind, 79).await;
        for round in 0..8 {
            let entry = world.dials(1006 + round).choose("add").choose("income");
            let mut phone = entry.types("2").types("850").choose("today").await;
            let entries_n = world.number(ENTRIES).await;
            let save = phone.key("save");
            let inbound = phone.reply_request(&save);
            let ask = || answer::ussd(&world.service, &inbound);
            let (one, other) = tokio::join!(Box::pin(ask()), Box::pin(ask()));
            let body = String::from_utf8_lossy(&one.body).into_owned();
            assert!(body.starts_with("CON "), "{kind:?}: {body}");
            assert!(one.body == other.body, "{kind:?}: one heard {body}");
            let mut outcomes = [one.outcome, other.outcome];
            outcomes.sort_unstable();
            assert_eq!(outcomes, ["again", "turn"], "{kind:?}: {body}");
            assert_eq!(world.number(ENTRIES).await, entries_n + 1, "{kind:?}");
            // What was kept is what they heard.
            let later = Box::pin(ask()).await;
            assert!(later.body == one.body, "{kind:?}: {body}");
        }
        world.close().await;
    }
}

#[tokio::test]
async fn who_joined_a_moment_ago_finds_her_way_by_the_names_of_the_screens() {
    for kind in Kind::all() {
        let world = World::open(kind, 80).await;
        let number = "+919811100001";
        world.join([member(2001).with_phone(number).active()]).await;
        let phone = world.dials_from(number).choose("record").await;
        assert_eq!(phone.screen(), "pin/ask", "{kind:?}");
        let phone = world
            .dials_from(number)
            .choose("record")
            .types_her_pin()
            .choose("entries")
            .await;
        assert_eq!(phone.screen(), "record/entries", "{kind:?}");
        world.close().await;
    }
}
