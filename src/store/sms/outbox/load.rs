//! Reading leased texts with everything that decides whether they are sent: the number, the text, whether
//! the phone wants it, the hours, the caps, and the registration of its template.

use super::queue::{SealedText, place, shared_place};
use crate::core::domain::{
    Class, CoopId, CoopTexts, Hours, Instant, LangScript, MeetingId, MemberId, Phone, PhoneId,
    Purpose, RegistrationState,
};
use crate::seal::SealedCell;
use crate::store::db::batches::batches;
use crate::store::portable::without_index;
use crate::store::write::phone::phone_place;
use crate::store::{Core, Error, Store};
use std::collections::HashMap;

// Every joined table is joined by its whole key, so that each leased text is one row.
// PostgreSQL must read her texts by the member: by the index of open texts it would read all that are being
// sent.
batches! {
    LOAD_LEASED of LeasedRow { coop_id: int, id: int, today: int, month_from: int } = (
        "select o.coop_id, o.id, o.phone_id, o.number, o.member_id, o.announcement_id, o.notice,
                o.lang_script, o.version, o.class, o.purpose, o.body, a.body as shared_body, o.segments,
                o.due_at, o.expires_at, o.attempts, o.unknown_n, n.meeting_id, p.msisdn, t.stopped_at,
                t.set_aside_at is not null and not exists (select 1 from session s
                    where s.coop_id = o.coop_id and s.phone_id = o.phone_id
                        and s.touched_at > t.set_aside_at) as is_set_aside,
                g.id is not null and not exists (select 1 from member_phone v
                    join member w2 on w2.coop_id = v.coop_id and w2.id = v.member_id
                        and w2.state = 'active'
                    join coop h on h.id = v.coop_id
                    where v.coop_id = o.coop_id and v.phone_id = o.phone_id and v.to_at is null
                        and o.announcement_id is not null and coalesce(w2.lang, h.lang) = o.lang)
                    as is_gone,
                r.state as registration, r.version as registered_version, r.template_id, r.header,
                r.entity_id, c.opens_minute, c.closes_minute, c.promo_opens_minute,
                c.promo_closes_minute, c.day_cap, c.month_cap,
                case when o.counts_on is null then 0 else (select count(*) from outbox d
                    where d.coop_id = o.coop_id and d.member_id = o.member_id
                        and d.counts_on = w.today and d.state <> 'sending') end as day_n,
                case when o.counts_on is null then 0 else (select count(*) from outbox d
                    where d.coop_id = o.coop_id and d.member_id = o.member_id
                        and d.counts_on = w.today and " without_index!("d.state") " = 'sending' and d.id <> o.id
                        and (d.leased_by <> o.leased_by or d.id < o.id)) end as flying_n,
                case when o.counts_on is null then 0 else (select count(*) from outbox d
                    where d.coop_id = o.coop_id and d.member_id = o.member_id
                        and d.counts_on between w.month_from and w.today
                        and d.state <> 'sending') end as month_n
            from " rows "
            join outbox o on o.coop_id = w.coop_id and o.id = w.id
            left join announcement_text a on a.coop_id = o.coop_id
                and a.announcement_id = o.announcement_id and a.lang = o.lang
                and a.private = o.private
            left join announcement n on n.coop_id = o.coop_id and n.id = o.announcement_id
                and n.notice = o.notice
            left join member g on g.coop_id = o.coop_id and g.id = o.member_id
                and g.state <> 'active' and o.notice <> 'member-left'
            left join phone p on p.coop_id = o.coop_id and p.id = o.phone_id
            left join phone_texts t on t.coop_id = o.coop_id and t.phone_id = o.phone_id
            left join registration r on r.coop_id = o.coop_id and r.notice = o.notice
                and r.lang_script = o.lang_script
            left join coop_texts c on c.coop_id = o.coop_id
            order by o.priority, o.due_at, o.id"
    )
}

#[derive(sqlx::FromRow)]
struct OutboxRow {
    coop_id: i64,
    id: i64,
    phone_id: Option<i64>,
    number: Option<String>,
    member_id: Option<i64>,
    announcement_id: Option<i64>,
    notice: String,
    lang_script: String,
    version: i64,
    class: String,
    purpose: String,
    body: Option<String>,
    shared_body: Option<String>,
    segments: i64,
    due_at: i64,
    expires_at: i64,
    attempts: i64,
    unknown_n: i64,
    meeting_id: Option<i64>,
    msisdn: Option<String>,
    stopped_at: Option<i64>,
    is_set_aside: Option<bool>,
    is_gone: bool,
    registration: Option<String>,
    registered_version: Option<i64>,
    template_id: Option<String>,
    header: Option<String>,
    entity_id: Option<String>,
    opens_minute: Option<i64>,
    closes_minute: Option<i64>,
    promo_opens_minute: Option<i64>,
    promo_closes_minute: Option<i64>,
    day_cap: Option<i64>,
    month_cap: Option<i64>,
    day_n: i64,
    flying_n: i64,
    month_n: i64,
}

