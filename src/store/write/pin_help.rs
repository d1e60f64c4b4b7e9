//! Help of two persons with a woman's PIN: her locks are opened, or she gets the code of a slip.

use super::WriteContext;
use crate::core::domain::change::pin::{PinHelp, PinHelped};
use crate::core::domain::pin::CODE_MS;
use crate::store::Error;
use crate::store::db::conn::{args, statements};
use crate::store::places::names_place;

statements! {
    PUT_PIN_CODE = "insert into pin_code (coop_id, member_id, id, code_hash, ends_at)
        values ($1, $2, $3, $4, $5)
        on conflict (coop_id, member_id) do update set id = excluded.id,
            code_hash = excluded.code_hash, ends_at = excluded.ends_at";
    OPEN_LOCKS = "update credential
        set fails = 0, locked_until = null, last_locked_at = null, slow_n = 0, slow_from = null
        where coop_id = $1 and member_id = $2";
    /// The same for locks because of wrong codes that her phones have texted.
    OPEN_PHONE_LOCKS = "update phone
        set fails = 0, locked_until = null, last_locked_at = null, slow_n = 0, slow_from = null
        where coop_id = $1 and id in (select phone_id from member_phone
            where coop_id = $1 and member_id = $2 and to_at is null)";
    ADD_SIGNED_ACT = "insert into signed_act (coop_id, id, member_id, act, names, at)
        values ($1, $2, $3, $4, $5, $6)";
}

impl WriteContext<'_> {
    /// A new code replaces an older one.
    pub(super) async fn help_pin(&mut self, helped: &PinHelped) -> Result<bool, Error> {
        let PinHelped {
            id,
            member,
            help,
            names,
            ..
        } = helped;
        let (core, coop) = (self.core, self.coop);
        self.link.run(OPEN_LOCKS, args![coop.0, member.0]).await?;
        let args = args![coop.0, member.0];
        self.link.run(OPEN_PHONE_LOCKS, args).await?;
        if let PinHelp::Activate { code_hash } = help {
            let ends_at = self.now.plus_ms(CODE_MS);
            let args = args![coop.0, member.0, id.0, code_hash, ends_at.0];
            self.link.run(PUT_PIN_CODE, args).await?;
        }
        let names = serde_json::to_vec(names).expect("names are JSON");
        let place = names_place(coop, id.0);
        let sealed = core.keys.seal(place, &names, &core.chance);
        let args = args![coop.0, id.0, member.0, help.act(), sealed, self.now.0];
        self.touches_one(ADD_SIGNED_ACT, args).await
    }
}
