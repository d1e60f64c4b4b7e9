//! Officers, their roles, and the counted tries of their passphrases.
//!
//! A name is sealed, and found by its keyed hash. The row of an officer who has ended is kept, because the
//! ledger refers to it; she can never sign in again.

use super::db::conn::{args, statements};
use super::places::officer_name_place;
use super::signatures::Writer;
use super::{Core, Error, Store};
use crate::core::domain::officer::{
    FREE_TRIES, FREE_TRIES_OF_ALL, Officer, OfficerChange, PassphraseTries, Role, name_key,
};
use crate::core::domain::{Change, CoopId, Instant, MemberId, OfficerId};
use crate::seal::SealedCell;

/// The place under which the tries from all places together are counted.
const ALL_PLACES: &str = "";

statements! {
    LIST_OFFICERS = "select o.id, o.name, o.member_id, m.no, o.added_at, o.ended_at
        from officer o left join member m on m.coop_id = o.coop_id and m.id = o.member_id
        where o.coop_id = $1 order by o.added_at, o.id";
    LIST_ROLES = "select officer_id, role from officer_role
        where coop_id = $1 and to_at is null order by from_at, id";
    FIND_OFFICER = "select id, passphrase_hash from officer
        where coop_id = $1 and name_key in ($2, $3) and ended_at is null";
    LIST_TRIES = "select place, fails, tried_at, wait_until, is_known from officer_tries
        where coop_id = $1 and officer_id = $2 and place in ($3, '')";
    KNOW_PLACE = "insert into officer_tries (coop_id, officer_id, place, fails, is_known)
        values ($1, $2, $3, 0, $4) on conflict do nothing";
    /// Only if no other try was counted meanwhile.
    COUNT_TRY = "update officer_tries set fails = $4, tried_at = $5, wait_until = $6
        where coop_id = $1 and officer_id = $2 and place = $3 and fails = $7
            and tried_at is not distinct from $8";
    /// A right passphrase cancels the tries at its place.
    CLEAR_TRIES = "update officer_tries set fails = 0, wait_until = null, is_known = $4
        where coop_id = $1 and officer_id = $2 and place = $3";
    LIST_OFFICER_NAMES = "select id, name from officer where coop_id = $1 order by id";
    RESEAL_OFFICER = "update officer set name = $3, name_key = $4 where coop_id = $1 and id = $2";
}

/// An officer with everything that lists show.
#[derive(Clone, PartialEq, Eq)]
pub struct KnownOfficer {
    /// Her id, roles, and member id.
    pub officer: Officer,
    /// Her name.
    pub name: String,
    /// Her member number, where she is a member.
    pub member_no: Option<i64>,
    /// Since when she is an officer.
    pub added_at: Instant,
    /// Until when she was an officer; `None` while she is one.
    pub ended_at: Option<Instant>,
}

impl std::fmt::Debug for KnownOfficer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.officer)
    }
}

/// Whether a passphrase may be checked now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MayTry {
    /// The try was counted; a right passphrase cancels it.
    Counted,
    /// Not before this moment.
    Waits(Instant),
}

#[derive(sqlx::FromRow)]
struct OfficerRow {
    id: i64,
    name: String,
    member_id: Option<i64>,
    no: Option<i64>,
    added_at: i64,
    ended_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct TriesRow {
    place: String,
    fails: i64,
    tried_at: Option<i64>,
    wait_until: Option<i64>,
    is_known: bool,
}

impl From<&TriesRow> for PassphraseTries {
    fn from(row: &TriesRow) -> Self {
        Self {
            fails: row.fails,
            tried_at: row.tried_at.map(Instant),
            wait_until: row.wait_until.map(Instant),
        }
    }
}

impl Store {
    /// All officers, including those who have ended, oldest first.
    pub async fn officers(&self, coop: CoopId) -> Result<Vec<KnownOfficer>, Error> {
        let mut link = self.core.read().await?;
        let rows: Vec<OfficerRow> = link.all(LIST_OFFICERS, args![coop.0]).await?;
        let roles: Vec<(i64, String)> = link.all(LIST_ROLES, args![coop.0]).await?;
        rows.into_iter()
            .map(|row| {
                let of_her = roles.iter().filter(|(officer, _)| *officer == row.id);
                let roles = of_her
                    .map(|(_, role)| role_of(role))
                    .collect::<Result<_, _>>()?;
                Ok(KnownOfficer {
                    name: self
                        .core
                        .open_text(officer_name_place(coop, row.id), &row.name)?,
                    officer: Officer {
                        id: OfficerId(row.id),
                        member: row.member_id.map(MemberId),
                        roles,
                    },
                    member_no: row.no,
                    added_at: Instant(row.added_at),
                    ended_at: row.ended_at.map(Instant),
                })
            })
            .collect()
    }

