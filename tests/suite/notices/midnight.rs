//! How midnight is written in texts, and what is sent on the day before it.

use super::{script, sender, texts};
use crate::support::{Kind, MINUTE_MS, START, World};
use sahkar::core::domain::{Day, Filling, Lang, Notice};
use sahkar::core::script::notices::{Composed, SmsReader};

/// The first moment of Sunday 29 November 2026.
fn sunday() -> sahkar::core::domain::Instant {
    Day(START.day().0 + 5).start()
}

#[test]
fn g13_midnight_is_said_as_the_night_before_in_every_language() {
    let (script, texts) = (script(), texts());
    for (lang, midnight, morning) in [
        (Lang::En, "Sat night 12", "Sun 9 am"),
        (Lang::Gu, "શનિ રાત્રે 12", "રવિ સવારે 9"),
        (Lang::Hi, "शनि रात 12", "रवि सुबह 9"),
    ] {
        let reader = SmsReader {
            lang,
            is_private: false,
        };
        let written = |minutes: i64| {
            let at = Filling::When(sunday().plus_ms(minutes * MINUTE_MS));
            let fillings = [("until", at)];
            let notices = script.notices();
            let sender = sender(&texts);
            match notices.compose(&sender, Notice::VoteOpened, reader, &fillings, START) {
                Ok(Composed::Written(written)) => written.body,
                other => panic!("{other:?}"),
            }
        };
        assert!(written(0).contains(midnight), "{}", written(0));
        assert!(written(9 * 60).contains(morning), "{}", written(9 * 60));
        assert!(
            written(90).contains(&midnight.replace("12", "1:30")),
            "{}",
            written(90)
        );
    }
}

#[tokio::test]
async fn g13_a_vote_that_closes_at_midnight_is_said_to_close_on_the_evening_before() {
    for kind in Kind::all() {
        let world = World::open(kind, 1).await;
        let closes = format!(
            "update ballot set closes_at = {} where state = 'open'",
            sunday().0
        );
        world.sql(&closes).await;
        let queued = async |notice: &str| {
            let count = format!("select count(*) from outbox where notice = '{notice}'");
            world.number(&count).await
        };
        // On the Friday it is open; on the Saturday it is the last day.
        world.clock.turn_to(sunday().plus_ms(-38 * 60 * MINUTE_MS));
        world.run_job("remind").await;
        assert_eq!(queued("vote-closing").await, 0, "{kind:?}");
        assert!(22 <= queued("vote-opened").await, "{kind:?}");
        world.clock.turn_to(sunday().plus_ms(-14 * 60 * MINUTE_MS));
        world.run_job("remind").await;
        assert!(22 <= queued("vote-closing").await, "{kind:?}");
        world.close().await;
    }
}
