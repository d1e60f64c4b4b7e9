//! The register at the console: a woman is taken in and altered, with the texts that tell her.

use crate::support::console::{Browser, Console, Shown, hidden};
use crate::support::{Kind, World};
use sahkar::demo::{SECRETARY, TREASURER};

/// The members of a list, by what leads to them.
pub(super) fn numbers(shown: &Shown) -> Vec<i64> {
    let links = shown.html.split("href=\"/console/members/").skip(1);
    let heads = links.filter_map(|link| link.split('"').next());
    heads.filter_map(|no| no.parse().ok()).collect()
}

/// What phones got after position `n`: the last four digits, and the text.
pub(super) async fn heard(world: &World, n: u64) -> Vec<(String, String)> {
    let texts = world.texts_after(n).await;
    let texts = texts.into_iter();
    texts
        .map(|text| (text.to.last_four().to_owned(), text.body))
        .collect()
}

pub(super) async fn newest(world: &World) -> u64 {
    let texts = world.texts_after(0).await;
    u64::try_from(texts.len()).unwrap()
}

pub(super) async fn new_woman(her: &mut Browser, fields: &[(&str, &str)]) -> Shown {
    her.get("/members/new").await;
    her.send("/members/new", fields).await
}

const COUNT: &str = "select count(*) from member";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_her_fields_is_said_beside_each_and_what_was_typed_stays() {
    for kind in Kind::all() {
        let world = World::open(kind, 101).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        let page = ila.get("/members/new").await;
        assert!(page.html.contains("Empty: 1025,"), "{}", page.html);
        for (field, typed, said) in [
            ("name", "", "Write her name"),
            ("number", "12a", "A number is figures alone"),
            ("number", "1005", "is or was somebody"),
            ("phone", "12345", "no mobile number of India"),
            ("joined", "31/2/2020", "There is no such day"),
            ("joined", "25/11/2026", "There is no such day"),
            ("nominee-relation", "sister", "nominee’s name"),
        ] {
            let mut fields = vec![("village", "Vyara")];
            if field != "name" {
                fields.push(("name", "Champaben"));
            }
            fields.push((field, typed));
            let refused = new_woman(&mut ila, &fields).await;
            assert_eq!(refused.status, 422, "{field} {typed}");
            assert!(
                refused.html.contains(said),
                "{field} {typed}: {}",
                refused.html
            );
            assert!(
                refused.html.contains("value=\"Vyara\""),
                "what was typed stays"
            );
            assert_eq!(world.number(COUNT).await, 24);
        }
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_woman_who_joins_has_her_true_day_and_a_text_that_greets_her_and_can_dial() {
    for kind in Kind::all() {
        let world = World::open(kind, 106).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        let before = newest(&world).await;
        ila.get("/members/new").await;
        let fields = [
            ("name", "શર્મિષ્ઠાબેન"),
            ("phone", "૯૮૦૦૦ ૦૦૦૩૧"),
            ("village", "Vyara"),
            ("group", "Group 3"),
            ("lang", "en"),
            ("joined", "24-11-98"),
            ("nominee-name", "Geeta"),
            ("nominee-relation", "sister"),
        ];
        let form = ila.form("/members/new", &fields);
        let done = ila.send_raw("/members/new", &form).await;
        assert_eq!(done.at, "/members/1025?done=done-new-told", "{}", done.html);
        for said in [
            "શર્મિષ્ઠાબેન",
            "Vyara",
            "Group 3",
            "24/11/1998",
            "Geeta (sister)",
            "…0031",
        ] {
            assert!(done.html.contains(said), "{said}: {}", done.html);
        }
        // The same form again brings nobody in and greets nobody.
        assert_eq!(ila.send_raw("/members/new", &form).await.at, done.at);
        assert_eq!(world.number(COUNT).await, 25);
        let texts = heard(&world, before).await;
        assert_eq!(texts.len(), 1, "{texts:?}");
        assert_eq!(texts[0].0, "0031");
        assert!(
            texts[0].1.contains("welcome! You are member 1025"),
            "{texts:?}"
        );
        let by = "select count(*) from ledger where kind = 'member added' and via = 'console'
            and actor_kind = 'officer'";
        assert_eq!(world.number(by).await, 1);
        let mut phone = world.phone("+919800000031");
        let reply = phone.dial(&world).await;
        assert!(!reply.contains("To join"), "{reply}");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_be_there_already_is_shown_and_is_made_one_with_nobody() {
    for kind in Kind::all() {
        let world = World::open(kind, 102).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        // Grace, number 1005, has this phone for herself; Manju is 1004.
        let fields = [("name", "મંજુ"), ("phone", "98000 00005"), ("lang", "en")];
        let shown = new_woman(&mut ila, &fields).await;
        assert_eq!(shown.status, 422);
        assert!(
            shown.html.contains("2 members may be the same woman"),
            "{}",
            shown.html
        );
        assert_eq!(numbers(&shown), [1004, 1005]);
        assert_eq!(world.number(COUNT).await, 24);
        let before = newest(&world).await;
        let mut sure = fields.to_vec();
        sure.extend([("other", "1004"), ("other", "1005"), ("another", "yes")]);
        let done = ila.send("/members/new", &sure).await;
        assert!(done.at.starts_with("/members/1025?"), "{}", done.html);
        assert_eq!(world.number(COUNT).await, 25);
        // Two read the phone now, so that texts to either of them say nothing.
        let private = "select count(*) from member where no in (1005, 1025) and private_sms";
        assert_eq!(world.number(private).await, 2);
        let texts = heard(&world, before).await;
        assert_eq!(texts.len(), 1);
        assert!(!texts[0].1.contains("1025"), "{texts:?}");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_altered_stands_old_and_new_first_and_she_hears_what_but_not_how() {
    for kind in Kind::all() {
        let world = World::open(kind, 103).await;
        let desk = Console::with(&world, &[SECRETARY, TREASURER]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        let path = "/members/1005/edit";
        let page = ila.get(path).await;
        assert!(page.html.contains("value=\"Grace\""), "{}", page.html);
        let joined = ("joined", "24/11/1998");
        let same = ila.send(path, &[("name", "Grace"), ("lang", "en")]).await;
        assert_eq!(same.status, 422);
        assert!(same.html.contains("Nothing is different"));
        let typed = [
            ("name", "Grace Gamit"),
            ("lang", "en"),
            ("village", "Vyara"),
            joined,
        ];
        let check = ila.send(path, &typed).await;
        assert_eq!(check.status, 200);
        for said in [
            "Nothing has been changed yet",
            "Grace Gamit",
            "24/11/2026",
            "24/11/1998",
        ] {
            assert!(check.html.contains(said), "{said}: {}", check.html);
        }
        let edited = "select count(*) from ledger where kind = 'member edited'";
        assert_eq!(world.number(edited).await, 0);
        let before = newest(&world).await;
        let sure = hidden(&check.html, "sure");
        let mut typed = typed.to_vec();
        typed.push(("sure", &sure));
        // Of something else she has seen nothing.
        let mut other = typed.clone();
        other[0] = ("name", "Gracy");
        let shown = ila.send(path, &other).await;
        assert!(
            shown.html.contains("Nothing has been changed yet"),
            "{}",
            shown.html
        );
        let done = ila.send(path, &typed).await;
        assert_eq!(
            done.at, "/members/1005?done=done-edit-told",
            "{}",
            done.html
        );
        assert!(done.html.contains("1005 Grace Gamit"), "{}", done.html);
        assert_eq!(world.number(edited).await, 1);
        let texts = heard(&world, before).await;
        assert_eq!(texts.len(), 1);
        assert!(
            texts[0]
                .1
                .contains("changed your name, village, joining date"),
            "{texts:?}"
        );
        assert!(!texts[0].1.contains("Gamit") && !texts[0].1.contains("Vyara"));
        // Found by the new name at once, and not by what she may not see.
        ila.get("/members").await;
        let found = ila.send("/members", &[("q", "ગામીત")]).await;
        assert_eq!(numbers(&found), [1005]);
        let mut savita = desk.log_in(TREASURER).await;
        assert_eq!(savita.get(path).await.status, 404);
        world.close().await;
    }
}
