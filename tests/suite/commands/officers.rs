//! Officers at the command line: adding them, what they do with `--as`, and acts that two of them sign.

use super::{complained, said};
use crate::readme::Machine;
use crate::support::{Kind, World};
use std::io::Write as _;
use std::process::{Output, Stdio};

pub(super) const ILA: (&str, &str) = ("Ila Patel", "seven red hens at dusk");
pub(super) const MIRA: (&str, &str) = ("Mira Vasava", "the well is 40 hands deep");
const KANTA: (&str, &str) = ("Kanta Gamit", "no rain before Rakhi, none");

/// Runs a command with these lines on its standard input, to its end with this exit code.
#[track_caller]
pub(super) fn typed(machine: &Machine, args: &[&str], lines: &[&str], code: i32) -> Output {
    let mut child = machine
        .command(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    // A command that is refused before it asks reads nothing.
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(code), "{args:?}: {output:?}");
    output
}

/// Done, by an officer; what it says.
#[track_caller]
pub(super) fn by(machine: &Machine, who: (&str, &str), args: &[&str]) -> String {
    let args = [args, &["--as", who.0]].concat();
    said(&typed(machine, &args, &[who.1], 0))
}

/// Refused, to an officer; why.
#[track_caller]
pub(super) fn refused(machine: &Machine, who: (&str, &str), args: &[&str]) -> String {
    let args = [args, &["--as", who.0]].concat();
    complained(&typed(machine, &args, &[who.1], 1))
}

/// A secretary and a president, made by the operator.
pub(super) fn two_officers(machine: &Machine) {
    for ((name, passphrase), role) in [(ILA, "secretary"), (MIRA, "president")] {
        let output = typed(
            machine,
            &["officer", "add", name, "--role", role],
            &[passphrase],
            0,
        );
        assert_eq!(said(&output), format!("{name} is an officer: {role}.\n"));
    }
}

