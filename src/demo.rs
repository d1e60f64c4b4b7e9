//! The demo cooperative: Asha Mandli, 24 members, a year of books, three ballots and a bank that asks.
//!
//! It is the same each time, but for the date and what chance draws; the contract (`docs/reference/contract.md`)
//! says what people and tests may rely on. It is filled through the store's own ways of bringing a
//! cooperative in, so that nothing in it is different from a real one.

mod coop;
mod membership;
mod officers;
mod people;
mod questions;
mod waiting;
mod year;

pub use coop::{BRAND, CODE, COOP, HEADER, SMS_NUMBER};
pub use membership::fill_register;
pub use officers::{
    AUDITOR, COMMITTEE, DemoOfficer, OFFICERS, PRESIDENT, SAKHI, SECRETARY, TREASURER, officers,
};
pub use people::{OTHERS_PIN, PEOPLE, Person, member_numbers, numbers};
pub use waiting::{ask_for_codes, open_task};

use crate::clock::Chance;
use crate::core::domain::{By, Why};
use crate::core::domain::{
    Entry, EntryId, EntryKind, EntryState, Instant, MemberId, Paise, Proof, RowId,
};
use crate::pins;
use crate::store::{Error, FirstPin, NewEntry, NewLoan, NewMember, Store};

use people::{DemoMember, register};
use year::BookLine;

/// Texts to try, the first of a woman who sold milk for 850 rupees.
pub const TEXTS: [&str; 10] = [
    "આવક 21 850",
    "બેઠક",
    "મત",
    "મદદ",
    "AVAK 21 850",
    "आमदनी 21 850",
    "बैठक",
    "MEET",
    "LANG",
    "STOP",
];
/// The secret of every gateway's address.
pub const SECRET: &str = "demo";

/// The first entry's number.
const ENTRY_NO_FIRST: i64 = 1001;
/// Every third member has a loan, of which she has paid half back.
const LOAN_EVERY: usize = 3;
const LOAN: Paise = Paise(12_000 * 100);
const INSTALMENT: Paise = Paise(600 * 100);
const INSTALMENTS_PAID: u32 = 10;

/// Fills an empty database.
pub async fn fill(store: &Store, now: Instant) -> Result<(), Error> {
    let by = By::OPERATOR.because(Why::Demo);
    store.add_coop(&by, &coop::coop(), now).await?;
    let register = register();
    let members = members(store, &register, now).await;
    store.add_members(&by, COOP, &members, now).await?;
    let ids: Vec<MemberId> = members.iter().map(|member| member.id).collect();
    store
        .add_entries(
            &by,
            COOP,
            &entries(&register, &ids, store.chance(), now),
            now,
        )
        .await?;
    store
        .add_loans(&by, COOP, &loans(&ids, store.chance(), now), now)
        .await?;
    questions::fill(store, &by, &ids, now).await
}

async fn members(store: &Store, register: &[DemoMember], now: Instant) -> Vec<NewMember> {
    let pins = pins::Pins::new(store.keys().clone());
    let mut members = Vec::with_capacity(register.len());
    for person in register {
        let hash = pins
            .hash(person.pin.to_owned(), store.chance().bytes())
            .await;
        let on_phone_n = register
            .iter()
            .filter(|other| other.phone == person.phone)
            .count();
        members.push(NewMember {
            id: MemberId(store.chance().id(now)),
            no: person.no,
            name: person.name.to_owned(),
            lang: Some(person.lang),
            // On a shared phone a text says only that there is a message (decision 7).
            private_sms: on_phone_n > 1,
            phone: person.phone.clone(),
            pin: Some(FirstPin {
                hash,
                must_change: false,
            }),
        });
    }
    members
}

/// Everybody's lines, numbered as if they had come in one by one.
fn entries(
    register: &[DemoMember],
    ids: &[MemberId],
    chance: &Chance,
    now: Instant,
) -> Vec<NewEntry> {
    let mut lines: Vec<(MemberId, BookLine)> = Vec::new();
    for (place, (person, id)) in register.iter().zip(ids).enumerate() {
        let hers = year::lines(person.no, now);
        lines.extend(hers.into_iter().map(|line| (*id, line)));
        if place % LOAN_EVERY == 0 {
            let paid = year::instalments(INSTALMENTS_PAID, INSTALMENT, now);
            lines.extend(paid.into_iter().map(|line| (*id, line)));
        }
    }
    lines.sort_by_key(|(_, line)| line.at);
    let numbered = (ENTRY_NO_FIRST..).zip(lines);
    numbered
        .map(|(no, (member, line))| NewEntry {
            member,
            entry: entry(no, &line, chance),
        })
        .collect()
}

fn entry(no: i64, line: &BookLine, chance: &Chance) -> Entry {
    // The treasurer has a receipt for what passed through her hands.
    let proof = match line.kind {
        EntryKind::Income | EntryKind::Cost => Proof::Own,
        EntryKind::Saving | EntryKind::Repayment => Proof::Receipt,
    };
    Entry {
        id: EntryId(chance.id(line.at)),
        no,
        kind: line.kind,
        category: line.category,
        amount: line.amount,
        period: line.period,
        from_on: line.from_on,
        to_on: line.to_on,
        proof,
        state: EntryState::Good,
        replaces: None,
        at: line.at,
    }
}

fn loans(ids: &[MemberId], chance: &Chance, now: Instant) -> Vec<NewLoan> {
    let with_loan = ids.iter().step_by(LOAN_EVERY);
    with_loan
        .map(|id| NewLoan {
            id: RowId(chance.id(now)),
            member: *id,
            principal: LOAN,
            given_on: now.day().months_back(INSTALMENTS_PAID + 1),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::{Keys, SecretBytes, pepper};
    use std::sync::Arc;

    #[tokio::test]
    async fn an_empty_database_is_filled_and_adds_up() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("demo.db").display());
        let chance = Arc::new(Chance::seeded(1));
        let keys = Keys::new(&SecretBytes::draw(&chance), None, pepper("pepper"));
        let store = Store::connect(&url, Arc::new(keys), chance).await.unwrap();
        store.migrate().await.unwrap();
        let now = Instant(1_795_492_800_000);
        fill(&store, now).await.unwrap();
        let coops = store.coops().await.unwrap();
        assert_eq!(coops.len(), 1);
        assert_eq!(coops[0].coop.code, CODE);
        assert_eq!(coops[0].categories.len(), 40);
        store.seal_ledger(now).await.unwrap();
        assert_eq!(store.verify().await.unwrap().findings, []);
    }
}
