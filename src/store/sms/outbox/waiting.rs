//! Texts as officers see to them: how many wait and why, and how many failed. Never what one says.
//!
//! Answers are read one by one nowhere, since an answer to a text about a vote would say who voted: they are
//! counted by day, all together, and while a ballot is open only up to the day on which it opened (console
//! reference 2, sentence 22).

use crate::core::domain::{
    Class, CoopId, Day, Failure, Instant, LangScript, MessageState, Purpose,
};
use crate::store::db::conn::{args, statements};
use crate::store::{Error, Store};

statements! {
    /// Open texts but for answers, counted by what says why they wait.
    COUNT_WAITING = "select state, purpose, class, notice, lang_script, gateway, failure,
            due_at > $2 as is_later, due_at >= $3 as is_tomorrow, expires_at <= $2 as is_stale,
            count(*) as texts_n, min(due_at) as due_at
        from outbox
        where coop_id = $1 and state in ('waiting', 'sending', 'unsure') and purpose <> 'answer'
        group by state, purpose, class, notice, lang_script, gateway, failure,
            due_at > $2, due_at >= $3, expires_at <= $2";
    /// Texts but for answers that failed since then, counted by why and by which gateway.
    COUNT_FAILED = "select gateway, failure, code, count(*) as texts_n, max(settled_at) as last_at
        from outbox
        where coop_id = $1 and state = 'failed' and settled_at >= $2 and purpose <> 'answer'
        group by gateway, failure, code order by count(*) desc, gateway, failure, code";
    /// The day in front of which answers may be counted while a ballot is open.
    FIND_OPEN_BALLOT = "select min(opens_at) as opens_at from ballot where coop_id = $1 and state = 'open'";
    COUNT_ANSWERS = "select count(*) from outbox
        where coop_id = $1 and sent_at is not null and sent_at >= $2 and sent_at < $3 and purpose = 'answer'";
    /// When each gateway last took a text; answers up to the moment that no open ballot hides.
    LAST_TAKEN = "select gateway, max(sent_at) as taken_at from outbox
        where coop_id = $1 and sent_at is not null and sent_at >= $2 and gateway is not null
            and (purpose <> 'answer' or sent_at < $3)
        group by gateway order by gateway";
    LIST_PAUSES = "select gateway, why, at from gateway_pause where coop_id = $1 order by gateway";
}

/// Open texts that wait for the same reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WaitingTexts {
    /// Where they stand: waiting, being sent, or of unknown fate.
    pub state: MessageState,
    /// Why they are sent.
    pub purpose: Purpose,
    /// Their class.
    pub class: Class,
    /// The text, by its name.
    pub notice: String,
    /// What it is written in.
    pub lang_script: LangScript,
    /// The gateway of the last try; `None` where no sender has looked at them yet.
    pub gateway: Option<String>,
    /// Why the last try failed.
    pub failure: Option<Failure>,
    /// Whether they are due later than now.
    pub is_later: bool,
    /// Whether that is on another day.
    pub is_tomorrow: bool,
    /// Whether they are not worth sending any more.
    pub is_stale: bool,
    /// How many.
    pub texts_n: i64,
    /// When the first of them is due.
    pub due_at: Instant,
}

/// Texts that failed for the same reason.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct FailedTexts {
    /// The gateway that was asked last; `None` where none was.
    pub gateway: Option<String>,
    failure: Option<String>,
    /// The provider's or the network's own code.
    pub code: Option<String>,
    /// How many.
    pub texts_n: i64,
    last_at: i64,
}

impl FailedTexts {
    /// Why they failed; a word of a newer release counts as one without a reason.
    pub fn failure(&self) -> Failure {
        let known = self.failure.as_deref().and_then(Failure::parse);
        known.unwrap_or(Failure::Other)
    }

    /// When the last of them failed.
    pub fn last_at(&self) -> Instant {
        Instant(self.last_at)
    }
}

/// A gateway that is not used until an officer has seen to it.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct GatewayPause {
    /// The gateway.
    pub gateway: String,
    /// The failure's word, and the provider's own code.
    pub why: String,
    at: i64,
}

