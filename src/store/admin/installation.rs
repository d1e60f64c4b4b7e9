//! Whether the keys in the settings are those that the database was made with, and whether it is still the
//! same database.
//!
//! With another key every member would be unknown, and an import would add her number again under the wrong
//! key; with another pepper no PIN would be right. Nobody would notice either before the first call, so
//! every command checks this first. The first migration of an empty database stores a check value. A
//! database from before that release gets one, if what it holds can be opened.
//!
//! While keys rotate there is a check value for each key that may have sealed something, and all of them
//! must open: going back to the old key alone is refused too.

use crate::core::domain::{CoopId, MemberId, PhoneId};
use crate::seal::{MemberKey, SealedCell};
use crate::store::db::conn::{Link, args, statements};
use crate::store::health::watch::INSTALLATION_ID;
use crate::store::write::phone::phone_place;
use crate::store::{Core, Error, Store};

statements! {
    FIND_INSTALLATION = INSTALLATION_ID;
    ADD_INSTALLATION = "insert into installation (only_row, id, pepper_id) values (1, $1, $2)
        on conflict do nothing";
    LIST_KEY_CHECKS = "select key_id, sealed from key_check order by key_id";
    ADD_KEY_CHECK = "insert into key_check (key_id, sealed) values ($1, $2) on conflict do nothing";
    DROP_OLD_KEY_CHECKS = "delete from key_check where key_id <> $1";
    /// A sealed column begins with the key's id, so the first and the last row show whether there are two
    /// keys.
    FIRST_PHONE = "select coop_id, id, msisdn from phone order by msisdn limit 1";
    LAST_PHONE = "select coop_id, id, msisdn from phone order by msisdn desc limit 1";
    FIRST_MEMBER_KEY = "select coop_id, member_id, wrapped from member_key order by wrapped limit 1";
    LAST_MEMBER_KEY = "select coop_id, member_id, wrapped from member_key
        order by wrapped desc limit 1";
    SOME_PEPPER = "select pepper_id from credential order by coop_id, member_id limit 1";
}

/// The cell of the check value, which belongs to no cooperative and no row.
const CHECK: SealedCell = SealedCell {
    table: "key_check",
    column: "sealed",
    coop: CoopId(0),
    row: 0,
};

impl Store {
    /// Refuses keys or a pepper that the database was not made with. A database without a check value gets
    /// one, unless its release has no table for it.
    pub async fn check_keys(&self) -> Result<(), Error> {
        let core = &self.core;
        let mut link = core.read().await?;
        let found: Result<Option<(String, String)>, Error> =
            link.find(FIND_INSTALLATION, args![]).await;
        let id = match found {
            Ok(Some((id, pepper_id))) => {
                let checks: Vec<(String, String)> = link.all(LIST_KEY_CHECKS, args![]).await?;
                drop(link);
                if pepper_id != core.keys.pepper_id() {
                    return Err(Error::WrongPepper);
                }
                let opens = |sealed: &str| core.keys.open(CHECK, sealed).ok();
                let is_right = |sealed: &str| opens(sealed).is_some_and(|it| it == id.as_bytes());
                if checks.is_empty() || !checks.iter().all(|(_, sealed)| is_right(sealed)) {
                    return Err(Error::WrongKey);
                }
                if !checks.iter().any(|(key, _)| *key == core.keys.key_id()) {
                    core.add_key_check(&id).await?;
                }
                id
            }
            Ok(None) => {
                core.check_samples(&mut link).await?;
                drop(link);
                core.make_installation().await?
            }
            Err(error) if error.is_missing_table() => {
                // On PostgreSQL the connection can still be used, because no transaction was begun.
                return core.check_samples(&mut link).await;
            }
            Err(error) => return Err(error),
        };
        core.watch.belongs_to(id);
        Ok(())
    }
}

impl Core {
    /// Opens some sealed samples, where there is no check value.
    async fn check_samples(&self, link: &mut Link) -> Result<(), Error> {
        type SealedNumberRow = (i64, i64, String);
        for sql in [FIRST_PHONE, LAST_PHONE] {
            let row: Option<SealedNumberRow> = link.find(sql, args![]).await?;
            if let Some((coop, id, sealed)) = row {
                let opened = self
                    .keys
                    .open(phone_place(CoopId(coop), PhoneId(id)), &sealed);
                opened.map_err(|_| Error::WrongKey)?;
            }
        }
        for sql in [FIRST_MEMBER_KEY, LAST_MEMBER_KEY] {
            let row: Option<SealedNumberRow> = link.find(sql, args![]).await?;
            if let Some((coop, id, wrapped)) = row {
                let opened = MemberKey::unwrap(&self.keys, CoopId(coop), MemberId(id), &wrapped);
                opened.map_err(|_| Error::WrongKey)?;
            }
        }
        let pepper: Option<(String,)> = link.find(SOME_PEPPER, args![]).await?;
        match pepper {
            Some((pepper_id,)) if pepper_id != self.keys.pepper_id() => Err(Error::WrongPepper),
            Some(_) | None => Ok(()),
        }
    }

    /// Stores the check value; returns the installation's id. Of two nodes that start together, only one
    /// stores it.
    async fn make_installation(&self) -> Result<String, Error> {
        let drawn = format!("{:016x}", self.chance.random_id());
        let mut link = self.begin().await?;
        link.run(ADD_INSTALLATION, args![&drawn, self.keys.pepper_id()])
            .await?;
        let kept: Option<(String, String)> = link.find(FIND_INSTALLATION, args![]).await?;
        let (id, pepper_id) = kept.unwrap_or((drawn, self.keys.pepper_id().to_owned()));
        if pepper_id != self.keys.pepper_id() {
            return Err(Error::WrongPepper);
        }
        let sealed = self.keys.seal(CHECK, id.as_bytes(), &self.chance);
        link.run(ADD_KEY_CHECK, args![self.keys.key_id(), sealed])
            .await?;
        link.commit().await?;
        Ok(id)
    }

    /// Adds a check value for the current key, which may seal something from now on.
    async fn add_key_check(&self, id: &str) -> Result<(), Error> {
        let sealed = self.keys.seal(CHECK, id.as_bytes(), &self.chance);
        self.write_one(ADD_KEY_CHECK, args![self.keys.key_id(), sealed])
            .await
            .map(|_| ())
    }

    /// Everything is sealed with the current key: the check values of other keys are deleted.
    pub(in crate::store) async fn keep_one_key_check(&self) -> Result<(), Error> {
        let mut link = self.begin().await?;
        let found: Option<(String, String)> = link.find(FIND_INSTALLATION, args![]).await?;
        if let Some((id, _)) = found {
            let sealed = self.keys.seal(CHECK, id.as_bytes(), &self.chance);
            let key_id = self.keys.key_id();
            link.run(ADD_KEY_CHECK, args![&key_id, sealed]).await?;
            link.run(DROP_OLD_KEY_CHECKS, args![key_id]).await?;
        }
        link.commit().await
    }
}
