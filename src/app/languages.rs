//! The language in which each running session was last answered.

use super::lock::lock;
use crate::core::domain::{Lang, SessionId};
use std::collections::HashMap;
use std::mem;
use std::sync::Mutex;

/// Sessions in one generation; two generations are kept.
const SESSIONS_MAX: usize = 8192;

/// The language in which each running session was last answered. It is kept in this process only, for an
/// apology while the database cannot be reached. When there are too many, the older half is dropped.
#[derive(Default, Debug)]
pub struct SpokenLanguages(Mutex<Generations>);

#[derive(Default, Debug)]
struct Generations {
    young: HashMap<SessionId, Lang>,
    old: HashMap<SessionId, Lang>,
}

impl SpokenLanguages {
    /// Remembers the language of a session.
    pub fn remember(&self, session: SessionId, lang: Lang) {
        let mut kept = lock(&self.0);
        if kept.young.len() >= SESSIONS_MAX {
            kept.old = mem::take(&mut kept.young);
        }
        kept.young.insert(session, lang);
    }

    /// The language of a session, where it is still known.
    pub fn recall(&self, session: SessionId) -> Option<Lang> {
        let kept = lock(&self.0);
        let found = kept.young.get(&session).or_else(|| kept.old.get(&session));
        found.copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_does_not_make_a_running_session_forgotten() {
        let languages = SpokenLanguages::default();
        languages.remember(SessionId(0), Lang::Hi);
        for id in 1..i64::try_from(SESSIONS_MAX).unwrap() + 10 {
            languages.remember(SessionId(id), Lang::Gu);
        }
        assert_eq!(languages.recall(SessionId(0)), Some(Lang::Hi));
        assert_eq!(languages.recall(SessionId(-1)), None);
    }
}
