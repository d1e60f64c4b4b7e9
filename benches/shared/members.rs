//! A cooperative with many members, each with her own phone and a language set.

use sahkar::core::domain::{CoopId, Instant, Lang, MemberId, Phone};
use sahkar::store::{NewMember, Store};

/// Members that are added in one transaction.
const AT_ONCE: u32 = 1000;

/// The phone of the `n`-th of them.
pub(crate) fn phone(n: u32) -> String {
    format!("+917{n:09}")
}

/// A name, as the register has it; empty in a bench where nobody reads names.
pub(crate) type NameOf = fn(u32) -> String;

/// Adds the members.
pub(crate) async fn add(store: &Store, coop: CoopId, members_n: u32, now: Instant, name: NameOf) {
    for first in (0..members_n).step_by(AT_ONCE as usize) {
        let some: Vec<NewMember> = (first..members_n.min(first + AT_ONCE))
            .map(|n| NewMember {
                id: MemberId(store.chance().id(now)),
                no: 200_000 + i64::from(n),
                name: name(n),
                lang: Some(Lang::Gu),
                private_sms: false,
                phone: Phone::parse(&phone(n)).expect("a number"),
                pin: None,
            })
            .collect();
        store
            .add_members(&sahkar::core::domain::By::OPERATOR, coop, &some, now)
            .await
            .expect("members");
    }
}
