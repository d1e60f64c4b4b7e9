//! Barriers that a page puts in the way of whoever sees little, hears it read aloud, or has a keyboard only: what
//! axe-core finds, in its own words. `tests/run` brings it and says in `AXE_CORE` where it is; without it nothing is
//! looked for.

use crate::stage::{NARROW, Stage};
use std::sync::OnceLock;

/// What axe calls bad enough to keep somebody from using a page.
const FOUND: &str = "const done = arguments[0];
    axe.run(document, { resultTypes: ['violations'] }).then(
        found => done(found.violations
            .filter(one => one.impact === 'serious' || one.impact === 'critical')
            .map(one => one.id + ': ' + one.help + ': ' + one.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | '))),
        failure => done(['axe failed: ' + failure]));";

/// Its source, where it is installed.
fn axe() -> Option<&'static str> {
    static SOURCE: OnceLock<Option<String>> = OnceLock::new();
    let source = SOURCE.get_or_init(|| {
        let file = std::env::var_os("AXE_CORE")?;
        std::fs::read_to_string(file).ok()
    });
    source.as_deref()
}

/// The barriers of the page that is open; none where nobody looks.
async fn found(stage: &Stage) -> Option<Vec<String>> {
    stage.browser.execute(axe()?, vec![]).await.unwrap();
    let found = stage.browser.execute_async(FOUND, vec![]).await.unwrap();
    Some(serde_json::from_value(found).unwrap())
}

/// The page that is open has none.
pub async fn has_none(stage: &Stage, page: &str) {
    let found = found(stage).await.unwrap_or_default();
    assert!(found.is_empty(), "{page}: {found:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_without_a_name_is_found_and_the_pages_without_a_log_in_have_none() {
    let stage = Stage::set(&NARROW).await;
    for page in ["/phone", "/console/login"] {
        stage.go(page).await;
        has_none(&stage, page).await;
    }
    let nameless = "document.querySelector('main').append(document.createElement('input'))";
    stage.browser.execute(nameless, vec![]).await.unwrap();
    if let Some(found) = found(&stage).await {
        assert_eq!(found.len(), 1, "{found:#?}");
    }
    stage.clear().await;
}
