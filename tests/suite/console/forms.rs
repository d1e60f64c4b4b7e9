//! Forms: sent twice, sent after the session's end; and what every answer has around it.

use crate::support::console::{Browser, Console};
use crate::support::{Kind, MINUTE_MS, World};
use sahkar::demo::SECRETARY;
use sahkar::web::console::{Access, Method, PAGES};
use tokio::task::JoinSet;

/// Console reference 2, sentence 19: twenty times Enter is one sheet, and twenty times the same page.
#[tokio::test(flavor = "multi_thread")]
async fn s19_a_form_sent_twenty_times_at_once_is_done_once() {
    for kind in Kind::all() {
        let world = World::open(kind, 51).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.log_in(SECRETARY).await;
        ila.get("/me/codes").await;
        let form = ila.form("/me/codes", &[("passphrase", SECRETARY.passphrase)]);
        let mut sent = JoinSet::new();
        for _ in 0..20 {
            let mut same = desk.browser();
            same.cookies.clone_from(&ila.cookies);
            let form = form.clone();
            sent.spawn(async move { same.send_raw("/me/codes", &form).await });
        }
        let pages = sent.join_all().await;
        assert!(pages.iter().all(|page| page.html == pages[0].html));
        assert_eq!(pages[0].html.matches("<li value=").count(), 10);
        let made = "select count(*) from ledger where kind = 'sheet made'";
        assert_eq!(world.number(made).await, 2, "her first, and this one");
        // What was kept of it is sealed.
        let code = pages[0].html.split("<b>").nth(1).unwrap()[..4].to_owned();
        let clear = format!("select count(*) from console_form where result like '%{code} %'");
        assert_eq!(world.number(&clear).await, 0);
        world.close().await;
    }
}

/// Console reference 2, sentence 25.
#[tokio::test(flavor = "multi_thread")]
async fn s25_a_form_sent_after_the_end_of_a_session_comes_back_filled_and_unsent() {
    for kind in Kind::all() {
        let world = World::open(kind, 52).await;
        let desk = Console::with(&world, &[SECRETARY]).await;
        let mut ila = desk.log_in_with(&SECRETARY, 1).await;
        ila.get("/me/second-step").await;
        let typed = [
            ("code", "123456"),
            ("note", "kept"),
            ("passphrase", "secret of hers"),
        ];
        let form = ila.form("/me/second-step", &typed);
        world.clock.turn_by_ms(31 * MINUTE_MS);
        let shown = ila.send_raw("/me/second-step", &form).await;
        assert!(
            shown.at.starts_with("/login?at=/me/second-step&draft="),
            "{}",
            shown.at
        );
        assert!(shown.html.contains("comes back as you had filled it"));
        ila.log_in(&SECRETARY, &desk.code(&SECRETARY, 2)).await;
        assert!(
            ila.shown.at.starts_with("/me/second-step?draft="),
            "{}",
            ila.shown.at
        );
        assert!(ila.shown.html.contains("it has not been sent"));
        assert!(!ila.shown.html.contains("secret of hers"));
        let paired = "select count(*) from ledger where kind = 'authenticator set'";
        assert_eq!(world.number(paired).await, 0);
        // What is kept of it is sealed, and no secret is among it.
        let clear = "select count(*) from console_draft where fields like '%kept%'";
        assert_eq!(world.number(clear).await, 0);
        world.close().await;
    }
}

/// A link of somebody else's to the console, which comes without her cookie, gives her browser no other one.
#[tokio::test(flavor = "multi_thread")]
async fn a_link_of_somebody_elses_does_not_log_her_out() {
    let world = World::open(Kind::Sqlite, 54).await;
    let desk = Console::with(&world, &[SECRETARY]).await;
    let mut ila = desk.log_in(SECRETARY).await;
    for path in ["/", "/me", "/login"] {
        let shown = ila.is_led_to(path).await;
        assert_eq!(shown.status, 200, "{path}");
        assert!(!shown.headers.contains_key("set-cookie"), "{path}");
        assert!(shown.html.contains("http-equiv=\"refresh\" content=\"0\""));
    }
    assert_eq!(ila.get("/me").await.at, "/me");
    world.close().await;
}

fn check_headers(browser: &Browser) {
    let headers = &browser.shown.headers;
    let policy = &headers["content-security-policy"];
    for part in [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ] {
        assert!(policy.contains(part), "{part}");
    }
    assert!(!policy.contains("unsafe"));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(headers[name], value, "{}", browser.shown.at);
    }
    assert!(headers["strict-transport-security"].starts_with("max-age="));
}

/// Nothing inline, nothing from elsewhere, small, and in the language that she reads.
#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_small_has_nothing_inline_and_speaks_three_languages() {
    let world = World::open(Kind::Sqlite, 53).await;
    let desk = Console::with(&world, &[SECRETARY]).await;
    let mut ila = desk.log_in(SECRETARY).await;
    for lang in ["gu", "hi", "en"] {
        ila.get("/me").await;
        let shown = ila.send("/language", &[("lang", lang)]).await;
        assert_eq!(shown.at, "/me");
        for page in PAGES.iter().filter(|page| page.method == Method::Get) {
            if page.right == Access::Half || page.path.contains(['{', '.']) {
                continue;
            }
            let shown = ila.get(page.path).await;
            if shown.status == 404 {
                continue;
            }
            assert!(
                shown.html.contains(&format!("<html lang=\"{lang}\">")),
                "{page:?}"
            );
            for inline in [
                "<script", "style=", "<style", " onclick", "http://", "https://",
            ] {
                assert!(!shown.html.contains(inline), "{page:?} {inline}");
            }
            assert!(shown.html.contains("class=\"practice\""));
            assert!(shown.html.len() < 60_000, "{page:?} {}", shown.html.len());
            check_headers(&ila);
        }
    }
    let css = ila.get("/console.css").await;
    assert!(css.html.len() < 16_000);
    world.close().await;
}
