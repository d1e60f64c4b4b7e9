//! What the browser phone asks for: the texts to its own number, each once and with its size.

use crate::support::{Kind, World};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use sahkar::config::Redacted;
use sahkar::core::domain::{Instant, Phone};
use sahkar::web::phone::PhonePage;
use sahkar::web::webhooks::WebhookAuth;
use sahkar::web::{self, App};
use serde_json::{Value, json};
use std::sync::Arc;
use tower::ServiceExt as _;

const AT: Instant = Instant(1_795_492_800_000);

fn app(world: &World) -> App {
    let secrets = [("sandbox".to_owned(), Redacted::new("demo".to_owned()))];
    App {
        service: Arc::clone(&world.service),
        auth: WebhookAuth::new(secrets.into_iter().collect(), None),
        metrics: None,
    }
}

async fn get(world: &World, page: Option<&PhonePage>, address: &str) -> (StatusCode, Value) {
    let request = Request::get(address).body(Body::empty()).unwrap();
    let answer = web::router(app(world), page)
        .oneshot(request)
        .await
        .unwrap();
    let status = answer.status();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

#[tokio::test]
async fn a_phone_is_told_of_its_own_texts_with_their_sizes() {
    let world = World::open(Kind::Sqlite, 7).await;
    let page = PhonePage::default();
    let phones = ["+919800000001", "+919800000004"].map(|text| Phone::parse(text).unwrap());
    let long = "દૂધ ".repeat(20);
    // Greater than any number that a page can hold exactly.
    let id = i64::MAX - 1;
    world
        .service
        .sending
        .sandbox
        .send(id, &phones[0], "Saved {1}", AT);
    world
        .service
        .sending
        .sandbox
        .send(2, &phones[1], "Not hers", AT);
    world.service.sending.sandbox.send(3, &phones[0], &long, AT);
    let inbox = "/phone/inbox?number=%2B919800000001&after=";

    let (_, first) = get(&world, Some(&page), &format!("{inbox}0")).await;
    let one = json!({
        "id": id.to_string(), "at": AT.0, "body": "Saved {1}",
        "size": { "encoding": "GSM-7", "units": 11, "parts": 1 },
    });
    let other = json!({
        "id": "3", "at": AT.0, "body": long,
        "size": { "encoding": "UCS-2", "units": 80, "parts": 2 },
    });
    assert_eq!(first, json!({ "after": 3, "texts": [one, other] }));
    let (_, next) = get(&world, Some(&page), &format!("{inbox}1")).await;
    assert_eq!(next, json!({ "after": 3, "texts": [other] }));
    let (_, none) = get(&world, Some(&page), &format!("{inbox}3")).await;
    assert_eq!(none, json!({ "after": 3, "texts": [] }));
    // A page that was open while another process ran is told all.
    let (_, all) = get(&world, Some(&page), &format!("{inbox}900")).await;
    assert_eq!(all["texts"].as_array().unwrap().len(), 2);

    for wrong in [
        "",
        "?number=1&after=0",
        "?number=%2B919800000001",
        "?number=%2B919800000001&after=-1",
    ] {
        let (status, _) = get(&world, Some(&page), &format!("/phone/inbox{wrong}")).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    let (off, _) = get(&world, None, &format!("{inbox}0")).await;
    assert_eq!(
        off,
        StatusCode::NOT_FOUND,
        "only where the page is switched on"
    );
    world.close().await;
}
