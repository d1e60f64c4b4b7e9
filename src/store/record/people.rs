//! Her language, her texts, her PIN, and being called.

use super::Act;
use crate::domain::{CallWhen, Change, Instant, Lang, MemberId, PhoneId, RowId, Tries, TriesOf};
use crate::seal::{MemberKey, Place};
use crate::store::Error;
use crate::store::link::{args, statements};

statements! {
    SET_LANGUAGE = "update member set lang = $3
        where coop_id = $1 and id = $2 and state = 'active'";
    SET_PRIVATE_SMS = "update member set private_sms = $3
        where coop_id = $1 and id = $2 and state = 'active'";
    /// Counts a try only where the row still stands as it did when the PIN was looked at.
    /// A woman who has no PIN yet has no row until the first one.
    COUNT_TRY_OF_MEMBER = "insert into credential (coop_id, member_id, pin_hash, pepper_id,
            must_change, set_at, fails, locked_until, last_locked_at, slow_n, slow_from, untold_n)
        values ($1, $2, '', '', false, 0, $3, $4, $5, $6, $7, $8)
        on conflict (coop_id, member_id) do update set fails = excluded.fails,
            locked_until = excluded.locked_until, last_locked_at = excluded.last_locked_at,
            slow_n = excluded.slow_n, slow_from = excluded.slow_from,
            untold_n = excluded.untold_n
        where credential.fails = $9 and credential.locked_until is not distinct from $10
            and credential.last_locked_at is not distinct from $11
            and credential.slow_n = $12 and credential.untold_n = $13";
    /// The same for a number that is not linked to the phone it was typed on.
    COUNT_TRY_OF_STRANGER = "insert into stranger_tries (coop_id, id, fails, locked_until,
            last_locked_at, slow_n, slow_from, untold_n, tried_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $14)
        on conflict (coop_id, id) do update set fails = excluded.fails,
            locked_until = excluded.locked_until, last_locked_at = excluded.last_locked_at,
            slow_n = excluded.slow_n, slow_from = excluded.slow_from,
            untold_n = excluded.untold_n, tried_at = excluded.tried_at
        where stranger_tries.fails = $9 and stranger_tries.locked_until is not distinct from $10
            and stranger_tries.last_locked_at is not distinct from $11
            and stranger_tries.slow_n = $12 and stranger_tries.untold_n = $13";
    COUNT_TRY_OF_PHONE = "update phone
        set fails = $3, locked_until = $4, last_locked_at = $5, slow_n = $6, slow_from = $7
        where coop_id = $1 and id = $2 and fails = $8
            and locked_until is not distinct from $9
            and last_locked_at is not distinct from $10 and slow_n = $11";
    SET_PIN = "insert into credential (coop_id, member_id, pin_hash, pepper_id, must_change,
            set_at, fails)
        values ($1, $2, $3, $4, false, $5, 0)
        on conflict (coop_id, member_id) do update set pin_hash = excluded.pin_hash,
            pepper_id = excluded.pepper_id, must_change = false, set_at = excluded.set_at,
            fails = 0, locked_until = null";
    /// The code of a slip is used up with the PIN that it was for.
    USE_PIN_CODE = "delete from pin_code where coop_id = $1 and member_id = $2 and id = $3";
    /// Two officers stood behind the code: whatever was locked is open.
    ACTIVATE_PIN = "insert into credential (coop_id, member_id, pin_hash, pepper_id, must_change,
            set_at, fails, slow_n, untold_n)
        values ($1, $2, $3, $4, false, $5, 0, 0, 0)
        on conflict (coop_id, member_id) do update set pin_hash = excluded.pin_hash,
            pepper_id = excluded.pepper_id, must_change = false, set_at = excluded.set_at,
            fails = 0, locked_until = null, last_locked_at = null, slow_n = 0, slow_from = null,
            untold_n = 0";
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
            TriesOf::Stranger(id) => (COUNT_TRY_OF_STRANGER, id),
            TriesOf::Phone(phone) => (COUNT_TRY_OF_PHONE, phone.0),
        };
        let is_of_phone = matches!(of, TriesOf::Phone(_));
        let ms = |at: Option<Instant>| at.map(|at| at.0);
        let mut args = args![self.coop.0, row];
        args.extend(args![
            after.fails,
            ms(after.locked_until),
            ms(after.last_locked_at),
            after.slow_n,
            ms(after.slow_from),
        ]);
        if !is_of_phone {
            args.extend(args![after.untold_n]);
        }
        args.extend(args![
            before.fails,
            ms(before.locked_until),
            ms(before.last_locked_at),
            before.slow_n,
        ]);
        if !is_of_phone {
            args.extend(args![before.untold_n]);
        }
        if matches!(of, TriesOf::Stranger(_)) {
            args.extend(args![self.now.0]);
        }
        self.touches_one(sql, args).await
    }

    /// Sets the PIN that was chosen with the code of a slip, and uses the code up.
    pub(super) async fn activate_pin(
        &mut self,
        member: MemberId,
        hash: &str,
        code: RowId,
    ) -> Result<bool, Error> {
        let args = args![self.coop.0, member.0, code.0];
        if !self.touches_one(USE_PIN_CODE, args).await? {
            return Ok(false);
        }
        let pepper = self.core.keys.pepper_id();
        let args = args![self.coop.0, member.0, hash, pepper, self.now.0];
        self.touches_one(ACTIVATE_PIN, args).await
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
