//! The sums of texts: a text that was sent twice is listed and gives an officer a task, and sums that do
//! not add up are found.

use super::{fillings, news, to_many, world};
use crate::deliver::{queue, register};
use crate::support::{Kind, MINUTE_MS, PLAIN, ProviderAnswer, STEADY, World, keys};
use sahkar::clock::Chance;
use sahkar::core::domain::*;
use sahkar::delivery::deliver_once;
use sahkar::office::announcements;
use sahkar::store::{Announced, Announcement, Finding, Store};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

async fn tasks(world: &World) -> Vec<Vec<String>> {
    world
        .rows("select kind, about from officer_task where kind = 'twice'")
        .await
}

async fn counts(world: &World, id: i64) -> Vec<String> {
    let of = format!(
        "select cast(requests_n as text), cast(unknown_n as text), cast(repeats_n as text)
            from outbox where id = {id}"
    );
    world.rows(&of).await.remove(0)
}

#[tokio::test]
async fn s1_a_text_that_may_have_left_twice_is_listed_and_an_officer_knows() {
    for kind in Kind::all() {
        let (world, far) = world(kind).await;
        register(&world, "approved").await;
        far.plan(
            PLAIN,
            &[
                ProviderAnswer::AnswerLost,
                ProviderAnswer::Accepted,
                ProviderAnswer::Busy,
            ],
        );
        queue(&world, 1, 1001, Purpose::Answer).await;
        deliver_once(&world.service).await.unwrap();
        assert_eq!(counts(&world, 1).await, ["1", "0", "0"]);
        assert!(tasks(&world).await.is_empty());
        world.clock.turn_by_ms(30 * MINUTE_MS);
        deliver_once(&world.service).await.unwrap();
        assert_eq!(far.ids(PLAIN), [1, 1]);
        assert_eq!(counts(&world, 1).await, ["2", "1", "1"]);
        assert_eq!(tasks(&world).await, [["twice", PLAIN]]);
        let verified = world.service.store.verify().await.unwrap();
        assert_eq!(verified.findings, []);
        let repeats: Vec<i64> = verified.repeats.iter().map(|(_, text)| text.id).collect();
        assert_eq!(repeats, [1]);
        // What was refused was certainly not taken, and is tried again without doubt.
        queue(&world, 2, 1004, Purpose::Answer).await;
        deliver_once(&world.service).await.unwrap();
        world.clock.turn_by_ms(MINUTE_MS);
        deliver_once(&world.service).await.unwrap();
        assert_eq!(counts(&world, 2).await, ["2", "0", "0"]);
        let verified = world.service.store.verify().await.unwrap();
        assert_eq!(verified.repeats.len(), 1);
        assert_eq!(verified.texts_by_requests.get(&2), Some(&2));
        world.close().await;
    }
}

#[tokio::test]
async fn s1_what_was_not_asked_of_a_provider_is_not_counted_and_what_died_is() {
    for kind in Kind::all() {
        let (mut world, far) = world(kind).await;
        register(&world, "approved").await;
        far.plan(
            PLAIN,
            &[ProviderAnswer::Unreached, ProviderAnswer::ProcessDies],
        );
        queue(&world, 1, 1001, Purpose::Answer).await;
        deliver_once(&world.service).await.unwrap();
        assert_eq!(counts(&world, 1).await, ["0", "0", "0"]);
        world.clock.turn_by_ms(MINUTE_MS);
        // It takes the text, and we die at once.
        assert!(deliver_once(&world.service).await.is_err());
        assert_eq!(counts(&world, 1).await, ["1", "0", "0"]);
        world.restart(&far, &[PLAIN], 79).await;
        world.clock.turn_by_ms(3 * MINUTE_MS);
        deliver_once(&world.service).await.unwrap();
        let verified = world.service.store.verify().await.unwrap();
        assert_eq!((verified.findings.len(), verified.repeats.len()), (0, 0));
        world.clock.turn_by_ms(31 * MINUTE_MS);
        deliver_once(&world.service).await.unwrap();
        assert_eq!(far.ids(PLAIN), [1, 1]);
        assert_eq!(counts(&world, 1).await, ["2", "1", "1"]);
        assert_eq!(tasks(&world).await, [["twice", PLAIN]]);
        world.close().await;
    }
}