/// Whether anybody is still there whom a text is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextReader {
    /// Somebody is.
    There,
    /// It is for a woman who is no member any more, and for nobody else of her phone. The text that tells her that
    /// she is none is still for her.
    Gone,
}

/// A leased text, with everything that decides whether it is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct LeasedText {
    /// The cooperative.
    pub coop: CoopId,
    /// Its id.
    pub id: i64,
    /// The phone it is for; `None` for a stranger.
    pub phone: Option<PhoneId>,
    /// The member it is for, where that is known.
    pub member: Option<MemberId>,
    /// The number; `None` where it cannot be opened any more.
    pub to: Option<Phone>,
    /// Its notice.
    pub notice: String,
    /// Its language and script.
    pub lang_script: LangScript,
    /// The version of its words.
    pub version: i64,
    /// The class it is registered under.
    pub class: Class,
    /// Its purpose.
    pub purpose: Purpose,
    /// The text; `None` where it cannot be opened any more.
    pub body: Option<String>,
    /// The names and values of its places.
    pub values: Vec<(String, String)>,
    /// Its SMS parts.
    pub segments: i64,
    /// When it was due.
    pub due_at: Instant,
    /// When it expires.
    pub expires_at: Instant,
    /// Attempts, including this one.
    pub attempts: i64,
    /// Whether an earlier request for it may have been taken, so that it may be delivered twice.
    pub is_repeat: bool,
    /// The meeting that it asks about. The private form asks nothing.
    pub meeting: Option<MeetingId>,
    /// Whether this phone gets no announcements.
    pub is_stopped: bool,
    /// Whether its number seems dead.
    pub is_set_aside: bool,
    /// Whether anybody is still there whom it is for.
    pub reader: TextReader,
    /// The registration of its template, in whatever state.
    pub registered: Option<RegisteredAs>,
    /// The cooperative's quiet hours.
    pub hours: Hours,
    /// The cooperative's hours for promotion.
    pub promo_hours: Hours,
    /// Caps: at most so many restrained texts to one member in a day, and in a month.
    pub caps: DayAndMonth,
    /// Restrained texts that she was sent today and this month, without this one.
    pub counted: DayAndMonth,
    /// Other restrained texts that are being sent to her now.
    pub flying: i64,
}

impl std::fmt::Debug for LeasedText {
    /// Shows its id, and nothing of its words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LeasedText({})", self.id)
    }
}

/// A number of texts in a day and in a month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DayAndMonth {
    /// In the local day.
    pub day: i64,
    /// In the calendar month.
    pub month: i64,
}

/// The registration of a template, as far as a text needs it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegisteredAs {
    /// The state of the registration.
    pub state: RegistrationState,
    /// The version that was registered.
    pub version: i64,
    /// The operators' id of the template.
    pub template_id: String,
    /// The header: the sender's name.
    pub header: String,
    /// The id of the principal entity.
    pub entity_id: String,
}

impl Store {
    /// Reads leased texts of one cooperative, those of a more urgent priority first. The second list has
    /// the ids of texts with a code that this release does not know; they must not hold up the rest.
    pub async fn load_leased(
        &self,
        coop: CoopId,
        ids: &[i64],
        now: Instant,
    ) -> Result<(Vec<LeasedText>, Vec<i64>), Error> {
        if ids.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let today = now.day();
        let rows: Vec<LeasedRow> = ids
            .iter()
            .map(|id| LeasedRow {
                coop_id: coop.0,
                id: *id,
                today: today.0,
                month_from: today.month_start().0,
            })
            .collect();
        let found: Vec<OutboxRow> = self.core.read_batch(LOAD_LEASED, &rows).await?;
        let mut opened = SharedBodies::default();
        let (mut texts, mut unread) = (Vec::new(), Vec::new());
        for row in found {
            let id = row.id;
            match leased(&self.core, &mut opened, row) {
                Ok(text) => texts.push(text),
                Err(_) => unread.push(id),
            }
        }
        Ok((texts, unread))
    }
}

/// Texts of announcements that are open already in this batch: thousands of rows share one.
#[derive(Default)]
struct SharedBodies(HashMap<String, Option<SealedText>>);

