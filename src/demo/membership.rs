//! The register of the demo as officers find it: groups and villages, true joining dates, a woman who has joined
//! lately, and one who has moved away.

use super::COOP;
use crate::app::Service;
use crate::core::authz::{Principal, Right, require};
use crate::core::domain::change::member::{self, MemberAdded, MemberEdited, MemberLeft};
use crate::core::domain::{Change, Day, LeaveReason, Leaving, MemberId, Newcomer, Via};
use crate::office::membership::Error;
use crate::office::signing::ActSigned;

/// The groups, each of one village.
const GROUPS: [(&str, &str); 3] = [("જૂથ 1", "વ્યારા"), ("જૂથ 2", "સોનગઢ"), ("જૂથ 3", "ઉચ્છલ")];
/// The member who has joined lately, and the one who has moved away.
const NEWEST: (i64, &str) = (1025, "Bhavna");
const MOVED: (i64, &str) = (1026, "Zaver");
/// How long each has been a member, in days: the first since the cooperative began.
const FIRST_DAYS: i64 = 2_600;
const BETWEEN_DAYS: i64 = 90;
const NEWEST_DAYS: i64 = 5;
const MOVED_DAYS: i64 = 40;

/// Writes the register as it stands after some years. Nobody is told by text.
pub async fn fill_register(service: &Service) -> Result<(), Error> {
    let (store, now) = (&service.store, service.clock.now());
    let today = now.day();
    let Ok(permit) = require(&Principal::Operator, Right::EditMembers, Via::Cli) else {
        return Ok(());
    };
    let signed = ActSigned::alone(permit);
    let numbers: Vec<i64> = super::people::register().iter().map(|one| one.no).collect();
    let known = store.member_records(COOP, &numbers).await?;
    let groups = GROUPS.iter().cycle();
    let mut changes: Vec<member::Change> = (0..)
        .zip(known.iter().zip(groups))
        .map(|(place, (record, (group, village)))| {
            let her = &record.member;
            member::Change::Edited(Box::new(MemberEdited {
                group: Some((*group).to_owned()),
                village: Some((*village).to_owned()),
                joined: Some(today.plus(place * BETWEEN_DAYS - FIRST_DAYS)),
                ..MemberEdited::none(her.id, her.no)
            }))
        })
        .collect();
    let id = || MemberId(service.chance().id(now));
    let moved = id();
    changes.push(added(id(), NEWEST, today.plus(-NEWEST_DAYS)));
    changes.push(added(moved, MOVED, today.plus(-FIRST_DAYS)));
    changes.push(member::Change::Left(MemberLeft {
        member: moved,
        leaving: Leaving {
            reason: LeaveReason::Moved,
            on: today.plus(-MOVED_DAYS),
        },
    }));
    let changes: Vec<Change> = changes.into_iter().map(Change::Member).collect();
    store
        .commit(signed.writer(), (COOP, now), &changes, &[])
        .await?;
    Ok(())
}

/// A woman without a phone comes in, in the first group.
fn added(member: MemberId, (no, name): (i64, &str), joined: Day) -> member::Change {
    let (group, village) = GROUPS[0];
    member::Change::Added(Box::new(MemberAdded {
        member,
        newcomer: Newcomer {
            no,
            name: name.to_owned(),
            phone: None,
            lang: None,
            private_sms: false,
            joined: Some(joined),
            village: village.to_owned(),
            group: group.to_owned(),
        },
        pin: None,
    }))
}