#[tokio::test]
async fn s1_a_gateway_that_knows_our_id_is_told_again_and_that_is_no_repetition() {
    for kind in Kind::all() {
        let (mut world, far) = world(kind).await;
        world.restart(&far, &[STEADY], 80).await;
        register(&world, "approved").await;
        far.plan(
            STEADY,
            &[ProviderAnswer::AnswerLost, ProviderAnswer::Accepted],
        );
        queue(&world, 1, 1001, Purpose::Answer).await;
        for _ in 0..3 {
            deliver_once(&world.service).await.unwrap();
            world.clock.turn_by_ms(MINUTE_MS);
        }
        assert_eq!(far.calls().len(), 2);
        assert_eq!(counts(&world, 1).await, ["2", "0", "0"]);
        assert!(tasks(&world).await.is_empty());
        world.close().await;
    }
}

#[tokio::test]
async fn s1_what_does_not_add_up_is_found() {
    for kind in Kind::all() {
        let (world, _far) = world(kind).await;
        let entry = world.entry().await;
        let template = &to_many(&world)[0];
        let values = fillings(template);
        let now = world.clock.now();
        let news = news(template, &values);
        announcements::announce(&world.service, &By::OPERATOR, &entry, news, now)
            .await
            .unwrap();
        let id = world.number("select id from announcement").await;
        // Who joins later is not due.
        world
            .sql("update member set state = 'left' where no = 1024")
            .await;
        let verified = world.service.store.verify().await.unwrap();
        assert_eq!(verified.findings, []);
        let coop = entry.coop.id;
        let first = "select min(id) from outbox";
        let text = world.number(first).await;
        for (alter, back, finding) in [
            (
                format!("delete from outbox where id = {text}"),
                None,
                Finding::Announcement { coop, id },
            ),
            (
                "update announcement set due_n = due_n - 1".into(),
                Some("update announcement set due_n = due_n + 1".to_owned()),
                Finding::Announcement { coop, id },
            ),
            (
                format!(
                    "update outbox set state = 'sent', sent_at = 1 where id = {}",
                    text + 1
                ),
                None,
                Finding::Text { coop, id: text + 1 },
            ),
        ] {
            if alter.starts_with("delete") {
                // Taken back at once, below, with the sums that are told of it.
                world.sql(&alter).await;
                let found = world.service.store.verify().await.unwrap().findings;
                assert_eq!(found, [finding], "{kind:?} {alter}");
                world
                    .sql("update announcement set due_n = due_n - 1, texts_n = texts_n - 1")
                    .await;
                continue;
            }
            assert_eq!(world.sql(&alter).await, 1, "{alter}");
            let found = world.service.store.verify().await.unwrap().findings;
            assert!(found.contains(&finding), "{kind:?} {alter}: {found:?}");
            if let Some(back) = back {
                world.sql(&back).await;
            }
        }
        world.close().await;
    }
}

