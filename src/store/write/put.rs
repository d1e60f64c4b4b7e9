//! Bringing in what is put to the members: ballots open and counted, requests, meetings, notices.

use crate::core::domain::ballot::BallotRule;
use crate::core::domain::consent::written_sections;
use crate::core::domain::{
    Ask, BallotId, BallotOption, BallotResult, By, CoopId, Instant, Meeting, MemberId, NoticeLine,
    ObjectKind, RowId, Words,
};
use crate::seal::{BallotKey, SecretBytes};
use crate::store::db::conn::{Link, args, statements};
use crate::store::facts::votes::outcome_code;
use crate::store::ledger::{self, LedgerEvent};
use crate::store::write::key_place;
use crate::store::{Error, Store};

/// A ballot to open. Its words, options and roll are fixed from now on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewBallot {
    /// Its id.
    pub id: BallotId,
    /// Its short number.
    pub no: i64,
    /// A few words for lists.
    pub title: Words,
    /// The question.
    pub text: Words,
    /// What it is about, at more length.
    pub more: Words,
    /// The answers.
    pub options: Vec<BallotOption>,
    /// Whether it is a plain yes, no, none question.
    pub yes_no: bool,
    /// Whether a vote may come by text.
    pub sms_allowed: bool,
    /// How it is decided.
    pub rule: BallotRule,
    /// When it opens.
    pub opens_at: Instant,
    /// When it closes.
    pub closes_at: Instant,
    /// Who may vote.
    pub roll: Vec<MemberId>,
}

/// A ballot that was held and counted before: its numbers only.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CountedBallot {
    /// The ballot as it was put.
    pub ballot: NewBallot,
    /// How it came out.
    pub result: BallotResult,
    /// When it was counted.
    pub counted_at: Instant,
}

/// A request to put to the members, once its ballot passes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewRequest {
    /// What each member will be asked.
    pub ask: Ask,
    /// The requester's id.
    pub requester: RowId,
    /// The ballot that allows it.
    pub ballot: BallotId,
}

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
    ADD_REQUESTER = "insert into requester (coop_id, id, name_words)
        values ($1, $2, $3) on conflict (coop_id, id) do nothing";
    ADD_REQUEST = "insert into request (coop_id, id, no, requester_id, title_words, what_words,
            why_words, months, keep_days, lasts_days, ballot_id, grain, sections, reads, valid_until,
            complaint, state)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'open')";
    ADD_MEETING = "insert into meeting (coop_id, id, planned_at, place_words)
        values ($1, $2, $3, $4)";
    ADD_AGENDA_ITEM = "insert into agenda_item (coop_id, meeting_id, no, words)
        values ($1, $2, $3, $4)";
    ADD_NOTICE = "insert into notice (coop_id, id, words, at) values ($1, $2, $3, $4)";
}

impl Store {
    /// Opens a ballot: fixes its words and roll and draws its keys.
    pub async fn open_ballot(
        &self,
        by: &By,
        coop: CoopId,
        new: &NewBallot,
        now: Instant,
    ) -> Result<(), Error> {
        let chance = &self.core.chance;
        let key = BallotKey::draw(chance);
        let mut link = self.core.begin().await?;
        add_ballot(&mut link, coop, new, ("open", key.public())).await?;
        let seal = |column, secret: &SecretBytes| {
            let place = key_place(column, coop, new.id);
            self.core.keys.seal(place, secret.reveal(), chance)
        };
        let pseudonym_key = seal("pseudonym_key", &SecretBytes::draw(chance));
        let private_key = seal("private_key", key.private());
        let args = args![coop.0, new.id.0, pseudonym_key, private_key];
        link.run(ADD_BALLOT_KEY, args).await?;
        self.line(
            &mut link,
            (by, coop, now),
            ("ballot opened", ObjectKind::Ballot, new.id.0),
        )
        .await?;
        link.commit().await
    }

