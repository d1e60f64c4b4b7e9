//! Who did what, the chain over it, and who looked at what, as the member auditor reads it.

use super::sign::{SIGNED, ask, form, unlock};
use crate::support::console::{Browser, Console, Shown};
use crate::support::{Kind, MINUTE_MS, World};
use sahkar::demo::{AUDITOR, PRESIDENT, SECRETARY};
use sahkar::store::Finding;
use std::time::Duration;

const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// Console reference 2, sentence 24.
#[tokio::test(flavor = "multi_thread")]
async fn s24_a_line_says_who_what_by_which_channel_and_who_signed_and_names_no_member() {
    for kind in Kind::all() {
        let world = World::open(kind, 85).await;
        let desk = Console::with(&world, &[SECRETARY, PRESIDENT, AUDITOR]).await;
        let no = ask(&world, &SECRETARY, &unlock(1004)).await;
        let mut ramila = desk.log_in(PRESIDENT).await;
        world.clock.turn_by_ms(MINUTE_MS);
        let right = form(&mut ramila, no, PRESIDENT.passphrase).await;
        ramila.send_raw(&format!("/sign/{no}/agree"), &right).await;
        assert_eq!(world.number(SIGNED).await, 1);
        let mut hansa = desk.log_in(AUDITOR).await;
        let log = hansa.get("/log").await.html;
        assert!(log.contains("PIN opened"), "{log}");
        assert!(log.contains("Ila asked, Ramila signed"), "{log}");
        assert!(log.contains("at the console"), "{log}");
        assert!(log.contains(&format!("Second signature {no}")), "{log}");
        assert!(
            !log.contains("member 1004"),
            "an auditor reads no members: {log}"
        );
        // Filters: a kind, a day before anything, and an officer who did nothing.
        let some = hansa.get("/log?kind=pin+unlocked").await.html;
        assert_eq!(some.matches("<b>").count(), 1, "{some}");
        let none = hansa.get("/log?upto=2026-11-01").await.html;
        assert!(none.contains("No line."), "{none}");
        let her = world
            .number("select id from officer where member_id is null order by id desc limit 1")
            .await;
        let none = hansa.get(&format!("/log?officer={her}")).await.html;
        assert!(none.contains("No line."), "{none}");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_lines_are_reached_page_by_page_and_none_twice() {
    for kind in Kind::all() {
        let world = World::open(kind, 86).await;
        let desk = Console::with(&world, &[AUDITOR]).await;
        let listed = "select count(*) from ledger where via is not null";
        let listed = usize::try_from(world.number(listed).await).unwrap();
        let mut hansa = desk.log_in(AUDITOR).await;
        let (mut path, mut seen) = ("/log".to_owned(), 0);
        for _ in 0..listed {
            let page = hansa.get(&path).await.html;
            seen += page.matches("<li><span><b>").count();
            let Some((_, rest)) = page.split_once("<a href=\"/console/log?") else {
                break;
            };
            let query = rest.split('"').next().unwrap().replace("&#38;", "&");
            path = format!("/log?{}", query.replace("&amp;", "&"));
        }
        assert!(listed > 50, "{listed}");
        assert_eq!(seen, listed, "{kind:?}");
        world.close().await;
    }
}

/// The page of the check once it is over.
async fn checked(hansa: &mut Browser) -> Shown {
    hansa.get("/log/check").await;
    hansa.send("/log/check", &[]).await;
    for _ in 0..100 {
        let page = hansa.get("/log/check").await;
        if !page.html.contains("http-equiv=\"refresh\"") {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the check does not end");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_check_says_up_to_where_the_ledger_is_whole_and_from_where_it_differs() {
    for kind in Kind::all() {
        let world = World::open(kind, 87).await;
        let desk = Console::with(&world, &[AUDITOR]).await;
        let mut hansa = desk.log_in(AUDITOR).await;
        world.run_job("seal-ledger").await;
        let n = world.number("select count(*) from ledger_seal").await;
        let whole = checked(&mut hansa).await.html;
        assert!(
            whole.contains(&format!("All {n} lines are as they were written")),
            "{whole}"
        );
        let hash = world
            .rows("select hash from ledger_seal order by seq desc limit 1")
            .await;
        assert!(whole.contains(&hash[0][0][..16]), "{whole}");
        world
            .sql("update ledger set why = 'due' where id = (select ledger_id from ledger_seal where seq = 3)")
            .await;
        let broken = checked(&mut hansa).await.html;
        assert!(
            broken.contains("From line 3 on, the ledger differs"),
            "{broken}"
        );
        let found = world.service.store.verify().await.unwrap().findings;
        assert!(
            matches!(found[..], [Finding::Ledger { seq: 3, .. }]),
            "{found:?}"
        );
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn looks_are_read_by_the_auditor_and_by_who_looked_and_chained_day_by_day() {
    for kind in Kind::all() {
        let world = World::open(kind, 88).await;
        let desk = Console::with(&world, &[SECRETARY, AUDITOR]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        ila.get("/members").await;
        ila.get("/members/1005").await;
        let own = ila.get("/me/looks").await.html;
        assert!(own.contains("the page · member 1005"), "{own}");
        assert!(own.contains("A list with 24 members"), "{own}");
        let mut hansa = desk.log_in(AUDITOR).await;
        let all = hansa.get("/log/looks").await.html;
        assert!(
            all.contains("Ila (Secretary)") && all.contains("the page · a member"),
            "{all}"
        );
        assert!(!all.contains("member 1005"), "{all}");
        assert!(
            hansa
                .get("/log/looks?day=2026-11-23")
                .await
                .html
                .contains("No look.")
        );
        assert!(hansa.get("/me/looks").await.html.contains("No look."));

        let store = &world.service.store;
        world.run_job("seal-ledger").await;
        let days = "select count(*) from look_day";
        assert_eq!(world.number(days).await, 0, "the day is not over");
        world.clock.turn_by_ms(DAY_MS);
        for _ in 0..2 {
            world.run_job("seal-ledger").await;
            assert_eq!(world.number(days).await, 1);
        }
        let verified = store.verify().await.unwrap();
        assert_eq!((verified.findings.len(), verified.look_days), (0, 1));
        // The year is over: the looks are forgotten, and the chain is still whole.
        let (kept, later) = (world.dump().await, world.clock.now().plus_days(400));
        assert_eq!(store.forget_looks(later).await.unwrap(), 2, "{kept:?}");
        assert!(store.verify().await.unwrap().findings.is_empty());
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_that_is_taken_out_or_altered_is_noticed() {
    for tampered in [
        "delete from look where looked_at = 'member'",
        "update look set officer_id = (select max(id) from officer) where looked_at = 'member'",
        "update look_day set rows_hash = 'another'",
        "delete from look_day where day_on = (select min(day_on) from look_day)",
    ] {
        for kind in Kind::all() {
            let world = World::open(kind, 89).await;
            let desk = Console::with(&world, &[SECRETARY, AUDITOR]).await;
            for _ in 0..2 {
                let mut ila = desk
                    .log_in_with(
                        &SECRETARY,
                        1 + usize::from(world.number("select count(*) from look").await > 0),
                    )
                    .await;
                ila.get("/members").await;
                ila.get("/members/1005").await;
                world.clock.turn_by_ms(DAY_MS);
                world.run_job("seal-ledger").await;
            }
            let store = &world.service.store;
            assert!(store.verify().await.unwrap().findings.is_empty());
            world.sql(tampered).await;
            let found = store.verify().await.unwrap().findings;
            assert!(
                matches!(found[..], [Finding::Looks { .. }]),
                "{kind:?} {tampered}: {found:?}"
            );
            world.close().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_says_how_old_the_last_copy_of_the_books_is() {
    for kind in Kind::all() {
        let world = World::open(kind, 90).await;
        let desk = Console::with(&world, &[SECRETARY, AUDITOR]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        let none = ila.get("/").await.html;
        assert!(
            none.contains("No copy of the books was made yet."),
            "{none}"
        );
        let store = &world.service.store;
        store.note_backup(world.clock.now()).await.unwrap();
        let fresh = ila.get("/").await.html;
        assert!(
            fresh.contains("Last copy of the books: 24/11 09:30."),
            "{fresh}"
        );
        world.clock.turn_by_ms(2 * DAY_MS + MINUTE_MS);
        let mut ila = desk.log_in_with(&SECRETARY, 2).await;
        let old = ila.get("/").await.html;
        assert!(old.contains("over two days old"), "{old}");
        let mut hansa = desk.log_in(AUDITOR).await;
        let other = hansa.get("/").await.html;
        assert!(!other.contains("copy of the books"), "{other}");
        world.close().await;
    }
}