    /// The officer of this name and the hash of her passphrase; `None` where no officer has this name now.
    pub async fn officer_named(
        &self,
        coop: CoopId,
        name: &str,
    ) -> Result<Option<(OfficerId, String)>, Error> {
        let [current, old] = self.core.keys.officer_names(coop, &name_key(name));
        let mut link = self.core.read().await?;
        let args = args![coop.0, current, old];
        let found: Option<(i64, String)> = link.find(FIND_OFFICER, args).await?;
        Ok(found.map(|(id, hash)| (OfficerId(id), hash)))
    }

    /// Counts a try before the passphrase is checked, so that many tries at once gain nothing. `place`: the
    /// keyed hash of where it is typed. If another connection counted a try first, the error is one that
    /// `is_conflict`.
    pub async fn count_passphrase_try(
        &self,
        coop: CoopId,
        officer: OfficerId,
        place: &str,
        now: Instant,
    ) -> Result<MayTry, Error> {
        let mut link = self.core.begin().await?;
        for place in [place, ALL_PLACES] {
            let args = args![coop.0, officer.0, place, false];
            link.run(KNOW_PLACE, args).await?;
        }
        let args = args![coop.0, officer.0, place];
        let rows: Vec<TriesRow> = link.all(LIST_TRIES, args).await?;
        let is_known = rows.iter().any(|row| row.place == place && row.is_known);
        for row in &rows {
            let of_all = row.place == ALL_PLACES;
            if of_all && is_known {
                continue;
            }
            let tries = PassphraseTries::from(row);
            if let Some(until) = tries.waits_until(now) {
                link.roll_back().await?;
                return Ok(MayTry::Waits(until));
            }
            let free_n = if of_all {
                FREE_TRIES_OF_ALL
            } else {
                FREE_TRIES
            };
            let after = tries.after_try(free_n, now);
            let args = args![
                coop.0,
                officer.0,
                &row.place,
                after.fails,
                after.tried_at.map(|at| at.0),
                after.wait_until.map(|at| at.0),
                row.fails,
                row.tried_at,
            ];
            if link.run(COUNT_TRY, args).await? != 1 {
                link.roll_back().await?;
                return Err(Error::Conflict);
            }
        }
        link.commit().await?;
        Ok(MayTry::Counted)
    }

    /// The passphrase was right: its place is known from now on, and its tries are cancelled.
    pub async fn passphrase_was_right(
        &self,
        coop: CoopId,
        officer: OfficerId,
        place: &str,
    ) -> Result<(), Error> {
        let mut link = self.core.begin().await?;
        for (place, is_known) in [(place, true), (ALL_PLACES, false)] {
            let args = args![coop.0, officer.0, place, is_known];
            link.run(CLEAR_TRIES, args).await?;
        }
        link.commit().await
    }

    /// Changes officers; the second signature of the writer is written in the same transaction. A name or
    /// role that exists already, and an officer or role that has ended, give an error that `is_conflict`.
    pub async fn change_officers(
        &self,
        coop: CoopId,
        writer: impl Into<Writer<'_>>,
        changes: &[OfficerChange],
        now: Instant,
    ) -> Result<(), Error> {
        let changes: Vec<Change> = changes.iter().cloned().map(Change::Officer).collect();
        let done = self.commit(writer, (coop, now), &changes, &[]).await?;
        done.then_some(()).ok_or(Error::Conflict)
    }
}

fn role_of(word: &str) -> Result<Role, Error> {
    Role::parse(word).ok_or(Error::UnknownCode {
        table: "officer_role",
        column: "role",
    })
}

impl Core {
    /// Opens a sealed text.
    pub(super) fn open_text(&self, place: SealedCell, sealed: &str) -> Result<String, Error> {
        let clear = self
            .keys
            .open(place, sealed)
            .map_err(|source| Error::Sealed {
                table: place.table,
                column: place.column,
                source,
            })?;
        Ok(String::from_utf8_lossy(&clear).into_owned())
    }

    /// Seals names again; returns how many.
    pub(super) async fn rekey_officers(&self, coop: CoopId) -> Result<u64, Error> {
        let mut link = self.read().await?;
        let rows: Vec<(i64, String)> = link.all(LIST_OFFICER_NAMES, args![coop.0]).await?;
        drop(link);
        let mut resealed = 0;
        for (id, sealed) in rows {
            if !self.keys.is_of_old_key(&sealed) {
                continue;
            }
            let place = officer_name_place(coop, id);
            let name = self.open_text(place, &sealed)?;
            let [key, _] = self.keys.officer_names(coop, &name_key(&name));
            let sealed = self.keys.seal(place, name.as_bytes(), &self.chance);
            let args = args![coop.0, id, sealed, key];
            resealed += self.write_one(RESEAL_OFFICER, args).await?;
        }
        Ok(resealed)
    }
}
