//! A text that may not be sent in any script of its reader's language is not sent in another language: an
//! officer gets a task, and readers of other languages still get theirs.

use super::providers::world;
use crate::support::{Kind, MINUTE_MS, PLAIN, START, World, number_of, script};
use sahkar::answer::text::heard;
use sahkar::core::domain::*;
use sahkar::core::script::notices::SenderContext;
use sahkar::delivery::deliver_once;
use sahkar::gateways::sms::SmsText;
use sahkar::store::NewRegistration;

/// Has one text approved in these languages, and no other text in any.
async fn approve(world: &World, notice: &str, lang_scripts: &[LangScript]) {
    world.sql("delete from registration").await;
    let (store, now) = (&world.service.store, world.clock.now());
    let entry = store.coops().await.unwrap().remove(0);
    let sender = SenderContext {
        texts: &entry.texts,
        code: &entry.coop.code,
        must_be_registered: false,
    };
    let script = script();
    let template = script.notices().template(notice).unwrap();
    let approved = lang_scripts.iter().map(|lang_script| NewRegistration {
        notice: notice.to_owned(),
        lang_script: *lang_script,
        class: template.class,
        registration: Registration {
            version: template.version,
            body: template.registered(&sender, *lang_script).unwrap(),
            template_id: "1107161234567890123".to_owned(),
            header: "ASHAMD".to_owned(),
            entity_id: "1101234567890123456".to_owned(),
            state: RegistrationState::Approved,
        },
    });
    let all = [(entry.coop.id, approved.collect())];
    store
        .import_registrations(&By::OPERATOR, &all, now)
        .await
        .unwrap();
}

/// What officers are asked to see to of one text.
async fn asked(world: &World, notice: &str) -> Vec<Vec<String>> {
    let tasks = format!(
        "select kind, about from officer_task where about like '{notice} %' order by about"
    );
    world.rows(&tasks).await
}

#[tokio::test]
async fn a_reminder_that_may_leave_in_no_script_of_a_language_is_an_officers_task_once() {
    for kind in Kind::all() {
        let (world, far) = world(kind, &[PLAIN]).await;
        approve(
            &world,
            "meeting-reminder",
            &[LangScript::HiLatn, LangScript::En],
        )
        .await;
        let meeting = START.plus_ms(70 * 60 * MINUTE_MS).0;
        let plan = format!("update meeting set planned_at = {meeting}");
        world.sql(&plan).await;
        for _ in 0..3 {
            world.run_job("remind").await;
        }
        let lang_scripts =
            "select distinct lang_script from outbox where notice = 'meeting-reminder'
            order by lang_script";
        assert_eq!(world.rows(lang_scripts).await, [["en"], ["hi-Latn"]]);
        let about = asked(&world, "meeting-reminder").await;
        assert_eq!(about, [["no-template", "meeting-reminder gu"]]);
        while deliver_once(&world.service).await.unwrap() != 0 {}
        assert!(!far.took().is_empty(), "who reads another is reminded");
        // Once it may leave in her language, she is reminded too, and nobody twice.
        let count = async |rest: &str| {
            let texts =
                format!("select count(*) from outbox where notice = 'meeting-reminder' {rest}");
            world.number(&texts).await
        };
        let before = count("").await;
        approve(
            &world,
            "meeting-reminder",
            &[LangScript::Gu, LangScript::HiLatn, LangScript::En],
        )
        .await;
        for _ in 0..2 {
            world.run_job("remind").await;
        }
        let gujarati = count("and lang_script = 'gu'").await;
        assert!(gujarati > 0 && count("").await == before + gujarati);
        let twice = "select count(*) from (select member_id from outbox
            where notice = 'meeting-reminder' group by member_id having count(*) > 1) again";
        assert_eq!(world.number(twice).await, 0);
        world.close().await;
    }
}

#[tokio::test]
async fn an_answer_that_may_leave_in_no_script_of_her_language_is_an_officers_task_once() {
    for kind in Kind::all() {
        let (world, far) = world(kind, &[PLAIN]).await;
        approve(
            &world,
            "help",
            &[LangScript::Hi, LangScript::HiLatn, LangScript::En],
        )
        .await;
        for n in 1..=2 {
            let text = SmsText {
                provider_id: Some(format!("msg-{n}")),
                from: Phone::parse(&number_of(1001)).unwrap(),
                to: "56161".to_owned(),
                body: "HELP".to_owned(),
                at: None,
            };
            heard(&world.service, "sandbox", &text).await.unwrap();
            world.clock.turn_by_ms(60 * MINUTE_MS);
        }
        assert_eq!(asked(&world, "help").await, [["no-template", "help gu"]]);
        // What she wrote is kept, and nothing leaves in a language that is not hers.
        assert_eq!(world.number("select count(*) from inbox").await, 2);
        assert_eq!(world.number("select count(*) from outbox").await, 0);
        deliver_once(&world.service).await.unwrap();
        assert!(far.took().is_empty());
        world.close().await;
    }
}
