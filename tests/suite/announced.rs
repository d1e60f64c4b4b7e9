//! Announcements, and how often each text is sent, counted at the provider.

mod officers;
mod reports;
mod sums;

use crate::deliver::nine_to_seven;
use crate::support::{FakeProvider, Kind, MINUTE_MS, PLAIN, START, World, number_of};
use sahkar::core::domain::*;
use sahkar::core::script::notices::{Composed, SmsReader, SmsTemplate};
use sahkar::delivery::deliver_once;
use sahkar::office::announcements::{self, News};
use sahkar::store::{Announced, AnnouncementSums, CoopEntry};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The demo cooperative with all its texts approved, sending by a far provider, at an hour and within caps
/// that hold nothing back.
async fn world(kind: Kind) -> (World, Arc<FakeProvider>) {
    let mut world = World::open(kind, 1).await;
    let far = FakeProvider::new(&world.clock);
    world.send_by(&far, &[PLAIN]).await;
    world.approve_all().await;
    world
        .sql("update coop_texts set day_cap = 1000, month_cap = 10000")
        .await;
    (world, far)
}

/// Every text that goes to many: those that an officer announces, and the reminders.
fn to_many(world: &World) -> Vec<SmsTemplate> {
    let reminders = [
        Notice::MeetingReminder,
        Notice::VoteOpened,
        Notice::VoteClosing,
        Notice::Breach,
    ];
    let is_one = |template: &&SmsTemplate| {
        template.is_announcement || reminders.iter().any(|one| one.word() == template.name)
    };
    let notices = world.service.script.notices();
    notices.templates().filter(is_one).cloned().collect()
}

/// Something for each place.
fn fillings(template: &SmsTemplate) -> Vec<(&str, Filling)> {
    let value = |place: &str| match place {
        "n" | "no" | "voted" => Filling::Number(18),
        "amount" | "price" => Filling::Amount(Paise(85_000)),
        "day" => Filling::Day(START.day().plus(2)),
        "at" | "until" | "when" => Filling::When(START.plus_days(2)),
        _ => Filling::Words(Words::new("વ્યારા", "व्यारा", "Vyara")),
    };
    let places = template.places.iter();
    places
        .map(|place| (place.name.as_str(), value(&place.name)))
        .collect()
}

fn news<'a>(template: &'a SmsTemplate, fillings: &'a [(&'a str, Filling)]) -> News<'a> {
    News {
        notice: &template.name,
        fillings,
        ballot: None,
        meeting: None,
        once: None,
        again: None,
    }
}

/// Members of three languages; all of them or none want neutral texts; five more share the first phone, or
/// nobody more does than 1002 and 1003.
async fn mix(world: &World, private: bool, shared: bool) {
    world
        .sql("update member set lang = case no % 3 when 0 then 'gu' when 1 then 'hi' else 'en' end")
        .await;
    world
        .sql(&format!("update member set private_sms = {private}"))
        .await;
    if shared {
        let of = |no: &str| format!("(select id from member where no in ({no}))");
        let (first, sharers) = (of("1001"), of("1006, 1007, 1008, 1010, 1013"));
        let moved = format!(
            "update member_phone set phone_id = (select p.phone_id from member_phone p
                where p.member_id in {first}) where member_id in {sharers}"
        );
        assert_eq!(world.sql(&moved).await, 5);
    }
}

/// What each phone is to get, by number and text, worked out from the register and from nothing that the
/// program has made of it.
fn expected(
    world: &World,
    entry: &CoopEntry,
    template: &SmsTemplate,
    (private, shared): (bool, bool),
) -> BTreeMap<(String, String), usize> {
    let values = fillings(template);
    let mut expected = BTreeMap::new();
    for no in 1001..=1024_i64 {
        let is_moved = shared && [1006, 1007, 1008, 1010, 1013].contains(&no);
        let has_company = is_moved || (shared && no == 1001) || [1002, 1003].contains(&no);
        let lang = [Lang::Gu, Lang::Hi, Lang::En][usize::try_from(no % 3).unwrap()];
        let reader = SmsReader {
            lang,
            is_private: private || has_company,
        };
        let sender = world.service.sender(&entry.coop, &entry.texts);
        let notices = world.service.script.notices();
        let now = world.clock.now();
        let composed = notices.compose_named(&sender, &template.name, reader, &values, now);
        let Composed::Written(written) = composed.unwrap() else {
            panic!("{} is approved", template.name)
        };
        let number = number_of(if is_moved { 1001 } else { no });
        // Whoever shares it and reads the same language has it from the same text.
        expected.insert((number, written.body), 1);
    }
    expected
}

