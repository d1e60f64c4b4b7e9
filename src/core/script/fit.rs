//! Whether every screen fits a phone in every language, filled with its longest plausible values.
//! The proof sheets that translators read are made of the same pages.

use super::longest;
use super::places::Places;
use super::problem::Problem;
use super::words::Picking;
use super::{ScreenDef, ScreenKind, Script};
use crate::core::domain::Lang;
use crate::core::render::{self, Block, Key, ScreenKeys, ussd};
use crate::core::texts::measure::{Budget, Size, measure};
use crate::core::texts::say::FluentText;
use std::borrow::Cow;

/// Which words of a screen a proof sheet shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Variant {
    /// Those she sees first.
    Usual,
    /// Those said where an answer was not understood.
    Again,
    /// Those said where its list is empty.
    Empty,
}

/// One screen in one language, at its longest.
pub struct Sheet {
    /// The screen, or the message of words that belong to none.
    pub screen: String,
    /// Which of its words.
    pub variant: Variant,
    /// Its pages with their sizes.
    pub pages: Vec<(String, Size)>,
}

/// Every screen of a language at its longest, in the order of the menus, then the words that belong
/// to no screen.
pub fn sheets(script: &Script, lang: Lang) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    for screen in script
        .screens()
        .iter()
        .filter(|s| !matches!(s.kind, ScreenKind::Routes(_)))
    {
        let words = screen.words(lang);
        sheets.push(sheet(script, screen, lang, Variant::Usual));
        if words.again.is_some() {
            sheets.push(sheet(script, screen, lang, Variant::Again));
        }
        if words.empty.is_some() {
            sheets.push(sheet(script, screen, lang, Variant::Empty));
        }
    }
    let system = script.system(lang);
    for (name, words) in [
        ("not-understood", &system.not_understood),
        ("gone", &system.gone),
        ("sorry", &system.sorry),
        ("unknown-code", &system.unknown_code),
        ("closed", &system.closed),
    ] {
        sheets.push(Sheet {
            screen: format!("system-{name}"),
            variant: Variant::Usual,
            pages: vec![(words.clone(), measure(words))],
        });
    }
    sheets
}

fn sheet(script: &Script, screen: &ScreenDef, lang: Lang, variant: Variant) -> Sheet {
    let at_length = at_length(script, screen, lang, variant);
    let pages = ussd::pages(&at_length, Budget::DEFAULT);
    let pages = pages.into_iter().map(|page| {
        let size = measure(&page);
        (page, size)
    });
    Sheet {
        screen: screen.name.clone(),
        variant,
        pages: pages.collect(),
    }
}

/// A screen filled with its longest plausible values.
fn at_length<'s>(
    script: &'s Script,
    screen: &'s ScreenDef,
    lang: Lang,
    variant: Variant,
) -> render::Screen<'s> {
    let words = screen.words(lang);
    let system = script.system(lang);
    let say = |text: &Option<FluentText>| {
        let text = text.as_ref();
        text.map(|text| Cow::Owned(longest::say(text, lang)))
    };
    let body = say(match variant {
        Variant::Usual => &words.body,
        Variant::Again => &words.again,
        Variant::Empty => &words.empty,
    });
    let mut blocks: Vec<Block<'_>> = body.map(Block::Body).into_iter().collect();
    let mut choices = Vec::new();
    if let ScreenKind::Pick { list, .. } = &screen.kind
        && variant != Variant::Empty
    {
        for no in longest::keys(*list) {
            let label = say(&words.item).unwrap_or_default();
            match list.picking() {
                Picking::Never => blocks.push(Block::Line(label)),
                Picking::ByKey | Picking::ByNumber => choices.push(Key { no, label }),
            }
        }
    }
    for (at, (choice, label)) in screen.choices().iter().zip(&words.choices).enumerate() {
        // With its mark, since that label is the longer one.
        let marked = words.marked.get(at).and_then(Option::as_ref);
        choices.push(Key {
            no: i64::from(choice.key),
            label: Cow::Owned(longest::say(marked.unwrap_or(label), lang)),
        });
    }
    blocks.extend(say(&words.more).map(Block::More));
    let own_back = words.back.as_ref().map(|label| longest::say(label, lang));
    render::Screen {
        name: &screen.name,
        lang,
        blocks,
        keys: ScreenKeys {
            choices,
            back: own_back.map_or(Cow::Borrowed(system.back.as_str()), |label| {
                Cow::Owned(format!("0 {label}"))
            }),
            back_shown: screen.back.is_some_and(|back| back.shown),
            more: &system.more,
            choose: &system.choose,
        },
        hint: say(&words.hint).filter(|_| variant != Variant::Empty),
    }
}

/// Refuses a screen that takes more than one page, unless its menu allows it or it is a list.
pub(super) fn check(script: &Script, places: &Places, problems: &mut Vec<Problem>) {
    for lang in Lang::ALL {
        for sheet in sheets(script, lang) {
            let screen = script.find(&sheet.screen).map(|id| script.screen(id));
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
            let may_page = screen.is_some_and(|screen| {
                screen.paged || matches!(screen.kind, ScreenKind::Pick { .. })
            });
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
