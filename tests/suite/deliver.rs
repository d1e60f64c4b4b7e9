//! Sending texts: the sandbox sends at the right hour, and a real provider only what is registered.

mod flows;
mod lang_scripts;
mod providers;

pub(crate) use providers::{receipts_in, register};

use crate::support::{Kind, MINUTE_MS, START, World, number_of};
use sahkar::core::domain::*;
use sahkar::delivery::deliver_once;

/// A text to a member of the demo cooperative.
pub(crate) async fn queue(world: &World, id: i64, member_no: i64, purpose: Purpose) {
    let of = (Class::Service, purpose, "meeting-next");
    queue_of(world, id, member_no, of).await;
}

/// One that is registered under this class.
pub(crate) async fn queue_as(
    world: &World,
    id: i64,
    member_no: i64,
    (class, purpose): (Class, Purpose),
) {
    queue_of(world, id, member_no, (class, purpose, "meeting-next")).await;
}

/// One of any template and class.
async fn queue_of(
    world: &World,
    id: i64,
    member_no: i64,
    (class, purpose, notice): (Class, Purpose, &str),
) {
    let now = world.clock.now();
    let coop = world.service.store.coop_ids().await.unwrap()[0];
    let rows = world
        .rows(&format!(
            "select cast(m.id as text), cast(p.phone_id as text) from member m
                join member_phone p on p.coop_id = m.coop_id and p.member_id = m.id
                where m.no = {member_no}"
        ))
        .await;
    let (member, phone) = (rows[0][0].parse().unwrap(), rows[0][1].parse().unwrap());
    let to = Recipient::Phone(PhoneId(phone), Some(MemberId(member)));
    let store = &world.service.store;
    let mut text = message(id, to, purpose, now);
    text.written.class = class;
    text.written.notice = notice.into();
    store
        .commit(&By::OPERATOR, (coop, now), &[], &[text])
        .await
        .unwrap();
}

/// A text that is due, of the template that `register` registers.
pub(crate) fn message(id: i64, to: Recipient, purpose: Purpose, now: Instant) -> Message {
    Message {
        id,
        to,
        written: Written {
            notice: "meeting-next".into(),
            lang_script: LangScript::En,
            version: 1,
            class: Class::Service,
            purpose,
            body: format!("text {id}"),
            hidden: None,
            values: Vec::new(),
            segments: 1,
            lives_ms: 48 * 60 * MINUTE_MS,
        },
        due_at: now,
    }
}

/// The usual hours; the demo cooperative's are open all day, so that it can be tried at night.
pub(crate) async fn nine_to_seven(world: &World) {
    let hours = "update coop_texts set opens_minute = 540, closes_minute = 1140";
    assert_eq!(world.sql(hours).await, 1);
}

fn on_air(world: &World, member_no: i64) -> Vec<String> {
    let phone = Phone::parse(&number_of(member_no)).unwrap();
    let texts = world.service.sending.sandbox.to(&phone);
    texts.into_iter().map(|text| text.body).collect()
}

#[tokio::test]
async fn what_is_due_arrives_in_the_sandbox_once() {
    for kind in Kind::all() {
        let world = World::open(kind, 1).await;
        queue(&world, 1, 1001, Purpose::Answer).await;
        queue(&world, 2, 1002, Purpose::Reminder).await;
        assert_eq!(deliver_once(&world.service).await.unwrap(), 2);
        assert_eq!(deliver_once(&world.service).await.unwrap(), 0);
        assert_eq!(on_air(&world, 1001), ["text 1"]);
        assert_eq!(on_air(&world, 1002), ["text 2"]);
        let states = "select distinct state from outbox";
        assert_eq!(world.rows(states).await, [["delivered"]]);
        world.close().await;
    }
}

#[tokio::test]
async fn a_reminder_waits_for_the_morning_and_an_answer_does_not() {
    for kind in Kind::all() {
        let world = World::open(kind, 1).await;
        nine_to_seven(&world).await;
        world
            .clock
            .turn_to(START.day().start().plus_ms(22 * 60 * MINUTE_MS));
        queue(&world, 1, 1001, Purpose::Reminder).await;
        queue(&world, 2, 1001, Purpose::Answer).await;
        assert_eq!(deliver_once(&world.service).await.unwrap(), 1);
        assert_eq!(on_air(&world, 1001), ["text 2"]);
        let nine = START.day().plus(1).start().plus_ms(9 * 60 * MINUTE_MS);
        world.clock.turn_to(nine.plus_ms(-1));
        assert_eq!(deliver_once(&world.service).await.unwrap(), 0);
        world.clock.turn_to(nine);
        assert_eq!(deliver_once(&world.service).await.unwrap(), 1);
        assert_eq!(on_air(&world, 1001), ["text 2", "text 1"]);
        world.close().await;
    }
}

#[tokio::test]
async fn the_third_reminder_of_a_day_comes_on_the_next() {
    for kind in Kind::all() {
        let world = World::open(kind, 1).await;
        for id in 1..=5 {
            queue(&world, id, 1001, Purpose::Reminder).await;
        }
        let mut days = Vec::new();
        for day in 0..3 {
            let nine = START.day().plus(day).start().plus_ms(10 * 60 * MINUTE_MS);
            world.clock.turn_to(nine);
            deliver_once(&world.service).await.unwrap();
            world.clock.turn_by_ms(5 * MINUTE_MS);
            deliver_once(&world.service).await.unwrap();
            days.push(on_air(&world, 1001).len());
        }
        // The fifth is stale by the third day.
        assert_eq!(days, [2, 4, 4]);
        world.close().await;
    }
}

#[tokio::test]
async fn all_are_reminded_of_a_meeting_and_of_votes_once() {
    for kind in Kind::all() {
        let world = World::open(kind, 1).await;
        let meeting = START.plus_ms(70 * 60 * MINUTE_MS).0;
        world
            .sql(&format!("update meeting set planned_at = {meeting}"))
            .await;
        for _ in 0..3 {
            world.run_job("remind").await;
        }
        // One meeting and two votes, to 24 members of whom two share a phone, by day's cap of two.
        let texts = "select notice || ' ' || cast(count(*) as text) from outbox
            group by notice order by notice";
        let queued: Vec<String> = world.rows(texts).await.into_iter().flatten().collect();
        assert_eq!(
            queued,
            ["meeting-reminder 22", "neutral 6", "vote-opened 44"],
        );
        deliver_once(&world.service).await.unwrap();
        assert_eq!(on_air(&world, 1001).len(), 2);
        let asked = "select count(*) from text_question where kind = 'meeting'";
        assert_eq!(world.number(asked).await, 22);
        world.close().await;
    }
}

#[tokio::test]
async fn on_its_last_day_a_vote_is_said_to_close() {
    for kind in Kind::all() {
        let world = World::open(kind, 1).await;
        world.run_job("remind").await;
        let closes = world.number("select max(closes_at) from ballot").await;
        world
            .clock
            .turn_to(Instant(closes).day().start().plus_ms(9 * 60 * MINUTE_MS));
        world.run_job("remind").await;
        let closing = "select count(*) from outbox where notice = 'vote-closing'";
        assert!(world.number(closing).await >= 22);
        world.close().await;
    }
}
