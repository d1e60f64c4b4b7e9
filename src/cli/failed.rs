//! Why a command did not do what it was asked.

use crate::config::SettingProblem;

/// Why a command did not do what it was asked.
pub(super) enum Failed {
    /// The settings are wrong: all that is.
    Settings(Vec<SettingProblem>),
    /// The settings and the database do not fit each other: what to tell the operator.
    Unfit(String),
    /// It was refused, or found problems: what to tell the operator.
    Refused(String),
}

impl From<std::io::Error> for Failed {
    fn from(error: std::io::Error) -> Self {
        Self::Refused(error.to_string())
    }
}

impl From<csv::Error> for Failed {
    fn from(error: csv::Error) -> Self {
        Self::Refused(error.to_string())
    }
}
