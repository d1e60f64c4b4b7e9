//! What is usual for her: the categories she uses most, and her usual amount. Derived from her newest
//! entries alone, so that the store and a turn can never disagree.

use crate::core::domain::{Category, Entry, EntryKind, Paise, Period};

/// How many of her categories come first.
const FIRST_N: usize = 2;
/// From so many entries on, those of the same period alone say what is usual.
const SAME_PERIOD_MIN: usize = 3;

/// The categories of one level (children of `parent`, or the top), her two most used first, then in
/// the order of their keys. The keys stay what they are.
pub fn in_her_order<'a>(
    categories: &'a [Category],
    entries: &[Entry],
    kind: EntryKind,
    parent: Option<i64>,
) -> Vec<&'a Category> {
    let mut level: Vec<&Category> = categories
        .iter()
        .filter(|c| c.kind == kind && c.parent == parent)
        .collect();
    level.sort_by_key(|c| c.key);
    let uses = |category: &Category| {
        entries
            .iter()
            .filter(|e| stands_under(categories, e, category))
            .count()
    };
    let mut by_use: Vec<(usize, i64)> = level
        .iter()
        .map(|c| (uses(c), c.key))
        .filter(|(n, _)| *n > 0)
        .collect();
    by_use.sort_by_key(|(n, key)| (std::cmp::Reverse(*n), *key));
    let first: Vec<i64> = by_use.iter().take(FIRST_N).map(|(_, key)| *key).collect();
    let place = |category: &&Category| {
        first
            .iter()
            .position(|key| *key == category.key)
            .unwrap_or(FIRST_N)
    };
    level.sort_by_key(|category| (place(category), category.key));
    level
}

/// Whether an entry was written under a category, or under one of a group's.
fn stands_under(categories: &[Category], entry: &Entry, category: &Category) -> bool {
    let Some(code) = entry.category else {
        return false;
    };
    code == category.code
        || categories
            .iter()
            .any(|c| c.code == code && c.parent == Some(category.code))
}

/// The median of her amounts in this category, of the same period where there are enough of those; `None`
/// where she has none yet.
pub fn usual(
    entries: &[Entry],
    kind: EntryKind,
    category: Option<i64>,
    period: Option<Period>,
) -> Option<Paise> {
    let alike = |e: &&Entry| e.kind == kind && e.category == category;
    let of_period: Vec<Paise> = entries
        .iter()
        .filter(alike)
        .filter(|e| Some(e.period) == period)
        .map(|e| e.amount)
        .collect();
    let mut amounts = if of_period.len() >= SAME_PERIOD_MIN {
        of_period
    } else {
        entries.iter().filter(alike).map(|e| e.amount).collect()
    };
    amounts.sort_unstable();
    amounts.get(amounts.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::domain::{Day, EntryId, EntryState, Instant, Proof, Words};

    fn category(code: i64, parent: Option<i64>, key: i64) -> Category {
        Category {
            code,
            parent,
            kind: EntryKind::Income,
            key,
            name: Words::default(),
        }
    }

    fn entry(category: i64, rupees: i64, period: Period) -> Entry {
        Entry {
            id: EntryId(0),
            no: 1000,
            kind: EntryKind::Income,
            category: Some(category),
            amount: Paise::rupees(rupees),
            period,
            from_on: Day(0),
            to_on: Day(0),
            proof: Proof::Own,
            state: EntryState::Good,
            replaces: None,
            at: Instant(0),
        }
    }

    #[test]
    fn her_two_most_used_come_first_and_keep_their_keys() {
        let all = [
            category(10, None, 1),
            category(11, Some(10), 1),
            category(21, None, 2),
            category(30, None, 3),
            category(40, None, 4),
        ];
        let entries: Vec<Entry> = [30, 30, 30, 11, 11, 21]
            .map(|code| entry(code, 100, Period::Today))
            .to_vec();
        let keys = |parent| {
            let level = in_her_order(&all, &entries, EntryKind::Income, parent);
            level.iter().map(|c| c.key).collect::<Vec<_>>()
        };
        assert_eq!(keys(None), [3, 1, 2, 4]);
        assert_eq!(keys(Some(10)), [1]);
        assert_eq!(
            in_her_order(&all, &[], EntryKind::Income, None)
                .iter()
                .map(|c| c.key)
                .collect::<Vec<_>>(),
            [1, 2, 3, 4]
        );
    }

    #[test]
    fn her_usual_amount_is_the_middle_one_of_the_same_period() {
        let mut entries: Vec<Entry> = [100, 900, 110]
            .map(|rupees| entry(21, rupees, Period::Today))
            .to_vec();
        entries.push(entry(21, 4000, Period::Month));
        let usual = |period| usual(&entries, EntryKind::Income, Some(21), Some(period));
        assert_eq!(usual(Period::Today), Some(Paise::rupees(110)));
        // One month alone says little: all her milk entries together do.
        assert_eq!(usual(Period::Month), Some(Paise::rupees(900)));
        assert_eq!(
            super::usual(&entries, EntryKind::Income, Some(11), None),
            None
        );
    }
}
