//! The officers of the demo cooperative. They are not of its data: hashing what they type takes a second, which
//! only whoever opens the console waits for.

use super::COOP;
use crate::core::acts::officer::sheet;
use crate::core::authz::Principal;
use crate::core::domain::officer::{Officer, OfficerAdded, OfficerChange, Role};
use crate::core::domain::{By, Instant, OfficerId, Why};
use crate::office::entrance;
use crate::pins::{self, Pins};
use crate::store::{Error, Store};

/// An officer whom the demo names.
#[derive(Clone, Copy, Debug)]
pub struct DemoOfficer {
    /// Her name.
    pub name: &'static str,
    /// Her role.
    pub role: Role,
    /// Her own number in the register; none where she is no member.
    pub member_no: Option<i64>,
    /// Her passphrase.
    pub passphrase: &'static str,
}

/// The secretary.
pub const SECRETARY: DemoOfficer = DemoOfficer {
    name: "Ila",
    role: Role::Secretary,
    member_no: None,
    passphrase: "seven red hens at dusk",
};
/// The treasurer, who is member 1002.
pub const TREASURER: DemoOfficer = DemoOfficer {
    name: "Savita",
    role: Role::Treasurer,
    member_no: Some(1002),
    passphrase: "a brass pot below the neem",
};
/// The president, who is member 1001.
pub const PRESIDENT: DemoOfficer = DemoOfficer {
    name: "Ramila",
    role: Role::President,
    member_no: Some(1001),
    passphrase: "nine goats cross the dry river",
};
/// The member auditor.
pub const AUDITOR: DemoOfficer = DemoOfficer {
    name: "Hansa",
    role: Role::MemberAuditor,
    member_no: None,
    passphrase: "green mangoes before the rain",
};
/// The member of the data committee, who answers cases.
pub const COMMITTEE: DemoOfficer = DemoOfficer {
    name: "Daya",
    role: Role::DataCommittee,
    member_no: None,
    passphrase: "one lamp on the far terrace",
};
/// The sakhi, who calls back.
pub const SAKHI: DemoOfficer = DemoOfficer {
    name: "Kanta",
    role: Role::Sakhi,
    member_no: Some(1003),
    passphrase: "white cotton on a slow cart",
};

/// All of them.
pub const OFFICERS: [DemoOfficer; 6] = [SECRETARY, TREASURER, PRESIDENT, AUDITOR, COMMITTEE, SAKHI];

/// Makes these of them officers; the sheet of codes of each.
pub async fn officers(
    store: &Store,
    wanted: &[DemoOfficer],
    now: Instant,
) -> Result<Vec<Vec<String>>, Error> {
    let by = By::OPERATOR.because(Why::Demo);
    let (keys, chance) = (store.keys(), store.chance());
    let pins = Pins::new(keys.clone());
    let mut sheets = Vec::with_capacity(wanted.len());
    for one in wanted {
        let id = OfficerId(chance.id(now));
        let member = match one.member_no {
            Some(no) => store
                .pin_holder(COOP, no)
                .await?
                .map(|holder| holder.member),
            None => None,
        };
        let hash = pins::hash_passphrase(keys, one.passphrase, chance.bytes()).await;
        let added = OfficerChange::Added(OfficerAdded {
            officer: id,
            name: one.name.to_owned(),
            member,
            role: one.role,
            passphrase_hash: hash,
        });
        let drawn = entrance::new_sheet(&pins, chance).await;
        let her = Principal::Officer(Officer {
            id,
            member,
            roles: vec![one.role],
        });
        let mut changes = vec![added];
        let fresh = (chance.id(now), drawn.hashes);
        changes.extend(sheet::decide(&her, fresh).unwrap_or_default());
        store.change_officers(COOP, &by, &changes, now).await?;
        sheets.push(drawn.codes);
    }
    Ok(sheets)
}
