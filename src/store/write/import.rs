//! Bringing a cooperative in: the cooperative itself, its register of members, their old entries and
//! loans. Each call is one transaction and writes its lines of the ledger.

use crate::core::domain::change::entry::{self, Added};
use crate::core::domain::{
    By, Change, CoopId, Day, Entry, Instant, Lang, MemberId, ObjectKind, Paise, Phone, PhoneId,
    RowId,
};
use crate::seal::{MemberKey, SealedCell};
use crate::store::db::conn::{Link, args, statements};
use crate::store::ledger::{self, LedgerEvent};
use crate::store::number_block::NumberKind;
use crate::store::write::{self, WriteContext};
use crate::store::{Core, Error, Store};

/// Entries written in one statement at most.
const ENTRIES_AT_ONCE: usize = 500;

/// A member to bring in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewMember {
    /// Her id.
    pub id: MemberId,
    /// Her number.
    pub no: i64,
    /// Her name, which is sealed; empty where it is not known.
    pub name: String,
    /// The language she chose, if she has.
    pub lang: Option<Lang>,
    /// Whether texts to her say nothing.
    pub private_sms: bool,
    /// A phone of hers. Members with the same number share one phone.
    pub phone: Phone,
    /// Her PIN, where she has one.
    pub pin: Option<FirstPin>,
}

/// The PIN with which a member comes in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FirstPin {
    /// The argon2id hash of the PIN.
    pub hash: String,
    /// Whether she must choose her own before she does anything else.
    pub must_change: bool,
}

/// An old entry to bring in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewEntry {
    /// Whose.
    pub member: MemberId,
    /// The entry, its number included.
    pub entry: Entry,
}

/// A running loan to bring in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewLoan {
    /// Its id.
    pub id: RowId,
    /// Whose.
    pub member: MemberId,
    /// What was lent.
    pub principal: Paise,
    /// When.
    pub given_on: Day,
}

statements! {
    /// Numbers that were brought in are not given again.
    MOVE_COUNTER = "update counter set next_no = $3
        where coop_id = $1 and kind = $2 and next_no < $3";
    /// Nor what was given back unused, which may be one of them.
    DROP_SPARES = "delete from number_spare where coop_id = $1 and kind = $2";
    ADD_MEMBER = "insert into member (coop_id, id, no, name, lang, private_sms, state, joined_at)
        values ($1, $2, $3, $4, $5, $6, 'active', $7)";
    ADD_MEMBER_KEY = "insert into member_key (coop_id, member_id, wrapped) values ($1, $2, $3)";
    FIND_PHONE = "select id from phone where coop_id = $1 and lookup = $2
        union select id from phone where coop_id = $1 and lookup = $3";
    ADD_PHONE = "insert into phone (coop_id, id, lookup, msisdn, fails) values ($1, $2, $3, $4, 0)";
    LINK_PHONE = "insert into member_phone (coop_id, phone_id, member_id, from_at)
        values ($1, $2, $3, $4)
        on conflict (coop_id, phone_id, member_id) do update set to_at = null";
    ADD_CREDENTIAL = "insert into credential (coop_id, member_id, pin_hash, pepper_id, must_change,
            set_at, fails)
        values ($1, $2, $3, $4, $5, $6, 0)";
    ADD_LOAN = "insert into loan (coop_id, id, member_id, principal, given_on, state)
        values ($1, $2, $3, $4, $5, 'running')";
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

impl Store {
    /// Adds members with their phones and PINs. One that cannot be added adds none of them.
    pub async fn add_members(
        &self,
        by: &By,
        coop: CoopId,
        members: &[NewMember],
        now: Instant,
    ) -> Result<(), Error> {
        let mut link = self.core.begin().await?;
        let mut lines = Vec::with_capacity(members.len());
        for member in members {
            add_member(&self.core, &mut link, coop, member, now).await?;
            let told = LedgerEvent::of("member added", (ObjectKind::Member, member.id.0));
            let scene = self.scene((by, coop, now));
            lines.push(scene.line(told.of_member(member.id)));
        }
        ledger::write(&mut link, &lines).await?;
        link.commit().await
    }

