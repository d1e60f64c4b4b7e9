//! Cutting a screen into pages that fit the phone. "9 more" and "0 back" are counted in.
//!
//! An option is never split unless it alone is larger than a page; running text is split between
//! words where it can be, and never inside a grapheme: a torn Gujarati syllable is unreadable.

use super::measure::{Budget, Room};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// What a screen says, in the order in which it is said.
pub struct Content<'a> {
    /// A short word above it all: the reply was not understood.
    pub notice: Option<Cow<'a, str>>,
    /// Its running text.
    pub body: Option<Cow<'a, str>>,
    /// Its options or the lines of its list, keys included.
    pub lines: Vec<Cow<'a, str>>,
    /// A last line: what to type.
    pub hint: Option<Cow<'a, str>>,
    /// More about it, on pages of its own after the last option.
    pub more_text: Option<Cow<'a, str>>,
    /// The line that says `0` goes back.
    pub back: &'a str,
    /// Whether the first page shows it; later pages always do.
    pub back_shown: bool,
    /// The line that says `9` shows more.
    pub more: &'a str,
}

/// The pages of a screen, at least one.
pub fn pages(content: &Content<'_>, budget: Budget) -> Vec<String> {
    if content.more_text.is_none() {
        let whole = whole(content);
        if budget.fits(&whole) {
            return vec![whole];
        }
    }
    let mut cutter = Cutter::new(content, budget);
    for text in [&content.notice, &content.body].into_iter().flatten() {
        cutter.running(text);
    }
    for line in content.lines.iter().chain(&content.hint) {
        cutter.whole(line);
    }
    if let Some(more) = &content.more_text {
        cutter.end_page(Joint::Line);
        cutter.more_from = cutter.pages.len();
        cutter.running(more);
    }
    cutter.finish()
}

/// The screen on one page.
fn whole(content: &Content<'_>) -> String {
    let parts = [&content.notice, &content.body].into_iter().flatten();
    let parts = parts.chain(&content.lines).chain(&content.hint);
    let mut text = String::with_capacity(160);
    for part in parts {
        push_line(&mut text, part);
    }
    if content.back_shown {
        push_line(&mut text, content.back);
    }
    text
}

fn push_line(page: &mut String, line: &str) {
    if !page.is_empty() {
        page.push('\n');
    }
    page.push_str(line);
}

/// What stood between the end of a page and the beginning of the next.
#[derive(Clone, Copy)]
enum Joint {
    /// A line ended.
    Line,
    /// A word of running text ended.
    Word,
    /// Nothing: a word larger than a page was cut.
    Cut,
}

/// A full page, without its last lines.
struct Page {
    text: String,
    end: Joint,
}

struct Cutter<'c, 'a> {
    content: &'c Content<'a>,
    budget: Budget,
    /// What "9 more" and "0 back" take.
    more: Room,
    back: Room,
    pages: Vec<Page>,
    /// The page that is being filled, and what it takes.
    page: String,
    room: Room,
    /// The first page of "more about it", which never moves up to the options.
    more_from: usize,
}

impl<'c, 'a> Cutter<'c, 'a> {
    fn new(content: &'c Content<'a>, budget: Budget) -> Self {
        Self {
            content,
            budget,
            more: Room::of(content.more),
            back: Room::of(content.back),
            pages: Vec::new(),
            page: String::new(),
            room: Room::NONE,
            more_from: 0,
        }
    }

    /// Whether a page with its last lines fits. Every page but the last says that there is more, and
    /// every page but the first that there is a way back.
    fn fits(&self, room: Room, at: usize, is_last: bool) -> bool {
        let mut room = room;
        if !is_last {
            room = room.with_line(self.more);
        }
        if at > 0 || self.content.back_shown {
            room = room.with_line(self.back);
        }
        room.fits(self.budget)
    }

