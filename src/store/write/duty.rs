//! Who is on duty.

use super::WriteContext;
use crate::core::domain::change::coop::DutySet;
use crate::store::Error;
use crate::store::db::conn::{args, statements};
use crate::store::places::duty_place;

statements! {
    SET_DUTY = "insert into duty (coop_id, number) values ($1, $2)
        on conflict (coop_id) do update set number = excluded.number";
    DROP_DUTY = "delete from duty where coop_id = $1";
}

impl WriteContext<'_> {
    pub(super) async fn set_duty(&mut self, set: &DutySet) -> Result<bool, Error> {
        let DutySet { number } = set;
        let (core, coop) = (self.core, self.coop);
        if let Some(number) = number {
            let number = number.reveal().as_bytes();
            let sealed = core.keys.seal(duty_place(coop), number, &core.chance);
            self.link.run(SET_DUTY, args![coop.0, sealed]).await?;
        } else {
            self.link.run(DROP_DUTY, args![coop.0]).await?;
        }
        Ok(true)
    }
}
