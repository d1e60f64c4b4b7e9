//! Texts that arrive together, twice, or while the program dies: each is done once and answered once. And
//! stopping takes one text.

mod meant;

use crate::support::{Kind, MINUTE_MS, World, make_codes, number_of};
use sahkar::answer::text::heard;
use sahkar::app::Service;
use sahkar::clock::Chance;
use sahkar::core::acts::ballot::codes::Refusal;
use sahkar::core::domain::Phone;
use sahkar::core::script::words::Action;
use sahkar::delivery::deliver_once;
use sahkar::gateways::sms::SmsText;
use sahkar::office::vote_codes;
use sahkar::seal::{Keys, SecretBytes, pepper};
use sahkar::store::Store;
use std::sync::Arc;
use std::time::Duration;

/// A text from a member's phone.
pub(crate) fn text(member_no: i64, id: &str, body: &str) -> SmsText {
    SmsText {
        provider_id: Some(id.to_owned()),
        from: Phone::parse(&number_of(member_no)).unwrap(),
        to: "56161".to_owned(),
        body: body.to_owned(),
        at: None,
    }
}

const SAVED: &str = "select count(*) from entry where src = 'sms'";
const ANSWERS: &str = "select count(*) from outbox where purpose = 'answer'";

#[tokio::test(flavor = "multi_thread")]
async fn texts_of_one_phone_at_once_are_each_done_once() {
    for kind in Kind::all() {
        let world = World::open(kind, 41).await;
        let mut at_once = tokio::task::JoinSet::new();
        for n in 0..6 {
            // Each is delivered twice, at once.
            for _ in 0..2 {
                let service = Arc::clone(&world.service);
                let text = text(1005, &format!("id-{n}"), &format!("I 21 {}", 800 + n));
                at_once.spawn(async move {
                    // One that meets too many rivals is delivered again by its provider.
                    for _ in 0..20 {
                        if heard(&service, "sandbox", &text).await.is_ok() {
                            return;
                        }
                    }
                    panic!("it was never heard");
                });
            }
        }
        at_once.join_all().await;
        assert_eq!(world.number(SAVED).await, 6, "{kind:?}");
        assert_eq!(world.number(ANSWERS).await, 6, "{kind:?}");
        assert_eq!(world.number("select count(*) from inbox").await, 6);
        assert_eq!(world.number("select heard_n from texter").await, 6);
        world.close().await;
    }
}

/// What holds a text against how things stand is read after the count that guards it: otherwise the second
/// of two would see the count behind the first one and the language before it, and take itself for a wish
/// to turn back.
#[tokio::test(flavor = "multi_thread")]
async fn a_wish_that_is_delivered_twice_at_once_is_answered_once() {
    for kind in Kind::all() {
        let world = World::open(kind, 43).await;
        for n in 0..200_i64 {
            // Each wish is a new one, and none of them comes in an hour that is full.
            world.clock.turn_by_ms(10 * MINUTE_MS);
            let wish = ["LANG 2", "LANG 3"][usize::from(n % 2 == 1)];
            // What its provider gives no id is known again by its words alone.
            let text = SmsText {
                provider_id: None,
                ..text(1005, "", wish)
            };
            let mut at_once = tokio::task::JoinSet::new();
            // The second begins while the first is anywhere between its first statement and its last.
            let late = Duration::from_micros(250) * u32::try_from(n % 40).unwrap();
            for after in [Duration::ZERO, late] {
                let (service, text) = (Arc::clone(&world.service), text.clone());
                at_once.spawn(async move {
                    tokio::time::sleep(after).await;
                    heard(&service, "sandbox", &text).await.unwrap();
                });
            }
            at_once.join_all().await;
            assert_eq!(
                world.number(ANSWERS).await,
                n + 1,
                "{kind:?}: {late:?} later"
            );
        }
        world.close().await;
    }
}

#[tokio::test]
async fn a_text_that_is_killed_at_any_statement_is_done_once_when_it_is_delivered_again() {
    for kind in Kind::all() {
        let world = World::open(kind, 42).await;
        let mut killed_n = 0;
        for n in 1..100 {
            // Cooperatives are at hand for a minute, and a number is answered thirty times an hour.
            let wait = if n % 20 == 0 { 61 * 60_000 } else { 1000 };
            world.clock.turn_by_ms(wait);
            let text = text(1005, &format!("id-{n}"), &format!("I 21 {}", 800 + n));
            let before = (world.number(SAVED).await, world.number(ANSWERS).await);
            let faults = world.service.store.faults();
            let passed_n = faults.passed();
            faults.kill_before(n);
            let first = heard(&world.service, "sandbox", &text).await;
            faults.stop_killing();
            let statements_n = faults.passed() - passed_n;
            killed_n += i64::from(first.is_err());
            heard(&world.service, "sandbox", &text).await.unwrap();
            let after = (world.number(SAVED).await, world.number(ANSWERS).await);
            assert_eq!(
                after.0,
                before.0 + 1,
                "{kind:?}: killed before statement {n}"
            );
            assert_eq!(
                after.1,
                before.1 + 1,
                "{kind:?}: killed before statement {n}"
            );
            if first.is_ok() && statements_n < n {
                break;
            }
        }
        assert!(killed_n > 10, "{kind:?}: {killed_n}");
        world.close().await;
    }
}

