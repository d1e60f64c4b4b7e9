//! What is shown of an act before anybody signs it.
//!
//! It is a value and not a text, so that the asker at the command line and the signer at the console, each in
//! her own language, are shown the same; its hash is what is signed. Each channel puts the lines into words.

use crate::app::Service;
use crate::core::domain::officer::Role;
use crate::core::domain::proposal::Subject;
use crate::core::domain::{CaseKind, CaseOutcome, CoopId, Leaving, Paise};
use crate::core::register::Alteration;
use crate::store::Audience;
use serde::Serialize;
use std::collections::BTreeSet;

/// A line of what is shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub enum PreviewLine {
    /// Every lock of the PINs of these members is opened.
    UnlockPins(Vec<i64>),
    /// A code for a new PIN is made for each of these members.
    ActivatePins(Vec<i64>),
    /// Somebody is no member any more.
    Leave {
        /// Her number.
        no: i64,
        /// Why and since when.
        leaving: Leaving,
    },
    /// A case is answered.
    AnswerCase(CaseAnswerLine),
    /// Something about an officer.
    Officer(OfficerLine),
    /// A text, as one kind of reader gets it.
    Text {
        /// The language and the script, as in `gu-Latn`.
        lang_script: &'static str,
        /// Whether it is what those get whose phone others read, and says less than the open text.
        is_private: bool,
        /// SMS parts.
        parts: i64,
        /// The text, character for character.
        body: String,
    },
    /// Readers of this language are told nothing: the text has no approved words in it.
    NoWords {
        /// The language's code.
        lang: &'static str,
        /// The name of the text.
        notice: String,
    },
    /// A text that nobody gets.
    ReachesNobody,
    /// Something about a register that comes in.
    Register(RegisterLine),
}

/// What is shown of an answer of a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct CaseAnswerLine {
    /// Its number.
    pub no: i64,
    /// The number of the woman whose it is.
    pub member_no: i64,
    /// What it asks for.
    pub kind: CaseKind,
    /// The entry that it is about: its number and its amount.
    pub entry: Option<(i64, Paise)>,
    /// What the answer says.
    pub outcome: CaseOutcome,
    /// The amount that would be right.
    pub amount: Option<Paise>,
}

/// A line about an officer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub enum OfficerLine {
    /// Somebody becomes one.
    Add {
        /// Her name.
        name: String,
        /// Her first role.
        role: Role,
        /// Her number in the register, where she is a member.
        member_no: Option<i64>,
    },
    /// She gets a role.
    Give {
        /// Her name.
        name: String,
        /// Which.
        role: Role,
    },
    /// She loses a role.
    Take {
        /// Her name.
        name: String,
        /// Which.
        role: Role,
    },
    /// She is one no more.
    End {
        /// Her name.
        name: String,
    },
}

/// A line about a register.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub enum RegisterLine {
    /// What it comes to.
    Counts {
        /// Members who come in.
        new_n: usize,
        /// Members who are altered.
        changed_n: usize,
        /// Rows that say what is there already.
        same_n: usize,
        /// Rows that cannot be read.
        wrong_n: usize,
    },
    /// A column that is not read.
    UnreadColumn(String),
    /// What a row alters of a member.
    Altered {
        /// The line of the row.
        line: usize,
        /// Her number.
        no: i64,
        /// What is altered.
        changes: Vec<Alteration>,
    },
    /// Lines of those who come in without a phone.
    WithoutPhone(Vec<usize>),
    /// Members who have a phone in common.
    SharedPhone(Vec<i64>),
}

/// Whom an announcement reaches, and at what price. It is of the moment, so it is shown and not signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AnnouncementReach {
    /// The readers.
    pub audience: Audience,
    /// The price of one SMS part.
    pub paise_per_part: i64,
}

/// What is shown of an act before anybody signs it.
#[derive(Clone, PartialEq, Eq)]
pub struct ActPreview {
    /// The lines that are signed.
    pub lines: Vec<PreviewLine>,
    /// What is only told.
    pub reach: Option<AnnouncementReach>,
    /// The people it is about.
    pub subjects: BTreeSet<Subject>,
    /// Whether it needs two people.
    pub takes_two: bool,
    /// What is signed but not shown: the names and numbers of a register.
    pub unshown: String,
}

impl ActPreview {
    /// Of one line about these, which needs two people.
    pub fn of_line(line: PreviewLine, subjects: BTreeSet<Subject>) -> Self {
        Self {
            lines: vec![line],
            reach: None,
            subjects,
            takes_two: true,
            unshown: String::new(),
        }
    }

    /// What is signed, as one text.
    fn signed(&self) -> String {
        let lines = serde_json::to_string(&self.lines).expect("lines are texts and numbers");
        format!("{lines}\n{}", self.unshown)
    }

    /// The hash of what is signed.
    pub fn hash(&self, service: &Service, coop: CoopId) -> String {
        service.keys().shown(coop, &self.signed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::domain::MemberId;

    #[test]
    fn signed_is_what_is_shown_and_not_what_is_only_told() {
        let line = PreviewLine::UnlockPins(vec![1001]);
        let about = BTreeSet::from([Subject::Member(MemberId(7))]);
        let one = ActPreview::of_line(line, about);
        let reach = AnnouncementReach {
            audience: Audience::default(),
            paise_per_part: 20,
        };
        let told = ActPreview {
            reach: Some(reach),
            ..one.clone()
        };
        assert_eq!(told.signed(), one.signed());
        let others = ActPreview {
            lines: vec![PreviewLine::UnlockPins(vec![1001, 1002])],
            ..one.clone()
        };
        assert_ne!(others.signed(), one.signed());
        let other_act = ActPreview {
            lines: vec![PreviewLine::ActivatePins(vec![1001])],
            ..one.clone()
        };
        assert_ne!(other_act.signed(), one.signed());
        let other_file = ActPreview {
            unshown: "another register".to_owned(),
            ..one.clone()
        };
        assert_ne!(other_file.signed(), one.signed());
    }
}
