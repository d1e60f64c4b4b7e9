//! She leaves and comes back, with the texts that do not leave any more; groups and villages with their rolls; and a
//! sakhi who sees her own group alone.

use super::register::{heard, new_woman, newest, numbers};
use super::sign::form;
use crate::support::console::{Browser, Console, Shown, hidden};
use crate::support::{Kind, START, World, member};
use sahkar::core::domain::{By, Class, Lang, LangScript, Purpose, Written};
use sahkar::demo::{self, PRESIDENT, SAKHI, SECRETARY};
use sahkar::store::{AnnouncedText, Announcement};

/// A text to all is queued that is due tomorrow.
async fn announced(world: &World) {
    let text = |lang, private| AnnouncedText {
        lang,
        private,
        written: Written {
            notice: "seeds".to_owned(),
            lang_script: LangScript::of(lang),
            version: 1,
            class: Class::Service,
            purpose: Purpose::Announcement,
            body: "Seeds are given.".to_owned(),
            hidden: None,
            values: Vec::new(),
            segments: 1,
            lives_ms: 2 * DAY_MS,
        },
    };
    let texts = Lang::ALL.iter();
    let texts = texts.flat_map(|lang| [text(*lang, false), text(*lang, true)]);
    let new = Announcement {
        id: 500,
        notice: "seeds".to_owned(),
        purpose: Purpose::Announcement,
        texts: texts.collect(),
        ballot: None,
        meeting: None,
        once: None,
        due_at: START.plus_days(1),
        words: None,
    };
    let (store, coop) = (&world.service.store, world.coop().await);
    let queued = store.announce(&By::OPERATOR, coop, &new, START).await;
    queued.unwrap();
}

const DAY_MS: i64 = 86_400_000;
/// Of the phone of her own and of the one that another woman has too.
const WAITING: &str = "select count(*) from outbox where state = 'waiting' and member_id =
    (select id from member where no = 1005)";

/// Console reference 2, sentences 17 and 18.
#[tokio::test(flavor = "multi_thread")]
async fn s18_who_leaves_gets_nothing_more_cannot_dial_and_comes_back_as_she_was() {
    for kind in Kind::all() {
        let world = World::open(kind, 104).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        announced(&world).await;
        assert_eq!(world.number(WAITING).await, 1);
        let path = "/members/1005/leave";
        let page = ila.get(path).await;
        assert!(
            page.html.contains("From then on she gets no texts"),
            "{}",
            page.html
        );
        for (fields, said) in [
            (vec![("on", "24/11/2026")], "Choose why"),
            (
                vec![("reason", "asked"), ("on", "31/2")],
                "There is no such day",
            ),
            (
                vec![("reason", "asked"), ("on", "1/1/2020")],
                "before she joined",
            ),
        ] {
            let refused = ila.send(path, &fields).await;
            assert_eq!(refused.status, 422, "{said}");
            assert!(refused.html.contains(said), "{said}: {}", refused.html);
        }
        let before = newest(&world).await;
        ila.get(path).await;
        let done = ila.send(path, &[("reason", "asked")]).await;
        assert_eq!(
            done.at, "/members/1005?done=done-leave-text",
            "{}",
            done.html
        );
        assert!(
            done.html.contains("24/11/2026 · She asked for it"),
            "{}",
            done.html
        );
        let texts = heard(&world, before).await;
        assert_eq!(texts.len(), 1, "{texts:?}");
        assert!(
            texts[0].1.contains("you are no member any more"),
            "{texts:?}"
        );
        assert_eq!(world.number(WAITING).await, 0);
        let mut phone = world.phone("+919800000005");
        let reply = phone.dial(&world).await;
        assert!(reply.contains("Asha Mandli"), "{reply}");
        assert!(!reply.contains("1."), "{reply}");
        ila.get("/members").await;
        assert!(numbers(&ila.send("/members", &[("q", "grace")]).await).is_empty());
        assert_eq!(numbers(&ila.get("/members/former").await), [1005]);
        assert_eq!(ila.get(path).await.status, 404);
        // It was a mistake: she is there as before, with her PIN.
        ila.get("/members/1005").await;
        let back = ila.send("/members/1005/back", &[("how", "mistake")]).await;
        assert!(back.at.ends_with("done-back-told"), "{}", back.html);
        assert!(back.html.contains("She has a PIN"), "{}", back.html);
        ila.get("/members").await;
        assert_eq!(
            numbers(&ila.send("/members", &[("q", "grace")]).await),
            [1005]
        );
        let kinds = "select count(*) from ledger where kind in ('member left', 'member back')";
        assert_eq!(world.number(kinds).await, 2);
        world.close().await;
    }
}

