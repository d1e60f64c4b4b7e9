//! Loans.

use super::WriteContext;
use crate::core::domain::change::loan::NewLoan;
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    ADD_LOAN = "insert into loan (coop_id, id, member_id, principal, given_on, state)
        values ($1, $2, $3, $4, $5, 'running')";
}

impl WriteContext<'_> {
    pub(super) async fn add_loan(&mut self, new: &NewLoan) -> Result<bool, Error> {
        let args = args![
            self.coop.0,
            new.id.0,
            new.member.0,
            new.principal.0,
            new.given_on.0
        ];
        self.link.run(ADD_LOAN, args).await?;
        Ok(true)
    }
}
