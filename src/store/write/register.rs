//! The register of a cooperative: read whole, to hold a table against it, and brought in as planned, all of it
//! or nothing. Names, villages and groups are sealed with each woman's own key.

use super::WriteContext;
use super::phone::{link_phone, phone_place};
use crate::core::domain::change::member::{Change, MemberAdded};
use crate::core::domain::{
    self, CoopId, Day, Instant, MemberId, Newcomer, Phone, PhoneId, RegisteredMember, Revision,
};
use crate::seal::{CannotOpen, MemberKey, SealedCell};
use crate::store::db::conn::{Link, args, statements};
use crate::store::facts::known;
use crate::store::{Core, Error, Store, Writer};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The columns of `RegisterRow`, and where they stand.
macro_rules! register_columns {
    () => {
        "select m.id, m.no, m.lang, m.private_sms, m.state, m.joined_at, m.name, m.village, m.group_name, k.wrapped
        from member m left join member_key k on k.coop_id = m.coop_id and k.member_id = m.id"
    };
}
pub(in crate::store) use register_columns;

statements! {
    ADD_MEMBER = "insert into member (coop_id, id, no, name, lang, private_sms, state, joined_at)
        values ($1, $2, $3, $4, $5, $6, 'active', $7)";
    ADD_MEMBER_KEY = "insert into member_key (coop_id, member_id, wrapped) values ($1, $2, $3)";
    ADD_CREDENTIAL = "insert into credential (coop_id, member_id, pin_hash, pepper_id, must_change,
            set_at, fails)
        values ($1, $2, $3, $4, $5, $6, 0)";
    LIST_REGISTER = concat!(register_columns!(), " where m.coop_id = $1 order by m.no");
    LIST_PHONES_OF_MEMBERS = "select p.member_id, h.id, h.msisdn from member_phone p
        join phone h on h.coop_id = p.coop_id and h.id = p.phone_id
        where p.coop_id = $1 and p.to_at is null order by p.member_id, p.from_at, h.id";
    FIND_MEMBER_KEY = "select wrapped from member_key where coop_id = $1 and member_id = $2";
    SET_PLACES = "update member set village = $3, group_name = $4 where coop_id = $1 and id = $2";
    REVISE_NAME = "update member set name = $3 where coop_id = $1 and id = $2 and state = 'active'";
    REVISE_VILLAGE = "update member set village = $3
        where coop_id = $1 and id = $2 and state = 'active'";
    REVISE_GROUP = "update member set group_name = $3
        where coop_id = $1 and id = $2 and state = 'active'";
    /// What she has said herself meanwhile stays.
    REVISE_LANGUAGE = "update member set lang = coalesce(lang, $3) where coop_id = $1 and id = $2
        and state = 'active'";
    REVISE_JOINED = "update member set joined_at = $3 where coop_id = $1 and id = $2
        and state = 'active'";
    MAKE_PRIVATE = "update member set private_sms = true where coop_id = $1 and id = $2
        and state = 'active'";
    END_OTHER_PHONES = "update member_phone set to_at = $4
        where coop_id = $1 and member_id = $2 and phone_id <> $3 and to_at is null";
}

/// A member as her rows have her, sealed.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct RegisterRow {
    pub(in crate::store) id: i64,
    no: i64,
    lang: Option<String>,
    private_sms: bool,
    state: String,
    joined_at: i64,
    name: Option<String>,
    village: Option<String>,
    group_name: Option<String>,
    wrapped: Option<String>,
}

/// What is sealed with a woman's own key.
#[derive(Clone, Copy)]
pub(in crate::store) enum Personal {
    Name,
    Village,
    Group,
    NomineeName,
    NomineeRelation,
}

impl Personal {
    pub(in crate::store) fn place(self, coop: CoopId, member: MemberId) -> SealedCell {
        SealedCell {
            table: "member",
            column: match self {
                Self::Name => "name",
                Self::Village => "village",
                Self::Group => "group_name",
                Self::NomineeName => "nominee_name",
                Self::NomineeRelation => "nominee_relation",
            },
            coop,
            row: member.0,
        }
    }
}

