//! One-time codes for ballots that take votes by text: one for each woman of the roll, kept as keyed
//! hashes. Making them anew ends the ones before.

use crate::core::domain::{
    BallotId, By, CoopId, Instant, Lang, MemberId, Message, ObjectKind, PhoneId,
};
use crate::store::db::batches::batches;
use crate::store::db::conn::{args, statements};
use crate::store::facts::known;
use crate::store::ledger::{self, LedgerEvent};
use crate::store::sms::outbox;
use crate::store::{Error, Store};

statements! {
    FIND_CODED_BALLOT = "select id, sms_allowed, closes_at from ballot
        where coop_id = $1 and no = $2 and state = 'open'";
    /// The roll, and of each woman a phone that nobody else has.
    LIST_CODED_ROLL = "select m.id, m.no, m.lang, m.private_sms,
            (select min(p.phone_id) from member_phone p
                where p.coop_id = m.coop_id and p.member_id = m.id and p.to_at is null
                    and not exists (select 1 from member_phone o where o.coop_id = p.coop_id
                        and o.phone_id = p.phone_id and o.member_id <> p.member_id
                        and o.to_at is null)) as own_phone
        from ballot_roll l
        join member m on m.coop_id = l.coop_id and m.id = l.member_id
        where l.coop_id = $1 and l.ballot_id = $2 order by m.no";
    /// Whoever makes codes waits here for whoever else does.
    LOCK_CODED_BALLOT = "update ballot set no = no where coop_id = $1 and id = $2";
    FIND_CODES = "select max(at) from ballot_code where coop_id = $1 and ballot_id = $2";
    DROP_CODES = "delete from ballot_code where coop_id = $1 and ballot_id = $2";
}

batches! {
    ADD_CODES of CodeRow { coop_id: int, ballot_id: int, member_id: int, code_hash: text, at: int } = (
        "insert into ballot_code (" columns ") select " columns " from " rows "
        where true returning member_id"
    )
}

#[derive(sqlx::FromRow)]
struct VoterRow {
    id: i64,
    no: i64,
    lang: Option<String>,
    private_sms: bool,
    own_phone: Option<i64>,
}

/// An open ballot for which codes can be made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodedBallot {
    /// Its id.
    pub id: BallotId,
    /// Whether it takes votes by text.
    pub sms_allowed: bool,
    /// When it closes.
    pub closes_at: Instant,
    /// Its roll, by member number.
    pub roll: Vec<CodedVoter>,
}

/// A woman of the roll.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodedVoter {
    /// Who.
    pub member: MemberId,
    /// Her number.
    pub no: i64,
    /// The language she chose.
    pub lang: Option<Lang>,
    /// A phone that is hers alone and on which texts may say what they are about.
    pub open_phone: Option<PhoneId>,
}

/// A code for a woman. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct NewCode {
    /// Whose.
    pub member: MemberId,
    /// The code.
    pub code: String,
}

impl std::fmt::Debug for NewCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewCode(…)")
    }
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

    /// Gives a ballot these codes, and queues the texts that tell them. Where it has codes already, they are
    /// replaced if `again`; otherwise nothing is written, and when they were made comes back.
    pub async fn put_codes(
        &self,
        by: &By,
        (coop, ballot): (CoopId, BallotId),
        (codes, again): (&[NewCode], bool),
        messages: &[Message],
        now: Instant,
    ) -> Result<Option<Instant>, Error> {
        let core = &self.core;
        let mut link = core.begin().await?;
        link.run(LOCK_CODED_BALLOT, args![coop.0, ballot.0]).await?;
        let made: Option<(Option<i64>,)> = link.find(FIND_CODES, args![coop.0, ballot.0]).await?;
        if let Some((Some(made_at),)) = made
            && !again
        {
            return Ok(Some(Instant(made_at)));
        }
        link.run(DROP_CODES, args![coop.0, ballot.0]).await?;
        let rows: Vec<CodeRow> = codes
            .iter()
            .map(|one| {
                let [hash, _] = core.keys.vote_codes(coop, ballot, &one.code);
                CodeRow {
                    coop_id: coop.0,
                    ballot_id: ballot.0,
                    member_id: one.member.0,
                    code_hash: hash,
                    at: now.0,
                }
            })
            .collect();
        let added: Vec<(i64,)> = link.batch(ADD_CODES, &rows).await?;
        if added.len() != rows.len() {
            return Err(Error::Conflict);
        }
        let scene = self.scene((by, coop, now));
        let told = LedgerEvent::of("vote codes made", (ObjectKind::Ballot, ballot.0));
        ledger::write(&mut link, &[scene.line(told)]).await?;
        outbox::queue(core, &mut link, coop, now, messages).await?;
        link.commit().await?;
        Ok(None)
    }
}
