//! Sending texts by real providers: only registered ones, by another gateway where one cannot be reached,
//! and never twice because an answer was lost.

use super::queue;
use crate::support::{FakeProvider, Kind, MINUTE_MS, PLAIN, ProviderAnswer, START, STEADY, World};
use sahkar::answer::receipt;
use sahkar::core::domain::*;
use sahkar::delivery::deliver_once;
use sahkar::gateways::sms::{Event, ProviderRequest, Receipt};
use std::sync::Arc;

/// The demo cooperative with its template registered, sending by these providers.
pub(super) async fn world(kind: Kind, route: &[&str]) -> (World, Arc<FakeProvider>) {
    let mut world = World::open(kind, 1).await;
    let far = FakeProvider::new(&world.clock);
    world.send_by(&far, route).await;
    register(&world, "approved").await;
    (world, far)
}

pub(crate) async fn register(world: &World, state: &str) {
    world.sql("delete from registration").await;
    let row = format!(
        "insert into registration (coop_id, notice, lang_script, version, class, body, template_id,
            header, entity_id, state, at)
        select id, 'meeting-next', 'en', 1, 'service', 'x', '1', 'ASHAMD', '2', '{state}', 0
        from coop"
    );
    assert_eq!(world.sql(&row).await, 1);
}

pub(super) async fn state(world: &World, id: i64) -> String {
    let query = format!("select state || ' ' || coalesce(failure, '') from outbox where id = {id}");
    world.rows(&query).await[0][0].trim().to_owned()
}

pub(super) async fn deliver(world: &World) -> usize {
    deliver_once(&world.service).await.unwrap()
}

async fn report(world: &World, gateway: &str, provider_id: &str, reported: Reported) {
    let receipt = Receipt {
        our_id: None,
        provider_id: Some(provider_id.to_owned()),
        to: None,
        reported,
        code: None,
        at: None,
    };
    receipt::received(&world.service, gateway, &[receipt])
        .await
        .unwrap();
}

/// The receipts in a form, as this provider reads them.
pub(crate) fn receipts_in(world: &World, gateway: &str, form: &str) -> Vec<Receipt> {
    let incoming = ProviderRequest {
        method: "POST",
        query: "",
        content_type: "application/x-www-form-urlencoded",
        body: form.as_bytes(),
        url: "",
        signature: None,
        now: world.clock.now(),
    };
    let provider = &world
        .service
        .sending
        .providers
        .get(gateway)
        .unwrap()
        .provider;
    match provider.read_receipt(&incoming).unwrap().0 {
        Event::Receipts(receipts) => receipts,
        Event::Text(_)
        | Event::Texts { .. }
        | Event::OptOut { .. }
        | Event::Probe
        | Event::Junk => panic!("no receipt"),
    }
}

#[tokio::test]
async fn what_is_not_approved_never_leaves_and_an_officer_knows() {
    for kind in Kind::all() {
        let (world, far) = world(kind, &[PLAIN]).await;
        register(&world, "submitted").await;
        for id in 1..=3 {
            queue(&world, id, 1001, Purpose::Answer).await;
        }
        assert_eq!(deliver(&world).await, 0);
        assert!(far.calls().is_empty());
        assert_eq!(state(&world, 1).await, "failed template");
        let tasks = "select kind, about from officer_task";
        assert_eq!(world.rows(tasks).await, [["template", "meeting-next en"]]);
        world.close().await;
    }
}

#[tokio::test]
async fn a_template_that_the_network_refuses_is_used_no_more() {
    for kind in Kind::all() {
        let (world, far) = world(kind, &[PLAIN]).await;
        far.plan(PLAIN, &[ProviderAnswer::Unregistered]);
        queue(&world, 1, 1001, Purpose::Answer).await;
        deliver(&world).await;
        queue(&world, 2, 1001, Purpose::Answer).await;
        deliver(&world).await;
        assert_eq!(far.calls().len(), 1);
        assert_eq!(state(&world, 2).await, "waiting");
        assert_eq!(world.number("select count(*) from officer_task").await, 1);
        // An officer has seen to it: what waited for that leaves.
        let (coop, task) = ("select id from coop", "select no from officer_task");
        let (coop, task) = (world.number(coop).await, world.number(task).await);
        let now = world.clock.now();
        let closed = world
            .service
            .store
            .close_task(&By::OPERATOR, CoopId(coop), task, now);
        assert!(closed.await.unwrap());
        world.clock.turn_by_ms(11 * MINUTE_MS);
        deliver(&world).await;
        assert_eq!(far.calls().len(), 2);
        assert_eq!(state(&world, 2).await, "sent");
        world.close().await;
    }
}

