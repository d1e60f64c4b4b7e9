//! The USSD routes over real HTTP: who may call, what is refused and with which response, and what callers
//! hear while the database is down.

mod hanging;

use crate::support::{CODE, Kind, World, number_of, ussd_form};
use crate::webhooks::Server;
use reqwest::{Method, RequestBuilder, StatusCode};
use sahkar::core::domain::Lang;
use std::sync::Arc;

/// Gateways that bring USSD, and one that brings only texts.
const NAMES: [&str; 3] = ["sandbox", "africastalking", "exotel"];

/// A dial, and the event that it is over, in the form of Africa's Talking.
const DIAL: [(&str, &str); 5] = [
    ("sessionId", "ATUid_1"),
    ("phoneNumber", "+919800000001"),
    ("serviceCode", CODE),
    ("networkCode", "99999"),
    ("text", ""),
];
const END: [(&str, &str); 5] = [
    ("sessionId", "ATUid_1"),
    ("phoneNumber", "+919800000001"),
    ("serviceCode", CODE),
    ("networkCode", "99999"),
    ("status", "Incomplete"),
];

async fn open(kind: Kind, seed: u64) -> (World, Server) {
    let world = World::open(kind, seed).await;
    let listener = Server::listen().await;
    let server = Server::serve(listener, Arc::clone(&world.service), &NAMES);
    (world, server)
}

/// Every address of a session, with what a gateway sends there.
fn addresses() -> Vec<(String, [(&'static str, &'static str); 5])> {
    let of = |name| {
        [
            (format!("{name}/demo/ussd"), DIAL),
            (format!("{name}/demo/ussd/end"), END),
        ]
    };
    ["africastalking", "sandbox"]
        .into_iter()
        .flat_map(of)
        .collect()
}

/// Status, type and body of an answer.
async fn heard(request: RequestBuilder) -> (StatusCode, String, String) {
    let answer = request.send().await.unwrap();
    let kind = answer.headers().get("content-type");
    let kind = kind.map_or("", |kind| kind.to_str().unwrap()).to_owned();
    (answer.status(), kind, answer.text().await.unwrap())
}

#[tokio::test]
async fn a_wrong_secret_or_an_unknown_gateway_is_an_unknown_address() {
    let (world, server) = open(Kind::Sqlite, 71).await;
    let unknown = heard(server.ask(Method::POST, "../nowhere").form(&DIAL)).await;
    assert_eq!(unknown.0, 404);
    let before = world.dump().await;
    for name in [
        "sandbox/demo2",
        "sandbox/DEMO",
        "africastalking/wrong",
        "nobody/demo",
        // A secret that opens the door of texts only.
        "exotel/demo",
        // A gateway without a secret is not there.
        "gupshup/demo",
    ] {
        for end in ["", "/end"] {
            let path = format!("{name}/ussd{end}");
            let right = server.ask(Method::POST, &path).form(&DIAL);
            assert_eq!(heard(right).await, unknown, "{path}");
            // Whatever else is wrong with it, nobody learns that the name is right.
            let odd = server.ask(Method::PUT, &path).body("x".repeat(70_000));
            assert_eq!(heard(odd).await.0, 404, "{path}");
        }
    }
    assert!(before == world.dump().await, "nothing changed");
    world.close().await;
}

#[tokio::test]
async fn a_body_too_large_is_refused() {
    let (world, server) = open(Kind::Sqlite, 72).await;
    for (path, form) in addresses() {
        let before = world.dump().await;
        let padded = |octets: usize| {
            let pad = "x".repeat(octets);
            let form: Vec<_> = form.into_iter().chain([("pad", pad.as_str())]).collect();
            server.ask(Method::POST, &path).form(&form)
        };
        let (status, _, body) = heard(padded(64 * 1024)).await;
        assert_eq!(status, 413, "{path}");
        assert_eq!(body.lines().count(), 1, "{path}: {body}");
        assert!(before == world.dump().await, "{path} changed something");
        // It is the length that was refused, and not the field.
        assert_eq!(heard(padded(60 * 1024)).await.0, 200, "{path}");
    }
    world.close().await;
}

#[tokio::test]
async fn what_a_gateway_does_not_send_is_refused_and_changes_nothing() {
    let (world, server) = open(Kind::Sqlite, 73).await;
    let before = world.dump().await;
    for (path, form) in addresses() {
        let post = || server.ask(Method::POST, &path);
        let twice = |at: usize| post().form(&[&form[..], &form[at..=at]].concat());
        let without = |at: usize| {
            let kept = form.iter().enumerate().filter(|(n, _)| *n != at);
            post().form(&kept.map(|(_, field)| field).collect::<Vec<_>>())
        };
        let refused = [
            (405, server.ask(Method::GET, &path).form(&form)),
            (405, server.ask(Method::PUT, &path).form(&form)),
            (405, server.ask(Method::DELETE, &path)),
            (
                415,
                post().json(&serde_json::json!({"sessionId": "ATUid_1"})),
            ),
            (
                415,
                post().header("content-type", "text/plain").body("text="),
            ),
            (415, post()),
            (400, twice(0)),
            (400, twice(1)),
            (400, twice(2)),
            (400, twice(4)),
            (400, without(0)),
            (400, without(1)),
            (400, without(2)),
            (400, post().form(&[("sessionId", "")])),
        ];
        for (n, (status, request)) in refused.into_iter().enumerate() {
            let (answered, kind, body) = heard(request).await;
            assert_eq!(answered, status, "{path}, case {n}: {body}");
            assert_eq!(kind, "text/plain; charset=utf-8", "{path}, case {n}");
            assert_eq!(body.lines().count(), 1, "{path}, case {n}: {body}");
            assert!(!body.contains("98000"), "{path}, case {n}: {body}");
        }
    }
    assert!(before == world.dump().await, "nothing changed");
    world.close().await;
}