impl Store {
    /// Everybody who is or was a member, with names and phones in clear, by number. Whose key was destroyed
    /// has neither.
    pub async fn register(&self, coop: CoopId) -> Result<Vec<RegisteredMember>, Error> {
        let core = &self.core;
        let mut link = core.read().await?;
        let rows: Vec<RegisterRow> = link.all(LIST_REGISTER, args![coop.0]).await?;
        let phone_rows: Vec<(i64, i64, String)> =
            link.all(LIST_PHONES_OF_MEMBERS, args![coop.0]).await?;
        drop(link);
        // Opening a hundred thousand takes half a second, in which a caller's step would wait for this thread.
        let core = Arc::clone(core);
        let opened = tokio::task::spawn_blocking(move || opened(&core, coop, rows, phone_rows));
        opened
            .await
            .expect("opening neither panics nor is cancelled")
    }

    /// Brings in who is new and alters who is there, with the second signature where there is one. Either all
    /// of it happens or nothing does.
    pub async fn bring_in(
        &self,
        writer: impl Into<Writer<'_>>,
        coop: CoopId,
        (new, revisions): (&[Newcomer], &[&Revision]),
        now: Instant,
    ) -> Result<(), Error> {
        let added = |newcomer: &Newcomer| {
            Change::Added(Box::new(MemberAdded {
                member: MemberId(self.core.chance.id(now)),
                newcomer: newcomer.clone(),
                pin: None,
            }))
        };
        let revised = |revision: &&Revision| Change::Revised(Box::new((*revision).clone()));
        let changes: Vec<domain::Change> = new
            .iter()
            .map(added)
            .chain(revisions.iter().map(revised))
            .map(domain::Change::Member)
            .collect();
        self.commit_whole(writer, (coop, now), &changes).await
    }
}

/// Opens a register: members, and their phones by member, phone and sealed number.
fn opened(
    core: &Core,
    coop: CoopId,
    rows: Vec<RegisterRow>,
    phone_rows: Vec<(i64, i64, String)>,
) -> Result<Vec<RegisteredMember>, Error> {
    let mut phones: BTreeMap<i64, Vec<Phone>> = BTreeMap::new();
    for (member, id, sealed) in phone_rows {
        let phone = open_phone(core, coop, PhoneId(id), &sealed)?;
        phones.entry(member).or_default().push(phone);
    }
    rows.into_iter()
        .map(|row| {
            let of_her = phones.remove(&row.id).unwrap_or_default();
            registered(core, coop, row, of_her)
        })
        .collect()
}

/// Opens the number of a phone.
pub(in crate::store) fn open_phone(
    core: &Core,
    coop: CoopId,
    phone: PhoneId,
    sealed: &str,
) -> Result<Phone, Error> {
    let place = phone_place(coop, phone);
    let number = core.open_text(place, sealed)?;
    Phone::parse(&number).map_err(|_| failed(place, CannotOpen))
}

pub(in crate::store) fn failed(place: SealedCell, source: CannotOpen) -> Error {
    Error::Sealed {
        table: place.table,
        column: place.column,
        source,
    }
}

