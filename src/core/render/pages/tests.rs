//! Cutting screens into pages, whatever they say.

use super::*;
use proptest::prelude::*;

fn content<'a>(body: &'a str, lines: &'a [String]) -> Content<'a> {
    Content {
        notice: None,
        body: (!body.is_empty()).then_some(Cow::Borrowed(body)),
        lines: lines
            .iter()
            .map(|line| Cow::Borrowed(line.as_str()))
            .collect(),
        hint: None,
        more_text: None,
        keys: None,
        back: "0 પાછા",
        back_shown: true,
        more: "9 વધુ",
    }
}

#[test]
fn what_fits_is_one_page() {
    let lines = ["1 દૂધ".to_owned(), "2 પાક".to_owned()];
    assert_eq!(
        pages(&content("", &lines), Budget::DEFAULT),
        ["1 દૂધ\n2 પાક\n0 પાછા"]
    );
}

#[test]
fn the_rest_of_the_options_is_behind_nine() {
    let lines: Vec<String> = (1..=8).map(|n| format!("{n} બકરી અને મરઘાં")).collect();
    let pages = pages(&content("", &lines), Budget::DEFAULT);
    assert_eq!(pages.len(), 3);
    assert!(pages[0].ends_with("\n9 વધુ\n0 પાછા"));
    assert!(pages[2].ends_with("8 બકરી અને મરઘાં\n0 પાછા"));
}

#[test]
fn more_about_it_comes_after_the_last_option() {
    let lines = ["1 હા".to_owned(), "2 ના".to_owned()];
    let mut content = content("મત 17: દૂધ?", &lines);
    content.back_shown = false;
    content.more_text = Some("ડેરી વર્ષે રૂ.20000 આપે.".into());
    assert_eq!(
        pages(&content, Budget::DEFAULT),
        [
            "મત 17: દૂધ?\n1 હા\n2 ના\n9 વધુ",
            "ડેરી વર્ષે રૂ.20000 આપે.\n0 પાછા"
        ]
    );
}

#[test]
fn a_text_that_is_whole_on_its_last_page_is_not_broken_for_nine() {
    let line = ["1 હા".to_owned()];
    let mut content = content("મત?", &line);
    let more = "ક".repeat(62);
    content.more_text = Some(more.as_str().into());
    let said = pages(&content, Budget::DEFAULT);
    assert_eq!(said[1..], [format!("{more}\n0 પાછા")]);
}

#[test]
fn t18_the_keys_stand_on_every_page_of_what_is_answered() {
    let lines = ["1 હા".to_owned(), "2 ના".to_owned(), "3 એકે નહીં".to_owned()];
    let mut content = content("મત 17: દૂધ?", &lines);
    content.back_shown = false;
    content.keys = Some("1 હા 2 ના 3 એકે નહીં".into());
    let more = "ડેરી મંડળીને વર્ષે રૂ.20000 આપશે. નામ નહીં અપાય. કોઈ પૂછે તો ના કહો.";
    content.more_text = Some(more.into());
    let said = pages(&content, Budget::DEFAULT);
    assert_eq!(said[0], "મત 17: દૂધ?\n1 હા\n2 ના\n3 એકે નહીં\n9 વધુ");
    assert!(said.len() > 2, "{said:?}");
    for page in &said[1..] {
        assert!(page.contains("\n1 હા 2 ના 3 એકે નહીં\n"), "{page}");
        assert!(Budget::DEFAULT.fits(page), "{page}");
    }
    // Where the options themselves take two pages, the second says those of the first.
    content.body = Some("દૂધના કુલ આંકડા ડેરીને આપવા કે નહીં, મારી બહેનો?".into());
    let said = pages(&content, Budget::DEFAULT);
    assert!(said[0].contains("\n1 હા\n"), "{said:?}");
    assert!(said[1].contains("3 એકે નહીં\n1 હા"), "{said:?}");
    assert!(
        said.iter().all(|page| Budget::DEFAULT.fits(page)),
        "{said:?}"
    );
    // Keys that are too many for a line are told by the first and the last.
    content.keys = Some("1-3 પસંદ કરો".into());
    let said = pages(&content, Budget::DEFAULT);
    assert!(
        said[1..].iter().all(|page| page.contains("1-3 પસંદ કરો")),
        "{said:?}"
    );
}

