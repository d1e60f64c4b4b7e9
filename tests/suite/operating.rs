//! Other commands of an operator: the cooperative's file, templates, tasks and codes, and which files
//! remain on the disk afterwards.

use crate::commands::{complained, ends, said};
use crate::readme::{Machine, coop_file};
use crate::support::{Kind, MINUTE_MS, World};
use sahkar::core::domain::{By, TaskKind};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

fn write(machine: &Machine, name: &str, text: &str) {
    fs::write(machine.folder.path().join(name), text).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r7_a_cooperatives_file_is_refused_line_by_line_and_says_what_it_changes() {
    for kind in Kind::all() {
        let world = World::open(kind, 71).await;
        let machine = Machine::of(&world);
        let run = |text: &str, code| {
            write(&machine, "coop.toml", text);
            let mut command = machine.command(&["import", "coop", "coop.toml"]);
            ends(command.env("SAHKAR_LOG", "off"), code)
        };
        // The manual's file is about the demo cooperative, whose gateways it changes.
        let good = coop_file();
        let told = said(&run(&good, 0));
        assert!(
            told.contains("gateways: africastalking, sandbox -> africastalking, gupshup"),
            "{told}"
        );
        let told = said(&run(&good, 0));
        assert!(
            told.contains("Nothing in it had changed."),
            "{kind:?}: {told}"
        );
        let changed = good
            .replace("day_cap = 2", "day_cap = 3")
            .replace("09:00-19:00", "08:30-19:00");
        let told = said(&run(&changed, 0));
        for line in ["  hours: 09:00-19:00 -> 08:30-19:00", "  day_cap: 2 -> 3"] {
            assert!(told.contains(line), "{kind:?}: {told}");
        }
        let before = world.dump().await;
        let wrong = changed
            .replace("\"gupshup\"", "\"foo\"")
            .replace("day_cap = 3", "day_cap = 0")
            .replace("brand = \"Asha Mandli\"", "brand = \"Café Mandli\"");
        let told = complained(&run(&wrong, 1));
        for part in [
            "there is no gateway `foo`",
            "a cap is 1 or more",
            "in texts in gu:",
            "in texts in en:",
        ] {
            assert!(told.contains(part), "{kind:?} {part}: {told}");
        }
        assert!(before == world.dump().await, "{kind:?}: it was changed");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn r11_categories_come_from_the_file_and_old_entries_keep_theirs() {
    const MILK: &str = "\n[[category]]\ncode = 21\nkind = \"income\"\nkey = 1\ngu = \"દૂધ\"\nhi = \"दूध\"\nen = \"Cow milk\"\n\
        [[category]]\ncode = 91\nkind = \"cost\"\nkey = 1\ngu = \"દવા\"\nhi = \"दवा\"\nen = \"Medicine\"\n";
    for kind in Kind::all() {
        let world = World::open(kind, 72).await;
        let machine = Machine::of(&world);
        let entries = world.number("select count(*) from entry").await;
        write(&machine, "coop.toml", &format!("{}{MILK}", coop_file()));
        let told = said(&ends(
            &mut machine.command(&["import", "coop", "coop.toml"]),
            0,
        ));
        assert!(told.contains("category 91 Medicine: new"), "{told}");
        assert!(
            told.contains("category 11 Paddy: no longer in use"),
            "{told}"
        );
        let active = "select count(*) from category where active";
        assert_eq!(world.number(active).await, 2, "{kind:?}");
        assert_eq!(world.number("select count(*) from entry").await, entries);
        // What was income stays income: entries hang on the code.
        let other = MILK.replace("code = 91", "code = 11");
        write(&machine, "coop.toml", &format!("{}{other}", coop_file()));
        let told = complained(&ends(
            &mut machine.command(&["import", "coop", "coop.toml"]),
            1,
        ));
        assert!(told.contains("category 11 is income"), "{kind:?}: {told}");
        assert_eq!(world.number(active).await, 2, "{kind:?}");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn r11_a_task_has_a_short_number_of_its_cooperatives_own() {
    for kind in Kind::all() {
        let world = World::open(kind, 73).await;
        let (store, coop) = (&world.service.store, world.coop().await);
        for about in ["gupshup", "gupshup", "exotel"] {
            let asked = store.ask_officer(
                &By::OPERATOR,
                coop,
                (TaskKind::Gateway, about),
                world.clock.now(),
            );
            asked.await.unwrap();
        }
        let machine = Machine::of(&world);
        let told = said(&ends(&mut machine.command(&["tasks"]), 0));
        let numbers: Vec<&str> = told
            .lines()
            .filter_map(|line| line.split(' ').next())
            .collect();
        assert_eq!(numbers, ["10", "11"], "{kind:?}: {told}");
        let told = said(&ends(&mut machine.command(&["tasks", "--done", "10"]), 0));
        assert_eq!(told, "Task 10 is done.\n");
        let told = complained(&ends(&mut machine.command(&["tasks", "--done", "10"]), 1));
        assert!(told.contains("no task 10 is open"), "{told}");
        // A number is never given again.
        store
            .ask_officer(
                &By::OPERATOR,
                coop,
                (TaskKind::Gateway, "gupshup"),
                world.clock.now(),
            )
            .await
            .unwrap();
        let told = said(&ends(&mut machine.command(&["tasks"]), 0));
        assert!(
            told.lines().nth(1).unwrap().starts_with("12  "),
            "{kind:?}: {told}"
        );
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn r11_codes_that_were_handed_out_are_ended_only_where_that_is_asked() {
    for kind in Kind::all() {
        let world = World::open(kind, 74).await;
        world.clock.turn_by_ms(MINUTE_MS);
        let machine = Machine::of(&world);
        let hashes = async || {
            world
                .rows("select code_hash from ballot_code order by code_hash")
                .await
        };
        let closes = "update ballot set closes_at = closes_at + 3153600000000 where no = 18";
        world.sql(closes).await;
        ends(&mut machine.command(&["codes", "18"]), 0);
        let first = hashes().await;
        assert_eq!(first.len(), 24, "{kind:?}");
        let refused = ends(&mut machine.command(&["codes", "18"]), 1);
        let told = complained(&refused);
        assert!(
            told.contains("ballot 18 has codes since 20") && told.contains("--again"),
            "{told}"
        );
        assert_eq!(said(&refused), "");
        assert!(first == hashes().await, "{kind:?}: they were ended");
        let output = ends(&mut machine.command(&["codes", "18", "--again"]), 0);
        assert!(
            complained(&output).contains("no longer count"),
            "{output:?}"
        );
        let second = hashes().await;
        assert!(second.len() == 24 && second != first, "{kind:?}");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn r6_a_table_that_somebody_fills_in_is_not_written_over() {
    let world = World::open(Kind::Sqlite, 75).await;
    let machine = Machine::of(&world);
    ends(&mut machine.command(&["templates", "export", "t.csv"]), 0);
    let file = machine.folder.path().join("t.csv");
    let table = fs::read_to_string(&file).unwrap();
    assert!(table.starts_with("\u{feff}coop,"), "{}", &table[..20]);
    let filled = table.replacen(",drafted,", ",Submitted,", 1);
    fs::write(&file, &filled).unwrap();
    let told = complained(&ends(
        &mut machine.command(&["templates", "export", "t.csv"]),
        1,
    ));
    assert!(told.contains("--force"), "{told}");
    assert_eq!(fs::read_to_string(&file).unwrap(), filled);
    ends(&mut machine.command(&["templates", "import", "t.csv"]), 0);
    let submitted = "select count(*) from registration where state = 'submitted'";
    assert_eq!(world.number(submitted).await, 1);
    ends(
        &mut machine.command(&["templates", "export", "--force", "t.csv"]),
        0,
    );
    let again = fs::read_to_string(&file).unwrap();
    assert!(again.contains(",submitted,") && again.starts_with('\u{feff}'));
    world.close().await;
}

fn mode(file: &Path) -> u32 {
    fs::metadata(file).unwrap().permissions().mode() & 0o777
}

#[test]
fn r11_the_database_and_its_copies_are_their_owners_alone() {
    let machine = Machine::new();
    let folder = machine.folder.path();
    ends(&mut machine.command(&["migrate"]), 0);
    let file = folder.join("sahkar.db");
    assert_eq!(mode(&file), 0o600);
    ends(&mut machine.command(&["backup", "copy.db"]), 0);
    assert_eq!(mode(&folder.join("copy.db")), 0o600);
    // One that an older release made is closed when it is opened.
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    ends(&mut machine.command(&["verify"]), 0);
    assert_eq!(mode(&file), 0o600);
    let begun = machine.started();
    for end in ["", "-wal", "-shm"] {
        let file = folder.join(format!("sahkar.db{end}"));
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    drop(begun);
}

#[test]
fn r11_the_demo_welcomes_nobody_where_it_cannot_listen() {
    let machine = Machine::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = taken.local_addr().unwrap().to_string();
    let output = ends(&mut machine.command(&["demo", "--listen", &listen]), 1);
    assert_eq!(said(&output), "", "{output:?}");
    assert!(
        complained(&output).contains("cannot listen on"),
        "{output:?}"
    );
}

#[test]
fn r11_the_example_of_the_settings_is_printed() {
    let machine = Machine::new();
    let told = said(&ends(&mut machine.command(&["config", "example"]), 0));
    assert_eq!(told.trim_end(), sahkar::config::EXAMPLE.trim_end());
}
