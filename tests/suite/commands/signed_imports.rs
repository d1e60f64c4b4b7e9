//! Registers that take a second signature.

use super::complained;
use super::officers::{ILA, MIRA, by, refused, two_officers, typed};
use crate::readme::Machine;
use crate::support::{Kind, World};

/// Writes a register beside the settings.
fn register(machine: &Machine, rows: &str) {
    let file = machine.folder.path().join("r.csv");
    std::fs::write(file, format!("member_no,name,phone\n{rows}")).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn over_thirty_lines_of_a_register_and_another_phone_take_two() {
    let lines = |n: i64| -> String {
        (0..n)
            .map(|n| format!("{},Champa,+9198111000{n:02}\n", 2001 + n))
            .collect()
    };
    let members = "select count(*) from member where no > 2000";
    for kind in Kind::all() {
        let world = World::open(kind, 86).await;
        let machine = Machine::of(&world);
        two_officers(&machine);
        let import = ["import", "members", "r.csv"];
        register(&machine, &lines(30));
        let told = by(&machine, ILA, &import);
        assert!(told.contains("30 members are in."), "{told}");
        assert_eq!(world.number(members).await, 30);

        // One line more: the secretary asks, and nothing is in until the president has signed.
        register(&machine, &lines(61).split_off(lines(30).len()));
        let alone = complained(&typed(&machine, &import, &[], 1));
        assert!(alone.contains("this takes two officers"), "{alone}");
        let told = by(&machine, ILA, &import);
        assert!(
            told.contains("31 new, 0 changed") && told.contains("as number 10"),
            "{told}"
        );
        assert_eq!(world.number(members).await, 30);
        let rows = format!("{:?}", world.dump().await);
        assert!(!rows.contains("Champa"), "what waits is sealed");
        let told = by(&machine, MIRA, &["sign", "10", "--agree"]);
        assert!(told.contains("31 members are in."), "{told}");
        assert_eq!(world.number(members).await, 61);
        let left = "select count(*) from proposal where payload <> ''";
        assert_eq!(world.number(left).await, 0, "the register is not kept");
        let why = "select distinct why from ledger where kind = 'member added'
            and at = (select max(at) from ledger where kind = 'member added')";
        assert_eq!(world.rows(why).await, [["two signed"]], "{kind:?}");

        // Another phone, on a single line; and another register of the same size is another proposal.
        let change = ["import", "members", "r.csv", "--changes"];
        for (no, last) in [(11, 91), (12, 92)] {
            register(&machine, &format!("1005,Grace,+9198111000{last}\n"));
            let told = by(&machine, ILA, &change);
            assert!(told.contains(&format!("as number {no}")), "{told}");
        }
        by(&machine, MIRA, &["sign", "12", "--agree"]);
        let changed = refused(&machine, MIRA, &["sign", "11", "--agree"]);
        assert!(changed.contains("no longer what was shown"), "{changed}");
        let revised = "select count(*) from ledger where kind = 'member revised'";
        assert_eq!(world.number(revised).await, 1, "{kind:?}");
        // A village is no phone.
        let file = machine.folder.path().join("r.csv");
        std::fs::write(file, "member_no,name,phone,village\n1005,Grace,,Vyara\n").unwrap();
        let told = by(&machine, ILA, &change);
        assert!(told.contains("village none -> Vyara"), "{told}");
        assert_eq!(world.number(revised).await, 2, "{kind:?}");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_officer_alone_imports_with_the_operator_for_the_second_signature() {
    for kind in Kind::all() {
        let world = World::open(kind, 87).await;
        let machine = Machine::of(&world);
        let add = ["officer", "add", ILA.0, "--role", "secretary"];
        typed(&machine, &add, &[ILA.1], 0);
        register(&machine, "1005,Grace,+919811100091\n");
        by(&machine, ILA, &["import", "members", "r.csv", "--changes"]);
        let why = "select actor_kind, why from ledger where kind = 'member revised'";
        assert_eq!(
            world.rows(why).await,
            [["officer", "operator signed"]],
            "{kind:?}"
        );
        // The operator alone: that it was the operator stands in the line.
        register(&machine, "1004,Manju,+919811100092\n");
        typed(
            &machine,
            &["import", "members", "r.csv", "--changes"],
            &[],
            0,
        );
        let of_operator = "select why from ledger where kind = 'member revised'
            and actor_kind = 'operator'";
        assert_eq!(world.rows(of_operator).await, [["register"]], "{kind:?}");
        world.close().await;
    }
}
