//! One-time codes for ballots that take votes by text: one for each woman on the roll, stored as keyed
//! hashes. New codes replace the earlier ones.

use super::WriteContext;
use crate::core::domain::change::ballot::{CodesMade, NewCode};
use crate::store::Error;
use crate::store::db::batches::batches;
use crate::store::db::conn::{args, statements};

statements! {
    /// Locks the ballot's row, so that two makers of codes follow each other.
    LOCK_CODED_BALLOT = "update ballot set no = no where coop_id = $1 and id = $2";
    HAS_CODES = "select member_id from ballot_code where coop_id = $1 and ballot_id = $2 limit 1";
    DROP_CODES = "delete from ballot_code where coop_id = $1 and ballot_id = $2";
}

batches! {
    ADD_CODES of CodeRow { coop_id: int, ballot_id: int, member_id: int, code_hash: text, at: int } = (
        "insert into ballot_code (" columns ") select " columns " from " rows "
        where true returning member_id"
    )
}

impl WriteContext<'_> {
    pub(super) async fn make_codes(&mut self, made: &CodesMade) -> Result<bool, Error> {
        let (core, coop, ballot) = (self.core, self.coop, made.ballot);
        let of_ballot = || args![coop.0, ballot.0];
        self.link.run(LOCK_CODED_BALLOT, of_ballot()).await?;
        let has_codes: Option<(i64,)> = self.link.find(HAS_CODES, of_ballot()).await?;
        if has_codes.is_some() && !made.again {
            return Ok(false);
        }
        self.link.run(DROP_CODES, of_ballot()).await?;
        let row = |one: &NewCode| {
            let [hash, _] = core.keys.vote_codes(coop, ballot, &one.code);
            CodeRow {
                coop_id: coop.0,
                ballot_id: ballot.0,
                member_id: one.member.0,
                code_hash: hash,
                at: self.now.0,
            }
        };
        let rows: Vec<CodeRow> = made.codes.iter().map(row).collect();
        let added: Vec<(i64,)> = self.link.batch(ADD_CODES, &rows).await?;
        if added.len() == rows.len() {
            Ok(true)
        } else {
            Err(Error::Conflict)
        }
    }
}