/// Neither the passphrase nor her name lies in the database, nor in what is logged.
async fn nothing_of_hers_can_be_read(world: &World, machine: &Machine) {
    let rows = format!("{:?}", world.dump().await);
    assert!(
        !rows.contains("Ila Patel") && !rows.contains(ILA.1),
        "{rows}"
    );
    let mut command = machine.command(&["tasks", "--done", "4711", "--as", ILA.0]);
    command.env("SAHKAR_LOG", "trace").stdin(Stdio::piped());
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let text = format!("{}\n", ILA.1);
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let told = complained(&child.wait_with_output().unwrap());
    assert!(told.contains("no task 4711 is open"), "{told}");
    assert!(!told.contains(ILA.1) && !told.contains(ILA.0), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_comes_in_with_a_passphrase_that_nobody_reads() {
    for kind in Kind::all() {
        let world = World::open(kind, 81).await;
        let machine = Machine::of(&world);
        let add = ["officer", "add", ILA.0, "--role", "secretary"];
        for (passphrase, why) in [
            ("too short", "at least 15 signs"),
            ("aaaaaaaaaaaaaaaaaaaa", "different signs"),
            ("ila patel ila patel", "name"),
            ("password password", "four or more words"),
            ("1234567890123456", "four or more words"),
            ("qwertyuiop asdfghjkl", "four or more words"),
            ("welcome to Asha Mandli", "name"),
            ("", "no passphrase was typed"),
        ] {
            let told = complained(&typed(&machine, &add, &[passphrase], 1));
            assert!(told.contains(why), "{passphrase}: {told}");
        }
        typed(
            &machine,
            &["officer", "add", ILA.0, "--role", "queen"],
            &[ILA.1],
            2,
        );
        let nobody = [
            "officer",
            "add",
            ILA.0,
            "--role",
            "secretary",
            "--member",
            "4242",
        ];
        let told = complained(&typed(&machine, &nobody, &[ILA.1], 1));
        assert!(told.contains("4242"), "{told}");
        assert_eq!(world.number("select count(*) from officer").await, 0);
        typed(&machine, &add, &[ILA.1], 0);
        let listed = said(&typed(&machine, &["officer", "list"], &[], 0));
        assert!(
            listed.starts_with("Ila Patel  secretary  since 20"),
            "{listed}"
        );
        nothing_of_hers_can_be_read(&world, &machine).await;

        // A wrong name is answered as a wrong passphrase; wrong ones soon wait, right ones too.
        let done = ["tasks", "--done", "4711"];
        let unknown = refused(&machine, ("Nobody", ILA.1), &done);
        let wrong = refused(&machine, (ILA.0, "not the passphrase"), &done);
        assert_eq!(unknown, wrong);
        assert!(
            wrong.contains("no officer of this name has this passphrase"),
            "{wrong}"
        );
        for _ in 0..3 {
            refused(&machine, (ILA.0, "not the passphrase"), &done);
        }
        let waits = refused(&machine, ILA, &done);
        assert!(waits.contains("too many wrong passphrases"), "{waits}");
        world.sql("update officer_tries set wait_until = 0").await;
        let new = "eight grey geese at dawn";
        let change = ["officer", "passphrase", ILA.0];
        typed(&machine, &change, &[ILA.1, new], 0);
        let old = refused(&machine, ILA, &done);
        assert!(old.contains("no officer of this name"), "{old}");
        let told = refused(&machine, (ILA.0, new), &done);
        assert!(told.contains("no task 4711 is open"), "{told}");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn until_two_can_sign_the_operator_is_the_second_signature_and_then_no_longer() {
    for kind in Kind::all() {
        let world = World::open(kind, 82).await;
        let machine = Machine::of(&world);
        let add = ["officer", "add", ILA.0, "--role", "secretary"];
        typed(&machine, &add, &[ILA.1], 0);
        // One officer, and the operator's command for the other.
        let told = by(&machine, ILA, &["pin", "unlock", "1005"]);
        assert!(
            told.contains("an officer signed it, and the operator for the second"),
            "{told}"
        );
        let signed = said(&typed(&machine, &["pin", "signed"], &[], 0));
        assert!(signed.ends_with("Ila Patel, the operator\n"), "{signed}");
        typed(
            &machine,
            &["officer", "add", MIRA.0, "--role", "president"],
            &[MIRA.1],
            0,
        );
        // From here on two officers can.
        let alone = ["pin", "unlock", "1005", "--by", "Ila", "--and", "Mira"];
        for (args, lines) in [
            (&alone[..], &[][..]),
            (
                &["officer", "add", KANTA.0, "--role", "sakhi"][..],
                &[KANTA.1][..],
            ),
        ] {
            let told = complained(&typed(&machine, args, lines, 1));
            assert!(told.contains("this takes two officers"), "{args:?}: {told}");
        }
        // One of two who is gone is ended by the other, with the operator.
        let told = by(&machine, ILA, &["officer", "end", MIRA.0]);
        assert_eq!(told, "She is no officer any more.\n");
        let listed = said(&typed(&machine, &["officer", "list"], &[], 0));
        assert!(listed.contains("Mira Vasava  ended"), "{listed}");
        let gone = refused(&machine, MIRA, &["pin", "unlock", "1005"]);
        assert!(gone.contains("no officer of this name"), "{gone}");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_takes_two_waits_and_runs_when_another_officer_signs() {
    for kind in Kind::all() {
        let world = World::open(kind, 83).await;
        let machine = Machine::of(&world);
        two_officers(&machine);
        let unlock = ["pin", "unlock", "1005"];
        let told = by(&machine, ILA, &unlock);
        assert!(
            told.starts_with("Open every lock of the PIN of member 1005.\n"),
            "{told}"
        );
        assert!(
            told.contains("as number 10: `sahkar sign 10 --agree"),
            "{told}"
        );
        assert_eq!(world.number("select count(*) from signed_act").await, 0);
        let same = refused(&machine, ILA, &unlock);
        assert!(
            same.contains("waits for a second signature already, as number 10"),
            "{same}"
        );
        let listed = said(&typed(&machine, &["sign"], &[], 0));
        assert!(
            listed.starts_with("10  pin unlock  asked by Ila Patel, until 20"),
            "{listed}"
        );
        let agree = ["sign", "10", "--agree"];
        let own = refused(&machine, ILA, &agree);
        assert!(own.contains("you asked for it yourself"), "{own}");
        let operator = complained(&typed(&machine, &agree, &[], 1));
        assert!(operator.contains("two officers can sign it"), "{operator}");
        typed(&machine, &["sign", "--agree"], &[], 2);
        let told = by(&machine, MIRA, &agree);
        assert!(
            told.contains("Every lock is open. The ledger says that two officers signed it."),
            "{told}"
        );
        let signed = said(&typed(&machine, &["pin", "signed"], &[], 0));
        assert!(signed.ends_with("Ila Patel, Mira Vasava\n"), "{signed}");
        let again = refused(&machine, MIRA, &agree);
        assert!(again.contains("it has ended already: signed"), "{again}");
        assert_eq!(world.number("select count(*) from signed_act").await, 1);

        // Codes are made when it is signed, and shown to who signs.
        let told = by(&machine, ILA, &["pin", "activate", "1004"]);
        assert!(
            told.contains("as number 11") && !told.contains("member_no,code"),
            "{told}"
        );
        assert_eq!(world.number("select count(*) from pin_code").await, 0);
        let told = by(&machine, MIRA, &["sign", "11", "--agree"]);
        assert!(told.contains("member_no,code,dial,until\n1004,"), "{told}");
        assert_eq!(world.number("select count(*) from pin_code").await, 1);

        // A third officer, by the two; she has no right to ask for this, nor to sign it.
        let add = ["officer", "add", KANTA.0, "--role", "sakhi", "--as", ILA.0];
        let told = said(&typed(&machine, &add, &[ILA.1, KANTA.1], 0));
        assert!(
            told.contains("Make Kanta Gamit an officer: sakhi."),
            "{told}"
        );
        by(&machine, MIRA, &["sign", "12", "--agree"]);
        let denied = refused(&machine, KANTA, &unlock);
        assert!(
            denied.contains("may not edit members; who may: secretary"),
            "{denied}"
        );
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_is_returned_mended_refused_withdrawn_or_ends_by_itself() {
    for kind in Kind::all() {
        let world = World::open(kind, 84).await;
        let machine = Machine::of(&world);
        two_officers(&machine);
        by(&machine, ILA, &["pin", "unlock", "1005"]);
        let back = ["sign", "10", "--return", "1004 as well, please"];
        let told = by(&machine, MIRA, &back);
        assert!(told.contains("--mend 10"), "{told}");
        let listed = said(&typed(&machine, &["sign"], &[], 0));
        assert!(
            listed.ends_with("returned: 1004 as well, please\n"),
            "{listed}"
        );
        let early = refused(&machine, MIRA, &["sign", "10", "--agree"]);
        assert!(
            early.contains("it waits again when it is mended"),
            "{early}"
        );
        let other = refused(&machine, ILA, &["pin", "activate", "1004", "--mend", "10"]);
        assert!(
            other.contains("number 10 is about something else"),
            "{other}"
        );
        by(
            &machine,
            ILA,
            &["pin", "unlock", "1004", "1005", "--mend", "10"],
        );
        let shown = said(&typed(&machine, &["sign", "10"], &[], 0));
        assert!(shown.contains("the PIN of members 1004, 1005."), "{shown}");
        by(&machine, MIRA, &["sign", "10", "--agree"]);
        assert_eq!(world.number("select count(*) from signed_act").await, 2);

        by(&machine, ILA, &["pin", "unlock", "1005"]);
        by(
            &machine,
            MIRA,
            &["sign", "11", "--refuse", "she has not asked"],
        );
        by(&machine, ILA, &["pin", "unlock", "1005"]);
        let not_hers = refused(&machine, MIRA, &["sign", "12", "--withdraw"]);
        assert!(
            not_hers.contains("only who asked for it can withdraw it"),
            "{not_hers}"
        );
        by(&machine, ILA, &["sign", "12", "--withdraw"]);
        by(&machine, ILA, &["pin", "unlock", "1005"]);
        world
            .sql("update proposal set until_at = 1 where no = 13")
            .await;
        let late = refused(&machine, MIRA, &["sign", "13", "--agree"]);
        assert!(late.contains("its time is over"), "{late}");
        world.run_job("end-proposals").await;
        let states = world.rows("select state from proposal order by no").await;
        let states: Vec<&str> = states.iter().map(|row| &*row[0]).collect();
        assert_eq!(
            states,
            ["signed", "refused", "withdrawn", "expired"],
            "{kind:?}"
        );
        let listed = said(&typed(&machine, &["sign"], &[], 0));
        assert_eq!(listed, "Nothing waits for a signature.\n");
        // Every move has a line, and what was said with it lies sealed.
        let lines = "select count(*) from ledger where kind like 'proposal %'";
        assert_eq!(world.number(lines).await, 10, "{kind:?}");
        let rows = format!("{:?}", world.dump().await);
        assert!(
            !rows.contains("she has not asked") && !rows.contains("as well"),
            "{kind:?}"
        );
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announcement_to_more_than_thirty_takes_two() {
    for kind in Kind::all() {
        let world = World::open(kind, 85).await;
        let machine = Machine::of(&world);
        two_officers(&machine);
        let few = ["announce", "share", "amount=5", "day=2031-01-10", "--send"];
        let told = by(&machine, ILA, &few);
        assert_eq!(told, "", "24 women: one officer");
        assert_eq!(world.number("select count(*) from announcement").await, 1);
        let register: String = (0..10)
            .map(|n| format!("{},Woman,+9198111000{n:02},gu\n", 2001 + n))
            .collect();
        let file = machine.folder.path().join("more.csv");
        std::fs::write(file, format!("member_no,name,phone,language\n{register}")).unwrap();
        by(&machine, ILA, &["import", "members", "more.csv"]);
        let many = ["announce", "share", "amount=6", "day=2031-01-10", "--send"];
        let told = by(&machine, ILA, &many);
        assert!(
            told.contains("It reaches 34 women") && told.contains("as number 10"),
            "{told}"
        );
        assert_eq!(world.number("select count(*) from announcement").await, 1);
        let alone = complained(&typed(&machine, &many, &[], 1));
        assert!(alone.contains("this takes two officers"), "{alone}");
        // What it says is no longer what was shown: a template was written anew.
        world
            .sql("update proposal set shown_hash = 'another'")
            .await;
        let changed = refused(&machine, MIRA, &["sign", "10", "--agree"]);
        assert!(changed.contains("no longer what was shown"), "{changed}");
        by(&machine, MIRA, &["sign", "10", "--refuse", "say it anew"]);
        by(&machine, ILA, &many);
        by(&machine, MIRA, &["sign", "11", "--agree"]);
        assert_eq!(world.number("select count(*) from announcement").await, 2);
        let queued = "select count(*) from outbox where announcement_id = (select max(id) from announcement)";
        assert_eq!(world.number(queued).await, 34, "{kind:?}");
        world.close().await;
    }
}
