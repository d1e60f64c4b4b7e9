//! PINs outside a turn: the codes of slips, locks that two named persons have opened, and tries with
//! numbers that are not linked to the phone.

use super::db::conn::{Sql, args, statements};
use super::db::pools::Work;
use super::facts::known::member_lang;
use super::facts::known_lookup::Known;
use super::places::names_place;
use super::{Core, Error, Store};
use crate::core::dialogue::facts::{Facts, StrangerFacts};
use crate::core::dialogue::state::Caller;
use crate::core::domain::{CoopId, Instant, Lang, MemberId, PhoneId, RowId, Tries};

/// How long tries of strangers are kept. Nobody can open a lock for a number that is linked to no phone, so
/// it is forgotten after a year.
const STRANGERS_KEPT_MS: i64 = 366 * 24 * 60 * 60 * 1000;

statements! {
    FIND_STRANGER_TRIES = "select fails, locked_until, last_locked_at, slow_n, slow_from, untold_n
        from stranger_tries where coop_id = $1 and id = $2";
    FORGET_STRANGERS = "delete from stranger_tries where coop_id = $1 and tried_at < $2";
    /// The code of her slip, while it is valid.
    FIND_PIN_CODE = "select id, code_hash from pin_code
        where coop_id = $1 and member_id = $2 and ends_at > $3";
    IS_PIN_CODE = "select id from pin_code where coop_id = $1 and member_id = $2 and id = $3";
    FIND_PIN_HOLDER = "select m.id, m.lang, m.private_sms,
            coalesce(c.pin_hash <> '', false) as has_pin
        from member m left join credential c on c.coop_id = m.coop_id and c.member_id = m.id
        where m.coop_id = $1 and m.no = $2 and m.state = 'active'";
    /// The same of one who is no member any more.
    FIND_FORMER_HOLDER = "select m.id, m.lang, m.private_sms, false as has_pin
        from member m where m.coop_id = $1 and m.no = $2 and m.state in ('left', 'died')";
    /// Her phones, and whether another member has each of them too.
    LIST_PHONES_OF = "select p.phone_id, exists (select 1 from member_phone o
            join member w on w.coop_id = o.coop_id and w.id = o.member_id and w.state = 'active'
            where o.coop_id = p.coop_id and o.phone_id = p.phone_id
                and o.member_id <> p.member_id and o.to_at is null) as is_shared
        from member_phone p
        where p.coop_id = $1 and p.member_id = $2 and p.to_at is null order by p.phone_id";
    LIST_SIGNED_ACTS = "select s.id, m.no, s.act, s.names, s.at from signed_act s
        join member m on m.coop_id = s.coop_id and m.id = s.member_id
        where s.coop_id = $1 order by s.at, s.id";
}

#[derive(sqlx::FromRow)]
struct StrangerTriesRow {
    fails: i64,
    locked_until: Option<i64>,
    last_locked_at: Option<i64>,
    slow_n: i64,
    slow_from: Option<i64>,
    untold_n: i64,
}

#[derive(sqlx::FromRow)]
struct PinHolderRow {
    id: i64,
    lang: Option<String>,
    private_sms: bool,
    has_pin: bool,
}

#[derive(sqlx::FromRow)]
struct SignedActRow {
    id: i64,
    no: i64,
    act: String,
    names: String,
    at: i64,
}

/// A woman whose PIN two named persons help with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PinHolder {
    /// The member.
    pub member: MemberId,
    /// Her member number.
    pub no: i64,
    /// The language she chose; `None` where she has not chosen.
    pub lang: Option<Lang>,
    /// Whether texts to her must not say what they are about.
    pub private_sms: bool,
    /// Whether she has a PIN.
    pub has_pin: bool,
    /// Her phones.
    pub phones: Vec<HolderPhone>,
}

/// A phone of a woman whose PIN two named persons help with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HolderPhone {
    /// Which phone.
    pub id: PhoneId,
    /// Whether other members have it too.
    pub is_shared: bool,
}

/// Help with a PIN that two named persons vouched for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedAct {
    /// The number of the member it was for.
    pub member_no: i64,
    /// `unlock` or `activate`.
    pub act: String,
    /// The names of the two persons.
    pub names: [String; 2],
    /// When it was done.
    pub at: Instant,
}

impl Store {
    /// The id and language of a number that is not linked to this phone; `None` for everybody else.
    pub(super) fn stranger(&self, known: &Known, facts: &Facts) -> Option<StrangerFacts> {
        let Caller::Stranger(no) = facts.caller else {
            return None;
        };
        let phone = known.phone.id?;
        let (tries_id, draw) = self.core.keys.stranger(known.coop, phone, no);
        let in_use = |lang: &Lang| {
            let mut members = known.phone.members.iter();
            members.any(|member| member.lang.unwrap_or(facts.coop.lang) == *lang)
        };
        let langs: Vec<Lang> = Lang::ALL.into_iter().filter(in_use).collect();
        let n = u64::try_from(langs.len()).unwrap_or(1).max(1);
        let nth = usize::try_from(draw % n).unwrap_or_default();
        Some(StrangerFacts {
            tries_id,
            lang: langs.get(nth).copied().unwrap_or(facts.coop.lang),
        })
    }

