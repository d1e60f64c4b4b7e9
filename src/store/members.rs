//! Members as officers look at them: names in clear, numbers by their last four digits alone.
//!
//! Names are sealed with each woman's own key, so that no statement can search them; the office keeps a list of them
//! in memory (console reference 4), made of `register` and kept up by `members_revised`.

use super::db::conn::{Link, args, statements};
use super::write::phone::find_phone;
use super::write::register::{RegisterRow, open_phone, register_columns, registered};
use super::{Core, Error, Store};
use crate::clock::first_id_of;
use crate::core::domain::{CoopId, Instant, MemberId, Phone, PhoneId, RegisteredMember};

statements! {
    /// Ordered by number, so that a page is read along the index and nothing behind it.
    LIST_MEMBER_NOS = "select no from member where coop_id = $1 and no > $2 and state = 'active' order by no limit $3";
    COUNT_MEMBERS = "select count(*) from (select no from member
            where coop_id = $1 and no > 0 and state = 'active' order by no limit $2) as counted";
    FIND_REGISTERED = concat!(register_columns!(), " where m.coop_id = $1 and m.no = $2");
    FIND_REGISTERED_BY_ID = concat!(register_columns!(), " where m.coop_id = $1 and m.id = $2");
    LIST_MASKED_PHONES = "select p.phone_id, h.msisdn, (select count(*) from member_phone o
            join member w on w.coop_id = o.coop_id and w.id = o.member_id and w.state = 'active'
            where o.coop_id = p.coop_id and o.phone_id = p.phone_id
                and o.member_id <> p.member_id and o.to_at is null) as others_n
        from member_phone p join phone h on h.coop_id = p.coop_id and h.id = p.phone_id
        where p.coop_id = $1 and p.member_id = $2 and p.to_at is null order by p.from_at, p.phone_id";
    /// Not ordered by number: SQLite would walk along all members for it.
    LIST_NOS_OF_PHONE = "select m.no from member_phone p
        join member m on m.coop_id = p.coop_id and m.id = p.member_id
        where p.coop_id = $1 and p.phone_id = $2 and p.to_at is null and m.state = 'active'";
    FIND_PIN_STANDING = "select coalesce(c.pin_hash <> '', false) as has_pin, c.locked_until, k.ends_at as code_ends_at
        from member m left join credential c on c.coop_id = m.coop_id and c.member_id = m.id
        left join pin_code k on k.coop_id = m.coop_id and k.member_id = m.id
        where m.coop_id = $1 and m.id = $2";
    /// Members who have a phone and no PIN.
    LIST_NOS_WITHOUT_PIN = "select m.no from member m
        where m.coop_id = $1 and m.no > $2 and m.state = 'active'
            and not exists (select 1 from credential c
                where c.coop_id = m.coop_id and c.member_id = m.id and c.pin_hash <> '')
            and exists (select 1 from member_phone p
                where p.coop_id = m.coop_id and p.member_id = m.id and p.to_at is null)
        order by m.no limit $3";
    /// Whose PIN only officers open (`UNTIL_OFFICERS`, written out so that the index of these rows is used); ordered
    /// along that index.
    LIST_NOS_LOCKED = "select m.no from credential c
        join member m on m.coop_id = c.coop_id and m.id = c.member_id
        where c.coop_id = $1 and c.locked_until = 9223372036854775807 and m.state = 'active'
        order by c.member_id limit $2";
    /// Whose names, places or phones may have been altered since. An act that alters them adds its kind here.
    LIST_REVISED = "select distinct member_id from ledger
        where coop_id = $1 and id > $2 and kind in ('member added', 'member revised', 'member edited',
            'member left', 'member died', 'member back') and member_id is not null";
}

/// A phone as officers see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MaskedPhone {
    /// The last four digits.
    pub last_four: String,
    /// How many other members have it too.
    pub others_n: i64,
}

/// A member as officers see her.
#[derive(Clone, PartialEq, Eq)]
pub struct MemberRecord {
    /// What the register says; without numbers.
    pub member: RegisteredMember,
    /// Her phones.
    pub phones: Vec<MaskedPhone>,
}

/// How a member's PIN stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PinStanding {
    /// Whether she has chosen one.
    pub has_pin: bool,
    /// Until when it is locked, where it is.
    pub locked_until: Option<Instant>,
    /// Until when the code of a slip counts, where there is one.
    pub code_until: Option<Instant>,
}

#[derive(sqlx::FromRow)]
struct MaskedPhoneRow {
    phone_id: i64,
    msisdn: String,
    others_n: i64,
}

#[derive(sqlx::FromRow)]
struct PinStandingRow {
    has_pin: bool,
    locked_until: Option<i64>,
    code_ends_at: Option<i64>,
}

impl Store {
    /// The numbers of active members behind this one, at most so many.
    pub async fn member_numbers(
        &self,
        coop: CoopId,
        (after, most): (i64, i64),
    ) -> Result<Vec<i64>, Error> {
        let args = args![coop.0, after, most];
        let rows: Vec<(i64,)> = self.core.read_all(LIST_MEMBER_NOS, args).await?;
        Ok(rows.into_iter().map(|(no,)| no).collect())
    }

    /// How many active members there are, counted up to `most`.
    pub async fn members_n(&self, coop: CoopId, most: i64) -> Result<i64, Error> {
        let args = args![coop.0, most];
        let found: Option<(i64,)> = self.core.read_one(COUNT_MEMBERS, args).await?;
        Ok(found.map_or(0, |(n,)| n))
    }

