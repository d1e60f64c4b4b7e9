//! Acts that wait for a second signature.
//!
//! Each move of a proposal is one statement that repeats what `core::domain::proposal` asks for, so that of two
//! who sign at once one signs, and nothing is signed that was changed, returned or over meanwhile. The
//! signature and what is signed are written in one transaction.

use super::db::conn::{Link, args, statements};
use super::ledger::{self, LedgerLine};
use super::runs::Lease;
use super::signatures::{Agreement, KeptProposal, NewProposal, ProposalMove, ProposalRow, parts};
use super::{Core, Error, Store};
use crate::core::domain::proposal::{Hand, Proposal, ProposalState, Subject, WAITS_MS};
use crate::core::domain::{By, CoopId, Instant, MemberId, ObjectKind, OfficerId, ProposalId};
use crate::seal::SealedCell;
use std::collections::BTreeSet;

statements! {
    /// Its number is its cooperative's next: proposals are never deleted.
    ADD_PROPOSAL = "insert into proposal (coop_id, id, no, act, payload, shown_hash, state, asked_by,
            edited_by, asked_at, until_at, version)
        select $1, $2, coalesce(max(no), 9) + 1, $3, $4, $5, 'waiting', $6, $6, $7, $8, 0
        from proposal where coop_id = $1
        returning no";
    ADD_SUBJECT = "insert into proposal_subject (coop_id, proposal_id, kind, subject_id)
        values ($1, $2, $3, $4)";
    DROP_SUBJECTS = "delete from proposal_subject where coop_id = $1 and proposal_id = $2";
    LIST_PROPOSALS = "select id, no, act, payload, shown_hash, state, asked_by, edited_by, asked_at,
            until_at, version, reason
        from proposal where coop_id = $1 and state in ('waiting', 'returned') order by no";
    FIND_PROPOSAL = "select id, no, act, payload, shown_hash, state, asked_by, edited_by, asked_at,
            until_at, version, reason
        from proposal where coop_id = $1 and no = $2";
    LIST_SUBJECTS = "select s.proposal_id, s.kind, s.subject_id from proposal_subject s
        where s.coop_id = $1 and s.proposal_id = $2";
    FIND_SAME = "select no from proposal
        where coop_id = $1 and act = $2 and shown_hash = $3 and state = 'waiting'";
    /// Signed, returned or refused: not by its asker, its last editor, or whom it is about; by the operator
    /// only while fewer than two officers can; signed only as it was shown.
    ANSWER_PROPOSAL = "update proposal set state = $4, reason = $5, answered_by = $6, answered_at = $7,
            version = version + 1
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
    WITHDRAW_PROPOSAL = "update proposal set state = 'withdrawn', answered_by = $4, answered_at = $5,
            version = version + 1
        where coop_id = $1 and id = $2 and version = $3 and state in ('waiting', 'returned')
            and until_at > $5 and asked_by = $4";
    MEND_PROPOSAL = "update proposal set state = 'waiting', payload = $4, shown_hash = $5,
            edited_by = $6, until_at = $7, reason = null, answered_by = null, answered_at = null,
            version = version + 1
        where coop_id = $1 and id = $2 and version = $3 and state = 'returned' and until_at > $8";
    /// Only while the run that does it still has its lease.
    EXPIRE_PROPOSALS = "update proposal set state = 'expired', answered_at = $2, lease = $3,
            version = version + 1
        where coop_id = $1 and state in ('waiting', 'returned') and until_at <= $2
            and exists (select 1 from job_run j
                where j.job = $4 and j.leased_by = $3 and j.leased_until > $2)
        returning id";
    LIST_SEALED_PROPOSALS = "select id, payload, reason, version from proposal
        where coop_id = $1 order by id";
    RESEAL_PROPOSAL = "update proposal set payload = $3, reason = $4
        where coop_id = $1 and id = $2 and version = $5";
}

fn place(column: &'static str, coop: CoopId, id: i64) -> SealedCell {
    SealedCell {
        table: "proposal",
        column,
        coop,
        row: id,
    }
}

/// Writes the second signature, where there is one, in the transaction of what is signed. Where the
/// proposal is no longer what was signed, it is an error that `is_conflict`, and nothing is written.
pub(super) async fn agree(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    agreement: Option<&Agreement>,
    now: Instant,
) -> Result<(), Error> {
    let Some(one) = agreement else {
        return Ok(());
    };
    let (officer, member, officers_n) = parts(one.hand);
    let args = args![
        coop.0,
        one.proposal.0,
        one.version,
        ProposalState::Signed.code(),
        None::<String>,
        officer,
        now.0,
        member,
        &one.shown_hash,
        officers_n,
    ];
    if link.run(ANSWER_PROPOSAL, args).await? != 1 {
        return Err(Error::Conflict);
    }
    let said = line(
        core,
        (coop, &one.by),
        now,
        ProposalState::Signed,
        one.proposal,
    );
    ledger::write(link, &[said]).await
}

