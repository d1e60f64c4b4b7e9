//! What officers alter of a member, and that she leaves or comes back.
//!
//! Whoever leaves gets no texts from that moment: what waits for her is not worth sending any more, but for an
//! announcement that another woman of the phone gets by the same text. Whatever is on its way then is looked at once
//! more before it is sent (`sms::outbox::load`).

use super::WriteContext;
use super::register::{Personal, key_of, revise, sealed};
use crate::core::domain::change::member::{
    Change, LanguageChosen, MemberBack, MemberEdited, MemberLeft, PrivateSmsSet,
};
use crate::core::domain::{Day, Nominee, Revision};
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    SET_NOMINEE = "update member set nominee_name = $3, nominee_relation = $4, nominee_at = $5
        where coop_id = $1 and id = $2 and state = 'active'";
    LEAVE = "update member set state = $3, left_on = $4, left_why = $5
        where coop_id = $1 and id = $2 and state = 'active'";
    COME_BACK = "update member set state = 'active', left_on = null, left_why = null,
            joined_at = coalesce($3, joined_at)
        where coop_id = $1 and id = $2 and state in ('left', 'died')";
    END_HER_CALLS = "update session set text_hash = null, reply = null, state = null, draft = null,
            ended = true, turn = turn + 1
        where coop_id = $1 and member_id = $2 and not ended
            and phone_id in (select p.phone_id from member_phone p
                where p.coop_id = $1 and p.member_id = $2)";
    FORGET_QUESTIONS_TO_HER = "delete from text_question where coop_id = $1 and member_id = $2
        and phone_id in (select p.phone_id from member_phone p
            where p.coop_id = $1 and p.member_id = $2)";
    FORGET_PIN_CODE = "delete from pin_code where coop_id = $1 and member_id = $2";
    /// An announcement leaves once for each phone and language, and its row names one of the women.
    EXPIRE_TEXTS_TO_HER = "update outbox set state = 'expired', settled_at = $3, counts_on = null
        where coop_id = $1 and member_id = $2 and state = 'waiting'
            and case when announcement_id is null then true
                else (select min(p.member_id) from member_phone p
                    join member w on w.coop_id = p.coop_id and w.id = p.member_id and w.state = 'active'
                    join coop c on c.id = p.coop_id
                    where p.coop_id = outbox.coop_id and p.phone_id = outbox.phone_id and p.to_at is null
                        and p.member_id <> $2 and coalesce(w.lang, c.lang) = outbox.lang) is null end";
}

impl WriteContext<'_> {
    pub(super) async fn edit_member(&mut self, edited: &MemberEdited) -> Result<bool, Error> {
        let MemberEdited {
            member,
            no,
            name,
            village,
            group,
            lang,
            private_sms,
            joined,
            nominee,
        } = edited;
        let revision = Revision {
            name: name.clone(),
            village: village.clone(),
            group: group.clone(),
            joined: *joined,
            ..Revision::none(*member, *no)
        };
        revise(self.core, self.link, self.coop, &revision, self.now).await?;
        if let Some(lang) = *lang {
            let chosen = LanguageChosen {
                member: *member,
                lang,
            };
            let change = Change::LanguageChosen(chosen);
            if !Box::pin(self.write_member(&change)).await? {
                return Ok(false);
            }
        }
        if let Some(on) = *private_sms {
            let set = PrivateSmsSet {
                member: *member,
                on,
            };
            let change = Change::PrivateSmsSet(set);
            if !Box::pin(self.write_member(&change)).await? {
                return Ok(false);
            }
        }
        match nominee {
            Some(nominee) => self.set_nominee(edited, nominee).await,
            None => Ok(true),
        }
    }

    async fn set_nominee(&mut self, of: &MemberEdited, nominee: &Nominee) -> Result<bool, Error> {
        let (coop, member) = (self.coop, of.member);
        let key = key_of(self.core, self.link, coop, member).await?;
        let core = self.core;
        let text = |what, text: &str| sealed(core, &key, (coop, member), (what, text));
        let args = args![
            coop.0,
            member.0,
            text(Personal::NomineeName, &nominee.name),
            text(Personal::NomineeRelation, &nominee.relation),
            self.now.0
        ];
        self.touches_one(SET_NOMINEE, args).await
    }

    pub(super) async fn let_member_go(&mut self, left: &MemberLeft) -> Result<bool, Error> {
        let MemberLeft { member, leaving } = left;
        let (coop, id) = (self.coop.0, member.0);
        let args = args![
            coop,
            id,
            leaving.reason.state().code(),
            leaving.on.0,
            leaving.reason.code()
        ];
        if !self.touches_one(LEAVE, args).await? {
            return Ok(false);
        }
        for statement in [END_HER_CALLS, FORGET_QUESTIONS_TO_HER, FORGET_PIN_CODE] {
            self.link.run(statement, args![coop, id]).await?;
        }
        let args = args![coop, id, self.now.0];
        self.link.run(EXPIRE_TEXTS_TO_HER, args).await?;
        Ok(true)
    }

    pub(super) async fn take_member_back(&mut self, back: &MemberBack) -> Result<bool, Error> {
        let joined_at = back.joined.map(Day::start).map(|at| at.0);
        let args = args![self.coop.0, back.member.0, joined_at];
        self.touches_one(COME_BACK, args).await
    }
}
