//! Cases and calls at the console: answered, told, called, appealed, signed by two, and late.

use super::sign::{form, known};
use crate::support::console::{Browser, Console};
use crate::support::{Kind, MINUTE_MS, World};
use sahkar::core::domain::change::case;
use sahkar::core::domain::officer::Role;
use sahkar::core::domain::*;
use sahkar::demo::{COMMITTEE, COOP, DemoOfficer, PRESIDENT, SAKHI};

const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// Grace, as an officer who answers cases.
const GRACE: DemoOfficer = DemoOfficer {
    name: "Grace",
    role: Role::DataCommittee,
    member_no: Some(1005),
    passphrase: "three kites above the market",
};

/// Grace's case with this number; about an entry of hers, or about none.
async fn put_case(world: &World, no: i64, kind: CaseKind, entry: Option<(i64, i64)>) {
    let (store, now) = (&world.service.store, world.clock.now());
    let holder = store.pin_holder(COOP, 1005).await.unwrap().unwrap();
    let opened = Change::Case(case::Change::Opened(case::CaseOpened {
        member: holder.member,
        case: Case {
            id: CaseId(no),
            no,
            kind,
            entry_no: entry.map(|(_, entry_no)| entry_no),
            amount: None,
            due_at: now.plus_days(7),
        },
        disputes: entry.map(|(id, _)| (EntryId(id), RowId(no))),
    }));
    let by = By::OPERATOR;
    store
        .commit_whole(&by, (COOP, now), &[opened])
        .await
        .unwrap();
}

async fn lines(world: &World, kind: &str) -> i64 {
    let lines = format!("select count(*) from ledger where kind = '{kind}' and via = 'console'");
    world.number(&lines).await
}

/// Another of the committee.
const ANOTHER: DemoOfficer = DemoOfficer {
    name: "Asha",
    ..COMMITTEE
};

/// The sakhi sees the number, reaches her the second time, and both are written down.
async fn she_is_called(world: &World, kanta: &mut Browser) {
    let calls = kanta.get("/calls").await;
    assert!(calls.html.contains("member 1005"), "{}", calls.html);
    let call = world.number("select id from call_ask").await;
    let numbers = kanta.send(&format!("/calls/{call}/number"), &[]).await;
    assert!(numbers.html.contains("+919800000005"), "{}", numbers.html);
    let looked = "select count(*) from look where looked_at = 'numbers' and reason = 'call'";
    assert_eq!(world.number(looked).await, 1);
    kanta.get("/calls").await;
    let call = format!("/calls/{call}");
    let missed = kanta.send(&call, &[("result", "not reached")]).await;
    assert!(
        missed.html.contains("She stays on the list"),
        "{}",
        missed.html
    );
    let talked = kanta.send(&call, &[("result", "settled")]).await;
    assert!(
        talked.html.contains("Nobody waits for a call"),
        "{}",
        talked.html
    );
    assert_eq!(lines(world, "call not reached").await, 1);
    assert_eq!(lines(world, "call done").await, 1);
}

