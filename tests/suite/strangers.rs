//! A person whom no cooperative knows sends many texts at once: each is processed.

use crate::support::{Kind, World};
use sahkar::answer::text::heard;
use sahkar::core::domain::Phone;
use sahkar::gateways::sms::SmsText;
use std::sync::Arc;

/// More than a few rivals, in each other's way from the first text on.
const TEXTS: i64 = 16;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s11_a_text_that_meets_many_rivals_is_taken_up_again_until_it_is_heard() {
    for kind in Kind::all() {
        for at in 0..6 {
            let world = World::open(kind, 70 + at).await;
            let mut at_once = tokio::task::JoinSet::new();
            for n in 0..TEXTS {
                let service = Arc::clone(&world.service);
                let text = SmsText {
                    provider_id: Some(format!("id-{n}")),
                    from: Phone::parse("+919899999999").unwrap(),
                    to: "56161".to_owned(),
                    body: format!("what is this {n}"),
                    at: None,
                };
                at_once.spawn(async move { heard(&service, "sandbox", &text).await });
            }
            for heard in at_once.join_all().await {
                heard.unwrap_or_else(|error| panic!("{kind:?}: {error}"));
            }
            assert_eq!(world.number("select count(*) from inbox").await, TEXTS);
            assert_eq!(world.number("select heard_n from texter").await, TEXTS);
            world.close().await;
        }
    }
}
