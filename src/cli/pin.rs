//! `pin`: two named persons open the locks of a woman's PIN, or let the code of a slip be made for her.

use super::whose::Asking;
use super::{CommandResult, Failed, SettingsArgs, database_config, open, tell};
use crate::office::pin_help::{self, Two};
use crate::store::SignedAct;
use crate::telemetry::chain;
use clap::Subcommand;
use std::path::{Path, PathBuf};

#[derive(Subcommand, Debug)]
pub(super) enum Pin {
    /// Open every lock of her PIN
    Unlock(Helping),
    /// Make a one-time code for a paper slip, with which she chooses her PIN from a phone of hers
    Activate(Helping),
    /// Show who has had PINs unlocked and codes made, and when
    Signed {
        #[command(flatten)]
        settings: SettingsArgs,
        /// The code of the cooperative, where there are several
        #[arg(long)]
        coop: Option<String>,
    },
}

#[derive(clap::Args, Debug)]
pub(super) struct Helping {
    #[command(flatten)]
    pub(super) settings: SettingsArgs,
    /// The code of the cooperative, where there are several
    #[arg(long)]
    pub(super) coop: Option<String>,
    #[command(flatten)]
    pub(super) asking: Asking,
    /// Without officers who can sign: the one person who stands behind it
    #[arg(
        long,
        value_name = "NAME",
        required_unless_present = "officer",
        conflicts_with = "officer"
    )]
    by: Option<String>,
    /// The other person
    #[arg(
        long,
        value_name = "NAME",
        required_unless_present = "officer",
        conflicts_with = "officer"
    )]
    and: Option<String>,
    /// A file with member numbers, one a line
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Member numbers
    #[arg(value_name = "NO")]
    numbers: Vec<i64>,
}

pub(super) fn refused(error: pin_help::Error) -> Failed {
    match error {
        pin_help::Error::Refused(refusal) => refusal.into(),
        pin_help::Error::Name
        | pin_help::Error::SamePerson
        | pin_help::Error::Text(_)
        | pin_help::Error::Store(_) => Failed::Refused(chain(&error)),
    }
}

impl Helping {
    /// The two persons who are named, where no officer signs.
    pub(super) fn named(&self) -> Result<Option<Two>, Failed> {
        let (Some(by), Some(and)) = (&self.by, &self.and) else {
            return Ok(None);
        };
        let two = Two::named(by, and).map_err(refused)?;
        Ok(Some(two))
    }

    /// The numbers of the command line and of the file.
    pub(super) fn all_numbers(&self) -> Result<Vec<i64>, Failed> {
        let mut numbers = self.numbers.clone();
        if let Some(file) = &self.file {
            numbers.extend(numbers_of(file)?);
        }
        Ok(numbers)
    }
}

/// Reads member numbers, one a line, or reports every line that is not a number.
fn numbers_of(file: &Path) -> Result<Vec<i64>, Failed> {
    let bytes = std::fs::read(file)
        .map_err(|error| Failed::Refused(format!("cannot read {}: {error}", file.display())))?;
    let text = String::from_utf8_lossy(&bytes);
    let (mut numbers, mut wrong) = (Vec::new(), Vec::new());
    for (n, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let line = line.trim();
        match line.parse::<i64>() {
            Ok(no) if no > 0 => numbers.push(no),
            // The list may be a column of a table, with its heading.
            _ if line.is_empty() || (n == 1 && line == "member_no") => {}
            _ => wrong.push(format!(
                "{}:{n}: a line holds one member number and nothing else",
                file.display()
            )),
        }
    }
    if wrong.is_empty() {
        Ok(numbers)
    } else {
        Err(Failed::Refused(wrong.join("\n")))
    }
}

pub(super) async fn signed(settings: &SettingsArgs, coop: Option<&str>) -> CommandResult {
    let store = open(&database_config(settings)?).await?;
    let coop = super::coop_arg::find_coop(&store, coop).await?.coop.id;
    let acts = store.signed_acts(coop).await?;
    store.close().await;
    for act in &acts {
        tell(line(act));
    }
    if acts.is_empty() {
        tell("Nobody has had a PIN unlocked or a code made.");
    }
    Ok(())
}

fn line(act: &SignedAct) -> String {
    let [by, and] = &act.names;
    let at = act.at.local().format("%Y-%m-%d %H:%M");
    format!("{at}  {}  {}  {by}, {and}", act.member_no, act.act)
}
