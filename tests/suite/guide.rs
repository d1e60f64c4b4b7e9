//! The guide of `docs/CONTRIBUTING.md`: a provider is added with its blocks, word for word, and the real
//! program receives a text from it, answers through it and gets the receipt. For every other kind of
//! change, the guide must name every file that has to be changed.

use crate::readme::{Machine, coop_file};
use crate::support::{Kind, World};
use sahkar::clock::Clock;
use sahkar::outbound::prepare_tls;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

const GUIDE: &str = include_str!("../../docs/CONTRIBUTING.md");

/// No single wait of the walk is longer.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(50);

/// The block of code that follows this mark, without the indent of its list.
fn block(name: &str) -> String {
    let (_, rest) = GUIDE
        .split_once(&format!("<!-- guide: {name} -->\n"))
        .unwrap_or_else(|| panic!("the guide has no block `{name}`"));
    let mut lines = rest.lines();
    let first = lines.next().expect("a block begins");
    let indent = first.len() - first.trim_start().len();
    assert!(first.trim_start().starts_with("```"), "{name}: {first}");
    lines
        .take_while(|line| line.trim() != "```")
        .map(|line| format!("{}\n", line.get(indent..).unwrap_or_default()))
        .collect()
}

/// What a line of `curl` in the guide posts, and to which path.
fn curl(name: &str) -> (Vec<(String, String)>, String) {
    let line = block(name);
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("curl"), "{line}");
    let mut form = Vec::new();
    loop {
        match words.next() {
            Some("-d") => {
                let (field, value) = words.next().unwrap().split_once('=').unwrap();
                form.push((field.to_owned(), value.to_owned()));
            }
            Some(url) => {
                let path = url
                    .strip_prefix("http://127.0.0.1:8080")
                    .expect("our address");
                return (form, path.to_owned());
            }
            None => panic!("{line} goes nowhere"),
        }
    }
}

async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < PATIENCE, "{what}: not in {PATIENCE:?}");
        tokio::time::sleep(PAUSE).await;
    }
}

