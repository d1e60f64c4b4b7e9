//! The second signature and the signed act are written together: if the program is killed at any point
//! between them, both are stored or neither, and in the second case it can be signed again.

use crate::support::{CODE, Kind, World};
use sahkar::core::authz::{Principal, Right, require};
use sahkar::core::domain::officer::{OfficerAdded, OfficerChange, Role};
use sahkar::core::domain::{By, CoopId, Day, Filling, Newcomer, OfficerId, Paise, Via};
use sahkar::gateways::Gateway;
use sahkar::office::announcements::{self, News};
use sahkar::office::pin_help::{self, Two};
use sahkar::office::signing::{self, ActSigned};
use sahkar::store::NewProposal;
use std::collections::BTreeSet;

/// What is signed here: every kind of writer that takes a second signature.
#[derive(Clone, Copy, Debug)]
enum Act {
    Unlock,
    Activate,
    Announce,
    Role,
    Import,
}

const ACTS: [Act; 5] = [
    Act::Unlock,
    Act::Activate,
    Act::Announce,
    Act::Role,
    Act::Import,
];

impl Act {
    fn right(self) -> Right {
        match self {
            Self::Unlock | Self::Activate | Self::Import => Right::EditMembers,
            Self::Announce => Right::ComposeNotices,
            Self::Role => Right::ManageOfficers,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Unlock => "pin unlock",
            Self::Activate => "pin activate",
            Self::Announce => "notice announce",
            Self::Role => "officer role",
            Self::Import => "member import",
        }
    }

    /// How often it has happened.
    fn count(self) -> &'static str {
        match self {
            Self::Unlock => "select count(*) from signed_act where act = 'unlock'",
            Self::Activate => "select count(*) from signed_act where act = 'activate'",
            Self::Announce => "select count(*) from announcement",
            Self::Role => "select count(*) from ledger where kind in ('role given', 'role taken')",
            Self::Import => "select count(*) from member",
        }
    }

    /// Does it for the `n`-th time with these signatures.
    async fn run(self, world: &World, n: i64, signed: &ActSigned) -> Result<(), String> {
        let (service, now) = (&world.service, world.clock.now());
        let entry = service.store.coops().await.map_err(text)?.remove(0);
        let coop = service.coop(Gateway::Sandbox, CODE).await.map_err(text)?;
        let coop = coop.expect("the demo cooperative");
        let (id, writer) = (entry.coop.id, signed.writer());
        let two = Two::signed(["Ila Patel", "Mira Vasava"]);
        match self {
            Self::Unlock => {
                let helped = pin_help::unlock_by(signed, service, &coop, &[1005], &two).await;
                helped.map(drop).map_err(text)
            }
            Self::Activate => {
                let helped = pin_help::activate_by(signed, service, &coop, &[1005], &two).await;
                helped.map(drop).map_err(text)
            }
            Self::Announce => {
                let fillings = [
                    ("amount", Filling::Amount(Paise::rupees(n))),
                    ("day", Filling::Day(Day(now.day().0 + 30))),
                ];
                let news = News {
                    notice: "share",
                    fillings: &fillings,
                    ballot: None,
                    meeting: None,
                    once: None,
                    again: Some(true),
                };
                let said = announcements::announce(service, writer, &entry, news, now).await;
                said.map(drop).map_err(text)
            }
            Self::Role => {
                let changes = [if n % 2 == 0 {
                    OfficerChange::RoleTaken(SIGNER, Role::Sakhi)
                } else {
                    OfficerChange::RoleGiven(SIGNER, Role::Sakhi)
                }];
                let done = service.store.change_officers(id, writer, &changes, now);
                done.await.map_err(text)
            }
            Self::Import => {
                let new = [newcomer(2000 + n)];
                let done = service.store.bring_in(writer, id, (&new, &[]), now);
                done.await.map_err(text)
            }
        }
    }
}

const ASKER: OfficerId = OfficerId(71);
const SIGNER: OfficerId = OfficerId(72);

fn text(error: impl std::error::Error) -> String {
    format!("{error:?}")
}

fn newcomer(no: i64) -> Newcomer {
    Newcomer {
        no,
        name: "Champa".to_owned(),
        phone: None,
        lang: None,
        private_sms: false,
        joined: None,
        village: String::new(),
        group: String::new(),
    }
}