/// Console reference 2, sentences 17 and 18.
#[tokio::test(flavor = "multi_thread")]
async fn s17_s18_the_other_woman_of_a_phone_still_gets_hers_and_whoever_died_gets_nothing() {
    for kind in Kind::all() {
        let world = World::open(kind, 107).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        let shared = member(1100).with_phone("+919800000004");
        world.join([shared.speaking(Lang::Hi)]).await;
        announced(&world).await;
        for no in [1004, 1005] {
            let path = format!("/members/{no}/leave");
            ila.get(&path).await;
            let died = ila.send(&path, &[("reason", "died")]).await;
            assert!(died.at.ends_with("done-leave"), "{}", died.html);
        }
        let before = newest(&world).await;
        world.clock.turn_by_ms(DAY_MS);
        let texts = heard(&world, before).await;
        let to = |end: &str| texts.iter().filter(|(to, _)| to == end).count();
        assert_eq!((to("0004"), to("0005"), to("0006")), (1, 0, 1), "{texts:?}");
        world.close().await;
    }
}

/// Against her will it takes two: one officer asks, another signs, and neither does it alone.
#[tokio::test(flavor = "multi_thread")]
async fn who_is_removed_goes_only_when_a_second_officer_signs() {
    const GONE: &str = "select count(*) from member where no = 1005 and state = 'left'
        and left_why = 'removed'";
    for kind in Kind::all() {
        let world = World::open(kind, 109).await;
        let desk = Console::with(&world, &[SECRETARY, PRESIDENT]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        let path = "/members/1005/leave";
        ila.get(path).await;
        let alone = ila.send(path, &[("reason", "removed")]).await;
        assert_eq!(alone.status, 404);
        ila.get(path).await;
        let unproved = ila.send("/members/1005/remove", &[]).await;
        assert_eq!(unproved.status, 422, "{}", unproved.html);
        ila.get(path).await;
        let typed = [("passphrase", SECRETARY.passphrase)];
        let asked = ila.send("/members/1005/remove", &typed).await;
        assert!(asked.at.ends_with("done-asked"), "{}", asked.html);
        let said = "Member 1005 is no member any more from 24/11/2026 on.";
        assert!(asked.html.contains(said), "{}", asked.html);
        assert_eq!(world.number(GONE).await, 0);
        let no: i64 = number_of(&asked.at);
        let mut asha = desk.log_in(PRESIDENT).await;
        let fields = form(&mut asha, no, PRESIDENT.passphrase).await;
        let before = newest(&world).await;
        let path = format!("/sign/{no}/agree");
        let signed = asha.send_raw(&path, &fields).await;
        assert!(signed.at.ends_with("done-signed"), "{}", signed.html);
        assert_eq!(world.number(GONE).await, 1);
        assert_eq!(heard(&world, before).await.len(), 1);
        // Sent again, it does nothing more.
        asha.send_raw(&path, &fields).await;
        let left = "select count(*) from ledger where kind = 'member left'";
        assert_eq!(world.number(left).await, 1);
        world.close().await;
    }
}

/// The number of the proposal whose page this is.
fn number_of(at: &str) -> i64 {
    let no = at.trim_start_matches("/sign/").split('?').next();
    no.unwrap().parse().unwrap()
}

/// Three women, two of them in group 3.
async fn three_in_groups(ila: &mut Browser) {
    let mut no = 1024;
    for (name, group) in [
        ("Amba", "Group 3"),
        ("Bena", "group ૩"),
        ("Chandra", "Group 4"),
    ] {
        let done = new_woman(ila, &[("name", name), ("group", group)]).await;
        no += 1;
        assert!(
            done.at.starts_with(&format!("/members/{no}?")),
            "{}",
            done.html
        );
    }
}

/// What stands for each group in the addresses of a page.
fn tokens_of(shown: &Shown) -> Vec<String> {
    let links = shown.html.split("href=\"/console/groups/").skip(1);
    let heads = links.filter_map(|link| link.split('"').next());
    heads.map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_are_counted_printed_and_renamed_and_no_name_stands_in_an_address() {
    for kind in Kind::all() {
        let world = World::open(kind, 105).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        three_in_groups(&mut ila).await;
        let groups = ila.get("/groups").await;
        assert!(
            groups
                .html
                .contains("Group 3</a> <span class=\"help\">2 members"),
            "{}",
            groups.html
        );
        let tokens = tokens_of(&groups);
        assert_eq!(tokens.len(), 2);
        let hex =
            |token: &String| token.len() == 20 && token.bytes().all(|c| c.is_ascii_hexdigit());
        assert!(tokens.iter().all(hex), "{tokens:?}");
        let path = format!("/groups/{}", tokens[0]);
        assert_eq!(numbers(&ila.get(&path).await), [1025, 1026]);
        let roll = ila.get(&format!("{path}/roll")).await;
        assert!(
            roll.html
                .contains("<td class=\"num\">1025</td><td>Amba</td><td></td>"),
            "{}",
            roll.html
        );
        assert!(roll.html.contains("1/1"));
        // The list can be narrowed to a group.
        ila.get("/members").await;
        let found = ila.send("/members", &[("group", "group 3")]).await;
        assert_eq!(numbers(&found), [1025, 1026]);
        // Another name for all of them; one that is there already is asked about.
        let named = format!("{path}/name");
        ila.get(&path).await;
        let asked = ila.send(&named, &[("name", "Group 4")]).await;
        assert_eq!(asked.status, 422);
        assert!(asked.html.contains("The two become one"), "{}", asked.html);
        let joins = ("joins", "group 4");
        let done = ila.send(&named, &[("name", "Group 4"), joins]).await;
        assert!(done.at.ends_with("done-group-renamed"), "{}", done.html);
        assert_eq!(numbers(&done), [1025, 1026, 1027]);
        assert_eq!(ila.get(&path).await.status, 404);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_demo_there_are_groups_and_a_woman_who_has_moved_away() {
    for kind in Kind::all() {
        let world = World::open(kind, 110).await;
        let desk = Console::with(&world, &[SECRETARY, SAKHI]).await;
        demo::fill_register(&world.service).await.unwrap();
        let mut ila = desk.log_in(SECRETARY).await;
        let groups = ila.get("/groups").await;
        assert_eq!(tokens_of(&groups).len(), 6, "{}", groups.html);
        let newest = ila.get("/members/1025").await;
        assert!(newest.html.contains("19/11/2026"), "{}", newest.html);
        assert_eq!(numbers(&ila.get("/members/former").await), [1026]);
        let moved = ila.get("/members/1026").await;
        assert!(moved.html.contains("15/10/2026 · She has moved away"));
        let mut kanta = desk.log_in(SAKHI).await;
        let hers = numbers(&kanta.get("/members").await);
        assert_eq!(hers, [1003, 1006, 1009, 1012, 1015, 1018, 1021, 1024]);
        world.close().await;
    }
}

/// Domain reference C5: a sakhi sees the women of her own group.
#[tokio::test(flavor = "multi_thread")]
async fn a_sakhi_sees_the_women_of_her_own_group_and_nobody_else() {
    for kind in Kind::all() {
        let world = World::open(kind, 108).await;
        let desk = Console::with(&world, &[SECRETARY, SAKHI]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        three_in_groups(&mut ila).await;
        let tokens = tokens_of(&ila.get("/groups").await);
        // The sakhi is of no group yet, then of group 3.
        let mut kanta = desk.log_in(SAKHI).await;
        let none = kanta.get("/members").await;
        assert!(
            none.html.contains("The register has no group for you"),
            "{}",
            none.html
        );
        ila.get("/members/1003/edit").await;
        let typed = [
            ("name", "Kanta"),
            ("lang", "hi"),
            ("private", "yes"),
            ("group", "Group 3"),
        ];
        let check = ila.send("/members/1003/edit", &typed).await;
        let sure = hidden(&check.html, "sure");
        let mut typed = typed.to_vec();
        typed.push(("sure", &sure));
        ila.send("/members/1003/edit", &typed).await;
        assert_eq!(numbers(&kanta.get("/members").await), [1003, 1025, 1026]);
        kanta.get("/members").await;
        for (typed, found) in [("chandra", &[][..]), ("1027", &[]), ("bena", &[1026])] {
            let shown = kanta.send("/members", &[("q", typed)]).await;
            assert_eq!(numbers(&shown), found, "{typed}");
        }
        assert_eq!(kanta.get("/members/1025").await.status, 200);
        for path in [
            "/members/1027",
            "/members/1001",
            "/members/1025/edit",
            "/members/new",
        ] {
            assert_eq!(kanta.get(path).await.status, 404, "{path}");
        }
        assert_eq!(
            kanta
                .get("/groups")
                .await
                .html
                .matches("/console/groups/")
                .count(),
            1
        );
        assert_eq!(
            kanta.get(&format!("/groups/{}", tokens[1])).await.status,
            404
        );
        world.close().await;
    }
}
