//! `sahkar announce`: how many it reaches, what it costs, and what it refuses.

use super::{complained, ends, said};
use crate::readme::Machine;
use crate::support::{Kind, World};

#[tokio::test(flavor = "multi_thread")]
async fn r8_an_announcement_says_what_it_costs_and_is_not_sent_twice_by_a_slip() {
    for kind in Kind::all() {
        let world = World::open(kind, 4).await;
        let machine = Machine::of(&world);
        let texts = async || world.number("select count(*) from outbox").await;
        let announce = |args: &[&str], code| {
            let mut command = machine.command(&[&["announce"], args].concat());
            ends(command.env("SAHKAR_LOG", "off"), code)
        };
        let place = "place=વ્યારા/व्यारा/Vyara";
        for over in ["when=2020-01-10T15:00", "when=2026-01-10T15:00"] {
            let told = complained(&announce(&["seeds", over, place, "--send"], 1));
            assert!(told.contains("`when` is not right: it is over"), "{told}");
        }
        // So far ahead that one would take it for this January.
        let now = sahkar::clock::Clock::system().now();
        let far_day = now.plus_days(400).day().date();
        let far = format!("when={}T15:00", far_day.format("%Y-%m-%d"));
        let shown = said(&announce(&["seeds", &far, place], 0));
        let year = far_day.format("/%Y").to_string();
        assert_eq!(shown.matches(&year).count(), 3, "{shown}");
        let near = format!(
            "when={}T15:00",
            now.plus_days(30).day().date().format("%Y-%m-%d")
        );
        let seeds = ["seeds", &near, place];
        let shown = said(&announce(&seeds, 0));
        assert!(!shown.contains("/20"), "{shown}");
        let reach = "It reaches 24 women on 23 phones: 24 texts, ";
        assert!(shown.contains(reach), "{kind:?}: {shown}");
        assert!(shown.contains(" SMS, Rs "), "{shown}");
        assert_eq!(texts().await, 0);
        let sent = [&seeds[..], &["--send"]].concat();
        announce(&sent, 0);
        assert_eq!(texts().await, 24, "{kind:?}");
        for args in [&sent[..], &seeds[..]] {
            let told = complained(&announce(args, 1));
            assert!(told.contains("with --again"), "{told}");
        }
        assert_eq!(texts().await, 24, "{kind:?}");
        announce(&[&sent[..], &["--again"]].concat(), 0);
        assert_eq!(texts().await, 48, "{kind:?}");
        // It has given back the number that it drew ids by.
        assert_eq!(world.number("select count(*) from node").await, 0);
        let mut verify = machine.command(&["verify"]);
        let told = said(&ends(verify.env("SAHKAR_LOG", "off"), 0));
        assert_eq!(
            told.matches(" seeds: 24 due, 24 rows to 24 readers: 24 waiting")
                .count(),
            2,
            "{told}"
        );
        world.close().await;
    }
}
