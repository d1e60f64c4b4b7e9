//! Valid and invalid files of cooperatives.

use super::*;
use crate::core::script::{Script, Sources};

const WHOLE: &str = "name = \"Tapi Mahila Mandli\"\nlanguage = \"gu\"\ncode = \"*384*55#\"\n\
    number = \"56767\"\ngateways = [\"africastalking\", \"gupshup\"]\n\
    [texts]\nhours = \"08:30-20:00\"\nday_cap = 3\n";

fn read(text: &str) -> Result<CoopFile, Vec<String>> {
    let script = Script::compile(&Sources::embedded()).unwrap();
    let gateways = ["africastalking", "gupshup"].map(ToOwned::to_owned).into();
    let known = CoopFileContext {
        gateways: &gateways,
        notices: script.notices(),
    };
    super::read("coop.toml", text, &known)
}

/// The wrong lines, and all messages about them.
fn wrong(text: &str) -> (Vec<usize>, String) {
    let wrong = read(text).unwrap_err();
    let line = |line: &String| line.split(':').nth(1).unwrap().parse().unwrap();
    (wrong.iter().map(line).collect(), wrong.join("\n"))
}

#[test]
fn a_cooperative_is_read_whole_and_what_is_left_out_is_as_usual() {
    let given = read(WHOLE).unwrap();
    let coop = given.entry;
    assert_eq!(coop.coop.name, "Tapi Mahila Mandli");
    assert_eq!(coop.addresses.len(), 4);
    assert_eq!(coop.texts.brand, "Tapi Mahila");
    assert_eq!(coop.texts.number, "56767");
    assert_eq!((coop.texts.hours.opens, coop.texts.day_cap), (510, 3));
    assert_eq!(coop.texts.promo_hours.closes, 19 * 60);
    assert!(given.categories.is_none());
    assert_eq!(given.duty, None);
}

#[test]
fn r13_the_officer_on_duty_has_a_number_that_can_be_read() {
    let with_duty = format!("{WHOLE}[officers]\nduty = \"+919800000099\"\n");
    let given = read(&with_duty).unwrap();
    assert_eq!(given.duty, Phone::parse("+919800000099").ok());
    for (right, slip) in [("+919800000099", "soon"), ("duty =", "night =")] {
        let (lines, what) = wrong(&with_duty.replace(right, slip));
        assert_eq!(lines, [10], "{what}");
    }
}

#[test]
fn r7_every_wrong_line_is_named_at_once() {
    let text = "name = \" \"\nlanguage = \"fr\"\ncode = \"384#\"\nnumber = 56161\n\
        gateways = [\"foo\", \"gupshup\",\n  \"gupshup\"]\ncolour = \"red\"\n[texts]\n\
        brand = \"A name that is too long\"\nhours = \"19:00-09:00\"\npromotion = \"09:00-19:00\"\n\
        day_cap = 0\nmonth_cap = \"8\"\npaise_per_part = -1\nday_kap = 2\n";
    let (lines, all) = wrong(text);
    assert_eq!(
        lines,
        [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15],
        "{all}"
    );
    assert!(
        all.contains("there is no gateway `foo`; known: africastalking, gupshup"),
        "{all}"
    );
    assert!(
        all.contains("there is no `colour` here") && all.contains("a cap is 1 or more"),
        "{all}"
    );
    let (lines, all) = wrong("name = \"A\"\nlanguage =\ncode = \"*1#\"\n");
    assert!(
        lines.contains(&2) && all.contains("`number` is missing"),
        "{all}"
    );
    let (lines, all) = wrong(&WHOLE.replace("[\"africastalking\", \"gupshup\"]", "[]"));
    assert_eq!(
        (lines, all.contains("at least one gateway")),
        (vec![5], true),
        "{all}"
    );
    let (_, all) = wrong(&WHOLE.replace("day_cap = 3", "day_cap = 9"));
    assert!(all.contains("`month_cap` is not less"), "{all}");
}

#[test]
fn g12_a_name_that_texts_cannot_bear_is_refused_for_each_language() {
    for (brand, lang_scripts) in [
        ("આશા મંડળી", &["gu-Latn", "hi", "hi-Latn", "en"][..]),
        ("आशा मंडली", &["gu", "gu-Latn", "hi-Latn", "en"]),
        ("Asha’s Man", &["gu", "gu-Latn", "hi", "hi-Latn", "en"]),
        ("Café Mandli", &["gu", "gu-Latn", "hi", "hi-Latn", "en"]),
        ("Asha  Ma", &["gu", "gu-Latn", "hi", "hi-Latn", "en"]),
        ("Asha Bank", &["gu", "gu-Latn", "hi", "hi-Latn", "en"]),
    ] {
        let (lines, all) = wrong(&format!("{WHOLE}brand = \"{brand}\"\n"));
        assert_eq!(lines.len(), lang_scripts.len(), "{brand}: {all}");
        assert!(lines.iter().all(|line| *line == 9), "{all}");
        for lang_script in lang_scripts {
            assert!(
                all.contains(&format!("in texts in {lang_script}: ")),
                "{brand} {lang_script}: {all}"
            );
        }
    }
    // If there is no brand, the name itself is put into texts, and the error asks for a brand.
    let (lines, all) = wrong(&WHOLE.replace("Tapi Mahila Mandli", "આશા મંડળી"));
    assert!(
        lines.iter().all(|line| *line == 1) && all.contains("`brand` under [texts]"),
        "{all}"
    );
    assert!(read(&format!("{WHOLE}brand = \"Asha Mandli\"\n")).is_ok());
}

#[test]
fn r11_categories_come_from_the_file() {
    let milk = "[[category]]\ncode = 21\nkind = \"income\"\nkey = 1\ngu = \"દૂધ\"\nhi = \"दूध\"\nen = \"Milk\"\n";
    let given = read(&format!("{WHOLE}{milk}")).unwrap();
    let categories = given.categories.unwrap();
    assert_eq!(categories.len(), 1);
    assert_eq!(
        (categories[0].code, categories[0].name.gu.as_str()),
        (21, "દૂધ")
    );
    let (lines, all) = wrong(&format!(
        "{WHOLE}{milk}[[category]]\ncode = 21\nkind = \"saving\"\nkey = 9\ngu = \"Café\"\nhi = \"दूध\"\n\
         colour = 1\n[[category]]\ncode = 21\nkind = \"income\"\nkey = 1\nparent = 50\ngu = \"દૂધ\"\n\
         hi = \"दूध\"\nen = \"Milk’s\"\n"
    ));
    assert_eq!(lines, [16, 18, 19, 20, 22, 30], "{all}");
    let (_, all) = wrong(&format!("{WHOLE}{milk}{milk}parent = 50\n{milk}"));
    for part in [
        "code 21 stands there twice",
        "key 1 is taken",
        "`parent` 50 is no group",
    ] {
        assert!(all.contains(part), "{part}: {all}");
    }
}
