//! Officers learn that a task is open: from the metrics, from a text to the officer on duty, from a web
//! hook.

use super::world;
use crate::deliver::{queue, register};
use crate::support::{Kind, MINUTE_MS, PLAIN, ProviderAnswer, World, duty_set, keys, script};
use sahkar::app::Service;
use sahkar::clock::Chance;
use sahkar::core::domain::*;
use sahkar::delivery::{count, deliver_once};
use sahkar::gateways::sms::{Providers, SecretUrl};
use sahkar::office::duty;
use sahkar::outbound::{Allowed, Outbound};
use sahkar::store::Store;
use std::sync::Arc;
use std::time::Duration;
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

const DUTY: &str = "+919811100099";

fn duty() -> Phone {
    Phone::parse(DUTY).unwrap()
}

#[tokio::test]
async fn r13_a_gateway_that_is_paused_is_not_up_until_an_officer_has_seen_to_it() {
    for kind in Kind::all() {
        let recorder = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder();
        let figures = recorder.handle();
        let _here = metrics::set_default_local_recorder(&recorder);
        let (world, far) = world(kind).await;
        register(&world, "approved").await;
        let up = async || {
            let now = world.clock.now();
            count(&world.service, now).await.unwrap();
            let line = "sahkar_gateway_up{gateway=\"plain\"} ";
            let said = figures.render();
            let line = said.lines().find_map(|one| one.strip_prefix(line));
            line.unwrap().to_owned()
        };
        assert_eq!(up().await, "1");
        far.plan(PLAIN, &[ProviderAnswer::BadCredentials]);
        queue(&world, 1, 1001, Purpose::Answer).await;
        deliver_once(&world.service).await.unwrap();
        assert_eq!(up().await, "0", "{kind:?}");
        let (coop, task) = (
            world.number("select id from coop").await,
            world.number("select no from officer_task").await,
        );
        let now = world.clock.now();
        let store = &world.service.store;
        assert!(
            store
                .close_task(&By::OPERATOR, CoopId(coop), task, now)
                .await
                .unwrap()
        );
        assert_eq!(up().await, "1", "{kind:?}");
        world.close().await;
    }
}

/// A service on the same database that sends by the sandbox, and may tell a hook on this machine.
async fn telling(world: &World, hook: Option<String>) -> Service {
    let chance = Arc::new(Chance::seeded(90));
    let store = Store::connect(world.url(), keys(), chance).await.unwrap();
    let allowed = Allowed::parse("127.0.0.1").unwrap();
    let outbound = Outbound::open_for(allowed, Duration::from_secs(5)).unwrap();
    Service::new(store, script(), world.clock.clone())
        .sending(Providers::sandbox(), outbound)
        .telling(hook.map(SecretUrl))
}

async fn open_tasks(service: &Service, coop: CoopId, names: &[&str]) {
    for name in names {
        let now = service.clock.now();
        let task = service
            .store
            .ask_officer(&By::OPERATOR, coop, (TaskKind::Gateway, name), now);
        assert!(task.await.unwrap());
    }
}

