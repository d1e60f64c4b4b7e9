//! Lookups for what a text names: the member with this permission, entry or code, the open ballots, and
//! whether a statement is valid. Only members of the phone are considered.

use crate::core::domain::{BallotId, CoopId, Day, Instant, MemberId, PhoneId};
use crate::core::texting::{Owner, StatementCode, TextBallot};
use crate::store::db::conn::{args, statements};
use crate::store::{Error, Store};

statements! {
    /// The member of the phone who has the permission with this number.
    FIND_CONSENT_OWNER = "select c.member_id from consent c
        join member_phone p on p.coop_id = c.coop_id and p.member_id = c.member_id
            and p.phone_id = $2 and p.to_at is null
        where c.coop_id = $1 and c.no = $3";
    FIND_ENTRY_OWNER = "select e.member_id from entry e
        join member_phone p on p.coop_id = e.coop_id and p.member_id = e.member_id
            and p.phone_id = $2 and p.to_at is null
        where e.coop_id = $1 and e.no = $3";
    /// The ballots that are open for a member of the phone.
    LIST_TEXT_BALLOTS = "select b.id, b.no, b.closes_at, b.sms_allowed from ballot b
        where b.coop_id = $1 and b.state = 'open' and b.opens_at <= $3 and b.closes_at > $3
            and exists (select 1 from ballot_roll l
                join member_phone p on p.coop_id = l.coop_id and p.member_id = l.member_id
                    and p.phone_id = $2 and p.to_at is null
                where l.coop_id = b.coop_id and l.ballot_id = b.id)
        order by b.no";
    LIST_OPTION_NOS = "select no from ballot_option where coop_id = $1 and ballot_id = $2 order by no";
    /// The member of the phone who has this code.
    FIND_VOTER = "select c.member_id from ballot_code c
        join ballot b on b.coop_id = c.coop_id and b.id = c.ballot_id and b.no = $3
        join member_phone p on p.coop_id = c.coop_id and p.member_id = c.member_id
            and p.phone_id = $2 and p.to_at is null
        where c.coop_id = $1 and c.code_hash in ($4, $5)";
    FIND_BALLOT_ID = "select id from ballot where coop_id = $1 and no = $2";
    FIND_STATEMENT = "select ends_on, ended_at from statement where coop_id = $1 and code = $2";
}

#[derive(sqlx::FromRow)]
struct TextBallotRow {
    id: i64,
    no: i64,
    closes_at: i64,
    sms_allowed: bool,
}

impl Store {
    /// The member of a phone who has the thing that the text names.
    pub async fn owner_of(
        &self,
        coop: CoopId,
        phone: PhoneId,
        owner: &Owner,
    ) -> Result<Option<MemberId>, Error> {
        let (sql, no) = match owner {
            Owner::Permission(no) => (FIND_CONSENT_OWNER, *no),
            Owner::Entry(no) => (FIND_ENTRY_OWNER, *no),
        };
        let found: Option<(i64,)> = self.core.read_one(sql, args![coop.0, phone.0, no]).await?;
        Ok(found.map(|(member,)| MemberId(member)))
    }

    /// The ballots that are open for a member of a phone, by number.
    pub async fn text_ballots(
        &self,
        coop: CoopId,
        phone: PhoneId,
        now: Instant,
    ) -> Result<Vec<TextBallot>, Error> {
        let mut link = self.core.read().await?;
        let rows: Vec<TextBallotRow> = link
            .all(LIST_TEXT_BALLOTS, args![coop.0, phone.0, now.0])
            .await?;
        let mut ballots = Vec::with_capacity(rows.len());
        for row in rows {
            let options: Vec<(i64,)> = link.all(LIST_OPTION_NOS, args![coop.0, row.id]).await?;
            ballots.push(TextBallot {
                id: BallotId(row.id),
                no: row.no,
                closes_at: Instant(row.closes_at),
                sms_allowed: row.sms_allowed,
                options: options.into_iter().map(|(no,)| no).collect(),
            });
        }
        Ok(ballots)
    }

    /// The member of a phone who has this code.
    pub async fn voter(
        &self,
        coop: CoopId,
        phone: PhoneId,
        ballot_no: i64,
        code: &str,
    ) -> Result<Option<MemberId>, Error> {
        let mut link = self.core.read().await?;
        let ballot: Option<(i64,)> = link.find(FIND_BALLOT_ID, args![coop.0, ballot_no]).await?;
        let Some((ballot,)) = ballot else {
            return Ok(None);
        };
        let [hash, hash_old] = self.core.keys.vote_codes(coop, BallotId(ballot), code);
        let args = args![coop.0, phone.0, ballot_no, hash, hash_old];
        let found: Option<(i64,)> = link.find(FIND_VOTER, args).await?;
        Ok(found.map(|(member,)| MemberId(member)))
    }

    /// A statement by its code.
    pub async fn statement_code(
        &self,
        coop: CoopId,
        code: &str,
    ) -> Result<Option<StatementCode>, Error> {
        let found: Option<(i64, Option<i64>)> = self
            .core
            .read_one(FIND_STATEMENT, args![coop.0, code])
            .await?;
        Ok(found.map(|(ends_on, ended_at)| StatementCode {
            ends_on: Day(ends_on),
            ended: ended_at.is_some(),
        }))
    }
}
