//! The look log: who looked at what of members, and why (console reference 4). A line is kept for a year.
//!
//! **Invariant:** a whole number is read only behind its line.

use super::db::conn::{args, statements};
use super::db::pools::Work;
use super::write::register::open_phone;
use super::{Error, Store, look_chain};
use crate::clock::first_id_of;
use crate::core::domain::look::{LookedAt, RevealReason};
use crate::core::domain::{CoopId, Instant, MemberId, OfficerId, Phone, PhoneId};

/// Looks of a page at most.
pub const LOOKS_MAX: usize = 50;
/// How long a line is kept.
const KEPT_MS: i64 = 365 * 24 * 60 * 60 * 1000;

statements! {
    ADD_LOOK = "insert into look (coop_id, id, at, officer_id, looked_at, member_id, shown_n, used_right, reason)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    LIST_LOOKS_AT = "select at, officer_id, looked_at, reason from look
        where coop_id = $1 and member_id = $2 order by at desc, id desc limit $3";
    LIST_NUMBERS_OF = "select h.id, h.msisdn from member_phone p
        join phone h on h.coop_id = p.coop_id and h.id = p.phone_id
        where p.coop_id = $1 and p.member_id = $2 and p.to_at is null order by p.from_at, h.id";
    LIST_LOOKS = "select l.id, l.at, l.officer_id, l.looked_at, m.no as member_no, l.shown_n, l.used_right, l.reason
        from look l left join member m on m.coop_id = l.coop_id and m.id = l.member_id
        where l.coop_id = $1 and l.id < $2 and l.id >= $3 order by l.id desc limit $4";
    LIST_LOOKS_OF = "select l.id, l.at, l.officer_id, l.looked_at, m.no as member_no, l.shown_n, l.used_right, l.reason
        from look l left join member m on m.coop_id = l.coop_id and m.id = l.member_id
        where l.coop_id = $1 and l.officer_id = $5 and l.id < $2 and l.id >= $3 order by l.id desc limit $4";
    FORGET_LOOKS = "delete from look where coop_id = $1 and at < $2";
}

/// A look that is being written down.
#[derive(Clone, Copy, Debug)]
pub struct NewLook {
    /// Who looks.
    pub officer: OfficerId,
    /// At what.
    pub looked_at: LookedAt,
    /// At whom; `None` where a list shows many.
    pub member: Option<MemberId>,
    /// How many members are shown.
    pub shown_n: usize,
    /// The right that lets her, by its name.
    pub used_right: &'static str,
}

/// A look at a member.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KeptLook {
    /// When.
    pub at: Instant,
    /// Who looked.
    pub officer: OfficerId,
    /// At what.
    pub looked_at: LookedAt,
    /// Why; where it was whole numbers.
    pub reason: Option<RevealReason>,
}

/// A look as the log of looks shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoggedLook {
    /// Its id, behind which the next page begins.
    pub id: i64,
    /// When, who, at what and why.
    pub look: KeptLook,
    /// The number of the member; `None` where a list showed many.
    pub member_no: Option<i64>,
    /// How many members were shown.
    pub shown_n: i64,
    /// The right that let her, by its name.
    pub used_right: String,
}

#[derive(sqlx::FromRow)]
struct LoggedRow {
    id: i64,
    at: i64,
    officer_id: i64,
    looked_at: String,
    member_no: Option<i64>,
    shown_n: i64,
    used_right: String,
    reason: Option<String>,
}

impl LoggedRow {
    fn logged(self) -> Result<LoggedLook, Error> {
        let looked_at = LookedAt::parse(&self.looked_at).ok_or(Error::UnknownCode {
            table: "look",
            column: "looked_at",
        })?;
        Ok(LoggedLook {
            id: self.id,
            look: KeptLook {
                at: Instant(self.at),
                officer: OfficerId(self.officer_id),
                looked_at,
                reason: self.reason.as_deref().and_then(RevealReason::parse),
            },
            member_no: self.member_no,
            shown_n: self.shown_n,
            used_right: self.used_right,
        })
    }
}

