//! Saying a screen: its words about these facts, cut into pages that fit the phone.

use super::conditions::holds;
use super::facts::Facts;
use super::lists;
use super::state::{Above, State};
use super::values::Scope;
use crate::domain::Lang;
use crate::script::words::{Picking, Variable};
use crate::script::{Choice, Kind, Screen, Script};
use crate::texts::measure::Budget;
use crate::texts::pages::{Content, keys_line, pages};
use crate::texts::say::{Text, Value};
use std::borrow::Cow;

/// The pages of the screen she is on.
pub(super) fn say(
    script: &Script,
    screen: &Screen,
    state: &State,
    facts: &Facts,
    budget: Budget,
) -> Vec<String> {
    let lang = facts.lang();
    let words = screen.words(lang);
    let system = script.system(lang);
    let scope = Scope {
        state,
        facts,
        lang,
        item: None,
    };
    let said = |text: &'_ Option<Text>| {
        text.as_ref()
            .map(|text| say_text(text, &scope).into_owned())
    };

    // A question that was not understood says what it takes; anything else repeats itself below a
    // short word.
    let again = if state.above == Above::NotUnderstood {
        said(&words.again)
    } else {
        None
    };
    let (lines, is_empty) = lines(screen, state, facts, lang);
    let above = match state.above {
        // What she chose from may have gone meanwhile: then her reply was right.
        Above::NotUnderstood if again.is_none() && !is_empty => {
            Some(system.not_understood.as_str())
        }
        Above::Gone => Some(system.gone.as_str()),
        Above::Nothing | Above::NotUnderstood => None,
    };
    let body = match &again {
        Some(again) => Some(Cow::Owned(again.clone())),
        None => words
            .body
            .as_ref()
            .map(|text| Cow::Owned(say_text(text, &scope).into_owned())),
    };
    let own_back = screen
        .back
        .as_ref()
        .filter(|back| back.shown)
        .and(words.back.as_ref());
    let back = own_back.map_or(Cow::Borrowed(system.back.as_str()), |label| {
        Cow::Owned(format!("0 {}", say_text(label, &scope)))
    });
    let content = Content {
        notice: above.map(Cow::Borrowed),
        body: if is_empty {
            // A list that others emptied meanwhile must not leave her with a blank screen.
            let gone = Cow::Borrowed(system.gone.as_str());
            said(&words.empty).map(Cow::Owned).or(body).or(Some(gone))
        } else {
            body
        },
        hint: if is_empty {
            None
        } else {
            said(&words.hint).map(Cow::Owned)
        },
        keys: words
            .more
            .as_ref()
            .and_then(|_| keys_line(&lines, &system.choose, budget)),
        lines,
        more_text: said(&words.more).map(Cow::Owned),
        back: &back,
        back_shown: screen.back.as_ref().is_some_and(|back| back.shown),
        more: &system.more,
    };
    pages(&content, budget)
}

fn say_text<'t>(text: &'t Text, scope: &Scope<'_>) -> Cow<'t, str> {
    text.say(&|word| Variable::parse(word).map_or(Value::Number(0), |known| scope.value(known)))
}

/// The lines of a screen, list first, and whether it has a list that is empty.
fn lines<'t>(
    screen: &'t Screen,
    state: &State,
    facts: &Facts,
    lang: Lang,
) -> (Vec<Cow<'t, str>>, bool) {
    let words = screen.words(lang);
    let scope = Scope {
        state,
        facts,
        lang,
        item: None,
    };
    let mut lines = Vec::new();
    let mut is_empty = false;
    let choices: &[Choice] = match &screen.kind {
        Kind::Choices(choices) | Kind::Ask { choices, .. } => choices,
        Kind::Pick { list, choices, .. } => {
            let items = lists::lines(*list, state, facts);
            is_empty = items.is_empty();
            for (key, item) in items {
                let scope = Scope {
                    state,
                    facts,
                    lang,
                    item: Some(item),
                };
                let said = words
                    .item
                    .as_ref()
                    .map_or(Cow::Borrowed(""), |text| say_text(text, &scope));
                lines.push(match list.picking() {
                    Picking::Never => Cow::Owned(said.into_owned()),
                    Picking::ByKey | Picking::ByNumber => Cow::Owned(format!("{key} {said}")),
                });
            }
            choices
        }
        Kind::Routes(_) | Kind::End => &[],
    };
    for (at, (choice, label)) in choices.iter().zip(&words.choices).enumerate() {
        let marked = words.marked.get(at).and_then(Option::as_ref);
        let marked = marked.filter(|_| choice.mark.is_some_and(|mark| holds(mark, state, facts)));
        let label = marked.unwrap_or(label);
        lines.push(Cow::Owned(format!(
            "{} {}",
            choice.key,
            say_text(label, &scope)
        )));
    }
    (lines, is_empty)
}
