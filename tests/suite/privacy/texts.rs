//! What must not be found out about texts.

use super::logs::Logs;
use super::{columns_that_differ, only_in};
use crate::support::{Kind, MINUTE_MS, World, make_codes};
use crate::texting::text;
use sahkar::answer::text::heard;

/// A ballot by text, with the same codes in every run: the logs and the dump.
async fn vote(kind: Kind, choices: &[i64]) -> (Vec<String>, Vec<String>) {
    let logs = Logs::capture();
    let world = World::open(kind, 51).await;
    let coop = world.service.coop_by_number("sandbox", "56161").await;
    let coop = coop.unwrap().unwrap();
    let made = make_codes(&world.service, &coop, 18, false).await.unwrap();
    let code = &made
        .codes
        .iter()
        .find(|(no, _)| *no == 1005)
        .unwrap()
        .1
        .code;
    logs.clear();
    for (n, choice) in choices.iter().enumerate() {
        world.clock.turn_by_ms(MINUTE_MS);
        let vote = text(1005, &n.to_string(), &format!("VOTE 18 {choice} {code}"));
        heard(&world.service, "sandbox", &vote).await.unwrap();
    }
    let dump = world.dump().await;
    let said = logs.lines();
    assert!(said.iter().any(|line| line.contains("sms received")));
    for (table, rows) in &dump {
        let shown = rows.iter().find(|row| row.contains(code.as_str()));
        assert_eq!(shown, None, "{kind:?}: {table} shows a code");
    }
    let kept = world
        .number("select count(*) from inbox where body is not null or read_as <> 'vote'")
        .await;
    assert_eq!(kept, 0, "{kind:?}: the text of a vote is kept");
    let lines = dump
        .into_iter()
        .flat_map(|(table, rows)| rows.into_iter().map(move |row| format!("{table}: {row}")))
        .collect();
    world.close().await;
    (said, lines)
}

#[tokio::test]
async fn runs_that_differ_in_a_vote_by_text_differ_only_in_the_sealed_vote() {
    for kind in Kind::all() {
        // Also where she votes again: nothing tells whether she changed her mind.
        for (a, b) in [(vec![1], vec![2]), (vec![1, 1], vec![3, 2])] {
            let (logs_a, dump_a) = vote(kind, &a).await;
            let (logs_b, dump_b) = vote(kind, &b).await;
            assert_eq!(logs_a, logs_b, "{kind:?}: the logs tell them apart");
            let (a, b) = (only_in(&dump_a, &dump_b), only_in(&dump_b, &dump_a));
            assert_eq!((a.len(), b.len()), (1, 1), "{kind:?}: {a:?} {b:?}");
            assert!(a[0].starts_with("ballot_sealed_vote: "), "{a:?}");
            assert_eq!(columns_that_differ(a[0], b[0]), ["choice"]);
        }
    }
}

#[tokio::test]
async fn a_secret_ballot_keeps_nothing_of_what_was_texted() {
    for kind in Kind::all() {
        let mut seen = Vec::new();
        for choice in ["1", "2"] {
            let logs = Logs::capture();
            let world = World::open(kind, 52).await;
            logs.clear();
            for (n, words) in [
                "VOTE 17 X",
                "vot 17 X 491234",
                "17 X 491234",
                "CALL vote X 17",
            ]
            .into_iter()
            .enumerate()
            {
                world.clock.turn_by_ms(MINUTE_MS);
                let vote = text(1005, &n.to_string(), &words.replace('X', choice));
                heard(&world.service, "sandbox", &vote).await.unwrap();
            }
            let kept = world
                .number("select count(*) from inbox where body is not null")
                .await;
            assert_eq!(kept, 0, "{kind:?}");
            seen.push((logs.lines(), world.dump().await));
            world.close().await;
        }
        assert!(seen[0] == seen[1], "{kind:?}: something tells them apart");
    }
}

/// What is texted, and what of it stands clear nowhere.
const TEXTS: [(i64, &str); 8] = [
    (1005, "I 21 481.51"),
    (1005, "COMPLAIN zebra was rude"),
    (1005, "quagga"),
    (1001, "KHOTU 1001"),
    (1002, "1002 CALL"),
    (1004, "BHASHA"),
    (1004, "okapi"),
    (1005, "STOP"),
];
const HIDDEN: [&str; 10] = [
    "9800000001",
    "9800000002",
    "9800000005",
    "9876543210",
    "zebra",
    "quagga",
    "okapi",
    "Grace",
    "481.51",
    "Asha Mandli: ",
];

#[tokio::test]
async fn no_number_or_text_stands_in_a_log_or_clear_in_the_database() {
    for kind in Kind::all() {
        let logs = Logs::capture();
        let world = World::open(kind, 53).await;
        for (n, (member, words)) in TEXTS.into_iter().enumerate() {
            world.clock.turn_by_ms(MINUTE_MS);
            let text = text(member, &n.to_string(), words);
            heard(&world.service, "sandbox", &text).await.unwrap();
        }
        // Somebody whom nobody knows, and a number that nobody has.
        let mut stranger = text(1005, "x", "hello okapi");
        stranger.from = sahkar::core::domain::Phone::parse("+919876543210").unwrap();
        heard(&world.service, "sandbox", &stranger).await.unwrap();
        stranger.to = "99999".to_owned();
        heard(&world.service, "sandbox", &stranger).await.unwrap();
        let said = logs.lines().join("\n");
        assert!(said.contains("sms received"));
        for word in HIDDEN {
            assert!(!said.contains(word), "{kind:?}: a log says {word}:\n{said}");
            for (table, rows) in world.dump().await {
                let row = rows.iter().find(|row| row.contains(word));
                assert_eq!(row, None, "{kind:?}: {table} shows {word}");
            }
        }
        world.close().await;
    }
}

#[tokio::test]
async fn a_phone_that_others_read_tells_nothing() {
    for kind in Kind::all() {
        let world = World::open(kind, 54).await;
        let texts = [
            "1002 AVAK 21 850",
            "1003 AMDANI 21 900",
            "1002 AVAK 21 99000",
            "1002 BACHAT 250",
            "MAT",
            "MAT 17 1",
            "MAT 18 1",
            "1002 FARIYAD",
            "1003 BAND 0",
        ];
        for (n, words) in texts.into_iter().enumerate() {
            world.clock.turn_by_ms(MINUTE_MS);
            let text = text(1002, &n.to_string(), words);
            heard(&world.service, "sandbox", &text).await.unwrap();
        }
        let arrived = world.texts_after(0).await;
        assert_eq!(arrived.len(), texts.len(), "{kind:?}");
        for text in arrived {
            let said = text.body;
            for word in [
                "850",
                "900",
                "99000",
                "250",
                "દૂધ",
                "दूध",
                "મત",
                "17",
                "18 ",
                "બેંક",
            ] {
                assert!(!said.contains(word), "{kind:?}: {word} in {said}");
            }
        }
        world.close().await;
    }
}
