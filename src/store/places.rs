//! The cells that officers' data is sealed for: the text of one row does not open in another (decision 14).

use crate::core::domain::CoopId;
use crate::seal::SealedCell;

/// An officer's name.
pub(super) fn officer_name_place(coop: CoopId, officer: i64) -> SealedCell {
    SealedCell {
        table: "officer",
        column: "name",
        coop,
        row: officer,
    }
}

/// A proposal's payload, or its reason.
pub(super) fn proposal_place(column: &'static str, coop: CoopId, id: i64) -> SealedCell {
    SealedCell {
        table: "proposal",
        column,
        coop,
        row: id,
    }
}

/// The names under an act of two persons.
pub(super) fn names_place(coop: CoopId, id: i64) -> SealedCell {
    SealedCell {
        table: "signed_act",
        column: "names",
        coop,
        row: id,
    }
}

/// The number of the officer on duty.
pub(super) fn duty_place(coop: CoopId) -> SealedCell {
    SealedCell {
        table: "duty",
        column: "number",
        coop,
        row: 0,
    }
}

/// The secret of an authenticator.
pub(super) fn factor_place(coop: CoopId, id: i64) -> SealedCell {
    SealedCell {
        table: "officer_factor",
        column: "secret",
        coop,
        row: id,
    }
}

/// What a form of the console came to, or what stands in one that waits.
pub(super) fn console_place(
    table: &'static str,
    column: &'static str,
    coop: CoopId,
    id: i64,
) -> SealedCell {
    SealedCell {
        table,
        column,
        coop,
        row: id,
    }
}