impl GatewayPause {
    /// Since when.
    pub fn since(&self) -> Instant {
        Instant(self.at)
    }
}

#[derive(sqlx::FromRow)]
struct WaitingRow {
    state: String,
    purpose: String,
    class: String,
    notice: String,
    lang_script: String,
    gateway: Option<String>,
    failure: Option<String>,
    is_later: bool,
    is_tomorrow: bool,
    is_stale: bool,
    texts_n: i64,
    due_at: i64,
}

pub(super) fn unknown(column: &'static str) -> Error {
    Error::UnknownCode {
        table: "outbox",
        column,
    }
}

impl WaitingRow {
    fn kept(self) -> Result<WaitingTexts, Error> {
        let code = self.failure.as_deref();
        Ok(WaitingTexts {
            state: MessageState::parse(&self.state).ok_or(unknown("state"))?,
            purpose: Purpose::parse(&self.purpose).ok_or(unknown("purpose"))?,
            class: Class::parse(&self.class).ok_or(unknown("class"))?,
            lang_script: LangScript::parse(&self.lang_script).ok_or(unknown("lang_script"))?,
            failure: code.map(|code| Failure::parse(code).unwrap_or(Failure::Other)),
            notice: self.notice,
            gateway: self.gateway,
            is_later: self.is_later,
            is_tomorrow: self.is_tomorrow,
            is_stale: self.is_stale,
            texts_n: self.texts_n,
            due_at: Instant(self.due_at),
        })
    }
}

impl Store {
    /// Open texts but for answers, counted by why they wait.
    pub async fn waiting_texts(
        &self,
        coop: CoopId,
        now: Instant,
    ) -> Result<Vec<WaitingTexts>, Error> {
        let tomorrow = now.day().plus(1).start();
        let args = args![coop.0, now.0, tomorrow.0];
        let rows: Vec<WaitingRow> = self.core.read_all(COUNT_WAITING, args).await?;
        rows.into_iter().map(WaitingRow::kept).collect()
    }

    /// Texts but for answers that failed since then, the most frequent reason first.
    pub async fn failed_texts(
        &self,
        coop: CoopId,
        since: Instant,
    ) -> Result<Vec<FailedTexts>, Error> {
        self.core
            .read_all(COUNT_FAILED, args![coop.0, since.0])
            .await
    }

    /// The moment before which answers may be counted: all of them where no ballot is open.
    pub async fn answers_until(&self, coop: CoopId) -> Result<Instant, Error> {
        let row: Option<(Option<i64>,)> =
            self.core.read_one(FIND_OPEN_BALLOT, args![coop.0]).await?;
        let opens = row.and_then(|(opens,)| opens);
        Ok(opens.map_or(Instant(i64::MAX), |at| Instant(at).day().start()))
    }

    /// How many answers gateways took on each of these days, all together.
    pub async fn answers_by_day(
        &self,
        coop: CoopId,
        days: impl Iterator<Item = Day>,
    ) -> Result<Vec<(Day, i64)>, Error> {
        let mut link = self.core.read().await?;
        let mut counted = Vec::new();
        for day in days {
            let args = args![coop.0, day.start().0, day.plus(1).start().0];
            let found: Option<(i64,)> = link.find(COUNT_ANSWERS, args).await?;
            counted.push((day, found.map_or(0, |(n,)| n)));
        }
        Ok(counted)
    }

    /// When each gateway last took a text, since then.
    pub async fn last_taken(
        &self,
        coop: CoopId,
        since: Instant,
    ) -> Result<Vec<(String, Instant)>, Error> {
        let until = self.answers_until(coop).await?;
        let args = args![coop.0, since.0, until.0];
        let rows: Vec<(String, i64)> = self.core.read_all(LAST_TAKEN, args).await?;
        let taken = rows.into_iter();
        Ok(taken.map(|(gateway, at)| (gateway, Instant(at))).collect())
    }

    /// The gateways that are not used until an officer has seen to it, with why and since when.
    pub async fn gateway_pauses(&self, coop: CoopId) -> Result<Vec<GatewayPause>, Error> {
        self.core.read_all(LIST_PAUSES, args![coop.0]).await
    }
}
