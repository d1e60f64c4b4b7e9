//! Codes and numbers that belong to nobody: thousands of calls or texts to one cost only one lookup from
//! time to time, and a cooperative that is added meanwhile is reached.

use crate::support::{Kind, World};
use sahkar::gateways::Gateway;
use sahkar::store::{Address, AddressKind};

const MISSES: i64 = 1000;

/// Statements that this costs the database.
async fn cost(world: &World, work: impl AsyncFn()) -> i64 {
    let faults = world.service.store.faults();
    let before = faults.passed();
    work().await;
    faults.passed() - before
}

#[tokio::test]
async fn s12_a_code_or_a_number_that_nobody_has_costs_one_look_up_in_a_while() {
    for kind in Kind::all() {
        let world = World::open(kind, 81).await;
        let service = &world.service;
        let dial = async |code: &str| {
            let found = service.coop(Gateway::Sandbox, code).await.unwrap();
            assert!(found.is_none(), "{code}");
        };
        let text = async |number: &str| {
            let found = service.coop_by_number("sandbox", number).await.unwrap();
            assert!(found.is_none(), "{number}");
        };
        let again = cost(&world, async || {
            for _ in 0..MISSES {
                dial("*999#").await;
                text("99999").await;
            }
        });
        assert_eq!(again.await, 2, "{kind:?}");
        // However many cooperatives there are, a miss is one statement.
        let many = cost(&world, async || {
            for n in 0..MISSES {
                dial(&format!("*999*{n}#")).await;
            }
        });
        assert_eq!(many.await, MISSES, "{kind:?}");
        // Nobody's callers push no cooperative out.
        let known = cost(&world, async || {
            for _ in 0..MISSES {
                let found = service.coop_by_number("sandbox", "56161").await.unwrap();
                assert!(found.is_some());
            }
        });
        assert!(known.await < 10, "{kind:?}");
        world.close().await;
    }
}

#[tokio::test]
async fn s12_a_cooperative_that_comes_in_is_found_though_its_code_was_dialled_before() {
    for kind in Kind::all() {
        let world = World::open(kind, 82).await;
        let service = &world.service;
        assert!(
            service
                .coop(Gateway::Sandbox, "*999#")
                .await
                .unwrap()
                .is_none()
        );
        world
            .sql(
                "insert into coop_address (coop_id, gateway, kind, value)
                select id, 'sandbox', 'ussd', '*999#' from coop",
            )
            .await;
        world.clock.turn_by_ms(10_000);
        let found = service.coop(Gateway::Sandbox, "*999#").await.unwrap();
        assert!(found.is_some(), "{kind:?}");
        // The same in one step of the store, whose look-up goes by the key of addresses.
        let address = Address {
            gateway: "sandbox".to_owned(),
            kind: AddressKind::Ussd,
            value: "*999#".to_owned(),
        };
        let entry = service.store.coop_at(&address).await.unwrap().unwrap();
        assert_eq!(
            entry
                .addresses
                .iter()
                .filter(|one| **one == address)
                .count(),
            1
        );
        world.close().await;
    }
}
