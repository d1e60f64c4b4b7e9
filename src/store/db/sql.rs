//! Statements with their names, and their parameters: numbers, texts and booleans.

/// A statement and its name, which errors show.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Sql {
    pub(in crate::store) name: &'static str,
    pub(in crate::store) text: &'static str,
}

/// A statement over many rows at once: the only kind with one text for each dialect. `batches!` makes both
/// from one.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct BatchSql {
    pub(in crate::store) name: &'static str,
    pub(in crate::store) sqlite: &'static str,
    pub(in crate::store) postgres: &'static str,
}

/// Declares named statements, and lists them so that a test can prepare each on both databases.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)*) => {
        $($(#[$doc])* const $name: crate::store::db::sql::Sql =
            crate::store::db::sql::Sql { name: stringify!($name), text: $text };)*
        pub(in crate::store) const STATEMENTS: &[crate::store::db::sql::Sql] = &[$($name),*];
    };
}
pub(in crate::store) use statements;
/// A parameter.
#[derive(Clone, Debug)]
pub(in crate::store) enum Arg {
    Int(Option<i64>),
    Text(Option<String>),
    Bool(bool),
}

macro_rules! arg_from {
    ($($from:ty => $value:ident => $arg:expr),* $(,)?) => {
        $(impl From<$from> for Arg { fn from($value: $from) -> Self { $arg } })*
    };
}
arg_from! {
    i64 => n => Self::Int(Some(n)),
    Option<i64> => n => Self::Int(n),
    String => text => Self::Text(Some(text)),
    &String => text => Self::Text(Some(text.clone())),
    &str => text => Self::Text(Some(text.into())),
    Option<String> => text => Self::Text(text),
    bool => is => Self::Bool(is),
}

/// A statement's parameters, in order.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$(crate::store::db::sql::Arg::from($value)),*] };
}
pub(in crate::store) use args;
