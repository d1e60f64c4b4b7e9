//! The peer: `ussd-menu-builder` of the npm registry on Node, which stores nothing. A caller of it who is
//! interrupted begins anew, and one of ours goes on; what that costs is the ratio.

use crate::load::Server;
use crate::shared::print;
use sahkar::core::dialogue::{self, Facts, Input};
use sahkar::core::render::ussd;
use sahkar::core::script::Script;
use sahkar::core::texts::measure::Budget;
use std::path::Path;
use std::process::{Command, Stdio};

/// What is measured against. A newer one is another measure.
const PACKAGE: &str = "ussd-menu-builder@1.2.0";
/// Its name in the table.
pub(crate) const NAME: &str = "ussd-menu-builder 1.2.0 on Node, nothing stored, navigating";
const PROGRAM: &str = include_str!("peer.js");

/// Puts the peer into a folder. Says why where it cannot: Node, npm or the registry is missing.
fn install(folder: &Path) -> Result<(), String> {
    std::fs::create_dir(folder).map_err(|error| error.to_string())?;
    std::fs::write(folder.join("package.json"), "{}").map_err(|error| error.to_string())?;
    std::fs::write(folder.join("peer.js"), PROGRAM).map_err(|error| error.to_string())?;
    let installed = Command::new("npm")
        .args([
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            PACKAGE,
        ])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output();
    let installed = installed.map_err(|error| format!("npm: {error}"))?;
    let said = String::from_utf8_lossy(&installed.stderr);
    if installed.status.success() {
        Ok(())
    } else {
        Err(said
            .lines()
            .next()
            .unwrap_or("npm install failed")
            .to_owned())
    }
}

/// Starts it, serving the three screens of an errand; `None`, after a line that says why, where it cannot be
/// had.
pub(crate) fn start(folder: &Path, screens: &[String; 3]) -> Option<Server> {
    let started = install(folder).and_then(|()| {
        let mut node = Command::new("node");
        node.arg("peer.js")
            .arg(as_json(screens))
            .current_dir(folder);
        Server::start(&mut node)
    });
    started
        .inspect_err(|why| {
            print(&format!(
                "| the peer, {PACKAGE}: left out, {why} | | | | | | | | |"
            ));
        })
        .ok()
}

fn as_json(screens: &[String; 3]) -> String {
    serde_json::to_string(screens).expect("texts are JSON")
}

/// What a member is shown while she navigates: the main menu, help, and the lessons.
pub(crate) fn screens(model: &Facts) -> [String; 3] {
    let script = Script::embedded().unwrap_or_else(|_| panic!("the shipped script has problems"));
    let mut state = None;
    [Input::Open, Input::Text("6"), Input::Text("5")].map(|input| {
        let mut facts = model.clone();
        let turn = dialogue::turn(&script, state.take(), input, &mut facts);
        let page = ussd::page(&turn.screen, turn.page, Budget::DEFAULT);
        state = turn.waiting.after(&page);
        page.words
    })
}
