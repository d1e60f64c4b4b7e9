//! What is known before a turn: the session, the phone, its members, and what is looked at so often
//! that it comes along (her marks, the tries against her PIN).
//!
//! The looks of concurrent callers go out together, one statement for a batch.

use crate::core::dialogue::facts::{Marks, PhoneFacts, PinFacts};
use crate::core::dialogue::state::Caller;
use crate::core::domain::{
    CoopId, Instant, Lang, LangScript, Member, MemberId, Phone, PhoneId, SessionId, Tries,
};
use crate::seal::from_text;
use crate::store::db::batcher::Gatherer;
use crate::store::db::batches::batches;
use crate::store::db::conn::{args, statements};
use crate::store::db::pools::Work;
use crate::store::facts::known_lookup::{Known, KnownLookup, MemberSummary};
use crate::store::step::{SealedReply, StoredSession};
use crate::store::{Core, Error, Store};
use std::sync::Arc;
use tokio::sync::{Mutex, mpsc, oneshot};

/// Looks that go out together at most.
const LOOKS_MAX: usize = 128;

/// Her PIN's hash. It leaves the store only to be compared.
#[derive(Clone, PartialEq, Eq)]
pub struct PinRow {
    /// The argon2id hash, as a PHC string without the pepper.
    pub hash: String,
    /// The name of the pepper in it.
    pub pepper_id: String,
}

impl std::fmt::Debug for PinRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PinRow(…)")
    }
}

batches! {
    /// Session, phone, members and what comes along, one row for each member of each look.
    KNOW of LookRow { n: int, coop_id: int, session_id: int, lookup: text, now: int } = (
        "select w.n, s.turn, s.phone_id as session_phone, s.text_len, s.text_hash, s.reply,
                s.state, s.touched_at, s.ended,
                p.id as phone, p.fails as phone_fails, p.locked_until as phone_locked_until,
                p.last_locked_at as phone_last_locked_at, p.slow_n as phone_slow_n,
                p.slow_from as phone_slow_from,
                m.id as member, m.no, m.lang, m.private_sms,
                c.must_change, c.pin_hash <> '' as has_pin, c.fails, c.locked_until,
                c.last_locked_at, c.slow_n, c.slow_from, c.untold_n,
                (select count(*) from request r
                    join ballot_outcome o on o.coop_id = r.coop_id and o.ballot_id = r.ballot_id
                        and o.outcome = 'passed'
                    where r.coop_id = m.coop_id and r.state = 'open'
                        and (r.valid_until is null
                            or r.valid_until >= (w.now + 19800000) / 86400000)
                        and not exists
                        (select 1 from consent a where a.coop_id = r.coop_id
                            and a.member_id = m.id and a.request_id = r.id)) as asks_n,
                exists (select 1 from ballot b
                    join ballot_roll l on l.coop_id = b.coop_id and l.ballot_id = b.id
                        and l.member_id = m.id
                    where b.coop_id = m.coop_id and b.state = 'open'
                        and b.opens_at <= w.now and w.now < b.closes_at) as ballot_open
            from " rows "
            left join session s on s.coop_id = w.coop_id and s.id = w.session_id
            left join phone p on p.coop_id = w.coop_id and p.lookup = w.lookup
            left join member_phone mp on mp.coop_id = p.coop_id and mp.phone_id = p.id
                and mp.to_at is null
            left join member m on m.coop_id = mp.coop_id and m.id = mp.member_id
                and m.state = 'active'
            left join credential c on c.coop_id = m.coop_id and c.member_id = m.id
            order by w.n, m.no"
    )
}

statements! {
    /// Her PIN's hash.
    FIND_CREDENTIAL = "select pin_hash, pepper_id from credential
        where coop_id = $1 and member_id = $2 and pin_hash <> ''";
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    n: i64,
    turn: Option<i64>,
    session_phone: Option<i64>,
    text_len: Option<i64>,
    text_hash: Option<String>,
    reply: Option<String>,
    state: Option<String>,
    touched_at: Option<i64>,
    ended: Option<bool>,
    phone: Option<i64>,
    phone_fails: Option<i64>,
    phone_locked_until: Option<i64>,
    phone_last_locked_at: Option<i64>,
    phone_slow_n: Option<i64>,
    phone_slow_from: Option<i64>,
    member: Option<i64>,
    no: Option<i64>,
    lang: Option<String>,
    private_sms: Option<bool>,
    must_change: Option<bool>,
    has_pin: Option<bool>,
    fails: Option<i64>,
    locked_until: Option<i64>,
    last_locked_at: Option<i64>,
    slow_n: Option<i64>,
    slow_from: Option<i64>,
    untold_n: Option<i64>,
    asks_n: i64,
    ballot_open: bool,
}

