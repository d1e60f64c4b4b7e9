//! Villages and groups, as they stand with the women of a list, and which women sound alike.

use super::places::{Place, PlaceFilter, place_key};
use super::{HeardMember, NameList};
use crate::core::domain::register::PlaceKind;
use crate::core::texts::sound::sound_keys;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl HeardMember {
    fn place(&self, kind: PlaceKind) -> &Arc<str> {
        match kind {
            PlaceKind::Village => &self.village,
            PlaceKind::Group => &self.group,
        }
    }
}

impl NameList {
    /// All villages or all groups, by name.
    pub fn places(&self, kind: PlaceKind) -> Vec<Place> {
        // Each way of writing is folded once, however many women have it.
        let mut written: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
        for member in self.members.values() {
            *written.entry(member.place(kind)).or_default() += 1;
        }
        let mut places: BTreeMap<String, Vec<(usize, &Arc<str>)>> = BTreeMap::new();
        for (name, women_n) in written {
            let key = place_key(name);
            if !key.is_empty() {
                places.entry(key).or_default().push((women_n, name));
            }
        }
        let place = |(key, mut names): (String, Vec<(usize, &Arc<str>)>)| {
            names.sort_by_key(|(women_n, name)| (std::cmp::Reverse(*women_n), *name));
            Some(Place {
                key,
                name: Arc::clone(names.first()?.1),
                women_n: names.iter().map(|(women_n, _)| women_n).sum(),
            })
        };
        places.into_iter().filter_map(place).collect()
    }

    /// Whether a member is of the village and of the group that are asked for.
    pub fn fits(&self, no: i64, filter: &PlaceFilter) -> bool {
        let member = self.members.get(&no);
        filter.is_empty()
            || member.is_some_and(|member| filter.has((&member.village, &member.group)))
    }

    /// The numbers of the women of a village or a group, by what it is compared by.
    pub fn women_of(&self, kind: PlaceKind, key: &str) -> Vec<i64> {
        let all = self.members.iter();
        let hers = all.filter(|(_, member)| place_key(member.place(kind)) == key);
        hers.map(|(no, _)| *no).collect()
    }

    /// The numbers of the women who sound like this name, in any order of its words, and are of the same village as
    /// far as that is known.
    pub fn alike(&self, name: &str, village: &str) -> BTreeSet<i64> {
        let words: BTreeSet<String> = sound_keys(name).into_iter().collect();
        if words.is_empty() {
            return BTreeSet::new();
        }
        let village: Vec<String> = sound_keys(village);
        let is_alike = |member: &HeardMember| {
            let (name, places) = member.keys.split_at(member.name_n);
            let known: BTreeSet<&String> = name.iter().collect();
            let is_near = village.is_empty() || member.village.is_empty();
            known.len() == words.len()
                && words.iter().all(|word| known.contains(word))
                && (is_near || places.starts_with(&village))
        };
        let all = self.members.iter().filter(|(_, member)| is_alike(member));
        all.map(|(no, _)| *no).collect()
    }
}
