//! Disclosures: data is handed out only if the members voted for the use and she gave her permission.
//!
//! A look has a transaction of its own around the two changes that it may be, `HandedOut` and, where that is
//! refused, `Refused`; each is written with its line as every change is.
//!
//! Both are looked at by the statement that writes the row. On PostgreSQL that alone is not enough: it
//! sees what was there when it began, and her stop may commit before it does. So her consent is locked
//! first, and a stop waits until the data is out, or the look until she has stopped. SQLite has one
//! writer. A stop that waited comes after what it waited for in the ledger too, whatever the clocks
//! say (`write::consent`). A request that is open stays so, and an outcome is final: nothing changes
//! the other key. A refused look is kept too, so that she can see it was tried.

use super::WriteContext;
use super::commit::context;
use crate::core::domain::change::disclosure::{Change, Look, WhyNot};
use crate::core::domain::{self, By, CoopId, Instant, MemberId, RequestId, RowId};
use crate::store::db::conn::{Link, Sql, args, statements};
use crate::store::{Error, Store};

/// Whether data may be handed out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Disclosed {
    /// It may, and the disclosure is stored.
    Given,
    /// It may not, and the refused attempt is stored.
    Refused(WhyNot),
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
    /// What is known of the two keys, to say why not.
    FIND_KEYS = "select o.outcome, c.state from request r
        left join ballot_outcome o on o.coop_id = r.coop_id and o.ballot_id = r.ballot_id
        left join consent c on c.coop_id = r.coop_id and c.request_id = r.id and c.member_id = $3
        where r.coop_id = $1 and r.id = $2";
    /// Of a request that nobody knows the ledger alone tells.
    REFUSE_READ = "insert into refused_read (coop_id, id, request_id, requester_id, consent_id,
            member_id, why, at)
        select r.coop_id, $2, r.id, r.requester_id, c.id, $4, $5, $6 from request r
        left join consent c on c.coop_id = r.coop_id and c.request_id = r.id and c.member_id = $4
        where r.coop_id = $1 and r.id = $3";
}

#[derive(sqlx::FromRow)]
struct KeysRow {
    outcome: Option<String>,
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
        let look = Look {
            id,
            request,
            member,
        };
        let mut link = self.core.begin().await?;
        let mut writes = context(&self.core, &mut link, (coop, now), by);
        let given = domain::Change::Disclosure(Change::HandedOut(look));
        let disclosed = if writes.record(&given).await? {
            Disclosed::Given
        } else {
            let why = why_not(writes.link, coop, look).await?;
            let refused = domain::Change::Disclosure(Change::Refused(look, why));
            writes.record(&refused).await?;
            Disclosed::Refused(why)
        };
        link.commit().await?;
        Ok(disclosed)
    }
}

impl WriteContext<'_> {
    pub(super) async fn write_disclosure(&mut self, change: Change) -> Result<bool, Error> {
        match change {
            Change::HandedOut(look) => self.hand_out(look).await,
            Change::Refused(look, why) => self.refuse_look(look, why).await,
        }
    }

    async fn hand_out(&mut self, look: Look) -> Result<bool, Error> {
        let Look {
            id,
            request,
            member,
        } = look;
        let (coop, now) = (self.coop.0, self.now);
        if !self.link.is_sqlite() {
            let consent = args![coop, request.0, member.0];
            let _: Vec<(i64,)> = self.link.all(LOCK_CONSENT, consent).await?;
        }
        let args = args![coop, id.0, request.0, member.0, now.0, now.day().0];
        self.touches_one(DISCLOSE, args).await
    }

    async fn refuse_look(&mut self, look: Look, why: WhyNot) -> Result<bool, Error> {
        let args = args![
            self.coop.0,
            look.id.0,
            look.request.0,
            look.member.0,
            why.code(),
            self.now.0
        ];
        self.link.run(REFUSE_READ, args).await?;
        Ok(true)
    }
}

/// Which of the two keys is missing.
async fn why_not(link: &mut Link, coop: CoopId, look: Look) -> Result<WhyNot, Error> {
    let args = args![coop.0, look.request.0, look.member.0];
    let found: Option<KeysRow> = link.find(FIND_KEYS, args).await?;
    let Some(keys) = found else {
        return Ok(WhyNot::NoVote);
    };
    Ok(match (keys.outcome.as_deref(), keys.state.as_deref()) {
        (Some("passed"), Some("given" | "expired")) => WhyNot::Ended,
        (Some("passed"), _) => WhyNot::NoConsent,
        _ => WhyNot::NoVote,
    })
}
