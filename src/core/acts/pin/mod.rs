//! Her PIN: a try with one, and choosing a new one.

pub mod activate;
pub mod set;
pub mod r#try;

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// It is locked: nothing is counted, and no verdict is used.
    Locked,
    /// She has given neither the old PIN nor the code of a slip.
    NotProved,
    /// The code of her slip has been used or replaced meanwhile.
    CodeGone,
}
