//! Cutting a screen into pages that fit the phone. "9 more" and "0 back" are counted in.
//!
//! An option is never split unless it alone is larger than a page; running text is split between words
//! where it can be, and never inside a grapheme: a torn Gujarati syllable is unreadable. It is split where
//! a sentence ends rather than within one, and never between a number and what it counts, since nobody
//! understands `61` on one page and `yes` on the next (`breaks`).

use super::breaks;
use crate::core::texts::measure::{Budget, Room};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// What a screen says, in the order in which it is said.
pub(super) struct Content<'a> {
    /// A short word above it all: the reply was not understood.
    pub(super) notice: Option<Cow<'a, str>>,
    /// Its running text.
    pub(super) body: Option<Cow<'a, str>>,
    /// Its options or the lines of its list, keys included.
    pub(super) lines: Vec<Cow<'a, str>>,
    /// A last line: what to type.
    pub(super) hint: Option<Cow<'a, str>>,
    /// More about it, on pages of its own after the last option.
    pub(super) more_text: Option<Cow<'a, str>>,
    /// The keys that work, in one line: they stand below every page but the first, so that she need not
    /// remember keys that she no longer sees.
    pub(super) keys: Option<Cow<'a, str>>,
    /// The line that says `0` goes back.
    pub(super) back: &'a str,
    /// Whether the first page shows it; later pages always do.
    pub(super) back_shown: bool,
    /// The line that says `9` shows more.
    pub(super) more: &'a str,
}

/// The pages of a screen, at least one.
pub(super) fn pages(content: &Content<'_>, budget: Budget) -> Vec<String> {
    if content.more_text.is_none() {
        let whole = whole(content);
        if budget.fits(&whole) {
            return vec![whole];
        }
    }
    let mut cutter = Cutter::new(content, budget);
    cutter.says_keys = content.more_text.is_some() && content.keys.is_some();
    cutter.options();
    if let Some(more) = &content.more_text {
        cutter.end_page(Joint::Line);
        cutter.more_from = cutter.pages.len();
        cutter.running(more);
    }
    cutter.finish()
}

/// The keys of these options in one line: with their words where that leaves half of a page for what is
/// told, else "1-4 choose". `None` where there are none.
pub(super) fn keys_line(
    options: &[Cow<'_, str>],
    choose: &str,
    budget: Budget,
) -> Option<Cow<'static, str>> {
    let whole = options.join(" ");
    let room = Room::of(&whole);
    if room.with_line(room).fits(budget) && !options.is_empty() {
        return Some(Cow::Owned(whole));
    }
    let key = |option: &Cow<'_, str>| option.split(' ').next().map(str::to_owned);
    let (first, last) = (key(options.first()?)?, key(options.last()?)?);
    Some(Cow::Owned(format!("{first}-{last} {choose}")))
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
    if line.is_empty() {
        return;
    }
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
struct PageSlice {
    text: String,
    end: Joint,
}

struct Cutter<'c, 'a> {
    content: &'c Content<'a>,
    budget: Budget,
    /// What "9 more", "0 back" and the keys take.
    more: Room,
    back: Room,
    keys: Room,
    /// Whether the keys stand below every page but the first, which has the question itself.
    says_keys: bool,
    pages: Vec<PageSlice>,
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
            keys: content.keys.as_deref().map_or(Room::NONE, Room::of),
            says_keys: false,
            pages: Vec::new(),
            page: String::new(),
            room: Room::NONE,
            more_from: 0,
        }
    }

    /// What is said first, and the options.
    fn options(&mut self) {
        let content = self.content;
        for text in [&content.notice, &content.body].into_iter().flatten() {
            self.running(text);
        }
        for line in content.lines.iter().chain(&content.hint) {
            self.whole(line);
        }
    }

    /// Whether a page with its last lines fits. Every page but the last says that there is more, and
    /// every page but the first that there is a way back.
    fn fits(&self, room: Room, at: usize, is_last: bool) -> bool {
        let mut room = room;
        if self.says_keys && at > 0 {
            room = room.with_line(self.keys);
        }
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
            self.pages.push(PageSlice { text, end });
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

    /// How much of a text stands on the page, in whole words: to the best place to break it that fits.
    fn words_that_fit(&self, text: &str) -> usize {
        breaks::best(text, |head| self.takes(Room::of(head)))
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
            self.pages.push(PageSlice { text, end });
        }
        self.join_last();
        let last = self.pages.len() - 1;
        let (more, back) = (self.content.more, self.content.back);
        let (back_shown, says_keys) = (self.content.back_shown, self.says_keys);
        let closed = |(at, page): (usize, PageSlice)| {
            let mut text = page.text;
            if says_keys && at > 0 {
                let keys = keys_besides(&text, self.content);
                push_line(&mut text, &keys);
            }
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

/// The keys that work on a page and do not stand on it anyway.
fn keys_besides<'c>(page: &str, content: &'c Content<'_>) -> Cow<'c, str> {
    let keys = content.keys.as_deref().unwrap_or_default();
    let stands = |line: &&Cow<'_, str>| page.lines().any(|said| said == line.as_ref());
    if content.lines.join(" ") == keys {
        let others: Vec<&str> = content
            .lines
            .iter()
            .filter(|line| !stands(line))
            .map(AsRef::as_ref)
            .collect();
        return Cow::Owned(others.join(" "));
    }
    Cow::Borrowed(if content.lines.iter().all(|line| stands(&line)) {
        ""
    } else {
        keys
    })
}

fn first_grapheme(text: &str) -> usize {
    text.graphemes(true).next().map_or(text.len(), str::len)
}

#[cfg(test)]
mod tests;
