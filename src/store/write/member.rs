//! What a member sets for herself: her language, and whether texts are private.

use super::WriteContext;
use crate::core::domain::change::member::{Change, LanguageChosen, PrivateSmsSet};
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    SET_LANGUAGE = "update member set lang = $3
        where coop_id = $1 and id = $2 and state = 'active'";
    SET_PRIVATE_SMS = "update member set private_sms = $3
        where coop_id = $1 and id = $2 and state = 'active'";
}

impl WriteContext<'_> {
    pub(super) async fn write_member(&mut self, change: &Change) -> Result<bool, Error> {
        match change {
            Change::LanguageChosen(chosen) => self.choose_language(chosen).await,
            Change::PrivateSmsSet(set) => self.set_private_sms(set).await,
        }
    }

    async fn choose_language(&mut self, chosen: &LanguageChosen) -> Result<bool, Error> {
        let args = args![self.coop.0, chosen.member.0, chosen.lang.code()];
        self.touches_one(SET_LANGUAGE, args).await
    }

    async fn set_private_sms(&mut self, set: &PrivateSmsSet) -> Result<bool, Error> {
        let args = args![self.coop.0, set.member.0, set.on];
        self.touches_one(SET_PRIVATE_SMS, args).await
    }
}
