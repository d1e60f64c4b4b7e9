//! Who is a member, and what she says of herself. How the register's rows are written stands in `register`,
//! what officers do about one woman in `membership`.

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
            Change::Added(added) => Box::pin(self.add_member(added)).await,
            Change::Revised(revision) => Box::pin(self.revise_member(revision)).await,
            Change::Edited(edited) => Box::pin(self.edit_member(edited)).await,
            Change::Left(left) => Box::pin(self.let_member_go(left)).await,
            Change::Back(back) => self.take_member_back(back).await,
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
