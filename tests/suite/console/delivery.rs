//! Texts at the console: what waits and why, what a closed task lets go, dead numbers; and no answer by itself.

use crate::deliver::{queue, queue_as};
use crate::support::console::Console;
use crate::support::{Kind, MINUTE_MS, World, duty_set};
use sahkar::core::domain::change::coop;
use sahkar::core::domain::change::gateway::{self, GatewayPaused};
use sahkar::core::domain::officer::Role;
use sahkar::core::domain::*;
use sahkar::delivery::deliver_once;
use sahkar::demo::{COOP, DemoOfficer, SECRETARY};

const HOUR_MS: i64 = 60 * MINUTE_MS;

/// Whoever runs the machine.
const TECHNICIAN: DemoOfficer = DemoOfficer {
    name: "Usha",
    role: Role::Technician,
    member_no: None,
    passphrase: "four wells under one banyan",
};

/// Another who sees to delivery.
const MEERA: DemoOfficer = DemoOfficer {
    name: "Meera",
    role: Role::Secretary,
    member_no: None,
    passphrase: "two white oxen at the mill",
};

/// The only gateway has no credit: it is paused, and an officer has a task. The task's number.
async fn no_credit(world: &World) -> i64 {
    let (store, now) = (&world.service.store, world.clock.now());
    let paused = Change::Gateway(gateway::Change::Paused(GatewayPaused {
        gateway: "sandbox".to_owned(),
        why: "no-credit 402".to_owned(),
    }));
    let by = By::provider("sandbox");
    store
        .commit_whole(&by, (COOP, now), &[paused])
        .await
        .unwrap();
    let task = (TaskKind::Credit, "sandbox");
    assert!(store.ask_officer(&by, COOP, task, now).await.unwrap());
    world.number("select no from officer_task").await
}

async fn texts(world: &World, state: &str) -> i64 {
    let of_state = format!("select count(*) from outbox where state = '{state}'");
    world.number(&of_state).await
}

/// Console reference 5.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_task_says_that_closing_it_lets_go_is_what_leaves() {
    for kind in Kind::all() {
        let world = World::open(kind, 81).await;
        let desk = Console::with(&world, &[SECRETARY, MEERA]).await;
        for id in 0..3 {
            queue(&world, 900 + id, 1001, Purpose::Alert).await;
        }
        world.clock.turn_by_ms(49 * HOUR_MS);
        for id in 0..2 {
            let of = (Class::Service, Purpose::Alert);
            queue_as(&world, 910 + id, 1005, of).await;
        }
        let no = no_credit(&world).await;
        deliver_once(&world.service).await.unwrap();
        assert_eq!(texts(&world, "waiting").await, 5, "{kind:?}");
        let mut ila = desk.log_in(SECRETARY).await;
        let today = ila.get("/").await;
        assert!(
            today.html.contains("One task because of texts"),
            "{}",
            today.html
        );
        assert!(today.html.contains("5 texts are held up"), "{}", today.html);
        let list = ila.get("/texts").await;
        assert!(
            list.html.contains("The gateway sandbox has no credit"),
            "{}",
            list.html
        );
        assert!(
            list.html.contains("every gateway is paused"),
            "{}",
            list.html
        );
        let page = ila.get(&format!("/texts/tasks/{no}")).await;
        assert!(page.html.contains("2 texts go now."), "{}", page.html);
        assert!(
            page.html.contains("3 are too late, and will not go."),
            "{}",
            page.html
        );
        let mut meera = desk.log_in(MEERA).await;
        meera.get(&format!("/texts/tasks/{no}")).await;
        let close = format!("/texts/tasks/{no}/close");
        let form = ila.form(&close, &[]);
        for _ in 0..2 {
            let closed = ila.send_raw(&close, &form).await;
            assert!(
                closed.html.contains("What it held up leaves"),
                "{}",
                closed.html
            );
        }
        let late = meera.send(&close, &[]).await;
        assert!(
            late.html.contains("This task is closed already."),
            "{}",
            late.html
        );
        let line = "select count(*) from ledger where kind = 'task closed' and via = 'console'";
        assert_eq!(world.number(line).await, 1);
        deliver_once(&world.service).await.unwrap();
        let left = (
            texts(&world, "delivered").await + texts(&world, "sent").await,
            texts(&world, "expired").await,
        );
        assert_eq!(left, (2, 3), "{kind:?}");
        assert!(ila.get("/texts").await.html.contains("No task is open."));
        assert_eq!(ila.get(&format!("/texts/tasks/{no}")).await.status, 404);
        world.close().await;
    }
}

