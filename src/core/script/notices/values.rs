//! What stands in the places of texts, as it is written there.

use crate::core::domain::{Filling, Instant, LangScript};
use crate::core::script::moment;
use crate::core::script::words::Variable;
use crate::core::texts::say::{FluentText, SpokenValue};

/// A value as it stands in a text of this language, without spaces around it. `said` is how the language says a day and an hour.
///
/// Words of the cooperative's own exist in three scripts only: in the Latin script of Gujarati and
/// Hindi they are those of English, which for places and goods is how such a text is read aloud.
pub(super) fn write(
    filling: &Filling,
    lang_script: LangScript,
    said: Option<&FluentText>,
    now: Instant,
) -> String {
    let value = match filling {
        Filling::Number(number) => number.to_string(),
        Filling::Amount(amount) => amount.show(),
        Filling::Day(day) => day.date().format("%d/%m/%Y").to_string(),
        Filling::When(at) => said.map_or(String::new(), |said| {
            let value = |name: &str| {
                let variable = Variable::parse(name);
                let value = variable.and_then(|variable| moment::value(variable, *at, now));
                value.unwrap_or(SpokenValue::Number(0))
            };
            said.say(&value).into_owned()
        }),
        Filling::Words(words) => match lang_script {
            LangScript::Gu => words.gu.clone(),
            LangScript::Hi => words.hi.clone(),
            LangScript::GuLatn | LangScript::HiLatn | LangScript::En => words.en.clone(),
        },
        Filling::Signs(signs) => signs.clone(),
    };
    value.trim().to_owned()
}