/// A secretary who asks and a president who signs.
async fn two_officers(world: &World) {
    let coop = world.coop().await;
    let people = [
        (ASKER, "Ila Patel", Role::Secretary),
        (SIGNER, "Mira Vasava", Role::President),
    ];
    let changes = people.map(|(officer, name, role)| {
        OfficerChange::Added(OfficerAdded {
            officer,
            name: name.to_owned(),
            member: None,
            role,
            passphrase_hash: "$argon2id$of a passphrase".to_owned(),
        })
    });
    let store = &world.service.store;
    let now = world.clock.now();
    let added = store.change_officers(coop, &By::OPERATOR, &changes, now);
    added.await.unwrap();
}

async fn person(world: &World, id: OfficerId) -> Principal {
    let officers = world.service.store.officers(world.coop().await).await;
    let mut officers = officers.unwrap().into_iter();
    let found = officers.find(|one| one.officer.id == id).unwrap();
    Principal::Officer(found.officer)
}

/// It is asked for; its number.
async fn ask(world: &World, act: Act, n: i64) -> i64 {
    let permit = require(&person(world, ASKER).await, act.right(), Via::Cli).unwrap();
    let new = NewProposal {
        act: act.word(),
        payload: "{}".to_owned(),
        subjects: BTreeSet::new(),
        shown_hash: format!("{act:?} {n}"),
    };
    let (store, now) = (&world.service.store, world.clock.now());
    let asked = signing::ask(store, world.coop().await, (&permit, ASKER), &new, now);
    asked.await.unwrap()
}

/// It is signed, and done.
async fn sign(
    world: &World,
    (coop, president): (CoopId, &Principal),
    act: Act,
    (no, n): (i64, i64),
) -> Result<(), String> {
    let (store, now) = (&world.service.store, world.clock.now());
    let kept = signing::find(store, coop, no).await.map_err(text)?;
    let shown = format!("{act:?} {n}");
    let of = (&kept, act.right());
    let signed = signing::agree(store, coop, (president, Via::Cli), of, shown, now).await;
    act.run(world, n, &signed.map_err(text)?).await
}

async fn is_killed_everywhere(world: &World, act: Act) {
    let faults = world.service.store.faults().clone();
    let president = person(world, SIGNER).await;
    let by = (world.coop().await, &president);
    let signed = "select count(*) from proposal where state = 'signed'";
    let counts = async || (world.number(signed).await, world.number(act.count()).await);
    let (mut killed_n, mut kept_n) = (0, 0);
    for n in 1..200 {
        let case = format!("{:?} {act:?}: killed before statement {n}", world.kind);
        let no = ask(world, act, n).await;
        let before = counts().await;
        let passed_n = faults.passed();
        faults.kill_before(n);
        let first = sign(world, by, act, (no, n)).await;
        faults.stop_killing();
        let statements_n = faults.passed() - passed_n;
        let (signed_n, done_n) = counts().await;
        // Both or neither.
        assert_eq!(signed_n - before.0, done_n - before.1, "{case}");
        let again = sign(world, by, act, (no, n)).await;
        assert_eq!(again.is_ok(), signed_n == before.0, "{case}: {again:?}");
        assert_eq!(counts().await, (before.0 + 1, before.1 + 1), "{case}");
        killed_n += i64::from(first.is_err());
        kept_n += i64::from(first.is_err() && signed_n > before.0);
        if first.is_ok() && statements_n < n {
            break;
        }
    }
    let case = format!("{:?} {act:?}: {killed_n} {kept_n}", world.kind);
    assert!(killed_n > 5 && kept_n > 0, "{case}");
}

#[tokio::test]
async fn a_signature_and_its_act_are_killed_together_at_every_statement() {
    for kind in Kind::all() {
        for act in ACTS {
            let world = World::open(kind, 94).await;
            two_officers(&world).await;
            is_killed_everywhere(&world, act).await;
            let verified = world.service.store.verify().await.unwrap();
            assert!(verified.findings.is_empty(), "{kind:?} {act:?}");
            world.close().await;
        }
    }
}
