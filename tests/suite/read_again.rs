//! Texts can be read again by dialling, with their real words even if the phone got only the private form:
//! then after the PIN.

use crate::support::{Dialler, Kind, World, pin_of};
use sahkar::core::domain::notice::{Message, Recipient};
use sahkar::core::domain::{By, Filling, Paise, Words};
use sahkar::core::script::notices::{Composed, SmsReader};

const DAY_MS: i64 = 86_400_000;
/// Help, then the messages; the way by the meetings is "5", "4".
const WAY: [&str; 2] = ["help", "messages"];

/// Queues today's price for a member, as it is written for her.
async fn queue_price(world: &World, no: i64, is_private: bool) {
    let service = &world.service;
    let now = world.clock.now();
    let coops = service.store.coops().await.unwrap();
    let phone = service.sender(&coops[0].coop, &coops[0].texts);
    let query = format!(
        "select cast(p.phone_id as text), cast(m.id as text) from member m join member_phone p on p.member_id = m.id
        and p.coop_id = m.coop_id where m.no = {no}"
    );
    let row = world.rows(&query).await.swap_remove(0);
    let lang = world
        .rows(&format!("select lang from member where no = {no}"))
        .await
        .swap_remove(0)
        .swap_remove(0);
    let reader = SmsReader {
        lang: sahkar::core::domain::Lang::parse(&lang).unwrap(),
        is_private,
    };
    let words = |gu: &str, hi: &str, en: &str| Filling::Words(Words::new(gu, hi, en));
    let fillings = [
        ("item", words("મગફળી", "मूँगफली", "Groundnut")),
        ("price", Filling::Amount(Paise(123_400))),
        ("place", words("વ્યારા", "व्यारा", "Vyara")),
    ];
    let notices = service.script.notices();
    let composed = notices.compose_named(&phone, "price", reader, &fillings, now);
    let Composed::Written(written) = composed.unwrap() else {
        panic!("it has words in her language")
    };
    let message = Message {
        id: service.chance().id(now),
        to: Recipient::Phone(
            sahkar::core::domain::PhoneId(row[0].parse().unwrap()),
            Some(sahkar::core::domain::MemberId(row[1].parse().unwrap())),
        ),
        written,
        due_at: now,
    };
    let (store, coop) = (&service.store, coops[0].coop.id);
    store
        .commit(&By::OPERATOR, (coop, now), &[], &[message])
        .await
        .unwrap();
}

/// All pages of what she is shown, from the first.
async fn all_pages(world: &World, phone: &mut Dialler, first: String) -> String {
    let mut all = first.clone();
    let mut page = first;
    while page.lines().any(|line| line.starts_with("9 ")) {
        page = phone.say(world, "9").await;
        all.push('\n');
        all.push_str(&page);
    }
    all
}

#[tokio::test]
async fn r5_what_a_neutral_text_hides_is_read_on_her_phone_behind_the_pin() {
    for kind in Kind::all() {
        let world = World::open(kind, 95).await;
        world
            .sql("update member set private_sms = true where no = 1005")
            .await;
        queue_price(&world, 1005, true).await;
        queue_price(&world, 1001, false).await;
        let arrived = world.texts_after(0).await;
        assert_eq!(arrived.len(), 2, "{kind:?}");
        // Her phone was told nothing; it leaves as it always did.
        assert!(arrived[0].body.contains("you have a message"), "{kind:?}");
        assert!(!arrived[0].body.contains("1234"), "{kind:?}");

        // Grace wants texts that say nothing: the PIN stands before the words.
        let mut grace = world.phone_of(1005);
        assert!(grace.goes(&world, &WAY).await.contains("PIN"), "{kind:?}");
        let wrong = grace.say(&world, "0000").await;
        assert!(!wrong.contains("Groundnut"), "{kind:?} {wrong}");
        let read = grace.say(&world, pin_of(1005)).await;
        let read = all_pages(&world, &mut grace, read).await;
        assert!(
            read.contains("price of Groundnut is Rs 1234"),
            "{kind:?} {read}"
        );
        grace.hang_up(&world).await;
        // Also once she wants them to say all again: what was hidden stays behind the PIN.
        world
            .sql("update member set private_sms = false where no = 1005")
            .await;
        assert!(grace.goes(&world, &WAY).await.contains("PIN"), "{kind:?}");
        grace.hang_up(&world).await;

        // Ramila was told all, and reads it without the PIN.
        let mut ramila = world.phone_of(1001);
        let read = ramila.goes(&world, &["meetings", "news"]).await;
        let read = all_pages(&world, &mut ramila, read).await;
        assert!(read.contains("મગફળી રૂ.1234 છે"), "{kind:?} {read}");
        ramila.hang_up(&world).await;

        // After thirty days the words are gone, and she is told so.
        world.clock.turn_by_ms(31 * DAY_MS);
        world.run_job("forget-texts").await;
        let read = ramila.goes(&world, &WAY).await;
        let read = all_pages(&world, &mut ramila, read).await;
        assert!(read.contains("30 દિવસ થયા"), "{kind:?} {read}");
        assert!(!read.contains("મગફળી"), "{kind:?} {read}");
        world.close().await;
    }
}

#[tokio::test]
async fn r5_women_who_share_a_phone_each_read_what_it_was_told_of_and_nobody_else_does() {
    for kind in Kind::all() {
        let world = World::open(kind, 96).await;
        // Both speak Gujarati now, so the phone is told of the meeting once, by way of one of them.
        world
            .sql("update member set lang = 'gu' where no = 1003")
            .await;
        let meeting = world.number("select planned_at from meeting").await;
        let meeting = sahkar::core::domain::Instant(meeting);
        world
            .clock
            .turn_to(meeting.plus_ms(-DAY_MS / 2 - 4 * 3_600_000));
        world.run_job("remind").await;
        let arrived = world.texts_after(0).await;
        let number = crate::support::number_of(1002);
        let to_both = arrived.iter().filter(|text| text.to.reveal() == number);
        let bodies: Vec<&str> = to_both.map(|text| text.body.as_str()).collect();
        assert!(!bodies.is_empty(), "{kind:?}");
        let tells_nothing = |body: &&str| body.contains("મેસેજ છે") && !body.contains("વ્યારા");
        assert!(bodies.iter().all(tells_nothing), "{kind:?} {bodies:?}");
        for no in [1002, 1003] {
            let mut phone = world.phone_of(no);
            let typed = no.to_string();
            let said = phone.goes(&world, &[&typed, "help", "messages"]).await;
            assert!(said.contains("પિન"), "{kind:?} {said}");
            let read = phone.say(&world, pin_of(no)).await;
            let read = all_pages(&world, &mut phone, read).await;
            assert!(read.contains("વ્યારા"), "{kind:?} {no} {read}");
            assert!(read.contains("પાસબુક"), "{kind:?} {no} {read}");
            phone.hang_up(&world).await;
        }
        // A number that is not this phone's is asked the PIN too, and none is right.
        let mut phone = world.phone_of(1002);
        let said = phone
            .goes(&world, &["1009", "help", "messages", pin_of(1009)])
            .await;
        assert!(!said.contains("વ્યારા"), "{kind:?} {said}");
        world.close().await;
    }
}
