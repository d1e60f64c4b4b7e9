//! Second signatures at the console: who signs, who does not, and the other answers.

use crate::support::console::{Browser, Console, hidden, masked};
use crate::support::{Kind, World};
use sahkar::core::authz::{Permit, Principal, require};
use sahkar::core::domain::Via;
use sahkar::core::domain::officer::Role;
use sahkar::demo::{AUDITOR, COOP, DemoOfficer, PRESIDENT, SECRETARY};
use sahkar::office::proposed_act::{PinAct, ProposedAct};
use sahkar::office::signing;
use sahkar::store::{KnownOfficer, NewProposal};

/// A second president, who is no member.
pub(super) const MIRA: DemoOfficer = DemoOfficer {
    name: "Mira",
    role: Role::President,
    member_no: None,
    passphrase: "four blue boats on the lake",
};

pub(super) async fn known(world: &World, officer: &DemoOfficer) -> KnownOfficer {
    let officers = world.service.store.officers(COOP).await.unwrap();
    let mut officers = officers.into_iter();
    officers.find(|one| one.name == officer.name).unwrap()
}

pub(super) async fn permit(world: &World, officer: &DemoOfficer, act: &ProposedAct) -> Permit {
    let person = Principal::Officer(known(world, officer).await.officer);
    let right = act.act().right().unwrap();
    require(&person, right, Via::Console).unwrap()
}

/// An officer asks for an act; the number of her proposal.
pub(super) async fn ask(world: &World, officer: &DemoOfficer, act: &ProposedAct) -> i64 {
    let entry = world.entry().await;
    let preview = act.preview(&world.service, &entry).await.unwrap();
    let new = NewProposal {
        act: act.act().code(),
        payload: act.to_text(),
        subjects: preview.subjects.clone(),
        shown_hash: preview.hash(&world.service, COOP),
    };
    let permit = permit(world, officer, act).await;
    let by = (&permit, known(world, officer).await.officer.id);
    let (store, now) = (&world.service.store, world.clock.now());
    signing::ask(store, COOP, by, &new, now).await.unwrap()
}

pub(super) fn codes(numbers: &[i64]) -> ProposedAct {
    ProposedAct::Pin(PinAct::Activate {
        numbers: numbers.to_vec(),
    })
}

pub(super) fn unlock(no: i64) -> ProposedAct {
    ProposedAct::Pin(PinAct::Unlock { numbers: vec![no] })
}

/// Opens the page of a proposal; its form, signed by who is logged in.
pub(super) async fn form(her: &mut Browser, no: i64, passphrase: &str) -> Vec<(String, String)> {
    let page = her.get(&format!("/sign/{no}")).await;
    let shown = hidden(&page.html, "shown");
    let typed = [
        ("who", "me"),
        ("shown", shown.as_str()),
        ("passphrase", passphrase),
    ];
    her.form(&format!("/sign/{no}/agree"), &typed)
}

pub(super) const SLIP: &str = "class=\"paper slip\"";
pub(super) const SIGNED: &str = "select count(*) from proposal where state = 'signed'";

