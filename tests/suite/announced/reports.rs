//! Receipts: matched by the number that they name, and a late delivery that cancels a retry.

use super::world;
use crate::deliver::{queue, receipts_in, register};
use crate::support::{Kind, MINUTE_MS, PLAIN, World};
use sahkar::answer::receipt::received;
use sahkar::core::domain::*;
use sahkar::delivery::deliver_once;
use sahkar::gateways::sms::Receipt;

const TWICE: &str = "select count(*) from officer_task where kind = 'twice'";

#[tokio::test]
async fn g4_the_number_in_a_report_decides_among_texts_of_one_id() {
    for kind in Kind::all() {
        for early in [false, true] {
            let (world, _far) = world(kind).await;
            register(&world, "approved").await;
            for (id, no) in [(1, 1001), (2, 1004)] {
                queue(&world, id, no, Purpose::Announcement).await;
            }
            let at_msg91 = "update outbox set state = 'sent', sent_at = 1, requests_n = 1,
                attempts = 1, gateway = 'msg91', provider_id = '3763646c'";
            if !early {
                assert_eq!(world.sql(at_msg91).await, 2);
            }
            // 1001 has it, 1004's network wants none, and so does a stranger's.
            let data = r#"[{"requestId":"3763646c","report":[
                {"date":"2026-11-24 10:00:00","number":"919800000001","status":"1","desc":"DELIVERED"},
                {"date":"2026-11-24 10:00:00","number":"919800000004","status":"9","desc":"NDNC"},
                {"date":"2026-11-24 10:00:00","number":"919811111111","status":"9","desc":"NDNC"}]}]"#;
            brought(&world, data).await;
            if early {
                assert_eq!(world.number("select count(*) from early_receipt").await, 3);
                assert_eq!(world.sql(at_msg91).await, 2);
                world
                    .service
                    .store
                    .receive_late(&[], world.clock.now())
                    .await
                    .unwrap();
            }
            let states = world
                .rows("select state, coalesce(failure, '') from outbox order by id")
                .await;
            let expected = [["delivered", ""], ["failed", "opted-out"]];
            assert_eq!(states, expected, "{kind:?} {early}");
            let stopped = "select count(*) from phone_texts where stopped_at is not null";
            assert_eq!(world.number(stopped).await, 1, "{kind:?} {early}");
            let left = "select count(*) from early_receipt";
            assert_eq!(world.number(left).await, 0, "{kind:?} {early}");
            world.close().await;
        }
    }
}

/// A form of MSG91 comes in, and is read and taken in as it is in production.
async fn brought(world: &World, data: &str) {
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("data", data)
        .finish();
    let receipts = receipts_in(world, "msg91", &form);
    received(&world.service, "msg91", &receipts).await.unwrap();
}

#[tokio::test]
async fn g6_an_arrival_cancels_the_retry_and_after_it_an_officer_knows() {
    for kind in Kind::all() {
        for retry_left in [false, true] {
            let (world, far) = world(kind).await;
            register(&world, "approved").await;
            queue(&world, 1, 1001, Purpose::Answer).await;
            deliver_once(&world.service).await.unwrap();
            let name = far.took()[0].provider_id.clone();
            let report = async |reported| {
                let receipt = Receipt {
                    our_id: None,
                    provider_id: Some(name.clone()),
                    to: None,
                    reported,
                    code: None,
                    at: None,
                };
                let service = &world.service;
                received(service, PLAIN, &[receipt]).await.unwrap();
            };
            let state = async || world.rows("select state from outbox").await[0][0].clone();
            report(Reported::Failed(Failure::Away)).await;
            assert_eq!(state().await, "waiting");
            // The same again, or an earlier word that comes late, changes nothing.
            report(Reported::Failed(Failure::Away)).await;
            report(Reported::Sent).await;
            assert_eq!(state().await, "waiting");
            if retry_left {
                world.clock.turn_by_ms(60 * MINUTE_MS);
                deliver_once(&world.service).await.unwrap();
                assert_eq!(far.ids(PLAIN), [1, 1]);
            }
            report(Reported::Delivered).await;
            assert_eq!(state().await, "delivered");
            world.clock.turn_by_ms(60 * MINUTE_MS);
            deliver_once(&world.service).await.unwrap();
            let sent_n = 1 + usize::from(retry_left);
            assert_eq!(far.calls().len(), sent_n, "{kind:?} {retry_left}");
            assert_eq!(world.number(TWICE).await, i64::from(retry_left));
            let verified = world.service.store.verify().await.unwrap();
            assert_eq!(verified.repeats.len(), usize::from(retry_left));
            assert_eq!(verified.findings, []);
            world.close().await;
        }
    }
}

#[tokio::test]
async fn g3_a_report_that_says_not_at_this_hour_is_due_when_the_law_lets_it_through() {
    for kind in Kind::all() {
        let (world, far) = world(kind).await;
        register(&world, "approved").await;
        let today = world.clock.now().day();
        world
            .clock
            .turn_to(today.start().plus_ms(22 * 60 * MINUTE_MS));
        queue(&world, 1, 1001, Purpose::Answer).await;
        deliver_once(&world.service).await.unwrap();
        let late = Receipt {
            our_id: None,
            provider_id: Some(far.took()[0].provider_id.clone()),
            to: None,
            reported: Reported::Failed(Failure::OutOfHours),
            code: Some("009".into()),
            at: None,
        };
        received(&world.service, PLAIN, &[late]).await.unwrap();
        let due = "select due_at from outbox where state = 'waiting'";
        let opens = today.plus(1).start().plus_ms((10 * 60 + 15) * MINUTE_MS);
        assert_eq!(world.number(due).await, opens.0, "{kind:?}");
        world.close().await;
    }
}