/// ACME itself: it takes every text.
async fn acme() -> MockServer {
    let server = MockServer::start().await;
    let queued = ResponseTemplate::new(200).set_body_string(r#"{"state":"queued","id":"acme-1"}"#);
    Mock::given(method("POST"))
        .and(path("/send"))
        .respond_with(queued)
        .mount(&server)
        .await;
    server
}

/// A machine on which the first three steps of the guide have been done.
fn set_up(world: &World, acme: &MockServer) -> Machine {
    let machine = Machine::of(world);
    let write = |name: &str, text: &str| fs::write(machine.folder.path().join(name), text).unwrap();
    write("acme.toml", &block("acme.toml"));
    let settings = block("sahkar.toml");
    let theirs = "https://api.acme.example/send";
    assert_eq!(settings.matches(theirs).count(), 1, "{settings}");
    // Only where ACME is differs from the guide: it is on this machine, and may be called there.
    let settings = settings.replace(theirs, &format!("{}/send", acme.uri()));
    let here = "outbound_private = \"127.0.0.1\"\noperate_listen = \"off\"\n";
    write("sahkar.toml", &format!("{here}{settings}"));
    let gateways = block("coop.toml");
    let coop = coop_file();
    let before = coop
        .lines()
        .find(|line| line.starts_with("gateways = "))
        .unwrap();
    write("coop.toml", &coop.replace(before, gateways.trim_end()));
    machine.run(&["import", "coop", "coop.toml"]);
    machine
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_is_added_as_the_guide_says() {
    prepare_tls();
    let client = reqwest::Client::builder().build().unwrap();
    for kind in Kind::all() {
        let world = World::open(kind, 91).await;
        // The program asks the machine for the time.
        world.clock.turn_to(Clock::system().now());
        world.approve_all().await;
        let acme = acme().await;
        let machine = set_up(&world, &acme);
        let program = machine.started();

        let (form, path) = curl("try");
        let url = format!("http://{}{path}", machine.listen);
        let answer = client.post(url).form(&form).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{kind:?}");
        assert_eq!(answer.text().await.unwrap(), "thanks", "{kind:?}");

        let brought = async || acme.received_requests().await.unwrap();
        until("the answer leaves by ACME", async || {
            !brought().await.is_empty()
        })
        .await;
        let request = brought().await.remove(0);
        let fields: BTreeMap<String, String> =
            form_urlencoded::parse(&request.body).into_owned().collect();
        assert_eq!(fields["to"], "+919800000001", "{kind:?}");
        assert_eq!(fields["from"], "ASHAMD", "{kind:?}");
        assert_eq!(fields["key"], "the key of your account", "{kind:?}");
        assert!(
            fields["text"].starts_with("Asha Mandli: "),
            "{kind:?}: {}",
            fields["text"]
        );
        let state = |state: &str| {
            format!("select count(*) from outbox where gateway = 'acme' and state = '{state}'")
        };
        let sent = state("sent");
        until("it is sent", async || world.number(&sent).await == 1).await;

        let (form, path) = curl("receipt");
        let form: Vec<(String, String)> = form
            .into_iter()
            .map(|(field, value)| (field, value.replace("REFERENCE", &fields["reference"])))
            .collect();
        assert!(form.contains(&("reference".into(), fields["reference"].clone())));
        let url = format!("http://{}{path}", machine.listen);
        let answer = client.post(url).form(&form).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{kind:?}");
        assert_eq!(world.number(&state("delivered")).await, 1, "{kind:?}");
        drop(program);
        world.close().await;
    }
}

/// A way of the guide, and words by which the source shows where a thing of its kind is known: one that is
/// there already stands for one that is to come.
const WAYS: [(&str, &[&str]); 6] = [
    ("Add a keyword", &["Act::MeetingNext", "Self::MeetingNext"]),
    (
        "Add a field to an entry",
        &[" proof: ", ".proof", " proof,"],
    ),
    (
        "Add a language",
        &[
            "Lang::Gu =>",
            "LangScript::Gu =>",
            "\", Lang::Gu)",
            "(Lang::Gu, &",
            "=> Some(Lang::Gu)",
            "Words::new(",
            "words.gu",
            "name.gu",
        ],
    ),
    ("Add a provider", &["twilio::"]),
    ("Add a job", &["forget_texts::JOB"]),
    (
        "Add a migration",
        &["\"word_source\"", "fn read(text: &str) -> Result<Words"],
    ),
];

/// The part of the guide under this heading.
fn part(heading: &str) -> &'static str {
    let (_, rest) = GUIDE
        .split_once(&format!("\n## {heading}\n"))
        .unwrap_or_else(|| panic!("the guide has no part `{heading}`"));
    rest.split("\n## ").next().unwrap_or(rest)
}

/// The files below a folder, by their path from the root, that say one of these words outside their tests.
fn files_that_say(folder: &str, words: &[&str], found: &mut Vec<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let path = format!("{folder}/{name}");
        if name == "tests" || name == "tests.rs" {
            continue;
        }
        if root.join(&path).is_dir() {
            files_that_say(&path, words, found);
        } else if let Ok(text) = fs::read_to_string(root.join(&path))
            && let Some(code) = text.split("#[cfg(test)]").next()
            && words.iter().any(|word| code.contains(word))
        {
            found.push(path);
        }
    }
}

#[test]
fn each_way_names_every_file_that_it_touches() {
    let mut wrong = Vec::new();
    for (heading, words) in WAYS {
        let mut found = Vec::new();
        files_that_say("src", words, &mut found);
        assert!(
            !found.is_empty(),
            "{heading}: nothing in the source says {words:?}"
        );
        let named = part(heading);
        let missing = found
            .iter()
            .filter(|path| !named.contains(&format!("`{path}`")));
        wrong.extend(missing.map(|path| format!("{heading}: `{path}`")));
    }
    assert!(
        wrong.is_empty(),
        "the guide leaves out:\n  {}",
        wrong.join("\n  ")
    );
    for way in [
        "menu",
        "keyword",
        "field to an entry",
        "language",
        "provider",
        "act",
        "job",
        "migration",
    ] {
        let article = if way == "act" { "an" } else { "a" };
        let rows = part(&format!("Add {article} {way}"))
            .matches("\n| `")
            .count();
        assert!(rows >= 3, "Add {article} {way}: {rows} rows of files");
    }
}