impl SharedBodies {
    fn text(&mut self, core: &Core, coop: CoopId, row: &OutboxRow) -> Option<SealedText> {
        if let Some(own) = &row.body {
            return open_text(core, place("body", coop, row.id), own);
        }
        let (shared, announcement) = (row.shared_body.as_ref()?, row.announcement_id?);
        if let Some(text) = self.0.get(shared) {
            return text.clone();
        }
        let text = open_text(core, shared_place(coop, announcement), shared);
        self.0.insert(shared.clone(), text.clone());
        text
    }
}

/// Opens the words of a text; `None` where they cannot be opened.
pub(in crate::store) fn open_text(
    core: &Core,
    place: SealedCell,
    sealed: &str,
) -> Option<SealedText> {
    let json = core.keys.open(place, sealed).ok()?;
    serde_json::from_slice(&json).ok()
}

fn number(core: &Core, coop: CoopId, row: &OutboxRow) -> Option<Phone> {
    let clear = match (&row.number, &row.msisdn, row.phone_id) {
        (_, Some(sealed), Some(phone)) => core.keys.open(phone_place(coop, PhoneId(phone)), sealed),
        (Some(sealed), ..) => core.keys.open(place("number", coop, row.id), sealed),
        (None, ..) => return None,
    };
    Phone::parse(&String::from_utf8(clear.ok()?).ok()?).ok()
}

/// The value of a code, or an error with the table and column of the code.
pub(super) fn word<T>(
    value: Option<T>,
    (table, column): (&'static str, &'static str),
) -> Result<T, Error> {
    value.ok_or(Error::UnknownCode { table, column })
}

/// A cooperative's quiet hours and its hours for promotion; the usual ones where it has set none.
pub(super) fn hours_of(
    quiet: (Option<i64>, Option<i64>),
    promo: (Option<i64>, Option<i64>),
) -> (Hours, Hours) {
    let usual = CoopTexts::usual("", "");
    let hours = |(opens, closes): (Option<i64>, Option<i64>), usual: Hours| Hours {
        opens: opens.unwrap_or(usual.opens),
        closes: closes.unwrap_or(usual.closes),
    };
    (hours(quiet, usual.hours), hours(promo, usual.promo_hours))
}

fn leased(core: &Core, opened: &mut SharedBodies, row: OutboxRow) -> Result<LeasedText, Error> {
    let coop = CoopId(row.coop_id);
    let (body, values) = match opened.text(core, coop, &row) {
        Some(text) => (Some(text.body), text.values),
        None => (None, Vec::new()),
    };
    let usual = CoopTexts::usual("", "");
    let (hours, promo_hours) = hours_of(
        (row.opens_minute, row.closes_minute),
        (row.promo_opens_minute, row.promo_closes_minute),
    );
    Ok(LeasedText {
        coop,
        id: row.id,
        phone: row.phone_id.map(PhoneId),
        member: row.member_id.map(MemberId),
        to: number(core, coop, &row),
        lang_script: word(
            LangScript::parse(&row.lang_script),
            ("outbox", "lang_script"),
        )?,
        version: row.version,
        class: word(Class::parse(&row.class), ("outbox", "class"))?,
        purpose: word(Purpose::parse(&row.purpose), ("outbox", "purpose"))?,
        body,
        values,
        segments: row.segments,
        due_at: Instant(row.due_at),
        expires_at: Instant(row.expires_at),
        attempts: row.attempts,
        is_repeat: row.unknown_n > 0,
        meeting: row.meeting_id.map(MeetingId),
        is_stopped: row.stopped_at.is_some(),
        is_set_aside: row.is_set_aside.unwrap_or_default(),
        reader: if row.is_gone {
            TextReader::Gone
        } else {
            TextReader::There
        },
        hours,
        promo_hours,
        caps: DayAndMonth {
            day: row.day_cap.unwrap_or(usual.day_cap),
            month: row.month_cap.unwrap_or(usual.month_cap),
        },
        counted: DayAndMonth {
            day: row.day_n,
            month: row.month_n,
        },
        flying: row.flying_n,
        registered: registered(&row)?,
        notice: row.notice,
    })
}

fn registered(row: &OutboxRow) -> Result<Option<RegisteredAs>, Error> {
    let Some(state) = &row.registration else {
        return Ok(None);
    };
    Ok(Some(RegisteredAs {
        state: word(RegistrationState::parse(state), ("registration", "state"))?,
        version: row.registered_version.unwrap_or_default(),
        template_id: row.template_id.clone().unwrap_or_default(),
        header: row.header.clone().unwrap_or_default(),
        entity_id: row.entity_id.clone().unwrap_or_default(),
    }))
}
