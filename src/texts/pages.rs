//! Cutting a screen into pages that fit the phone. "9 more" and "0 back" are counted in.
//!
//! An option is never split unless it alone is larger than a page; running text is split between
//! words where it can be, and never inside a grapheme: a torn Gujarati syllable is unreadable.

use super::measure::Budget;
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
    let mut cutter = Cutter {
        content,
        budget,
        pages: Vec::new(),
        page: String::new(),
    };
    for text in [&content.notice, &content.body].into_iter().flatten() {
        cutter.running(text);
    }
    for line in content.lines.iter().chain(&content.hint) {
        cutter.whole(line);
    }
    if let Some(more) = &content.more_text {
        cutter.end_page();
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

struct Cutter<'c, 'a> {
    content: &'c Content<'a>,
    budget: Budget,
    /// Pages that are full, without their last lines.
    pages: Vec<String>,
    /// The page that is being filled.
    page: String,
}

impl Cutter<'_, '_> {
    /// A page with its last lines. Every page but the last says that there is more.
    fn closed(&self, page: &str, at: usize, is_last: bool) -> String {
        let mut closed = page.to_owned();
        if !is_last {
            push_line(&mut closed, self.content.more);
        }
        if at > 0 || self.content.back_shown {
            push_line(&mut closed, self.content.back);
        }
        closed
    }

    /// Whether the page that is being filled takes this line too, "9 more" counted in: that it will
    /// be the last page is not known yet.
    fn takes(&self, line: &str) -> bool {
        let mut page = self.page.clone();
        push_line(&mut page, line);
        self.budget
            .fits(&self.closed(&page, self.pages.len(), false))
    }

    fn end_page(&mut self) {
        if !self.page.is_empty() {
            self.pages.push(std::mem::take(&mut self.page));
        }
    }

    /// Puts an option on a page, whole.
    fn whole(&mut self, line: &str) {
        if !self.takes(line) {
            self.end_page();
        }
        if self.takes(line) {
            push_line(&mut self.page, line);
        } else {
            self.running(line);
        }
    }

    /// Puts running text on pages, split between words where it can be.
    fn running(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            if self.takes(rest) {
                push_line(&mut self.page, rest);
                return;
            }
            let fits = self.longest_head(rest);
            if fits == 0 && !self.page.is_empty() {
                self.end_page();
                continue;
            }
            // A budget too small for one grapheme cannot be met; the text is still said whole.
            let cut = if fits == 0 {
                first_grapheme(rest)
            } else {
                fits
            };
            push_line(&mut self.page, rest[..cut].trim_end());
            self.end_page();
            rest = rest[cut..].trim_start();
        }
    }

    /// How much of a text fits on the page: up to the last word that does, else grapheme by grapheme
    /// where the page is empty.
    fn longest_head(&self, text: &str) -> usize {
        let ends = |pieces: &mut dyn Iterator<Item = (usize, &str)>| -> Vec<usize> {
            pieces.map(|(at, piece)| at + piece.len()).collect()
        };
        let words = ends(
            &mut text
                .split_inclusive(char::is_whitespace)
                .scan(0, |at, word| {
                    let start = *at;
                    *at += word.len();
                    Some((start, word))
                }),
        );
        let fits = |end: &usize| self.takes(text[..*end].trim_end());
        let by_word = words.iter().copied().rev().find(|end| fits(end));
        match by_word {
            Some(end) => end,
            None if self.page.is_empty() => {
                let graphemes = ends(&mut text.grapheme_indices(true));
                graphemes
                    .into_iter()
                    .rev()
                    .find(|end| fits(end))
                    .unwrap_or(0)
            }
            None => 0,
        }
    }

    fn finish(mut self) -> Vec<String> {
        if !self.page.is_empty() || self.pages.is_empty() {
            let page = std::mem::take(&mut self.page);
            self.pages.push(page);
        }
        self.join_last();
        let last = self.pages.len() - 1;
        let closed = |(at, page): (usize, &String)| self.closed(page, at, at == last);
        self.pages.iter().enumerate().map(closed).collect()
    }

    /// The last page says no "9 more", so what went over only for that may still fit the page before.
    fn join_last(&mut self) {
        let n = self.pages.len();
        if n < 2 || self.content.more_text.is_some() {
            return;
        }
        let mut joined = self.pages[n - 2].clone();
        push_line(&mut joined, &self.pages[n - 1]);
        if self.budget.fits(&self.closed(&joined, n - 2, true)) {
            self.pages.truncate(n - 2);
            self.pages.push(joined);
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

    proptest! {
        #[test]
        fn every_page_fits_and_nothing_is_lost(
            body in "([ક-હ][ા-ૌ]?[ંઃ]?|[a-z]| ){0,200}",
            lines in prop::collection::vec("[1-8] ([ક-હ][ા-ૌ]?){1,18}", 0..9),
        ) {
            let body = body.split_whitespace().collect::<Vec<_>>().join(" ");
            let content = content(&body, &lines);
            let pages = pages(&content, Budget::DEFAULT);
            let mut said = String::new();
            for page in &pages {
                prop_assert!(Budget::DEFAULT.fits(page), "{page}");
                for line in page.lines().filter(|line| *line != content.more && *line != content.back) {
                    said.push_str(line);
                }
            }
            let whole = body.clone() + &lines.concat();
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&said), bare(&whole));
            for line in &lines {
                prop_assert!(pages.iter().any(|page| page.lines().any(|said| said == line)));
            }
        }

        #[test]
        fn no_grapheme_is_torn(word in "([ક-હ]્[ક-હ][ા-ૌ]?){40,90}") {
            let content = content(&word, &[]);
            let graphemes: Vec<&str> = word.graphemes(true).collect();
            let pages = pages(&content, Budget::DEFAULT);
            let said = pages.iter().flat_map(|page| page.lines())
                .filter(|line| *line != content.more && *line != content.back)
                .flat_map(|line| line.graphemes(true)).collect::<Vec<_>>();
            prop_assert_eq!(said, graphemes);
        }
    }
}
