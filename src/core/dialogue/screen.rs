//! Saying a screen: its words about these facts, for any channel to show.

use super::conditions::holds;
use super::facts::Facts;
use super::lists;
use super::state::{Above, DialogueState};
use super::values::Scope;
use crate::core::render::{Block, Key, Screen, ScreenKeys};
use crate::core::script::words::{Picking, Variable};
use crate::core::script::{self, Choice, ScreenKind, Script};
use crate::core::texts::say::{FluentText, SpokenValue};
use std::borrow::Cow;

/// The screen she is on.
pub(super) fn say<'s>(
    script: &'s Script,
    at: &'s script::ScreenDef,
    state: &DialogueState,
    facts: &Facts,
) -> Screen<'s> {
    let lang = facts.lang();
    let words = at.words(lang);
    let system = script.system(lang);
    let scope = Scope {
        state,
        facts,
        lang,
        item: None,
    };
    let said = |text: &'s Option<FluentText>| text.as_ref().map(|text| say_text(text, &scope));
    let lines = lines(at, &scope);
    let is_empty = lines.is_empty;

    // A question that was not understood says what it takes; anything else repeats itself below a
    // short word.
    let again = if state.above == Above::NotUnderstood {
        said(&words.again)
    } else {
        None
    };
    let above = match state.above {
        // What she chose may be closed by now: then her reply was not wrong.
        Above::NotUnderstood if again.is_none() && !is_empty => Some(&system.not_understood),
        Above::Gone => Some(&system.gone),
        Above::Nothing | Above::NotUnderstood => None,
    };
    let body = again.or_else(|| said(&words.body));
    let (body, hint) = if is_empty {
        // A list that others emptied meanwhile must not leave her with a blank screen.
        let gone = Cow::Borrowed(system.gone.as_str());
        (said(&words.empty).or(body).or(Some(gone)), None)
    } else {
        (body, said(&words.hint))
    };
    let notice = above.map(|words| Block::Notice(Cow::Borrowed(words)));
    let mut blocks = Vec::with_capacity(lines.read.len() + 3);
    blocks.extend(notice.into_iter().chain(body.map(Block::Body)));
    blocks.extend(lines.read.into_iter().map(Block::Line));
    blocks.extend(said(&words.more).map(Block::More));
    let is_back_shown = at.back.is_some_and(|back| back.shown);
    let own_back = words.back.as_ref().filter(|_| is_back_shown);
    Screen {
        name: &at.name,
        lang,
        blocks,
        keys: ScreenKeys {
            choices: lines.keyed,
            back: own_back.map_or(Cow::Borrowed(system.back.as_str()), |label| {
                Cow::Owned(format!("0 {}", say_text(label, &scope)))
            }),
            back_shown: is_back_shown,
            more: &system.more,
            choose: &system.choose,
        },
        hint,
    }
}

fn say_text<'t>(text: &'t FluentText, scope: &Scope<'_>) -> Cow<'t, str> {
    text.say(&|word| {
        Variable::parse(word).map_or(SpokenValue::Number(0), |known| scope.value(known))
    })
}

/// The lines of a screen: those that are only read, and those with a key, the list first.
#[derive(Default)]
struct Lines<'s> {
    read: Vec<Cow<'s, str>>,
    keyed: Vec<Key<'s>>,
    /// Whether it has a list, and that is empty.
    is_empty: bool,
}

fn lines<'s>(at: &'s script::ScreenDef, scope: &Scope<'_>) -> Lines<'s> {
    let (state, facts, lang) = (scope.state, scope.facts, scope.lang);
    let words = at.words(lang);
    let mut lines = Lines::default();
    let choices: &[Choice] = match &at.kind {
        ScreenKind::Choices(choices) | ScreenKind::Ask { choices, .. } => choices,
        ScreenKind::Pick { list, choices, .. } => {
            let items = lists::lines(*list, state, facts);
            lines.is_empty = items.is_empty();
            for (no, item) in items {
                let item = Some(item);
                let scope = Scope {
                    state,
                    facts,
                    lang,
                    item,
                };
                let text = words.item.as_ref();
                let label = text.map_or(Cow::Borrowed(""), |text| say_text(text, &scope));
                match list.picking() {
                    Picking::Never => lines.read.push(label),
                    Picking::ByKey | Picking::ByNumber => lines.keyed.push(Key { no, label }),
                }
            }
            choices
        }
        ScreenKind::Routes(_) | ScreenKind::End => &[],
    };
    lines.keyed.reserve(choices.len());
    for (place, (choice, label)) in choices.iter().zip(&words.choices).enumerate() {
        let marked = words.marked.get(place).and_then(Option::as_ref);
        let marked = marked.filter(|_| choice.mark.is_some_and(|mark| holds(mark, state, facts)));
        lines.keyed.push(Key {
            no: i64::from(choice.key),
            label: say_text(marked.unwrap_or(label), scope),
        });
    }
    lines
}