/// Opens what is sealed of a member.
pub(in crate::store) fn registered(
    core: &Core,
    coop: CoopId,
    row: RegisterRow,
    phones: Vec<Phone>,
) -> Result<RegisteredMember, Error> {
    let id = MemberId(row.id);
    let key = row
        .wrapped
        .map(|wrapped| MemberKey::unwrap(&core.keys, coop, id, &wrapped));
    let key = key.transpose().map_err(|source| Error::Sealed {
        table: "member_key",
        column: "wrapped",
        source,
    })?;
    let clear = |what: Personal, sealed: Option<String>| -> Result<String, Error> {
        let (Some(key), Some(sealed)) = (&key, sealed) else {
            return Ok(String::new());
        };
        let place = what.place(coop, id);
        let bytes = key.open(place, &sealed).map_err(|e| failed(place, e))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    Ok(RegisteredMember {
        id,
        no: row.no,
        name: clear(Personal::Name, row.name)?,
        lang: known::member_lang(row.lang.as_deref())?,
        private_sms: row.private_sms,
        is_active: row.state == "active",
        joined_at: Instant(row.joined_at),
        village: clear(Personal::Village, row.village)?,
        group: clear(Personal::Group, row.group_name)?,
        phones,
    })
}

/// A text of hers, sealed; nothing where there is none.
pub(super) fn sealed(
    core: &Core,
    key: &MemberKey,
    (coop, member): (CoopId, MemberId),
    (what, text): (Personal, &str),
) -> Option<String> {
    let place = what.place(coop, member);
    (!text.is_empty()).then(|| key.seal(place, text.as_bytes(), &core.chance))
}

impl WriteContext<'_> {
    pub(super) async fn add_member(&mut self, added: &MemberAdded) -> Result<bool, Error> {
        let (core, link, now) = (self.core, &mut *self.link, self.now);
        let (coop, member) = (self.coop, added.member);
        let new = &added.newcomer;
        let key = MemberKey::draw(&core.chance);
        let of_her = |what, text| sealed(core, &key, (coop, member), (what, text));
        let args = args![
            coop.0,
            member.0,
            new.no,
            of_her(Personal::Name, &new.name),
            new.lang.map(|lang| lang.code().to_owned()),
            new.private_sms,
            new.joined.map_or(now, Day::start).0
        ];
        link.run(ADD_MEMBER, args).await?;
        let wrapped = key.wrap(&core.keys, coop, member, &core.chance);
        link.run(ADD_MEMBER_KEY, args![coop.0, member.0, wrapped])
            .await?;
        let village = of_her(Personal::Village, &new.village);
        let group = of_her(Personal::Group, &new.group);
        if village.is_some() || group.is_some() {
            let args = args![coop.0, member.0, village, group];
            link.run(SET_PLACES, args).await?;
        }
        if let Some(phone) = &new.phone {
            link_phone(core, link, (coop, member), phone, now).await?;
        }
        if let Some(pin) = &added.pin {
            let pepper = core.keys.pepper_id();
            let args = args![coop.0, member.0, &pin.hash, pepper, pin.must_change, now.0];
            link.run(ADD_CREDENTIAL, args).await?;
        }
        Ok(true)
    }

    /// Alters what the register says otherwise of a member who is there.
    pub(super) async fn revise_member(&mut self, revision: &Revision) -> Result<bool, Error> {
        revise(self.core, self.link, self.coop, revision, self.now).await?;
        Ok(true)
    }
}

pub(super) async fn revise(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    revision: &Revision,
    now: Instant,
) -> Result<(), Error> {
    let id = revision.id;
    let texts = [
        (REVISE_NAME, Personal::Name, &revision.name),
        (REVISE_VILLAGE, Personal::Village, &revision.village),
        (REVISE_GROUP, Personal::Group, &revision.group),
    ];
    if texts.iter().any(|(.., text)| text.is_some()) {
        let key = key_of(core, link, coop, id).await?;
        for (statement, what, text) in texts {
            if let Some(text) = text {
                let text = sealed(core, &key, (coop, id), (what, text));
                one_row(link.run(statement, args![coop.0, id.0, text]).await?)?;
            }
        }
    }
    if let Some(lang) = revision.lang {
        one_row(
            link.run(REVISE_LANGUAGE, args![coop.0, id.0, lang.code()])
                .await?,
        )?;
    }
    if let Some(day) = revision.joined {
        one_row(
            link.run(REVISE_JOINED, args![coop.0, id.0, day.start().0])
                .await?,
        )?;
    }
    if revision.becomes_private {
        one_row(link.run(MAKE_PRIVATE, args![coop.0, id.0]).await?)?;
    }
    if let Some(phone) = &revision.phone {
        let phone = link_phone(core, link, (coop, id), phone, now).await?;
        let args = args![coop.0, id.0, phone.0, now.0];
        link.run(END_OTHER_PHONES, args).await?;
    }
    Ok(())
}

/// Her own key. Who was erased meanwhile keeps nothing that is personal.
pub(super) async fn key_of(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    member: MemberId,
) -> Result<MemberKey, Error> {
    let found: Option<(String,)> = link.find(FIND_MEMBER_KEY, args![coop.0, member.0]).await?;
    let (wrapped,) = found.ok_or(Error::Conflict)?;
    let key = MemberKey::unwrap(&core.keys, coop, member, &wrapped);
    key.map_err(|e| failed(Personal::Name.place(coop, member), e))
}

/// She is still a member; otherwise nothing of the register is written.
fn one_row(rows_n: u64) -> Result<(), Error> {
    if rows_n == 1 {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}
