//! One woman is taken in, altered, or comes back; groups and villages get another name. How one leaves stands in
//! `leaving`.
//!
//! She is told by text on each of her phones, neutrally where others read it.

use super::pin_help::texts;
use super::signing::ActSigned;
use crate::app::{CoopAtHand, Service};
use crate::core::acts::group::rename;
use crate::core::acts::member::{add, back, edit, leave};
use crate::core::authz::Permit;
use crate::core::domain::change::member::MemberEdited;
use crate::core::domain::due::{DueFacts, due};
use crate::core::domain::notice::VALUE_LETTERS_MAX;
use crate::core::domain::register::PlaceKind;
use crate::core::domain::{Change, Day, Lang, MemberId, Message, Phone, Recipient, Words};
use crate::core::script::notices::{Composed, SmsReader, Unwritable};
use crate::store::{self, CoopEntry, MemberRecord, PinHolder, SharingMember};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// She is not taken in.
    #[error("refused")]
    Add(add::Refusal),
    /// She is not altered.
    #[error("refused")]
    Edit(edit::Refusal),
    /// She does not leave.
    #[error("refused")]
    Leave(leave::Refusal),
    /// She does not come back.
    #[error("refused")]
    Back(back::Refusal),
    /// It gets no other name.
    #[error("refused")]
    Rename(rename::Refusal),
    /// There is no member of this number.
    #[error("there is no such member")]
    Unknown,
    /// Somebody else was faster.
    #[error("another was faster; nothing was done")]
    Moved,
    /// The text that tells her cannot be written.
    #[error("writing the text that tells her")]
    Text(#[from] Unwritable),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Who does it, for which cooperative.
#[derive(Clone, Copy)]
pub struct RegisterDesk<'a> {
    /// What it takes.
    pub service: &'a Service,
    /// The cooperative.
    pub entry: &'a CoopEntry,
    /// The officer's permit.
    pub permit: &'a Permit,
}