/// A line that tells where a proposal stands now.
fn line(
    core: &Core,
    of: (CoopId, &By),
    now: Instant,
    state: ProposalState,
    id: ProposalId,
) -> LedgerLine {
    let kind = match state {
        ProposalState::Waiting => "proposal asked",
        ProposalState::Returned => "proposal returned",
        ProposalState::Signed => "proposal signed",
        ProposalState::Refused => "proposal refused",
        ProposalState::Withdrawn => "proposal withdrawn",
        ProposalState::Expired => "proposal expired",
    };
    LedgerLine::of_office(core, of, now, kind, (ObjectKind::Proposal, id.0))
}

impl Store {
    /// Keeps a proposal; its number. Where the same waits already, an error that `is_conflict`.
    pub async fn propose(
        &self,
        coop: CoopId,
        by: (&By, OfficerId),
        new: &NewProposal,
        now: Instant,
    ) -> Result<i64, Error> {
        let core = &self.core;
        let (by, asker) = by;
        let id = core.chance.id(now);
        let mut link = core.begin().await?;
        let payload = new.payload.as_bytes();
        let args = args![
            coop.0,
            id,
            new.act,
            core.keys
                .seal(place("payload", coop, id), payload, &core.chance),
            &new.shown_hash,
            asker.0,
            now.0,
            now.0 + WAITS_MS,
        ];
        let no: Option<(i64,)> = link.find(ADD_PROPOSAL, args).await?;
        let (no,) = no.ok_or(Error::Conflict)?;
        add_subjects(&mut link, coop, id, &new.subjects).await?;
        let said = line(
            core,
            (coop, by),
            now,
            ProposalState::Waiting,
            ProposalId(id),
        );
        ledger::write(&mut link, &[said]).await?;
        link.commit().await?;
        Ok(no)
    }

    /// The number of the same, where it waits already.
    pub async fn same_proposal(
        &self,
        coop: CoopId,
        act: &str,
        shown_hash: &str,
    ) -> Result<Option<i64>, Error> {
        let mut link = self.core.read().await?;
        let args = args![coop.0, act, shown_hash];
        let found: Option<(i64,)> = link.find(FIND_SAME, args).await?;
        Ok(found.map(|(no,)| no))
    }

    /// What waits for a signature or was returned, the oldest first.
    pub async fn open_proposals(&self, coop: CoopId) -> Result<Vec<KeptProposal>, Error> {
        let mut link = self.core.read().await?;
        let rows: Vec<ProposalRow> = link.all(LIST_PROPOSALS, args![coop.0]).await?;
        let mut kept = Vec::with_capacity(rows.len());
        for row in rows {
            kept.push(self.core.kept(&mut link, coop, row).await?);
        }
        Ok(kept)
    }

    /// The proposal of this number, open or ended.
    pub async fn proposal(&self, coop: CoopId, no: i64) -> Result<Option<KeptProposal>, Error> {
        let mut link = self.core.read().await?;
        let row: Option<ProposalRow> = link.find(FIND_PROPOSAL, args![coop.0, no]).await?;
        let kept = match row {
            Some(row) => Some(self.core.kept(&mut link, coop, row).await?),
            None => None,
        };
        Ok(kept)
    }

    /// Returns, refuses or withdraws a proposal as it stood at `version`. `false`: the database refuses it.
    pub async fn move_proposal(
        &self,
        coop: CoopId,
        (id, version): (ProposalId, i64),
        (by, hand): (&By, Hand),
        how: ProposalMove<'_>,
        now: Instant,
    ) -> Result<bool, Error> {
        let core = &self.core;
        let (officer, member, officers_n) = parts(hand);
        let mut link = core.begin().await?;
        let (state, reason) = match how {
            ProposalMove::Return(reason) => (ProposalState::Returned, reason),
            ProposalMove::Refuse(reason) => (ProposalState::Refused, reason),
            ProposalMove::Withdraw => (ProposalState::Withdrawn, ""),
        };
        let moved = if how == ProposalMove::Withdraw {
            let args = args![coop.0, id.0, version, officer, now.0];
            link.run(WITHDRAW_PROPOSAL, args).await?
        } else {
            let place = place("reason", coop, id.0);
            let args = args![
                coop.0,
                id.0,
                version,
                state.code(),
                core.keys.seal(place, reason.as_bytes(), &core.chance),
                officer,
                now.0,
                member,
                None::<String>,
                officers_n,
            ];
            link.run(ANSWER_PROPOSAL, args).await?
        };
        if moved != 1 {
            link.roll_back().await?;
            return Ok(false);
        }
        let said = line(core, (coop, by), now, state, id);
        ledger::write(&mut link, &[said]).await?;
        link.commit().await?;
        Ok(true)
    }

