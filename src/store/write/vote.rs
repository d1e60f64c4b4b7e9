//! Casting a vote: sealed, under a pseudonym, replacing the earlier one without a trace.

use super::WriteContext;
use crate::core::domain::change::ballot::VoteCast;
use crate::core::domain::{BallotId, CoopId};
use crate::seal::{CannotOpen, SealedCell, SecretBytes, as_text, mac, seal_vote};
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    /// The keys of a ballot that is open, has this option, and has her on its roll.
    FIND_BALLOT_KEYS = "select b.public_key, k.pseudonym_key from ballot b
        join ballot_key k on k.coop_id = b.coop_id and k.ballot_id = b.id
        join ballot_option o on o.coop_id = b.coop_id and o.ballot_id = b.id and o.no = $3
        join ballot_roll l on l.coop_id = b.coop_id and l.ballot_id = b.id and l.member_id = $4
        where b.coop_id = $1 and b.id = $2 and b.state = 'open'
            and b.opens_at <= $5 and b.closes_at > $5";
    /// The last vote under a pseudonym counts.
    PUT_VOTE = "insert into ballot_sealed_vote (coop_id, ballot_id, pseudonym, choice)
        values ($1, $2, $3, $4)
        on conflict (coop_id, ballot_id, pseudonym) do update set choice = excluded.choice";
    /// That she voted, and the day.
    MARK_VOTED = "insert into ballot_mark (coop_id, ballot_id, member_id, voted_on)
        values ($1, $2, $3, $4)
        on conflict (coop_id, ballot_id, member_id) do update set voted_on = excluded.voted_on";
}

/// The cell that a ballot's own keys are sealed for.
pub(in crate::store) fn key_place(
    column: &'static str,
    coop: CoopId,
    ballot: BallotId,
) -> SealedCell {
    SealedCell {
        table: "ballot_key",
        column,
        coop,
        row: ballot.0,
    }
}

/// The cell that a vote is sealed for: it does not open in a row of another ballot.
pub(in crate::store) fn vote_place(coop: CoopId, ballot: BallotId) -> SealedCell {
    SealedCell {
        table: "ballot_sealed_vote",
        column: "choice",
        coop,
        row: ballot.0,
    }
}

impl WriteContext<'_> {
    pub(super) async fn cast_vote(&mut self, cast: &VoteCast) -> Result<bool, Error> {
        let VoteCast {
            member,
            ballot,
            option_no,
        } = *cast;
        let args = args![self.coop.0, ballot.0, option_no, member.0, self.now.0];
        let found: Option<(String, String)> = self.link.find(FIND_BALLOT_KEYS, args).await?;
        let Some((public, sealed_key)) = found else {
            return Ok(false);
        };
        let key = self
            .core
            .keys
            .open(key_place("pseudonym_key", self.coop, ballot), &sealed_key)
            .and_then(|bytes| SecretBytes::from_slice(&bytes).ok_or(CannotOpen))
            .map_err(|source| Error::Sealed {
                table: "ballot_key",
                column: "pseudonym_key",
                source,
            })?;
        let pseudonym = as_text(&mac(&key, &[&member.0.to_be_bytes()]));
        let place = vote_place(self.coop, ballot);
        let choice = seal_vote(&public, place, option_no, &self.core.chance);
        let choice = choice.map_err(|source| Error::Sealed {
            table: "ballot",
            column: "public_key",
            source,
        })?;
        let vote = args![self.coop.0, ballot.0, pseudonym, choice];
        let mark = args![self.coop.0, ballot.0, member.0, self.now.day().0];
        Ok(self.touches_one(PUT_VOTE, vote).await? && self.touches_one(MARK_VOTED, mark).await?)
    }
}
