//! Texts that arrive late.

use super::open;
use crate::support::{Kind, number_of};
use reqwest::Method;

#[tokio::test]
async fn g5_a_text_that_was_a_day_on_its_way_is_noted_for_the_day_she_sent_it() {
    for kind in Kind::all() {
        let (world, server) = open(kind, 85).await;
        // It is Tuesday 24 November, half past nine in Gujarat; as Africa's Talking says it, in UTC.
        for (id, words, date) in [
            ("a", "I 21 700", "2026-11-23 02:00:00"),
            ("b", "I 21 701", "2026-11-23T18:29:59Z"),
            ("c", "I 21 702 kal", "2026-11-23 02:00:00"),
            ("d", "I 21 703", "2026-11-23T18:30:00Z"),
            // Tomorrow's and last year's clock, and none at all.
            ("e", "I 21 704", "2026-11-25 02:00:00"),
            ("f", "I 21 705", "2025-11-23 02:00:00"),
            ("g", "I 21 706", "soon"),
        ] {
            let form = [
                ("from", number_of(1005)),
                ("to", "56161".into()),
                ("id", id.into()),
                ("text", words.into()),
                ("date", date.into()),
            ];
            let asked = server.ask(Method::POST, "sandbox/demo/sms").form(&form);
            assert_eq!(asked.send().await.unwrap().status(), 200, "{kind:?}: {id}");
        }
        let noted = "select cast(to_on as text) from entry where src = 'sms' order by amount";
        let noted: Vec<i64> = world
            .rows(noted)
            .await
            .into_iter()
            .flatten()
            .map(|day| day.parse().unwrap())
            .collect();
        let today = world.clock.now().day().0;
        let days = [-1, -1, -2, 0, 0, 0, 0].map(|n| today + n);
        assert_eq!(noted, days, "{kind:?}");
        world.close().await;
    }
}
