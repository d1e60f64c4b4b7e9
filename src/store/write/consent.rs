//! Her answers to requests, and stopping a permission. Each permission has its own chain of events.

use super::WriteContext;
use crate::core::domain::change::consent::{Change, Given, Refused, Stopped};
use crate::core::domain::{
    ConsentId, CoopId, Day, Instant, MemberId, RequestId, RowId, ShownWords,
};
use crate::seal::digest;
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    KEEP_TEXT = "insert into consent_text (coop_id, hash, version, lang, screens)
        values ($1, $2, $3, $4, $5) on conflict do nothing";
    /// Her answer, only where the request is open, its ballot passed, she has not answered yet, and the
    /// permission ends neither before today nor later than was asked.
    ANSWER_REQUEST = "insert into consent (coop_id, id, no, member_id, request_id, state, ends_on,
            text_hash, at)
        select r.coop_id, $3, $4, $5, r.id, $6, $7, $8, $9 from request r
        join ballot_outcome o on o.coop_id = r.coop_id and o.ballot_id = r.ballot_id
            and o.outcome = 'passed'
        where r.coop_id = $1 and r.id = $2 and r.state = 'open' and $7 <= $10 + r.lasts_days
            and $7 >= $10
            and (r.valid_until is null or $7 <= r.valid_until)
        on conflict do nothing";
    /// Stops a permission of hers that is in force.
    STOP_CONSENT = "update consent set state = 'withdrawn'
        where coop_id = $1 and id = $2 and member_id = $3 and state = 'given' and ends_on >= $4";
    /// When data last went out under it. A disclosure and a stop both lock the consent's row, so one
    /// follows the other.
    LAST_DISCLOSED = "select max(at) from disclosure
        where coop_id = $1 and member_id = $2 and consent_id = $3";
    LAST_CONSENT_EVENT = "select seq, hash from consent_event
        where coop_id = $1 and consent_id = $2 order by seq desc limit 1";
    ADD_CONSENT_EVENT = "insert into consent_event (coop_id, id, consent_id, seq, kind, at, src,
            hash_prev, hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing";
    ASK_ERASURE = "insert into erasure (coop_id, id, consent_id, at)
        values ($1, $2, $3, $4) on conflict do nothing";
}

struct ConsentAnswer<'a> {
    member: MemberId,
    consent: ConsentId,
    no: i64,
    request: RequestId,
    state: &'static str,
    ends_on: Day,
    shown: &'a ShownWords,
    event: RowId,
}

/// One event of a permission's chain, with all columns that are hashed.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct HashedEvent<'a> {
    pub(in crate::store) coop: CoopId,
    pub(in crate::store) consent: i64,
    pub(in crate::store) seq: i64,
    pub(in crate::store) at: i64,
    pub(in crate::store) kind: &'a str,
    pub(in crate::store) src: &'a str,
}

impl HashedEvent<'_> {
    /// Its hash; the hash before it is part of the input.
    pub(in crate::store) fn hash(&self, hash_prev: &str) -> String {
        digest(&[
            hash_prev.as_bytes(),
            &self.coop.0.to_be_bytes(),
            &self.consent.to_be_bytes(),
            &self.seq.to_be_bytes(),
            &self.at.to_be_bytes(),
            self.kind.as_bytes(),
            self.src.as_bytes(),
        ])
    }
}

/// A text that was shown.
pub(in crate::store) struct ShownText<'a> {
    pub(in crate::store) version: &'a str,
    pub(in crate::store) lang: &'a str,
    /// Its screens, as they are stored.
    pub(in crate::store) screens: &'a str,
}

impl ShownText<'_> {
    /// The hash by which the text is found.
    pub(in crate::store) fn hash(&self) -> String {
        let Self {
            version,
            lang,
            screens,
        } = self;
        digest(&[version.as_bytes(), lang.as_bytes(), screens.as_bytes()])
    }
}

