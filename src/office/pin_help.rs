//! What two named persons do about a woman's PIN, until the console does it: they open its locks, or
//! have a code made with which she chooses a new one herself.
//!
//! A code is six digits for one woman, counts for seventy-two hours and once, and only where she dials
//! from a phone of hers. It is shown to whoever asked for it, to be handed over on paper, and only its
//! hash is kept; wrong codes count like wrong PINs. She is told by text on each of her phones, with
//! nothing in it where others read the phone too.
//!
//! Until officers exist as rows the two are names, both written down; the operator's command is the
//! second signature, and the ledger says so (decision 29).
//!
//! **Invariant:** no code and no name is logged.

use crate::app::{CoopAtHand, Service};
use crate::core::domain::pin::CODE_LEN;
use crate::core::domain::{By, Instant, Message, Notice, Recipient, Why};
use crate::core::script::notices::{Composed, SmsReader, Unwritable};
use crate::store::{self, PinHelp, PinHolder, Writer};
use std::collections::BTreeSet;

/// Signs that a name may have, as in the register.
const NAME_MAX: usize = 60;
/// Women that one command helps at most: more than come to one meeting is a slip.
pub const WOMEN_MAX: usize = 500;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A name is missing, or is too long to be one.
    #[error("name both persons, each in at most {NAME_MAX} signs, with --by and --and")]
    Name,
    /// One person cannot stand for two.
    #[error("--by and --and name the same person; two different persons are needed")]
    SamePerson,
    /// No numbers, or too many.
    #[error("name the member numbers, from 1 to {WOMEN_MAX} of them")]
    HowMany,
    /// These numbers are nobody's.
    #[error("no active member has the number {}; nothing was done", list(.0))]
    Unknown(Vec<i64>),
    /// A code can be used from no phone.
    #[error("{} have no phone, from which the code must be used; nothing was done", list(.0))]
    NoPhone(Vec<i64>),
    /// The text that tells her cannot be written.
    #[error("writing the text that tells her")]
    Text(#[from] Unwritable),
    /// The database failed.
    #[error("keeping it")]
    Store(#[from] store::Error),
}

fn list(numbers: &[i64]) -> String {
    let texts: Vec<String> = numbers.iter().map(i64::to_string).collect();
    texts.join(", ")
}

/// The two who stand behind an act.
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
pub struct Helped {
    /// The codes, in the order of the numbers; none where locks were opened.
    pub codes: Vec<NewPinCode>,
    /// Women for whom no text could be queued: they have no phone, or no template of their language is
    /// approved. Somebody has to tell them.
    pub untold: Vec<i64>,
}

/// Opens all locks of these women's PINs, for two who are named.
pub async fn unlock(
    service: &Service,
    coop: &CoopAtHand,
    numbers: &[i64],
    two: &Two,
) -> Result<Helped, Error> {
    let by = By::OPERATOR.because(Why::TwoNamed);
    unlock_by((&by).into(), service, coop, numbers, two).await
}

/// The same, by somebody.
pub async fn unlock_by(
    writer: Writer<'_>,
    service: &Service,
    coop: &CoopAtHand,
    numbers: &[i64],
    two: &Two,
) -> Result<Helped, Error> {
    let holders = holders(service, coop, numbers).await?;
    let helps = holders
        .iter()
        .map(|holder| (holder.member, PinHelp::Unlock))
        .collect();
    let told = help(
        writer,
        service,
        coop,
        &holders,
        helps,
        two,
        Notice::PinUnlocked,
    );
    Ok(Helped {
        codes: Vec::new(),
        untold: told.await?,
    })
}

/// Makes a code for each of these women, and opens their locks. A newer code ends an older one; a PIN
/// that she has goes on until she has chosen the new one.
pub async fn activate(
    service: &Service,
    coop: &CoopAtHand,
    numbers: &[i64],
    two: &Two,
) -> Result<Helped, Error> {
    let by = By::OPERATOR.because(Why::TwoNamed);
    activate_by((&by).into(), service, coop, numbers, two).await
}

/// The same, by somebody.
pub async fn activate_by(
    writer: Writer<'_>,
    service: &Service,
    coop: &CoopAtHand,
    numbers: &[i64],
    two: &Two,
) -> Result<Helped, Error> {
    let holders = holders_with_phones(service, coop, numbers).await?;
    let (mut codes, mut helps) = (Vec::new(), Vec::new());
    for holder in &holders {
        let code = service.chance().digits(CODE_LEN);
        let salt = service.chance().bytes();
        let code_hash = service.local.pins.hash(code.clone(), salt).await;
        helps.push((holder.member, PinHelp::Activate { code_hash }));
        codes.push(NewPinCode {
            member_no: holder.no,
            code,
        });
    }
    let told = help(
        writer,
        service,
        coop,
        &holders,
        helps,
        two,
        Notice::PinCodeMade,
    );
    Ok(Helped {
        codes,
        untold: told.await?,
    })
}

/// The women of these numbers, each once, where all of them have phones.
pub async fn holders_with_phones(
    service: &Service,
    coop: &CoopAtHand,
    numbers: &[i64],
) -> Result<Vec<PinHolder>, Error> {
    let holders = holders(service, coop, numbers).await?;
    let without = holders.iter().filter(|holder| holder.phones.is_empty());
    let without: Vec<i64> = without.map(|holder| holder.no).collect();
    if without.is_empty() {
        Ok(holders)
    } else {
        Err(Error::NoPhone(without))
    }
}

/// The women of these numbers, each once; all or none.
pub async fn holders(
    service: &Service,
    coop: &CoopAtHand,
    numbers: &[i64],
) -> Result<Vec<PinHolder>, Error> {
    let numbers: BTreeSet<i64> = numbers.iter().copied().collect();
    if numbers.is_empty() || numbers.len() > WOMEN_MAX {
        return Err(Error::HowMany);
    }
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for no in numbers {
        match service.store.pin_holder(coop.coop.id, no).await? {
            Some(holder) => found.push(holder),
            None => unknown.push(no),
        }
    }
    if unknown.is_empty() {
        Ok(found)
    } else {
        Err(Error::Unknown(unknown))
    }
}

/// Writes it all down; gives the women who are told by no text.
async fn help(
    writer: Writer<'_>,
    service: &Service,
    coop: &CoopAtHand,
    holders: &[PinHolder],
    helps: Vec<(crate::core::domain::MemberId, PinHelp)>,
    two: &Two,
    notice: Notice,
) -> Result<Vec<i64>, Error> {
    let now = service.clock.now();
    let (mut messages, mut untold) = (Vec::new(), Vec::new());
    for holder in holders {
        let hers = texts(service, coop, holder, notice, now)?;
        if hers.is_empty() {
            untold.push(holder.no);
        }
        messages.extend(hers);
    }
    let id = coop.coop.id;
    let store = &service.store;
    let helped = store.help_pins(writer, id, &helps, &two.0, &messages, now);
    helped.await?;
    Ok(untold)
}

/// The texts that tell her, one for each of her phones.
fn texts(
    service: &Service,
    coop: &CoopAtHand,
    holder: &PinHolder,
    notice: Notice,
    now: Instant,
) -> Result<Vec<Message>, Unwritable> {
    let house = service.house(&coop.coop, &coop.texts);
    let mut messages = Vec::new();
    for (phone, is_shared) in &holder.phones {
        let reader = SmsReader {
            lang: holder.lang.unwrap_or(coop.coop.lang),
            is_private: *is_shared || holder.private_sms,
        };
        let notices = service.script.notices();
        if let Composed::Written(written) = notices.compose(&house, notice, reader, &[], now)? {
            messages.push(Message {
                id: service.chance().id(now),
                to: Recipient::Phone(*phone, Some(holder.member)),
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
