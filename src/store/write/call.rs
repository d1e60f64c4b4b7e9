//! Requests of members to be called.

use super::WriteContext;
use crate::core::domain::change::call::{CallAsked, CallTried, Change};
use crate::core::domain::{CallWhen, MemberId};
use crate::seal::{MemberKey, SealedCell};
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    ASK_CALL = "insert into call_ask (coop_id, id, member_id, phone_id, day_on, other, at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing";
    /// Not where she was talked to already.
    TRY_CALL = "insert into call_event (coop_id, id, call_id, seq, officer_id, result, at)
        select a.coop_id, $2, a.id, coalesce((select max(v.seq) from call_event v
                where v.coop_id = a.coop_id and v.call_id = a.id), 0) + 1, $5, $6, $7
        from call_ask a
        where a.coop_id = $1 and a.id = $3 and a.member_id = $4 and not exists
            (select 1 from call_event v where v.coop_id = a.coop_id and v.call_id = a.id
                and v.result <> 'not reached')
        on conflict do nothing";
    MARK_DONE = "update call_ask set done_at = $3 where coop_id = $1 and id = $2";
    FIND_MEMBER_KEY = "select wrapped from member_key where coop_id = $1 and member_id = $2";
}

impl WriteContext<'_> {
    pub(super) async fn write_call(&mut self, change: &Change) -> Result<bool, Error> {
        match change {
            Change::Asked(asked) => self.ask_call(asked).await,
            Change::Tried(tried) => self.try_call(*tried).await,
        }
    }

    async fn try_call(&mut self, tried: CallTried) -> Result<bool, Error> {
        let CallTried {
            member,
            call,
            event,
            by,
            result,
        } = tried;
        let args = args![
            self.coop.0,
            event.0,
            call.0,
            member.0,
            by.map(|officer| officer.0),
            result.code(),
            self.now.0,
        ];
        if !self.touches_one(TRY_CALL, args).await? {
            return Ok(false);
        }
        if !result.is_done() {
            return Ok(true);
        }
        let args = args![self.coop.0, call.0, self.now.0];
        self.touches_one(MARK_DONE, args).await
    }

    async fn ask_call(&mut self, asked: &CallAsked) -> Result<bool, Error> {
        let CallAsked {
            member,
            id,
            when,
            other,
        } = asked;
        let place = SealedCell {
            table: "call_ask",
            column: "other",
            coop: self.coop,
            row: id.0,
        };
        let other = match other {
            None => None,
            Some(phone) => {
                let key = self.member_key(*member).await?;
                Some(key.seal(place, phone.reveal().as_bytes(), &self.core.chance))
            }
        };
        let day = match when {
            CallWhen::Today => self.now.day(),
            CallWhen::Tomorrow => self.now.day().plus(1),
        };
        let phone = self.phone.map(|phone| phone.0);
        let args = args![self.coop.0, id.0, member.0, phone, day.0, other, self.now.0];
        self.touches_one(ASK_CALL, args).await
    }

    /// The member's own key.
    async fn member_key(&mut self, member: MemberId) -> Result<MemberKey, Error> {
        let sealed = |source| Error::Sealed {
            table: "member_key",
            column: "wrapped",
            source,
        };
        let found: Option<(String,)> = self
            .link
            .find(FIND_MEMBER_KEY, args![self.coop.0, member.0])
            .await?;
        let (wrapped,) = found.ok_or(sealed(crate::seal::CannotOpen))?;
        MemberKey::unwrap(&self.core.keys, self.coop, member, &wrapped).map_err(sealed)
    }
}
