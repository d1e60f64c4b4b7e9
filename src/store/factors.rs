//! What officers have besides their passphrases: read, and each code counted once.
//!
//! That a code was used is no change of the record: it is written here, guarded, so that of two who send
//! the same code one comes in.

use super::db::conn::{args, statements};
use super::places::factor_place;
use super::{Core, Error, Store};
use crate::core::domain::factor::{AuthenticatorSecret, FactorKind};
use crate::core::domain::{CoopId, Instant, OfficerId};
use crate::seal::CannotOpen;

statements! {
    FIND_FACTORS = "select id, kind, secret, last_step from officer_factor
        where coop_id = $1 and officer_id = $2 and ended_at is null";
    /// The next code of the sheet, and how many are left with it.
    FIND_SHEET_CODES = "select no, code_hash from sheet_code
        where coop_id = $1 and factor_id = $2 and used_at is null order by no";
    USE_STEP = "update officer_factor set last_step = $3
        where coop_id = $1 and id = $2 and last_step < $3 and ended_at is null";
    USE_SHEET_CODE = "update sheet_code set used_at = $4
        where coop_id = $1 and factor_id = $2 and no = $3 and used_at is null";
    LIST_FACTOR_SECRETS = "select id, secret from officer_factor
        where coop_id = $1 and secret is not null order by id";
    RESEAL_FACTOR = "update officer_factor set secret = $3 where coop_id = $1 and id = $2";
}

/// An authenticator app.
#[derive(Clone, Debug)]
pub struct KnownAuthenticator {
    /// Its id.
    pub id: i64,
    /// What it shares with us.
    pub secret: AuthenticatorSecret,
    /// The step of its last code that counted.
    pub last_step: i64,
}

/// A sheet of codes.
#[derive(Clone)]
pub struct KnownSheet {
    /// Its id.
    pub id: i64,
    /// The number of the code that counts next, and its hash; `None` where all are used.
    pub next: Option<(i64, String)>,
    /// How many are left.
    pub left_n: usize,
}

impl std::fmt::Debug for KnownSheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KnownSheet({} left)", self.left_n)
    }
}

/// The second steps of an officer.
#[derive(Clone, Debug, Default)]
pub struct SecondSteps {
    /// Her authenticator app.
    pub authenticator: Option<KnownAuthenticator>,
    /// Her sheet.
    pub sheet: Option<KnownSheet>,
}

impl SecondSteps {
    /// Which she has; a sheet without a code left is none.
    pub fn kinds(&self) -> Vec<FactorKind> {
        let app = self.authenticator.as_ref();
        let sheet = self.sheet.as_ref().filter(|sheet| sheet.left_n > 0);
        let app = app.map(|_| FactorKind::Authenticator);
        app.into_iter()
            .chain(sheet.map(|_| FactorKind::Sheet))
            .collect()
    }

    /// Whether she ever made one.
    pub fn has_any(&self) -> bool {
        self.authenticator.is_some() || self.sheet.is_some()
    }
}

#[derive(sqlx::FromRow)]
struct FactorRow {
    id: i64,
    kind: String,
    secret: Option<String>,
    last_step: i64,
}

impl Store {
    /// The second steps that an officer has now.
    pub async fn second_steps(
        &self,
        coop: CoopId,
        officer: OfficerId,
    ) -> Result<SecondSteps, Error> {
        let mut link = self.core.read().await?;
        let rows: Vec<FactorRow> = link.all(FIND_FACTORS, args![coop.0, officer.0]).await?;
        let mut steps = SecondSteps::default();
        for row in rows {
            match FactorKind::parse(&row.kind) {
                Some(FactorKind::Authenticator) => {
                    let sealed = row.secret.unwrap_or_default();
                    steps.authenticator = Some(KnownAuthenticator {
                        id: row.id,
                        secret: self.core.open_secret(coop, row.id, &sealed)?,
                        last_step: row.last_step,
                    });
                }
                Some(FactorKind::Sheet) => {
                    let args = args![coop.0, row.id];
                    let codes: Vec<(i64, String)> = link.all(FIND_SHEET_CODES, args).await?;
                    steps.sheet = Some(KnownSheet {
                        id: row.id,
                        left_n: codes.len(),
                        next: codes.into_iter().next(),
                    });
                }
                None => {
                    return Err(Error::UnknownCode {
                        table: "officer_factor",
                        column: "kind",
                    });
                }
            }
        }
        Ok(steps)
    }

    /// The code of this step of an authenticator counts; `false` where it or a later one has counted before.
    pub async fn use_step(&self, coop: CoopId, factor: i64, step: i64) -> Result<bool, Error> {
        let args = args![coop.0, factor, step];
        Ok(self.core.write_one(USE_STEP, args).await? == 1)
    }

    /// A code of a sheet counts; `false` where it has counted before.
    pub async fn use_sheet_code(
        &self,
        coop: CoopId,
        (factor, no): (i64, i64),
        now: Instant,
    ) -> Result<bool, Error> {
        let args = args![coop.0, factor, no, now.0];
        Ok(self.core.write_one(USE_SHEET_CODE, args).await? == 1)
    }
}

impl Core {
    fn open_secret(
        &self,
        coop: CoopId,
        factor: i64,
        sealed: &str,
    ) -> Result<AuthenticatorSecret, Error> {
        let place = factor_place(coop, factor);
        let opened = self.keys.open(place, sealed);
        let secret =
            opened.and_then(|bytes| AuthenticatorSecret::from_slice(&bytes).ok_or(CannotOpen));
        secret.map_err(|source| Error::Sealed {
            table: place.table,
            column: place.column,
            source,
        })
    }

    /// Seals the secrets of authenticators anew; how many.
    pub(super) async fn rekey_factors(&self, coop: CoopId) -> Result<u64, Error> {
        let rows: Vec<(i64, String)> = self.read_all(LIST_FACTOR_SECRETS, args![coop.0]).await?;
        let mut resealed = 0;
        for (id, sealed) in rows {
            if !self.keys.is_of_old_key(&sealed) {
                continue;
            }
            let secret = self.open_secret(coop, id, &sealed)?;
            let place = factor_place(coop, id);
            let sealed = self.keys.seal(place, secret.reveal(), &self.chance);
            let args = args![coop.0, id, sealed];
            resealed += self.write_one(RESEAL_FACTOR, args).await?;
        }
        Ok(resealed)
    }
}
