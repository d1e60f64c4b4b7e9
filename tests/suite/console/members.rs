//! Members at the console: found in any script, with numbers that are hidden, and PINs for many by one signature.

use super::sign::{SIGNED, SLIP, form};
use crate::support::console::{Browser, Console, Shown};
use crate::support::{Kind, World, member};
use sahkar::demo::{PRESIDENT, SECRETARY, TREASURER};

async fn search(her: &mut Browser, typed: &str) -> Shown {
    her.get("/members").await;
    her.send("/members", &[("q", typed)]).await
}

/// The members of a list, by what leads to them.
fn numbers(shown: &Shown) -> Vec<i64> {
    let links = shown.html.split("href=\"/console/members/").skip(1);
    let heads = links.filter_map(|link| link.split('"').next());
    heads.filter_map(|no| no.parse().ok()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_woman_is_found_by_number_by_the_end_of_her_phone_and_by_her_name_in_any_script() {
    for kind in Kind::all() {
        let world = World::open(kind, 81).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        let list = ila.get("/members").await;
        assert_eq!(numbers(&list), (1001..=1024).collect::<Vec<i64>>());
        assert!(list.html.contains("24 members"), "{}", list.html);
        assert!(
            list.html
                .contains("Phone …0002, shared with one other member")
        );
        assert!(!list.html.contains("9800000001"));
        for (typed, found) in [
            ("1004", &[1004][..]),
            ("૧૦૦૪", &[1004]),
            ("રમીલા", &[1001]),
            ("कांता", &[1003]),
            ("savita", &[1002]),
            ("0002", &[1002, 1003]),
            ("98000 00004", &[1004]),
        ] {
            let shown = search(&mut ila, typed).await;
            assert_eq!((shown.status, shown.at.as_str()), (200, "/members"));
            assert_eq!(numbers(&shown), found, "{typed}");
        }
        let none = search(&mut ila, "Zubeida").await;
        assert!(none.html.contains("Nobody was found"), "{}", none.html);
        let all = search(&mut ila, "  ").await;
        assert_eq!(numbers(&all).len(), 24);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_in_is_found_at_once_and_who_is_erased_no_more_and_no_search_is_kept() {
    for kind in Kind::all() {
        let world = World::open(kind, 82).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        let kept = "select count(*) from console_form";
        let before = world.number(kept).await;
        assert!(numbers(&search(&mut ila, "sharmistha").await).is_empty());
        world
            .join([
                member(1100).named("શર્મિષ્ઠાબેન"),
                member(1101).named("Sharmishtha"),
            ])
            .await;
        let both = search(&mut ila, "Sharmistha").await;
        assert_eq!(numbers(&both), [1100, 1101], "{}", both.html);
        world
            .sql("delete from member_key where member_id = 1101")
            .await;
        let one = search(&mut ila, "sharmistha").await;
        assert_eq!(numbers(&one), [1100], "{}", one.html);
        assert_eq!(world.number(kept).await, before);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_goes_on_behind_its_last_number_and_so_does_a_long_search() {
    for kind in Kind::all() {
        let world = World::open(kind, 83).await;
        let many = (2001..=2060).map(|no| member(no).named("Champaben"));
        world.join(many).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        let first = ila.get("/members").await;
        assert_eq!(numbers(&first).len(), 50);
        assert!(
            first.html.contains("/console/members?after=2026"),
            "{}",
            first.html
        );
        let rest = ila.get("/members?after=2026").await;
        assert_eq!(numbers(&rest), (2027..=2060).collect::<Vec<i64>>());
        let found = search(&mut ila, "ચંપા").await;
        assert_eq!(numbers(&found).len(), 50);
        assert!(
            found.html.contains("61 members"),
            "one of the demo: {}",
            found.html
        );
        let last = *numbers(&found).last().unwrap();
        let form = ila.form("/members", &[("q", "ચંપા"), ("after", &last.to_string())]);
        let rest = ila.send_raw("/members", &form).await;
        assert_eq!(numbers(&rest).len(), 11);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_number_is_shown_for_a_reason_and_the_look_is_written_down() {
    for kind in Kind::all() {
        let world = World::open(kind, 84).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        let page = ila.get("/members/1002").await;
        assert!(page.html.contains("1002 Savita"), "{}", page.html);
        assert!(page.html.contains("She has a PIN"));
        assert!(!page.html.contains("9800000002"));
        let revealed = "select count(*) from look where reason = 'call'";
        let path = "/members/1002/reveal";
        let refused = ila.send(path, &[("reason", "")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.html.contains("Choose why you want to see it"));
        assert!(!refused.html.contains("9800000002"));
        assert_eq!(world.number(revealed).await, 0);
        let shown = ila.send(path, &[("reason", "call")]).await;
        assert_eq!(shown.status, 200);
        assert!(shown.html.contains("+919800000002"), "{}", shown.html);
        assert!(
            shown
                .html
                .contains("content=\"300;url=/console/members/1002\"")
        );
        assert_eq!(world.number(revealed).await, 1);
        let page = ila.get("/members/1002").await;
        assert!(page.html.contains("Ila · To call her"), "{}", page.html);
        let lines = "select count(*) from look where looked_at = 'member'";
        assert_eq!(world.number(lines).await, 3, "each page that was shown");
        assert_eq!(ila.get("/members/4242").await.status, 404);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn women_at_a_meeting_get_slips_by_one_proposal_that_another_officer_signs() {
    for kind in Kind::all() {
        let world = World::open(kind, 85).await;
        world
            .join((1100..=1102).map(|no| member(no).named("Hansa")))
            .await;
        let desk = Console::with(&world, &[SECRETARY, PRESIDENT]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        let page = ila.get("/members/pins").await;
        for no in 1100..=1102 {
            let box_of = format!("name=\"no\" value=\"{no}\"");
            assert!(page.html.contains(&box_of), "{}", page.html);
        }
        assert!(!page.html.contains("value=\"1004\""), "she has a PIN");
        let passphrase = ("passphrase", SECRETARY.passphrase);
        for (wrong, said) in [
            (vec![passphrase], "Choose a woman"),
            (
                vec![passphrase, ("numbers", "12a")],
                "“12a” is no member number",
            ),
            (vec![passphrase, ("numbers", "4242")], "4242"),
            (
                vec![("no", "1100"), ("passphrase", "not hers at all")],
                "not your passphrase",
            ),
        ] {
            ila.get("/members/pins").await;
            let refused = ila.send("/members/pins", &wrong).await;
            assert_eq!(refused.status, 422, "{said}");
            assert!(refused.html.contains(said), "{said}: {}", refused.html);
        }
        assert_eq!(world.number("select count(*) from proposal").await, 0);
        ila.get("/members/pins").await;
        let fields = [
            passphrase,
            ("no", "1100"),
            ("no", "1102"),
            ("numbers", "૧૧૦૧ 1004-1005"),
        ];
        let asked = ila.send("/members/pins", &fields).await;
        let no: i64 = asked.at.split(['/', '?']).nth(2).unwrap().parse().unwrap();
        let members = "5 members choose new PINs: 1004, 1005, 1100, 1101, 1102";
        assert!(asked.html.contains(members), "{}", asked.html);
        assert_eq!(world.number("select count(*) from pin_code").await, 0);
        // The same again is not asked for twice.
        ila.get("/members/pins").await;
        let same = ila.send("/members/pins", &fields).await;
        assert!(
            same.html.contains("waits for a signature already"),
            "{}",
            same.html
        );
        let page = ila.get("/members/1100").await;
        assert!(page.html.contains("Waits to be signed:"), "{}", page.html);
        let other = ila.get("/members/1006").await;
        assert!(!other.html.contains("Waits to be signed:"));
        let mut ramila = desk.log_in(PRESIDENT).await;
        let signed = form(&mut ramila, no, PRESIDENT.passphrase).await;
        let slips = ramila.send_raw(&format!("/sign/{no}/agree"), &signed).await;
        assert_eq!(slips.html.matches(SLIP).count(), 5, "{}", slips.html);
        assert_eq!(world.number(SIGNED).await, 1);
        assert_eq!(world.number("select count(*) from pin_code").await, 5);
        let page = ila.get("/members/1100").await;
        assert!(
            page.html.contains("A slip with a code was made"),
            "{}",
            page.html
        );
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_is_opened_and_a_slip_is_made_for_one_woman_by_two_officers() {
    for kind in Kind::all() {
        let world = World::open(kind, 86).await;
        let desk = Console::with(&world, &[SECRETARY, PRESIDENT]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        for (path, says) in [
            ("/members/1004/pin/unlock", "1004"),
            ("/members/1004/pin/slip", "1004"),
        ] {
            ila.get("/members/1004").await;
            let passphrase = ("passphrase", SECRETARY.passphrase);
            let form = ila.form("/members/1004/pin/slip", &[passphrase]);
            let asked = ila.send_raw(path, &form).await;
            assert!(
                asked.at.starts_with("/sign/"),
                "{}: {}",
                asked.at,
                asked.html
            );
            assert!(asked.html.contains(says), "{}", asked.html);
            // The form that was sent again asks for nothing more.
            assert_eq!(ila.send_raw(path, &form).await.at, asked.at);
        }
        assert_eq!(world.number("select count(*) from proposal").await, 2);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_other_officer_can_sign_the_page_says_who_does_it() {
    for kind in Kind::all() {
        let world = World::open(kind, 87).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        ila.get("/members/pins").await;
        let fields = [("passphrase", SECRETARY.passphrase), ("numbers", "1004")];
        let refused = ila.send("/members/pins", &fields).await;
        assert_eq!(refused.status, 422);
        assert!(
            refused.html.contains("sahkar pin activate"),
            "{}",
            refused.html
        );
        assert_eq!(world.number("select count(*) from proposal").await, 0);
        world.close().await;
    }
}

/// Console reference 2, sentence 20: what is counted is what is listed.
#[tokio::test(flavor = "multi_thread")]
async fn whose_pin_only_officers_open_is_counted_on_the_first_page_as_she_is_listed() {
    for kind in Kind::all() {
        let world = World::open(kind, 88).await;
        let desk = Console::with(&world, &[SECRETARY, TREASURER]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        assert!(ila.get("/").await.html.contains("Nothing waits for you"));
        let ids = "select id from member where no in (1004, 1005)";
        let until = i64::MAX;
        let lock =
            format!("update credential set locked_until = {until} where member_id in ({ids})");
        assert_eq!(world.sql(&lock).await, 2);
        let today = ila.get("/").await;
        let said = "The PINs of 2 women are locked until two officers open them";
        assert!(today.html.contains(said), "{}", today.html);
        let list = ila.get("/members/pins").await;
        assert_eq!(numbers(&list), [1004, 1005], "{}", list.html);
        let page = ila.get("/members/1004").await;
        let said = "Her PIN is locked until two officers open it";
        assert!(page.html.contains(said), "{}", page.html);
        // Whoever may do nothing about it is not told.
        let mut savita = desk.log_in(TREASURER).await;
        assert!(!savita.get("/").await.html.contains("locked"));
        world.close().await;
    }
}
