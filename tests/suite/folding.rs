//! Folding of words as people write them: which different spellings become one word, and characters that
//! nobody sees.

use crate::support::{Kind, START, World, script};
use crate::texting::text;
use sahkar::answer::text::heard;
use sahkar::core::domain::Lang;
use sahkar::core::script::{Script, Sources};
use sahkar::core::texting::{Around, SmsIntent, read};
use sahkar::core::texts::fold::fold;
use sahkar::core::texts::language::Language;
use sahkar::core::texts::say::SpokenValue;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// A cooperative without members and categories.
fn nobody() -> Around<'static> {
    Around {
        members: &[],
        categories: &[],
        brand: "",
        today: START.day(),
    }
}

/// A word without what folding takes from it besides the length of its i and u.
fn written(word: &str) -> String {
    let dots = ['\u{093C}', '\u{0ABC}'];
    let kept = word.nfd().filter(|c| !dots.contains(c));
    kept.nfc().flat_map(char::to_lowercase).collect()
}

/// Every list of words that a text can be read by: its name, and each word of it.
fn lists() -> Vec<(String, Vec<String>)> {
    let sources = Sources::embedded();
    let mut lists = Vec::new();
    for lang in Lang::ALL {
        let folder = format!("locales/{}/", lang.code());
        let files: Vec<(String, String)> = sources
            .0
            .iter()
            .filter(|(name, _)| name.starts_with(&folder) && name.ends_with("keywords.ftl"))
            .map(|(name, source)| (name.clone(), source.to_string()))
            .collect();
        assert_eq!(files.len(), 1, "{folder}");
        let (language, _) = Language::load(lang, &files);
        for (name, shape) in &language.shapes {
            for part in std::iter::once(None).chain(shape.attributes.keys().map(Some)) {
                let text = language.text(name, part.map(String::as_str));
                let Some(text) = text else { continue };
                let text = text.say(&|_| SpokenValue::Number(0)).into_owned();
                let words = text.split(',').map(|word| word.trim().to_owned());
                lists.push((name.clone(), words.collect()));
            }
        }
    }
    lists
}

#[test]
fn t11_folding_makes_no_two_words_of_different_acts_one() {
    let mut seen: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    let mut words_n = 0;
    for (list, words) in lists() {
        for word in words {
            words_n += 1;
            let lists = seen.entry(fold(&word)).or_default();
            lists
                .entry(list.clone())
                .or_default()
                .insert(written(&word));
        }
    }
    assert!(200 < words_n, "{words_n}");
    for (folded, lists) in &seen {
        for (list, words) in lists {
            for (other, others) in lists.range(list.clone()..).skip(1) {
                // A word that stands in both lists as it is written is meant to.
                assert!(
                    !words.is_disjoint(others),
                    "{words:?} of {list} and {others:?} of {other} are one, `{folded}`, when folded"
                );
            }
        }
    }
}

#[test]
fn t11_a_word_is_known_however_long_its_vowels_are_written() {
    let script = script();
    let keywords = script.keywords();
    let said = |text: &str| read(keywords, text, nobody()).said;
    for (list, words) in lists()
        .iter()
        .filter(|(list, _)| list.starts_with("keyword-"))
    {
        for word in words {
            let other: String = word
                .chars()
                .map(|c| match c {
                    '\u{0AC0}' => '\u{0ABF}',
                    '\u{0ABF}' => '\u{0AC0}',
                    '\u{0AC2}' => '\u{0AC1}',
                    '\u{0AC1}' => '\u{0AC2}',
                    '\u{0940}' => '\u{093F}',
                    '\u{093F}' => '\u{0940}',
                    '\u{0942}' => '\u{0941}',
                    '\u{0941}' => '\u{0942}',
                    c => c,
                })
                .collect();
            assert!(said(word) == said(&other), "{list}: {word} {other}");
        }
    }
    assert!(said("ફરીયાદ") == said("ફરિયાદ"));
    assert!(!matches!(said("ફરીયાદ"), SmsIntent::Other(_)));
}

#[tokio::test]
async fn t12_signs_that_nobody_sees_lose_nothing_by_text_and_by_call() {
    for kind in Kind::all() {
        let world = World::open(kind, 71).await;
        // A word that was copied out of another text, with its isolates, a soft hyphen and a tag.
        let words = "\u{2068}I\u{2069} 21\u{AD} 8\u{E0041}0\u{200E}0\u{3164}";
        heard(&world.service, "sandbox", &text(1005, "a", words))
            .await
            .unwrap();
        let saved = "select amount from entry where src = 'sms'";
        assert_eq!(world.number(saved).await, 80_000, "{kind:?}");
        let mut phone = world.phone_of(1005);
        let plain = phone.go(&world, &["1"]).await;
        let mut other = world.phone_of(1005);
        assert_eq!(other.go(&world, &["\u{2066}1\u{2069}\u{AD}"]).await, plain);
        world.close().await;
    }
}

#[test]
fn t10_money_that_touches_a_word_is_read() {
    let script: &Script = &script();
    let said = |text: &str| read(script.keywords(), text, nobody()).said;
    let saving = said("B 200");
    assert!(matches!(saving, SmsIntent::Entry { .. }));
    for typed in [
        "B₹200",
        "B ₹200",
        "B₹ 200",
        "BRs.200",
        "Brs200",
        "B Rs200",
        "BINR200",
        "B200Rs",
        "B૱200",
        "B₨200",
        "B200₹",
        "B200/-",
        "બચતરૂ200",
        "બચતરૂ.૨૦૦",
        "બચત₹૨૦૦",
        "बचतरु200",
        "बचतरू.२००",
        "बचत₹२००",
    ] {
        assert!(said(typed) == saving, "{typed}");
    }
    let income = said("I 21 500");
    for typed in ["I21₹500", "I 21₹500", "I21Rs.500", "I 21 Rs500"] {
        assert!(said(typed) == income, "{typed}");
    }
    // Other money is asked about, and never taken for rupees.
    for typed in ["B$200", "B $200", "B€200", "B£200", "B 200$"] {
        let said = said(typed).word();
        assert_eq!(said, "entry-unread", "{typed}");
    }
}
