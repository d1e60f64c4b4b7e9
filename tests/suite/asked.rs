//! What an ask says before the member's yes, and what she is asked before officers get work to do.

use crate::support::{Kind, World, pin_of};
use sahkar::core::domain::Lang;

/// All that her phone shows of the ask up to the question, in this language.
async fn ask(world: &World, no: i64, lang: Lang) -> Vec<String> {
    let speaks = format!("update member set lang = '{}' where no = {no}", lang.code());
    assert_eq!(world.sql(&speaks).await, 1);
    let mut phone = world.phone_of(no);
    let mut pages = vec![phone.goes(world, &["permissions", "asks"]).await];
    while phone.last_reply().unwrap().screen != "pin/ask" {
        pages.push(phone.say(world, "1").await);
    }
    pages.pop();
    let question = phone.say(world, pin_of(no)).await;
    assert_eq!(
        phone.last_reply().unwrap().screen,
        "consent/ask3",
        "{question}"
    );
    phone.hang_up(world).await;
    pages
}

/// What stands in an ask before its question, in each language.
const SAID: [(Lang, &[&str]); 3] = [
    (
        Lang::En,
        &[
            "District Bank",
            "12 months",
            "With your name",
            "loan form",
            "say no",
            "stop",
            "once",
            "Kept 30 days",
            "9800000099",
        ],
    ),
    (
        Lang::Gu,
        &[
            "જિલ્લા બેંક",
            "12 મહિના",
            "નામ સાથે",
            "લોન",
            "ના કહી શકો",
            "બંધ કરી શકો",
            "એક વાર",
            "30 દિવસ રાખશે",
            "9800000099",
        ],
    ),
    (
        Lang::Hi,
        &[
            "ज़िला बैंक",
            "12 महीने",
            "नाम के साथ",
            "लोन",
            "ना",
            "बंद कर सकती",
            "एक बार",
            "30 दिन रखेंगे",
            "9800000099",
        ],
    ),
];

#[tokio::test]
async fn t18_an_ask_says_all_that_she_must_know_before_the_yes() {
    for kind in Kind::all() {
        let world = World::open(kind, 97).await;
        let until = world.clock.now().day().plus(30).short();
        for (lang, words) in SAID {
            let pages = ask(&world, 1005, lang).await;
            // One screen more than before: until when, and whom to complain to.
            assert_eq!(pages.len(), 3, "{kind:?} {pages:?}");
            let all = pages.join("\n");
            for word in words.iter().chain([&until.as_str()]) {
                assert!(all.contains(word), "{kind:?} {lang:?} {word}: {all}");
            }
        }
        world.close().await;
    }
}

#[tokio::test]
async fn t18_an_ask_of_totals_says_so_and_ends_when_it_says() {
    for kind in Kind::all() {
        let world = World::open(kind, 99).await;
        // Other fields, other words: totals, every week, a last day that comes sooner, no number.
        let last = world.clock.now().day().plus(10);
        let changed = format!(
            "update request set grain = 'total', reads = 'weekly', complaint = '', valid_until = {}
            where no = 12",
            last.0
        );
        world.sql(&changed).await;
        let all = ask(&world, 1005, Lang::En).await.join("\n");
        for word in ["No names", "once a week", "menu 6", &last.short()] {
            assert!(all.contains(word), "{kind:?} {word}: {all}");
        }
        // A yes lasts no longer than was said.
        let mut phone = world.phone_of(1005);
        let keys = ["3", "1", "1", "1", "1", pin_of(1005), "1"];
        let given = phone.go(&world, &keys).await;
        assert!(given.contains(&last.short()), "{kind:?} {given}");
        assert_eq!(world.number("select ends_on from consent").await, last.0);
        // Whose time is over is not asked about any more, and the menu marks nothing.
        let over = last.0 - 11;
        let ended = format!("update request set valid_until = {over} where no = 12");
        world.sql(&ended).await;
        let mut phone = world.phone_of(1004);
        assert!(phone.dial(&world).await.contains("3 अनुमति\n"), "{kind:?}");
        assert!(
            phone
                .goes(&world, &["permissions", "asks"])
                .await
                .contains("कोई"),
            "{kind:?}"
        );
        world.close().await;
    }
}

#[tokio::test]
async fn t18_words_say_what_is_new_and_a_code_is_digits_in_pairs() {
    for kind in Kind::all() {
        let world = World::open(kind, 98).await;
        for (no, words) in [
            (1001, ["3 પરવાનગી: નવી\n", "4 મત: ચાલુ\n"]),
            (1004, ["3 अनुमति: नई\n", "4 वोट: चालू\n"]),
            (1005, ["3 Permissions: new\n", "4 Vote: open\n"]),
        ] {
            let mut phone = world.phone_of(no);
            let said = phone.dial(&world).await;
            assert!(
                words.iter().all(|word| said.contains(word)),
                "{kind:?} {said}"
            );
            assert!(!said.contains('*'), "{kind:?} {said}");
            phone.hang_up(&world).await;
        }
        let mut phone = world.phone_of(1005);
        let said = phone
            .goes(&world, &["record", pin_of(1005), "statement", "code"])
            .await;
        let kept = world.rows("select code from statement").await;
        let code = &kept[0][0];
        assert_eq!(code.len(), 10, "{kind:?}");
        assert!(code.bytes().all(|sign| sign.is_ascii_digit()), "{kind:?}");
        let pairs: Vec<&str> = (0..5).map(|at| &code[2 * at..2 * at + 2]).collect();
        assert!(said.contains(&pairs.join(" ")), "{kind:?} {said}");
        world.close().await;
    }
}

#[tokio::test]
async fn t14_no_single_key_sets_people_to_work() {
    for kind in Kind::all() {
        let world = World::open(kind, 99).await;
        let cases = "select count(*) from rights_case";
        let ways: [&[&str]; 6] = [
            &["help", "complain"],
            &["permissions", "rights", "fix"],
            &["permissions", "rights", "erase"],
            &["permissions", "rights", "nominee"],
            &["permissions", "rights", "complain"],
            &["permissions", "rights", "copy", pin_of(1005)],
        ];
        for (n, way) in (0..).zip(ways) {
            let mut phone = world.phone_of(1005);
            let asked = phone.goes(&world, way).await;
            assert!(asked.contains('?'), "{kind:?} {way:?} {asked}");
            assert!(asked.contains("\n0 "), "{kind:?} {way:?} {asked}");
            phone.say(&world, "0").await;
            phone.hang_up(&world).await;
            assert_eq!(world.number(cases).await, n, "{kind:?} {way:?}");
            phone.goes(&world, way).await;
            let done = phone.say(&world, "1").await;
            assert!(done.starts_with("END Case"), "{kind:?} {way:?} {done}");
            assert_eq!(world.number(cases).await, n + 1, "{kind:?} {way:?}");
        }
        // A call of the sakhi is asked about with a way back.
        let mut phone = world.phone_of(1005);
        let asked = phone.goes(&world, &["help", "call"]).await;
        assert!(
            asked.contains('?') && asked.contains("\n0 "),
            "{kind:?} {asked}"
        );
        world.close().await;
    }
}