    /// Brings old entries in, and moves the counter past their numbers.
    pub async fn add_entries(
        &self,
        by: &By,
        coop: CoopId,
        entries: &[NewEntry],
        now: Instant,
    ) -> Result<(), Error> {
        let mut link = self.core.begin().await?;
        for some in entries.chunks(ENTRIES_AT_ONCE) {
            let (mut rows, mut lines) = (Vec::new(), Vec::new());
            for new in some {
                let added = Added {
                    member: new.member,
                    entry: new.entry.clone(),
                    event: RowId(0),
                };
                let act = WriteContext {
                    core: &self.core,
                    link: &mut link,
                    coop,
                    now,
                    phone: None,
                    said_in: None,
                    by: by.clone(),
                };
                rows.push(act.entry_row(&added));
                lines.push(act.ledger_line(&Change::Entry(entry::Change::Added(added))));
            }
            write::add_entries(&mut link, &rows).await?;
            ledger::write(&mut link, &lines).await?;
        }
        let next_no = entries.iter().map(|new| new.entry.no + 1).max();
        let args = args![
            coop.0,
            NumberKind::Entry.code(),
            next_no.unwrap_or_default()
        ];
        link.run(MOVE_COUNTER, args).await?;
        link.run(DROP_SPARES, args![coop.0, NumberKind::Entry.code()])
            .await?;
        link.commit().await?;
        self.core.forget_numbers(coop, NumberKind::Entry).await;
        Ok(())
    }

    /// Brings running loans in.
    pub async fn add_loans(
        &self,
        by: &By,
        coop: CoopId,
        loans: &[NewLoan],
        now: Instant,
    ) -> Result<(), Error> {
        let mut link = self.core.begin().await?;
        let mut lines = Vec::with_capacity(loans.len());
        for loan in loans {
            let (id, member) = (loan.id.0, loan.member.0);
            let args = args![coop.0, id, member, loan.principal.0, loan.given_on.0];
            link.run(ADD_LOAN, args).await?;
            let told = LedgerEvent::of("loan added", (ObjectKind::Loan, id));
            let scene = self.scene((by, coop, now));
            lines.push(scene.line(told.of_member(loan.member)));
        }
        ledger::write(&mut link, &lines).await?;
        link.commit().await
    }
}

async fn add_member(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    new: &NewMember,
    now: Instant,
) -> Result<(), Error> {
    let key = MemberKey::draw(&core.chance);
    let place = SealedCell {
        table: "member",
        column: "name",
        coop,
        row: new.id.0,
    };
    let row = MemberRow {
        no: new.no,
        name: (!new.name.is_empty()).then(|| key.seal(place, new.name.as_bytes(), &core.chance)),
        lang: new.lang,
        private_sms: new.private_sms,
        joined_at: now,
    };
    add_row(core, link, (coop, new.id), row, &key).await?;
    link_phone(core, link, (coop, new.id), &new.phone, now).await?;
    if let Some(pin) = &new.pin {
        let pepper = core.keys.pepper_id();
        let args = args![coop.0, new.id.0, &pin.hash, pepper, pin.must_change, now.0];
        link.run(ADD_CREDENTIAL, args).await?;
    }
    Ok(())
}

/// A member's row, as it is written.
pub(in crate::store) struct MemberRow {
    /// Her number.
    pub(in crate::store) no: i64,
    /// Her name, sealed with her own key.
    pub(in crate::store) name: Option<String>,
    pub(in crate::store) lang: Option<Lang>,
    pub(in crate::store) private_sms: bool,
    pub(in crate::store) joined_at: Instant,
}

/// Adds a member and her own key, wrapped.
pub(in crate::store) async fn add_row(
    core: &Core,
    link: &mut Link,
    (coop, member): (CoopId, MemberId),
    row: MemberRow,
    key: &MemberKey,
) -> Result<(), Error> {
    let lang = row.lang.map(|lang| lang.code().to_owned());
    let (private_sms, joined_at) = (row.private_sms, row.joined_at.0);
    let args = args![
        coop.0,
        member.0,
        row.no,
        row.name,
        lang,
        private_sms,
        joined_at
    ];
    link.run(ADD_MEMBER, args).await?;
    let wrapped = key.wrap(&core.keys, coop, member, &core.chance);
    let args = args![coop.0, member.0, wrapped];
    link.run(ADD_MEMBER_KEY, args).await.map(|_| ())
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
