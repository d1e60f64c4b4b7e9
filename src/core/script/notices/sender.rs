//! What all texts of one cooperative have the same.

use crate::core::domain::CoopTexts;

/// What texts of one cooperative have the same.
#[derive(Clone, Copy, Debug)]
pub struct SenderContext<'a> {
    /// Its name in texts, its number, its registered templates.
    pub texts: &'a CoopTexts,
    /// The code that members dial.
    pub code: &'a str,
    /// Whether a text must be registered and approved to be sent: everywhere but on the sandbox.
    pub must_be_registered: bool,
}
