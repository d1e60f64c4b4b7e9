//! Coming in, staying in, and going out.

use crate::support::console::{Console, masked};
use crate::support::{Kind, MINUTE_MS, World};
use sahkar::core::domain::factor::AuthenticatorSecret;
use sahkar::core::domain::officer::{OfficerChange, Role};
use sahkar::core::domain::{By, OfficerId};
use sahkar::demo::{COOP, DemoOfficer, SECRETARY, TREASURER};
use std::time::{Duration, Instant};

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_comes_in_with_passphrase_and_code_and_each_code_counts_once() {
    for kind in Kind::all() {
        let world = World::open(kind, 41).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.browser();
        // She asks for a page, logs in, and is there.
        let asked = ila.get("/me/codes").await;
        assert_eq!(asked.at, "/login?at=/me/codes");
        let before = ila.cookies["__Host-sahkar"].clone();
        ila.log_in(&SECRETARY, &desk.code(&SECRETARY, 1)).await;
        assert_eq!(ila.shown.at, "/me/codes");
        let inside = ila.cookies["__Host-sahkar"].clone();
        assert_ne!(
            before, inside,
            "a token that was fixed before opens nothing"
        );
        let shown = ila.get("/me").await;
        assert!(shown.html.contains("Ila") && shown.html.contains("9 codes are left"));
        // Its database has no token.
        let random = inside.split_once('.').unwrap().1;
        let same =
            format!("select count(*) from console_session where token_hash like '%{random}%'");
        let hashes = world.number(&same);
        assert_eq!(hashes.await, 0);
        // The same code does not let anybody in again, the next one does.
        let mut again = desk.browser();
        again.get("/login").await;
        let fields = [("name", "ila"), ("passphrase", SECRETARY.passphrase)];
        again.send("/login", &fields).await;
        let used = desk.code(&SECRETARY, 1);
        let refused = again.send("/login/second", &[("code", &used)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.html.contains("This code does not count"));
        let next = desk.code(&SECRETARY, 2);
        assert_eq!(
            again.send("/login/second", &[("code", &next)]).await.at,
            "/"
        );
        // She sees both, and ends the other one.
        let shown = ila.get("/me").await;
        assert!(shown.html.contains("End all others"), "{}", shown.html);
        ila.send("/me/devices", &[]).await;
        assert!(
            ila.shown
                .html
                .contains("Nobody is logged in there any more")
        );
        assert!(again.get("/me").await.at.starts_with("/login"));
        assert_eq!(ila.get("/me").await.at, "/me");
        ila.send("/logout", &[]).await;
        ila.cookies.insert("__Host-sahkar".into(), inside);
        assert!(ila.get("/me").await.at.starts_with("/login"));
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_no_officer_hears_what_a_wrong_passphrase_hears_as_late() {
    let world = World::open(Kind::Sqlite, 42).await;
    let desk = Console::with(&world, &[SECRETARY]).await;
    let mut pages = Vec::new();
    for (name, passphrase) in [
        ("Ila", "seven red hens at dawn"),
        ("Nobody", "seven red hens at dusk"),
        ("", ""),
    ] {
        let mut stranger = desk.browser();
        stranger.get("/login").await;
        let began = Instant::now();
        let fields = [("name", name), ("passphrase", passphrase)];
        let shown = stranger.send("/login", &fields).await;
        assert_eq!(shown.status, 422);
        assert!(began.elapsed() >= Duration::from_millis(900));
        assert!(!shown.html.contains(passphrase) || passphrase.is_empty());
        let html = masked(&shown.html);
        pages.push(html.replace(&format!("value=\"{name}\""), ""));
    }
    assert_eq!(pages[0], pages[1]);
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_holds_up_himself_and_not_her() {
    let world = World::open(Kind::Sqlite, 43).await;
    let desk = Console::with(&world, &[SECRETARY]).await;
    // She has come in from here before; then wrong passphrases come from here until it waits.
    desk.log_in_with(&SECRETARY, 1).await;
    let mut stranger = desk.browser();
    stranger.get("/login").await;
    let wrong = [("name", "Ila"), ("passphrase", "a wrong passphrase of his")];
    for _ in 0..5 {
        assert_eq!(stranger.send("/login", &wrong).await.status, 422);
    }
    let right = [("name", "Ila"), ("passphrase", SECRETARY.passphrase)];
    assert_eq!(
        stranger.send("/login", &right).await.status,
        422,
        "it waits"
    );
    world.clock.turn_by_ms(61 * MINUTE_MS);
    stranger.get("/login").await;
    assert_eq!(
        stranger.send("/login", &right).await.at,
        "/login/second?at=/&draft="
    );
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_five_wrong_codes_the_passphrase_is_asked_for_again() {
    for kind in Kind::all() {
        let world = World::open(kind, 44).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.browser();
        ila.get("/login").await;
        let right = [("name", "Ila"), ("passphrase", SECRETARY.passphrase)];
        ila.send("/login", &right).await;
        for n in 1..=4 {
            let shown = ila.send("/login/second", &[("code", "00000000")]).await;
            assert_eq!(shown.status, 422, "{n}");
        }
        let shown = ila.send("/login/second", &[("code", "00000000")]).await;
        assert!(shown.at.starts_with("/login?"), "{}", shown.at);
        // A right code is of no use while it waits.
        ila.send("/login", &right).await;
        let code = desk.code(&SECRETARY, 1);
        assert_eq!(
            ila.send("/login/second", &[("code", &code)]).await.status,
            422
        );
        world.clock.turn_by_ms(61 * MINUTE_MS);
        ila.get("/login").await;
        ila.log_in(&SECRETARY, &code).await;
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_after_half_an_hour_of_nothing_and_after_eight_hours_of_work() {
    for kind in Kind::all() {
        let world = World::open(kind, 45).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.log_in_with(&SECRETARY, 1).await;
        world.clock.turn_by_ms(31 * MINUTE_MS);
        assert!(ila.get("/me").await.at.starts_with("/login"));
        ila.log_in(&SECRETARY, &desk.code(&SECRETARY, 2)).await;
        for n in 0..19 {
            world.clock.turn_by_ms(25 * MINUTE_MS);
            assert_eq!(ila.get("/me").await.at, "/me", "{n}");
        }
        world.clock.turn_by_ms(25 * MINUTE_MS);
        assert!(ila.get("/me").await.at.starts_with("/login"), "eight hours");
        world.clock.turn_by_ms(25 * 60 * MINUTE_MS);
        world
            .service
            .store
            .forget_console(world.clock.now())
            .await
            .unwrap();
        assert_eq!(
            world.number("select count(*) from console_session").await,
            0
        );
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_role_ends_her_sessions_and_who_has_ended_is_out() {
    for kind in Kind::all() {
        let world = World::open(kind, 46).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let id = OfficerId(world.number("select id from officer").await);
        let (store, now) = (&world.service.store, world.clock.now());
        let change = async |change: OfficerChange| {
            store
                .change_officers(COOP, &By::OPERATOR, &[change], now)
                .await
                .unwrap();
        };
        let mut ila = desk.log_in_with(&SECRETARY, 1).await;
        change(OfficerChange::RoleGiven(id, Role::Treasurer)).await;
        assert!(ila.get("/me").await.at.starts_with("/login"));
        ila.log_in(&SECRETARY, &desk.code(&SECRETARY, 2)).await;
        assert!(ila.get("/me").await.html.contains("Secretary, Treasurer"));
        change(OfficerChange::Ended(id)).await;
        assert!(ila.get("/me").await.at.starts_with("/login"));
        world.close().await;
    }
}

/// An officer whom the operator's command made has no second step: her first sheet is made with her first log-in.
#[tokio::test(flavor = "multi_thread")]
async fn a_new_officer_prints_her_sheet_and_pairs_an_app() {
    for kind in Kind::all() {
        let world = World::open(kind, 47).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let delete = ["sheet_code", "officer_factor"];
        for table in delete {
            world.sql(&format!("delete from {table}")).await;
        }
        let mut ila = desk.browser();
        ila.get("/login").await;
        let right = [("name", "Ila"), ("passphrase", SECRETARY.passphrase)];
        ila.send("/login", &right).await;
        let form = ila.form("/login/sheet", &[]);
        let sheet = ila.send_raw("/login/sheet", &form).await;
        assert_eq!(
            sheet.html.matches("<li value=").count(),
            10,
            "{}",
            sheet.html
        );
        // The same form again shows the same sheet, and makes no other.
        let again = ila.send_raw("/login/sheet", &form).await;
        assert_eq!(again.html, sheet.html);
        let code = sheet.html.split("<b>").nth(1).unwrap();
        let code = code.split("</b>").next().unwrap().to_owned();
        // Nobody makes a second one before that code was typed.
        let refused = ila.send("/login/sheet", &[]).await;
        assert_eq!(refused.status, 404);
        ila.get("/login/second").await;
        assert_eq!(ila.send("/login/second", &[("code", &code)]).await.at, "/");
        pairs_an_app(&world, &mut ila).await;
        let mut with_app = desk.browser();
        with_app.get("/login").await;
        with_app.send("/login", &right).await;
        world.clock.turn_by_ms(MINUTE_MS);
        let secret = secret_of(&world).await;
        let code = secret.code_at(world.clock.now());
        assert_eq!(
            with_app.send("/login/second", &[("code", &code)]).await.at,
            "/"
        );
        let kinds = "select count(*) from ledger where kind in ('sheet made', 'authenticator set')";
        assert_eq!(world.number(kinds).await, 3, "two sheets and an app");
        // The sheet may end now, and then the app is the last that she has.
        with_app.get("/me/second-step").await;
        let end = [("kind", "sheet"), ("passphrase", SECRETARY.passphrase)];
        let shown = with_app.send("/me/second-step/end", &end).await;
        assert!(shown.html.contains("It counts no more"), "{}", shown.html);
        let shown = with_app.get("/me/second-step").await;
        assert!(!shown.html.contains("second-step/end"));
        world.close().await;
    }
}

/// After a week a passphrase alone makes no sheet.
#[tokio::test(flavor = "multi_thread")]
async fn a_first_sheet_is_made_in_the_first_week() {
    let world = World::open(Kind::Sqlite, 49).await;
    let desk = Console::with(&world, &[SECRETARY]).await;
    for table in ["sheet_code", "officer_factor"] {
        world.sql(&format!("delete from {table}")).await;
    }
    world.clock.turn_by_ms(7 * 24 * 60 * MINUTE_MS);
    let mut ila = desk.browser();
    ila.get("/login").await;
    let right = [("name", "Ila"), ("passphrase", SECRETARY.passphrase)];
    let shown = ila.send("/login", &right).await;
    assert!(
        !shown.html.contains("/console/login/sheet"),
        "{}",
        shown.html
    );
    assert!(shown.html.contains("in the first week"));
    assert_eq!(ila.send("/login/sheet", &[]).await.status, 404);
    world.close().await;
}

async fn pairs_an_app(world: &World, ila: &mut crate::support::console::Browser) {
    let page = ila.get("/me/second-step").await;
    assert!(page.html.contains("<svg class=\"qr\""));
    let letters = page.html.split("name=\"secret\" value=\"").nth(1).unwrap();
    let letters = letters.split('"').next().unwrap().to_owned();
    let secret = AuthenticatorSecret::from_letters(&letters).unwrap();
    let code = secret.code_at(world.clock.now());
    let wrong = [
        ("secret", letters.as_str()),
        ("code", "123"),
        ("passphrase", SECRETARY.passphrase),
    ];
    let shown = ila.send("/me/second-step", &wrong).await;
    assert_eq!(shown.status, 422);
    assert!(shown.html.contains("not the figures"), "{}", shown.html);
    let no_passphrase = [("secret", letters.as_str()), ("code", &code)];
    assert_eq!(
        ila.send("/me/second-step", &no_passphrase).await.status,
        422
    );
    let right = [
        ("secret", letters.as_str()),
        ("code", &code),
        ("passphrase", SECRETARY.passphrase),
    ];
    let shown = ila.send("/me/second-step", &right).await;
    assert!(shown.html.contains("The app is paired"), "{}", shown.html);
}

async fn secret_of(world: &World) -> AuthenticatorSecret {
    let id = OfficerId(world.number("select id from officer").await);
    let steps = world.service.store.second_steps(COOP, id).await.unwrap();
    steps.authenticator.unwrap().secret
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_sheet_takes_the_place_of_the_old_one() {
    let world = World::open(Kind::Sqlite, 48).await;
    let desk = Console::with(&world, &[TREASURER]).await;
    let treasurer: DemoOfficer = TREASURER;
    let mut savita = desk.log_in_with(&treasurer, 1).await;
    savita.get("/me/codes").await;
    let fields = [("passphrase", treasurer.passphrase)];
    let sheet = savita.send("/me/codes", &fields).await;
    assert_eq!(sheet.html.matches("<li value=").count(), 10);
    let mut later = desk.browser();
    later.get("/login").await;
    let right = [
        ("name", treasurer.name),
        ("passphrase", treasurer.passphrase),
    ];
    later.send("/login", &right).await;
    let old = desk.code(&treasurer, 2);
    assert_eq!(
        later.send("/login/second", &[("code", &old)]).await.status,
        422
    );
    world.close().await;
}
