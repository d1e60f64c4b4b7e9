//! Importing a cooperative's old register with the real program, on both databases.

use crate::commands::{complained, ends, said};
use crate::readme::Machine;
use crate::support::{Dialler, Kind, World};
use std::fs;
use std::process::Output;

/// Brings a register in, and expects this exit code.
fn import(world: &World, bytes: impl AsRef<[u8]>, args: &[&str], code: i32) -> (Machine, Output) {
    let machine = Machine::of(world);
    fs::write(machine.folder.path().join("r.csv"), bytes).unwrap();
    let all = [&["import", "members", "r.csv"], args].concat();
    let mut command = machine.command(&all);
    let output = ends(command.env("SAHKAR_LOG", "off"), code);
    (machine, output)
}

#[tokio::test(flavor = "multi_thread")]
async fn r1_a_number_that_lost_or_won_a_digit_is_nobodys_and_nothing_is_written() {
    for kind in Kind::all() {
        let world = World::open(kind, 61).await;
        let before = world.dump().await;
        let register = "member_no,name,phone\n31,Champa,9811100001\n32,Jaya,980000003.0\n\
            33,Mina,9.8000000E+09\n34,Rekha,9.198000000E+11\n35,Lata,+91980000003\n\
            36,Usha,+9198000000311\n37,Hema,9800000031 2\n38,Asha,૯.૮E+૦૯\n";
        let (_, output) = import(&world, register, &[], 1);
        let told = complained(&output);
        for (line, why) in [
            (3, "made an amount"),
            (4, "short form"),
            (5, "short form"),
            (6, "11 digits"),
            (7, "13 digits"),
            (8, "one digit stands alone"),
            (9, "short form"),
        ] {
            let line = told
                .lines()
                .find(|told| told.starts_with(&format!("r.csv:{line}: ")));
            assert!(line.is_some_and(|line| line.contains(why)), "{why}: {told}");
        }
        assert!(told.contains("7 wrong. Nothing is written."), "{told}");
        for hers in ["Champa", "Jaya", "98111", "98000"] {
            assert!(!told.contains(hers), "{told}");
        }
        assert!(before == world.dump().await, "{kind:?}");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn r4_a_register_comes_in_as_table_programs_write_it_and_is_shown_first() {
    let text = "sep=;\r\nMember No.;Name;Mobile;Language;Joined;Village;Group;Remarks\r\n\
        7;Champa;૯૮૧૧૧\u{a0}૦૦૦૦૧;GU;5/8/1998;Vyara;Sakhi 2;kind\r\n8;Jaya;;;;;;\r\n\
        41;Mina;098111 00041;hi;;;;\r\n42;Rekha;0091-98111-00041;hi;;;;\r\n;;;;;;;\r\n";
    let utf16: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for kind in Kind::all() {
        let world = World::open(kind, 62).await;
        let before = world.dump().await;
        let (_, output) = import(&world, &utf16, &["--dry-run"], 0);
        let told = said(&output);
        for line in [
            "4 new, 0 changed, 0 the same, 0 wrong.",
            "The column `Remarks` is not read.",
            "lines 4.",
            "Members 41, 42 share a phone",
            "Nothing is written.",
        ] {
            assert!(told.contains(line), "{kind:?} {line}: {told}");
        }
        assert!(before == world.dump().await, "{kind:?}: it is a dry run");

        let (_, output) = import(&world, &utf16, &[], 0);
        assert!(said(&output).contains("4 members are in."), "{output:?}");
        // The day is kept as the first moment of 5 August 1998 in India.
        let joined = world
            .number("select joined_at from member where no = 7")
            .await;
        assert_eq!(joined, 902_255_400_000, "{kind:?}");
        let places = "select village, group_name, name from member where no = 7";
        for cell in &world.rows(places).await[0] {
            assert!(
                cell.len() > 40 && !cell.contains("Vyara"),
                "{kind:?}: {cell} is not sealed"
            );
        }
        let known = world
            .service
            .store
            .register(world.coop().await)
            .await
            .unwrap();
        let champa = known.iter().find(|one| one.no == 7).unwrap();
        assert_eq!(
            (champa.name.as_str(), champa.village.as_str()),
            ("Champa", "Vyara")
        );
        assert_eq!(champa.group, "Sakhi 2");
        assert_eq!(champa.phones[0].reveal(), "+919811100001");
        assert!(
            known
                .iter()
                .find(|one| one.no == 8)
                .unwrap()
                .phones
                .is_empty()
        );
        // The same file once more changes nothing.
        let after = world.dump().await;
        let (_, output) = import(&world, &utf16, &[], 0);
        assert!(
            said(&output).contains("0 new, 0 changed, 4 the same"),
            "{output:?}"
        );
        assert!(after == world.dump().await, "{kind:?}");
        world.run_job("seal-ledger").await;
        let findings = world.service.store.verify().await.unwrap().findings;
        assert_eq!(findings, [], "{kind:?}");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn r4_who_is_there_is_altered_only_where_that_is_asked_and_seen() {
    for kind in Kind::all() {
        let world = World::open(kind, 63).await;
        let before = world.dump().await;
        // 1001 is Ramila on 9800000001, who chose Gujarati.
        let register = "member_no,name,phone,language,village\n1001,Ramila,9811100001,hi,Vyara\n";
        let (_, output) = import(&world, register, &[], 1);
        assert!(
            said(&output).contains("member 1001: phone …0001 -> …0001"),
            "{output:?}"
        );
        assert!(complained(&output).contains("--changes"), "{output:?}");
        assert!(before == world.dump().await, "{kind:?}");

        let (_, output) = import(&world, register, &["--changes"], 0);
        assert!(
            said(&output).contains("village none -> Vyara"),
            "{output:?}"
        );
        let lang = world.rows("select lang from member where no = 1001").await;
        assert_eq!(lang, [["gu"]], "{kind:?}: what she chose is hers");
        // Her old phone is a stranger's now, and the new one hers.
        let old = world.phone("+919800000001").dial(&world).await;
        assert!(old.starts_with("END "), "{kind:?}: {old}");
        let new = world.phone("+919811100001").dial(&world).await;
        assert!(new.starts_with("CON "), "{kind:?}: {new}");
        // Another name and another phone are another woman.
        let stranger = "member_no,name,phone\n1004,Champa,9811100004\n";
        let (_, output) = import(&world, stranger, &["--changes"], 1);
        assert!(complained(&output).contains("another woman"), "{output:?}");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn r5_an_own_phone_hears_what_a_text_is_about_and_a_shared_one_does_not() {
    for kind in Kind::all() {
        let world = World::open(kind, 64).await;
        let register = "member_no,name,phone,language,private\n51,A,9811100051,gu,\n52,B,9811100052,gu,\n\
            53,C,9811100052,gu,\n54,D,9811100054,gu,yes\n55,E,9800000004,gu,\n";
        import(&world, register, &[], 0);
        let private = "select cast(member.no as text) from member
            where private_sms and (no < 60 or no = 1004) order by member.no";
        let numbers: Vec<String> = world.rows(private).await.into_iter().flatten().collect();
        // 1004, who was alone on her phone, shares it with 55 now.
        assert_eq!(numbers, ["52", "53", "54", "55", "1004"], "{kind:?}");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn r3_what_is_no_register_is_named_and_wrong_rows_come_back_in_a_file() {
    let world = World::open(Kind::Sqlite, 65).await;
    let head = "member_no,name,phone\n";
    for (register, why) in [
        ("", "r.csv: the file is empty"),
        (",,,\n,,\n", "r.csv: only separators stand in it"),
        (
            "2001,Ramila,9811100031\n",
            "r.csv:1: the first line names the columns",
        ),
        (head, "r.csv: no row of a member stands in it"),
        ("PK\u{3}\u{4}", "r.csv: this is a workbook"),
    ] {
        let (_, output) = import(&world, register, &[], 1);
        let told = complained(&output);
        assert!(told.starts_with(why), "{register:?}: {told}");
    }
    let machine = Machine::of(&world);
    let told = complained(&ends(&mut machine.command(&["import", "members", "."]), 1));
    assert_eq!(told, ".: this is a folder, not a file\n");

    // R2: blank lines and a name on two lines are counted as an editor counts.
    let register =
        format!("{head}\n\n2001,\"Ram\nila\",9811100031\n\n2002,=Jaya,12\n,,\n2003,Mina,9.8E+09\n");
    let (machine, output) = import(&world, &register, &["--errors", "wrong.csv"], 1);
    let told = complained(&output);
    assert!(
        told.contains("r.csv:7: ") && told.contains("r.csv:9: "),
        "{told}"
    );
    let file = machine.folder.path().join("wrong.csv");
    let wrong = fs::read_to_string(&file).unwrap();
    assert!(
        wrong.starts_with("\u{feff}line,why,member_no,name,phone\n7,"),
        "{wrong}"
    );
    assert!(
        wrong.contains(",2002,'=Jaya,12\n") && wrong.contains("\n9,"),
        "{wrong}"
    );
    assert_eq!(wrong.lines().count(), 3, "{wrong}");
    // Mended, the file itself is a register.
    let mended = wrong
        .replace(",12\n", ",9811100032\n")
        .replace("9.8E+09", "9811100033");
    let (_, output) = import(&world, mended, &[], 0);
    assert!(said(&output).contains("2 members are in."), "{output:?}");
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn r4_a_member_number_of_one_digit_is_typed_on_a_shared_phone() {
    for kind in Kind::all() {
        let world = World::open(kind, 66).await;
        let register = "member_no,name,phone,language\n1,A,9811100061,en\n9,B,9811100061,en\n";
        import(&world, register, &[], 0);
        // What is no number at all is asked for again.
        let mut phone: Dialler = world.phone("+919811100061");
        let odd = phone.go(&world, &["abc"]).await;
        for no in ["1", "9"] {
            let mut phone: Dialler = world.phone("+919811100061");
            let asked = phone.dial(&world).await;
            let home = phone.say(&world, no).await;
            assert!(home.starts_with("CON "), "{kind:?} {no}: {home}");
            assert!(home != asked && home != odd, "{kind:?} {no}: {home}");
        }
        world.close().await;
    }
}
