//! One text to many.

use crate::core::domain::{BallotId, Instant, Lang, MeetingId, Purpose, Written};

/// A kind of reader; each gets another form of an announcement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReaderKind {
    /// The language of the text.
    pub lang: Lang,
    /// Whether the reader gets the private form, which does not say what it is about.
    pub is_private: bool,
}

/// What all members are reminded of once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReminderOf {
    /// The kind of reminder: `meeting`, `opened` and the like.
    pub kind: &'static str,
    /// The id of the meeting or the ballot.
    pub about: i64,
}

/// A text for one kind of reader.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnnouncedText {
    /// Members of this language.
    pub lang: Lang,
    /// Whether their texts say nothing.
    pub private: bool,
    /// What they get.
    pub written: Written,
}

/// One text to many.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Announcement {
    /// Its id.
    pub id: i64,
    /// Its notice.
    pub notice: String,
    /// Why it is sent.
    pub purpose: Purpose,
    /// For each kind of reader. Who has a language that is missing gets none.
    pub texts: Vec<AnnouncedText>,
    /// Only to the roll of this ballot.
    pub ballot: Option<BallotId>,
    /// It asks whether they come to this meeting.
    pub meeting: Option<MeetingId>,
    /// What it reminds of. Refused where some of its readers were reminded of this before.
    pub once: Option<ReminderOf>,
    /// Not before this moment.
    pub due_at: Instant,
    /// What it says, as a keyed hash, where the same may not be said again so soon.
    pub words: Option<SameWords>,
}

impl AnnouncedText {
    /// The kind of reader that gets it.
    pub fn reader(&self) -> ReaderKind {
        ReaderKind {
            lang: self.lang,
            is_private: self.private,
        }
    }
}

/// What an announcement says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SameWords {
    /// Its notice and values, as a keyed hash.
    pub hash: String,
    /// The same that was said since then is said already, and refused; `None` where it may be said again.
    pub not_since: Option<Instant>,
}

/// What changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// Something is told to many. Their texts are queued from it, a part at a time.
    Announced(Box<Announcement>),
}