fn sums_of(sums: &[(CoopId, AnnouncementSums)], n: usize) -> &AnnouncementSums {
    &sums[n].1
}

#[tokio::test]
async fn s1_each_phone_gets_every_announcement_once_in_each_language_counted_at_the_provider() {
    for kind in Kind::all() {
        for (private, shared) in [(false, false), (true, false), (false, true), (true, true)] {
            let (world, far) = world(kind).await;
            mix(&world, private, shared).await;
            let entry = world.entry().await;
            let templates = to_many(&world);
            assert!(templates.len() >= 13, "{}", templates.len());
            for (n, template) in templates.iter().enumerate() {
                let what = format!("{kind:?} {} {private} {shared}", template.name);
                let (calls_n, took_n) = (far.calls().len(), far.took().len());
                let expected = expected(&world, &entry, template, (private, shared));
                let values = fillings(template);
                let now = world.clock.now();
                let news = news(template, &values);
                let queued =
                    announcements::announce(&world.service, &By::OPERATOR, &entry, news, now).await;
                let texts_n = i64::try_from(expected.len()).unwrap();
                assert_eq!(queued.unwrap(), Announced::Queued(texts_n), "{what}");
                while deliver_once(&world.service).await.unwrap() > 0 {}
                let mut arrived: BTreeMap<(String, String), usize> = BTreeMap::new();
                for took in &far.took()[took_n..] {
                    let to = took.to.reveal().to_owned();
                    *arrived.entry((to, took.body.clone())).or_default() += 1;
                }
                assert_eq!(arrived, expected, "{what}");
                assert_eq!(far.calls().len() - calls_n, expected.len(), "{what}");
                let verified = world.service.store.verify().await.unwrap();
                assert_eq!(verified.findings, [], "{what}");
                let sums = sums_of(&verified.announcements, n);
                let all = [
                    sums.due_n,
                    sums.rows_n,
                    sums.readers_n,
                    sums.handed_n,
                    sums.requests_n,
                ];
                assert_eq!(all, [texts_n; 5], "{what}: {sums}");
                // Later announcements stand apart.
                world.clock.turn_by_ms(MINUTE_MS);
            }
            world.close().await;
        }
    }
}

