//! Single texts as officers see to them: which wait, which failed, and one text's life. No answer is among them
//! (`waiting`), and never what one says.

use super::waiting::unknown;
use crate::core::domain::{CoopId, Failure, Instant, LangScript, MessageState, PhoneId, Purpose};
use crate::store::db::conn::{args, statements};
use crate::store::portable::is_open_as;
use crate::store::write::register::open_phone;
use crate::store::{Error, Store};

/// Texts of a list at most.
pub const TEXTS_MAX: usize = 50;

macro_rules! text_columns {
    () => {
        "select o.id, m.no as member_no, o.phone_id, h.msisdn, o.notice, o.lang_script,
            o.state, o.due_at, o.expires_at, o.queued_at, o.gateway, o.sent_at, o.settled_at, o.failure, o.code,
            o.segments, o.requests_n, o.repeats_n
        from outbox o left join member m on m.coop_id = o.coop_id and m.id = o.member_id
        left join phone h on h.coop_id = o.coop_id and h.id = o.phone_id "
    };
}

statements! {
    LIST_WAITING = concat!(text_columns!(), "where o.coop_id = $1 and ", is_open_as!("o", "waiting"), "
        and o.priority = $2 order by o.due_at, o.id limit $3");
    LIST_UNSURE = concat!(text_columns!(), "where o.coop_id = $1 and ", is_open_as!("o", "unsure"), "
        and o.priority = $2 order by o.due_at, o.id limit $3");
    LIST_FAILED = concat!(text_columns!(), "where o.coop_id = $1 and o.state = 'failed'
        and (o.settled_at, o.id) < ($2, $3) and o.purpose <> 'answer'
        order by o.settled_at desc, o.id desc limit $4");
    FIND_TEXT = concat!(text_columns!(), "where o.coop_id = $1 and o.id = $2 and o.purpose <> 'answer'");
}

/// One text and what became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextLife {
    /// Its id.
    pub id: i64,
    /// The number of the woman it is for, where that is known.
    pub member_no: Option<i64>,
    /// The last four digits of its phone; `None` where the number has no row.
    pub last_four: Option<String>,
    /// The text, by its name.
    pub notice: String,
    /// What it is written in.
    pub lang_script: LangScript,
    /// Where it stands.
    pub state: MessageState,
    /// When it was queued.
    pub queued_at: Instant,
    /// When it is due.
    pub due_at: Instant,
    /// When it is not worth sending any more.
    pub expires_at: Instant,
    /// When a gateway took it.
    pub sent_at: Option<Instant>,
    /// When it was over.
    pub settled_at: Option<Instant>,
    /// The gateway of the last try.
    pub gateway: Option<String>,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// The provider's or the network's own code for that.
    pub code: Option<String>,
    /// Parts.
    pub segments: i64,
    /// Requests to a provider that were made for it.
    pub requests_n: i64,
    /// Of those, requests that may have sent it once more.
    pub repeats_n: i64,
}

#[derive(sqlx::FromRow)]
struct TextLifeRow {
    id: i64,
    member_no: Option<i64>,
    phone_id: Option<i64>,
    msisdn: Option<String>,
    notice: String,
    lang_script: String,
    state: String,
    due_at: i64,
    expires_at: i64,
    queued_at: i64,
    gateway: Option<String>,
    sent_at: Option<i64>,
    settled_at: Option<i64>,
    failure: Option<String>,
    code: Option<String>,
    segments: i64,
    requests_n: i64,
    repeats_n: i64,
}

impl Store {
    fn text_life(&self, coop: CoopId, row: TextLifeRow) -> Result<TextLife, Error> {
        let last_four = match (row.phone_id, &row.msisdn) {
            (Some(id), Some(sealed)) => {
                let phone = open_phone(&self.core, coop, PhoneId(id), sealed)?;
                Some(phone.last_four().to_owned())
            }
            _ => None,
        };
        let code = row.failure.as_deref();
        Ok(TextLife {
            id: row.id,
            member_no: row.member_no,
            last_four,
            notice: row.notice,
            lang_script: LangScript::parse(&row.lang_script).ok_or(unknown("lang_script"))?,
            state: MessageState::parse(&row.state).ok_or(unknown("state"))?,
            queued_at: Instant(row.queued_at),
            due_at: Instant(row.due_at),
            expires_at: Instant(row.expires_at),
            sent_at: row.sent_at.map(Instant),
            settled_at: row.settled_at.map(Instant),
            gateway: row.gateway,
            failure: code.map(|code| Failure::parse(code).unwrap_or(Failure::Other)),
            code: row.code,
            segments: row.segments,
            requests_n: row.requests_n,
            repeats_n: row.repeats_n,
        })
    }

    /// The first open texts but for answers: those that wait, the first due at the head, then those of unknown fate.
    pub async fn open_texts(&self, coop: CoopId) -> Result<Vec<TextLife>, Error> {
        let most = i64::try_from(TEXTS_MAX).unwrap_or(i64::MAX);
        let mut link = self.core.read().await?;
        let mut texts = Vec::new();
        for sql in [LIST_WAITING, LIST_UNSURE] {
            for purpose in Purpose::ALL {
                if *purpose == Purpose::Answer {
                    continue;
                }
                let args = args![coop.0, purpose.priority(), most];
                let rows: Vec<TextLifeRow> = link.all(sql, args).await?;
                for row in rows {
                    texts.push(self.text_life(coop, row)?);
                }
            }
        }
        texts.truncate(TEXTS_MAX);
        Ok(texts)
    }

    /// Texts but for answers that failed before this one, the latest first.
    pub async fn texts_that_failed(
        &self,
        coop: CoopId,
        (before, id): (Instant, i64),
    ) -> Result<Vec<TextLife>, Error> {
        let most = i64::try_from(TEXTS_MAX).unwrap_or(i64::MAX);
        let args = args![coop.0, before.0, id, most];
        let rows: Vec<TextLifeRow> = self.core.read_all(LIST_FAILED, args).await?;
        let texts = rows.into_iter().map(|row| self.text_life(coop, row));
        texts.collect()
    }

    /// One text; none where it is an answer.
    pub async fn text(&self, coop: CoopId, id: i64) -> Result<Option<TextLife>, Error> {
        let row: Option<TextLifeRow> = self.core.read_one(FIND_TEXT, args![coop.0, id]).await?;
        row.map(|row| self.text_life(coop, row)).transpose()
    }
}
