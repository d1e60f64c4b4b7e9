//! Disclosures: data is handed out only if the members voted for the use and she gave her permission.
//!
//! The statement that writes the row checks both. On PostgreSQL this alone is not enough: the statement
//! sees what was committed when it began, and her stop may be committed in between. So her consent is
//! locked first, and either a stop waits until the data is out, or the disclosure waits until she has
//! stopped it. SQLite has one writer. A stop that waited also gets a later time in the ledger, whatever the
//! clocks say (`write::consent`). The other condition cannot change: an open request stays open, and the
//! outcome of a ballot is final. A refused disclosure is stored too, so that she can see that it was tried.

use crate::core::domain::{By, CoopId, Instant, MemberId, ObjectKind, RequestId, RowId};
use crate::store::db::conn::{Link, Sql, args, statements};
use crate::store::ledger::{self, LedgerEvent};
use crate::store::{Error, Store};

/// Whether data may be handed out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Disclosed {
    /// It may, and the disclosure is stored.
    Given,
    /// It may not, and the refused attempt is stored.
    Refused(WhyNot),
}

/// Why a disclosure was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhyNot {
    /// The members have not voted for it.
    NoVote,
    /// She has not given permission, or has stopped it.
    NoConsent,
    /// Her permission has reached its end.
    Ended,
}

impl WhyNot {
    #[cfg(test)]
    pub(in crate::store) const ALL: [Self; 3] = [Self::NoVote, Self::NoConsent, Self::Ended];

    pub(in crate::store) fn code(self) -> &'static str {
        match self {
            Self::NoVote => "no-vote",
            Self::NoConsent => "no-consent",
            Self::Ended => "ended",
        }
    }
}

pub(in crate::store) const POSTGRES_ONLY: &[Sql] = &[LOCK_CONSENT];

/// Locks her consent until the transaction ends; several disclosures can hold the lock at once. SQLite does
/// not know `for share` and does not need it: it has only one writer.
const LOCK_CONSENT: Sql = Sql {
    name: "LOCK_CONSENT",
    text: "select id from consent where coop_id = $1 and request_id = $2 and member_id = $3 for share",
};

statements! {
    /// Checks both conditions in the statement that writes the row.
    DISCLOSE = "insert into disclosure (coop_id, id, request_id, requester_id, consent_id,
            member_id, at)
        select r.coop_id, $2, r.id, r.requester_id, c.id, c.member_id, $5 from request r
        join ballot_outcome o on o.coop_id = r.coop_id and o.ballot_id = r.ballot_id
            and o.outcome = 'passed'
        join consent c on c.coop_id = r.coop_id and c.request_id = r.id and c.member_id = $4
            and c.state = 'given' and c.ends_on >= $6
        where r.coop_id = $1 and r.id = $3 and r.state = 'open'";
    /// What is known of both conditions, to tell the reason.
    FIND_KEYS = "select r.requester_id, o.outcome, c.id as consent_id, c.state from request r
        left join ballot_outcome o on o.coop_id = r.coop_id and o.ballot_id = r.ballot_id
        left join consent c on c.coop_id = r.coop_id and c.request_id = r.id and c.member_id = $3
        where r.coop_id = $1 and r.id = $2";
    REFUSE_READ = "insert into refused_read (coop_id, id, request_id, requester_id, consent_id,
            member_id, why, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
}

#[derive(sqlx::FromRow)]
struct KeysRow {
    requester_id: i64,
    outcome: Option<String>,
    consent_id: Option<i64>,
    state: Option<String>,
}

impl Store {
    /// Writes that data of hers is handed out for a request, or that this was refused. After an error
    /// nothing may be handed out, even where it is not known whether the row was stored.
    pub async fn disclose(
        &self,
        by: &By,
        coop: CoopId,
        (id, request): (RowId, RequestId),
        member: MemberId,
        now: Instant,
    ) -> Result<Disclosed, Error> {
        let mut link = self.core.begin().await?;
        if !link.is_sqlite() {
            let consent = args![coop.0, request.0, member.0];
            let _: Vec<(i64,)> = link.all(LOCK_CONSENT, consent).await?;
        }
        let args = args![coop.0, id.0, request.0, member.0, now.0, now.day().0];
        let given = link.run(DISCLOSE, args).await? == 1;
        let disclosed = if given {
            Disclosed::Given
        } else {
            refuse(&mut link, coop, (id, request), member, now).await?
        };
        let kind = if given {
            "data handed out"
        } else {
            "look refused"
        };
        let scene = self.scene((by, coop, now));
        let told = LedgerEvent::of(kind, (ObjectKind::Disclosure, id.0)).of_member(member);
        let looked = scene.line(told);
        ledger::write(&mut link, &[looked]).await?;
        link.commit().await?;
        Ok(disclosed)
    }
}

async fn refuse(
    link: &mut Link,
    coop: CoopId,
    (id, request): (RowId, RequestId),
    member: MemberId,
    now: Instant,
) -> Result<Disclosed, Error> {
    let found: Option<KeysRow> = link
        .find(FIND_KEYS, args![coop.0, request.0, member.0])
        .await?;
    let Some(keys) = found else {
        return Ok(Disclosed::Refused(WhyNot::NoVote));
    };
    let why = match (keys.outcome.as_deref(), keys.state.as_deref()) {
        (Some("passed"), Some("given" | "expired")) => WhyNot::Ended,
        (Some("passed"), _) => WhyNot::NoConsent,
        _ => WhyNot::NoVote,
    };
    let args = args![
        coop.0,
        id.0,
        request.0,
        keys.requester_id,
        keys.consent_id,
        member.0,
        why.code(),
        now.0
    ];
    link.run(REFUSE_READ, args).await?;
    Ok(Disclosed::Refused(why))
}
