//! The golden transcripts: `tests/conversations/*.txt`, run through the whole program on both databases,
//! each scene with its own cooperative. A screen that no scene visits in one of the three languages fails
//! the test, and so does a notice that no scene sends.
//!
//! People write the verbs; `UPDATE=1 cargo test --test suite conversations` writes the rest: `| ` what the
//! phone shows, `= ` whether the session waits or ends and how full the screen is, `* ` what was recorded.
//! The difference is reviewed.

mod cases;
mod given;
mod register;
mod stage;
mod texts;

use crate::support::{Kind, script};
use sahkar::core::domain::{Lang, Notice};
use sahkar::core::script::ScreenKind;
use sahkar::talk::verbs::is_outcome;
use stage::Stage;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Texts that only an officer has sent or gets, which no member's phone does.
const OF_OFFICERS: [Notice; 2] = [Notice::Breach, Notice::TaskOpen];

/// A run of verbs on one fresh cooperative, under the sentences that say what it shows.
struct Scene {
    /// The comment before it, as written.
    words: Vec<String>,
    /// Each verb with the line it stands in.
    verbs: Vec<(usize, String)>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conversations")
}

/// A scene begins at a comment; what `UPDATE` writes is left out.
fn scenes(text: &str) -> Vec<Scene> {
    let mut scenes: Vec<Scene> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            match scenes.last_mut() {
                Some(scene) if scene.verbs.is_empty() => scene.words.push(line.to_owned()),
                _ => scenes.push(Scene {
                    words: vec![line.to_owned()],
                    verbs: Vec::new(),
                }),
            }
        } else if line.is_empty() {
            // A first comment that stands alone is about the whole file.
            if let Some(scene) = scenes.last_mut().filter(|scene| scene.verbs.is_empty()) {
                scene.words.push(String::new());
            }
        } else if !is_outcome(line) {
            let scene = scenes.last_mut().expect("a file opens with a sentence");
            scene.verbs.push((n + 1, line.to_owned()));
        }
    }
    scenes
}

/// What the conversations met.
#[derive(Default)]
struct Met {
    /// Screens that were shown, by name, with the language.
    screens: BTreeSet<(String, Lang)>,
    /// Texts that were sent, by name.
    texts: BTreeSet<String>,
}

/// Plays one file; gives it as it would be written, and adds what it met.
async fn play(name: &str, text: &str, kind: Kind, met: &mut Met) -> String {
    let mut written = String::new();
    for scene in scenes(text) {
        for line in &scene.words {
            writeln!(written, "{line}").unwrap();
        }
        let mut stage = Stage::set(kind).await;
        for (line_no, verb) in &scene.verbs {
            writeln!(written, "{verb}").unwrap();
            let seen = stage
                .act(verb)
                .await
                .unwrap_or_else(|problem| panic!("{name}:{line_no}: {verb}: {problem}"));
            for line in seen {
                writeln!(written, "{line}").unwrap();
            }
        }
        written.push('\n');
        met.screens.append(&mut stage.visited);
        met.texts.append(&mut stage.strike().await);
    }
    written.truncate(written.trim_end().len());
    written.push('\n');
    written
}

/// The first lines that differ, with where they stand.
fn difference(name: &str, kind: Kind, kept: &str, played: &str) -> String {
    let at = kept
        .lines()
        .zip(played.lines())
        .take_while(|(a, b)| a == b)
        .count();
    let show = |text: &str| {
        let lines = text.lines().skip(at.saturating_sub(3)).take(8);
        lines
            .map(|line| format!("    {line}\n"))
            .collect::<String>()
    };
    format!(
        "tests/conversations/{name}:{} on {kind:?}\n  as kept:\n{}  as played:\n{}",
        at + 1,
        show(kept),
        show(played)
    )
}

async fn run(kind: Kind) -> Met {
    let update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let mut met = Met::default();
    let mut wrong = Vec::new();
    for name in names {
        let kept = std::fs::read_to_string(folder().join(&name)).unwrap();
        let played = play(&name, &kept, kind, &mut met).await;
        if kept != played {
            if update && kind == Kind::Sqlite {
                std::fs::write(folder().join(&name), played).unwrap();
            } else {
                wrong.push(difference(&name, kind, &kept, &played));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nIs it right? UPDATE=1 writes it down.",
        wrong.join("\n")
    );
    met
}

#[tokio::test(flavor = "multi_thread")]
async fn conversations_go_as_written_and_meet_each_screen_in_each_language_and_each_text() {
    let met = run(Kind::Sqlite).await;
    let script = script();
    let unvisited: Vec<String> = script
        .screens()
        .iter()
        .filter(|screen| !matches!(screen.kind, ScreenKind::Routes(_)))
        .flat_map(|screen| Lang::ALL.map(|lang| (screen.name.clone(), lang)))
        .filter(|shown| !met.screens.contains(shown))
        .map(|(name, lang)| format!("{name} in {lang:?}"))
        .collect();
    assert!(
        unvisited.is_empty(),
        "no conversation visits: {}",
        unvisited.join(", ")
    );
    let unsent: Vec<&str> = Notice::ALL
        .iter()
        .filter(|notice| !OF_OFFICERS.contains(notice))
        .map(|notice| notice.word())
        .filter(|name| !met.texts.contains(*name))
        .collect();
    assert!(
        unsent.is_empty(),
        "no conversation has sent: {}",
        unsent.join(", ")
    );
}

/// A call and texts, at the terminal.
const TALK: &str = "member 1001
text આવક 21 850
dial
2
1
2
850
1
1
/hang up
wait 1 hour
deliver
member 1004
run remind
deliver
text बैठक
text again
member 1002
text 1003 BETHAK
text BETHAK
phone +919800000099
text HELP
quit
";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_recorded_at_the_terminal_plays_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("talk.txt");
    let mut terminal = Command::new(env!("CARGO_BIN_EXE_sahkar"))
        .args(["talk", "--record"])
        .arg(&file)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut typing = terminal.stdin.take().unwrap();
    typing.write_all(TALK.as_bytes()).unwrap();
    drop(typing);
    assert!(terminal.wait().unwrap().success());
    let recorded = std::fs::read_to_string(&file).unwrap();
    let played = play("talk.txt", &recorded, Kind::Sqlite, &mut Met::default()).await;
    assert_eq!(played, recorded);
}

#[tokio::test(flavor = "multi_thread")]
async fn conversations_go_the_same_way_on_postgres() {
    if Kind::all().contains(&Kind::Postgres) {
        run(Kind::Postgres).await;
    }
}
