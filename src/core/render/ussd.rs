//! Screens on a phone that shows one short page at a time.

use super::pages::{self, Content, keys_line};
use super::screen::{Block, Screen};
use super::{Page, Seen};
use crate::core::texts::measure::Budget;
use std::borrow::Cow;

/// The page of a screen with this number, from 0; the last one where there are not so many.
pub fn page<'s>(screen: &Screen<'s>, page: u8, budget: Budget) -> Page<'s> {
    let mut pages = pages(screen, budget);
    let last = pages.len().saturating_sub(1);
    let at = usize::from(page).min(last);
    let number = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    Page {
        words: pages.swap_remove(at),
        seen: Seen {
            screen: screen.name,
            part: number(at + 1),
            of: number(last + 1),
        },
    }
}

/// All pages of a screen, at least one.
pub fn pages(screen: &Screen<'_>, budget: Budget) -> Vec<String> {
    pages::pages(&content(screen, budget), budget)
}

fn content<'a>(screen: &'a Screen<'_>, budget: Budget) -> Content<'a> {
    let keys = &screen.keys;
    let options = keys.choices.iter();
    let options = options.map(|key| Cow::Owned(format!("{} {}", key.no, key.label)));
    let mut content = Content {
        notice: None,
        body: None,
        lines: Vec::with_capacity(screen.blocks.len() + keys.choices.len()),
        hint: screen.hint.as_deref().map(Cow::Borrowed),
        more_text: None,
        keys: None,
        back: &keys.back,
        back_shown: keys.back_shown,
        more: keys.more,
    };
    for block in &screen.blocks {
        match block {
            Block::Notice(words) => content.notice = Some(Cow::Borrowed(words)),
            Block::Body(words) => content.body = Some(Cow::Borrowed(words)),
            Block::Line(words) => content.lines.push(Cow::Borrowed(words)),
            Block::More(words) => content.more_text = Some(Cow::Borrowed(words)),
        }
    }
    content.lines.extend(options);
    if content.more_text.is_some() {
        content.keys = keys_line(&content.lines, keys.choose, budget);
    }
    content
}

#[cfg(test)]
mod tests {
    use super::super::{Key, ScreenKeys};
    use super::*;
    use crate::core::domain::Lang;
    use proptest::prelude::*;

    fn screen(body: &str, choices_n: i64) -> Screen<'_> {
        let choices = (1..=choices_n).map(|no| Key {
            no,
            label: "બકરી અને મરઘાં".into(),
        });
        Screen {
            name: "menu/screen",
            lang: Lang::Gu,
            blocks: vec![Block::Body(body.into())],
            keys: ScreenKeys {
                choices: choices.collect(),
                back: "0 પાછા".into(),
                back_shown: true,
                more: "9 વધુ",
                choose: "પસંદ કરો",
            },
            hint: None,
        }
    }

    #[test]
    fn what_is_shown_is_reported_with_its_part() {
        let short = screen("શું?", 2);
        let shown = page(&short, 0, Budget::DEFAULT);
        assert_eq!(shown.words, "શું?\n1 બકરી અને મરઘાં\n2 બકરી અને મરઘાં\n0 પાછા");
        let seen = |part, of| Seen {
            screen: "menu/screen",
            part,
            of,
        };
        assert_eq!(shown.seen, seen(1, 1));
        let long = screen("શું?", 8);
        let first = page(&long, 0, Budget::DEFAULT);
        assert_eq!((first.seen.part, first.seen.of > 1), (1, true));
        // Of a screen that is shorter by now, the last part is shown.
        assert_eq!(page(&short, 3, Budget::DEFAULT).seen, seen(1, 1));
    }

    proptest! {
        #[test]
        fn the_parts_of_a_screen_are_all_of_it(
            body in "([ક-હ][ા-ૌ]?|[a-z]){1,9}( [ક-હ]{1,9}){0,20}", choices_n in 0_i64..9,
        ) {
            let screen = screen(&body, choices_n);
            let all = pages(&screen, Budget::DEFAULT);
            for (at, words) in (0_u8..).zip(&all) {
                let shown = page(&screen, at, Budget::DEFAULT);
                prop_assert_eq!(&shown.words, words);
                prop_assert_eq!(usize::from(shown.seen.part), usize::from(at) + 1);
                prop_assert_eq!(usize::from(shown.seen.of), all.len());
            }
        }
    }
}