#[tokio::test]
async fn an_answer_that_was_lost_is_no_reason_to_send_twice() {
    for kind in Kind::all() {
        for silent in [
            ProviderAnswer::AnswerLost,
            ProviderAnswer::AnswerCut,
            ProviderAnswer::ProcessDies,
        ] {
            let (mut world, far) = world(kind, &[PLAIN]).await;
            far.plan(PLAIN, &[silent]);
            queue(&world, 1, 1001, Purpose::Answer).await;
            if deliver_once(&world.service).await.is_err() {
                world.restart(&far, &[PLAIN], 78).await;
                world.clock.turn_by_ms(3 * MINUTE_MS);
            }
            for _ in 0..25 {
                deliver(&world).await;
                world.clock.turn_by_ms(MINUTE_MS);
            }
            assert_eq!(far.ids(PLAIN), [1], "{silent:?}");
            assert_eq!(state(&world, 1).await, "unsure");
            // Its receipt names our id here, since we never learned the provider's.
            let receipt = Receipt {
                our_id: Some(1),
                provider_id: None,
                to: None,
                reported: Reported::Delivered,
                code: None,
                at: None,
            };
            receipt::received(&world.service, PLAIN, &[receipt])
                .await
                .unwrap();
            world.clock.turn_by_ms(60 * MINUTE_MS);
            deliver(&world).await;
            assert_eq!(far.ids(PLAIN), [1]);
            assert_eq!(state(&world, 1).await, "delivered");
            world.close().await;
        }
    }
}

#[tokio::test]
async fn a_receipt_that_knows_only_the_number_is_enough_where_an_answer_was_lost() {
    for kind in Kind::all() {
        let (world, far) = world(kind, &[PLAIN]).await;
        far.plan(PLAIN, &[ProviderAnswer::AnswerLost; 3]);
        for (id, member_no) in [(1, 1001), (2, 1002), (3, 1002)] {
            queue(&world, id, member_no, Purpose::Answer).await;
        }
        deliver(&world).await;
        assert_eq!(far.ids(PLAIN), [1, 2, 3]);
        for took in far.took() {
            let digits = took.to.reveal().trim_start_matches('+');
            let said = format!("id={}&to={digits}&state=OK", took.provider_id);
            let receipts = receipts_in(&world, PLAIN, &said);
            receipt::received(&world.service, PLAIN, &receipts)
                .await
                .unwrap();
        }
        assert_eq!(state(&world, 1).await, "delivered");
        // Which of two texts to one number is meant, nobody knows.
        assert_eq!(state(&world, 2).await, "unsure");
        assert_eq!(state(&world, 3).await, "unsure");
        let early = "select count(*) from early_receipt";
        assert_eq!(world.number(early).await, 2);
        world.clock.turn_by_ms(60 * MINUTE_MS);
        deliver(&world).await;
        assert_eq!(far.ids(PLAIN).iter().filter(|id| **id == 1).count(), 1);
        world.close().await;
    }
}

#[tokio::test]
async fn without_a_receipt_it_is_tried_again_after_half_an_hour() {
    for kind in Kind::all() {
        let (world, far) = world(kind, &[PLAIN]).await;
        far.plan(PLAIN, &[ProviderAnswer::AnswerLost]);
        queue(&world, 1, 1001, Purpose::Answer).await;
        deliver(&world).await;
        world.clock.turn_by_ms(30 * MINUTE_MS - 1);
        deliver(&world).await;
        assert_eq!(far.ids(PLAIN), [1]);
        world.clock.turn_by_ms(1);
        deliver(&world).await;
        assert_eq!(far.ids(PLAIN), [1, 1]);
        world.close().await;
    }
}

#[tokio::test]
async fn who_knows_our_id_is_told_again_soon_and_nobody_else_is() {
    for kind in Kind::all() {
        let (mut world, far) = world(kind, &[STEADY, PLAIN]).await;
        far.plan(
            STEADY,
            &[ProviderAnswer::AnswerLost, ProviderAnswer::Unreached],
        );
        queue(&world, 1, 1001, Purpose::Answer).await;
        deliver(&world).await;
        // Another route is preferred now, and yet this text stays where it may be.
        world.restart(&far, &[PLAIN, STEADY], 79).await;
        for _ in 0..10 {
            world.clock.turn_by_ms(MINUTE_MS);
            deliver(&world).await;
        }
        assert_eq!(far.ids(STEADY), [1]);
        assert!(far.ids(PLAIN).is_empty());
        assert_eq!(state(&world, 1).await, "sent");
        world.close().await;
    }
}

#[tokio::test]
async fn a_gateway_out_of_reach_is_left_alone_and_the_next_one_is_used() {
    for kind in Kind::all() {
        let (world, far) = world(kind, &[PLAIN, STEADY]).await;
        far.plan(PLAIN, &[ProviderAnswer::Unreached; 200]);
        for id in 1..=20 {
            queue(&world, id, 1001, Purpose::Answer).await;
        }
        for _ in 0..8 {
            deliver(&world).await;
            world.clock.turn_by_ms(MINUTE_MS);
        }
        assert_eq!(far.ids(STEADY).len(), 20);
        let tried = far.calls().iter().filter(|name| *name == PLAIN).count();
        assert!(tried <= 40, "it was left alone: {tried}");
        // Once it is back, one text tries it, and then all use it.
        far.plan(PLAIN, &[]);
        world.clock.turn_by_ms(20 * MINUTE_MS);
        for id in 21..=23 {
            queue(&world, id, 1001, Purpose::Answer).await;
        }
        deliver(&world).await;
        assert_eq!(far.ids(PLAIN).len(), 3);
        world.close().await;
    }
}

