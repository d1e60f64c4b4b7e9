//! What stands on the first page: each list says what of it needs an officer.

use crate::core::domain::Instant;

/// Where on the first page, in its order (console reference 3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum TodaySection {
    /// Its time is over soon: of a signature before the day is, of a case within two days.
    RunningOut,
    /// It waits for a signature, or came back without one.
    Signatures,
    /// A woman waits for a PIN that opens.
    Pins,
    /// A woman waits for an answer.
    Cases,
    /// A woman waits for a call.
    Calls,
    /// Texts that do not leave or do not arrive.
    Texts,
}

impl TodaySection {
    /// Every section, in order.
    pub(super) const ALL: [Self; 6] = [
        Self::RunningOut,
        Self::Signatures,
        Self::Pins,
        Self::Cases,
        Self::Calls,
        Self::Texts,
    ];

    /// The name of its words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::RunningOut => "today-running-out",
            Self::Signatures => "today-signatures",
            Self::Pins => "today-pins",
            Self::Cases => "nav-cases",
            Self::Calls => "nav-calls",
            Self::Texts => "today-texts",
        }
    }
}

/// Something that needs an officer.
pub(super) struct TodayItem {
    /// Where.
    pub(super) section: TodaySection,
    /// What, in her language.
    pub(super) words: String,
    /// Where she does it, below `/console`.
    pub(super) path: String,
    /// When its time is over; the first of these stands at the head of its section.
    pub(super) due: Option<Instant>,
}