/// She is not content: who answered cannot answer again, another does, and the case is closed.
async fn another_answers_her_appeal(desk: &Console, daya: &mut Browser, kanta: &mut Browser) {
    let declined = [("outcome", "declined")];
    kanta.get("/cases/900001").await;
    let appealed = kanta.send("/cases/900001/appeal", &[]).await;
    assert!(
        appealed
            .html
            .contains("Another officer answers within 7 days"),
        "{}",
        appealed.html
    );
    daya.get("/cases/900001").await;
    let same = daya.send("/cases/900001/answer", &declined).await;
    assert_eq!(same.status, 422);
    assert!(
        same.html.contains("not content with your answer"),
        "{}",
        same.html
    );
    let mut other = desk.log_in(ANOTHER).await;
    other.get("/cases/900001").await;
    let answered = other
        .send("/cases/900001/answer", &[("outcome", "done")])
        .await;
    assert!(
        answered.html.contains("Answered. A text tells her."),
        "{}",
        answered.html
    );
    kanta.get("/cases/900001").await;
    let closed = kanta.send("/cases/900001/close", &[]).await;
    assert!(
        closed.html.contains("The case is closed."),
        "{}",
        closed.html
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_answered_she_is_called_and_another_officer_answers_her_appeal() {
    for kind in Kind::all() {
        let world = World::open(kind, 71).await;
        let desk = Console::with(&world, &[COMMITTEE, ANOTHER, SAKHI]).await;
        let mut daya = desk.log_in(COMMITTEE).await;
        assert!(daya.get("/cases").await.html.contains("No case waits."));
        put_case(&world, 900_001, CaseKind::Complain, None).await;
        let today = daya.get("/").await;
        assert!(
            today.html.contains("One case waits for an answer"),
            "{}",
            today.html
        );
        let list = daya.get("/cases").await;
        assert!(list.html.contains("900001 · A complaint"), "{}", list.html);
        daya.get("/cases/900001").await;
        let none = daya.send("/cases/900001/answer", &[]).await;
        assert_eq!(none.status, 422);
        assert!(none.html.contains("Choose the answer."), "{}", none.html);
        let declined = [("outcome", "declined")];
        let done = daya.send("/cases/900001/answer", &declined).await;
        assert!(
            done.html.contains("A call to her is on the list"),
            "{}",
            done.html
        );
        let told = "select count(*) from outbox where notice = 'case-declined'";
        assert_eq!(world.number(told).await, 1);
        assert_eq!(lines(&world, "case answered").await, 1);

        let mut kanta = desk.log_in(SAKHI).await;
        she_is_called(&world, &mut kanta).await;
        another_answers_her_appeal(&desk, &mut daya, &mut kanta).await;
        assert_eq!(lines(&world, "case closed").await, 1);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_to_an_entry_takes_two_and_nothing_changes_before() {
    for kind in Kind::all() {
        let world = World::open(kind, 72).await;
        let desk = Console::with(&world, &[COMMITTEE, PRESIDENT, SAKHI]).await;
        let of_grace = "from entry e join member m on m.coop_id = e.coop_id and m.id = e.member_id
            where m.no = 1005 and e.kind = 'income' order by e.no desc limit 1";
        let id = world.number(&format!("select e.id {of_grace}")).await;
        let no = world.number(&format!("select e.no {of_grace}")).await;
        put_case(&world, 900_002, CaseKind::EntryNotMine, Some((id, no))).await;
        let mut kanta = desk.log_in(SAKHI).await;
        let seen = kanta.get("/cases/900002").await;
        assert!(
            !seen.html.contains("Rs "),
            "a sakhi sees no money: {}",
            seen.html
        );
        let mut daya = desk.log_in(COMMITTEE).await;
        let page = daya.get("/cases/900002").await;
        assert!(
            page.html.contains(&format!("Entry {no}: Rs ")),
            "{}",
            page.html
        );
        let unasked = daya
            .send("/cases/900002/answer", &[("outcome", "done")])
            .await;
        assert_eq!(unasked.status, 422, "her passphrase is missing");
        let typed = [("outcome", "done"), ("passphrase", COMMITTEE.passphrase)];
        let asked = daya.send("/cases/900002/answer", &typed).await;
        assert!(
            asked.html.contains("Another officer has to sign it"),
            "{}",
            asked.html
        );
        let state = format!(
            "select count(*) from entry_event where entry_id = {id} and state = 'withdrawn'"
        );
        assert_eq!(world.number(&state).await, 0);
        assert_eq!(world.number("select count(*) from case_event").await, 0);
        let proposal = world.number("select no from proposal").await;
        let mut ramila = desk.log_in(PRESIDENT).await;
        let agree = format!("/sign/{proposal}/agree");
        let right = form(&mut ramila, proposal, PRESIDENT.passphrase).await;
        let shown = ramila.shown.html.clone();
        assert!(
            shown.contains("Case 900002 of member 1005, An entry is not hers"),
            "{shown}"
        );
        let signed = ramila.send_raw(&agree, &right).await;
        assert!(signed.html.contains("Signed, and done."), "{}", signed.html);
        assert_eq!(world.number(&state).await, 1);
        let by = known(&world, &COMMITTEE).await.officer.id.0;
        let answered = format!("select count(*) from case_event where officer_id = {by}");
        assert_eq!(world.number(&answered).await, 1);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_answers_her_own_case_and_a_late_one_is_escalated_and_ends_by_itself() {
    for kind in Kind::all() {
        let world = World::open(kind, 73).await;
        let desk = Console::with(&world, &[GRACE, COMMITTEE]).await;
        put_case(&world, 900_003, CaseKind::Copy, None).await;
        let mut grace = desk.log_in(GRACE).await;
        grace.get("/cases/900003").await;
        let done = [("outcome", "done")];
        let own = grace.send("/cases/900003/answer", &done).await;
        assert_eq!(own.status, 422);
        assert!(own.html.contains("It is your own case"), "{}", own.html);
        world.run_job("see-to-cases").await;
        let late = "select count(*) from ledger where kind = 'case escalated' and via = 'clock'";
        assert_eq!(world.number(late).await, 0);
        world.clock.turn_by_ms(7 * DAY_MS);
        world.run_job("see-to-cases").await;
        world.run_job("see-to-cases").await;
        assert_eq!(world.number(late).await, 1);
        let mut daya = desk.log_in(COMMITTEE).await;
        let today = daya.get("/").await;
        assert!(today.html.contains("Answer case 900003"), "{}", today.html);
        daya.get("/cases/900003").await;
        let told = daya.send("/cases/900003/answer", &done).await;
        assert!(
            told.html.contains("Answered. A text tells her."),
            "{}",
            told.html
        );
        world.clock.turn_by_ms(30 * DAY_MS);
        world.run_job("see-to-cases").await;
        let ended = "select count(*) from ledger where kind = 'case closed' and via = 'clock'";
        assert_eq!(world.number(ended).await, 1);
        world.close().await;
    }
}
