//! The names of a cooperative's members in memory, folded to how they sound: names are sealed in the database, so
//! that no statement can search them (console reference 4).
//!
//! A list is made when somebody first searches, brought up to date from the ledger before each search, and holds no
//! woman's name: keys of sounds, the last four digits of phones, and the names of villages and groups
//! (`places`). What a search finds is read from the database again
//! before it is shown, so that a name that was erased is never shown, and then leaves the list.
//!
//! **Invariant:** nothing of a list, and nothing that was searched for, is logged or written.

mod by_place;
mod places;

pub use places::{Place, PlaceFilter, place_key};

use crate::core::domain::{CoopId, Instant, Phone, RegisteredMember};
use crate::core::texts::fold::fold;
use crate::core::texts::sound::{begins_with, sound_keys};
use crate::store::{self, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;
use tokio::sync::Mutex;

/// How far before its last update a list asks the ledger again: another node's line may come in late.
const LATE_MS: i64 = 2 * 60_000;
/// Digits from which on they can be the end of a phone; fewer would find everybody.
const PHONE_END_MIN: usize = 3;
/// Digits of a phone that a list holds.
const PHONE_END_MAX: usize = 4;

/// What somebody searches for, from the one box that there is.
#[derive(Clone, PartialEq, Eq)]
pub enum Sought {
    /// Nothing.
    Nothing,
    /// Digits: a member's number, or the end of a phone.
    Digits(String),
    /// A whole phone number.
    Phone(Phone),
    /// Words of a name, a village or a group, as they sound.
    Sounds(Vec<String>),
}

impl fmt::Debug for Sought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sought(…)")
    }
}

impl Sought {
    /// Reads what was typed, in any script.
    pub fn read(typed: &str) -> Self {
        let folded = fold(typed);
        let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
        let is_number = !digits.is_empty() && !folded.chars().any(char::is_alphabetic);
        if is_number {
            return match Phone::read(&folded) {
                Ok(phone) => Self::Phone(phone),
                Err(_) => Self::Digits(digits),
            };
        }
        let keys = sound_keys(typed);
        if keys.is_empty() {
            Self::Nothing
        } else {
            Self::Sounds(keys)
        }
    }
}

/// What is held of one member.
#[derive(Clone)]
struct HeardMember {
    /// The words of her name, her village and her group.
    keys: Vec<String>,
    /// How many of them are of her name.
    name_n: usize,
    village: Arc<str>,
    group: Arc<str>,
    phone_ends: Vec<String>,
}

impl HeardMember {
    /// `None` of whom nothing is to be found: she has left, or was erased.
    fn of(member: &RegisteredMember) -> Option<Self> {
        if !member.is_active {
            return None;
        }
        let mut keys = sound_keys(&member.name);
        let name_n = keys.len();
        let places = [&member.village, &member.group];
        keys.extend(places.into_iter().flat_map(|text| sound_keys(text)));
        let ends = member.phones.iter();
        Some(Self {
            keys,
            name_n,
            village: member.village.as_str().into(),
            group: member.group.as_str().into(),
            phone_ends: ends.map(|phone| phone.last_four().to_owned()).collect(),
        })
    }

    fn is_found_by(&self, no: i64, sought: &Sought) -> bool {
        match sought {
            Sought::Nothing | Sought::Phone(_) => false,
            Sought::Digits(digits) => {
                let is_end = (PHONE_END_MIN..=PHONE_END_MAX).contains(&digits.len())
                    && self
                        .phone_ends
                        .iter()
                        .any(|end| end.ends_with(digits.as_str()));
                is_end || digits.parse() == Ok(no)
            }
            Sought::Sounds(words) => words
                .iter()
                .all(|word| self.keys.iter().any(|key| begins_with(key, word))),
        }
    }
}

/// The members of one cooperative.
#[derive(Clone)]
pub struct NameList {
    members: BTreeMap<i64, HeardMember>,
}

impl fmt::Debug for NameList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NameList({})", self.members.len())
    }
}

