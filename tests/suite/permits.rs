//! What is stored with a permission: the version of the text, the language, and the pages that she was
//! really shown, word for word and in their order (rules D-1).

use crate::support::{Dialler, Kind, World, pin_of, script};
use sahkar::core::domain::{Lang, ShownPart};
use std::collections::{BTreeMap, BTreeSet};

/// A way through an ask.
struct Way {
    name: &'static str,
    /// Whether what is asked for fills two pages.
    is_long: bool,
    /// What she types from the ask's first page to her answer.
    keys: &'static [&'static str],
    answer: &'static str,
    /// How many different pages she is shown.
    pages_n: usize,
}

/// Her own PIN, whoever she is.
const PIN: &str = "her PIN";

const WAYS: [Way; 6] = [
    Way {
        name: "straight on",
        is_long: false,
        keys: &["1", "1", "1", PIN, "1"],
        answer: "given",
        pages_n: 4,
    },
    Way {
        name: "back, on again, and a wrong PIN first",
        is_long: false,
        keys: &["1", "0", "1", "1", "1", "0000", PIN, "1"],
        answer: "given",
        pages_n: 4,
    },
    Way {
        name: "put off, and then read from the start",
        is_long: false,
        keys: &["1", "1", "1", PIN, "3", "3", "1", "1", "1", "1", "2"],
        answer: "refused",
        pages_n: 4,
    },
    Way {
        name: "a page told anew after a key that means nothing",
        is_long: false,
        keys: &["7", "1", "1", "1", PIN, "1"],
        answer: "given",
        pages_n: 5,
    },
    Way {
        name: "a long ask, read whole",
        is_long: true,
        keys: &["9", "1", "1", "1", PIN, "1"],
        answer: "given",
        pages_n: 5,
    },
    Way {
        name: "a long ask: a key pressed too soon shows what is left to read",
        is_long: true,
        keys: &["1", "1", "1", "1", PIN, "1"],
        answer: "given",
        pages_n: 5,
    },
];

/// A caller who is asked, and each page of the ask that her phone has shown.
struct Asked {
    phone: Dialler,
    shown: Vec<String>,
}

impl Asked {
    async fn types(&mut self, world: &World, key: &str) {
        let body = self.phone.say(world, key).await;
        let screen = &self.phone.last_reply().unwrap().screen;
        if screen.starts_with("consent/ask") {
            let page = body.strip_prefix("CON ").unwrap().to_owned();
            if !self.shown.contains(&page) {
                self.shown.push(page);
            }
        }
    }
}

/// What was asked for until now, said again and again: two pages of it.
async fn ask_at_length(world: &World) {
    let what = world
        .rows("select what_words from request where no = 12")
        .await;
    let mut what: serde_json::Value = serde_json::from_str(&what[0][0]).unwrap();
    for (lang, times) in [("gu", 4), ("hi", 4), ("en", 8)] {
        let once = what[lang].as_str().unwrap().to_owned();
        what[lang] = vec![once; times].join(", ").into();
    }
    let longer = format!("update request set what_words = '{what}' where no = 12");
    assert_eq!(world.sql(&longer).await, 1);
}

/// Each screen of an ask that a way met was shown to its end, by the reports of the renderer.
fn shown_whole(parts: &[ShownPart], case: &str) {
    let screens: BTreeSet<&str> = parts.iter().map(|part| part.screen.as_str()).collect();
    assert_eq!(screens.len(), 4, "{case}: {screens:?}");
    for screen in screens {
        let of_it = || parts.iter().filter(|part| part.screen == screen);
        let is_whole = |of| (1..=of).all(|part| of_it().any(|it| (it.part, it.of) == (part, of)));
        assert!(of_it().any(|one| is_whole(one.of)), "{case}: {screen}");
    }
}

/// Goes the way as this member; gives the pages that are kept, after they were held against hers.
async fn goes(world: &World, no: i64, lang: Lang, way: &Way) -> String {
    let speaks = format!("update member set lang = '{}' where no = {no}", lang.code());
    assert_eq!(world.sql(&speaks).await, 1);
    let mut asked = Asked {
        phone: world.phone_of(no),
        shown: Vec::new(),
    };
    asked.phone.dial(world).await;
    for key in ["3", "1"].iter().chain(way.keys) {
        let key = if *key == PIN { pin_of(no) } else { key };
        asked.types(world, key).await;
    }
    let case = format!("{:?} {lang:?} {}", world.kind, way.name);
    assert_eq!(asked.shown.len(), way.pages_n, "{case}: {:?}", asked.shown);
    let kept = format!(
        "select e.kind, c.state, t.version, t.lang, t.screens
        from consent_event e join consent c on c.coop_id = e.coop_id and c.id = e.consent_id
        join consent_text t on t.coop_id = c.coop_id and t.hash = c.text_hash
        join member m on m.coop_id = c.coop_id and m.id = c.member_id where m.no = {no}"
    );
    let kept = world.rows(&kept).await;
    let [row] = &kept[..] else {
        panic!("{case}: not one event but {kept:?}")
    };
    let [kind, state, version, kept_lang, screens] = &row[..] else {
        panic!("five columns")
    };
    assert_eq!([kind, state], [way.answer; 2], "{case}");
    assert_eq!(version, script().version(), "{case}");
    assert_eq!(kept_lang, lang.code(), "{case}");
    let parts: Vec<ShownPart> = serde_json::from_str(screens).unwrap();
    let words: Vec<&String> = parts.iter().map(|part| &part.words).collect();
    assert_eq!(words, asked.shown.iter().collect::<Vec<_>>(), "{case}");
    shown_whole(&parts, &case);
    screens.clone()
}

#[tokio::test]
async fn each_answer_keeps_the_version_the_language_and_the_pages_she_was_shown() {
    for kind in Kind::all() {
        let world = World::open(kind, 91).await;
        // Women who all have a phone of their own, one for each way in each language.
        let mut numbers = 1006..=1024;
        let mut kept: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for is_long in [false, true] {
            if is_long {
                ask_at_length(&world).await;
            }
            for way in WAYS.iter().filter(|way| way.is_long == is_long) {
                for lang in Lang::ALL {
                    let no = numbers.next().expect("enough women");
                    let pages = goes(&world, no, lang, way).await;
                    kept.entry(way.name).or_default().push(pages);
                }
            }
        }
        // Whoever saw the same pages has the same text, and whoever saw others another one. A long
        // ask is shown whole, whichever way she goes through it.
        let straight = &kept[WAYS[0].name];
        assert_eq!(&kept[WAYS[1].name], straight, "{kind:?}");
        assert_eq!(&kept[WAYS[2].name], straight, "{kind:?}");
        assert_eq!(kept[WAYS[5].name], kept[WAYS[4].name], "{kind:?}");
        let texts_n = world.number("select count(*) from consent_text").await;
        assert_eq!(texts_n, 3 * 3, "{kind:?}");
        world.close().await;
    }
}
