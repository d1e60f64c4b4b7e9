//! Acts that wait for a second signature.
//!
//! Each move of a proposal is one statement that repeats the conditions of `core::domain::proposal`. So if
//! two persons sign at the same time, one is refused, and nothing is signed that was changed, returned or
//! ended meanwhile. The signature and the signed act are written in one transaction.

use super::WriteContext;
use crate::core::domain::change::proposal::{
    Change, Expired, Mended, ProposalAnswered, ProposalAsked, ProposalSigned, ProposalWithdrawn,
};
use crate::core::domain::proposal::{Hand, ProposalState, Subject, WAITS_MS};
use crate::core::domain::{MemberId, OfficerId, ProposalId};
use crate::store::Error;
use crate::store::db::conn::{args, statements};
use crate::store::places::proposal_place as place;
use std::collections::BTreeSet;

statements! {
    /// Its number is the cooperative's next one: proposals are never deleted.
    ADD_PROPOSAL = "insert into proposal (coop_id, id, no, act, payload, shown_hash, state, asked_by,
            edited_by, asked_at, until_at, version)
        select $1, $2, coalesce(max(no), 9) + 1, $3, $4, $5, 'waiting', $6, $6, $7, $8, 0
        from proposal where coop_id = $1";
    ADD_SUBJECT = "insert into proposal_subject (coop_id, proposal_id, kind, subject_id)
        values ($1, $2, $3, $4)";
    DROP_SUBJECTS = "delete from proposal_subject where coop_id = $1 and proposal_id = $2";
    /// Signs, returns or refuses: not by the asker, the last editor, or a person it is about; by the
    /// operator only while fewer than two officers can sign; a signature only for what was shown. The
    /// payload, for example a register of names, is deleted when the proposal ends.
    ANSWER_PROPOSAL = "update proposal set state = $4,
            payload = case when $4 = 'returned' then payload else '' end, reason = $5,
            answered_by = $6, answered_at = $7, version = version + 1
        where coop_id = $1 and id = $2 and version = $3 and state = 'waiting' and until_at > $7
            and (cast($6 as bigint) is not null or $10 < 2)
            and (cast($6 as bigint) is null or (asked_by <> $6 and edited_by <> $6
                and exists (select 1 from officer o
                    where o.coop_id = $1 and o.id = $6 and o.ended_at is null)))
            and not exists (select 1 from proposal_subject s
                where s.coop_id = $1 and s.proposal_id = $2
                    and ((s.kind = 'officer' and s.subject_id = $6)
                        or (s.kind = 'member' and s.subject_id = $8)))
            and (cast($9 as text) is null or shown_hash = $9)";
    WITHDRAW_PROPOSAL = "update proposal set state = 'withdrawn', payload = '', answered_by = $4,
            answered_at = $5, version = version + 1
        where coop_id = $1 and id = $2 and version = $3 and state in ('waiting', 'returned')
            and until_at > $5 and asked_by = $4";
    MEND_PROPOSAL = "update proposal set state = 'waiting', payload = $4, shown_hash = $5,
            edited_by = $6, until_at = $7, reason = null, answered_by = null, answered_at = null,
            version = version + 1
        where coop_id = $1 and id = $2 and version = $3 and state = 'returned' and until_at > $8";
    /// Stores the id of the run's lease, which is checked where the transaction begins (`runs`).
    EXPIRE_PROPOSAL = "update proposal set state = 'expired', payload = '', answered_at = $2,
            lease = $3, version = version + 1
        where coop_id = $1 and id = $4 and state in ('waiting', 'returned') and until_at <= $2";
}

/// An answer to a proposal.
struct Answer<'a> {
    at: (ProposalId, i64),
    state: ProposalState,
    hand: Hand,
    reason: Option<&'a str>,
    shown_hash: Option<&'a str>,
}

/// The officer and her member row; for the operator, how many officers could sign instead.
fn parts(hand: Hand) -> (Option<OfficerId>, Option<MemberId>, i64) {
    match hand {
        Hand::Officer { id, member } => (Some(id), member, 0),
        Hand::Operator { officers_n } => {
            (None, None, i64::try_from(officers_n).unwrap_or(i64::MAX))
        }
    }
}

