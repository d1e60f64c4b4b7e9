//! The table of pages, walked as nobody, with every wrong role, without a token, from elsewhere, from another
//! cooperative, and with replayed forms: refused, and nothing is changed.

use crate::support::console::{Browser, Console, masked};
use crate::support::{Kind, World};
use sahkar::core::authz::{Right, rights_of};
use sahkar::core::domain::{By, CoopId};
use sahkar::demo::{DemoOfficer, OFFICERS, SECRETARY};
use sahkar::web::console::{Access, ConsolePage, Method, PAGES};

/// The path of a page with something in each of its places.
fn path(page: &ConsolePage) -> String {
    let parts = page.path.split('/');
    let parts: Vec<&str> = parts
        .map(|part| if part.starts_with('{') { "1001" } else { part })
        .collect();
    parts.join("/")
}

/// What may not change: all that is written down of what was done.
async fn record(world: &World) -> i64 {
    world.number("select count(*) from ledger").await
        + world.number("select count(*) from proposal").await
        + world.number("select count(*) from console_form").await
}

fn may(officer: &DemoOfficer, page: &ConsolePage) -> bool {
    match page.right {
        Access::Anyone | Access::Officer => true,
        Access::Half => false,
        Access::Holder(rights) => {
            let hers: &[Right] = rights_of(officer.role);
            rights.iter().any(|right| hers.contains(right))
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_logged_in_sees_the_log_in_and_changes_nothing() {
    for kind in Kind::all() {
        let world = World::open(kind, 31).await;
        let desk = Console::with(&world, &[]).await;
        let before = record(&world).await;
        let mut nobody = desk.browser();
        nobody.get("/login").await;
        for page in PAGES.iter().filter(|page| page.right != Access::Anyone) {
            let path = path(page);
            let shown = match page.method {
                Method::Get => nobody.get_once(&path).await,
                Method::Post => {
                    nobody.get("/login").await;
                    let form = nobody.form("/login", &[]);
                    nobody.send_once(&path, &form).await
                }
            };
            assert_eq!(shown.status, 303, "{page:?}");
            let to = &shown.headers["location"];
            assert!(to.starts_with("/console/login?at="), "{page:?}: {to}");
        }
        let missing = nobody.get("/no-such-page").await;
        assert_eq!(missing.status, 404);
        assert_eq!(record(&world).await, before);
        world.close().await;
    }
}

/// Everything that one officer may not: a page of another right is as one that does not exist; a form without a
/// token, from elsewhere, or with another's token is refused.
async fn walk(mut her: Browser, officer: &DemoOfficer, other: &Browser) {
    let missing = her.get("/no-such-page").await;
    let me = her.get("/me").await;
    for page in PAGES {
        let path = path(page);
        if page.method == Method::Get {
            let shown = her.get_once(&path).await;
            if !may(officer, page) && page.right != Access::Half {
                assert_eq!(shown.status, 404, "{officer:?} {page:?}");
                assert_eq!(masked(&shown.html), masked(&missing.html), "{page:?}");
            } else if page.right == Access::Half {
                assert_eq!(shown.status, 303, "{page:?}");
            } else {
                assert_ne!(shown.status, 403, "{page:?}");
            }
            continue;
        }
        her.shown = me.clone();
        let form = her.form("/logout", &[("reason", "Because it is so")]);
        if !may(officer, page) && page.right != Access::Half {
            let shown = her.send_once(&path, &form).await;
            assert_eq!(shown.status, 404, "{officer:?} {page:?}");
            assert_eq!(masked(&shown.html), masked(&missing.html), "{page:?}");
        }
        let without: Vec<(String, String)> = form.iter().skip(1).cloned().collect();
        assert_eq!(her.send_once(&path, &without).await.status, 403, "{page:?}");
        let mut with_others = form.clone();
        with_others[0]
            .1
            .clone_from(&other.form("/logout", &[])[0].1);
        assert_ne!(with_others[0], form[0]);
        assert_eq!(
            her.send_once(&path, &with_others).await.status,
            403,
            "{page:?}"
        );
        for site in ["cross-site", "same-site", "none"] {
            her.site = site;
            assert_eq!(her.send_once(&path, &form).await.status, 403, "{page:?}");
        }
        her.site = "same-origin";
        if page.right != Access::Anyone {
            let mut no_nonce = form.clone();
            no_nonce[1].1.clear();
            let shown = her.send_once(&path, &no_nonce).await;
            let refused = [303, 403, 404].contains(&shown.status);
            assert!(refused, "{page:?} {}", shown.status);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_officer_may_not_is_not_there_and_forms_of_others_are_refused() {
    for kind in Kind::all() {
        let world = World::open(kind, 32).await;
        let desk = Console::start(&world).await;
        let before = record(&world).await;
        let mut other = desk.log_in_with(&SECRETARY, 1).await;
        other.get("/me").await;
        for officer in &OFFICERS {
            let no = if officer.name == SECRETARY.name { 2 } else { 1 };
            let her = desk.log_in_with(officer, no).await;
            walk(her, officer, &other).await;
        }
        assert_eq!(record(&world).await, before);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_cooperative_knows_nobody_of_this_one() {
    for kind in Kind::all() {
        let world = World::open(kind, 33).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let store = &world.service.store;
        let mut entry = store.coops().await.unwrap().remove(0);
        entry.coop.id = CoopId(77);
        entry.coop.code = "*384*77#".to_owned();
        entry.coop.name = "Other Mandli".to_owned();
        entry.addresses.clear();
        let now = world.clock.now();
        store.add_coop(&By::OPERATOR, &entry, now).await.unwrap();
        let mut ila = desk.log_in(SECRETARY).await;
        assert_eq!(ila.get("/me").await.status, 200);
        // Her token, said to be of the other one.
        let token = ila.cookies["__Host-sahkar"].clone();
        let (_, random) = token.split_once('.').unwrap();
        let mut there = desk.browser();
        there
            .cookies
            .insert("__Host-sahkar".into(), format!("77.{random}"));
        world.clock.turn_by_ms(60_000);
        let shown = there.get("/me").await;
        assert!(shown.at.starts_with("/login"), "{}", shown.at);
        // Her name and passphrase open nothing there.
        let fields = [
            ("coop", "*384*77#"),
            ("name", SECRETARY.name),
            ("passphrase", SECRETARY.passphrase),
        ];
        let shown = there.send("/login", &fields).await;
        assert_eq!(shown.status, 422, "{}", shown.html);
        world.close().await;
    }
}
