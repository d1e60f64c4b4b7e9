//! Ballots: opened, and brought in as they were counted. How one is closed stands in `close`, votes in `vote`,
//! codes in `code`.

use super::WriteContext;
use super::key_place;
use crate::core::domain::change::ballot::{Change, CountedBallot, NewBallot};
use crate::seal::{BallotKey, SecretBytes};
use crate::store::Error;
use crate::store::db::conn::{args, statements};
use crate::store::facts::votes::outcome_code;

statements! {
    ADD_BALLOT = "insert into ballot (coop_id, id, no, title_words, text_words, more_words, yes_no,
            sms_allowed, quorum_pct, pass, state, opens_at, closes_at, public_key)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    ADD_OPTION = "insert into ballot_option (coop_id, ballot_id, no, label_words, none)
        values ($1, $2, $3, $4, $5)";
    ADD_TO_ROLL = "insert into ballot_roll (coop_id, ballot_id, member_id) values ($1, $2, $3)";
    ADD_BALLOT_KEY = "insert into ballot_key (coop_id, ballot_id, pseudonym_key, private_key)
        values ($1, $2, $3, $4)";
    ADD_RESULT = "insert into ballot_result (coop_id, ballot_id, option_no, votes)
        values ($1, $2, $3, $4)";
    ADD_OUTCOME = "insert into ballot_outcome (coop_id, ballot_id, roll_n, voted_n, quorum_n,
            outcome, counted_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
}

impl WriteContext<'_> {
    pub(super) async fn write_ballot(&mut self, change: &Change) -> Result<bool, Error> {
        match change {
            Change::Opened(new) => Box::pin(self.open_ballot(new)).await,
            Change::BroughtIn(counted) => Box::pin(self.bring_ballot_in(counted)).await,
            Change::Counted(counted) => Box::pin(self.count_ballot(counted.ballot)).await,
            Change::VoteCast(cast) => self.cast_vote(cast).await,
            Change::CodesMade(made) => self.make_codes(made).await,
        }
    }

    /// Fixes its words and roll and draws its keys.
    async fn open_ballot(&mut self, new: &NewBallot) -> Result<bool, Error> {
        let (core, coop) = (self.core, self.coop);
        let key = BallotKey::draw(&core.chance);
        self.add_ballot(new, ("open", key.public())).await?;
        let seal = |column, secret: &SecretBytes| {
            let place = key_place(column, coop, new.id);
            core.keys.seal(place, secret.reveal(), &core.chance)
        };
        let pseudonym_key = seal("pseudonym_key", &SecretBytes::draw(&core.chance));
        let private_key = seal("private_key", key.private());
        let args = args![coop.0, new.id.0, pseudonym_key, private_key];
        self.link.run(ADD_BALLOT_KEY, args).await?;
        Ok(true)
    }

    async fn bring_ballot_in(&mut self, counted: &CountedBallot) -> Result<bool, Error> {
        let (ballot, result) = (&counted.ballot, &counted.result);
        self.add_ballot(ballot, ("closed", String::new())).await?;
        for (option, votes) in &result.counts {
            let args = args![self.coop.0, ballot.id.0, option.no, *votes];
            self.link.run(ADD_RESULT, args).await?;
        }
        let args = args![
            self.coop.0,
            ballot.id.0,
            result.roll_n,
            result.voted_n,
            result.quorum_n,
            outcome_code(result.outcome),
            counted.counted_at.0,
        ];
        self.link.run(ADD_OUTCOME, args).await?;
        Ok(true)
    }

    async fn add_ballot(
        &mut self,
        new: &NewBallot,
        (state, public_key): (&str, String),
    ) -> Result<(), Error> {
        let (coop, ballot) = (self.coop.0, new.id.0);
        let args = args![
            coop,
            ballot,
            new.no,
            &new.title,
            &new.text,
            &new.more,
            new.yes_no,
            new.sms_allowed,
            new.rule.quorum_pct,
            new.rule.pass.code(),
            state,
            new.opens_at.0,
            new.closes_at.0,
            public_key,
        ];
        self.link.run(ADD_BALLOT, args).await?;
        for option in &new.options {
            let args = args![coop, ballot, option.no, &option.label, option.none];
            self.link.run(ADD_OPTION, args).await?;
        }
        for member in &new.roll {
            let args = args![coop, ballot, member.0];
            self.link.run(ADD_TO_ROLL, args).await?;
        }
        Ok(())
    }
}
