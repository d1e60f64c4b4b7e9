//! The officers' console: she logs in with the keyboard alone, reads each page on the smallest smartphone and
//! on a laptop, and signs what another officer asked for.

use crate::barriers;
use crate::stage::{ENTER, NARROW, NARROW_DARK, PATIENCE, Stage, WIDE, Window};
use fantoccini::Locator;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// What the demo printed of an officer: her passphrase, and the first code of her sheet.
async fn printed_of(stage: &Stage, name: &str) -> (String, String) {
    let told = timeout(PATIENCE, async {
        loop {
            let printed = stage.printed();
            let her = printed.split_once(&format!("  {name} ("));
            let passphrase = her.and_then(|(_, rest)| rest.split_once("passphrase: "));
            let lines = passphrase.and_then(|(_, rest)| rest.split_once('\n'));
            if let Some((passphrase, rest)) = lines
                && let Some((codes, _)) = rest.split_once('\n')
                && let Some(code) = codes.split_whitespace().next()
            {
                return (passphrase.to_owned(), code.to_owned());
            }
            sleep(Duration::from_millis(50)).await;
        }
    });
    told.await.expect("the demo prints its officers")
}

/// Types into a field, then Enter, which sends its form.
async fn enter(stage: &Stage, field: &str, typed: &str) {
    let field = stage.find(field).await;
    field.send_keys(typed).await.unwrap();
    field.send_keys(ENTER).await.unwrap();
}

async fn log_in(stage: &Stage, name: &str) -> String {
    let (passphrase, code) = printed_of(stage, name).await;
    stage.go("/console/").await;
    let field = stage.find("input[name=name]").await;
    field.send_keys(name).await.unwrap();
    enter(stage, "input[name=passphrase]", &passphrase).await;
    enter(stage, "main input[name=code]", &code).await;
    // The menu is an officer's alone.
    stage.find("nav a[href='/console/sign']").await;
    passphrase
}

/// The page has a heading, fits across, and loads nothing from elsewhere.
async fn is_readable(stage: &Stage, window: &Window) {
    let heading = stage.text_of("h1").await;
    let look = "return [document.documentElement.scrollWidth,
        [...document.querySelectorAll('[src], link[href]')].map(one => one.src || one.href)
            .filter(from => !from.startsWith(location.origin) && !from.startsWith('data:')).length,
        document.querySelectorAll('script, style, [style]').length,
        [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
            .filter(field => field.labels.length === 0).length];";
    let seen = stage.browser.execute(look, vec![]).await.unwrap();
    let [across, foreign_n, inline_n, unnamed_n]: [u32; 4] = serde_json::from_value(seen).unwrap();
    assert!(across <= window.width(), "{heading}: {across} px");
    assert_eq!(foreign_n, 0, "{heading} loads from elsewhere");
    assert_eq!(inline_n, 0, "{heading} has a script or a style in it");
    assert_eq!(unnamed_n, 0, "{heading} has a field without a label");
    barriers::has_none(stage, &heading).await;
}

/// Follows each item of the menu, and each page that these lead to.
async fn reads_every_page(stage: &Stage, window: &Window) {
    let mut paths: Vec<String> = vec!["/console/".to_owned()];
    let mut at = 0;
    while let Some(path) = paths.get(at).cloned() {
        at += 1;
        stage.go(&path).await;
        is_readable(stage, window).await;
        let links = stage.browser.find_all(Locator::Css("nav a, main a"));
        for link in links.await.unwrap() {
            let href = link.attr("href").await.unwrap().unwrap_or_default();
            let deep_enough = paths.len() < 60;
            if href.starts_with("/console") && !paths.contains(&href) && deep_enough {
                paths.push(href);
            }
        }
    }
    assert!(paths.len() > 4, "{paths:?}");
}

async fn an_officer_signs(window: &Window) {
    let stage = Stage::set(window).await;
    let passphrase = log_in(&stage, "Ramila").await;
    reads_every_page(&stage, window).await;
    stage.go("/console/sign").await;
    let waits = stage.find("main a[href^='/console/sign/']").await;
    stage.tap(waits).await;
    let before = stage.text_of("h1").await;
    enter(&stage, "input[name=passphrase]", &passphrase).await;
    // What was signed are slips for two women, each with a code to cut out.
    stage.find(".slip").await;
    let slips = stage.browser.find_all(Locator::Css(".slip")).await.unwrap();
    assert_eq!(slips.len(), 2);
    assert_ne!(stage.text_of("h1").await, before);
    is_readable(&stage, window).await;
    stage.clear().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_small_phone_an_officer_logs_in_reads_every_page_and_signs() {
    an_officer_signs(&NARROW).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_laptop_an_officer_logs_in_reads_every_page_and_signs() {
    an_officer_signs(&WIDE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secretary_reads_every_page_of_hers_on_a_small_phone_in_the_dark() {
    let stage = Stage::set(&NARROW_DARK).await;
    log_in(&stage, "Ila").await;
    let dark = "return matchMedia('(prefers-color-scheme: dark)').matches";
    let is_dark = stage.browser.execute(dark, vec![]).await.unwrap();
    assert_eq!(is_dark, true);
    reads_every_page(&stage, &NARROW_DARK).await;
    stage.clear().await;
}