/// Console reference 2, sentences 6 and 22.
#[tokio::test(flavor = "multi_thread")]
async fn each_text_says_why_it_waits_or_failed_and_no_answer_stands_by_itself() {
    for kind in Kind::all() {
        let world = World::open(kind, 82).await;
        let desk = Console::with(&world, &[SECRETARY, TECHNICIAN]).await;
        for (id, purpose) in [
            (901, Purpose::Reminder),
            (902, Purpose::Reminder),
            (903, Purpose::Answer),
        ] {
            queue(&world, id, 1005, purpose).await;
        }
        let now = world.clock.now().0;
        world
            .sql(&format!(
                "update outbox set state = 'failed', failure = 'bad-number', code = '1701', gateway = 'sandbox',
                    settled_at = {now} where id in (901, 903)"
            ))
            .await;
        let later = now + 20 * HOUR_MS;
        let hour = format!("update outbox set due_at = {later} where id = 902");
        world.sql(&hour).await;
        let mut ila = desk.log_in(SECRETARY).await;
        let list = ila.get("/texts").await.html;
        assert!(list.contains("nobody has this number"), "{list}");
        assert!(
            list.contains("Ask her for the right number at the meeting."),
            "{list}"
        );
        assert!(list.contains("wait for their hour"), "{list}");
        assert!(list.contains("member 1005 · phone …0005"), "{list}");
        assert_eq!(list.matches("/console/texts/901\"").count(), 1);
        assert_eq!(
            list.matches("/console/texts/903\"").count(),
            0,
            "an answer is listed"
        );
        assert!(!list.contains("text 90"), "a body is shown");
        let life = ila.get("/texts/901").await.html;
        assert!(life.contains("1701") && life.contains("failed"), "{life}");
        assert_eq!(ila.get("/texts/903").await.status, 404);
        // Ballots are open in the demo: the answers of these days are counted nowhere.
        assert!(list.contains("While a vote is open"), "{list}");
        world.sql("update ballot set state = 'closed'").await;
        let sent = format!("update outbox set state = 'sent', sent_at = {now} where id = 903");
        world.sql(&sent).await;
        let list = ila.get("/texts").await.html;
        assert!(!list.contains("While a vote is open"), "{list}");
        assert!(list.contains("<td class=\"num\">1</td>"), "{list}");
        // Whoever runs the machine sees the end of the phone, and not whose it is.
        let mut usha = desk.log_in(TECHNICIAN).await;
        let list = usha.get("/texts").await.html;
        assert!(
            list.contains("phone …0005") && !list.contains("member 1005"),
            "{list}"
        );
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_number_is_listed_with_whose_it_is_for_whoever_may_read_members() {
    for kind in Kind::all() {
        let world = World::open(kind, 83).await;
        let desk = Console::with(&world, &[SECRETARY, TECHNICIAN]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        assert!(
            ila.get("/numbers")
                .await
                .html
                .contains("Texts reach every number.")
        );
        let now = world.clock.now().0;
        world
            .sql(&format!(
                "insert into phone_texts (coop_id, phone_id, hard_fails, set_aside_at)
                select p.coop_id, p.phone_id, 2, {now} from member_phone p
                join member m on m.coop_id = p.coop_id and m.id = p.member_id where m.no = 1005"
            ))
            .await;
        let today = ila.get("/").await;
        assert!(
            today.html.contains("One number that texts do not reach"),
            "{}",
            today.html
        );
        let list = ila.get("/numbers").await.html;
        assert!(list.contains("/console/members/1005\">1005 · "), "{list}");
        assert!(
            list.contains("phone …0005") && list.contains("since 24/11/2026"),
            "{list}"
        );
        let looked = "select count(*) from look where looked_at = 'list' and shown_n = 1";
        assert_eq!(world.number(looked).await, 1);
        let mut usha = desk.log_in(TECHNICIAN).await;
        let list = usha.get("/numbers").await.html;
        assert!(
            list.contains("phone …0005") && !list.contains("/members/1005"),
            "{list}"
        );
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_says_how_it_stands_and_who_is_told_of_its_task() {
    for kind in Kind::all() {
        let world = World::open(kind, 84).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        let page = ila.get("/gateways").await.html;
        assert!(
            page.contains("<h2>sandbox</h2>") && page.contains("Works."),
            "{page}"
        );
        assert!(page.contains("none needs to be registered"), "{page}");
        queue(&world, 901, 1005, Purpose::Alert).await;
        deliver_once(&world.service).await.unwrap();
        let page = ila.get("/gateways").await.html;
        assert!(page.contains("Last took a text 24/11 09:30."), "{page}");
        no_credit(&world).await;
        let page = ila.get("/gateways").await.html;
        assert!(page.contains("no money is left at the gateway"), "{page}");
        assert!(page.contains("No credit: pay in."), "{page}");
        assert!(ila.get("/texts").await.html.contains("Nobody is on duty"));
        let duty = duty_set(Phone::parse("+919811100099").ok());
        let at = (COOP, world.clock.now());
        world
            .service
            .store
            .commit_whole(&By::OPERATOR, at, &duty)
            .await
            .unwrap();
        let list = ila.get("/texts").await.html;
        assert!(list.contains("the officer on duty, phone …0099"), "{list}");
        world.close().await;
    }
}

/// Console reference 2, sentences 15 and 16.
#[tokio::test(flavor = "multi_thread")]
async fn what_texts_cost_stands_by_month_and_gateway_at_the_price_of_its_time() {
    for kind in Kind::all() {
        let world = World::open(kind, 85).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        world.sql("update ballot set state = 'closed'").await;
        let mut ila = desk.log_in(SECRETARY).await;
        let none = ila.get("/texts/cost").await.html;
        assert!(none.contains("No text has left yet."), "{none}");
        for (id, purpose) in [(901, Purpose::Alert), (902, Purpose::Answer)] {
            queue(&world, id, 1005, purpose).await;
        }
        world
            .sql("update outbox set segments = 3 where id = 901")
            .await;
        deliver_once(&world.service).await.unwrap();
        let row = |texts: i64, parts: i64, rupees: &str| {
            let num = "<td class=\"num\">";
            format!("<td>sandbox</td>{num}{texts}</td>{num}{parts}</td>{num}{rupees}</td>")
        };
        // Four parts at 20 paise.
        let page = ila.get("/texts/cost").await.html;
        assert!(page.contains(&row(2, 4, "0.80")), "{page}");
        // Another price counts from when on it was set.
        world.clock.turn_by_ms(MINUTE_MS);
        let store = &world.service.store;
        let mut entry = world.entry().await;
        entry.texts.paise_per_part = 50;
        let set = coop::Change::Set(Box::new(coop::CoopSet { entry }));
        let at = (COOP, world.clock.now());
        let set = [Change::Coop(set)];
        store.commit_whole(&By::OPERATOR, at, &set).await.unwrap();
        queue(&world, 903, 1005, Purpose::Alert).await;
        deliver_once(&world.service).await.unwrap();
        let page = ila.get("/texts/cost").await.html;
        assert!(page.contains(&row(3, 5, "1.30")), "{page}");
        let file = ila.get("/texts/cost.csv").await;
        let lines = "\u{feff}Month,Gateway,Texts,Parts,Rs\n11/2026,sandbox,3,5,1.30\n";
        assert_eq!(file.html, lines);
        assert!(file.headers["content-disposition"].contains("sms-cost.csv"));
        // What was sent to numbers of nobody is forgotten after a month, and what it cost is not.
        let nobodys =
            "update outbox set phone_id = null, member_id = null, number = 'x' where id = 901";
        world.sql(nobodys).await;
        world.clock.turn_by_ms(31 * 24 * HOUR_MS);
        world.run_job("forget-texts").await;
        let left = world.number("select count(*) from outbox where id = 901");
        assert_eq!(left.await, 0);
        let mut ila = desk.log_in_with(&SECRETARY, 2).await;
        let page = ila.get("/texts/cost").await.html;
        assert!(page.contains(&row(3, 5, "1.30")), "{page}");
        world.close().await;
    }
}
