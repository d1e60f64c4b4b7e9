//! One text to many.

use crate::core::domain::{BallotId, Instant, Lang, MeetingId, Purpose, Written};

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
    /// The announcement's id.
    pub id: i64,
    /// The name of the text, as in `menus/notices.toml`.
    pub notice: String,
    /// Its purpose, which decides its priority and its hours.
    pub purpose: Purpose,
    /// The text for each kind of reader. A member whose language is missing gets none.
    pub texts: Vec<AnnouncedText>,
    /// Only to the roll of this ballot.
    pub ballot: Option<BallotId>,
    /// It asks whether they come to this meeting.
    pub meeting: Option<MeetingId>,
    /// What it reminds members of, once each: the kind of thing and its id. Refused where some of them have
    /// been reminded of it.
    pub once: Option<(&'static str, i64)>,
    /// Not before this moment.
    pub due_at: Instant,
    /// The keyed hash of what it says, where the same must not be announced again so soon.
    pub words: Option<SameWords>,
}

/// What an announcement says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SameWords {
    /// Its notice and values, as a keyed hash.
    pub hash: String,
    /// The announcement is refused where the same was announced since this moment; `None` where it may be
    /// announced again.
    pub not_since: Option<Instant>,
}

/// The changes that announcements make.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A text to many members is announced. The outbox is filled from it, some members at a time.
    Announced(Box<Announcement>),
}
