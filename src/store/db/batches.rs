//! A statement over many rows at once, written once for both databases.
//!
//! SQLite gets the rows as one JSON text, PostgreSQL as one array for each column. From one list of columns
//! the macro makes what either database reads the rows with (`rows`, a table `w`), the list itself
//! (`columns`), and a struct whose fields are bound in that order. A statement (`RowsSql`) takes only rows
//! of its own struct, so that no value can be bound in another's place.

use crate::store::db::conn::BatchSql;
use serde::Serialize;
use sqlx::error::BoxDynError;
use sqlx::postgres::PgArguments;
use std::marker::PhantomData;

/// A statement over rows of one type.
pub(in crate::store) struct RowsSql<R> {
    pub(in crate::store) sql: BatchSql,
    pub(in crate::store) rows: PhantomData<fn(R)>,
}

/// A row of a batch. For SQLite it is written as a JSON array.
pub(in crate::store) trait BatchRow: Serialize {
    /// Binds many rows, as one array for each column.
    fn bind(rows: &[&Self], args: &mut PgArguments) -> Result<(), BoxDynError>;
}

/// Declares statements over many rows: the columns, then the text as literals, `columns` and `rows`.
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
        pub(in crate::store) const BATCHES: &[crate::store::db::conn::BatchSql] = &[$($name.sql),*];
        $(
            $($doc)*
            $vis const $name: crate::store::db::batches::RowsSql<$row> = crate::store::db::batches::RowsSql {
                sql: crate::store::db::conn::BatchSql {
                    name: stringify!($name),
                    sqlite: crate::store::db::batches::text!(sqlite [$($column $kind)+] () $($piece)+),
                    postgres: crate::store::db::batches::text!(postgres [$($column $kind)+] () $($piece)+),
                },
                rows: std::marker::PhantomData,
            };

            /// A row of the statement; the fields are bound in the order of its columns.
            #[derive(Clone, Debug)]
            $vis struct $row { $($vis $column: crate::store::db::batches::rust_type!($kind)),+ }

            impl serde::Serialize for $row {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    use serde::ser::SerializeTuple as _;
                    let mut row = serializer.serialize_tuple([$(stringify!($column)),+].len())?;
                    $(row.serialize_element(&self.$column)?;)+
                    row.end()
                }
            }

            impl crate::store::db::batches::BatchRow for $row {
                fn bind(
                    rows: &[&Self],
                    args: &mut sqlx::postgres::PgArguments,
                ) -> Result<(), sqlx::error::BoxDynError> {
                    use sqlx::Arguments as _;
                    $(args.add(
                        rows.iter()
                            .map(|row| crate::store::db::batches::cell!($kind row.$column))
                            .collect::<Vec<_>>(),
                    )?;)+
                    Ok(())
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
    (boolean) => { bool };
}
pub(in crate::store) use rust_type;

/// A value to bind, without a copy of its text.
macro_rules! cell {
    (text $value:expr) => {
        $value.as_str()
    };
    (text_or_none $value:expr) => {
        $value.as_deref()
    };
    ($kind:ident $value:expr) => {
        $value
    };
}
pub(in crate::store) use cell;

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
    (boolean) => {
        "::boolean[]"
    };
}
pub(in crate::store) use array_type;

/// Builds the text for one dialect from its pieces.
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

/// The rows as a table `w`, in one dialect.
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
    use super::*;
    use crate::store::db::dialect::as_json;
    use sqlx::Arguments as _;

    batches! {
        /// An example.
        ADD of NewThing { coop_id: int, name: text_or_none, is_new: boolean } = (
            "insert into thing (" columns ") select " columns " from " rows " where true"
        )
    }

    #[test]
    fn one_list_of_columns_makes_both_texts_and_the_order_of_arguments() {
        assert_eq!(BATCHES[0].name, "ADD");
        assert_eq!(
            ADD.sql.sqlite,
            "insert into thing (coop_id, name, is_new) select coop_id, name, is_new from (select \
             value ->> 0 as coop_id, value ->> 1 as name, value ->> 2 as is_new from \
             json_each($1)) w where true"
        );
        assert_eq!(
            ADD.sql.postgres,
            "insert into thing (coop_id, name, is_new) select coop_id, name, is_new from \
             unnest($1::bigint[], $2::text[], $3::boolean[]) as w (coop_id, name, is_new) where true"
        );
        let rows = [None, Some("\"a\"")].map(|name| NewThing {
            coop_id: 7,
            name: name.map(str::to_owned),
            is_new: true,
        });
        assert_eq!(as_json(&rows), r#"[[7,null,true],[7,"\"a\"",true]]"#);
        let mut args = PgArguments::default();
        NewThing::bind(&[&rows[0], &rows[1]], &mut args).unwrap();
        assert_eq!(args.len(), 3);
    }
}