    /// Writes a returned proposal anew, as it stood at `version`; it waits again. `false`: the database
    /// refuses it.
    pub async fn mend_proposal(
        &self,
        coop: CoopId,
        (id, version): (ProposalId, i64),
        (by, editor): (&By, OfficerId),
        new: &NewProposal,
        now: Instant,
    ) -> Result<bool, Error> {
        let core = &self.core;
        let mut link = core.begin().await?;
        let place = place("payload", coop, id.0);
        let args = args![
            coop.0,
            id.0,
            version,
            core.keys.seal(place, new.payload.as_bytes(), &core.chance),
            &new.shown_hash,
            editor.0,
            now.0 + WAITS_MS,
            now.0,
        ];
        if link.run(MEND_PROPOSAL, args).await? != 1 {
            link.roll_back().await?;
            return Ok(false);
        }
        link.run(DROP_SUBJECTS, args![coop.0, id.0]).await?;
        add_subjects(&mut link, coop, id.0, &new.subjects).await?;
        let said = line(core, (coop, by), now, ProposalState::Waiting, id);
        ledger::write(&mut link, &[said]).await?;
        link.commit().await?;
        Ok(true)
    }

    /// Ends what nobody has signed in time; how many. Nothing, where the lease is another run's by now.
    pub async fn expire_proposals(
        &self,
        by: &By,
        lease: &Lease,
        now: Instant,
    ) -> Result<u64, Error> {
        let core = &self.core;
        let mut expired = 0;
        for coop in self.coop_ids().await? {
            let mut link = core.begin().await?;
            let args = args![coop.0, now.0, lease.holder(), lease.job()];
            let ids: Vec<(i64,)> = link.all(EXPIRE_PROPOSALS, args).await?;
            let state = ProposalState::Expired;
            let ended = |(id,): &(i64,)| line(core, (coop, by), now, state, ProposalId(*id));
            let lines: Vec<LedgerLine> = ids.iter().map(ended).collect();
            ledger::write(&mut link, &lines).await?;
            link.commit().await?;
            expired += ids.len() as u64;
        }
        Ok(expired)
    }
}

async fn add_subjects(
    link: &mut Link,
    coop: CoopId,
    id: i64,
    subjects: &BTreeSet<Subject>,
) -> Result<(), Error> {
    for subject in subjects {
        let (kind, subject) = match subject {
            Subject::Member(member) => ("member", member.0),
            Subject::Officer(officer) => ("officer", officer.0),
        };
        link.run(ADD_SUBJECT, args![coop.0, id, kind, subject])
            .await?;
    }
    Ok(())
}

impl Core {
    async fn kept(
        &self,
        link: &mut Link,
        coop: CoopId,
        row: ProposalRow,
    ) -> Result<KeptProposal, Error> {
        let subjects: Vec<(i64, String, i64)> =
            link.all(LIST_SUBJECTS, args![coop.0, row.id]).await?;
        let reason = row.reason.as_deref();
        let reason = reason.map(|sealed| self.open_text(place("reason", coop, row.id), sealed));
        Ok(KeptProposal {
            id: ProposalId(row.id),
            no: row.no,
            payload: self.open_text(place("payload", coop, row.id), &row.payload)?,
            proposal: Proposal {
                state: ProposalState::parse(&row.state).ok_or(Error::UnknownCode {
                    table: "proposal",
                    column: "state",
                })?,
                asked_by: OfficerId(row.asked_by),
                edited_by: OfficerId(row.edited_by),
                subjects: subjects.iter().map(subject).collect(),
                shown_hash: row.shown_hash,
                until: Instant(row.until_at),
            },
            act: row.act,
            asked_at: Instant(row.asked_at),
            version: row.version,
            reason: reason.transpose()?,
        })
    }

    /// Seals payloads and reasons anew; how many rows.
    pub(super) async fn rekey_proposals(&self, coop: CoopId) -> Result<u64, Error> {
        let mut link = self.read().await?;
        let rows: Vec<SealedProposal> = link.all(LIST_SEALED_PROPOSALS, args![coop.0]).await?;
        drop(link);
        let mut resealed = 0;
        for row in rows {
            let SealedProposal {
                id,
                payload,
                reason,
                version,
            } = row;
            if !self.keys.is_of_old_key(&payload) {
                continue;
            }
            let payload = self.reseal(place("payload", coop, id), &payload)?;
            let reason = reason.map(|reason| self.reseal(place("reason", coop, id), &reason));
            let args = args![coop.0, id, payload, reason.transpose()?, version];
            resealed += self.write_one(RESEAL_PROPOSAL, args).await?;
        }
        Ok(resealed)
    }
}

#[derive(sqlx::FromRow)]
struct SealedProposal {
    id: i64,
    payload: String,
    reason: Option<String>,
    version: i64,
}

fn subject((_, kind, id): &(i64, String, i64)) -> Subject {
    if kind == "officer" {
        Subject::Officer(OfficerId(*id))
    } else {
        Subject::Member(MemberId(*id))
    }
}
