//! Why a command failed.

use crate::config::SettingProblem;

/// Why a command failed.
pub(super) enum Failed {
    /// The settings are wrong: all problems.
    Settings(Vec<SettingProblem>),
    /// The settings and the database do not fit each other: the message for the operator.
    Unfit(String),
    /// The command was refused, or found problems: the message for the operator.
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
