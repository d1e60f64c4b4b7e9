//! Requests of members to be called.

use super::WriteContext;
use crate::core::domain::change::call::{CallAsked, Change};
use crate::core::domain::{CallWhen, MemberId};
use crate::seal::{MemberKey, SealedCell};
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    ASK_CALL = "insert into call_ask (coop_id, id, member_id, phone_id, day_on, other, at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing";
    FIND_MEMBER_KEY = "select wrapped from member_key where coop_id = $1 and member_id = $2";
}

impl WriteContext<'_> {
    pub(super) async fn write_call(&mut self, change: &Change) -> Result<bool, Error> {
        let Change::Asked(asked) = change;
        self.ask_call(asked).await
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
