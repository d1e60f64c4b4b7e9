//! Short numbers over restarts of the real program: unused leased numbers are given back, and after a crash
//! only a few are skipped.

use crate::first_day::Program;
use crate::readme::Machine;
use crate::support::{Kind, World, number_of};
use sahkar::clock::Clock;

/// What may be skipped of a block that a quiet node held when it died.
const SKIPPED_MAX: i64 = 4;

const LAST_NO: &str = "select max(no) from entry";

/// Saves one saving of a member by calls; the entry's number.
async fn save(program: &Program, world: &World, member_no: i64) -> i64 {
    let said = program
        .call(&number_of(member_no), &["2", "3", "100", "1", "1"])
        .await;
    assert!(said.starts_with("CON "), "{said}");
    world.number(LAST_NO).await
}

async fn world_of_today(kind: Kind) -> World {
    let world = World::open(kind, 51).await;
    // The program asks the machine for the time.
    world.clock.turn_to(Clock::system().now());
    world
}

async fn restarts(kind: Kind) {
    let world = world_of_today(kind).await;
    let machine = Machine::of(&world);
    let first = world.number(LAST_NO).await;
    let program = Program::start(&machine).await;
    let mut last = save(&program, &world, 1006).await;
    assert!(
        last - first <= 1 + SKIPPED_MAX,
        "{kind:?}: {first} then {last}"
    );
    for member_no in [1007, 1008] {
        let next = save(&program, &world, member_no).await;
        assert_eq!(next, last + 1, "{kind:?}");
        last = next;
    }
    // Stopped as an operator does, again and again: not one is skipped.
    let mut program = program;
    for member_no in [1009, 1010, 1011] {
        program.stop();
        program = Program::start(&machine).await;
        let next = save(&program, &world, member_no).await;
        assert_eq!(next, last + 1, "{kind:?}: over a clean stop");
        last = next;
    }
    // Killed: a few.
    for member_no in [1012, 1013, 1014] {
        program.kill();
        program = Program::start(&machine).await;
        let next = save(&program, &world, member_no).await;
        let skipped_n = next - last - 1;
        assert!(
            (0..SKIPPED_MAX).contains(&skipped_n),
            "{kind:?}: {skipped_n} were skipped over a crash"
        );
        last = next;
    }
    program.stop();
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn r10_entry_numbers_do_not_jump_over_restarts_and_crashes() {
    for kind in Kind::all() {
        restarts(kind).await;
    }
}

/// Two nodes on one database, stopped and started in turn: every number is given once, and what either
/// gave back is used up before new ones are taken.
#[tokio::test(flavor = "multi_thread")]
async fn r10_several_nodes_give_back_what_they_do_not_use() {
    if !Kind::all().contains(&Kind::Postgres) {
        return;
    }
    let world = world_of_today(Kind::Postgres).await;
    let machines = [Machine::of(&world), Machine::of(&world)];
    let before = world.number("select count(*) from entry").await;
    let first = world.number(LAST_NO).await;
    let mut saved_n = 0;
    for round in 0..3 {
        let nodes = [
            Program::start(&machines[0]).await,
            Program::start(&machines[1]).await,
        ];
        for (n, node) in [0_i64, 1, 0, 1, 1].into_iter().zip([0, 1, 0, 1, 1]) {
            save(&nodes[node], &world, 1006 + round * 2 + n).await;
            saved_n += 1;
        }
        // Not in the order in which they leased.
        let [one, other] = nodes;
        one.stop();
        other.stop();
    }
    let all = world.number("select count(*) from entry").await;
    assert_eq!(all - before, saved_n);
    let distinct = world.number("select count(distinct no) from entry").await;
    assert_eq!(distinct, all);
    let last = world.number(LAST_NO).await;
    let spare = "select coalesce(sum(end_no - first_no), 0) from number_spare";
    let spare_n = world
        .number(&format!("select cast(({spare}) as bigint)"))
        .await;
    // Nothing is lost: what is not used lies ready, or the counter went back.
    let next = world
        .number("select next_no from counter where kind = 'entry'")
        .await;
    assert_eq!(
        next - 1 - first,
        saved_n + spare_n,
        "{first} to {last}, {spare_n} spare"
    );
    world.close().await;
}
