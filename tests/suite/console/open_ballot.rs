//! While a ballot is open no page of an officer tells who voted, by which channel, or what (console reference 2,
//! sentence 22): of two databases that differ in nothing else, every page of the table is the same, letter for letter.
//!
//! `pages_of` and `differing` are for whoever has another pair of databases that must look alike.

use crate::support::console::{Console, hidden, masked};
use crate::support::{Kind, MINUTE_MS, World, make_codes, pin_of};
use crate::texting::text;
use sahkar::answer::text::heard;
use sahkar::core::domain::officer::Role;
use sahkar::delivery::deliver_once;
use sahkar::demo::{DemoOfficer, OFFICERS};
use sahkar::jobs::JOBS;
use sahkar::web::console::{Method, PAGES};

/// Whoever runs the machine: the one role that no officer of the demo has, but for the analyst's.
const TECHNICIAN: DemoOfficer = DemoOfficer {
    name: "Usha",
    role: Role::Technician,
    member_no: None,
    passphrase: "four wells under one banyan",
};

/// Whoever reads totals.
const ANALYST: DemoOfficer = DemoOfficer {
    name: "Bela",
    role: Role::FederationAnalyst,
    member_no: None,
    passphrase: "six clay lamps in a niche",
};

/// The addresses of a page, with each of these in its places.
fn addresses(path: &str, places: &[&str]) -> Vec<String> {
    if !path.contains('{') {
        return vec![path.to_owned()];
    }
    let filled = |place: &&str| {
        let parts = path.split('/');
        let parts: Vec<&str> = parts
            .map(|part| if part.starts_with('{') { place } else { part })
            .collect();
        parts.join("/")
    };
    places.iter().map(filled).collect()
}

/// A page without what chance draws: tokens, nonces, the ids of rows, and the secret of an app that is to be paired.
/// Its lines are in the order of their letters: texts of one moment stand in the order of their ids.
fn without_chance(html: &str) -> String {
    let secret = format!("value=\"{}\"", hidden(html, "secret"));
    let html = masked(html).replace(&secret, "");
    let mut plain = String::with_capacity(html.len());
    let mut digits = String::new();
    for c in html.chars().chain(['\n']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        plain.push_str(if digits.len() < 15 { &digits } else { "#" });
        digits.clear();
        plain.push(c);
    }
    for (begin, end) in [("<svg", "</svg>"), ("class=\"letters\">", "<")] {
        let mut rest = std::mem::take(&mut plain);
        while let Some((before, after)) = rest.split_once(begin) {
            plain.push_str(before);
            rest = after.split_once(end).unwrap_or(("", "")).1.to_owned();
        }
        plain.push_str(&rest);
    }
    let mut lines: Vec<&str> = plain.lines().collect();
    lines.sort_unstable();
    lines.join("\n")
}

/// Every page of the table as every role of the demo sees it, with each of these in the places of its path: whose page
/// it is, its address, and what it shows.
pub(super) async fn pages_of(world: &World, places: &[&str]) -> Vec<(String, String)> {
    let mut officers = OFFICERS.to_vec();
    officers.extend([TECHNICIAN, ANALYST]);
    let desk = Console::with(world, &officers).await;
    let mut pages = Vec::new();
    for officer in &officers {
        let mut her = desk.log_in_with(officer, 1).await;
        for page in PAGES.iter().filter(|page| page.method == Method::Get) {
            for address in addresses(page.path, places) {
                let shown = her.get_once(&address).await;
                let whose = format!("{} {address}", officer.name);
                let status = shown.status;
                pages.push((whose, format!("{status}\n{}", without_chance(&shown.html))));
            }
        }
    }
    pages
}

/// The pages of two databases that are not alike, each with its first line that differs.
pub(super) fn differing(one: &[(String, String)], other: &[(String, String)]) -> Vec<String> {
    assert_eq!(one.len(), other.len());
    let pairs = one.iter().zip(other).filter(|(one, other)| one != other);
    let first = |(one, other): (&(String, String), &(String, String))| {
        let mut lines = one.1.lines().zip(other.1.lines());
        let line = lines.find(|(one, other)| one != other);
        format!("{} / {}: {line:?}", one.0, other.0)
    };
    pairs.map(first).collect()
}

/// By which channel a woman votes.
#[derive(Clone, Copy)]
enum Channel {
    Dialled,
    Texted,
}

/// A cooperative in which these have voted, and everything has happened that time brings.
async fn voted(kind: Kind, votes: &[(i64, i64, Channel)]) -> World {
    let world = World::open(kind, 91).await;
    let coop = world.service.coop_by_number("sandbox", "56161").await;
    let coop = coop.unwrap().unwrap();
    let made = make_codes(&world.service, &coop, 18, false).await.unwrap();
    for (n, (no, option, channel)) in votes.iter().enumerate() {
        world.clock.turn_by_ms(MINUTE_MS);
        match channel {
            Channel::Dialled => {
                let mut phone = world.phone_of(*no);
                let option = option.to_string();
                let keys = ["vote", "18", pin_of(*no), &option, "confirm"];
                let said = phone.goes(&world, &keys).await;
                assert!(said.starts_with("END "), "{said}");
            }
            Channel::Texted => {
                let code = made.codes.iter().find(|(one, _)| one == no).unwrap();
                let body = format!("VOTE 18 {option} {}", code.1.code);
                let vote = text(*no, &n.to_string(), &body);
                heard(&world.service, "sandbox", &vote).await.unwrap();
            }
        }
        deliver_once(&world.service).await.unwrap();
    }
    let marks =
        "select count(*) from ballot_mark where ballot_id = (select id from ballot where no = 18)";
    let turnout = i64::try_from(votes.len()).unwrap();
    assert_eq!(world.number(marks).await, turnout, "{kind:?}");
    world.clock.turn_by_ms(MINUTE_MS);
    for job in JOBS {
        world.run_job(job.name).await;
    }
    deliver_once(&world.service).await.unwrap();
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn s22_no_page_tells_who_voted_by_which_channel_or_what() {
    use Channel::{Dialled, Texted};
    for kind in Kind::all() {
        let places = ["1005", "18"];
        let dialled = voted(kind, &[(1004, 1, Dialled), (1005, 2, Dialled)]).await;
        let before = pages_of(&dialled, &places).await;
        dialled.close().await;
        // Another who, another what, and by text: only this one has answers.
        for votes in [
            [(1004, 2, Texted), (1005, 2, Texted)],
            [(1007, 1, Dialled), (1009, 1, Texted)],
        ] {
            let other = voted(kind, &votes).await;
            let answers = "select count(*) from outbox where purpose = 'answer'";
            assert!(other.number(answers).await > 0, "they are answered by text");
            let after = pages_of(&other, &places).await;
            let differ = differing(&before, &after);
            assert!(differ.is_empty(), "{kind:?}: {differ:#?}");
            other.close().await;
        }
    }
}

#[test]
fn a_page_that_differs_is_seen() {
    let page = |words: &str| vec![("Ila /".to_owned(), format!("200\n<p>{words}</p>"))];
    assert_eq!(differing(&page("a"), &page("a")), Vec::<String>::new());
    assert_eq!(differing(&page("a"), &page("b")).len(), 1);
    assert_eq!(
        without_chance("<a href=\"/texts/123456789012345678\">12</a>"),
        "<a href=\"/texts/#\">12</a>"
    );
}