impl Store {
    /// Reads the session, the phone and its members.
    pub async fn known(
        &self,
        coop: CoopId,
        session: SessionId,
        phone: &Phone,
        now: Instant,
    ) -> Result<Known, Error> {
        let look = self.look(coop, session, phone, now);
        // That something can be read does not mean that anything can be kept.
        self.core.readiness.step_results.note(look, |_| false).await
    }

    /// The same, of which nothing is told to whoever asks how we are.
    pub(in crate::store) async fn look(
        &self,
        coop: CoopId,
        session: SessionId,
        phone: &Phone,
        now: Instant,
    ) -> Result<Known, Error> {
        let (answer, told) = oneshot::channel();
        let look = KnownLookup {
            coop,
            session,
            lookups: self.core.keys.lookups(coop, phone),
            now,
            answer,
        };
        self.looks.send(look).await.map_err(|_| Error::Stopped)?;
        told.await.map_err(|_| Error::Stopped)?
    }

    /// Her PIN's hash, where she has one.
    pub async fn credential(
        &self,
        coop: CoopId,
        member: MemberId,
    ) -> Result<Option<PinRow>, Error> {
        let mut link = self.core.link(Work::Facts).await?;
        let found: Option<(String, String)> =
            link.find(FIND_CREDENTIAL, args![coop.0, member.0]).await?;
        Ok(found.map(|(hash, pepper_id)| PinRow { hash, pepper_id }))
    }
}

impl Known {
    /// The marks of a member of this phone.
    pub(in crate::store) fn marks(&self, member: MemberId) -> Marks {
        self.summary(member)
            .map(|summary| summary.marks)
            .unwrap_or_default()
    }

    /// What is known of a member's PIN. The tries of a stranger are loaded with the number she typed.
    pub fn pin(&self, caller: Caller) -> PinFacts {
        match caller {
            Caller::Member(member) => self
                .summary(member)
                .map(|summary| summary.pin.clone())
                .unwrap_or_default(),
            Caller::Unknown | Caller::Stranger(_) => PinFacts::default(),
        }
    }

    /// The phone's tries with codes that it texts.
    pub fn phone_tries(&self) -> Tries {
        self.phone_tries
    }

    fn summary(&self, member: MemberId) -> Option<&MemberSummary> {
        self.summaries
            .iter()
            .find(|summary| summary.member == member)
    }
}

/// Gathers looks and reads them together until the last store is dropped.
pub(in crate::store) async fn read_batches(
    core: Arc<Core>,
    waiting: Arc<Mutex<mpsc::Receiver<KnownLookup>>>,
) {
    let mut gatherer = Gatherer::default();
    loop {
        let mut looks = gatherer.gather(&waiting, LOOKS_MAX).await;
        if looks.is_empty() {
            return;
        }
        // Whoever waited in vain while the database was away has heard her apology.
        looks.retain(|look| !look.answer.is_closed());
        if looks.is_empty() {
            continue;
        }
        match read_batch(&core, &looks).await {
            Ok(known) => {
                for (look, known) in looks.into_iter().zip(known) {
                    // A caller who has hung up meanwhile needs no answer.
                    let _ = look.answer.send(Ok(known));
                }
            }
            Err(error) => {
                for look in looks {
                    let _ = look.answer.send(Err(error.clone()));
                }
            }
        }
    }
}

