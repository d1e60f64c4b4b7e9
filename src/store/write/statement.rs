//! Codes for statements.

use super::WriteContext;
use crate::core::domain::change::statement::{Change, Issued};
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    /// A new code ends the older one.
    END_STATEMENTS = "update statement set ended_at = $3
        where coop_id = $1 and member_id = $2 and ended_at is null";
    ISSUE_STATEMENT = "insert into statement (coop_id, id, member_id, code, from_on, to_on, ends_on,
            at)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing";
}

impl WriteContext<'_> {
    pub(super) async fn write_statement(&mut self, change: &Change) -> Result<bool, Error> {
        let Change::Issued(issued) = change;
        self.issue_statement(issued).await
    }

    async fn issue_statement(&mut self, issued: &Issued) -> Result<bool, Error> {
        let ended = args![self.coop.0, issued.member.0, self.now.0];
        self.link.run(END_STATEMENTS, ended).await?;
        let args = args![
            self.coop.0,
            issued.id.0,
            issued.member.0,
            &issued.code,
            issued.from_on.0,
            issued.to_on.0,
            issued.ends_on.0,
            self.now.0
        ];
        self.touches_one(ISSUE_STATEMENT, args).await
    }
}
