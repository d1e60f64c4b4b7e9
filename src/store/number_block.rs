//! Blocks of short numbers that a node has leased, by what they are for.

use crate::core::domain::{CoopId, Instant};
use std::collections::BTreeMap;
use tokio::sync::Mutex;

/// The smallest and the first size of a block, and the largest.
const BLOCK_MIN: i64 = 4;

const BLOCK_MAX: i64 = 256;

/// A block that is used up sooner was too small.
const BLOCK_MS: i64 = 1000;

/// The kind of things that a short number is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum NumberKind {
    Entry,
    Consent,
    Case,
    Task,
}

impl NumberKind {
    #[cfg(test)]
    pub(super) const ALL: [Self; 4] = [Self::Entry, Self::Consent, Self::Case, Self::Task];

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Consent => "consent",
            Self::Case => "case",
            Self::Task => "task",
        }
    }
}

/// A block of numbers that this node has leased.
#[derive(Clone, Copy, Debug)]
pub(super) struct NumberBlock {
    /// The next number to give out.
    pub(super) next: i64,
    /// The first number after the block.
    pub(super) end: i64,
    /// How many numbers the block had.
    pub(super) size: i64,
    pub(super) leased_at: Instant,
}

impl NumberBlock {
    /// The size of the next block: about as many numbers as one second uses.
    pub(super) fn next_size(last: Option<&Self>, now: Instant) -> i64 {
        last.map_or(BLOCK_MIN, |last| {
            if now.0 - last.leased_at.0 < BLOCK_MS {
                (last.size * 2).min(BLOCK_MAX)
            } else {
                (last.size / 2).max(BLOCK_MIN)
            }
        })
    }
}

/// The blocks that this node has leased.
#[derive(Debug, Default)]
pub(super) struct Leased(pub(super) Mutex<BTreeMap<(CoopId, NumberKind), NumberBlock>>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r10_a_block_is_about_what_a_second_uses() {
        let mut now = Instant(0);
        let mut block = NumberBlock {
            next: 0,
            end: 0,
            size: NumberBlock::next_size(None, now),
            leased_at: now,
        };
        assert_eq!(block.size, BLOCK_MIN);
        for size in [8, 16, 32, 64, 128, 256, 256] {
            now = now.plus_ms(BLOCK_MS - 1);
            block.size = NumberBlock::next_size(Some(&block), now);
            block.leased_at = now;
            assert_eq!(block.size, size);
        }
        for size in [128, 64, 32, 16, 8, 4, 4] {
            now = now.plus_ms(BLOCK_MS);
            block.size = NumberBlock::next_size(Some(&block), now);
            block.leased_at = now;
            assert_eq!(block.size, size);
        }
    }
}