    /// Whether the page that is being filled takes this line too, "9 more" counted in: that it will
    /// be the last page is not known yet.
    fn takes(&self, line: Room) -> bool {
        self.fits(self.room.with_line(line), self.pages.len(), false)
    }

    fn push(&mut self, line: &str, room: Room) {
        push_line(&mut self.page, line);
        self.room = self.room.with_line(room);
    }

    fn end_page(&mut self, end: Joint) {
        if !self.page.is_empty() {
            let text = std::mem::take(&mut self.page);
            self.pages.push(Page { text, end });
            self.room = Room::NONE;
        }
    }

    /// Puts an option on a page, whole.
    fn whole(&mut self, line: &str) {
        let room = Room::of(line);
        if !self.takes(room) {
            self.end_page(Joint::Line);
        }
        if self.takes(room) {
            self.push(line, room);
        } else {
            self.running(line);
        }
    }

    /// Puts running text on pages, split between words where it can be.
    fn running(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let room = Room::of(rest);
            if self.takes(room) {
                self.push(rest, room);
                return;
            }
            let (mut cut, mut end) = (self.words_that_fit(rest), Joint::Word);
            if cut == 0 && !self.page.is_empty() {
                // What is left of a text begins a page; only its very beginning can follow a line.
                self.end_page(Joint::Line);
                continue;
            }
            if cut == 0 {
                (cut, end) = (self.graphemes_that_fit(rest), Joint::Cut);
            }
            let head = rest[..cut].trim_end();
            self.push(head, Room::of(head));
            self.end_page(end);
            rest = rest[cut..].trim_start();
        }
    }

    /// How much of a text fits on the page, in whole words.
    fn words_that_fit(&self, text: &str) -> usize {
        let mut fits = 0;
        let mut end = 0;
        for word in text.split_inclusive(char::is_whitespace) {
            end += word.len();
            if !self.takes(Room::of(text[..end].trim_end())) {
                break;
            }
            fits = end;
        }
        fits
    }

    /// How much of a word fits on the page, in whole graphemes; one at least: a budget too small for
    /// one cannot be met, and the text is still said whole.
    fn graphemes_that_fit(&self, text: &str) -> usize {
        let mut fits = first_grapheme(text);
        for (at, grapheme) in text.grapheme_indices(true) {
            let end = at + grapheme.len();
            if !self.takes(Room::of(&text[..end])) {
                break;
            }
            fits = end;
        }
        fits
    }

    fn finish(mut self) -> Vec<String> {
        if !self.page.is_empty() || self.pages.is_empty() {
            let text = std::mem::take(&mut self.page);
            let end = Joint::Line;
            self.pages.push(Page { text, end });
        }
        self.join_last();
        let last = self.pages.len() - 1;
        let (more, back) = (self.content.more, self.content.back);
        let back_shown = self.content.back_shown;
        let closed = |(at, page): (usize, Page)| {
            let mut text = page.text;
            if at < last {
                push_line(&mut text, more);
            }
            if at > 0 || back_shown {
                push_line(&mut text, back);
            }
            text
        };
        self.pages.into_iter().enumerate().map(closed).collect()
    }

    /// The last page says no "9 more", so what went over only for that may still fit the page before.
    fn join_last(&mut self) {
        let n = self.pages.len();
        if n < 2 || n - 2 < self.more_from {
            return;
        }
        let between = match self.pages[n - 2].end {
            Joint::Line => "\n",
            Joint::Word => " ",
            Joint::Cut => "",
        };
        let joined = [&*self.pages[n - 2].text, between, &*self.pages[n - 1].text].concat();
        if self.fits(Room::of(&joined), n - 2, true) {
            self.pages.truncate(n - 1);
            self.pages[n - 2].text = joined;
        }
    }
}

fn first_grapheme(text: &str) -> usize {
    text.graphemes(true).next().map_or(text.len(), str::len)
}

#[cfg(test)]
mod tests {
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
}
