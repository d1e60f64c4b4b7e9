//! Who runs a command: the officer of `--as`, who gives her passphrase, or the operator of the machine.

use super::{Failed, passphrase};
use crate::clock::Clock;
use crate::core::acts::terms::Act;
use crate::core::authz::{self, Permit, Principal};
use crate::core::domain::{CoopId, Via};
use crate::office::signing;
use crate::store::{KnownOfficer, Store};
use crate::telemetry::chain;

#[derive(clap::Args, Debug)]
pub(super) struct Whose {
    /// The officer who does it; her passphrase is asked for. Without it, the operator of this machine does it
    #[arg(long = "as", value_name = "OFFICER")]
    pub(super) officer: Option<String>,
}

/// How an act for two people is asked for.
#[derive(clap::Args, Debug)]
pub(super) struct Asking {
    #[command(flatten)]
    pub(super) whose: Whose,
    /// Write it in the place of this proposal, which was returned
    #[arg(long, value_name = "NO", requires = "officer")]
    pub(super) mend: Option<i64>,
}

/// Somebody who has signed in.
pub(super) struct SignedIn {
    pub(super) person: Principal,
    /// Her name, or `OPERATOR`.
    pub(super) name: String,
}

impl From<signing::Error> for Failed {
    fn from(error: signing::Error) -> Self {
        if let signing::Error::Store(error) = error {
            return error.into();
        }
        Self::Refused(chain(&error))
    }
}

/// The name for the operator where two names are stored.
pub(super) const OPERATOR: &str = "the operator";

impl Whose {
    /// Finds out who it is; an officer gives her passphrase.
    pub(super) async fn enter(&self, store: &Store, coop: CoopId) -> Result<SignedIn, Failed> {
        let Some(name) = &self.officer else {
            return Ok(SignedIn {
                person: Principal::Operator,
                name: OPERATOR.to_owned(),
            });
        };
        let typed = passphrase::ask(&format!("Passphrase of {name}")).await?;
        let known = come_in(store, coop, (name, &typed)).await?;
        Ok(SignedIn {
            name: known.name,
            person: Principal::Officer(known.officer),
        })
    }

    /// The permit for an act of one person.
    pub(super) async fn permit(
        &self,
        store: &Store,
        coop: CoopId,
        act: Act,
    ) -> Result<Permit, Failed> {
        let entered = self.enter(store, coop).await?;
        permit(&entered.person, act)
    }
}

/// The permit for an act.
pub(super) fn permit(person: &Principal, act: Act) -> Result<Permit, Failed> {
    let right = act.right().ok_or_else(|| {
        Failed::Refused("only the officer herself does this, with --as OFFICER".to_owned())
    })?;
    authz::require(person, right, Via::Cli).map_err(|denied| signing::Error::from(denied).into())
}

/// The officer with this name and passphrase. Her wrong tries are counted for this user of this machine.
pub(super) async fn come_in(
    store: &Store,
    coop: CoopId,
    typed: (&str, &str),
) -> Result<KnownOfficer, Failed> {
    let user = rustix::process::getuid().as_raw();
    let place = format!("cli {user}");
    let now = Clock::system().now();
    Ok(signing::come_in(store, coop, typed, &place, now).await?)
}
