//! Registers of all kinds, held against members who are there.

use super::*;
use crate::core::domain::{Instant, Lang, MemberId};

const TODAY: Day = Day(20_785);

fn said(alterations: &[Alteration]) -> Vec<String> {
    alterations.iter().map(ToString::to_string).collect()
}

fn phone(ten: &str) -> Phone {
    Phone::read(ten).unwrap()
}

/// Ramila, 1001, alone on her phone; Savita, 1002, who has left; Kanta, 5, without a language.
fn known() -> Vec<RegisteredMember> {
    let one = |no, name: &str, ten: &str| RegisteredMember {
        id: MemberId(no + 100),
        no,
        name: name.to_owned(),
        lang: Some(Lang::Gu),
        private_sms: false,
        is_active: true,
        joined_at: Day(10_000).start(),
        village: String::new(),
        group: String::new(),
        phones: vec![phone(ten)],
    };
    let left = RegisteredMember {
        is_active: false,
        ..one(1002, "Savita", "9800000002")
    };
    let undecided = RegisteredMember {
        lang: None,
        ..one(5, "Kanta", "9800000005")
    };
    vec![one(1001, "Ramila", "9800000001"), left, undecided]
}

fn planned(text: &str) -> Preview {
    plan(
        &RegisterTable::read(text.as_bytes()).unwrap(),
        &known(),
        TODAY,
    )
    .unwrap()
}

fn wrong(text: &str) -> Vec<(usize, String)> {
    let wrong = planned(text).wrong.into_iter();
    wrong.map(|wrong| (wrong.line, wrong.why)).collect()
}

const HEAD: &str = "member_no,name,phone,language,joined,village,group,private\n";

#[test]
fn r4_a_register_is_read_whole() {
    let preview = planned(&format!(
        "{HEAD}7,Champa,૯૮૦૦૦ ૦૦૦૩૧,GU,5/8/1998,Vyara,Sakhi 2,\n8,Jaya,,,,,,yes\n1001,Ramila,9800000001,hi,,,,\n"
    ));
    assert!(
        preview.wrong.is_empty() && preview.changed.is_empty(),
        "{preview:?}"
    );
    assert_eq!((preview.new.len(), preview.same_n), (2, 1));
    let champa = &preview.new[0];
    assert_eq!(champa.phone.as_ref().unwrap().reveal(), "+919800000031");
    assert_eq!((champa.no, champa.lang), (7, Some(Lang::Gu)));
    assert_eq!(champa.joined.unwrap().date().to_string(), "1998-08-05");
    assert_eq!(
        (champa.village.as_str(), champa.group.as_str()),
        ("Vyara", "Sakhi 2")
    );
    // R5: a phone of her own, and she did not ask: texts say what they are about.
    assert!(!champa.private_sms);
    assert!(preview.new[1].private_sms && preview.new[1].phone.is_none());
    assert_eq!(preview.without_phone, [3]);
}

#[test]
fn r5_only_who_shares_a_phone_or_asks_gets_texts_that_tell_nothing() {
    let preview = planned(
        "no,name,mobile\n11,A,9800000041\n12,B,98000-00041\n13,C,9800000042\n14,D,9800000001\n15,E,9800000002\n",
    );
    let private: Vec<i64> = preview
        .new
        .iter()
        .filter(|n| n.private_sms)
        .map(|n| n.no)
        .collect();
    // 15 has the number of somebody who has left.
    assert_eq!(private, [11, 12, 14]);
    assert_eq!(preview.shared, [vec![14, 1001], vec![11, 12]]);
    let becoming: Vec<i64> = preview.becoming_private.iter().map(|r| r.no).collect();
    assert_eq!(becoming, [1001]);
}

#[test]
fn r3_everything_that_is_wrong_is_named_with_its_line_and_nobodys_name() {
    let text = format!(
        "{HEAD}\n0,A,9800000031,,,,,\n11,,9800000032,fr,,,,\n12,\"Champa\nben\",980000003.0,,1998,,,maybe\n\
         ,,,,,,,\n13,D,9800000033,,,,,,extra\n13,E,9800000034,,,,,\n13,F,,,,,,\n1002,Savita,9800000002,,,,,\n\
         1001,Mina,9800000035,,,,,\n14,{},,,,,,\n15,????,,,,,,\n16,\"A\n17,B,9800000036\",,,,,,\n",
        "ક".repeat(61)
    );
    let found = wrong(&text);
    let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(
        lines,
        [3, 4, 4, 5, 5, 5, 8, 10, 11, 12, 13, 14, 15],
        "{found:?}"
    );
    for ((_, why), part) in found.iter().zip([
        "is 1 or more",
        "a name is missing",
        "the language is",
        "made an amount",
        "a whole day",
        "private is",
        "9 cells",
        "first on line 9",
        "has left",
        "another woman",
        "longer than 60",
        "lost its letters",
        "quotation mark",
    ]) {
        assert!(why.contains(part), "{part}: {found:?}");
        assert!(!why.contains("Champa") && !why.contains("9800"), "{why}");
    }
}

#[test]
fn r3_what_is_no_register_is_named() {
    for (text, why) in [
        ("2001,Ramila,9800000031\n", "this one names none"),
        ("no,name\n1,A\n", "a column is missing: phone"),
        (
            "no,name,phone,member_no\n1,A,,2\n",
            "two columns are `member_no`",
        ),
        ("no,name,phone\n", "no row of a member"),
        ("no,name,phone\n,,\n", "no row of a member"),
    ] {
        let table = RegisterTable::read(text.as_bytes()).unwrap();
        let fault = plan(&table, &known(), TODAY).unwrap_err();
        assert!(fault.why.contains(why), "{text}: {fault:?}");
    }
    let preview = planned("no,name,phone,remarks,\n11,A,9800000031,kind,\n");
    assert_eq!(preview.unread_columns, ["remarks"]);
    assert!(preview.wrong.is_empty());
}

#[test]
fn who_is_there_is_new_changed_or_the_same_and_keeps_what_she_chose() {
    let text =
        format!("{HEAD}1001,Ramila,9800000091,hi,5/8/1998,Vyara,,\n5,Kanta,9800000005,hi,,,,no\n");
    let preview = planned(&text);
    assert!(preview.wrong.is_empty(), "{preview:?}");
    let [ramila, kanta] = &preview.changed[..] else {
        panic!("{preview:?}");
    };
    let changes = [
        "phone …0001 -> …0091",
        "joined 1997-05-19 -> 1998-08-05",
        "village none -> Vyara",
    ];
    assert_eq!(said(&ramila.shown), changes);
    // She has chosen Gujarati since, and a register does not undo that.
    assert_eq!(ramila.revision.lang, None);
    assert_eq!(said(&kanta.shown), ["language hi"]);
    let same = planned("no,name,phone\n1001,Ramila,\n5, Kanta ,+91 98000 00005\n");
    assert_eq!((same.same_n, same.changed.len()), (2, 0), "{same:?}");
    // Who moves away from a phone shares it no longer; who comes to one does.
    let moved = planned("no,name,phone\n1001,Ramila,9800000005\n21,New,9800000001\n");
    assert_eq!(moved.shared, [vec![5, 1001]]);
    assert!(moved.changed[0].revision.becomes_private && !moved.new[0].private_sms);
    assert_eq!(moved.becoming_private[0].no, 5);
    assert_eq!(moved.becoming_private[0].id, MemberId(105));
    assert!(Instant(0) < known()[0].joined_at);
}
