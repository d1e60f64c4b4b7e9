//! SQL that must be written in an unusual way so that both databases accept it and use their indexes, each
//! with the reason.

/// A condition that a text is open and in this state. Both databases use the partial index of open texts
/// only if its condition is in the statement word for word, so the list is repeated beside the state.
macro_rules! is_open_as {
    ($state:literal) => {
        concat!(
            "state in ('waiting', 'sending', 'unsure') and state = '",
            $state,
            "'"
        )
    };
    ($table:literal, $state:literal) => {
        concat!(
            $table,
            ".state in ('waiting', 'sending', 'unsure') and ",
            $table,
            ".state = '",
            $state,
            "'"
        )
    };
}
pub(super) use is_open_as;

/// A condition that a column's value is in a list that is one parameter, `,a,b,` (`listed`). The databases
/// have no common way to bind a list of any length.
macro_rules! is_listed {
    ($column:literal, $list:literal) => {
        concat!($list, " like '%,' || ", $column, " || ',%'")
    };
}
pub(super) use is_listed;

/// The opposite. Where the column is null, both conditions are false.
macro_rules! is_not_listed {
    ($column:literal, $list:literal) => {
        concat!($list, " not like '%,' || ", $column, " || ',%'")
    };
}
pub(super) use is_not_listed;

/// A list in the form that `is_listed` searches.
pub(super) fn listed(names: &[&str]) -> String {
    format!(",{},", names.join(","))
}

/// A text column for which PostgreSQL must not use an index. Another index leads to fewer rows, and without
/// statistics the planner would choose the wrong one.
macro_rules! without_index {
    ($column:literal) => {
        concat!($column, " || ''")
    };
}
pub(super) use without_index;

/// A table `t` of the priorities of texts, in its `column1`, a name that both databases give it.
macro_rules! priorities {
    () => {
        "(values (0), (1), (2), (3)) t"
    };
}
pub(super) use priorities;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::domain::Purpose;

    #[test]
    fn the_priorities_are_those_of_the_purposes() {
        let mut all: Vec<String> = Purpose::ALL
            .iter()
            .map(|purpose| format!("({})", purpose.priority()))
            .collect();
        all.sort();
        assert_eq!(priorities!(), format!("(values {}) t", all.join(", ")));
    }

    #[test]
    fn a_list_is_one_parameter() {
        assert_eq!(listed(&["a", "b"]), ",a,b,");
        assert_eq!(
            is_listed!("gateway", "$3"),
            "$3 like '%,' || gateway || ',%'"
        );
    }
}