    /// The numbers of active members behind this one who have a phone and no PIN, at most so many.
    pub async fn numbers_without_pin(
        &self,
        coop: CoopId,
        (after, most): (i64, i64),
    ) -> Result<Vec<i64>, Error> {
        let args = args![coop.0, after, most];
        let rows: Vec<(i64,)> = self.core.read_all(LIST_NOS_WITHOUT_PIN, args).await?;
        Ok(rows.into_iter().map(|(no,)| no).collect())
    }

    /// The numbers of active members whose PIN is locked until two officers open it, at most so many.
    pub async fn numbers_locked(&self, coop: CoopId, most: i64) -> Result<Vec<i64>, Error> {
        let args = args![coop.0, most];
        let rows: Vec<(i64,)> = self.core.read_all(LIST_NOS_LOCKED, args).await?;
        Ok(in_order(rows))
    }

    /// The members of these numbers, in this order; numbers that are nobody's are left out.
    pub async fn member_records(
        &self,
        coop: CoopId,
        numbers: &[i64],
    ) -> Result<Vec<MemberRecord>, Error> {
        let mut link = self.core.read().await?;
        let mut records = Vec::with_capacity(numbers.len());
        for no in numbers {
            let row: Option<RegisterRow> = link.find(FIND_REGISTERED, args![coop.0, *no]).await?;
            let Some(row) = row else { continue };
            let args = args![coop.0, row.id];
            let phones: Vec<MaskedPhoneRow> = link.all(LIST_MASKED_PHONES, args).await?;
            let masked = phones.into_iter().map(|phone| {
                let number = open_phone(&self.core, coop, PhoneId(phone.phone_id), &phone.msisdn)?;
                Ok(MaskedPhone {
                    last_four: number.last_four().to_owned(),
                    others_n: phone.others_n,
                })
            });
            records.push(MemberRecord {
                phones: masked.collect::<Result<_, Error>>()?,
                member: registered(&self.core, coop, row, Vec::new())?,
            });
        }
        Ok(records)
    }

    /// What the register says of a member, without her phones.
    pub async fn registered(
        &self,
        coop: CoopId,
        member: MemberId,
    ) -> Result<Option<RegisteredMember>, Error> {
        let args = args![coop.0, member.0];
        let row: Option<RegisterRow> = self.core.read_one(FIND_REGISTERED_BY_ID, args).await?;
        row.map(|row| registered(&self.core, coop, row, Vec::new()))
            .transpose()
    }

    /// How the PIN of a member stands.
    pub async fn pin_standing(
        &self,
        coop: CoopId,
        member: MemberId,
        now: Instant,
    ) -> Result<PinStanding, Error> {
        let args = args![coop.0, member.0];
        let row: Option<PinStandingRow> = self.core.read_one(FIND_PIN_STANDING, args).await?;
        let later = |at: Option<i64>| at.map(Instant).filter(|at| *at > now);
        Ok(PinStanding {
            has_pin: row.as_ref().is_some_and(|row| row.has_pin),
            locked_until: later(row.as_ref().and_then(|row| row.locked_until)),
            code_until: later(row.as_ref().and_then(|row| row.code_ends_at)),
        })
    }

    /// The numbers of the active members who have this phone now.
    pub async fn numbers_of_phone(&self, coop: CoopId, phone: &Phone) -> Result<Vec<i64>, Error> {
        let mut link = self.core.read().await?;
        let Some(id) = find_phone(&self.core, &mut link, coop, phone).await? else {
            return Ok(Vec::new());
        };
        let rows: Vec<(i64,)> = link.all(LIST_NOS_OF_PHONE, args![coop.0, id.0]).await?;
        Ok(in_order(rows))
    }

    /// The members of whom the ledger tells since then that their names, places or phones were altered, as the
    /// register has them now. A line of another node may come in late; whoever asks goes back a little.
    pub async fn members_revised(
        &self,
        coop: CoopId,
        since: Instant,
    ) -> Result<Vec<RegisteredMember>, Error> {
        let mut link = self.core.read().await?;
        let args = args![coop.0, first_id_of(since)];
        let ids: Vec<(i64,)> = link.all(LIST_REVISED, args).await?;
        let mut members = Vec::with_capacity(ids.len());
        for (id,) in ids {
            let args = args![coop.0, id];
            let row: Option<RegisterRow> = link.find(FIND_REGISTERED_BY_ID, args).await?;
            if let Some(row) = row {
                let phones = phones_of(&self.core, &mut link, coop, row.id).await?;
                members.push(registered(&self.core, coop, row, phones)?);
            }
        }
        Ok(members)
    }
}

fn in_order(rows: Vec<(i64,)>) -> Vec<i64> {
    let mut numbers: Vec<i64> = rows.into_iter().map(|(no,)| no).collect();
    numbers.sort_unstable();
    numbers
}

async fn phones_of(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    member: i64,
) -> Result<Vec<Phone>, Error> {
    let rows: Vec<MaskedPhoneRow> = link.all(LIST_MASKED_PHONES, args![coop.0, member]).await?;
    rows.into_iter()
        .map(|row| open_phone(core, coop, PhoneId(row.phone_id), &row.msisdn))
        .collect()
}