    /// The counted tries of a stranger.
    pub(super) async fn stranger_tries(
        &self,
        coop: CoopId,
        stranger: StrangerFacts,
    ) -> Result<Tries, Error> {
        let mut link = self.core.link(Work::Facts).await?;
        let args = args![coop.0, stranger.tries_id];
        let found: Option<StrangerTriesRow> = link.find(FIND_STRANGER_TRIES, args).await?;
        let tries = |row: StrangerTriesRow| Tries {
            fails: row.fails,
            locked_until: row.locked_until.map(Instant),
            last_locked_at: row.last_locked_at.map(Instant),
            slow_n: row.slow_n,
            slow_from: row.slow_from.map(Instant),
            untold_n: row.untold_n,
        };
        Ok(found.map(tries).unwrap_or_default())
    }

    /// Deletes tries of strangers that are a year old; returns how many.
    pub async fn forget_strangers(&self, now: Instant) -> Result<u64, Error> {
        let mut forgotten = 0;
        for coop in self.coop_ids().await? {
            let mut link = self.core.begin().await?;
            let args = args![coop.0, now.0 - STRANGERS_KEPT_MS];
            forgotten += link.run(FORGET_STRANGERS, args).await?;
            link.commit().await?;
        }
        Ok(forgotten)
    }

    /// The id and the hash of the code of her slip, while it is valid.
    pub async fn pin_code(
        &self,
        coop: CoopId,
        member: MemberId,
        now: Instant,
    ) -> Result<Option<(RowId, String)>, Error> {
        let mut link = self.core.link(Work::Facts).await?;
        let args = args![coop.0, member.0, now.0];
        let found: Option<(i64, String)> = link.find(FIND_PIN_CODE, args).await?;
        Ok(found.map(|(id, hash)| (RowId(id), hash)))
    }

    /// Whether this code is still the valid one: neither used nor replaced since it was typed.
    pub async fn is_pin_code(
        &self,
        coop: CoopId,
        member: MemberId,
        code: RowId,
    ) -> Result<bool, Error> {
        let mut link = self.core.link(Work::Facts).await?;
        let args = args![coop.0, member.0, code.0];
        let found: Option<(i64,)> = link.find(IS_PIN_CODE, args).await?;
        Ok(found.is_some())
    }

    /// The active member with this number.
    pub async fn pin_holder(&self, coop: CoopId, no: i64) -> Result<Option<PinHolder>, Error> {
        self.holder(FIND_PIN_HOLDER, coop, no).await
    }

    /// The same of one who has left or died, for a text that reaches her once she is a member again.
    pub async fn former_holder(&self, coop: CoopId, no: i64) -> Result<Option<PinHolder>, Error> {
        self.holder(FIND_FORMER_HOLDER, coop, no).await
    }

    async fn holder(&self, sql: Sql, coop: CoopId, no: i64) -> Result<Option<PinHolder>, Error> {
        let mut link = self.core.read().await?;
        let found: Option<PinHolderRow> = link.find(sql, args![coop.0, no]).await?;
        let Some(row) = found else {
            return Ok(None);
        };
        let phones: Vec<(i64, bool)> = link.all(LIST_PHONES_OF, args![coop.0, row.id]).await?;
        Ok(Some(PinHolder {
            member: MemberId(row.id),
            no,
            lang: member_lang(row.lang.as_deref())?,
            private_sms: row.private_sms,
            has_pin: row.has_pin,
            phones: phones
                .into_iter()
                .map(|(id, is_shared)| HolderPhone {
                    id: PhoneId(id),
                    is_shared,
                })
                .collect(),
        }))
    }

    /// What was done for members by two named persons, oldest first.
    pub async fn signed_acts(&self, coop: CoopId) -> Result<Vec<SignedAct>, Error> {
        let rows: Vec<SignedActRow> = self.core.read_all(LIST_SIGNED_ACTS, args![coop.0]).await?;
        rows.into_iter()
            .map(|row| {
                Ok(SignedAct {
                    member_no: row.no,
                    act: row.act,
                    names: self.core.open_names(coop, row.id, &row.names)?,
                    at: Instant(row.at),
                })
            })
            .collect()
    }
}

impl Core {
    fn open_names(&self, coop: CoopId, id: i64, sealed: &str) -> Result<[String; 2], Error> {
        let failed = |source| Error::Sealed {
            table: "signed_act",
            column: "names",
            source,
        };
        let clear = self.keys.open(names_place(coop, id), sealed);
        serde_json::from_slice(&clear.map_err(failed)?).map_err(|_| failed(crate::seal::CannotOpen))
    }
}
