//! What officers look at before somebody joins, leaves or comes back, and who was a member once.

use super::db::conn::{args, statements};
use super::write::phone::find_phone;
use super::write::register::{Personal, failed};
use super::{Error, Store};
use crate::core::domain::{
    CaseKind, CoopId, Day, Instant, LeaveReason, Leaving, MemberId, MemberState, Nominee, Phone,
};
use crate::seal::MemberKey;

statements! {
    LAST_MEMBER_NO = "select max(no) from member where coop_id = $1";
    /// Members who have this phone now.
    LIST_SHARING = "select m.id, m.no, m.private_sms from member_phone p
        join member m on m.coop_id = p.coop_id and m.id = p.member_id
        where p.coop_id = $1 and p.phone_id = $2 and p.to_at is null and m.state = 'active'";
    /// Members who have a phone of hers now.
    LIST_SHARING_WITH = "select distinct m.id, m.no, m.private_sms from member_phone h
        join member_phone p on p.coop_id = h.coop_id and p.phone_id = h.phone_id and p.to_at is null
            and p.member_id <> h.member_id
        join member m on m.coop_id = p.coop_id and m.id = p.member_id
        where h.coop_id = $1 and h.member_id = $2 and h.to_at is null and m.state = 'active'";
    FIND_STANDING = "select m.state, m.left_on, m.left_why, m.nominee_name, m.nominee_relation, m.nominee_at,
            k.wrapped
        from member m left join member_key k on k.coop_id = m.coop_id and k.member_id = m.id
        where m.coop_id = $1 and m.id = $2";
    /// What of hers is open.
    LIST_OPEN_CASES_OF = "select c.no, c.kind from rights_case c
        where c.coop_id = $1 and c.member_id = $2 and c.closed_at is null order by c.no limit 20";
    COUNT_TEXTS_TO = "select count(*) from outbox
        where coop_id = $1 and member_id = $2 and settled_at is null and state = 'waiting'";
    /// Whoever was a member, by number.
    LIST_FORMER_NOS = "select no from member where coop_id = $1 and state <> 'active' and no > $2
        order by no limit $3";
}

#[derive(sqlx::FromRow)]
struct StandingRow {
    state: String,
    left_on: Option<i64>,
    left_why: Option<String>,
    nominee_name: Option<String>,
    nominee_relation: Option<String>,
    nominee_at: Option<i64>,
    wrapped: Option<String>,
}

/// A member with a phone that others have too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SharingMember {
    /// Her id.
    pub member: MemberId,
    /// Her number.
    pub no: i64,
    /// Whether texts to her only say that there is a message.
    pub private_sms: bool,
}

/// How it stands with somebody's membership.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Membership {
    /// Whether she is a member.
    pub state: MemberState,
    /// Why and since when she is none.
    pub leaving: Option<Leaving>,
    /// Whom she has named to act for her one day, and when that was written down.
    pub nominee: Option<(Nominee, Instant)>,
    /// Her cases that are not over: number and kind, at most twenty.
    pub cases: Vec<(i64, CaseKind)>,
    /// Texts to her that wait.
    pub texts_n: i64,
}

fn unknown(column: &'static str) -> Error {
    Error::UnknownCode {
        table: "member",
        column,
    }
}

impl Store {
    /// The number behind the last that was ever given.
    pub async fn next_member_no(&self, coop: CoopId) -> Result<i64, Error> {
        let found: Option<(Option<i64>,)> =
            self.core.read_one(LAST_MEMBER_NO, args![coop.0]).await?;
        Ok(found.and_then(|(no,)| no).unwrap_or_default().max(0) + 1)
    }

    /// The members who have this phone now, by number.
    pub async fn sharing(&self, coop: CoopId, phone: &Phone) -> Result<Vec<SharingMember>, Error> {
        let mut link = self.core.read().await?;
        let Some(id) = find_phone(&self.core, &mut link, coop, phone).await? else {
            return Ok(Vec::new());
        };
        let rows = link.all(LIST_SHARING, args![coop.0, id.0]).await?;
        Ok(by_number(rows))
    }