#[tokio::test]
async fn r13_a_storm_of_tasks_is_one_text_to_the_officer_on_duty() {
    for kind in Kind::all() {
        let world = World::open(kind, 1).await;
        let service = telling(&world, None).await;
        let coop = service.store.coop_ids().await.unwrap()[0];
        let tell = async || {
            let now = service.clock.now();
            duty::tell(&service, now).await.unwrap();
            deliver_once(&service).await.unwrap();
            let texts = service.sending.sandbox.to(&duty());
            texts
                .into_iter()
                .map(|text| text.body)
                .collect::<Vec<String>>()
        };
        open_tasks(&service, coop, &["a", "b", "c"]).await;
        assert!(tell().await.is_empty(), "nobody is on duty");
        service
            .store
            .commit_whole(
                &By::OPERATOR,
                (coop, world.clock.now()),
                &duty_set(Some(duty())),
            )
            .await
            .unwrap();
        assert_eq!(service.store.duty(coop).await.unwrap(), Some(duty()));
        let kept = world.rows("select number from duty").await;
        assert!(!kept[0][0].contains("98111"), "it is sealed");
        let told = tell().await;
        assert_eq!(told.len(), 1, "{kind:?}");
        assert!(
            told[0].contains("Asha Mandli") && told[0].contains('3'),
            "{told:?}"
        );
        // More of them within half an hour are told together, when that is over.
        for n in 0..20 {
            open_tasks(&service, coop, &[&format!("storm {n}")]).await;
            world.clock.turn_by_ms(MINUTE_MS);
            assert_eq!(tell().await.len(), 1);
        }
        world.clock.turn_by_ms(10 * MINUTE_MS);
        let told = tell().await;
        assert_eq!(told.len(), 2);
        assert!(told[1].contains("23"), "{told:?}");
        // What was told once is not told again, and what is done is not told at all.
        world.clock.turn_by_ms(60 * MINUTE_MS);
        assert_eq!(tell().await.len(), 2);
        open_tasks(&service, coop, &["soon done"]).await;
        let id = world.number("select max(no) from officer_task").await;
        let now = service.clock.now();
        assert!(
            service
                .store
                .close_task(&By::OPERATOR, coop, id, now)
                .await
                .unwrap()
        );
        assert_eq!(tell().await.len(), 2);
        service
            .store
            .commit_whole(&By::OPERATOR, (coop, world.clock.now()), &duty_set(None))
            .await
            .unwrap();
        open_tasks(&service, coop, &["nobody on duty"]).await;
        assert_eq!(tell().await.len(), 2);
        service.store.close().await;
        world.close().await;
    }
}

#[tokio::test]
async fn r13_the_web_hook_hears_of_each_task_once_and_is_tried_until_it_does() {
    for kind in Kind::all() {
        let world = World::open(kind, 1).await;
        let hook = MockServer::start().await;
        // It fails twice, and then hears.
        Mock::given(method("POST"))
            .respond_with(ResponseTemplate::new(503))
            .up_to_n_times(2)
            .mount(&hook)
            .await;
        Mock::given(method("POST"))
            .respond_with(ResponseTemplate::new(204))
            .mount(&hook)
            .await;
        let service = telling(&world, Some(hook.uri())).await;
        let coop = service.store.coop_ids().await.unwrap()[0];
        let heard_n = async || hook.received_requests().await.unwrap().len();
        let tell = async || {
            let now = service.clock.now();
            duty::tell(&service, now).await.unwrap();
        };
        tell().await;
        assert_eq!(heard_n().await, 0, "there is nothing to tell");
        open_tasks(&service, coop, &["plain", "steady"]).await;
        // At once it is not tried again.
        for _ in 0..3 {
            tell().await;
        }
        assert_eq!(heard_n().await, 1);
        for (wait_ms, n) in [(9_999, 1), (1, 2), (19_999, 2), (1, 3), (3_600_000, 3)] {
            world.clock.turn_by_ms(wait_ms);
            tell().await;
            assert_eq!(heard_n().await, n, "{kind:?}");
        }
        let requests = hook.received_requests().await.unwrap();
        let said: serde_json::Value = serde_json::from_slice(&requests[2].body).unwrap();
        assert_eq!(said["cooperative"], "*384*2742#");
        let tasks = said["tasks"].as_array().unwrap();
        let about: Vec<&str> = tasks
            .iter()
            .map(|one| one["about"].as_str().unwrap())
            .collect();
        assert_eq!(about, ["plain", "steady"]);
        assert_eq!(tasks[0]["kind"], "gateway");
        // One that never hears is given up.
        hook.reset().await;
        open_tasks(&service, coop, &["never heard"]).await;
        for _ in 0..60 {
            world.clock.turn_by_ms(3_600_001);
            tell().await;
        }
        assert_eq!(heard_n().await, 30);
        service.store.close().await;
        world.close().await;
    }
}
