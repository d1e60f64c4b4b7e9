//! Officers as rows, and the tries of their passphrases.

use super::bed::*;
use sahkar::core::domain::officer::{
    FREE_TRIES, FREE_TRIES_OF_ALL, OfficerAdded, OfficerChange, Role,
};
use sahkar::core::domain::{By, MemberId, OfficerId};
use sahkar::store::MayTry;

const HASH: &str = "$argon2id$of a passphrase";

pub(super) fn by() -> By {
    By::OPERATOR
}

fn added(id: i64, name: &str, member: Option<MemberId>, role: Role) -> OfficerChange {
    OfficerChange::Added(OfficerAdded {
        officer: OfficerId(id),
        name: name.to_owned(),
        member,
        role,
        passphrase_hash: HASH.to_owned(),
    })
}

async fn change(bed: &Bed, changes: &[OfficerChange]) -> Result<(), sahkar::store::Error> {
    bed.store.change_officers(COOP, &by(), changes, NOW).await
}

/// Three officers: the first asks and mends, the second is a member, the third signs.
pub(super) async fn three(bed: &Bed) {
    let new = [
        added(1, "Ila Patel", None, Role::Secretary),
        added(2, "Mira Vasava", Some(RAMILA), Role::President),
        added(3, "Savita", None, Role::President),
    ];
    change(bed, &new).await.unwrap();
}

#[tokio::test]
async fn officers_are_found_by_name_keep_their_rows_and_never_lie_there_in_clear() {
    on_each(async |bed| {
        three(&bed).await;
        let officers = bed.store.officers(COOP).await.unwrap();
        let names: Vec<&str> = officers.iter().map(|one| &*one.name).collect();
        assert_eq!(names, ["Ila Patel", "Mira Vasava", "Savita"]);
        assert_eq!(officers[1].officer.member, Some(RAMILA));
        assert_eq!(officers[1].officer.roles, [Role::President]);
        let found = bed.store.officer_named(COOP, "ila  PATEL").await.unwrap();
        assert_eq!(found, Some((OfficerId(1), HASH.to_owned())));
        assert_eq!(
            bed.store
                .officer_named(OTHER_COOP, "Ila Patel")
                .await
                .unwrap(),
            None
        );
        assert_eq!(bed.store.officer_named(COOP, "Ila").await.unwrap(), None);
        let rows = bed.peek("select name, name_key from officer").await;
        assert!(!format!("{rows:?}").contains("Ila"), "{rows:?}");

        let again = change(&bed, &[added(4, "ILA patel", None, Role::Sakhi)]).await;
        assert!(again.unwrap_err().is_conflict(), "one name, one officer");
        let held = change(
            &bed,
            &[OfficerChange::RoleGiven(OfficerId(1), Role::Secretary)],
        )
        .await;
        assert!(held.unwrap_err().is_conflict());
        let more = [
            OfficerChange::RoleGiven(OfficerId(1), Role::Sakhi),
            OfficerChange::RoleTaken(OfficerId(1), Role::Secretary),
            OfficerChange::Ended(OfficerId(3)),
        ];
        change(&bed, &more).await.unwrap();
        let officers = bed.store.officers(COOP).await.unwrap();
        assert_eq!(officers[0].officer.roles, [Role::Sakhi]);
        assert_eq!(officers[2].officer.roles, [] as [Role; 0]);
        assert_eq!(officers[2].ended_at, Some(NOW));
        assert_eq!(bed.store.officer_named(COOP, "Savita").await.unwrap(), None);
        for none in [
            OfficerChange::Ended(OfficerId(3)),
            OfficerChange::RoleGiven(OfficerId(3), Role::Sakhi),
            OfficerChange::RoleTaken(OfficerId(1), Role::Secretary),
            OfficerChange::PassphraseSet(OfficerId(3), HASH.to_owned()),
        ] {
            // What goes before it is taken back with it.
            let both = [
                OfficerChange::RoleGiven(OfficerId(1), Role::Treasurer),
                none,
            ];
            assert!(
                change(&bed, &both).await.unwrap_err().is_conflict(),
                "{both:?}"
            );
        }
        assert_eq!(
            bed.store.officers(COOP).await.unwrap()[0].officer.roles,
            [Role::Sakhi]
        );
        // Her name may come back, as another officer's.
        change(&bed, &[added(5, "Savita", None, Role::Sakhi)])
            .await
            .unwrap();
        let lines = bed
            .peek(
                "select count(*) from ledger where kind in ('officer added', \
            'role given', 'role taken', 'officer ended')",
            )
            .await;
        assert_eq!(lines[0][0], "7");
    })
    .await;
}

#[tokio::test]
async fn wrong_passphrases_hold_up_their_own_place_and_strangers_lock_nobody_out() {
    Box::pin(on_each(async |bed| {
        three(&bed).await;
        let (ila, mira) = (OfficerId(1), OfficerId(2));
        let count = |officer, place, now| bed.store.count_passphrase_try(COOP, officer, place, now);
        // She has come in from here before.
        count(ila, "here", NOW).await.unwrap();
        bed.store
            .passphrase_was_right(COOP, ila, "here")
            .await
            .unwrap();
        for n in 1..=FREE_TRIES + 1 {
            assert_eq!(
                count(ila, "there", NOW).await.unwrap(),
                MayTry::Counted,
                "{n}"
            );
        }
        let waits = MayTry::Waits(NOW.plus_ms(60_000));
        assert_eq!(count(ila, "there", NOW).await.unwrap(), waits);
        assert_eq!(count(ila, "here", NOW).await.unwrap(), MayTry::Counted);
        assert_eq!(count(mira, "there", NOW).await.unwrap(), MayTry::Counted);
        // From ever new places: all of them together wait, the place she is known at does not.
        for n in 0..FREE_TRIES_OF_ALL {
            let place = format!("place {n}");
            let tried = bed.store.count_passphrase_try(COOP, ila, &place, NOW);
            tried.await.unwrap();
        }
        assert!(matches!(
            count(ila, "new", NOW).await.unwrap(),
            MayTry::Waits(_)
        ));
        assert_eq!(count(ila, "here", NOW).await.unwrap(), MayTry::Counted);
        bed.store
            .passphrase_was_right(COOP, ila, "here")
            .await
            .unwrap();
        assert_eq!(count(ila, "new", NOW).await.unwrap(), MayTry::Counted);
        // Of many at once no more count than may.
        let at_once = tokio::join!(
            count(mira, "one", NOW),
            count(mira, "one", NOW),
            count(mira, "one", NOW),
            count(mira, "one", NOW)
        );
        let counted = [&at_once.0, &at_once.1, &at_once.2, &at_once.3];
        let counted_n = counted
            .iter()
            .filter(|one| matches!(one, Ok(MayTry::Counted)))
            .count();
        let fails =
            bed.peek("select fails from officer_tries where officer_id = 2 and place = 'one'");
        assert_eq!(fails.await[0][0], counted_n.to_string());
    }))
    .await;
}
