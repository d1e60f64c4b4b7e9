//! PINs: counted tries, a new PIN, and a new PIN with the code of a slip.

use super::WriteContext;
use crate::core::domain::change::pin::{Activated, Change, Set, Tried};
use crate::core::domain::{Instant, TriesOf};
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    /// Counts a try only if the row is as it was when the PIN was checked. A woman without a PIN has no row
    /// before her first try.
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
    /// The code is deleted together with setting the PIN that it was for.
    USE_PIN_CODE = "delete from pin_code where coop_id = $1 and member_id = $2 and id = $3";
    /// Two persons vouched for the code, so all locks are opened.
    ACTIVATE_PIN = "insert into credential (coop_id, member_id, pin_hash, pepper_id, must_change,
            set_at, fails, slow_n, untold_n)
        values ($1, $2, $3, $4, false, $5, 0, 0, 0)
        on conflict (coop_id, member_id) do update set pin_hash = excluded.pin_hash,
            pepper_id = excluded.pepper_id, must_change = false, set_at = excluded.set_at,
            fails = 0, locked_until = null, last_locked_at = null, slow_n = 0, slow_from = null,
            untold_n = 0";
}

impl WriteContext<'_> {
    pub(super) async fn write_pin(&mut self, change: &Change) -> Result<bool, Error> {
        match change {
            Change::Tried(tried) => self.try_pin(tried).await,
            Change::Set(set) => self.set_pin(set).await,
            Change::Activated(activated) => self.activate_pin(activated).await,
            Change::Helped(helped) => self.help_pin(helped).await,
        }
    }

    async fn try_pin(&mut self, tried: &Tried) -> Result<bool, Error> {
        let Tried {
            of, before, after, ..
        } = *tried;
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

    /// Sets the PIN that was chosen with the code of a slip, and deletes the code.
    async fn activate_pin(&mut self, activated: &Activated) -> Result<bool, Error> {
        let Activated { member, hash, code } = activated;
        let args = args![self.coop.0, member.0, code.0];
        if !self.touches_one(USE_PIN_CODE, args).await? {
            return Ok(false);
        }
        let pepper = self.core.keys.pepper_id();
        let args = args![self.coop.0, member.0, hash, pepper, self.now.0];
        self.touches_one(ACTIVATE_PIN, args).await
    }

    async fn set_pin(&mut self, set: &Set) -> Result<bool, Error> {
        let Set { member, hash } = set;
        let pepper = self.core.keys.pepper_id();
        let args = args![self.coop.0, member.0, hash, pepper, self.now.0];
        self.touches_one(SET_PIN, args).await
    }
}
