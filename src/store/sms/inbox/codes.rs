//! Which members can get one-time codes for a ballot, and when codes were last made. `write::code` makes
//! them.

use crate::core::domain::{BallotId, CoopId, Instant, Lang, MemberId, PhoneId};
use crate::store::db::conn::{args, statements};
use crate::store::facts::known;
use crate::store::{Error, Store};

statements! {
    FIND_CODED_BALLOT = "select id, sms_allowed, closes_at from ballot
        where coop_id = $1 and no = $2 and state = 'open'";
    /// The members on the roll, each with a phone that is hers alone, where she has one.
    LIST_CODED_ROLL = "select m.id, m.no, m.lang, m.private_sms,
            (select min(p.phone_id) from member_phone p
                where p.coop_id = m.coop_id and p.member_id = m.id and p.to_at is null
                    and not exists (select 1 from member_phone o
                        join member w on w.coop_id = o.coop_id and w.id = o.member_id
                            and w.state = 'active'
                        where o.coop_id = p.coop_id
                        and o.phone_id = p.phone_id and o.member_id <> p.member_id
                        and o.to_at is null)) as own_phone
        from ballot_roll l
        join member m on m.coop_id = l.coop_id and m.id = l.member_id
        where l.coop_id = $1 and l.ballot_id = $2 order by m.no";
    FIND_CODES = "select max(at) from ballot_code where coop_id = $1 and ballot_id = $2";
}

#[derive(sqlx::FromRow)]
struct VoterRow {
    id: i64,
    no: i64,
    lang: Option<String>,
    private_sms: bool,
    own_phone: Option<i64>,
}

/// An open ballot that codes can be made for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodedBallot {
    /// Its id.
    pub id: BallotId,
    /// Whether it takes votes by text.
    pub sms_allowed: bool,
    /// When the ballot closes.
    pub closes_at: Instant,
    /// Its roll, by member number.
    pub roll: Vec<CodedVoter>,
}

/// A woman on the roll.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodedVoter {
    /// The member.
    pub member: MemberId,
    /// Her member number.
    pub no: i64,
    /// The language she chose; `None` where she has not chosen.
    pub lang: Option<Lang>,
    /// A phone that is hers alone and gets texts that say what they are about.
    pub open_phone: Option<PhoneId>,
}

impl Store {
    /// An open ballot by its number, with its roll.
    pub async fn coded_ballot(&self, coop: CoopId, no: i64) -> Result<Option<CodedBallot>, Error> {
        let mut link = self.core.read().await?;
        let found: Option<(i64, bool, i64)> =
            link.find(FIND_CODED_BALLOT, args![coop.0, no]).await?;
        let Some((id, sms_allowed, closes_at)) = found else {
            return Ok(None);
        };
        let rows: Vec<VoterRow> = link.all(LIST_CODED_ROLL, args![coop.0, id]).await?;
        let voter = |row: VoterRow| -> Result<_, Error> {
            Ok(CodedVoter {
                member: MemberId(row.id),
                no: row.no,
                lang: known::member_lang(row.lang.as_deref())?,
                open_phone: row.own_phone.filter(|_| !row.private_sms).map(PhoneId),
            })
        };
        Ok(Some(CodedBallot {
            id: BallotId(id),
            sms_allowed,
            closes_at: Instant(closes_at),
            roll: rows.into_iter().map(voter).collect::<Result<_, _>>()?,
        }))
    }

    /// Since when a ballot has codes; `None` where it has none.
    pub async fn codes_made_at(
        &self,
        coop: CoopId,
        ballot: BallotId,
    ) -> Result<Option<Instant>, Error> {
        let args = args![coop.0, ballot.0];
        let found: Option<(Option<i64>,)> = self.core.read_one(FIND_CODES, args).await?;
        Ok(found.and_then(|(at,)| at).map(Instant))
    }
}