/// A register of so many members on phones of their own, beside the program.
async fn many(world: &World, n: i64) {
    let numbers = match world.kind {
        Kind::Postgres => format!("(select generate_series(1, {n}) as k)"),
        Kind::Sqlite => format!(
            "(with recursive s(k) as (select 1 union all select k + 1 from s where k < {n})
                select k from s)"
        ),
    };
    for row in [
        "insert into member (coop_id, id, no, lang, private_sms, state, joined_at)
            select c.id, 5000000 + k, 5000 + k, 'gu', false, 'active', 0",
        "insert into phone (coop_id, id, lookup, msisdn, fails)
            select c.id, 5000000 + k, 'x' || k, 'x', 0",
        "insert into member_phone (coop_id, phone_id, member_id, from_at)
            select c.id, 5000000 + k, 5000000 + k, 0",
    ] {
        let all = format!("{row} from {numbers} numbers cross join coop c");
        assert_eq!(world.sql(&all).await, n.unsigned_abs());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn s15_an_announcement_to_many_is_queued_whole_while_others_draw_ids() {
    const MANY: i64 = 6000;
    for kind in Kind::all() {
        let (world, _far) = world(kind).await;
        many(&world, MANY).await;
        let entry = world.entry().await;
        let templates = to_many(&world);
        let template = templates.iter().find(|one| one.name == "seeds").unwrap();
        let values = fillings(template);
        let now = world.clock.now();
        let is_over = Arc::new(AtomicBool::new(false));
        let (over, service) = (Arc::clone(&is_over), Arc::clone(&world.service));
        let others = std::thread::spawn(move || {
            let mut step = 0;
            while !over.load(Ordering::Relaxed) {
                for _ in 0..50 {
                    step += 1;
                    service.chance().id(now.plus_ms(step));
                }
                service.chance().id(now);
                std::thread::sleep(std::time::Duration::from_micros(20));
            }
            step
        });
        let news = news(template, &values);
        let queued =
            announcements::announce(&world.service, &By::OPERATOR, &entry, news, now).await;
        is_over.store(true, Ordering::Relaxed);
        let drawn = others.join().unwrap();
        assert!(drawn > 1024, "{drawn}");
        assert_eq!(queued.unwrap(), Announced::Queued(24 + MANY), "{kind:?}");
        let verified = world.service.store.verify().await.unwrap();
        assert_eq!(verified.findings, [], "{kind:?}");
        world.close().await;
    }
}

/// What another node of the same bits and the same luck would do.
async fn twin(world: &World, seed: u64) -> Store {
    let chance = Arc::new(Chance::seeded(seed));
    Store::connect(world.url(), keys(), chance).await.unwrap()
}

#[tokio::test]
async fn s15_ids_that_meet_are_drawn_anew() {
    for kind in Kind::all() {
        let (world, _far) = world(kind).await;
        let entry = world.entry().await;
        let template = &to_many(&world)[0];
        let values = fillings(template);
        let now = world.clock.now();
        let news = news(template, &values);
        let made = announcements::prepare(&world.service, &entry, news, now).unwrap();
        let made = made.announcement.unwrap();
        for id in 1..=2 {
            // Both draw the same ids for their texts.
            let one = twin(&world, 5).await;
            let new = Announcement { id, ..made.clone() };
            let queued = one.announce(&By::OPERATOR, entry.coop.id, &new, now).await;
            assert_eq!(queued.unwrap(), Announced::Queued(24), "{kind:?} {id}");
            one.close().await;
        }
        assert_eq!(world.number("select count(*) from outbox").await, 48);
        // And an announcement's own id.
        let same = twin(&world, 6).await;
        let met = Announcement { id: 1, ..made };
        let refused = same
            .announce(&By::OPERATOR, entry.coop.id, &met, now)
            .await
            .unwrap_err();
        assert!(refused.is_conflict(), "{refused}");
        same.close().await;
        world.close().await;
    }
}

#[tokio::test]
async fn s15_each_node_has_bits_of_its_own_and_gives_them_back() {
    for kind in Kind::all() {
        let (world, _far) = world(kind).await;
        let now = world.clock.now();
        let (one, two) = (twin(&world, 7).await, twin(&world, 7).await);
        assert_eq!(one.be_a_node(now).await.unwrap(), Some(1));
        assert_eq!(two.be_a_node(now).await.unwrap(), Some(2));
        let later = now.plus_ms(MINUTE_MS);
        assert_eq!(one.be_a_node(later).await.unwrap(), Some(1));
        // The same seed, and yet nothing that they draw is the same.
        let draw =
            |store: &Store| -> Vec<i64> { (0..1000).map(|_| store.chance().id(now)).collect() };
        let (of_one, of_two) = (draw(&one), draw(&two));
        assert!(of_one.iter().all(|id| !of_two.contains(id)));
        // One that says nothing for long is gone, and finds another number when it is back.
        let much_later = now.plus_ms(45 * MINUTE_MS);
        let three = twin(&world, 8).await;
        assert_eq!(three.be_a_node(much_later).await.unwrap(), Some(1));
        assert_eq!(one.be_a_node(much_later).await.unwrap(), Some(2));
        one.leave_nodes().await.unwrap();
        let four = twin(&world, 9).await;
        assert_eq!(four.be_a_node(much_later).await.unwrap(), Some(2));
        for store in [one, two, three, four] {
            store.close().await;
        }
        world.close().await;
    }
}