    /// The other members who have a phone of hers now, by number.
    pub async fn sharing_with(
        &self,
        coop: CoopId,
        member: MemberId,
    ) -> Result<Vec<SharingMember>, Error> {
        let args = args![coop.0, member.0];
        Ok(by_number(
            self.core.read_all(LIST_SHARING_WITH, args).await?,
        ))
    }

    /// How it stands with somebody's membership.
    pub async fn membership(&self, coop: CoopId, member: MemberId) -> Result<Membership, Error> {
        let mut link = self.core.read().await?;
        let args = || args![coop.0, member.0];
        let row: Option<StandingRow> = link.find(FIND_STANDING, args()).await?;
        let cases: Vec<(i64, String)> = link.all(LIST_OPEN_CASES_OF, args()).await?;
        let texts: Option<(i64,)> = link.find(COUNT_TEXTS_TO, args()).await?;
        drop(link);
        let row = row.ok_or(Error::Conflict)?;
        let reason = row.left_why.as_deref().map(|why| {
            let reason = LeaveReason::parse(why);
            reason.ok_or(unknown("left_why"))
        });
        let leaving = reason.transpose()?.zip(row.left_on);
        let cases = cases.into_iter().map(|(no, kind)| {
            let kind = CaseKind::parse(&kind).ok_or(Error::UnknownCode {
                table: "rights_case",
                column: "kind",
            });
            kind.map(|kind| (no, kind))
        });
        Ok(Membership {
            state: MemberState::parse(&row.state).ok_or(unknown("state"))?,
            leaving: leaving.map(|(reason, on)| Leaving {
                reason,
                on: Day(on),
            }),
            nominee: self.nominee_of(coop, member, &row)?,
            cases: cases.collect::<Result<_, Error>>()?,
            texts_n: texts.map_or(0, |(n,)| n),
        })
    }

    fn nominee_of(
        &self,
        coop: CoopId,
        member: MemberId,
        row: &StandingRow,
    ) -> Result<Option<(Nominee, Instant)>, Error> {
        let (Some(at), Some(wrapped)) = (row.nominee_at, &row.wrapped) else {
            return Ok(None);
        };
        let key = MemberKey::unwrap(&self.core.keys, coop, member, wrapped);
        let key = key.map_err(|e| failed(Personal::Name.place(coop, member), e))?;
        let clear = |what: Personal, sealed: &Option<String>| -> Result<String, Error> {
            let Some(sealed) = sealed else {
                return Ok(String::new());
            };
            let place = what.place(coop, member);
            let bytes = key.open(place, sealed).map_err(|e| failed(place, e))?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        };
        let nominee = Nominee {
            name: clear(Personal::NomineeName, &row.nominee_name)?,
            relation: clear(Personal::NomineeRelation, &row.nominee_relation)?,
        };
        Ok((nominee != Nominee::default()).then_some((nominee, Instant(at))))
    }

    /// The numbers of those who were members once behind this one, at most so many.
    pub async fn former_numbers(
        &self,
        coop: CoopId,
        (after, most): (i64, i64),
    ) -> Result<Vec<i64>, Error> {
        let args = args![coop.0, after, most];
        let rows: Vec<(i64,)> = self.core.read_all(LIST_FORMER_NOS, args).await?;
        Ok(rows.into_iter().map(|(no,)| no).collect())
    }
}

fn by_number(rows: Vec<(i64, i64, bool)>) -> Vec<SharingMember> {
    let mut sharing: Vec<SharingMember> = rows
        .into_iter()
        .map(|(id, no, private_sms)| SharingMember {
            member: MemberId(id),
            no,
            private_sms,
        })
        .collect();
    sharing.sort_unstable_by_key(|one| one.no);
    sharing
}