#[tokio::test]
async fn r8_what_is_shown_before_is_counted_by_the_query_that_queues() {
    for kind in Kind::all() {
        let (world, _far) = world(kind).await;
        mix(&world, false, true).await;
        // One said STOP, one has left, one has chosen no language, one has no phone any more.
        let phone = |no: i64| {
            format!(
                "(select p.phone_id from member_phone p
                    join member m on m.id = p.member_id where m.no = {no})"
            )
        };
        world
            .sql(&format!(
                "insert into phone_texts (coop_id, phone_id, stopped_at, hard_fails)
                    select id, {}, 1, 0 from coop",
                phone(1004)
            ))
            .await;
        for alter in [
            "update member set state = 'left' where no = 1008".to_owned(),
            "update member set lang = null where no = 1009".to_owned(),
            format!(
                "update member_phone set to_at = 1 where phone_id = {}",
                phone(1011)
            ),
        ] {
            assert_eq!(world.sql(&alter).await, 1);
        }
        let entry = world.entry().await;
        for template in to_many(&world) {
            let values = fillings(&template);
            let now = world.clock.now();
            let news = news(&template, &values);
            let prepared = announcements::prepare(&world.service, &entry, news, now).unwrap();
            let announcement = prepared.announcement.unwrap();
            let store = &world.service.store;
            let shown = store.audience(&entry.coop, &announcement).await.unwrap();
            let before = world
                .number("select coalesce(max(id), 0) from outbox")
                .await;
            let queued =
                announcements::announce(&world.service, &By::OPERATOR, &entry, news, now).await;
            let queued = queued.unwrap();
            assert_eq!(
                queued,
                Announced::Queued(shown.texts_n),
                "{}",
                template.name
            );
            let rows = async |what: &str| {
                let of = format!("select {what} from outbox where id > {before}");
                world.number(&of).await
            };
            assert_eq!(rows("count(*)").await, shown.texts_n);
            assert_eq!(rows("count(distinct phone_id)").await, shown.phones_n);
            assert_eq!(rows("sum(segments)").await, shown.parts_n);
            let is_stopped = template.purpose == Purpose::Announcement;
            assert_eq!(
                shown.women_n,
                22 - i64::from(is_stopped),
                "{}",
                template.name
            );
            assert_eq!(shown.members_n, 23);
        }
        world.close().await;
    }
}

#[tokio::test]
async fn r8_the_same_words_are_asked_about_for_two_days_and_other_words_are_not() {
    for kind in Kind::all() {
        let (world, _far) = world(kind).await;
        let entry = world.entry().await;
        let templates = to_many(&world);
        let seeds = templates.iter().find(|one| one.name == "seeds").unwrap();
        let begun = world.clock.now();
        let announce = async |place: &str, again| {
            let place = Filling::Words(Words::new("વ્યારા", "व्यारा", place));
            let values = [
                ("when", Filling::When(START.plus_days(20))),
                ("place", place),
            ];
            let news = News {
                again: Some(again),
                ..news(seeds, &values)
            };
            let now = world.clock.now();
            let done =
                announcements::announce(&world.service, &By::OPERATOR, &entry, news, now).await;
            done.unwrap()
        };
        let all = Announced::Queued(24);
        assert_eq!(announce("Vyara", false).await, all);
        assert_eq!(announce("Vyara", false).await, Announced::Said(begun));
        assert_eq!(announce("Songadh", false).await, all);
        assert_eq!(announce("Vyara", true).await, all);
        world.clock.turn_by_ms(48 * 60 * MINUTE_MS - 1);
        assert_eq!(announce("Vyara", false).await, Announced::Said(begun));
        world.clock.turn_by_ms(1);
        assert_eq!(announce("Vyara", false).await, all);
        let kept = world.number("select count(*) from announced_words").await;
        assert_eq!(kept, 2);
        world.close().await;
    }
}

#[tokio::test]
async fn g3_what_is_refused_at_this_hour_is_due_when_the_law_lets_it_through() {
    for kind in Kind::all() {
        let (world, far) = world(kind).await;
        nine_to_seven(&world).await;
        let ten_at_night = START.day().start().plus_ms(22 * 60 * MINUTE_MS);
        world.clock.turn_to(ten_at_night);
        far.plan(PLAIN, &[crate::support::ProviderAnswer::WrongHour]);
        crate::deliver::register(&world, "approved").await;
        crate::deliver::queue(&world, 1, 1001, Purpose::Answer).await;
        deliver_once(&world.service).await.unwrap();
        let due = "select due_at from outbox where id = 1 and state = 'waiting'";
        let opens = START
            .day()
            .plus(1)
            .start()
            .plus_ms((10 * 60 + 15) * MINUTE_MS);
        assert_eq!(world.number(due).await, opens.0, "{kind:?}");
        world.clock.turn_to(opens.plus_ms(-1));
        deliver_once(&world.service).await.unwrap();
        assert_eq!(far.calls().len(), 1);
        world.clock.turn_to(opens);
        deliver_once(&world.service).await.unwrap();
        assert_eq!(far.ids(PLAIN), [1], "{kind:?}");
        world.close().await;
    }
}
