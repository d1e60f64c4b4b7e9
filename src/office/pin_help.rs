//! The help of two named persons with a member's PIN: they open its locks, or have a code made with which
//! she chooses a new PIN herself.
//!
//! A code is six digits for one woman, counts for seventy-two hours and once, and only where she dials
//! from a phone of hers. It is shown to whoever asked for it, to be handed over on paper, and only its
//! hash is kept; wrong codes count like wrong PINs. She is told by text on each of her phones, with
//! nothing in it where others read the phone too.
//!
//! Whom it is done for, and whether it can be, is decided by the acts `pin/unlock` and `pin/activate`. Until
//! two officers can sign, the two are names, both written down; the operator's command is the second
//! signature, and the ledger says so (decision 29).
//!
//! **Invariant:** no code and no name is logged.

use super::signing::ActSigned;
use crate::app::{CoopAtHand, Service};
use crate::core::acts::pin::{self, HelpRefusal, HelpedMember};
use crate::core::authz::{self, Principal, Right};
use crate::core::domain::change;
use crate::core::domain::due::{DueFacts, due};
use crate::core::domain::pin::CODE_LEN;
use crate::core::domain::{
    Change, Filling, Instant, MemberId, Message, Notice, Recipient, RowId, Via, Why,
};
use crate::core::script::notices::{Composed, SmsReader, Unwritable};
use crate::store::{self, PinHelp, PinHolder};
use std::collections::BTreeSet;

