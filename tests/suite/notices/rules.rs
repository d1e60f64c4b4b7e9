//! The operators' rules that a table of notices can break, each broken once; and what such tables may
//! contain.

use super::{TABLES, tells, told};

#[test]
fn a_text_has_three_places_at_most() {
    let three = "places = { item = \"alphanumeric\", price = \"alphanumeric\", \
        place = \"alphanumeric\" }";
    let four = three.replace(" }", ", when = \"alphanumeric\" }");
    let expected = "`price` has 4 places -> the operators allow three: say it with fewer";
    tells(TABLES, three, &four, &[expected]);
}

#[test]
fn only_announcements_are_promotion() {
    for (name, purpose) in [("heard", "answer"), ("meeting-reminder", "reminder")] {
        let table = format!("[{name}]\nclass = \"service\"\npurpose = \"{purpose}\"");
        let wrong = table.replace("service", "promotional");
        let expected = format!("`{name}` is promotion, which only announcements may be");
        tells(
            TABLES,
            &table,
            &wrong,
            &[&expected, "make it a service text"],
        );
    }
}

#[test]
fn promotion_says_how_to_stop_it_in_every_language() {
    let class = (
        TABLES,
        "[seeds]\nclass = \"service\"",
        "[seeds]\nclass = \"promotional\"",
    );
    let expected = "`seeds` is promotion and does not say how to stop it";
    let silent = told(&[class]);
    for lang in ["en", "gu", "hi"] {
        let file = format!("locales/{lang}/notices.ftl:");
        let found = silent
            .iter()
            .any(|line| line.starts_with(&file) && line.contains(expected));
        assert!(found, "{file} {silent:#?}");
    }
    // With the word that stops it and the number to send it to, the same text may be promotion.
    let edits = [
        class,
        (
            "locales/en/notices.ftl",
            "Bring your member card.",
            "No more of these: STOP to { $number }.",
        ),
        (
            "locales/gu/notices.ftl",
            "માં મળશે. સભ્ય કાર્ડ લાવજો.",
            "માં મળશે. બંધ કરવા ROKO { $number } પર મોકલો.",
        ),
        (
            "locales/hi/notices.ftl",
            "में मिलेंगे। सदस्य कार्ड लाएँ।",
            "में मिलेंगे। रोकने को ROKO { $number } पर भेजें।",
        ),
    ];
    assert_eq!(told(&edits), Vec::<String>::new());
    // BAND stops a permission, and no promotion.
    let mut wrong = edits;
    let band = wrong[2].2.replace("ROKO", "BAND");
    wrong[2].2 = &band;
    let told = told(&wrong);
    assert!(
        told[0].contains("`seeds` is promotion") && told[0].contains("roko"),
        "{told:#?}"
    );
}

#[test]
fn a_text_of_three_parts_says_why() {
    let words = format!("{{ $coop }}: {}{{ $code }}", "સંદેશ છે. ".repeat(15));
    let long_words = (
        "locales/gu/notices.ftl",
        "{ $coop }: તમારા માટે મેસેજ છે. { $code }",
        words.as_str(),
    );
    let saying = |why| format!("[neutral]\nlong = \"{why}\"\n");
    for (why, expected) in [
        (None, Some("`neutral` takes 3 parts")),
        (
            Some(""),
            Some("`neutral` does not say why it is long -> write the reason"),
        ),
        (
            Some(" "),
            Some("`neutral` does not say why it is long -> write the reason"),
        ),
        (Some("she must know all of it"), None),
    ] {
        let table = why.map_or("[neutral]\n".to_owned(), saying);
        let told = told(&[long_words, (TABLES, "[neutral]\n", &table)]);
        match expected {
            Some(expected) => assert!(
                told.iter().any(|line| line.contains(expected)),
                "{why:?}: {told:#?}"
            ),
            None => assert_eq!(told, Vec::<String>::new()),
        }
    }
}
