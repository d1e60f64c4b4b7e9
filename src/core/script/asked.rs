//! Checks that no single key press makes officers do work unless the screen it stands on asks whether she
//! wants that. A key pressed by mistake would otherwise open a case.

use super::ScreenDef;
use super::longest;
use super::problem::Problem;
use super::raw::{MenuWord, RawScreen};
use super::texts::message_of;
use super::words::Action;
use crate::core::texts::language::Language;

/// Reports each screen and language where that is not so.
pub(super) fn check(
    raw: &[RawScreen],
    screens: &[ScreenDef],
    languages: &[Language],
    problems: &mut Vec<Problem>,
) {
    for (raw, screen) in raw.iter().zip(screens) {
        let choices = raw.choices.iter().flatten();
        let mut does = choices.filter_map(|choice| choice.does.as_ref());
        let sets_to_work =
            |word: &&MenuWord| Action::parse(&word.text).is_some_and(sets_people_to_work);
        let Some(does) = does.find(sets_to_work) else {
            continue;
        };
        for language in languages {
            let body = screen.words(language.lang).body.as_ref();
            if body.is_some_and(|body| longest::say(body, language.lang).contains('?')) {
                continue;
            }
            let message = message_of(&raw.name);
            let what = format!(
                "`{}` is done by one key, and `{message}` asks nothing in locales/{}",
                does.text,
                language.lang.code()
            );
            let help = "lead the key to a screen of its own whose words are a question (end them with ?), \
                        with a yes that does it and `back`";
            let shape = language.shapes.get(&message);
            let place = shape.map_or(&does.place, |shape| &shape.place);
            problems.push(Problem::new(place, what).help(help));
        }
    }
}

/// Whether the action makes officers do work: a case is opened, an entry is taken out or disputed, a call
/// is booked.
fn sets_people_to_work(action: Action) -> bool {
    matches!(
        action,
        Action::DisputeEntry
            | Action::EraseEntry
            | Action::AskPaperStatement
            | Action::AskCopy
            | Action::AskFix
            | Action::AskErase
            | Action::AskNominee
            | Action::Complain
            | Action::CallToday
            | Action::CallTomorrow
    )
}
