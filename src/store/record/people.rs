//! Her language, her texts, her PIN, and being called.

use super::Act;
use crate::domain::{CallWhen, Change, Lang, MemberId, PhoneId, Tries, TriesOf};
use crate::seal::{MemberKey, Place};
use crate::store::Error;
use crate::store::link::{args, statements};

statements! {
    SET_LANGUAGE = "update member set lang = $3
        where coop_id = $1 and id = $2 and state = 'active'";
    SET_PRIVATE_SMS = "update member set private_sms = $3
        where coop_id = $1 and id = $2 and state = 'active'";
    /// Counts a try only where the row still stands as it did when the PIN was looked at.
    COUNT_TRY_OF_MEMBER = "update credential
        set fails = $3, locked_until = $4, last_locked_at = $5
        where coop_id = $1 and member_id = $2 and fails = $6
            and locked_until is not distinct from $7
            and last_locked_at is not distinct from $8";
    COUNT_TRY_OF_PHONE = "update phone
        set fails = $3, locked_until = $4, last_locked_at = $5
        where coop_id = $1 and id = $2 and fails = $6
            and locked_until is not distinct from $7
            and last_locked_at is not distinct from $8";
    SET_PIN = "insert into credential (coop_id, member_id, pin_hash, pepper_id, must_change,
            set_at, fails)
        values ($1, $2, $3, $4, false, $5, 0)
        on conflict (coop_id, member_id) do update set pin_hash = excluded.pin_hash,
            pepper_id = excluded.pepper_id, must_change = false, set_at = excluded.set_at,
            fails = 0, locked_until = null";
    ASK_CALL = "insert into call_ask (coop_id, id, member_id, phone_id, day_on, other, at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing";
    /// Since when a phone wants no announcements; null: it wants them.
    SET_ANNOUNCEMENTS = "insert into phone_texts (coop_id, phone_id, stopped_at, hard_fails)
        values ($1, $2, $3, 0)
        on conflict (coop_id, phone_id) do update set stopped_at = excluded.stopped_at";
    FIND_MEMBER_KEY = "select wrapped from member_key where coop_id = $1 and member_id = $2";
}

impl Act<'_> {
    pub(super) async fn choose_language(
        &mut self,
        member: MemberId,
        lang: Lang,
    ) -> Result<bool, Error> {
        let args = args![self.coop.0, member.0, lang.code()];
        self.touches_one(SET_LANGUAGE, args).await
    }

    pub(super) async fn set_private_sms(
        &mut self,
        member: MemberId,
        on: bool,
    ) -> Result<bool, Error> {
        let args = args![self.coop.0, member.0, on];
        self.touches_one(SET_PRIVATE_SMS, args).await
    }

    pub(super) async fn try_pin(
        &mut self,
        of: TriesOf,
        before: Tries,
        after: Tries,
    ) -> Result<bool, Error> {
        let (sql, row) = match of {
            TriesOf::Member(member) => (COUNT_TRY_OF_MEMBER, member.0),
            TriesOf::Phone(phone) => (COUNT_TRY_OF_PHONE, phone.0),
        };
        let args = args![
            self.coop.0,
            row,
            after.fails,
            after.locked_until.map(|at| at.0),
            after.last_locked_at.map(|at| at.0),
            before.fails,
            before.locked_until.map(|at| at.0),
            before.last_locked_at.map(|at| at.0),
        ];
        self.touches_one(sql, args).await
    }

    pub(super) async fn set_pin(&mut self, member: MemberId, hash: &str) -> Result<bool, Error> {
        let pepper = self.core.keys.pepper_id();
        let args = args![self.coop.0, member.0, hash, pepper, self.now.0];
        self.touches_one(SET_PIN, args).await
    }

    pub(super) async fn ask_call(&mut self, change: &Change) -> Result<bool, Error> {
        let Change::CallAsked {
            member,
            id,
            when,
            other,
        } = change
        else {
            return Ok(false);
        };
        let place = Place {
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

    pub(super) async fn set_announcements(
        &mut self,
        phone: PhoneId,
        on: bool,
    ) -> Result<bool, Error> {
        let stopped_at = (!on).then_some(self.now.0);
        let args = args![self.coop.0, phone.0, stopped_at];
        self.touches_one(SET_ANNOUNCEMENTS, args).await
    }

    /// Her own key.
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
        let (wrapped,) = found.ok_or(sealed(crate::seal::Closed))?;
        MemberKey::unwrap(&self.core.keys, self.coop, member, &wrapped).map_err(sealed)
    }
}
