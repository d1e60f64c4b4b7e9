//! What members must be reminded of: meetings that are near, ballots that are open.

use crate::core::domain::change::announcement::{ReaderKind, ReminderOf};
use crate::core::domain::{BallotId, CoopId, Instant, Lang, MeetingId, Words};
use crate::store::db::conn::{args, statements};
use crate::store::{Error, Store};

/// The ending of a mark for readers of the private form.
const PRIVATE: &str = " quiet";

statements! {
    LIST_MEETINGS = "select id, planned_at, place_words from meeting
        where coop_id = $1 and planned_at > $2 and planned_at <= $3 order by planned_at, id";
    LIST_OPEN_BALLOTS = "select id, closes_at from ballot where coop_id = $1 and state = 'open'
        and opens_at <= $2 and $2 < closes_at order by closes_at, id";
    LIST_REMINDED = "select kind from reminded where coop_id = $1 and about_id = $2";
}

impl Store {
    /// Meetings that are planned later than `from` and not later than `upto`: when, and where.
    pub async fn meetings_between(
        &self,
        coop: CoopId,
        from: Instant,
        upto: Instant,
    ) -> Result<Vec<(MeetingId, Instant, Words)>, Error> {
        let args = args![coop.0, from.0, upto.0];
        let rows: Vec<(i64, i64, Words)> = self.core.read_all(LIST_MEETINGS, args).await?;
        Ok(rows
            .into_iter()
            .map(|(id, at, place)| (MeetingId(id), Instant(at), place))
            .collect())
    }

    /// The open ballots, and when each closes.
    pub async fn ballots_open(
        &self,
        coop: CoopId,
        now: Instant,
    ) -> Result<Vec<(BallotId, Instant)>, Error> {
        let rows: Vec<(i64, i64)> = self
            .core
            .read_all(LIST_OPEN_BALLOTS, args![coop.0, now.0])
            .await?;
        Ok(rows
            .into_iter()
            .map(|(id, closes_at)| (BallotId(id), Instant(closes_at)))
            .collect())
    }

    /// The kinds of readers that were reminded of this.
    pub async fn reminded(&self, coop: CoopId, of: ReminderOf) -> Result<Vec<ReaderKind>, Error> {
        let rows: Vec<(String,)> = self
            .core
            .read_all(LIST_REMINDED, args![coop.0, of.about])
            .await?;
        Ok(rows
            .iter()
            .filter_map(|(mark,)| reader(of.kind, mark))
            .collect())
    }
}

/// The kind of reader that a mark names, if it is about this kind of reminder.
fn reader(kind: &str, mark: &str) -> Option<ReaderKind> {
    let reader = mark.strip_prefix(kind)?.strip_prefix(' ')?;
    let open = reader.strip_suffix(PRIVATE);
    Some(ReaderKind {
        lang: Lang::parse(open.unwrap_or(reader))?,
        is_private: open.is_some(),
    })
}

/// The mark that readers of this kind were reminded.
pub(in crate::store) fn mark(kind: &str, reader: ReaderKind) -> String {
    let end = if reader.is_private { PRIVATE } else { "" };
    format!("{kind} {}{end}", reader.lang.code())
}
