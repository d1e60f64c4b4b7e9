//! Rotating the master key: rows that the old key sealed are sealed again with the new one.
//!
//! It may be stopped and started again at any point, because both keys open while they rotate.

use crate::core::domain::{BallotId, CoopId, MemberId, Phone, PhoneId};
use crate::seal::{CannotOpen, MemberKey, SealedCell};
use crate::store::db::conn::{Sql, args, statements};
use crate::store::places::names_place;
use crate::store::write::key_place;
use crate::store::write::phone::phone_place;
use crate::store::{Core, Error, Store, sessions};

statements! {
    LIST_PHONES = "select id, msisdn from phone where coop_id = $1 order by id";
    RESEAL_PHONE = "update phone set lookup = $3, msisdn = $4 where coop_id = $1 and id = $2";
    LIST_MEMBER_KEYS = "select member_id, wrapped from member_key where coop_id = $1
        order by member_id";
    REWRAP_MEMBER_KEY = "update member_key set wrapped = $3 where coop_id = $1 and member_id = $2";
    LIST_BALLOT_KEYS = "select ballot_id, pseudonym_key, private_key from ballot_key
        where coop_id = $1 order by ballot_id";
    RESEAL_BALLOT_KEYS = "update ballot_key set pseudonym_key = $3, private_key = $4
        where coop_id = $1 and ballot_id = $2";
    LIST_NAMES = "select id, names from signed_act where coop_id = $1 order by id";
    RESEAL_NAMES = "update signed_act set names = $3 where coop_id = $1 and id = $2";
    /// The last reply need not be kept: it is wiped. State and draft are sealed again.
    LIST_SESSIONS = "select id, state, draft from session
        where coop_id = $1 and (state is not null or draft is not null) order by id";
    RESEAL_SESSION = "update session set state = $3, draft = $4, reply = null, text_hash = null
        where coop_id = $1 and id = $2 and state is not distinct from $5";
}

impl Store {
    /// Seals everything with the current key; returns how many rows were sealed again.
    pub async fn rekey(&self) -> Result<u64, Error> {
        let mut resealed = 0;
        for coop in self.coop_ids().await? {
            resealed += self.core.rekey_phones(coop).await?;
            resealed += self.core.rekey_members(coop).await?;
            resealed += self.core.rekey_ballots(coop).await?;
            resealed += self.core.rekey_sessions(coop).await?;
            resealed += self.core.rekey_texts(coop).await?;
            resealed += self.core.rekey_duty(coop).await?;
            resealed += self.core.rekey_signed_acts(coop).await?;
            resealed += self.core.rekey_officers(coop).await?;
            resealed += self.core.rekey_factors(coop).await?;
            resealed += self.core.rekey_proposals(coop).await?;
        }
        // Done last: if `rekey` stops before this, the old key is still required.
        self.core.keep_one_key_check().await?;
        Ok(resealed)
    }
}

impl Core {
    async fn rekey_phones(&self, coop: CoopId) -> Result<u64, Error> {
        let rows: Vec<(i64, String)> = self.read().await?.all(LIST_PHONES, args![coop.0]).await?;
        let mut resealed = 0;
        for (id, sealed) in rows {
            if !self.keys.is_of_old_key(&sealed) {
                continue;
            }
            let place = phone_place(coop, PhoneId(id));
            let clear = self.open_for(place, &sealed)?;
            let number = String::from_utf8_lossy(&clear).into_owned();
            let phone = Phone::parse(&number).map_err(|_| failed(place, CannotOpen))?;
            let [lookup, _] = self.keys.lookups(coop, &phone);
            let msisdn = self.keys.seal(place, &clear, &self.chance);
            let args = args![coop.0, id, lookup, msisdn];
            resealed += self.write_one(RESEAL_PHONE, args).await?;
        }
        Ok(resealed)
    }

