//! Somebody is no member any more.
//!
//! She is told by a last text where she alone reads her phone, and else by a call: a text that says nothing would
//! lead her to a line on which she is not known any more.

use super::membership::{Error, RegisterDesk};
use super::signing::ActSigned;
use crate::core::acts::call;
use crate::core::acts::member::leave;
use crate::core::domain::{Change, Leaving, RowId};
use crate::store::{MemberRecord, PinHolder};

impl RegisterDesk<'_> {
    /// She is no member any more. Gives how she is told.
    pub async fn leave(
        &self,
        signed: &ActSigned,
        record: &MemberRecord,
        leaving: Leaving,
    ) -> Result<Told, Error> {
        let (store, coop) = (&self.service.store, self.entry.coop.id);
        let her = store.pin_holder(coop, record.member.no).await?;
        let facts = leave_facts(record);
        let when = (leaving, self.today());
        let decide = |call| leave::decide(&signed.permit, &facts, when, call);
        let mut changes = decide(None).map_err(Error::Leave)?;
        let messages = match her {
            Some(her) => self.told(&reads_alone(her), &changes, None)?,
            None => Vec::new(),
        };
        if messages.is_empty() {
            let now = self.service.clock.now();
            let call = leave::FarewellCall {
                id: RowId(self.service.chance().id(now)),
                when: call::ask::soonest(now),
            };
            changes = decide(Some(call)).map_err(Error::Leave)?;
        }
        self.commit(signed, &changes, &messages).await?;
        let is_called = changes
            .iter()
            .any(|change| matches!(change, Change::Call(_)));
        Ok(match (is_called, messages.is_empty()) {
            (true, _) => Told::ByCall,
            (false, false) => Told::ByText,
            (false, true) => Told::Nobody,
        })
    }
}

/// How somebody hears that she is no member any more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Told {
    /// By a text.
    ByText,
    /// An officer calls her.
    ByCall,
    /// Not at all: she has died.
    Nobody,
}

/// A member as the act that lets her go needs her.
pub fn leave_facts(record: &MemberRecord) -> leave::Facts {
    leave::Facts {
        member: record.member.id,
        joined: record.member.joined_at.day(),
        is_active: record.member.is_active,
    }
}

/// With the phones that she alone reads.
fn reads_alone(mut her: PinHolder) -> PinHolder {
    let is_private = her.private_sms;
    her.phones.retain(|phone| !is_private && !phone.is_shared);
    her
}
