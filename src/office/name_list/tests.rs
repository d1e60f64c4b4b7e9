//! Who is found by what, and which women sound alike.

use super::*;
use crate::core::domain::{MemberId, register::PlaceKind};

fn member(no: i64, name: &str, village: &str, phone: &str) -> RegisteredMember {
    RegisteredMember {
        id: MemberId(no),
        no,
        name: name.to_owned(),
        lang: None,
        private_sms: false,
        is_active: true,
        joined_at: Instant(0),
        village: village.to_owned(),
        group: String::new(),
        phones: vec![Phone::parse(phone).unwrap()],
    }
}

fn list() -> NameList {
    let members = [
        member(1001, "રમીલાબેન ગામીત", "વ્યારા", "+919800000001"),
        member(1002, "Savita", "Songadh", "+919800000002"),
        member(1003, "कांता", "वयारा", "+919800000002"),
    ];
    NameList::new(&members)
}

fn found(typed: &str) -> Vec<i64> {
    list()
        .find((&Sought::read(typed), &PlaceFilter::default()), 0, 50, 1000)
        .numbers
}

#[test]
fn a_woman_is_found_by_number_name_village_and_phone_in_any_script() {
    for (typed, numbers) in [
        ("1002", &[1002][..]),
        ("૧૦૦૨", &[1002]),
        ("ramila", &[1001]),
        ("रमीला", &[1001]),
        ("Gamit ramila", &[1001]),
        ("vyara", &[1001, 1003]),
        ("kanta vyara", &[1003]),
        ("સવિતા", &[1002]),
        ("sav", &[1002]),
        ("002", &[1002, 1003]),
        ("0001", &[1001]),
        ("01", &[]),
        ("savita vyara", &[]),
        ("", &[]),
        ("…", &[]),
    ] {
        assert_eq!(found(typed), numbers, "{typed}");
    }
}

#[test]
fn a_whole_number_is_a_phone_and_is_shown_by_no_debug() {
    let sought = Sought::read("+91 98000 00001");
    let phone = Phone::parse("+919800000001").unwrap();
    assert!(sought == Sought::Phone(phone));
    assert_eq!(format!("{sought:?}"), "Sought(…)");
    assert_eq!(format!("{:?}", list()), "NameList(3)");
}

#[test]
fn what_has_changed_is_taken_in_and_who_has_left_is_forgotten() {
    let mut list = list();
    let gone = RegisteredMember {
        is_active: false,
        ..member(1001, "", "", "+919800000001")
    };
    let renamed = member(1002, "Champa", "Songadh", "+919800000009");
    list.revise(&[gone, renamed]);
    let numbers = |typed: &str| {
        list.find((&Sought::read(typed), &PlaceFilter::default()), 0, 50, 1000)
            .numbers
    };
    assert_eq!(numbers("ramila"), Vec::<i64>::new());
    assert_eq!(numbers("1001"), Vec::<i64>::new());
    assert_eq!(numbers("savita"), Vec::<i64>::new());
    assert_eq!(numbers("ચંપા"), [1002]);
    assert_eq!(numbers("0009"), [1002]);
}

#[test]
fn pages_follow_by_number_and_what_is_many_is_counted_up_to_a_limit() {
    let found: Vec<i64> = (1..=120).collect();
    let first = FoundNumbers::page(&found, 0, 50, 100);
    assert_eq!(
        (first.numbers.len(), first.all_n, first.has_more),
        (50, 100, true)
    );
    let last = FoundNumbers::page(&found, 100, 50, 100);
    assert_eq!(last.numbers, (101..=120).collect::<Vec<i64>>());
    assert!(!last.has_more);
}

fn named(no: i64, name: &str, village: &str, group: &str) -> RegisteredMember {
    RegisteredMember {
        group: group.to_owned(),
        ..member(no, name, village, "+919800000001")
    }
}

#[test]
fn whoever_sounds_alike_in_the_same_village_may_be_the_same_woman() {
    let list = NameList::new(&[
        named(1, "ચંપાબેન", "વ્યારા", ""),
        named(2, "Champaben", "Vyara", ""),
        named(3, "Champaben", "Songadh", ""),
        named(4, "Champaben Gamit", "Vyara", ""),
        named(5, "Champaben", "", ""),
    ]);
    let alike =
        |name: &str, village: &str| list.alike(name, village).into_iter().collect::<Vec<_>>();
    assert_eq!(alike("Champaben", "vyara"), [1, 2, 5]);
    assert_eq!(alike("gamit champaben", "Vyara"), [4]);
    // Where the village is not known she may be of any.
    assert_eq!(alike("Champaben", ""), [1, 2, 3, 5]);
    assert_eq!(alike("Kanta", "Vyara"), [0; 0]);
    assert_eq!(alike("", "Vyara"), [0; 0]);
}

#[test]
fn villages_and_groups_are_counted_however_they_are_written_and_women_are_found_by_them() {
    let list = NameList::new(&[
        named(1, "A", "Vyara", "Group 3"),
        named(2, "B", "vyara ", "Group 4"),
        named(3, "C", "Songadh", "group ૩"),
        named(4, "D", "", ""),
    ]);
    let places = |kind| {
        let places = list.places(kind).into_iter();
        places
            .map(|one| (one.name.to_string(), one.women_n))
            .collect::<Vec<_>>()
    };
    let of = |name: &str, n: usize| (name.to_owned(), n);
    assert_eq!(
        places(PlaceKind::Village),
        [of("Songadh", 1), of("Vyara", 2)]
    );
    assert_eq!(
        places(PlaceKind::Group),
        [of("Group 3", 2), of("Group 4", 1)]
    );
    let found = |village: &str, group: &str| {
        let filter = PlaceFilter::of(village, group);
        list.find((&Sought::Nothing, &filter), 0, 50, 1000).numbers
    };
    assert_eq!(found("VYARA", ""), [1, 2]);
    assert_eq!(found("vyara", "group 3"), [1]);
    assert_eq!(found("", "Group 3"), [1, 3]);
    assert_eq!(found("", ""), [0; 0]);
}
