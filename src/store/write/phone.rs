//! Phones: whose they are, and what they want.

use super::WriteContext;
use crate::core::domain::change::phone::{AnnouncementsSet, Change};
use crate::core::domain::{CoopId, Instant, MemberId, Phone, PhoneId};
use crate::seal::SealedCell;
use crate::store::db::conn::{Link, args, statements};
use crate::store::{Core, Error};

statements! {
    FIND_PHONE = "select id from phone where coop_id = $1 and lookup = $2
        union select id from phone where coop_id = $1 and lookup = $3";
    ADD_PHONE = "insert into phone (coop_id, id, lookup, msisdn, fails) values ($1, $2, $3, $4, 0)";
    LINK_PHONE = "insert into member_phone (coop_id, phone_id, member_id, from_at)
        values ($1, $2, $3, $4)
        on conflict (coop_id, phone_id, member_id) do update set to_at = null";
    /// Since when a phone wants no announcements; null: it wants them. A second word of the same changes
    /// nothing.
    SET_ANNOUNCEMENTS = "insert into phone_texts (coop_id, phone_id, stopped_at, hard_fails)
        values ($1, $2, $3, 0)
        on conflict (coop_id, phone_id) do update set stopped_at = excluded.stopped_at
        where (phone_texts.stopped_at is null) <> (excluded.stopped_at is null)";
}

impl WriteContext<'_> {
    pub(super) async fn write_phone(&mut self, change: &Change) -> Result<bool, Error> {
        let Change::AnnouncementsSet(set) = change;
        self.set_announcements(set).await
    }

    async fn set_announcements(&mut self, set: &AnnouncementsSet) -> Result<bool, Error> {
        let stopped_at = (!set.on).then_some(self.now.0);
        let args = args![self.coop.0, set.phone.0, stopped_at];
        self.touches_one(SET_ANNOUNCEMENTS, args).await
    }
}

/// Where a phone's number is sealed.
pub(in crate::store) fn phone_place(coop: CoopId, phone: PhoneId) -> SealedCell {
    SealedCell {
        table: "phone",
        column: "msisdn",
        coop,
        row: phone.0,
    }
}

/// Makes a phone one of hers.
pub(in crate::store) async fn link_phone(
    core: &Core,
    link: &mut Link,
    (coop, member): (CoopId, MemberId),
    phone: &Phone,
    now: Instant,
) -> Result<PhoneId, Error> {
    let phone = find_or_add_phone(core, link, coop, phone, now).await?;
    let args = args![coop.0, phone.0, member.0, now.0];
    link.run(LINK_PHONE, args).await?;
    Ok(phone)
}

/// The phone with this number, under the current key or the one before it.
pub(in crate::store) async fn find_phone(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    phone: &Phone,
) -> Result<Option<PhoneId>, Error> {
    let [lookup, lookup_old] = core.keys.lookups(coop, phone);
    let args = args![coop.0, lookup, lookup_old];
    let found: Option<(i64,)> = link.find(FIND_PHONE, args).await?;
    Ok(found.map(|(id,)| PhoneId(id)))
}

async fn find_or_add_phone(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    phone: &Phone,
    now: Instant,
) -> Result<PhoneId, Error> {
    if let Some(id) = find_phone(core, link, coop, phone).await? {
        return Ok(id);
    }
    let [lookup, _] = core.keys.lookups(coop, phone);
    let id = PhoneId(core.chance.id(now));
    let place = phone_place(coop, id);
    let sealed = core
        .keys
        .seal(place, phone.reveal().as_bytes(), &core.chance);
    link.run(ADD_PHONE, args![coop.0, id.0, lookup, sealed])
        .await?;
    Ok(id)
}
