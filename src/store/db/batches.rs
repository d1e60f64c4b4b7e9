//! A statement over many rows at once, said once for both databases.
//!
//! SQLite gets the rows as one JSON text, PostgreSQL as one array for each column. From one list of
//! columns the macro makes how either database reads them (`rows`, a table `w`), the list itself
//! (`columns`), and a struct whose fields are bound in that order.

/// Statements over many rows: their columns, and a text of literals, `columns` and `rows`.
macro_rules! batches {
    ($(
        $(#[$doc:meta])* $vis:vis $name:ident of $row:ident {
            $($column:ident: $kind:ident),+ $(,)?
        } = ($($piece:tt)+)
    )*) => {
        crate::store::db::batches::batches!(@each $(
            [$(#[$doc])*] [$vis] $name $row [$($column $kind)+] ($($piece)+)
        )*);
    };
    (@each $([$($doc:tt)*] [$vis:vis] $name:ident $row:ident [$($column:ident $kind:ident)+] ($($piece:tt)+))*) => {
        pub(in crate::store) const BATCHES: &[crate::store::db::conn::BatchSql] = &[$($name),*];
        $(
            $($doc)*
            $vis const $name: crate::store::db::conn::BatchSql = crate::store::db::conn::BatchSql {
                name: stringify!($name),
                sqlite: Some(crate::store::db::batches::text!(sqlite [$($column $kind)+] () $($piece)+)),
                postgres: Some(crate::store::db::batches::text!(postgres [$($column $kind)+] () $($piece)+)),
            };

            /// A row of the statement, bound in the order of its columns.
            $vis struct $row { $($vis $column: crate::store::db::batches::rust_type!($kind)),+ }

            impl $row {
                $vis fn args(self) -> Vec<crate::store::db::conn::Arg> {
                    vec![$(crate::store::db::conn::Arg::from(self.$column)),+]
                }
            }
        )*
    };
}
pub(in crate::store) use batches;

macro_rules! rust_type {
    (int) => { i64 };
    (int_or_none) => { Option<i64> };
    (text) => { String };
    (text_or_none) => { Option<String> };
}
pub(in crate::store) use rust_type;

macro_rules! array_type {
    (int) => {
        "::bigint[]"
    };
    (int_or_none) => {
        "::bigint[]"
    };
    (text) => {
        "::text[]"
    };
    (text_or_none) => {
        "::text[]"
    };
}
pub(in crate::store) use array_type;

/// The text for one dialect, piece by piece.
macro_rules! text {
    ($dialect:ident $spec:tt ($($done:tt)*)) => { concat!($($done)*) };
    ($dialect:ident $spec:tt ($($done:tt)*) rows $($rest:tt)*) => {
        crate::store::db::batches::text!($dialect $spec
            ($($done)* crate::store::db::batches::rows!($dialect $spec),) $($rest)*)
    };
    ($dialect:ident $spec:tt ($($done:tt)*) columns $($rest:tt)*) => {
        crate::store::db::batches::text!($dialect $spec
            ($($done)* crate::store::db::batches::columns!($spec),) $($rest)*)
    };
    ($dialect:ident $spec:tt ($($done:tt)*) $macro:ident ! $args:tt $($rest:tt)*) => {
        crate::store::db::batches::text!($dialect $spec ($($done)* $macro! $args,) $($rest)*)
    };
    ($dialect:ident $spec:tt ($($done:tt)*) $piece:literal $($rest:tt)*) => {
        crate::store::db::batches::text!($dialect $spec ($($done)* $piece,) $($rest)*)
    };
}
pub(in crate::store) use text;

macro_rules! columns {
    ([$first:ident $kind:ident $($column:ident $more:ident)*]) => {
        concat!(stringify!($first) $(, ", ", stringify!($column))*)
    };
}
pub(in crate::store) use columns;

/// The rows as a table `w`.
macro_rules! rows {
    (sqlite [$($spec:tt)+]) => {
        crate::store::db::batches::rows!(@sqlite ()
            [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19] $($spec)+)
    };
    (@sqlite ($($done:tt)*) [$at:literal $($more:literal)*] $column:ident $kind:ident) => {
        concat!("(select ", $($done)* "value ->> ", $at, " as ", stringify!($column),
            " from json_each($1)) w")
    };
    (@sqlite ($($done:tt)*) [$at:literal $($more:literal)*] $column:ident $kind:ident $($rest:tt)+) => {
        crate::store::db::batches::rows!(@sqlite
            ($($done)* "value ->> ", $at, " as ", stringify!($column), ", ",) [$($more)*] $($rest)+)
    };
    (postgres [$($column:ident $kind:ident)+]) => {
        crate::store::db::batches::rows!(@postgres ()
            [1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20] [$($column $kind)+] $($kind)+)
    };
    (@postgres ($($done:tt)*) [$at:literal $($more:literal)*] $spec:tt $kind:ident) => {
        concat!("unnest(", $($done)* "$", $at, crate::store::db::batches::array_type!($kind),
            ") as w (", crate::store::db::batches::columns!($spec), ")")
    };
    (@postgres ($($done:tt)*) [$at:literal $($more:literal)*] $spec:tt $kind:ident $($rest:ident)+) => {
        crate::store::db::batches::rows!(@postgres
            ($($done)* "$", $at, crate::store::db::batches::array_type!($kind), ", ",)
            [$($more)*] $spec $($rest)+)
    };
}
pub(in crate::store) use rows;

#[cfg(test)]
mod tests {
    batches! {
        /// An example.
        ADD of NewThing { coop_id: int, name: text_or_none } = (
            "insert into thing (" columns ") select " columns " from " rows " where true"
        )
    }

    #[test]
    fn one_list_of_columns_makes_both_texts_and_the_order_of_arguments() {
        assert_eq!(BATCHES[0].name, "ADD");
        assert_eq!(
            ADD.sqlite.unwrap(),
            "insert into thing (coop_id, name) select coop_id, name from (select value ->> 0 as \
             coop_id, value ->> 1 as name from json_each($1)) w where true"
        );
        assert_eq!(
            ADD.postgres.unwrap(),
            "insert into thing (coop_id, name) select coop_id, name from unnest($1::bigint[], \
             $2::text[]) as w (coop_id, name) where true"
        );
        let args = NewThing {
            coop_id: 7,
            name: None,
        }
        .args();
        assert_eq!(format!("{args:?}"), "[Int(Some(7)), Text(None)]");
    }
}
