//! What waits for a second signature: counted and listed alike, signed once, as it was seen, and in time.

use super::sign::{MIRA, SIGNED, SLIP, ask, codes, form, known, permit, unlock};
use crate::support::console::Console;
use crate::support::{Kind, MINUTE_MS, World};
use sahkar::core::domain::officer::{OfficerChange, Role};
use sahkar::core::domain::{By, OfficerId};
use sahkar::demo::{self, AUDITOR, COOP, PRESIDENT, SECRETARY};
use sahkar::office::pin_help::Two;
use sahkar::office::proposed_act::{OfficerAct, ProposedAct};
use sahkar::office::signing;
use sahkar::office::two::{self, AskedAct, TwoFailure, WantedAct};
use tokio::task::JoinSet;

const HOUR_MS: i64 = 60 * MINUTE_MS;

/// Console reference 2, sentence 20.
#[tokio::test(flavor = "multi_thread")]
async fn s20_eleven_wait_eleven_are_shown_and_one_done_elsewhere_is_gone() {
    for kind in Kind::all() {
        let world = World::open(kind, 65).await;
        let desk = Console::with(&world, &[SECRETARY, PRESIDENT]).await;
        let mut numbers = Vec::new();
        for no in 1004..1015 {
            numbers.push(ask(&world, &SECRETARY, &unlock(no)).await);
        }
        let mut ramila = desk.log_in_with(&PRESIDENT, 1).await;
        let mut elsewhere = desk.log_in_with(&PRESIDENT, 2).await;
        let row = "<li><a href=\"/console/sign/";
        for n in [11, 10] {
            let today = ramila.get("/").await;
            let said = format!("{n} things wait for your signature");
            assert!(today.html.contains(&said), "{}", today.html);
            let list = ramila.get("/sign").await;
            assert_eq!(list.html.matches(row).count(), n);
            if n == 11 {
                let right = form(&mut elsewhere, numbers[4], PRESIDENT.passphrase).await;
                let agree = format!("/sign/{}/agree", numbers[4]);
                let done = elsewhere.send_raw(&agree, &right).await;
                assert!(done.html.contains("Signed, and done"), "{}", done.html);
            }
        }
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_sign_at_once_one_signs() {
    for kind in Kind::all() {
        let world = World::open(kind, 66).await;
        let desk = Console::with(&world, &[SECRETARY, PRESIDENT, MIRA]).await;
        let no = ask(&world, &SECRETARY, &codes(&[1004])).await;
        let mut sent = JoinSet::new();
        for officer in [PRESIDENT, MIRA] {
            let mut her = desk.log_in(officer).await;
            let right = form(&mut her, no, officer.passphrase).await;
            sent.spawn(async move { her.send_raw(&format!("/sign/{no}/agree"), &right).await });
        }
        let pages = sent.join_all().await;
        let slips: usize = pages
            .iter()
            .map(|page| page.html.matches(SLIP).count())
            .sum();
        assert_eq!(slips, 1, "{pages:?}");
        let other = pages.iter().find(|page| !page.html.contains(SLIP)).unwrap();
        assert_eq!(other.status, 422);
        assert!(
            other.html.contains("It is signed and done"),
            "{}",
            other.html
        );
        assert_eq!(world.number(SIGNED).await, 1);
        let done = "select count(*) from ledger where via = 'console' and why = 'two signed'";
        assert_eq!(world.number(done).await, 1);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_longer_what_she_saw_is_not_signed() {
    for kind in Kind::all() {
        let world = World::open(kind, 67).await;
        let desk = Console::with(&world, &[SECRETARY, PRESIDENT, AUDITOR]).await;
        let end = ProposedAct::Officer(OfficerAct::End {
            name: AUDITOR.name.to_owned(),
        });
        let no = ask(&world, &SECRETARY, &end).await;
        let agree = format!("/sign/{no}/agree");
        let mut ramila = desk.log_in(PRESIDENT).await;
        let page = ramila.get(&format!("/sign/{no}")).await;
        assert!(
            page.html.contains("End Hansa as an officer"),
            "{}",
            page.html
        );
        let other = [
            ("who", "me"),
            ("shown", "what stood on another page"),
            ("passphrase", PRESIDENT.passphrase),
        ];
        let refused = ramila.send(&agree, &other).await;
        assert_eq!(refused.status, 422);
        assert!(refused.html.contains("no longer what you saw"));
        // The operator has ended her meanwhile.
        let right = form(&mut ramila, no, PRESIDENT.passphrase).await;
        let gone: OfficerId = known(&world, &AUDITOR).await.officer.id;
        let (store, now) = (&world.service.store, world.clock.now());
        let ended = [OfficerChange::Ended(gone)];
        let ended = store.change_officers(COOP, &By::OPERATOR, &ended, now);
        ended.await.unwrap();
        let refused = ramila.send_raw(&agree, &right).await;
        assert_eq!(refused.status, 422);
        let why = "something about this officer has changed";
        assert!(refused.html.contains(why), "{}", refused.html);
        assert!(!refused.html.contains("Sign it"));
        assert_eq!(world.number(SIGNED).await, 0);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_runs_out_today_stands_first_and_after_72_hours_nobody_signs_it() {
    for kind in Kind::all() {
        let world = World::open(kind, 68).await;
        let desk = Console::with(&world, &[SECRETARY, PRESIDENT]).await;
        let no = ask(&world, &SECRETARY, &codes(&[1004])).await;
        world.clock.turn_by_ms(71 * HOUR_MS);
        let later = ask(&world, &SECRETARY, &codes(&[1005])).await;
        let mut ramila = desk.log_in_with(&PRESIDENT, 1).await;
        let today = ramila.get("/").await.html;
        let at = |words: &str| {
            today
                .find(words)
                .unwrap_or_else(|| panic!("{words}: {today}"))
        };
        assert!(at("Running out today") < at("Second signatures"));
        assert!(today.contains(&format!("Sign number {no}: Codes for new PINs")));
        assert!(!today.contains(&format!("Sign number {later}")));
        let list = ramila.get("/sign").await.html;
        let first = list.find(&format!("/sign/{no}\"")).unwrap();
        assert!(first < list.find(&format!("/sign/{later}\"")).unwrap());
        let right = form(&mut ramila, no, PRESIDENT.passphrase).await;
        world.clock.turn_by_ms(25 * MINUTE_MS);
        ramila.get("/sign").await;
        world.clock.turn_by_ms(25 * MINUTE_MS);
        ramila.get("/sign").await;
        world.clock.turn_by_ms(15 * MINUTE_MS);
        let late = ramila.send_raw(&format!("/sign/{no}/agree"), &right).await;
        assert_eq!(late.status, 422, "{}", late.html);
        assert!(late.html.contains("Its time is over"), "{}", late.html);
        assert!(
            !ramila
                .get("/sign")
                .await
                .html
                .contains(&format!("/sign/{no}\""))
        );
        assert_eq!(world.number(SIGNED).await, 0);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_signed_is_shown_in_her_language() {
    let world = World::open(Kind::Sqlite, 69).await;
    let desk = Console::with(&world, &[SECRETARY, PRESIDENT]).await;
    let typed = ["amount=5", "day=2031-01-10"].map(str::to_owned);
    let told = ProposedAct::Announce {
        notice: "share".to_owned(),
        typed: typed.to_vec(),
        again: false,
    };
    let role = ProposedAct::Officer(OfficerAct::Role {
        name: SECRETARY.name.to_owned(),
        role: Role::Treasurer,
        give: true,
    });
    let of_codes = ask(&world, &SECRETARY, &codes(&[1004, 1005])).await;
    let of_text = ask(&world, &SECRETARY, &told).await;
    let of_role = ask(&world, &PRESIDENT, &role).await;
    let mut ramila = desk.log_in(PRESIDENT).await;
    for (lang, [codes_said, reach_said, role_said]) in [
        (
            "gu",
            [
                "2 સભ્યો નવો પિન પસંદ કરે: 1004, 1005",
                "બહેનો સુધી પહોંચે છે",
                "Ila ને એક હોદ્દો વધુ આપવો: ખજાનચી",
            ],
        ),
        (
            "hi",
            [
                "2 सदस्य नया पिन चुनें: 1004, 1005",
                "बहनों तक पहुँचता है",
                "Ila को एक पद और देना: ख़ज़ांची",
            ],
        ),
        (
            "en",
            [
                "2 members choose new PINs: 1004, 1005",
                "It reaches 24 women",
                "Give Ila one role more: Treasurer",
            ],
        ),
    ] {
        ramila.get("/sign").await;
        ramila.send("/language", &[("lang", lang)]).await;
        for (no, said) in [
            (of_codes, codes_said),
            (of_text, reach_said),
            (of_role, role_said),
        ] {
            let page = ramila.get(&format!("/sign/{no}")).await;
            assert!(page.html.contains(said), "{lang} {said}: {}", page.html);
        }
        // The texts themselves stand there letter for letter, whatever language she reads.
        let page = ramila.get(&format!("/sign/{of_text}")).await;
        assert!(page.html.contains("your share this year is Rs 5"));
        assert!(page.html.matches("class=\"sms\"").count() >= 3);
    }
    world.close().await;
}

/// Decision 29: at the command line the operator is the second, at the console nobody is.
#[tokio::test]
async fn at_the_console_nothing_for_two_is_done_before_two_can_sign() {
    for kind in Kind::all() {
        let world = World::open(kind, 70).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let (act, entry) = (codes(&[1004]), world.entry().await);
        let preview = act.preview(&world.service, &entry).await.unwrap();
        let names = Two::signed([SECRETARY.name, "nobody"]);
        let asked = async || {
            let permit = permit(&world, &SECRETARY, &act).await;
            let wanted = WantedAct {
                act: &act,
                preview: &preview,
                mend: None,
                names: &names,
            };
            two::do_or_propose(&world.service, &entry, permit, wanted).await
        };
        let alone = asked().await;
        let needs = signing::Error::NeedsAnother.to_string();
        assert!(
            matches!(&alone, Err(TwoFailure::Signing(error)) if error.to_string() == needs),
            "{kind:?}"
        );
        assert_eq!(world.number("select count(*) from proposal").await, 0);
        drop(desk);
        let _desk = Console::with(&world, &[PRESIDENT]).await;
        let waits = asked().await;
        assert!(matches!(waits, Ok(AskedAct::Waits { no: 10, .. })));
        // The same is asked for once.
        let again = asked().await;
        assert!(matches!(
            again,
            Err(TwoFailure::Signing(signing::Error::Same(10)))
        ));
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_demo_something_waits_for_the_president() {
    let world = World::open(Kind::Sqlite, 71).await;
    let desk = Console::start(&world).await;
    demo::ask_for_codes(&world.service).await.unwrap();
    let mut ramila = desk.log_in(PRESIDENT).await;
    let today = ramila.get("/").await;
    assert!(today.html.contains("One thing waits for your signature"));
    let page = ramila.get("/sign/10").await;
    assert!(page.html.contains("2 members choose new PINs: 1023, 1024"));
    world.close().await;
}

/// Console reference 2, sentence 25, for an answer to a proposal; and what is typed is never taken for HTML.
#[tokio::test(flavor = "multi_thread")]
async fn s25_a_reason_that_was_typed_when_the_session_ended_comes_back_and_is_not_sent() {
    for kind in Kind::all() {
        let world = World::open(kind, 72).await;
        let desk = Console::with(&world, &[SECRETARY, PRESIDENT]).await;
        let no = ask(&world, &SECRETARY, &codes(&[1004])).await;
        let (path, back) = (format!("/sign/{no}"), format!("/sign/{no}/return"));
        let mut ramila = desk.log_in_with(&PRESIDENT, 1).await;
        ramila.get(&path).await;
        let typed = [("who", "me"), ("reason", "<b>Which</b> of the two?")];
        let form = ramila.form(&back, &typed);
        world.clock.turn_by_ms(31 * MINUTE_MS);
        let shown = ramila.send_raw(&back, &form).await;
        assert!(shown.at.starts_with("/login?at="), "{}", shown.at);
        ramila.log_in(&PRESIDENT, &desk.code(&PRESIDENT, 2)).await;
        let page = ramila.shown.clone();
        assert!(
            page.at.starts_with(&format!("{path}?draft=")),
            "{}",
            page.at
        );
        assert!(page.html.contains("of the two?") && !page.html.contains("<b>Which"));
        let waiting = "select count(*) from proposal where state = 'waiting'";
        assert_eq!(world.number(waiting).await, 1);
        // Now it is sent, and shown to who asked for it, as she typed it.
        ramila.send(&back, &typed).await;
        assert_eq!(world.number(waiting).await, 0);
        let mut ila = desk.log_in(SECRETARY).await;
        let page = ila.get(&path).await;
        assert!(page.html.contains("of the two?") && !page.html.contains("<b>Which"));
        world.close().await;
    }
}