#[derive(sqlx::FromRow)]
struct LookLogRow {
    at: i64,
    officer_id: i64,
    looked_at: String,
    reason: Option<String>,
}

impl Store {
    /// Writes a look down.
    pub async fn add_look(&self, coop: CoopId, look: NewLook, now: Instant) -> Result<(), Error> {
        self.write_look(coop, (look, None), now).await
    }

    /// The whole numbers of a member's phones, the longest linked first. That they are shown is written down before
    /// they are read.
    pub async fn reveal_numbers(
        &self,
        coop: CoopId,
        (officer, used_right): (OfficerId, &'static str),
        (member, reason): (MemberId, RevealReason),
        now: Instant,
    ) -> Result<Vec<Phone>, Error> {
        let look = NewLook {
            officer,
            looked_at: LookedAt::Numbers,
            member: Some(member),
            shown_n: 1,
            used_right,
        };
        self.write_look(coop, (look, Some(reason)), now).await?;
        let args = args![coop.0, member.0];
        let rows: Vec<(i64, String)> = self.core.read_all(LIST_NUMBERS_OF, args).await?;
        let phones = rows.into_iter();
        phones
            .map(|(id, sealed)| open_phone(&self.core, coop, PhoneId(id), &sealed))
            .collect()
    }

    async fn write_look(
        &self,
        coop: CoopId,
        (look, reason): (NewLook, Option<RevealReason>),
        now: Instant,
    ) -> Result<(), Error> {
        let args = args![
            coop.0,
            self.core.chance.id(now),
            now.0,
            look.officer.0,
            look.looked_at.code(),
            look.member.map(|member| member.0),
            i64::try_from(look.shown_n).unwrap_or(i64::MAX),
            look.used_right,
            reason.map(|reason| reason.code().to_owned()),
        ];
        self.core.write_one(ADD_LOOK, args).await?;
        Ok(())
    }

    /// The latest looks at a member, at most so many, the latest first.
    pub async fn looks_at(
        &self,
        coop: CoopId,
        member: MemberId,
        most: i64,
    ) -> Result<Vec<KeptLook>, Error> {
        let args = args![coop.0, member.0, most];
        let rows: Vec<LookLogRow> = self.core.read_all(LIST_LOOKS_AT, args).await?;
        let looks = rows.into_iter().filter_map(|row| {
            Some(KeptLook {
                at: Instant(row.at),
                officer: OfficerId(row.officer_id),
                looked_at: LookedAt::parse(&row.looked_at)?,
                reason: row.reason.as_deref().and_then(RevealReason::parse),
            })
        });
        Ok(looks.collect())
    }

    /// Looks older than one and not older than a moment, the newest first, of one officer or of all: at most
    /// `LOOKS_MAX`.
    pub async fn looks(
        &self,
        coop: CoopId,
        officer: Option<OfficerId>,
        (before_id, from): (i64, Instant),
    ) -> Result<Vec<LoggedLook>, Error> {
        let most = i64::try_from(LOOKS_MAX).unwrap_or(i64::MAX);
        let mut args = args![coop.0, before_id, first_id_of(from), most];
        let sql = match officer {
            Some(officer) => {
                args.extend(args![officer.0]);
                LIST_LOOKS_OF
            }
            None => LIST_LOOKS,
        };
        let rows: Vec<LoggedRow> = self.core.read_all(sql, args).await?;
        rows.into_iter().map(LoggedRow::logged).collect()
    }

    /// Forgets what is over a year old; how many lines.
    pub async fn forget_looks(&self, now: Instant) -> Result<u64, Error> {
        let mut forgotten = 0;
        for coop in self.coop_ids().await? {
            let mut link = self.core.begin_in(Work::Bulk).await?;
            let args = args![coop.0, now.0 - KEPT_MS];
            forgotten += link.run(FORGET_LOOKS, args).await?;
            look_chain::forget_days(&mut link, coop, now.plus_ms(-KEPT_MS)).await?;
            link.commit().await?;
        }
        Ok(forgotten)
    }
}
