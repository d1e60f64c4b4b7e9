//! What one text can say to both databases only in a roundabout way, each way with its reason.

/// That a text is open and stands so. Both databases use the index of open texts only where its own
/// condition stands in the statement word for word, so the list is repeated beside the one state.
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

/// That a column's value is in a list that is one parameter, `,a,b,` (`listed`): neither database can
/// bind a list of any length in a way that the other understands.
macro_rules! is_listed {
    ($column:literal, $list:literal) => {
        concat!($list, " like '%,' || ", $column, " || ',%'")
    };
}
pub(super) use is_listed;

/// The opposite. Where the column is null it is neither.
macro_rules! is_not_listed {
    ($column:literal, $list:literal) => {
        concat!($list, " not like '%,' || ", $column, " || ',%'")
    };
}
pub(super) use is_not_listed;

/// A list in the form that `is_listed` looks through.
pub(super) fn listed(names: &[&str]) -> String {
    format!(",{},", names.join(","))
}

/// A text column that PostgreSQL does not look up by an index of it: where another index leads to fewer
/// rows, and the planner, which does not know yet how many there are, would take the wrong one.
macro_rules! without_index {
    ($column:literal) => {
        concat!($column, " || ''")
    };
}
pub(super) use without_index;

/// A table `t` of the turns in which texts leave, in its `column1`, which both databases call so.
macro_rules! turns {
    () => {
        "(values (0), (1), (2), (3)) t"
    };
}
pub(super) use turns;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::domain::Purpose;

    #[test]
    fn the_turns_are_those_of_the_purposes() {
        let mut turns: Vec<String> = Purpose::ALL
            .iter()
            .map(|purpose| format!("({})", purpose.priority()))
            .collect();
        turns.sort();
        assert_eq!(turns!(), format!("(values {}) t", turns.join(", ")));
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