#[tokio::test]
async fn stopping_takes_one_text_and_giving_takes_more() {
    for kind in Kind::all() {
        for (n, words) in ["BAND 18", "બંધ ૧૮", "बंद १८", "band18."]
            .into_iter()
            .enumerate()
        {
            let world = World::open(kind, 43).await;
            let mut phone = world.phone_of(1005);
            phone
                .goes(
                    &world,
                    &["permissions", "asks", "next", "next", "next", "3344", "yes"],
                )
                .await;
            assert_eq!(world.number("select no from consent").await, 18);
            let stop = text(1005, &format!("id-{n}"), words);
            heard(&world.service, "sandbox", &stop).await.unwrap();
            let left = world
                .number("select count(*) from consent where state = 'given'")
                .await;
            assert_eq!(
                (left, world.number(ANSWERS).await),
                (0, 1),
                "{kind:?}: {words}"
            );
            let src = world
                .rows("select src from consent_event order by seq desc")
                .await;
            assert_eq!(src[0][0], "sms");
            world.close().await;
        }
    }
    let giving = crate::support::script().replies_to(Action::GiveConsent);
    assert!(giving.is_some_and(|replies| replies > 1));
}

#[tokio::test]
async fn no_text_gives_a_permission_or_says_a_figure() {
    let world = World::open(Kind::Sqlite, 44).await;
    let tries = [
        "1",
        "yes",
        "haa",
        "GIVE 12",
        "12 1",
        "PERMIT 12 3344",
        "3344",
        "3 1 1 1 3344 1",
    ];
    for (n, words) in tries.into_iter().enumerate() {
        world.clock.turn_by_ms(MINUTE_MS);
        let text = text(1005, &format!("id-{n}"), words);
        heard(&world.service, "sandbox", &text).await.unwrap();
    }
    assert_eq!(world.number("select count(*) from consent").await, 0);
    let said = world.rows("select distinct notice from outbox").await;
    assert_eq!(said, [["not-understood"]]);
    world.close().await;
}

#[tokio::test]
async fn words_of_texts_and_those_who_texted_are_forgotten_after_thirty_days() {
    for kind in Kind::all() {
        let world = World::open(kind, 45).await;
        let complaint = text(1005, "a", "COMPLAIN nobody came");
        heard(&world.service, "sandbox", &complaint).await.unwrap();
        let asked = text(1004, "b", "LANG");
        heard(&world.service, "sandbox", &asked).await.unwrap();
        let kept = "select count(*) from inbox where body is not null";
        let forget = async |days: i64| {
            world.clock.turn_by_ms(days * 24 * 60 * MINUTE_MS);
            world.run_job("forget-texts").await;
        };
        forget(29).await;
        assert_eq!(world.number(kept).await, 2);
        assert_eq!(world.number("select count(*) from text_question").await, 0);
        forget(2).await;
        assert_eq!(world.number(kept).await, 0);
        assert_eq!(world.number("select count(*) from inbox").await, 2);
        assert_eq!(world.number("select count(*) from texter").await, 0);
        world.close().await;
    }
}

#[tokio::test]
async fn texts_outlive_the_key_they_were_sealed_with() {
    for kind in Kind::all() {
        let world = World::open(kind, 46).await;
        let mut stranger = text(1005, "b", "MEET");
        stranger.from = Phone::parse("+919876543210").unwrap();
        for text in [text(1005, "a", "I 21 99000"), stranger] {
            heard(&world.service, "sandbox", &text).await.unwrap();
        }
        let draw = |seed| SecretBytes::draw(&Chance::seeded(seed));
        let open = async |old: Option<SecretBytes>| {
            let keys = Keys::new(&draw(9), old.as_ref(), pepper("a pepper for tests"));
            Store::connect(world.url(), Arc::new(keys), Arc::new(Chance::seeded(47)))
                .await
                .unwrap()
        };
        let rotating = open(Some(draw(1))).await;
        assert!(rotating.rekey().await.unwrap() > 4);
        assert_eq!(rotating.rekey().await.unwrap(), 0, "{kind:?}");
        rotating.close().await;
        // The old key is gone; answers leave, and her yes still finds what it is about.
        world.clock.turn_by_ms(MINUTE_MS);
        let script = crate::support::script();
        let service = Service::new(open(None).await, script, world.clock.clone());
        assert_eq!(deliver_once(&service).await.unwrap(), 2, "{kind:?}");
        heard(&service, "sandbox", &text(1005, "c", "1"))
            .await
            .unwrap();
        assert_eq!(world.number(SAVED).await, 1, "{kind:?}");
        service.store.close().await;
        world.close().await;
    }
}

#[tokio::test]
async fn codes_are_gone_when_their_ballot_is_counted() {
    for kind in Kind::all() {
        let world = World::open(kind, 48).await;
        let coop = world.service.coop_by_number("sandbox", "56161").await;
        let coop = coop.unwrap().unwrap();
        let made = make_codes(&world.service, &coop, 18, true).await.unwrap();
        assert_eq!((made.codes.len(), made.queued_n), (24, 22));
        assert!(!format!("{made:?}").contains(&made.codes[0].1.code));
        let codes = "select count(*) from ballot_code";
        assert_eq!(world.number(codes).await, 24);
        world.clock.turn_by_ms(4 * 24 * 60 * MINUTE_MS);
        world.run_job("close-ballots").await;
        assert_eq!(world.number(codes).await, 0, "{kind:?}");
        let again = make_codes(&world.service, &coop, 18, false).await;
        let refused = vote_codes::Error::Refused(Refusal::NotOpen(18));
        assert_eq!(format!("{:?}", again.unwrap_err()), format!("{refused:?}"));
        world.close().await;
    }
}
