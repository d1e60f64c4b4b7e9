//! The id by which one HTTP request is known on its whole way: in the spans of the log, in the outbox row
//! of a text that it queued, and in the line that tells of that text's receipt, days later and on another
//! node.
//!
//! It is a part of the surroundings, like a span, and decides nothing, so it is not handed through every
//! function but kept with the task. Here it is no "request id", since a request is an outsider's wish to use
//! data; only HTTP calls it that, `x-request-id`.
//!
//! **Invariant:** nothing personal can stand in one: it is 32 hexadecimal digits that somebody drew, and
//! nothing else is taken.

use crate::clock::Chance;
use std::fmt;
use std::sync::Arc;

/// What one HTTP request is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TraceId(Arc<str>);

tokio::task_local! {
    static CURRENT: TraceId;
}

/// Where a UUID has its hyphens.
const HYPHENS: [usize; 4] = [8, 13, 18, 23];

impl TraceId {
    /// Draws one: 128 bits.
    pub fn draw(chance: &Chance) -> Self {
        Self(hex::encode(chance.bytes::<16>()).into())
    }

    /// One that somebody else has drawn: 32 hexadecimal digits as nginx writes them, or the same as a UUID.
    /// All else is `None`: a word or a shorter number could be somebody's.
    pub fn parse(text: &str) -> Option<Self> {
        let is_hyphen = |at: usize| text.len() == 36 && HYPHENS.contains(&at);
        let is_right = |(at, byte): (usize, u8)| {
            if is_hyphen(at) {
                byte == b'-'
            } else {
                byte.is_ascii_hexdigit()
            }
        };
        let is_whole = matches!(text.len(), 32 | 36) && text.bytes().enumerate().all(is_right);
        is_whole.then(|| Self(text.into()))
    }

    /// As it was drawn.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Does work in its name.
    pub async fn scope<F: Future>(self, work: F) -> F::Output {
        CURRENT.scope(self, work).await
    }

    /// In whose name the running task works; `None` where no request is behind it, as in a job.
    pub fn current() -> Option<Self> {
        CURRENT.try_with(Clone::clone).ok()
    }
}

impl fmt::Display for TraceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_drawn_is_taken() {
        let drawn = TraceId::draw(&Chance::seeded(1));
        assert_eq!(TraceId::parse(drawn.as_str()), Some(drawn.clone()));
        assert_ne!(TraceId::draw(&Chance::seeded(2)), drawn);
        for fine in [
            "0123456789abcdef0123456789ABCDEF",
            "01234567-89ab-cdef-0123-456789abcdef",
        ] {
            assert!(TraceId::parse(fine).is_some(), "{fine}");
        }
        for wrong in [
            "",
            "9800000001",
            "+919800000001",
            "Ramila",
            "0123456789abcdef0123456789abcde",
            "0123456789abcdef0123456789abcdefa",
            "0123456789abcdef0123456789abcdeg",
            "0123456789abcdef-0123456789abcde",
            "0123456789abcdef0123456789abcdef0123",
            "01234567-89ab-cdef-0123-456789abcde-",
            "01234567-89ab-cdef-01234-56789abcdef",
            "0123456789abcdef0123456789abcd\u{e9}",
        ] {
            assert!(TraceId::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[tokio::test]
    async fn work_is_done_in_the_name_of_its_own_request_alone() {
        let [one, other] = [1, 2].map(|seed| TraceId::draw(&Chance::seeded(seed)));
        assert_eq!(TraceId::current(), None);
        let within = other.clone().scope(async { TraceId::current() });
        let (inner, outer) = one
            .clone()
            .scope(async { (within.await, TraceId::current()) })
            .await;
        assert_eq!((inner, outer), (Some(other), Some(one)));
        assert_eq!(TraceId::current(), None);
    }
}