    /// Brings in a ballot that was counted before.
    pub async fn add_counted_ballot(
        &self,
        by: &By,
        coop: CoopId,
        counted: &CountedBallot,
        now: Instant,
    ) -> Result<(), Error> {
        let (ballot, result) = (&counted.ballot, &counted.result);
        let mut link = self.core.begin().await?;
        add_ballot(&mut link, coop, ballot, ("closed", String::new())).await?;
        for (option, votes) in &result.counts {
            let args = args![coop.0, ballot.id.0, option.no, *votes];
            link.run(ADD_RESULT, args).await?;
        }
        let args = args![
            coop.0,
            ballot.id.0,
            result.roll_n,
            result.voted_n,
            result.quorum_n,
            outcome_code(result.outcome),
            counted.counted_at.0,
        ];
        link.run(ADD_OUTCOME, args).await?;
        self.line(
            &mut link,
            (by, coop, now),
            ("ballot brought in", ObjectKind::Ballot, ballot.id.0),
        )
        .await?;
        link.commit().await
    }

    /// Adds a request and who makes it.
    pub async fn add_request(
        &self,
        by: &By,
        coop: CoopId,
        new: &NewRequest,
        now: Instant,
    ) -> Result<(), Error> {
        let ask = &new.ask;
        let (who, title, what, why) = (&ask.requester, &ask.title, &ask.what, &ask.why);
        let mut link = self.core.begin().await?;
        let args = args![coop.0, new.requester.0, who];
        link.run(ADD_REQUESTER, args).await?;
        let args = args![
            coop.0,
            ask.request.0,
            ask.request_no,
            new.requester.0,
            title,
            what,
            why,
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
        link.run(ADD_REQUEST, args).await?;
        self.line(
            &mut link,
            (by, coop, now),
            ("request added", ObjectKind::Request, ask.request.0),
        )
        .await?;
        link.commit().await
    }

    /// Plans a meeting with its agenda.
    pub async fn add_meeting(
        &self,
        by: &By,
        coop: CoopId,
        new: &Meeting,
        now: Instant,
    ) -> Result<(), Error> {
        let mut link = self.core.begin().await?;
        let args = args![coop.0, new.id.0, new.at.0, &new.place];
        link.run(ADD_MEETING, args).await?;
        for (no, item) in (1_i64..).zip(&new.agenda) {
            let args = args![coop.0, new.id.0, no, item];
            link.run(ADD_AGENDA_ITEM, args).await?;
        }
        self.line(
            &mut link,
            (by, coop, now),
            ("meeting planned", ObjectKind::Meeting, new.id.0),
        )
        .await?;
        link.commit().await
    }

    /// Keeps a notice that was sent, to be read again.
    pub async fn add_notice(
        &self,
        by: &By,
        coop: CoopId,
        id: RowId,
        new: &NoticeLine,
        now: Instant,
    ) -> Result<(), Error> {
        let mut link = self.core.begin().await?;
        let args = args![coop.0, id.0, &new.words, new.at.0];
        link.run(ADD_NOTICE, args).await?;
        self.line(
            &mut link,
            (by, coop, now),
            ("notice kept", ObjectKind::Notice, id.0),
        )
        .await?;
        link.commit().await
    }

    async fn line(
        &self,
        link: &mut Link,
        (by, coop, now): (&By, CoopId, Instant),
        (kind, object, about): (&str, ObjectKind, i64),
    ) -> Result<(), Error> {
        let scene = self.scene((by, coop, now));
        ledger::write(link, &[scene.line(LedgerEvent::of(kind, (object, about)))]).await
    }
}

async fn add_ballot(
    link: &mut Link,
    coop: CoopId,
    new: &NewBallot,
    (state, public_key): (&str, String),
) -> Result<(), Error> {
    let (title, text, more) = (&new.title, &new.text, &new.more);
    let args = args![
        coop.0,
        new.id.0,
        new.no,
        title,
        text,
        more,
        new.yes_no,
        new.sms_allowed,
        new.rule.quorum_pct,
        new.rule.pass.code(),
        state,
        new.opens_at.0,
        new.closes_at.0,
        public_key,
    ];
    link.run(ADD_BALLOT, args).await?;
    for option in &new.options {
        let (no, label) = (option.no, &option.label);
        let args = args![coop.0, new.id.0, no, label, option.none];
        link.run(ADD_OPTION, args).await?;
    }
    for member in &new.roll {
        link.run(ADD_TO_ROLL, args![coop.0, new.id.0, member.0])
            .await?;
    }
    Ok(())
}
