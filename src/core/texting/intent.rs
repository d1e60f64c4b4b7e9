//! What a text can say.

use super::when::EntryUnread;
use crate::core::domain::{EntryKind, EntryTime, Lang, Paise};
use crate::core::script::keywords::Act;
use std::fmt;

/// A code that lets one woman vote by text has so many digits.
pub const VOTE_CODE_LEN: usize = 6;

/// What was read from a text.
#[derive(Clone, PartialEq, Eq)]
pub struct Reading {
    /// The member number that stands first or last in it.
    pub member_no: Option<i64>,
    /// What it says.
    pub said: SmsIntent,
    /// Whether it may hold a vote, and so is never kept and leaves no hash.
    pub may_be_a_vote: bool,
}

/// What a text says.
#[derive(Clone, PartialEq, Eq)]
pub enum SmsIntent {
    /// An entry.
    Entry {
        /// Income, cost, saving or repayment.
        kind: EntryKind,
        /// The category's code.
        code: Option<i64>,
        /// How much.
        amount: Paise,
        /// The days that the entry covers.
        time: EntryTime,
    },
    /// An entry under a word that names several categories, or a group of them.
    EntryNamed {
        /// The categories that the word names, by code.
        codes: Vec<i64>,
        /// How much.
        amount: Paise,
        /// The days that the entry covers.
        time: EntryTime,
    },
    /// An entry of this kind that could not be read.
    EntryUnread(EntryKind, EntryUnread),
    /// An entry is wrong; `None`: she does not say which.
    EntryWrong(Option<i64>),
    /// Stop this permission, 0: all; `None`: she does not say which.
    PermissionStop(Option<i64>),
    /// When is the next meeting?
    MeetingNext,
    /// Is a vote open?
    VoteOpen,
    /// Her vote, or a part of one.
    Vote(Box<VoteText>),
    /// Have the sakhi call.
    Call,
    /// Texts say nothing, or what they are about; `None`: she asks how it stands, or what she wants
    /// could not be read.
    Private(Option<bool>),
    /// Speak this language; `None`: ask which.
    Language(Option<Lang>),
    /// A complaint.
    Complain,
    /// No more announcements, or again.
    Announcements(bool),
    /// What can be texted?
    Help,
    /// Does this statement count? `None`: no code stands there.
    StatementCheck(Option<String>),
    /// What a smartphone sends where a text was liked, loved or the like, or a text of ours sent back:
    /// nothing that she says.
    Reaction,
    /// No keyword: the folded words, which may answer a question. Words with a question mark end in one.
    Other(String),
}

/// What stands behind the word for voting.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct VoteText {
    /// The ballot's number.
    pub ballot_no: Option<i64>,
    /// The option's number and her one-time code, where the text is whole.
    pub choice: Option<(i64, String)>,
}

impl fmt::Debug for Reading {
    /// Which act it is, and nothing that was said.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reading({})", self.said.word())
    }
}

impl SmsIntent {
    /// The act it asks for; `None` where it could not be read, or is no act.
    pub fn act(&self) -> Option<Act> {
        Some(match self {
            Self::Entry { kind, .. } => match kind {
                EntryKind::Income => Act::Income,
                EntryKind::Cost => Act::Cost,
                EntryKind::Saving => Act::Saving,
                EntryKind::Repayment => Act::Repayment,
            },
            Self::EntryWrong(_) => Act::EntryWrong,
            Self::PermissionStop(_) => Act::PermissionStop,
            Self::MeetingNext => Act::MeetingNext,
            Self::VoteOpen | Self::Vote(_) => Act::Vote,
            Self::Call => Act::Call,
            Self::Private(_) => Act::Private,
            Self::Language(_) => Act::Language,
            Self::Complain => Act::Complain,
            Self::Announcements(false) => Act::AnnouncementsStop,
            Self::Announcements(true) => Act::AnnouncementsStart,
            Self::Help => Act::Help,
            Self::StatementCheck(_) => Act::StatementCheck,
            Self::EntryNamed { .. } | Self::EntryUnread(..) | Self::Reaction | Self::Other(_) => {
                return None;
            }
        })
    }

    /// Its word in the inbox: what a text was read as, never what it said.
    pub fn word(&self) -> &'static str {
        if let Some(act) = self.act() {
            return act.word();
        }
        if let Self::EntryUnread(..) = self {
            return "entry-unread";
        }
        if let Self::EntryNamed { .. } = self {
            return "entry-named";
        }
        if let Self::Reaction = self {
            return "reaction";
        }
        "other"
    }
}