async fn read_batch(core: &Core, looks: &[KnownLookup]) -> Result<Vec<Known>, Error> {
    let rows: Vec<LookRow> = (0_i64..)
        .zip(looks)
        .flat_map(|(n, look)| {
            let row = move |lookup: &String| LookRow {
                n,
                coop_id: look.coop.0,
                session_id: look.session.0,
                lookup: lookup.clone(),
                now: look.now.0,
            };
            // While the keys are being changed a phone may still stand under its older lookup. Each is
            // a row of its own, since only an equality is answered from an index on both databases.
            let [new, old] = &look.lookups;
            [Some(row(new)), (old != new).then(|| row(old))]
        })
        .flatten()
        .collect();
    let found = match look(core, &rows).await {
        // A connection at hand may have gone with its server, or died in silence: then all at hand
        // have been let go, and a fresh one tells.
        Err(error) if error.is_outage() && !matches!(error, Error::Killed) => {
            look(core, &rows).await?
        }
        found => found?,
    };
    let mut known: Vec<Known> = looks.iter().map(nothing_known).collect();
    for row in found {
        let place = usize::try_from(row.n).unwrap_or(usize::MAX);
        if let Some(known) = known.get_mut(place) {
            fill(core, known, row)?;
        }
    }
    Ok(known)
}

async fn look(core: &Core, rows: &[LookRow]) -> Result<Vec<KnownRow>, Error> {
    let mut link = core.link(Work::Looks).await?;
    link.batch(KNOW, rows).await
}

fn nothing_known(look: &KnownLookup) -> Known {
    Known {
        coop: look.coop,
        session_id: look.session,
        session: None,
        phone: PhoneFacts::default(),
        phone_tries: Tries::default(),
        summaries: Vec::new(),
    }
}

fn fill(core: &Core, known: &mut Known, mut row: KnownRow) -> Result<(), Error> {
    if known.session.is_none() {
        known.session = stored_session(core, known, &mut row);
    }
    let Some(phone) = row.phone else {
        return Ok(());
    };
    known.phone.id = Some(PhoneId(phone));
    known.phone_tries = Tries {
        fails: row.phone_fails.unwrap_or_default(),
        locked_until: row.phone_locked_until.map(Instant),
        last_locked_at: row.phone_last_locked_at.map(Instant),
        slow_n: row.phone_slow_n.unwrap_or_default(),
        slow_from: row.phone_slow_from.map(Instant),
        // Nobody is told of them.
        untold_n: 0,
    };
    let (Some(id), Some(no)) = (row.member, row.no) else {
        return Ok(());
    };
    known.phone.members.push(Member {
        id: MemberId(id),
        no,
        lang: member_lang(row.lang.as_deref())?,
        private_sms: row.private_sms.unwrap_or_default(),
    });
    known.summaries.push(MemberSummary {
        member: MemberId(id),
        marks: Marks {
            asks_n: row.asks_n,
            ballot_open: row.ballot_open,
        },
        pin: PinFacts {
            exists: row.has_pin.unwrap_or_default(),
            must_change: row.must_change.unwrap_or_default(),
            tries: Tries {
                fails: row.fails.unwrap_or_default(),
                locked_until: row.locked_until.map(Instant),
                last_locked_at: row.last_locked_at.map(Instant),
                slow_n: row.slow_n.unwrap_or_default(),
                slow_from: row.slow_from.map(Instant),
                untold_n: row.untold_n.unwrap_or_default(),
            },
            ..PinFacts::default()
        },
    });
    Ok(())
}

fn stored_session(core: &Core, known: &Known, row: &mut KnownRow) -> Option<StoredSession> {
    let (coop, id) = (known.coop, known.session_id.0);
    Some(StoredSession {
        turn: row.turn?,
        phone: row.session_phone.map(PhoneId),
        text_len: row.text_len.unwrap_or_default(),
        text_hash: row
            .text_hash
            .as_deref()
            .and_then(|text| from_text(text).ok())
            .unwrap_or_default(),
        reply: row.reply.take().map(SealedReply),
        state: core.open_state(coop, id, row.state.as_deref()),
        touched_at: Instant(row.touched_at.unwrap_or_default()),
        ended: row.ended.unwrap_or_default(),
    })
}

/// A language and script from its column of a table.
pub(in crate::store) fn lang_script(code: &str, table: &'static str) -> Result<LangScript, Error> {
    LangScript::parse(code).ok_or(Error::UnknownCode {
        table,
        column: "lang_script",
    })
}

/// A language from its column of a table.
pub(in crate::store) fn lang(code: &str, table: &'static str) -> Result<Lang, Error> {
    Lang::parse(code).ok_or(Error::UnknownCode {
        table,
        column: "lang",
    })
}

/// The language that a member chose.
pub(in crate::store) fn member_lang(code: Option<&str>) -> Result<Option<Lang>, Error> {
    code.map(|code| lang(code, "member")).transpose()
}
