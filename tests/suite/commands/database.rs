//! A command that only uses a database does not create one, and no command changes a database that was made
//! with other keys.

use super::{complained, ends, is_served, serve};
use crate::readme::Machine;
use crate::support::{Kind, World};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fs;

/// Commands that open the database, each with what it needs.
const COMMANDS: [&[&str]; 11] = [
    &["serve"],
    &["migrate"],
    &["import", "coop", "coop.toml"],
    &["import", "members", "members.csv"],
    &["templates", "export"],
    &[
        "announce",
        "annual-meeting",
        "when=2027-01-10T15:00",
        "place=વ્યારા/व्यारा/Vyara",
    ],
    &["codes", "18"],
    &["tasks"],
    &["backup", "copy.db"],
    &["verify"],
    &["rekey"],
];

/// Those that make a database where there is none.
const MAKERS: [&str; 2] = ["migrate", "import"];

fn other_key() -> String {
    STANDARD.encode([7; 32])
}

#[tokio::test(flavor = "multi_thread")]
async fn s7_only_migrate_and_import_make_a_database() {
    for kind in Kind::all() {
        let world = World::open(kind, 2).await;
        let machine = match kind {
            Kind::Sqlite => Machine::new(),
            Kind::Postgres => {
                world
                    .sql("drop schema public cascade; create schema public")
                    .await;
                Machine::of(&world)
            }
        };
        for args in COMMANDS.iter().filter(|args| !MAKERS.contains(&args[0])) {
            let mut command = machine.command(args);
            command.env("SAHKAR_KEY_OLD", other_key());
            let told = complained(&ends(command.env("SAHKAR_LOG", "off"), 2));
            assert!(
                told.contains("`sahkar migrate`"),
                "{kind:?} {args:?}: {told}"
            );
            assert_eq!(told.lines().count(), 1, "{told}");
        }
        if kind == Kind::Sqlite {
            let file = machine.folder.path().join("sahkar.db");
            assert!(!file.exists(), "it was made");
            // Neither is somebody else's file made ours.
            fs::write(&file, "").unwrap();
            let told = complained(&ends(&mut machine.command(&["serve"]), 2));
            assert!(told.contains("nothing of ours"), "{told}");
            assert_eq!(fs::metadata(&file).unwrap().len(), 0);
        } else {
            let tables = "select count(*) from pg_tables where schemaname = 'public'";
            assert_eq!(world.number(tables).await, 0, "{kind:?}");
        }
        machine.run(&["migrate"]);
        let program = serve(&machine, &[]);
        is_served(&machine.listen).await;
        assert_eq!(program.stop().code(), Some(0), "{kind:?}");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn s7_a_database_of_an_older_release_is_copied_and_served_and_else_to_be_migrated() {
    for kind in Kind::all() {
        let world = World::open(kind, 2).await;
        let machine = Machine::of(&world);
        // As a release before the check value left it.
        for gone in [
            "drop table try_out",
            "drop table key_check",
            "drop table installation",
            "delete from _sqlx_migrations where description = 'installation'",
        ] {
            world.sql(gone).await;
        }
        let told = complained(&ends(&mut machine.command(&["verify"]), 2));
        assert!(
            told.contains("`sahkar migrate` brings it"),
            "{kind:?}: {told}"
        );
        if kind == Kind::Sqlite {
            machine.run(&["backup", "before.db"]);
        }
        let program = serve(&machine, &[]);
        is_served(&machine.listen).await;
        assert_eq!(program.stop().code(), Some(0), "{kind:?}");
        machine.run(&["verify"]);
        assert_eq!(world.number("select count(*) from key_check").await, 1);
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn s8_every_command_refuses_another_key_or_pepper_and_changes_nothing() {
    for kind in Kind::all() {
        for has_check in [true, false] {
            let world = World::open(kind, 2).await;
            let machine = Machine::of(&world);
            if !has_check {
                // A database of the time before the check value: what it holds tells.
                world.sql("delete from key_check").await;
                world.sql("delete from installation").await;
            }
            let before = world.dump().await;
            for args in COMMANDS {
                for (setting, value) in [
                    ("SAHKAR_KEY", other_key()),
                    ("SAHKAR_PEPPER", "another".to_owned()),
                ] {
                    let mut command = machine.command(args);
                    command.env(setting, value).env("SAHKAR_LOG", "off");
                    if args[0] == "rekey" {
                        command.env("SAHKAR_KEY_OLD", STANDARD.encode([8; 32]));
                    }
                    // With the right key beside it the new one of `rekey` is right.
                    if args[0] == "rekey" && setting == "SAHKAR_PEPPER" {
                        command.env("SAHKAR_KEY_OLD", other_key());
                    }
                    let told = complained(&ends(&mut command, 2));
                    assert!(told.starts_with(setting), "{kind:?} {args:?}: {told}");
                    assert_eq!(told.lines().count(), 1, "{args:?}: {told}");
                }
            }
            assert!(before == world.dump().await, "{kind:?}: it was changed");
            machine.run(&["verify"]);
            assert_eq!(world.number("select count(*) from key_check").await, 1);
            world.close().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn s8_a_key_is_changed_step_by_step_and_no_step_can_be_skipped() {
    for kind in Kind::all() {
        let world = World::open(kind, 2).await;
        let machine = Machine::of(&world);
        let old = STANDARD.encode(sahkar_key());
        let run = |args: &[&str], key: &str, key_old: Option<&str>, code| {
            let mut command = machine.command(args);
            command.env("SAHKAR_KEY", key).env("SAHKAR_LOG", "off");
            if let Some(key_old) = key_old {
                command.env("SAHKAR_KEY_OLD", key_old);
            }
            complained(&ends(&mut command, code))
        };
        let new = other_key();
        run(&["verify"], &new, Some(&old), 0);
        // Both may have sealed something now: neither alone is enough, and going back is not either.
        run(&["verify"], &new, None, 2);
        run(&["verify"], &old, None, 2);
        run(&["verify"], &old, Some(&new), 0);
        run(&["rekey"], &new, Some(&old), 0);
        run(&["verify"], &new, None, 0);
        run(&["verify"], &old, None, 2);
        world.close().await;
    }
}

fn sahkar_key() -> [u8; 32] {
    *crate::support::master().reveal()
}