#[test]
fn t18_a_text_is_broken_where_a_sentence_ends() {
    let text = "મતદાન 16: મંજૂર. હા 15, ના 3, એકે નહીં 2. 24 માંથી 20 મત, 12 જોઈએ.";
    let said = pages(&content(text, &[]), Budget { ..Budget::DEFAULT });
    assert!(said.len() > 1, "{said:?}");
    for page in &said[..said.len() - 1] {
        let body = page.lines().next().unwrap();
        assert!(body.ends_with('.'), "{page}");
    }
}

/// What the pages say, without their last lines, and without what stands between words.
fn said(pages: &[String], content: &Content<'_>) -> String {
    let last = pages.len() - 1;
    let mut said = String::new();
    for (at, page) in pages.iter().enumerate() {
        let mut lines: Vec<&str> = page.split('\n').collect();
        if at > 0 || content.back_shown {
            assert_eq!(lines.pop(), Some(content.back), "{page}");
        }
        if at < last {
            assert_eq!(lines.pop(), Some(content.more), "{page}");
        }
        said.extend(lines);
    }
    bare(&said)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn every_page_fits_and_nothing_is_lost(
        notice in prop::option::of("[ક-હ]{1,5} [ક-હ]{1,5}"),
        body in "([ક-હ][ા-ૌ]?[ંઃ]?|[a-z]| ){0,200}",
        lines in prop::collection::vec("[1-8] ([ક-હ][ા-ૌ]?|[a-z]){1,18}", 0..9),
        hint in prop::option::of("[a-z]{1,9} [ક-હ]{1,9}"),
        more_text in prop::option::of("([ક-હ][ા-ૌ]?|[a-z]){1,9}( [ક-હ]{1,9}){0,12}"),
        back_shown: bool,
        budget in prop::sample::select(vec![Budget::DEFAULT, Budget::HARD]),
    ) {
        let body = body.split_whitespace().collect::<Vec<_>>().join(" ");
        let content = Content {
            notice: notice.clone().map(Cow::Owned),
            hint: hint.clone().map(Cow::Owned),
            more_text: more_text.clone().map(Cow::Owned),
            back_shown,
            ..content(&body, &lines)
        };
        let pages = pages(&content, budget);
        for page in &pages {
            prop_assert!(budget.fits(page), "{page}");
        }
        let whole = [notice.unwrap_or_default(), body.clone(), lines.concat()].concat()
            + &hint.unwrap_or_default() + &more_text.unwrap_or_default();
        prop_assert_eq!(said(&pages, &content), bare(&whole));
        for line in &lines {
            prop_assert!(pages.iter().any(|page| page.lines().any(|said| said == line)));
        }
    }

    #[test]
    fn no_word_is_torn_that_fits_a_page(words in prop::collection::vec("[ક-હ][ક-હ]{0,11}", 1..40)) {
        let body = words.join(" ");
        let content = content(&body, &[]);
        let pages = pages(&content, Budget::DEFAULT);
        let said: Vec<&str> = pages.iter().flat_map(|page| page.lines())
            .filter(|line| *line != content.more && *line != content.back)
            .flat_map(str::split_whitespace).collect();
        prop_assert_eq!(said, words);
    }

    #[test]
    fn no_grapheme_is_torn(word in "([ક-હ]્[ક-હ][ા-ૌ]?){40,90}") {
        let content = content(&word, &[]);
        let pages = pages(&content, Budget::DEFAULT);
        let said: Vec<&str> = pages.iter().flat_map(|page| page.lines())
            .filter(|line| *line != content.more && *line != content.back)
            .flat_map(|line| line.graphemes(true)).collect();
        prop_assert_eq!(said, word.graphemes(true).collect::<Vec<_>>());
    }
}
