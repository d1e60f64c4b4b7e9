//! The texts that the sandbox has sent: kept in this process, for the browser phone, `talk` and tests.

use super::lock::lock;
use crate::core::domain::{Instant, Phone};
use std::collections::{BTreeSet, VecDeque};
use std::sync::Mutex;

/// At most so many texts are kept; the oldest are dropped.
const TEXTS_MAX: usize = 10_000;

/// A text on a phone of the sandbox.
#[derive(Clone, PartialEq, Eq)]
pub struct SandboxText {
    /// Its position among all texts that were sent, from 1; later texts have greater positions.
    pub n: u64,
    /// Its id in the outbox.
    pub id: i64,
    /// The phone that has it.
    pub to: Phone,
    /// The text.
    pub body: String,
    /// When it arrived.
    pub at: Instant,
}

impl std::fmt::Debug for SandboxText {
    /// Shows the position, and nothing of the text.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SandboxText({})", self.n)
    }
}

/// The texts of all phones of the sandbox.
#[derive(Debug, Default)]
pub struct SandboxInbox(Mutex<InboxTexts>);

#[derive(Debug, Default)]
struct InboxTexts {
    texts: VecDeque<SandboxText>,
    /// The ids of `texts`, so that no text is taken twice, as an idempotent provider does.
    ids: BTreeSet<i64>,
    sent_n: u64,
}

impl SandboxInbox {
    /// Delivers a text to a phone, unless it was delivered before.
    pub fn send(&self, id: i64, to: &Phone, body: &str, at: Instant) {
        let mut kept = lock(&self.0);
        if !kept.ids.insert(id) {
            return;
        }
        kept.sent_n += 1;
        let text = SandboxText {
            n: kept.sent_n,
            id,
            to: to.clone(),
            body: body.to_owned(),
            at,
        };
        kept.texts.push_back(text);
        if kept.texts.len() > TEXTS_MAX
            && let Some(oldest) = kept.texts.pop_front()
        {
            kept.ids.remove(&oldest.id);
        }
    }

    /// The texts on one phone, the oldest first.
    pub fn to(&self, phone: &Phone) -> Vec<SandboxText> {
        let kept = lock(&self.0);
        kept.texts
            .iter()
            .filter(|text| text.to == *phone)
            .cloned()
            .collect()
    }

    /// The texts that arrived on any phone after position `n`, the oldest first. 0: all that are kept.
    pub fn after(&self, n: u64) -> Vec<SandboxText> {
        let kept = lock(&self.0);
        kept.texts
            .iter()
            .filter(|text| text.n > n)
            .cloned()
            .collect()
    }

    /// The position of the last text; 0 where there was none.
    pub fn last(&self) -> u64 {
        lock(&self.0).sent_n
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_795_492_800_000);

    #[test]
    fn a_handset_shows_what_came_once_and_nobody_elses() {
        let inbox = SandboxInbox::default();
        let phones = ["+919800000001", "+919800000002"].map(|text| Phone::parse(text).unwrap());
        inbox.send(7, &phones[0], "one", NOW);
        inbox.send(7, &phones[0], "one", NOW);
        inbox.send(8, &phones[1], "two", NOW);
        inbox.send(9, &phones[0], "three", NOW);
        let bodies = |texts: Vec<SandboxText>| -> Vec<String> {
            texts.into_iter().map(|text| text.body).collect()
        };
        assert_eq!(bodies(inbox.to(&phones[0])), ["one", "three"]);
        assert_eq!(bodies(inbox.after(1)), ["two", "three"]);
        assert_eq!(inbox.last(), 3);
        assert!(!format!("{:?}", inbox.after(0)).contains("98"));
    }

    #[test]
    fn old_texts_are_forgotten() {
        let inbox = SandboxInbox::default();
        let phone = Phone::parse("+919800000001").unwrap();
        for id in 0..i64::try_from(TEXTS_MAX).unwrap() + 5 {
            inbox.send(id, &phone, "a text", NOW);
        }
        let kept = inbox.to(&phone);
        assert_eq!((kept.len(), kept[0].id), (TEXTS_MAX, 5));
    }
}