impl WriteContext<'_> {
    pub(super) async fn write_consent(&mut self, change: &Change) -> Result<bool, Error> {
        match change {
            Change::Given(given) => self.give_consent(given).await,
            Change::Refused(refused) => self.refuse_request(refused).await,
            Change::Stopped(stopped) => self.stop_consent(stopped).await,
        }
    }

    async fn give_consent(&mut self, given: &Given) -> Result<bool, Error> {
        self.answer_request(ConsentAnswer {
            member: given.member,
            consent: given.consent,
            no: given.no,
            request: given.request,
            state: "given",
            ends_on: given.ends_on,
            shown: &given.shown,
            event: given.event,
        })
        .await
    }

    async fn refuse_request(&mut self, refused: &Refused) -> Result<bool, Error> {
        self.answer_request(ConsentAnswer {
            member: refused.member,
            consent: refused.consent,
            no: refused.no,
            request: refused.request,
            state: "refused",
            ends_on: self.now.day(),
            shown: &refused.shown,
            event: refused.event,
        })
        .await
    }

    async fn answer_request(&mut self, answer: ConsentAnswer<'_>) -> Result<bool, Error> {
        let screens = serde_json::to_string(&answer.shown.parts).expect("texts are JSON");
        let (version, lang) = (&answer.shown.text_version, answer.shown.lang.code());
        let hash = ShownText {
            version,
            lang,
            screens: &screens,
        }
        .hash();
        let text = args![self.coop.0, &hash, version, lang, screens];
        self.link.run(KEEP_TEXT, text).await?;
        let args = args![
            self.coop.0,
            answer.request.0,
            answer.consent.0,
            answer.no,
            answer.member.0,
            answer.state,
            answer.ends_on.0,
            hash,
            self.now.0,
            self.now.day().0,
        ];
        Ok(self.touches_one(ANSWER_REQUEST, args).await?
            && self
                .consent_event(answer.consent, answer.event, answer.state)
                .await?)
    }

    async fn stop_consent(&mut self, stopped: &Stopped) -> Result<bool, Error> {
        let Stopped {
            member,
            consent,
            erase,
            event,
            erasure,
        } = *stopped;
        let args = args![self.coop.0, consent.0, member.0, self.now.day().0];
        if !self.touches_one(STOP_CONSENT, args).await? {
            return Ok(false);
        }
        self.now = self.after_disclosures(member, consent).await?;
        if !self.consent_event(consent, event, "withdrawn").await? {
            return Ok(false);
        }
        if !erase {
            return Ok(true);
        }
        let args = args![self.coop.0, erasure.0, consent.0, self.now.0];
        self.touches_one(ASK_ERASURE, args).await
    }

    /// The time of a stop: now, or right after the last disclosure that it waited for, so that the ledger
    /// never shows data that went out after a stop.
    async fn after_disclosures(
        &mut self,
        member: MemberId,
        consent: ConsentId,
    ) -> Result<Instant, Error> {
        let args = args![self.coop.0, member.0, consent.0];
        let last: Option<(Option<i64>,)> = self.link.find(LAST_DISCLOSED, args).await?;
        let after = last.and_then(|(at,)| at).map(|at| Instant(at + 1));
        Ok(after.map_or(self.now, |after| after.max(self.now)))
    }

    /// Adds the next event to a permission's chain. Of two at the same time, one is refused.
    async fn consent_event(
        &mut self,
        consent: ConsentId,
        event: RowId,
        kind: &str,
    ) -> Result<bool, Error> {
        let last: Option<(i64, String)> = self
            .link
            .find(LAST_CONSENT_EVENT, args![self.coop.0, consent.0])
            .await?;
        let (seq, hash_prev) = last.map_or((1, String::new()), |(seq, hash)| (seq + 1, hash));
        let event_row = HashedEvent {
            coop: self.coop,
            consent: consent.0,
            seq,
            at: self.now.0,
            kind,
            src: self.by.source(),
        };
        let hash = event_row.hash(&hash_prev);
        let args = args![
            self.coop.0,
            event.0,
            consent.0,
            seq,
            kind,
            self.now.0,
            self.by.source(),
            hash_prev,
            hash
        ];
        self.touches_one(ADD_CONSENT_EVENT, args).await
    }
}
