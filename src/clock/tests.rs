//! No id is drawn twice, and the same seed draws the same.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

const NOW: Instant = Instant(1_793_000_000_000);

#[test]
fn the_same_seed_draws_the_same() {
    let draw = |seed| {
        let chance = Chance::seeded(seed);
        let mut order: Vec<u8> = (0..20).collect();
        chance.shuffle(&mut order);
        let bytes: [u8; 24] = chance.bytes();
        (
            chance.id(NOW),
            order,
            bytes,
            chance.code(),
            chance.random_id(),
        )
    };
    assert_eq!(draw(7), draw(7));
    assert_ne!(draw(7), draw(8));
}

#[test]
fn ids_sort_by_time_and_none_comes_twice() {
    let chance = Chance::seeded(1);
    let mut seen = BTreeSet::new();
    let mut last = 0;
    for step in 0..10_000 {
        let id = chance.id(NOW.plus_ms(step / 100));
        assert!(id > last && seen.insert(id));
        last = id;
    }
}

#[test]
fn a_present_that_stands_still_while_a_past_is_filled_in_gives_no_id_twice() {
    let chance = Chance::seeded(60);
    let mut seen = std::collections::BTreeSet::new();
    for step in 0..200_000 {
        // Now and then an id of another time, and so many of the present that they overflow.
        let past = NOW.plus_ms(-86_400_000 + step);
        let at = if step % 97 == 0 { past } else { NOW };
        assert!(seen.insert(chance.id(at)), "{step}");
        if step % 5000 == 0 {
            assert!(seen.insert(chance.id(NOW.plus_ms(1))), "{step}");
            let before = chance.ids(NOW, 500);
            assert!(
                (before + 1..=before + 500).all(|id| seen.insert(id)),
                "{step}"
            );
        }
    }
}

#[test]
fn ids_in_a_row_are_not_drawn_again() {
    let chance = Chance::seeded(1);
    for _ in 0..100 {
        let before = chance.ids(NOW, 1000);
        assert!(chance.id(NOW) > before + 1000);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// All parts of an announcement draw their ids for the moment when it began, while other ids are drawn
    /// for later moments, for the past and in rows, on several nodes.
    #[test]
    fn s15_ids_never_meet_however_long_a_job_lasts_and_however_many_nodes_draw(
        seed in 0_u64..1000, same_seed in any::<bool>(),
        jumps in proptest::collection::vec((0_i64..400, 0_usize..6), 400),
    ) {
        let mut seen = BTreeSet::new();
        let nodes: Vec<Chance> = (1..=3_u64)
            .map(|no| {
                let node = Chance::seeded(if same_seed { seed } else { seed + no });
                node.set_node(no.cast_signed());
                node
            })
            .collect();
        let mut at = NOW;
        for (by_ms, what) in jumps {
            at = at.plus_ms(by_ms);
            for node in &nodes {
                let n = 200;
                let first = match what {
                    // The next part of the announcement that began at `NOW`.
                    0 => node.ids(NOW, n) + 1,
                    1 => node.ids(at, n) + 1,
                    _ => {
                        let past = if what == 2 { at.plus_days(-1) } else { at };
                        for step in 0..40 {
                            let id = node.id(past.plus_ms(step));
                            prop_assert!(id > 0 && id >= first_id_of(past));
                            prop_assert!(seen.insert(id));
                        }
                        continue;
                    }
                };
                prop_assert!(first > first_id_of(NOW));
                for id in first..first + n {
                    prop_assert!(seen.insert(id), "{id} was drawn before");
                }
            }
        }
    }
}

#[test]
fn a_day_id_tells_only_the_day() {
    let chance = Chance::seeded(1);
    for _ in 0..100 {
        let id = chance.day_id(NOW);
        assert_eq!(Instant(id >> ID_LOW_BITS).day(), NOW.day());
    }
}

#[test]
fn a_test_clock_is_shared_by_its_clones() {
    let clock = Clock::standing_at(NOW);
    clock.clone().turn_by_ms(5);
    assert_eq!(clock.now(), NOW.plus_ms(5));
    assert!(Clock::system().now() > Instant(0));
}
