//! A provider that writes the texts itself, and does not know every template.

use super::providers::{deliver, state, world};
use super::{queue, queue_of};
use crate::support::{FakeProvider, Kind, MINUTE_MS, PLAIN, ProviderAnswer, STEADY, WRITER, World};
use sahkar::core::domain::{Class, Purpose};
use std::sync::Arc;

/// The template `1` has a flow, and a second one has none.
async fn opened(kind: Kind, route: &[&str]) -> (World, Arc<FakeProvider>) {
    let (world, far) = world(kind, route).await;
    let second = "insert into registration (coop_id, notice, lang_script, version, class, body,
            template_id, header, entity_id, state, at)
        select coop_id, 'meeting-reminder', lang_script, version, class, body, '2', header, entity_id,
            state, at from registration";
    assert_eq!(world.sql(second).await, 1);
    (world, far)
}

async fn queue_without(world: &World, id: i64) {
    queue_of(
        world,
        id,
        1002,
        (Class::Service, Purpose::Answer, "meeting-reminder"),
    )
    .await;
}

/// The task that an officer has, and nothing that is paused.
async fn assert_told(world: &World) {
    let tasks = "select kind, about from officer_task";
    let about = "msg91 meeting-reminder en";
    assert_eq!(world.rows(tasks).await, [["flow", about]]);
    assert_eq!(world.number("select count(*) from gateway_pause").await, 0);
    let paused = "select count(*) from registration where state <> 'approved'";
    assert_eq!(world.number(paused).await, 0);
}

#[tokio::test]
async fn a_template_without_a_flow_leaves_by_the_next_gateway_and_all_others_by_the_first() {
    for kind in Kind::all() {
        let (world, far) = opened(kind, &[WRITER, PLAIN]).await;
        for id in [1, 3, 5] {
            queue(&world, id, 1001, Purpose::Answer).await;
            queue_without(&world, id + 1).await;
        }
        assert_eq!(deliver(&world).await, 6);
        assert_eq!(far.ids(WRITER).len(), 3);
        assert!(
            far.took()
                .iter()
                .all(|took| took.gateway != WRITER || took.body == "65f0aa")
        );
        assert_eq!(far.ids(PLAIN), [2, 4, 6]);
        let rows = "select gateway, cast(attempts as text) from outbox order by id";
        let (first, next) = ([WRITER, "1"], [PLAIN, "1"]);
        assert_eq!(
            world.rows(rows).await,
            [first, next, first, next, first, next]
        );
        assert_told(&world).await;
        // What is queued afterwards goes the same ways.
        queue(&world, 7, 1001, Purpose::Answer).await;
        queue_without(&world, 8).await;
        deliver(&world).await;
        assert_eq!(
            (far.ids(WRITER).len(), far.ids(PLAIN)),
            (4, vec![2, 4, 6, 8])
        );
        assert_told(&world).await;
        world.close().await;
    }
}

#[tokio::test]
async fn without_another_gateway_only_its_texts_wait() {
    for kind in Kind::all() {
        let (mut world, far) = opened(kind, &[WRITER]).await;
        queue_without(&world, 1).await;
        queue(&world, 2, 1001, Purpose::Answer).await;
        assert_eq!(deliver(&world).await, 1);
        assert_eq!(state(&world, 1).await, "waiting template");
        assert_eq!(state(&world, 2).await, "sent");
        assert_told(&world).await;
        // It is looked at now and then, and none of that counts as an attempt.
        for _ in 0..20 {
            world.clock.turn_by_ms(10 * MINUTE_MS);
            deliver(&world).await;
        }
        assert_eq!(state(&world, 1).await, "waiting template");
        assert_eq!(far.calls(), [WRITER]);
        world.restart(&far, &[WRITER, STEADY], 78).await;
        world.clock.turn_by_ms(10 * MINUTE_MS);
        assert_eq!(deliver(&world).await, 1);
        assert_eq!(far.ids(STEADY), [1]);
        world.close().await;
    }
}

#[tokio::test]
async fn while_the_next_gateway_is_out_of_reach_its_texts_wait_for_it() {
    for kind in Kind::all() {
        let (world, far) = opened(kind, &[WRITER, PLAIN]).await;
        far.plan(PLAIN, &[ProviderAnswer::Unreached; 8]);
        queue_without(&world, 1).await;
        for n in 0..60 {
            deliver(&world).await;
            world.clock.turn_by_ms(MINUTE_MS / 2);
            queue(&world, 100 + n, 1001, Purpose::Answer).await;
        }
        assert_eq!(far.ids(PLAIN), [1]);
        assert_eq!(far.ids(WRITER).len(), 59);
        assert_eq!(state(&world, 1).await, "sent");
        assert_told(&world).await;
        world.close().await;
    }
}

#[tokio::test]
async fn a_text_that_was_handed_on_is_found_by_the_receipts_of_whom_it_was_given_to() {
    for kind in Kind::all() {
        let (mut world, far) = opened(kind, &[WRITER, PLAIN]).await;
        far.plan(PLAIN, &[ProviderAnswer::ProcessDies]);
        queue_without(&world, 1).await;
        assert!(
            sahkar::delivery::deliver_once(&world.service)
                .await
                .is_err()
        );
        world.restart(&far, &[WRITER, PLAIN], 78).await;
        world.clock.turn_by_ms(3 * MINUTE_MS);
        deliver(&world).await;
        let doubtful = "select state, gateway from outbox";
        assert_eq!(world.rows(doubtful).await, [["unsure", PLAIN]]);
        assert_eq!(far.ids(PLAIN), [1]);
        world.close().await;
    }
}
