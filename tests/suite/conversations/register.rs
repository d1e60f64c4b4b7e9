//! Verbs for what officers do in the register: `officers add 1025 en`, `officers edit 1005 Vyara`, `officers leave 1005
//! asked`, `officers back 1005`.

use super::stage::{Seen, Stage, number};
use sahkar::core::acts::member::add::Input;
use sahkar::core::authz::{Permit, Principal, Right, require};
use sahkar::core::domain::change::member::MemberEdited;
use sahkar::core::domain::{Lang, LeaveReason, Leaving, Newcomer, Nominee, Phone, Via, Words};
use sahkar::office::membership::RegisterDesk;
use sahkar::office::signing::ActSigned;
use sahkar::store::{CoopEntry, MemberRecord};
use std::collections::BTreeSet;

fn permit() -> Permit {
    require(&Principal::Operator, Right::EditMembers, Via::Console).unwrap()
}

impl Stage {
    async fn record(&self, no: &str) -> Result<MemberRecord, String> {
        let coop = self.world.coop().await;
        let store = &self.world.service.store;
        let found = store.member_records(coop, &[number(no)?]).await;
        let found = found.map_err(|error| error.to_string())?;
        found.into_iter().next().ok_or_else(|| "nobody".to_owned())
    }

    fn desk<'a>(&'a self, entry: &'a CoopEntry, permit: &'a Permit) -> RegisterDesk<'a> {
        RegisterDesk {
            service: &self.world.service,
            entry,
            permit,
        }
    }

    pub(super) async fn take_in(&mut self, no: &str, lang: &str) -> Seen {
        let no = number(no)?;
        let input = Input {
            newcomer: Newcomer {
                no,
                name: "Champa".to_owned(),
                phone: Phone::parse(&format!("+91980000{:04}", no - 1000)).ok(),
                lang: Lang::parse(lang),
                private_sms: false,
                joined: None,
                village: String::new(),
                group: String::new(),
            },
            nominee: Nominee::default(),
            others: BTreeSet::new(),
        };
        let (entry, permit) = (self.world.entry().await, permit());
        let done = self.desk(&entry, &permit).add(&input, &[]).await;
        done.map_err(|error| format!("{error:?}"))?;
        Ok(self.newly_recorded().await)
    }

    pub(super) async fn edit_village(&mut self, no: &str, village: &str) -> Seen {
        let her = self.record(no).await?.member;
        let edited = MemberEdited {
            village: Some(village.to_owned()),
            ..MemberEdited::none(her.id, her.no)
        };
        let what = Words::new("ગામ", "गाँव", "village");
        let (entry, permit) = (self.world.entry().await, permit());
        let done = self.desk(&entry, &permit).edit(edited, &what).await;
        done.map_err(|error| format!("{error:?}"))?;
        Ok(self.newly_recorded().await)
    }

    pub(super) async fn let_go(&mut self, no: &str, reason: &str) -> Seen {
        let record = self.record(no).await?;
        let leaving = Leaving {
            reason: LeaveReason::parse(reason).ok_or("no such reason")?,
            on: self.world.clock.now().day(),
        };
        let (entry, permit) = (self.world.entry().await, permit());
        let signed = ActSigned::alone(permit.clone());
        let desk = self.desk(&entry, &permit);
        let done = desk.leave(&signed, &record, leaving).await;
        done.map_err(|error| format!("{error:?}"))?;
        Ok(self.newly_recorded().await)
    }

    pub(super) async fn take_back(&mut self, no: &str) -> Seen {
        let record = self.record(no).await?;
        let (entry, permit) = (self.world.entry().await, permit());
        let done = self.desk(&entry, &permit).back(&record, None).await;
        done.map_err(|error| format!("{error:?}"))?;
        Ok(self.newly_recorded().await)
    }
}
