//! What several lines say in the same way.

use crate::core::domain::Instant;
use crate::web::console::visit::{Spoken as _, Visit};

/// What a language is called, by its code.
pub(super) fn lang_words(code: &str) -> &'static str {
    match code {
        "gu" => "lang-gu",
        "gu-Latn" => "lang-gu-latn",
        "hi" => "lang-hi",
        "hi-Latn" => "lang-hi-latn",
        _ => "lang-en",
    }
}

/// A moment as it is written on paper.
pub(in crate::web::console) fn moment(at: Instant) -> String {
    at.local().format("%d/%m %H:%M").to_string()
}

/// Numbers in a row.
pub(in crate::web::console) fn list<T: ToString>(items: &[T]) -> String {
    let texts: Vec<String> = items.iter().map(ToString::to_string).collect();
    texts.join(", ")
}

/// Words about several numbers.
pub(super) fn about<T: ToString>(visit: &Visit, name: &str, numbers: &[T]) -> String {
    let values = [
        ("n", numbers.len().spoken()),
        ("numbers", list(numbers).spoken()),
    ];
    visit.say_with(name, &values)
}
