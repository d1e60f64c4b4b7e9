//! Requests for data.

use super::WriteContext;
use crate::core::domain::change::request::NewRequest;
use crate::core::domain::consent::written_sections;
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    ADD_REQUESTER = "insert into requester (coop_id, id, name_words)
        values ($1, $2, $3) on conflict (coop_id, id) do nothing";
    ADD_REQUEST = "insert into request (coop_id, id, no, requester_id, title_words, what_words,
            why_words, months, keep_days, lasts_days, ballot_id, grain, sections, reads, valid_until,
            complaint, state)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'open')";
}

impl WriteContext<'_> {
    pub(super) async fn add_request(&mut self, new: &NewRequest) -> Result<bool, Error> {
        let ask = &new.ask;
        let args = args![self.coop.0, new.requester.0, &ask.requester];
        self.link.run(ADD_REQUESTER, args).await?;
        let args = args![
            self.coop.0,
            ask.request.0,
            ask.request_no,
            new.requester.0,
            &ask.title,
            &ask.what,
            &ask.why,
            ask.months,
            ask.keep_days,
            ask.lasts_days,
            new.ballot.0,
            ask.grain.code(),
            written_sections(&ask.sections),
            ask.reads.code(),
            ask.valid_until.map(|day| day.0),
            &ask.complaint,
        ];
        self.link.run(ADD_REQUEST, args).await?;
        Ok(true)
    }
}
