//! Acts that wait for a second signature: reading them, and their moves (`write::proposal`).

use super::db::conn::{Link, args, statements};
use super::places::proposal_place as place;
use super::runs::Lease;
use super::signatures::{KeptProposal, ProposalMove, ProposalRow};
use super::{Core, Error, Store};
use crate::core::domain::change::proposal::{self, NewProposal};
use crate::core::domain::proposal::{Hand, Proposal, ProposalState, Subject};
use crate::core::domain::{By, Change, CoopId, Instant, MemberId, OfficerId, ProposalId};

statements! {
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
    FIND_NO = "select no from proposal where coop_id = $1 and id = $2";
    LIST_OVERDUE = "select id from proposal
        where coop_id = $1 and state in ('waiting', 'returned') and until_at <= $2 order by id";
    LIST_SEALED_PROPOSALS = "select id, payload, reason, version from proposal
        where coop_id = $1 order by id";
    RESEAL_PROPOSAL = "update proposal set payload = $3, reason = $4
        where coop_id = $1 and id = $2 and version = $5";
}

impl Store {
    /// Stores a new proposal; returns its number. If the same act waits already, the error is one that
    /// `is_conflict`.
    pub async fn propose(
        &self,
        coop: CoopId,
        by: (&By, OfficerId),
        new: &NewProposal,
        now: Instant,
    ) -> Result<i64, Error> {
        let (by, asker) = by;
        let id = ProposalId(self.core.chance.id(now));
        let new = new.clone();
        let change = proposal::Change::Asked(Box::new(proposal::ProposalAsked { id, asker, new }));
        self.move_to(by, (coop, now), change).await?;
        let no: Option<(i64,)> = self.core.read_one(FIND_NO, args![coop.0, id.0]).await?;
        no.map(|(no,)| no).ok_or(Error::Conflict)
    }

    /// Writes one move of a proposal; `false` where its state did not allow it.
    async fn move_to(
        &self,
        by: &By,
        at: (CoopId, Instant),
        change: proposal::Change,
    ) -> Result<bool, Error> {
        self.commit(by, at, &[Change::Proposal(change)], &[]).await
    }

    /// The number of the same proposal, if one is waiting already.
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

    /// Proposals that wait for a signature or were returned, oldest first.
    pub async fn open_proposals(&self, coop: CoopId) -> Result<Vec<KeptProposal>, Error> {
        let mut link = self.core.read().await?;
        let rows: Vec<ProposalRow> = link.all(LIST_PROPOSALS, args![coop.0]).await?;
        let mut kept = Vec::with_capacity(rows.len());
        for row in rows {
            kept.push(self.core.kept(&mut link, coop, row).await?);
        }
        Ok(kept)
    }

    /// The proposal with this number, open or ended.
    pub async fn proposal(&self, coop: CoopId, no: i64) -> Result<Option<KeptProposal>, Error> {
        let mut link = self.core.read().await?;
        let row: Option<ProposalRow> = link.find(FIND_PROPOSAL, args![coop.0, no]).await?;
        let kept = match row {
            Some(row) => Some(self.core.kept(&mut link, coop, row).await?),
            None => None,
        };
        Ok(kept)
    }

    /// Returns, refuses or withdraws a proposal at this `version`. `false`: the database refused it.
    pub async fn move_proposal(
        &self,
        coop: CoopId,
        (id, version): (ProposalId, i64),
        (by, hand): (&By, Hand),
        how: ProposalMove<'_>,
        now: Instant,
    ) -> Result<bool, Error> {
        let answered = |reason: &str| proposal::ProposalAnswered {
            id,
            version,
            hand,
            reason: reason.to_owned(),
        };
        let change = match how {
            ProposalMove::Return(reason) => proposal::Change::Returned(answered(reason)),
            ProposalMove::Refuse(reason) => proposal::Change::Refused(answered(reason)),
            ProposalMove::Withdraw => {
                proposal::Change::Withdrawn(proposal::ProposalWithdrawn { id, version, hand })
            }
        };
        self.move_to(by, (coop, now), change).await
    }

    /// Changes a returned proposal at this `version`, so that it waits again. `false`: the database refused
    /// it.
    pub async fn mend_proposal(
        &self,
        coop: CoopId,
        (id, version): (ProposalId, i64),
        (by, editor): (&By, OfficerId),
        new: &NewProposal,
        now: Instant,
    ) -> Result<bool, Error> {
        let new = new.clone();
        let mended = proposal::Mended {
            id,
            version,
            editor,
            new,
        };
        let change = proposal::Change::Mended(Box::new(mended));
        self.move_to(by, (coop, now), change).await
    }

    /// Ends proposals that were not signed in time; returns how many. Each one keeps the lease's id. A job
    /// calls this within `Lease::hold`, which refuses it after another run has taken the lease.
    pub async fn expire_proposals(
        &self,
        by: &By,
        lease: &Lease,
        now: Instant,
    ) -> Result<u64, Error> {
        let mut expired = 0;
        for coop in self.coop_ids().await? {
            let overdue: Vec<(i64,)> = self
                .core
                .read_all(LIST_OVERDUE, args![coop.0, now.0])
                .await?;
            for (id,) in overdue {
                let change = proposal::Change::Expired(proposal::Expired {
                    id: ProposalId(id),
                    lease: lease.holder(),
                });
                expired += u64::from(self.move_to(by, (coop, now), change).await?);
            }
        }
        Ok(expired)
    }
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
            payload: match &*row.payload {
                "" => String::new(),
                sealed => self.open_text(place("payload", coop, row.id), sealed)?,
            },
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

    /// Seals payloads and reasons again; returns how many rows.
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