impl WriteContext<'_> {
    pub(super) async fn write_proposal(&mut self, change: &Change) -> Result<bool, Error> {
        match change {
            Change::Asked(asked) => self.ask_for(asked).await,
            Change::Mended(mended) => self.mend_proposal(mended).await,
            Change::Signed(signed) => self.sign(signed).await,
            Change::Returned(answered) => self.answer_with(answered, ProposalState::Returned).await,
            Change::Refused(answered) => self.answer_with(answered, ProposalState::Refused).await,
            Change::Withdrawn(withdrawn) => self.withdraw(withdrawn).await,
            Change::Expired(expired) => self.expire(expired).await,
        }
    }

    async fn ask_for(&mut self, asked: &ProposalAsked) -> Result<bool, Error> {
        let ProposalAsked { id, asker, new } = asked;
        let args = args![
            self.coop.0,
            id.0,
            new.act,
            self.seal_of_proposal("payload", *id, &new.payload),
            &new.shown_hash,
            asker.0,
            self.now.0,
            self.now.0 + WAITS_MS,
        ];
        let is_new = self.touches_one(ADD_PROPOSAL, args).await?;
        self.add_subjects(*id, &new.subjects).await?;
        Ok(is_new)
    }

    async fn mend_proposal(&mut self, mended: &Mended) -> Result<bool, Error> {
        let Mended {
            id,
            version,
            editor,
            new,
        } = mended;
        let args = args![
            self.coop.0,
            id.0,
            *version,
            self.seal_of_proposal("payload", *id, &new.payload),
            &new.shown_hash,
            editor.0,
            self.now.0 + WAITS_MS,
            self.now.0,
        ];
        if !self.touches_one(MEND_PROPOSAL, args).await? {
            return Ok(false);
        }
        let args = args![self.coop.0, id.0];
        self.link.run(DROP_SUBJECTS, args).await?;
        self.add_subjects(*id, &new.subjects).await?;
        Ok(true)
    }

    async fn sign(&mut self, signed: &ProposalSigned) -> Result<bool, Error> {
        self.answer(Answer {
            at: (signed.id, signed.version),
            state: ProposalState::Signed,
            hand: signed.hand,
            reason: None,
            shown_hash: Some(&signed.shown_hash),
        })
        .await
    }

    async fn answer_with(
        &mut self,
        answered: &ProposalAnswered,
        state: ProposalState,
    ) -> Result<bool, Error> {
        self.answer(Answer {
            at: (answered.id, answered.version),
            state,
            hand: answered.hand,
            reason: Some(&answered.reason),
            shown_hash: None,
        })
        .await
    }

    async fn answer(&mut self, answer: Answer<'_>) -> Result<bool, Error> {
        let (id, version) = answer.at;
        let (officer, member, officers_n) = parts(answer.hand);
        let reason = answer.reason;
        let reason = reason.map(|reason| self.seal_of_proposal("reason", id, reason));
        let args = args![
            self.coop.0,
            id.0,
            version,
            answer.state.code(),
            reason,
            officer.map(|officer| officer.0),
            self.now.0,
            member.map(|member| member.0),
            answer.shown_hash.map(str::to_owned),
            officers_n,
        ];
        self.touches_one(ANSWER_PROPOSAL, args).await
    }

    async fn withdraw(&mut self, withdrawn: &ProposalWithdrawn) -> Result<bool, Error> {
        let (officer, ..) = parts(withdrawn.hand);
        let args = args![
            self.coop.0,
            withdrawn.id.0,
            withdrawn.version,
            officer.map(|officer| officer.0),
            self.now.0,
        ];
        self.touches_one(WITHDRAW_PROPOSAL, args).await
    }

    async fn expire(&mut self, expired: &Expired) -> Result<bool, Error> {
        let Expired { id, lease } = expired;
        let args = args![self.coop.0, self.now.0, *lease, id.0];
        self.touches_one(EXPIRE_PROPOSAL, args).await
    }

    fn seal_of_proposal(&self, column: &'static str, id: ProposalId, text: &str) -> String {
        let place = place(column, self.coop, id.0);
        let core = self.core;
        core.keys.seal(place, text.as_bytes(), &core.chance)
    }

    async fn add_subjects(
        &mut self,
        id: ProposalId,
        subjects: &BTreeSet<Subject>,
    ) -> Result<(), Error> {
        for subject in subjects {
            let (kind, subject) = match subject {
                Subject::Member(member) => ("member", member.0),
                Subject::Officer(officer) => ("officer", officer.0),
            };
            let args = args![self.coop.0, id.0, kind, subject];
            self.link.run(ADD_SUBJECT, args).await?;
        }
        Ok(())
    }
}