/// One caller's connection, with what she typed so far.
struct Line<'a> {
    server: &'a Server,
    hook: String,
    session: String,
    phone: String,
    typed: Vec<String>,
}

impl Line<'_> {
    /// The last request, for the first time or once more.
    async fn send(&self) -> String {
        let text = self.typed.join("*");
        let form = ussd_form(&self.session, &self.phone, &text);
        let post = self.server.ask(Method::POST, &self.hook).form(&form);
        let (status, kind, body) = heard(post).await;
        let plain = (StatusCode::OK, "text/plain; charset=utf-8");
        assert_eq!((status, kind.as_str()), plain, "{body}");
        body
    }

    async fn type_all(&mut self, replies: &[&str]) -> String {
        let mut said = String::new();
        for reply in replies {
            self.typed.push((*reply).to_owned());
            said = self.send().await;
        }
        said
    }
}

/// The database goes away, from one request to the next.
///
/// PostgreSQL breaks every connection and takes no new one; an SQLite file cannot be taken from the
/// process that has it open, so there the table that every turn reads is not where it was.
async fn lose(world: &World) {
    match world.kind {
        Kind::Sqlite => {
            world
                .sql("alter table session rename to session_away")
                .await;
        }
        Kind::Postgres => world.shut_out(true).await,
    }
}

async fn bring_back(world: &World) {
    match world.kind {
        Kind::Sqlite => {
            world
                .sql("alter table session_away rename to session")
                .await;
        }
        Kind::Postgres => world.shut_out(false).await,
    }
}

/// What the database's trouble sounds like, as `locales/*/system.ftl` has it.
fn sorry(lang: Lang) -> String {
    let words = match lang {
        Lang::Gu => "લાઇન હમણાં બંધ છે. કંઈ ખોવાયું નથી. થોડી વાર પછી ફરી ડાયલ કરો.",
        Lang::Hi => "लाइन अभी बंद है। कुछ खोया नहीं है। थोड़ी देर बाद फिर डायल करें।",
        Lang::En => "The line is not working now. Nothing was lost. Dial again after some time.",
    };
    format!("END {words}")
}

const ENTRIES: &str = "select count(*) from entry";

async fn she_hears_an_apology_and_goes_on(kind: Kind) {
    let (world, server) = open(kind, 74).await;
    let line = |name: &str, gateway: &str, no| Line {
        server: &server,
        hook: format!("{gateway}/demo/ussd"),
        session: format!("{name}-{no}"),
        phone: number_of(no),
        typed: Vec::new(),
    };
    let mut lines = Vec::new();
    for (no, lang, gateway) in [
        (1001, Lang::Gu, "africastalking"),
        (1004, Lang::Hi, "sandbox"),
        (1005, Lang::En, "africastalking"),
    ] {
        let mut line = line("before", gateway, no);
        assert!(line.send().await.starts_with("CON "), "{no}");
        let asked = line.type_all(&["2", "1", "2", "850", "1"]).await;
        assert!(
            asked.starts_with("CON ") && asked.contains("850"),
            "{asked}"
        );
        lines.push((no, lang, asked, line));
    }
    let before = world.dump().await;
    let entries_n = world.number(ENTRIES).await;

    lose(&world).await;
    for (_, lang, _, line) in &mut lines {
        assert_eq!(line.type_all(&["1"]).await, sorry(*lang), "{kind:?}");
        assert_eq!(line.send().await, sorry(*lang), "{kind:?}: and again");
    }
    // Of a call that begins now nobody knows whose it is, so the cooperative's language is spoken.
    let late = line("late", "sandbox", 1005);
    assert_eq!(late.send().await, sorry(Lang::Gu), "{kind:?}");
    // Nobody hears the end of a session: the gateway is asked to tell it again.
    let end = || server.ask(Method::POST, "africastalking/demo/ussd/end");
    assert_eq!(heard(end().form(&END)).await.0, 503, "{kind:?}");
    bring_back(&world).await;
    assert!(before == world.dump().await, "{kind:?}: something was lost");

    for (n, (no, _, asked, line)) in lines.into_iter().enumerate() {
        let saved = if n == 0 {
            // A gateway that never heard us brings the same request once more.
            line.send().await
        } else {
            // Her gateway ended the call: she dials, and stands where she stopped.
            let mut next = Line {
                session: format!("after-{no}"),
                typed: Vec::new(),
                ..line
            };
            assert!(next.send().await.starts_with("CON "), "{no}");
            assert_eq!(next.type_all(&["1"]).await, asked, "{kind:?} {no}");
            next.type_all(&["1"]).await
        };
        assert!(saved.starts_with("CON "), "{kind:?} {no}: {saved}");
        let n = i64::try_from(n).unwrap();
        assert_eq!(world.number(ENTRIES).await, entries_n + n + 1, "{saved}");
    }
    assert_eq!(heard(end().form(&END)).await.0, 200, "{kind:?}");
    drop(server);
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_database_is_gone_she_hears_an_apology_and_then_goes_on() {
    for kind in Kind::all() {
        she_hears_an_apology_and_goes_on(kind).await;
    }
}

#[tokio::test]
async fn before_any_cooperative_is_known_the_apology_is_in_gujarati() {
    let (world, server) = open(Kind::Sqlite, 75).await;
    world.service.store.close().await;
    for (path, form) in addresses() {
        let post = server.ask(Method::POST, &path).form(&form);
        let (status, _, body) = heard(post).await;
        if path.ends_with("/end") {
            assert_eq!(status, 503, "{path}: {body}");
        } else {
            assert_eq!((status.as_u16(), body), (200, sorry(Lang::Gu)), "{path}");
        }
    }
}