impl RegisterDesk<'_> {
    pub(super) fn today(&self) -> Day {
        self.service.clock.now().day()
    }

    pub(super) async fn commit(
        &self,
        signed: &ActSigned,
        changes: &[Change],
        messages: &[Message],
    ) -> Result<(), Error> {
        let at = (self.entry.coop.id, self.service.clock.now());
        let kept = self
            .service
            .store
            .commit(signed.writer(), at, changes, messages)
            .await;
        match kept {
            Ok(true) => Ok(()),
            Ok(false) => Err(Error::Moved),
            Err(error) if error.is_conflict() => Err(Error::Moved),
            Err(error) => Err(error.into()),
        }
    }

    /// The texts of what follows from these changes for her. `about`: what is altered of her.
    pub(super) fn told(
        &self,
        her: &PinHolder,
        changes: &[Change],
        about: Option<&Words>,
    ) -> Result<Vec<Message>, Unwritable> {
        let now = self.service.clock.now();
        let at_hand = CoopAtHand::from(self.entry);
        let facts = DueFacts {
            about,
            ..DueFacts::default()
        };
        let mut messages = Vec::new();
        for text in due(changes, &facts) {
            if text.member == Some(her.member) {
                let of = (text.notice, text.fillings.as_slice());
                messages.extend(texts(self.service, &at_hand, her, of, now)?);
            }
        }
        Ok(messages)
    }

    /// Takes a woman in; whether a text tells her.
    pub async fn add(&self, input: &add::Input, alike: &[i64]) -> Result<bool, Error> {
        let (store, coop) = (&self.service.store, self.entry.coop.id);
        let new = &input.newcomer;
        let sharing = match &new.phone {
            Some(phone) => store.sharing(coop, phone).await?,
            None => Vec::new(),
        };
        let facts = add::Facts {
            is_taken: !store.member_records(coop, &[new.no]).await?.is_empty(),
            alike: alike
                .iter()
                .copied()
                .chain(sharing.iter().map(|one| one.no))
                .collect(),
            sharing: sharing.iter().map(known_sharing).collect(),
        };
        let member = MemberId(self.service.chance().id(self.service.clock.now()));
        let changes = add::decide(self.permit, member, input, &facts).map_err(Error::Add)?;
        let is_private = new.private_sms || !sharing.is_empty();
        let message = match &new.phone {
            Some(phone) => self.welcome(&changes, phone, new.lang, is_private, member)?,
            None => None,
        };
        let messages: Vec<Message> = message.into_iter().collect();
        let signed = ActSigned::alone(self.permit.clone());
        self.commit(&signed, &changes, &messages).await?;
        Ok(!messages.is_empty())
    }

    /// The text that greets her. Her phone may have no row before she has come in.
    fn welcome(
        &self,
        changes: &[Change],
        phone: &Phone,
        lang: Option<Lang>,
        is_private: bool,
        member: MemberId,
    ) -> Result<Option<Message>, Unwritable> {
        let (service, now) = (self.service, self.service.clock.now());
        let at_hand = CoopAtHand::from(self.entry);
        let sender = service.sender(&at_hand.coop, &at_hand.texts);
        let reader = SmsReader {
            lang: lang.unwrap_or(at_hand.coop.lang),
            is_private,
        };
        let text = due(&changes[..1], &DueFacts::default()).into_iter().next();
        let Some(text) = text else { return Ok(None) };
        let notices = service.script.notices();
        let composed = notices.compose(&sender, text.notice, reader, &text.fillings, now)?;
        let Composed::Written(written) = composed else {
            return Ok(None);
        };
        Ok(Some(Message {
            id: service.chance().id(now),
            to: Recipient::NewPhone(phone.clone(), member),
            written,
            due_at: now,
        }))
    }

    /// Alters what is held of her; whether a text tells her. `what`: what of it, in the words of each language.
    pub async fn edit(&self, edited: MemberEdited, what: &Words) -> Result<bool, Error> {
        let (store, coop) = (&self.service.store, self.entry.coop.id);
        let her = store
            .pin_holder(coop, edited.no)
            .await?
            .ok_or(Error::Unknown)?;
        // What she reads from now on is how she is told.
        let her = PinHolder {
            lang: edited.lang.or(her.lang),
            private_sms: edited.private_sms.unwrap_or(her.private_sms) || her.private_sms,
            ..her
        };
        let done = edit::decide(self.permit, edited, self.today());
        let changes = [done.map_err(Error::Edit)?];
        let messages = self.told(&her, &changes, Some(what))?;
        let signed = ActSigned::alone(self.permit.clone());
        self.commit(&signed, &changes, &messages).await?;
        Ok(!messages.is_empty())
    }

    /// She is a member again; whether a text tells her.
    pub async fn back(&self, record: &MemberRecord, joined: Option<Day>) -> Result<bool, Error> {
        let (store, coop) = (&self.service.store, self.entry.coop.id);
        let member = &record.member;
        let sharing = store.sharing_with(coop, member.id).await?;
        let facts = back::Facts {
            member: member.id,
            no: member.no,
            state: store.membership(coop, member.id).await?.state,
            sharing: sharing.iter().map(known_sharing).collect(),
        };
        let when = (joined, self.today());
        let changes = back::decide(self.permit, &facts, when).map_err(Error::Back)?;
        let messages = match store.former_holder(coop, member.no).await? {
            Some(her) => self.told(&her, &changes[..1], None)?,
            None => Vec::new(),
        };
        let signed = ActSigned::alone(self.permit.clone());
        self.commit(&signed, &changes, &messages).await?;
        Ok(!messages.is_empty())
    }

    /// A village or a group of these women gets another name; how many have it now who had not.
    pub async fn rename(
        &self,
        women: &[MemberRecord],
        (kind, name): (PlaceKind, &str),
    ) -> Result<usize, Error> {
        let named = |record: &MemberRecord| {
            let member = &record.member;
            let known = match kind {
                PlaceKind::Village => &member.village,
                PlaceKind::Group => &member.group,
            };
            (member.id, member.no, known.clone())
        };
        let active = women.iter().filter(|record| record.member.is_active);
        let women: Vec<_> = active.map(named).collect();
        let changes = rename::decide(self.permit, &women, (kind, name)).map_err(Error::Rename)?;
        let signed = ActSigned::alone(self.permit.clone());
        self.commit(&signed, &changes, &[]).await?;
        Ok(changes.len())
    }
}

fn known_sharing(one: &SharingMember) -> add::Sharing {
    add::Sharing {
        member: one.member,
        no: one.no,
        private_sms: one.private_sms,
    }
}

/// What was altered, for the text that tells it: what each is called, in the words of each language. Where that is too
/// long for a text, `several`.
pub fn what_of(each: &[Words], several: &Words) -> Words {
    let in_lang = |lang| {
        let words: Vec<&str> = each.iter().map(|one| one.in_lang(lang)).collect();
        let words = words.join(", ");
        if words.chars().count() <= VALUE_LETTERS_MAX {
            words
        } else {
            several.in_lang(lang).to_owned()
        }
    };
    Words {
        gu: in_lang(Lang::Gu),
        hi: in_lang(Lang::Hi),
        en: in_lang(Lang::En),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_for_a_text_is_told_as_several_things_in_each_language_by_itself() {
        let name = Words::new("નામ", "नाम", "name");
        let village = Words::new("ગામ", "गाँव", "a village of a very long name");
        let several = Words::new("વિગતો", "ब्योरे", "several things");
        assert_eq!(what_of(std::slice::from_ref(&name), &several), name);
        let both = what_of(&[name, village], &several);
        assert_eq!(both, Words::new("નામ, ગામ", "नाम, गाँव", "several things"));
    }
}
