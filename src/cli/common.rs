//! Arguments that many commands have, and printing for the operator.

use super::failed::Failed;
use crate::config::DatabaseConfig;
use crate::core::script::{Script, Sources};
use crate::telemetry;
use std::fmt::Display;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the settings are.
#[derive(clap::Args, Debug)]
pub(super) struct SettingsArgs {
    /// The file with the settings, instead of `sahkar.toml`
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

pub(super) type CommandResult = Result<(), Failed>;

/// The environment variables. Nothing else in the program reads them.
pub(super) fn environment() -> impl Iterator<Item = (String, String)> {
    // A variable that is not Unicode cannot be one of ours.
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}

pub(super) fn database_config(settings: &SettingsArgs) -> Result<DatabaseConfig, Failed> {
    let config = DatabaseConfig::load(settings.config.as_deref(), environment())
        .map_err(Failed::Settings)?;
    start_logs(&config.log);
    Ok(config)
}

pub(super) fn start_logs(filter: &str) {
    let for_people = std::io::IsTerminal::is_terminal(&std::io::stderr());
    telemetry::start_logs(filter, for_people);
}

/// The built-in script, or that of a folder; if it has errors, all are reported.
pub(super) fn script(from: Option<&Path>) -> Result<Arc<Script>, Failed> {
    let sources = match from {
        Some(folder) => Sources::from_dir(folder).map_err(|error| {
            Failed::Refused(format!("cannot read {}: {error}", folder.display()))
        })?,
        None => Sources::embedded(),
    };
    Script::compile(&sources)
        .map(Arc::new)
        .map_err(|problems| Failed::Refused(problems.to_string()))
}

/// So many of something, as one says it: `1 code`, `2 codes`.
pub(super) fn counted(n: impl Display, one: &str, several: &str) -> String {
    let n = n.to_string();
    let word = if n == "1" { one } else { several };
    format!("{n} {word}")
}

/// Prints a line for the operator. A closed output is not an error.
pub(super) fn tell(line: impl Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

pub(super) fn complain(line: impl Display) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
