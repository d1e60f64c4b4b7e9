//! Members as officers look at them, and the list of names that is searched in memory.

use super::bed::*;
use sahkar::core::domain::change::pin::{self, PinHelp, PinHelped};
use sahkar::core::domain::pin::UNTIL_OFFICERS;
use sahkar::core::domain::*;
use sahkar::office::name_list::{NameLists, PlaceFilter, Sought};
use sahkar::store::{MaskedPhone, PinStanding};

async fn found(lists: &NameLists, bed: &Bed, typed: &str) -> Vec<i64> {
    let list = lists.of(&bed.store, COOP, NOW).await.unwrap();
    let all = PlaceFilter::default();
    list.find((&Sought::read(typed), &all), 0, 50, 1000).numbers
}

fn newcomer(no: i64, name: &str) -> Newcomer {
    Newcomer {
        no,
        name: name.to_owned(),
        phone: Some(phone(7)),
        lang: None,
        private_sms: false,
        joined: None,
        village: "Vyara".to_owned(),
        group: String::new(),
    }
}

#[tokio::test]
async fn officers_read_names_and_the_ends_of_numbers_and_nothing_of_another_cooperative() {
    on_each(async |bed| {
        let records = bed.store.member_records(COOP, &[1002, 7, 1001]);
        let records = records.await.unwrap();
        let numbers: Vec<i64> = records.iter().map(|one| one.member.no).collect();
        assert_eq!(numbers, [1002, 1001]);
        let shared = MaskedPhone {
            last_four: "0002".to_owned(),
            others_n: 1,
        };
        assert_eq!(records[0].phones, [shared]);
        assert_eq!(records[1].phones[0].others_n, 0);
        assert_eq!(records[1].member.name, "Ramila");
        assert!(records.iter().all(|one| one.member.phones.is_empty()));
        let nobody = bed.store.member_records(CoopId(3), &[1001]).await.unwrap();
        assert!(nobody.is_empty());
        let of_phone = bed.store.numbers_of_phone(COOP, &phone(2)).await.unwrap();
        assert_eq!(of_phone, [1002, 1003]);
        let none = bed.store.numbers_of_phone(COOP, &phone(9)).await.unwrap();
        assert!(none.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_list_goes_on_behind_a_number_and_is_counted_up_to_a_limit() {
    on_each(async |bed| {
        let first = bed.store.member_numbers(COOP, (0, 2)).await.unwrap();
        assert_eq!(first, [1001, 1002]);
        let rest = bed.store.member_numbers(COOP, (1002, 2)).await.unwrap();
        assert_eq!(rest, [1003]);
        assert_eq!(bed.store.members_n(COOP, 2).await.unwrap(), 2);
        assert_eq!(bed.store.members_n(COOP, 10).await.unwrap(), 3);
        assert_eq!(bed.store.members_n(CoopId(3), 10).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn who_has_a_phone_and_no_pin_is_listed_until_she_has_one() {
    on_each(async |bed| {
        let none = bed.store.numbers_without_pin(COOP, (0, 50)).await.unwrap();
        assert!(none.is_empty(), "all here have one");
        let without_phone = Newcomer {
            phone: None,
            ..newcomer(1012, "Hansa")
        };
        let new = [newcomer(1011, "Champa"), without_phone];
        let brought = bed.store.bring_in(&By::OPERATOR, COOP, (&new, &[]), NOW);
        brought.await.unwrap();
        let without = bed.store.numbers_without_pin(COOP, (0, 50)).await.unwrap();
        assert_eq!(without, [1011]);
        let behind = bed
            .store
            .numbers_without_pin(COOP, (1011, 50))
            .await
            .unwrap();
        assert!(behind.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_page_tells_how_her_pin_stands() {
    on_each(async |bed| {
        let standing = async || bed.store.pin_standing(COOP, RAMILA, NOW).await.unwrap();
        let plain = PinStanding {
            has_pin: true,
            locked_until: None,
            code_until: None,
        };
        assert_eq!(standing().await, plain);
        let store = &bed.store;
        assert!(store.numbers_locked(COOP, 10).await.unwrap().is_empty());
        let forever = UNTIL_OFFICERS.0;
        let sql = format!(
            "update credential set locked_until = {forever} where coop_id = 1 and member_id in (101, 103)"
        );
        bed.tamper(&sql).await;
        assert_eq!(store.numbers_locked(COOP, 10).await.unwrap(), [1001, 1003]);
        assert_eq!(store.numbers_locked(COOP, 1).await.unwrap(), [1001]);
        assert!(store.numbers_locked(OTHER_COOP, 10).await.unwrap().is_empty());
        let lock = NOW.plus_ms(1000).0;
        let sql = format!("update credential set locked_until = {lock} where member_id = 101");
        bed.tamper(&sql).await;
        assert_eq!(standing().await.locked_until, Some(NOW.plus_ms(1000)));
        let helped = Change::Pin(pin::Change::Helped(PinHelped {
            id: RowId(1),
            member: RAMILA,
            help: PinHelp::Activate {
                code_hash: "$argon2id$of a code".to_owned(),
            },
            names: ["Ila".to_owned(), "Mira".to_owned()],
            is_signed: true,
        }));
        let changes = [helped];
        let done = bed.store.commit(&By::OPERATOR, (COOP, NOW), &changes, &[]);
        assert!(done.await.unwrap());
        let after = standing().await;
        assert_eq!((after.locked_until, after.has_pin), (None, true));
        assert!(after.code_until.is_some_and(|until| until > NOW));
    })
    .await;
}

#[tokio::test]
async fn names_are_found_as_they_sound_and_the_list_follows_the_ledger() {
    on_each(async |bed| {
        let lists = NameLists::default();
        assert_eq!(found(&lists, &bed, "રમીલા").await, [1001, 1002, 1003]);
        assert_eq!(found(&lists, &bed, "ચંપા").await, Vec::<i64>::new());
        let new = [newcomer(1011, "Champa")];
        let brought = bed.store.bring_in(&By::OPERATOR, COOP, (&new, &[]), NOW);
        brought.await.unwrap();
        assert_eq!(found(&lists, &bed, "ચંપા").await, [1011]);
        assert_eq!(found(&lists, &bed, "vyara").await, [1011]);
        assert_eq!(found(&lists, &bed, "0007").await, [1011]);
        let other = lists.of(&bed.store, OTHER_COOP, NOW).await.unwrap();
        let there = other.find(
            (&Sought::read("champa"), &PlaceFilter::default()),
            0,
            50,
            1000,
        );
        assert!(there.numbers.is_empty());
        // Who has left is forgotten with the next line about her.
        bed.tamper("update member set state = 'left' where no = 1011")
            .await;
        assert_eq!(found(&lists, &bed, "champa").await, Vec::<i64>::new());
    })
    .await;
}

#[tokio::test]
async fn of_whom_the_key_is_destroyed_nothing_is_read_any_more() {
    on_each(async |bed| {
        bed.tamper("delete from member_key where coop_id = 1 and member_id = 101")
            .await;
        let records = bed.store.member_records(COOP, &[1001]).await.unwrap();
        assert_eq!(records[0].member.name, "");
        assert_eq!(records[0].member.village, "");
    })
    .await;
}