/// What a search found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundNumbers {
    /// Numbers of members, in order: those of one page.
    pub numbers: Vec<i64>,
    /// How many there are in all, counted up to a limit.
    pub all_n: usize,
    /// Whether more come behind this page.
    pub has_more: bool,
}

impl NameList {
    /// Of these members.
    pub fn new(members: &[RegisteredMember]) -> Self {
        let heard = members.iter().filter_map(|member| {
            let heard = HeardMember::of(member)?;
            Some((member.no, heard))
        });
        Self {
            members: heard.collect(),
        }
    }

    /// Takes in what has been altered.
    pub fn revise(&mut self, members: &[RegisteredMember]) {
        for member in members {
            match HeardMember::of(member) {
                Some(heard) => self.members.insert(member.no, heard),
                None => self.members.remove(&member.no),
            };
        }
    }

    /// The members that are found, behind this number, at most `most` of them; all are counted up to `count_max`.
    pub fn find(
        &self,
        (sought, filter): (&Sought, &PlaceFilter),
        after: i64,
        most: usize,
        count_max: usize,
    ) -> FoundNumbers {
        let is_found = |no: i64, member: &HeardMember| match sought {
            Sought::Nothing => !filter.is_empty(),
            Sought::Digits(_) | Sought::Phone(_) | Sought::Sounds(_) => {
                member.is_found_by(no, sought)
            }
        };
        let all = self.members.iter();
        let found: Vec<i64> = all
            .filter(|(no, member)| {
                is_found(**no, member) && filter.has((&member.village, &member.group))
            })
            .map(|(no, _)| *no)
            .collect();
        FoundNumbers::page(&found, after, most, count_max)
    }
}

impl FoundNumbers {
    /// One page of these numbers, which are in order.
    pub fn page(found: &[i64], after: i64, most: usize, count_max: usize) -> Self {
        let behind = found.iter().copied().filter(|no| *no > after);
        let mut numbers: Vec<i64> = behind.take(most + 1).collect();
        let has_more = numbers.len() > most;
        numbers.truncate(most);
        Self {
            numbers,
            all_n: found.len().min(count_max),
            has_more,
        }
    }
}

/// A list that is kept.
struct KeptList {
    list: Arc<NameList>,
    /// Up to when it has what the ledger tells.
    until: Instant,
}

/// The lists of all cooperatives that somebody has searched in.
#[derive(Default)]
pub struct NameLists(Mutex<BTreeMap<CoopId, KeptList>>);

impl fmt::Debug for NameLists {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NameLists")
    }
}

impl NameLists {
    /// The list of a cooperative, with all that the ledger tells.
    pub async fn of(
        &self,
        store: &Store,
        coop: CoopId,
        now: Instant,
    ) -> Result<Arc<NameList>, store::Error> {
        let mut lists = self.0.lock().await;
        let Some(known) = lists.get_mut(&coop) else {
            let members = store.register(coop).await?;
            let made = tokio::task::spawn_blocking(move || NameList::new(&members)).await;
            let list = Arc::new(made.expect("folding neither panics nor is cancelled"));
            let kept = KeptList {
                list: Arc::clone(&list),
                until: now,
            };
            lists.insert(coop, kept);
            return Ok(list);
        };
        let since = known.until.plus_ms(-LATE_MS);
        let revised = store.members_revised(coop, since).await?;
        if !revised.is_empty() {
            Arc::make_mut(&mut known.list).revise(&revised);
        }
        known.until = now;
        Ok(Arc::clone(&known.list))
    }

    /// Forgets members who are no longer there to be shown.
    pub async fn forget(&self, coop: CoopId, numbers: &BTreeSet<i64>) {
        let mut lists = self.0.lock().await;
        if let Some(known) = lists.get_mut(&coop).filter(|_| !numbers.is_empty()) {
            Arc::make_mut(&mut known.list)
                .members
                .retain(|no, _| !numbers.contains(no));
        }
    }
}

#[cfg(test)]
mod tests;
