//! What happens to a caller in the middle of her call: her phone is not hers any more, or her gateway
//! asks twice at the same instant.

use crate::support::{Dialler, Kind, World, pin_of};
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

fn screen(phone: &Dialler) -> &str {
    &phone.last_reply().unwrap().screen
}

#[tokio::test]
async fn whose_phone_is_taken_from_her_in_mid_call_begins_anew_as_a_stranger() {
    for kind in Kind::all() {
        let world = World::open(kind, 77).await;
        // Inside her record, about to save an entry, and about to give a permission.
        let calls: [(i64, &[&str], &str); 3] = [
            (1001, &["1", pin_of(1001)], "1"),
            (1004, &["2", "1", "2", "850", "1"], "1"),
            (1005, &["3", "1", "1", "1", "1", pin_of(1005)], "1"),
        ];
        for (no, keys, key) in calls {
            let mut phone = world.phone_of(no);
            phone.go(&world, keys).await;
            unlink(&world, no).await;
            let before = world.dump().await;
            let said = phone.say(&world, key).await;
            assert_eq!(screen(&phone), "join/how", "{kind:?} {no}: {said}");
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
        let mut phone = world.phone_of(1002);
        phone.go(&world, &["1002", "2", "1", "2", "850", "1"]).await;
        assert_eq!(screen(&phone), "add/confirm", "{kind:?}");
        unlink(&world, 1002).await;
        let before = world.dump().await;
        // Kanta, who speaks Hindi, is now the only one: nothing of Savita's is saved or shown.
        let said = phone.say(&world, "1").await;
        assert_eq!(screen(&phone), "home/main", "{kind:?}: {said}");
        assert!(said.contains("मेरा हिसाब"), "{kind:?}: {said}");
        assert_eq!(changed(&world, before).await, ["session"], "{kind:?}");
        // Her PIN was not typed in this call.
        phone.say(&world, "1").await;
        assert_eq!(screen(&phone), "pin/ask", "{kind:?}");
        world.close().await;
    }
}

const ENTRIES: &str = "select count(*) from entry";

#[tokio::test]
async fn whoever_asks_twice_at_the_same_instant_hears_the_same_octets_and_acts_once() {
    for kind in Kind::all() {
        let world = World::open(kind, 79).await;
        for round in 0..8 {
            let mut phone = world.phone_of(1006 + round);
            phone.go(&world, &["2", "1", "2", "850", "1"]).await;
            let entries_n = world.number(ENTRIES).await;
            let inbound = phone.reply_request("1");
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