#[tokio::test(flavor = "multi_thread")]
async fn a_second_officer_signs_what_she_was_shown_and_it_is_done_with_it() {
    for kind in Kind::all() {
        let world = World::open(kind, 61).await;
        let desk = Console::with(&world, &[SECRETARY, PRESIDENT]).await;
        let no = ask(&world, &SECRETARY, &codes(&[1004, 1005])).await;
        let agree = format!("/sign/{no}/agree");
        let mut ramila = desk.log_in(PRESIDENT).await;
        let today = ramila.get("/").await;
        assert!(
            today.html.contains("One thing waits for your signature"),
            "{}",
            today.html
        );
        let list = ramila.get("/sign").await;
        assert!(list.html.contains(&format!("{no} · Codes for new PINs")));
        assert!(list.html.contains("asked for by Ila"));
        let wrong = form(&mut ramila, no, "a wrong passphrase of hers").await;
        let page = ramila.shown.clone();
        assert!(
            page.html.contains("2 members choose new PINs: 1004, 1005"),
            "{}",
            page.html
        );
        assert_eq!(ramila.send_raw(&agree, &wrong).await.status, 422);
        assert_eq!(world.number(SIGNED).await, 0);
        let right = form(&mut ramila, no, PRESIDENT.passphrase).await;
        let slips = ramila.send_raw(&agree, &right).await;
        assert_eq!(slips.html.matches(SLIP).count(), 2, "{}", slips.html);
        // The same form again shows the same codes, and makes no others.
        assert_eq!(ramila.send_raw(&agree, &right).await.html, slips.html);
        assert_eq!(world.number(SIGNED).await, 1);
        let done = "select count(*) from ledger where via = 'console' and why = 'two signed'";
        assert_eq!(world.number(done).await, 2, "one line for each woman");
        let page = ramila.get(&format!("/sign/{no}")).await;
        assert!(page.html.contains("It is signed and done"));
        assert!(!page.html.contains("Sign it"));
        let today = ramila.get("/").await;
        assert!(today.html.contains("Nothing waits for you"));
        assert!(today.html.contains("Next meeting: 27/11"), "{}", today.html);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_officer_signs_on_the_same_laptop_and_the_first_stays_logged_in() {
    for kind in Kind::all() {
        let world = World::open(kind, 62).await;
        let desk = Console::with(&world, &[SECRETARY, PRESIDENT]).await;
        let no = ask(&world, &SECRETARY, &codes(&[1004])).await;
        let (path, agree) = (format!("/sign/{no}"), format!("/sign/{no}/agree"));
        let mut ila = desk.log_in(SECRETARY).await;
        let page = ila.get(&path).await;
        assert!(
            page.html.contains("You asked for it"),
            "asker: {}",
            page.html
        );
        let shown = hidden(&page.html, "shown");
        let code = desk.code(&PRESIDENT, 1);
        let by = |passphrase: &'static str, code: &str| {
            [
                ("who", "other".to_owned()),
                ("shown", shown.clone()),
                ("name", PRESIDENT.name.to_owned()),
                ("passphrase-other", passphrase.to_owned()),
                ("code", code.to_owned()),
            ]
        };
        let mut send = async |fields: [(&str, String); 5]| {
            let fields: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            ila.send(&agree, &fields).await
        };
        for wrong in [
            by("a wrong passphrase of hers", &code),
            by(PRESIDENT.passphrase, "00000000"),
        ] {
            let refused = send(wrong).await;
            assert_eq!(refused.status, 422);
            assert!(refused.html.contains("do not belong together"));
            assert!(!refused.html.contains(PRESIDENT.passphrase));
        }
        assert_eq!(world.number(SIGNED).await, 0);
        let slips = send(by(PRESIDENT.passphrase, &code)).await;
        assert_eq!(slips.html.matches(SLIP).count(), 1, "{}", slips.html);
        let others = "select count(*) from proposal where answered_by <> asked_by";
        assert_eq!(world.number(others).await, 1);
        let me = ila.get("/me").await;
        assert!(me.at == "/me" && me.html.contains("Ila"));
        // Her code has counted, so that it signs nothing else.
        let next = ask(&world, &SECRETARY, &codes(&[1005])).await;
        let page = ila.get(&format!("/sign/{next}")).await;
        let shown = hidden(&page.html, "shown");
        let fields = [
            ("who", "other"),
            ("shown", shown.as_str()),
            ("name", PRESIDENT.name),
            ("passphrase-other", PRESIDENT.passphrase),
            ("code", code.as_str()),
        ];
        let used = ila.send(&format!("/sign/{next}/agree"), &fields).await;
        assert_eq!(used.status, 422);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_signs_her_own_or_what_is_about_her_and_others_do_not_see_it() {
    for kind in Kind::all() {
        let world = World::open(kind, 63).await;
        let desk = Console::with(&world, &[SECRETARY, PRESIDENT, MIRA, AUDITOR]).await;
        let no = ask(&world, &SECRETARY, &unlock(1001)).await;
        let (path, agree) = (format!("/sign/{no}"), format!("/sign/{no}/agree"));
        let mut ila = desk.log_in(SECRETARY).await;
        let own = form(&mut ila, no, SECRETARY.passphrase).await;
        let refused = ila.send_raw(&agree, &own).await;
        assert_eq!(refused.status, 422);
        assert!(
            refused
                .html
                .contains("You asked for it, so that you do not")
        );
        // Ramila is member 1001.
        let mut ramila = desk.log_in(PRESIDENT).await;
        assert!(ramila.get("/").await.html.contains("Nothing waits for you"));
        let list = ramila.get("/sign").await;
        assert!(list.html.contains("It is about yourself"), "{}", list.html);
        let about_her = form(&mut ramila, no, PRESIDENT.passphrase).await;
        let refused = ramila.send_raw(&agree, &about_her).await;
        assert_eq!(refused.status, 422);
        assert!(refused.html.contains("It is about yourself"));
        let mut hansa = desk.log_in(AUDITOR).await;
        let missing = hansa.get("/no-such-page").await;
        let hidden_from_her = hansa.get(&path).await;
        assert_eq!(hidden_from_her.status, 404);
        assert_eq!(masked(&hidden_from_her.html), masked(&missing.html));
        let list = hansa.get("/sign").await;
        assert!(!list.html.contains(&path));
        assert_eq!(world.number(SIGNED).await, 0);
        let mut mira = desk.log_in(MIRA).await;
        let right = form(&mut mira, no, MIRA.passphrase).await;
        let done = mira.send_raw(&agree, &right).await;
        assert!(done.html.contains("Signed, and done"), "{}", done.html);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_sent_back_with_a_reason_refused_or_taken_back() {
    for kind in Kind::all() {
        let world = World::open(kind, 64).await;
        let desk = Console::with(&world, &[SECRETARY, PRESIDENT]).await;
        let no = ask(&world, &SECRETARY, &codes(&[1004])).await;
        let mut ila = desk.log_in(SECRETARY).await;
        let mut ramila = desk.log_in(PRESIDENT).await;
        ramila.get(&format!("/sign/{no}")).await;
        let back = format!("/sign/{no}/return");
        let refused = ramila.send(&back, &[("who", "me"), ("reason", " ")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.html.contains("Say why, in one line"));
        let why = [("who", "me"), ("reason", "Which\r\n of the two?")];
        let done = ramila.send(&back, &why).await;
        assert!(done.html.contains("It went back to who asked for it"));
        assert!(
            !ramila
                .get("/sign")
                .await
                .html
                .contains(&format!("/sign/{no}\""))
        );
        let today = ila.get("/").await;
        assert!(
            today
                .html
                .contains("One thing that you asked for came back"),
            "{}",
            today.html
        );
        let page = ila.get(&format!("/sign/{no}")).await;
        assert!(page.html.contains("Which of the two?"), "{}", page.html);
        let sealed = "select count(*) from proposal where reason like '%Which%'";
        assert_eq!(world.number(sealed).await, 0);
        // Only who asked for it takes it back.
        let withdraw = format!("/sign/{no}/withdraw");
        ramila.get("/sign").await;
        assert_eq!(ramila.send(&withdraw, &[]).await.status, 422);
        ila.get(&format!("/sign/{no}")).await;
        let done = ila.send(&withdraw, &[]).await;
        assert!(done.html.contains("Taken back"), "{}", done.html);
        let second = ask(&world, &SECRETARY, &codes(&[1004])).await;
        ramila.get(&format!("/sign/{second}")).await;
        let refuse = format!("/sign/{second}/refuse");
        let why = [("who", "me"), ("reason", "She has not asked")];
        let done = ramila.send(&refuse, &why).await;
        assert!(done.html.contains("Refused"), "{}", done.html);
        let page = ila.get(&format!("/sign/{second}")).await;
        assert!(page.html.contains("It was refused") && page.html.contains("She has not asked"));
        let states = world.rows("select state from proposal order by no").await;
        assert_eq!(states, [["withdrawn"], ["refused"]]);
        let left = "select count(*) from proposal where payload <> ''";
        assert_eq!(world.number(left).await, 0);
        world.close().await;
    }
}