    async fn rekey_members(&self, coop: CoopId) -> Result<u64, Error> {
        let mut link = self.read().await?;
        let rows: Vec<(i64, String)> = link.all(LIST_MEMBER_KEYS, args![coop.0]).await?;
        drop(link);
        let mut resealed = 0;
        for (id, wrapped) in rows {
            if !self.keys.is_of_old_key(&wrapped) {
                continue;
            }
            let member = MemberId(id);
            let key = MemberKey::unwrap(&self.keys, coop, member, &wrapped).map_err(|source| {
                Error::Sealed {
                    table: "member_key",
                    column: "wrapped",
                    source,
                }
            })?;
            let wrapped = key.wrap(&self.keys, coop, member, &self.chance);
            let args = args![coop.0, id, wrapped];
            resealed += self.write_one(REWRAP_MEMBER_KEY, args).await?;
        }
        Ok(resealed)
    }

    async fn rekey_ballots(&self, coop: CoopId) -> Result<u64, Error> {
        let mut link = self.read().await?;
        let rows: Vec<(i64, String, String)> = link.all(LIST_BALLOT_KEYS, args![coop.0]).await?;
        drop(link);
        let mut resealed = 0;
        for (id, pseudonym, private) in rows {
            if !self.keys.is_of_old_key(&private) {
                continue;
            }
            let place = |column| key_place(column, coop, BallotId(id));
            let pseudonym = self.reseal(place("pseudonym_key"), &pseudonym)?;
            let private = self.reseal(place("private_key"), &private)?;
            let args = args![coop.0, id, pseudonym, private];
            resealed += self.write_one(RESEAL_BALLOT_KEYS, args).await?;
        }
        Ok(resealed)
    }

    async fn rekey_sessions(&self, coop: CoopId) -> Result<u64, Error> {
        type SessionRow = (i64, Option<String>, Option<String>);
        let mut link = self.read().await?;
        let rows: Vec<SessionRow> = link.all(LIST_SESSIONS, args![coop.0]).await?;
        drop(link);
        let mut resealed = 0;
        for (id, state, draft) in rows {
            let old = |sealed: &Option<String>| {
                sealed
                    .as_deref()
                    .is_some_and(|sealed| self.keys.is_of_old_key(sealed))
            };
            if !old(&state) && !old(&draft) {
                continue;
            }
            let anew = |column, sealed: Option<&String>| {
                let place = sessions::place(column, coop, id);
                sealed.map(|sealed| self.reseal(place, sealed)).transpose()
            };
            let (new_state, new_draft) = (
                anew("state", state.as_ref())?,
                anew("draft", draft.as_ref())?,
            );
            let args = args![coop.0, id, new_state, new_draft, state];
            resealed += self.write_one(RESEAL_SESSION, args).await?;
        }
        Ok(resealed)
    }

    async fn rekey_signed_acts(&self, coop: CoopId) -> Result<u64, Error> {
        let mut link = self.read().await?;
        let rows: Vec<(i64, String)> = link.all(LIST_NAMES, args![coop.0]).await?;
        drop(link);
        let mut resealed = 0;
        for (id, sealed) in rows {
            if self.keys.is_of_old_key(&sealed) {
                let names = self.reseal(names_place(coop, id), &sealed)?;
                resealed += self
                    .write_one(RESEAL_NAMES, args![coop.0, id, names])
                    .await?;
            }
        }
        Ok(resealed)
    }

    fn open_for(&self, place: SealedCell, sealed: &str) -> Result<Vec<u8>, Error> {
        self.keys
            .open(place, sealed)
            .map_err(|source| failed(place, source))
    }

    pub(in crate::store) fn reseal(
        &self,
        place: SealedCell,
        sealed: &str,
    ) -> Result<String, Error> {
        let clear = self.open_for(place, sealed)?;
        Ok(self.keys.seal(place, &clear, &self.chance))
    }

    pub(in crate::store) async fn write_one(
        &self,
        sql: Sql,
        args: Vec<crate::store::db::conn::Arg>,
    ) -> Result<u64, Error> {
        let mut link = self.begin().await?;
        let touched = link.run(sql, args).await?;
        link.commit().await?;
        Ok(touched)
    }
}

fn failed(place: SealedCell, source: CannotOpen) -> Error {
    Error::Sealed {
        table: place.table,
        column: place.column,
        source,
    }
}