/// Signs that a name may have, as in the register.
const NAME_MAX: usize = 60;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A name is missing, or is too long to be one.
    #[error("name both persons, each in at most {NAME_MAX} signs, with --by and --and")]
    Name,
    /// One person cannot stand for two.
    #[error("--by and --and name the same person; two different persons are needed")]
    SamePerson,
    /// The act refuses, with the reason.
    #[error("the women are not helped")]
    Refused(HelpRefusal),
    /// The text that tells her cannot be written.
    #[error("writing the text that tells her")]
    Text(#[from] Unwritable),
    /// The database failed.
    #[error("keeping it")]
    Store(#[from] store::Error),
}

/// The two persons who have an act done.
#[derive(Clone, PartialEq, Eq)]
pub struct Two([String; 2]);

impl Two {
    /// Both must be named, and differ by more than how they are written.
    pub fn named(by: &str, and: &str) -> Result<Self, Error> {
        let names = [by, and].map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
        let is_one = |name: &String| {
            name.chars().any(char::is_alphabetic) && name.chars().count() <= NAME_MAX
        };
        if !names.iter().all(is_one) {
            return Err(Error::Name);
        }
        if names[0].to_lowercase() == names[1].to_lowercase() {
            return Err(Error::SamePerson);
        }
        Ok(Self(names))
    }

    /// Two who have signed: officers, or the operator for one of them.
    pub fn signed(names: [&str; 2]) -> Self {
        Self(names.map(str::to_owned))
    }
}

/// A code that was made. It is shown once.
pub struct NewPinCode {
    /// For whom, by number.
    pub member_no: i64,
    /// Six digits.
    pub code: String,
}

/// What was done.
pub struct HelpGiven {
    /// The codes, in the order of the numbers; none where locks were opened.
    pub codes: Vec<NewPinCode>,
    /// Women for whom no text could be queued: they have no phone, or no template of their language is
    /// approved. An officer has to tell them.
    pub untold: Vec<i64>,
}

/// The operator, for two who are named and are no officers with a signature.
fn for_two_named() -> Result<ActSigned, Error> {
    let permit = authz::require(&Principal::Operator, Right::EditMembers, Via::Cli);
    let permit = permit.map_err(|_| Error::Refused(HelpRefusal::Right))?;
    Ok(ActSigned::alone(permit.because(Why::TwoNamed)))
}

/// Opens all locks of these women's PINs, for two who are named.
pub async fn unlock(
    service: &Service,
    coop: &CoopAtHand,
    numbers: &[i64],
    two: &Two,
) -> Result<HelpGiven, Error> {
    unlock_by(&for_two_named()?, service, coop, numbers, two).await
}

/// Opens all locks of these women's PINs, with these signatures.
pub async fn unlock_by(
    signed: &ActSigned,
    service: &Service,
    coop: &CoopAtHand,
    numbers: &[i64],
    two: &Two,
) -> Result<HelpGiven, Error> {
    let women = Women::find(service, coop, numbers).await?;
    let members = pin::unlock::decide(&signed.permit, &women.numbers, &women.holders());
    let members = members.map_err(Error::Refused)?;
    let helps = members.into_iter().map(|one| (one, PinHelp::Unlock));
    let helps: Vec<_> = helps.collect();
    let untold = help(service, coop, &women, &helps, (signed, two)).await?;
    let codes = Vec::new();
    Ok(HelpGiven { codes, untold })
}

/// Makes a code for each of these women, and opens their locks. A newer code ends an older one; a PIN
/// that she has goes on until she has chosen the new one.
pub async fn activate(
    service: &Service,
    coop: &CoopAtHand,
    numbers: &[i64],
    two: &Two,
) -> Result<HelpGiven, Error> {
    activate_by(&for_two_named()?, service, coop, numbers, two).await
}

/// Makes a code for each of these women, with these signatures.
pub async fn activate_by(
    signed: &ActSigned,
    service: &Service,
    coop: &CoopAtHand,
    numbers: &[i64],
    two: &Two,
) -> Result<HelpGiven, Error> {
    let women = Women::find(service, coop, numbers).await?;
    let members = pin::activate::decide(&signed.permit, &women.numbers, &women.holders());
    let members = members.map_err(Error::Refused)?;
    let (mut codes, mut helps) = (Vec::new(), Vec::new());
    for (member, holder) in members.into_iter().zip(&women.found) {
        let code = service.chance().digits(CODE_LEN);
        let salt = service.chance().bytes();
        let code_hash = service.local.pins.hash(code.clone(), salt).await;
        helps.push((member, PinHelp::Activate { code_hash }));
        codes.push(NewPinCode {
            member_no: holder.no,
            code,
        });
    }
    let untold = help(service, coop, &women, &helps, (signed, two)).await?;
    Ok(HelpGiven { codes, untold })
}

/// Women who are to be helped.
pub struct Women {
    /// Their numbers, as they were typed, each once.
    numbers: BTreeSet<i64>,
    /// Those of them who are active members, by number.
    pub found: Vec<PinHolder>,
}

impl Women {
    /// The women of these numbers. More than can be helped are not looked for.
    pub async fn find(
        service: &Service,
        coop: &CoopAtHand,
        numbers: &[i64],
    ) -> Result<Self, Error> {
        let numbers: BTreeSet<i64> = numbers.iter().copied().collect();
        pin::how_many(&numbers).map_err(Error::Refused)?;
        let mut found = Vec::new();
        for no in &numbers {
            found.extend(service.store.pin_holder(coop.coop.id, *no).await?);
        }
        Ok(Self { numbers, found })
    }

    fn holders(&self) -> Vec<HelpedMember> {
        let holder = |one: &PinHolder| HelpedMember {
            member: one.member,
            no: one.no,
            has_phone: !one.phones.is_empty(),
        };
        self.found.iter().map(holder).collect()
    }

    /// Whether their locks could be opened.
    pub fn may_be_unlocked(&self) -> Result<(), Error> {
        pin::unlock::may_unlock(&self.numbers, &self.holders()).map_err(Error::Refused)
    }

    /// Whether codes could be made for them.
    pub fn may_be_activated(&self) -> Result<(), Error> {
        pin::activate::may_activate(&self.numbers, &self.holders()).map_err(Error::Refused)
    }
}

/// Writes the changes and their texts; gives the numbers of women to whom no text could be written.
async fn help(
    service: &Service,
    coop: &CoopAtHand,
    women: &Women,
    helps: &[(MemberId, PinHelp)],
    (signed, two): (&ActSigned, &Two),
) -> Result<Vec<i64>, Error> {
    let now = service.clock.now();
    let writer = signed.writer();
    let is_signed = writer.by.why == Why::TwoSigned;
    let helped = |(member, help): &(MemberId, PinHelp)| {
        Change::Pin(change::pin::Change::Helped(change::pin::PinHelped {
            id: RowId(service.chance().id(now)),
            member: *member,
            help: help.clone(),
            names: two.0.clone(),
            is_signed,
        }))
    };
    let changes: Vec<Change> = helps.iter().map(helped).collect();
    let told = due(&changes, &DueFacts::default());
    let (mut messages, mut untold) = (Vec::new(), Vec::new());
    for holder in &women.found {
        let hers = told
            .iter()
            .filter(|text| text.member == Some(holder.member));
        let before_n = messages.len();
        for text in hers {
            let of = (text.notice, text.fillings.as_slice());
            messages.extend(texts(service, coop, holder, of, now)?);
        }
        if messages.len() == before_n {
            untold.push(holder.no);
        }
    }
    let at = (coop.coop.id, now);
    let store = &service.store;
    if !store.commit(writer, at, &changes, &messages).await? {
        return Err(store::Error::Conflict.into());
    }
    Ok(untold)
}

/// The texts that tell her, one for each of her phones.
pub(super) fn texts(
    service: &Service,
    coop: &CoopAtHand,
    holder: &PinHolder,
    (notice, fillings): (Notice, &[(&str, Filling)]),
    now: Instant,
) -> Result<Vec<Message>, Unwritable> {
    let sender = service.sender(&coop.coop, &coop.texts);
    let mut messages = Vec::new();
    for phone in &holder.phones {
        let reader = SmsReader {
            lang: holder.lang.unwrap_or(coop.coop.lang),
            is_private: phone.is_shared || holder.private_sms,
        };
        let notices = service.script.notices();
        if let Composed::Written(written) =
            notices.compose(&sender, notice, reader, fillings, now)?
        {
            messages.push(Message {
                id: service.chance().id(now),
                to: Recipient::Phone(phone.id, Some(holder.member)),
                written,
                due_at: now,
            });
        }
    }
    Ok(messages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_persons_are_two_however_their_names_are_written() {
        assert!(Two::named("Ila Patel", "Mira Vasava").is_ok());
        for (by, and) in [
            ("", "Mira"),
            ("Ila", " "),
            ("Ila", "42"),
            (&"a".repeat(61), "Ila"),
        ] {
            assert!(
                matches!(Two::named(by, and), Err(Error::Name)),
                "{by} {and}"
            );
        }
        for and in ["Ila Patel", "ila  patel ", "ILA PATEL"] {
            let same = Two::named("Ila Patel", and);
            assert!(matches!(same, Err(Error::SamePerson)), "{and}");
        }
    }
}