#[tokio::test]
async fn a_route_that_we_may_not_use_is_paused_for_the_cooperative_and_the_text_goes_on() {
    for kind in Kind::all() {
        let (world, far) = world(kind, &[PLAIN, STEADY]).await;
        far.plan(PLAIN, &[ProviderAnswer::BadCredentials]);
        queue(&world, 1, 1001, Purpose::Answer).await;
        deliver(&world).await;
        world.clock.turn_by_ms(2 * 60 * MINUTE_MS);
        deliver(&world).await;
        assert_eq!(far.calls(), [PLAIN, STEADY]);
        assert_eq!(far.ids(STEADY), [1]);
        let tasks = "select kind, about from officer_task";
        assert_eq!(world.rows(tasks).await, [["gateway", PLAIN]]);
        world.close().await;
    }
}

#[tokio::test]
async fn where_one_gateway_is_not_paid_the_next_one_sends_at_once() {
    for kind in Kind::all() {
        let (world, far) = world(kind, &[PLAIN, STEADY]).await;
        far.plan(PLAIN, &[ProviderAnswer::NoCredit]);
        queue(&world, 1, 1001, Purpose::Answer).await;
        // The clock stands still: nobody waits for an officer.
        for _ in 0..3 {
            deliver(&world).await;
        }
        assert_eq!(far.calls(), [PLAIN, STEADY]);
        assert_eq!(state(&world, 1).await, "sent");
        assert_eq!(world.number("select count(*) from officer_task").await, 1);
        world.close().await;
    }
}

#[tokio::test]
async fn a_slow_gateway_sends_nothing_when_her_quiet_hours_have_begun() {
    for kind in Kind::all() {
        let (world, far) = world(kind, &[PLAIN]).await;
        let hours = "update coop_texts set opens_minute = 540, closes_minute = 1140";
        assert_eq!(world.sql(hours).await, 1);
        let seven = START.day().start().plus_ms(19 * 60 * MINUTE_MS);
        world.clock.turn_to(seven.plus_ms(-10_000));
        far.plan(PLAIN, &[ProviderAnswer::Slow]);
        for (id, member_no) in [(1, 1001), (2, 1004)] {
            queue(&world, id, member_no, Purpose::Reminder).await;
        }
        for _ in 0..3 {
            deliver(&world).await;
        }
        assert_eq!(far.ids(PLAIN).len(), 1);
        // The other one leaves in the morning.
        world
            .clock
            .turn_to(seven.plus_ms(14 * 60 * MINUTE_MS + 60_000));
        deliver(&world).await;
        assert_eq!(far.ids(PLAIN).len(), 2);
        world.close().await;
    }
}

#[tokio::test]
async fn too_many_is_not_a_failure_of_the_text() {
    for kind in Kind::all() {
        let (world, far) = world(kind, &[PLAIN]).await;
        // However often it is said.
        far.plan(PLAIN, &[ProviderAnswer::Busy; 12]);
        queue(&world, 1, 1001, Purpose::Answer).await;
        for _ in 0..12 {
            assert_eq!(deliver(&world).await, 0);
            assert_eq!(state(&world, 1).await, "waiting throttled");
            world.clock.turn_by_ms(MINUTE_MS);
        }
        assert_eq!(far.calls().len(), 12);
        assert_eq!(deliver(&world).await, 1);
        assert_eq!(state(&world, 1).await, "sent");
        report(&world, PLAIN, "plain-1", Reported::Delivered).await;
        assert_eq!(state(&world, 1).await, "delivered");
        world.close().await;
    }
}

#[tokio::test]
async fn a_dead_number_costs_two_texts_and_then_none_until_it_calls() {
    for kind in Kind::all() {
        let (world, far) = world(kind, &[PLAIN]).await;
        far.plan(PLAIN, &[ProviderAnswer::BadNumber; 2]);
        for id in 1..=4 {
            queue(&world, id, 1001, Purpose::Alert).await;
            deliver(&world).await;
        }
        assert_eq!(far.calls().len(), 2);
        assert_eq!(state(&world, 4).await, "failed bad-number");
        world.clock.turn_by_ms(1000);
        world.phone_of(1001).dial(&world).await;
        queue(&world, 5, 1001, Purpose::Alert).await;
        deliver(&world).await;
        assert_eq!(far.ids(PLAIN), [5]);
        world.close().await;
    }
}
