//! The look log: who looked at what of members, and why (console reference 4). A line is kept for a year.
//!
//! **Invariant:** a whole number is read only behind its line.

use super::db::conn::{args, statements};
use super::db::pools::Work;
use super::write::register::open_phone;
use super::{Error, Store};
use crate::core::domain::look::{LookedAt, RevealReason};
use crate::core::domain::{CoopId, Instant, MemberId, OfficerId, Phone, PhoneId};

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

    /// Forgets what is over a year old; how many lines.
    pub async fn forget_looks(&self, now: Instant) -> Result<u64, Error> {
        let mut forgotten = 0;
        for coop in self.coop_ids().await? {
            let mut link = self.core.begin_in(Work::Bulk).await?;
            let args = args![coop.0, now.0 - KEPT_MS];
            forgotten += link.run(FORGET_LOOKS, args).await?;
            link.commit().await?;
        }
        Ok(forgotten)
    }
}
