//! Ids and numbers that are drawn before anything is decided, so that deciding draws none itself.

/// Ids and numbers drawn before a decision; those that are not used are skipped.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fresh {
    /// Three ids, for a row, its event, and what follows.
    pub ids: [i64; 3],
    /// An entry number.
    pub entry_no: i64,
    /// A permission number, check digit included.
    pub consent_no: i64,
    /// A case number.
    pub case_no: i64,
    /// A statement code: six signs that cannot be mistaken for one another.
    pub statement_code: String,
}
