//! Words that a cooperative wrote in its languages, as one JSON text in a column.
//!
//! `{"gu":"દૂધ","hi":"दूध","en":"Milk"}`: one value for each language, so that a further language changes
//! no table. A language that this release does not know is skipped, because a newer release may have
//! written it. A missing language, or a text that is no such JSON, is an error that names the column and
//! never the value.

use super::db::conn::Arg;
use crate::core::domain::Words;
use sqlx::error::BoxDynError;
use sqlx::{Database, Decode, Type};

/// A column that holds no valid words. The error does not repeat the value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("no words in each language as JSON, at its character {at}")]
struct NotWords {
    at: usize,
}

fn read(text: &str) -> Result<Words, NotWords> {
    serde_json::from_str(text).map_err(|error| NotWords { at: error.column() })
}

impl From<&Words> for Arg {
    fn from(words: &Words) -> Self {
        Self::Text(Some(
            serde_json::to_string(words).expect("words are always JSON"),
        ))
    }
}

impl<DB: Database> Type<DB> for Words
where
    String: Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        String::type_info()
    }

    fn compatible(ty: &DB::TypeInfo) -> bool {
        String::compatible(ty)
    }
}

impl<'r, DB: Database> Decode<'r, DB> for Words
where
    String: Decode<'r, DB>,
{
    fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(read(&String::decode(value)?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(words: &Words) -> String {
        let Arg::Text(Some(text)) = Arg::from(words) else {
            panic!("words are bound as text");
        };
        text
    }

    #[test]
    fn words_are_read_as_they_were_written() {
        let milk = Words::new("દૂધ", "दूध \"गाय\"", "Milk\n");
        assert_eq!(read(&written(&milk)), Ok(milk));
    }

    #[test]
    fn a_language_of_a_newer_release_is_passed_over_and_a_missing_one_is_not() {
        let newer = r#"{"gu":"a","hi":"b","en":"c","mr":"d"}"#;
        assert_eq!(read(newer), Ok(Words::new("a", "b", "c")));
        for wrong in ["", "Milk", "[]", r#"{"gu":"a","hi":"b"}"#, r#"{"gu":1}"#] {
            let error = read(wrong).unwrap_err().to_string();
            assert!(error.starts_with("no words in each language as JSON"));
            assert!(!error.contains("Milk"), "{error}");
        }
    }
}
