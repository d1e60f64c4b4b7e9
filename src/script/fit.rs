//! Whether every screen fits a phone in every language, filled with its longest plausible values.
//! The proof sheets that translators read are made of the same pages.

use super::compile::Places;
use super::longest;
use super::problem::Problem;
use super::words::Picking;
use super::{Kind, Screen, Script};
use crate::domain::Lang;
use crate::texts::measure::{Budget, Size, measure};
use crate::texts::pages::{Content, pages};
use std::borrow::Cow;

/// One screen in one language, at its longest.
pub struct Sheet {
    /// The screen.
    pub screen: String,
    /// What is shown where an answer was not understood, where the screen asks one.
    pub is_again: bool,
    /// Its pages with their sizes.
    pub pages: Vec<(String, Size)>,
}

/// Every screen of a language at its longest, in the order of the menus.
pub fn sheets(script: &Script, lang: Lang) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    for screen in script
        .screens()
        .iter()
        .filter(|s| !matches!(s.kind, Kind::Routes(_)))
    {
        sheets.push(sheet(script, screen, lang, false));
        if screen.words(lang).again.is_some() {
            sheets.push(sheet(script, screen, lang, true));
        }
    }
    sheets
}

fn sheet(script: &Script, screen: &Screen, lang: Lang, is_again: bool) -> Sheet {
    let words = screen.words(lang);
    let system = script.system(lang);
    let say = |text: &Option<crate::texts::say::Text>| {
        text.as_ref()
            .map(|text| Cow::Owned(longest::say(text, lang)))
    };
    let mut lines = Vec::new();
    if let Kind::Pick { list, .. } = &screen.kind {
        for key in longest::keys(*list) {
            let item = words
                .item
                .as_ref()
                .map_or(String::new(), |item| longest::say(item, lang));
            lines.push(Cow::Owned(match list.picking() {
                Picking::Never => item,
                Picking::ByKey | Picking::ByNumber => format!("{key} {item}"),
            }));
        }
    }
    for (choice, label) in screen.choices().iter().zip(&words.choices) {
        let mark = if choice.mark.is_some() { "*" } else { "" };
        lines.push(Cow::Owned(format!(
            "{} {}{mark}",
            choice.key,
            longest::say(label, lang)
        )));
    }
    let back = match &words.back {
        Some(label) => format!("0 {}", longest::say(label, lang)),
        None => system.back.clone(),
    };
    let content = Content {
        notice: None,
        body: say(if is_again { &words.again } else { &words.body }),
        lines,
        hint: say(&words.hint),
        more_text: say(&words.more),
        back: &back,
        back_shown: screen.back.is_some_and(|back| back.shown),
        more: &system.more,
    };
    let pages = pages(&content, Budget::DEFAULT);
    let pages = pages
        .into_iter()
        .map(|page| (page.clone(), measure(&page)))
        .collect();
    Sheet {
        screen: screen.name.clone(),
        is_again,
        pages,
    }
}

/// Refuses a screen that takes more than one page, unless its menu allows it or it is a list.
pub(super) fn check(script: &Script, places: &Places, problems: &mut Vec<Problem>) {
    for lang in Lang::ALL {
        for sheet in sheets(script, lang) {
            let Some(id) = script.find(&sheet.screen) else {
                continue;
            };
            let screen = script.screen(id);
            let place = places.message(lang, &sheet.screen);
            if let Some((page, size)) = sheet
                .pages
                .iter()
                .find(|(page, _)| !Budget::DEFAULT.fits(page))
            {
                let limit = Budget::DEFAULT.limit(size.encoding);
                let what = format!("too long: {} of {limit}: {page:?}", size.units);
                let help = "shorten it: an option or a label is never cut";
                problems.push(Problem::new(&place, what).help(help));
            }
            let may_page = screen.paged || matches!(screen.kind, Kind::Pick { .. });
            if sheet.pages.len() > 1 && !may_page {
                let whole: usize = sheet.pages.iter().map(|(_, size)| size.units).sum();
                let limit = Budget::DEFAULT.limit(sheet.pages[0].1.encoding);
                let what = format!(
                    "too long: {} takes {} pages, {whole} units where a page has {limit}",
                    sheet.screen,
                    sheet.pages.len()
                );
                problems.push(Problem::new(&place, what).help("shorten it, or set `paged = true`"));
            }
        }
    }
}
