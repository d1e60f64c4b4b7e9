//! What is stored of a request when a part of it cannot be stored, and how the request is answered.

use super::{Asked, FORM, JSON, ask, open};
use crate::support::{Kind, number_of};

#[tokio::test]
async fn s9_in_a_bundle_of_reports_the_good_one_is_kept() {
    for kind in Kind::all() {
        let (world, server) = open(kind, 82).await;
        let report = |id: &str| {
            format!(r#"{{"externalId":"{id}","eventType":"DELIVERED","destAddr":"919800000001"}}"#)
        };
        let long = "x".repeat(3000);
        for (n, bad) in [r"a\u0000b", r"\u0000", r"\udc00", &long]
            .into_iter()
            .enumerate()
        {
            let bundle = format!("[{},{}]", report(bad), report(&format!("good-{n}")));
            let body = form_urlencoded::Serializer::new(String::new())
                .append_pair("response", &bundle)
                .finish();
            let one = Asked {
                path: "gupshup/demo/receipt".into(),
                kind: FORM,
                body,
            };
            assert_eq!(ask(&server, &one).await, 200, "{kind:?}: {bad}");
        }
        let kept = "select provider_id from early_receipt order by provider_id";
        let kept: Vec<String> = world.rows(kept).await.into_iter().flatten().collect();
        assert_eq!(kept, ["good-0", "good-1", "good-2", "good-3"], "{kind:?}");
        world.close().await;
    }
}

#[tokio::test]
async fn s9_her_words_are_heard_without_what_cannot_be_kept() {
    for kind in Kind::all() {
        let (world, server) = open(kind, 83).await;
        let her = number_of(1005).replace('+', "%2B");
        let text = |id: &str, words: &str| Asked {
            path: "sandbox/demo/sms".into(),
            kind: FORM,
            body: format!("from={her}&to=56161&id={id}&text={words}"),
        };
        let results = |words: &str| Asked {
            path: "infobip/demo/sms".into(),
            kind: JSON,
            body: format!(
                r#"{{"results":[{{"from":"919800000005","to":"56161","messageId":"c","text":"{words}"}}]}}"#
            ),
        };
        for one in [
            text("a", "I+21+7%0000%00"),
            text("b", "%00I 21 800"),
            results(r"I\u0000 21 900"),
        ] {
            assert_eq!(ask(&server, &one).await, 200, "{kind:?}: {one:?}");
        }
        let saved = "select cast(amount as text) from entry where src = 'sms' order by amount";
        let saved: Vec<String> = world.rows(saved).await.into_iter().flatten().collect();
        assert_eq!(saved, ["70000", "80000", "90000"], "{kind:?}");
        // Words that cannot be read are answered, and not sent back to the provider for ever.
        assert_eq!(ask(&server, &text("d", "I+21+%FF00")).await, 200);
        assert_eq!(world.number("select count(*) from inbox").await, 4);
        assert_eq!(world.number("select count(*) from outbox").await, 4);
        world.close().await;
    }
}

#[tokio::test]
async fn s9_who_would_bring_it_for_ever_hears_that_it_is_taken() {
    for kind in Kind::all() {
        let (world, server) = open(kind, 84).await;
        let before = world.dump().await;
        let form = |path: &str, body: &str| Asked {
            path: path.to_owned(),
            kind: FORM,
            body: body.to_owned(),
        };
        let query = |path: &str| Asked {
            path: path.to_owned(),
            kind: "",
            body: String::new(),
        };
        for (one, status) in [
            // Who gives up hears what is wrong.
            (
                form(
                    "sandbox/demo/sms",
                    "from=%2B919800000001&to=56161&id=a%00&text=HELP",
                ),
                400,
            ),
            (form("sandbox/demo/receipt", "id=a%00&status=Success"), 400),
            (
                query("exotel/demo/sms?SmsSid=a%00&From=09800000001&To=56161&Body=HELP"),
                400,
            ),
            (
                query("gupshup/demo/receipt?externalId=a%00&status=SUCCESS"),
                200,
            ),
            (
                query("gupshup/demo/sms?msisdn=919800000001&phonecode=5%00&content=HELP"),
                200,
            ),
            (
                query("kannel/demo/sms?from=919800000001&to=56161&text=HELP&id=%00&charset=UTF-8"),
                200,
            ),
            (
                form(
                    "textlocal/demo/receipt",
                    "customID=%00&status=D&number=919800000001",
                ),
                200,
            ),
            // Anything else that is wrong is still said.
            (
                query("kannel/demo/sms?from=MTN&to=56161&text=HELP&id=a&charset=UTF-8"),
                400,
            ),
        ] {
            assert_eq!(ask(&server, &one).await, status, "{kind:?}: {one:?}");
        }
        assert!(before == world.dump().await, "{kind:?}: something changed");
        world.close().await;
    }
}
