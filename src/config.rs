//! The settings of `serve`: a file, and the environment, which overrides the file.
//!
//! Everything that is wrong or missing is reported at once, so that an operator can correct a new machine
//! in one go.
//!
//! **Invariant:** a secret is never shown: not by `Debug`, not in an error.

mod callers;
mod gateways;
mod operate;
mod raw;
pub mod written;

pub use callers::Callers;
pub use gateways::Gateways;
pub use operate::Operate;
pub use raw::{Redacted, SettingProblem};

use crate::core::toml_file::as_text;
use crate::gateways::sms::web_address;
use crate::seal::{self, Keys};
use raw::{PREFIX, RawSettings};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use written::{WrittenToml, as_setting};

/// All settings of `serve`.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Where operators can look at health and metrics.
    pub operate: Operate,
    /// The database and the keys.
    pub database: DatabaseConfig,
    /// The gateways.
    pub gateways: Gateways,
    /// Whether `/phone` is served.
    pub phone_page: bool,
    /// The web hook that is told when an officer has a task; its address may hold a secret.
    pub task_hook: Option<Redacted<String>>,
}

/// The settings of a command that only opens the database.
#[derive(Clone, Debug)]
pub struct DatabaseConfig {
    /// The address of the database; it may hold a password.
    pub database_url: Redacted<String>,
    /// The key that sealed columns are sealed with.
    pub key: seal::SecretBytes,
    /// The key before it, while keys rotate.
    pub key_old: Option<seal::SecretBytes>,
    /// The pepper: a secret that goes into every PIN's hash besides its salt.
    pub pepper: seal::SecretBytes,
    /// What is logged, in the syntax of `tracing` filters.
    pub log: String,
    /// The names that gateways can have on this machine: the built-in ones, and those that files describe.
    pub gateway_names: BTreeSet<String>,
}

const PLAIN: [&str; 13] = [
    "LISTEN",
    "DATABASE_URL",
    "KEY",
    "KEY_OLD",
    "PEPPER",
    "PHONE",
    "LOG",
    "PUBLIC_URL",
    "SMS_ROUTE",
    "OUTBOUND_PRIVATE",
    "PROXIES",
    "TASK_HOOK",
    operate::SETTING,
];
/// The file that is read where it exists and no other was named.
pub const FILE: &str = "sahkar.toml";
/// An example of the file, with every setting in it.
pub const EXAMPLE: &str = include_str!("config/example.toml");

impl Config {
    /// Reads the settings of `serve`, or reports everything that is wrong with them.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, Vec<SettingProblem>> {
        let mut raw = RawSettings::load(file, environment);
        let database = raw.database();
        let listen = raw.listen();
        let operate = raw.operate();
        let gateways = raw.gateways();
        let phone_page = raw.switch("PHONE");
        let task_hook = raw.task_hook();
        if phone_page == Some(true) && !gateways.auth.contains_key("sandbox") {
            raw.problem(
                "SAHKAR_PHONE",
                "the browser phone needs SAHKAR_GATEWAY_SANDBOX_SECRET",
            );
        }
        let all = (database, listen, operate, phone_page);
        match all {
            (Some(database), Some(listen), Some(operate), Some(phone_page))
                if raw.problems.is_empty() =>
            {
                Ok(Self {
                    listen,
                    operate,
                    database,
                    gateways,
                    phone_page,
                    task_hook,
                })
            }
            _ => Err(raw.problems),
        }
    }
}

impl DatabaseConfig {
    /// The keys that are derived from the settings.
    pub fn keys(&self) -> Keys {
        Keys::new(&self.key, self.key_old.as_ref(), self.pepper.clone())
    }

    /// Reads the settings of a command that only opens the database, or reports everything that is wrong
    /// with them.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, Vec<SettingProblem>> {
        let mut raw = RawSettings::load(file, environment);
        match raw.database() {
            Some(database) if raw.problems.is_empty() => Ok(database),
            _ => Err(raw.problems),
        }
    }
}

impl RawSettings {
    fn load(file: Option<&Path>, environment: impl Iterator<Item = (String, String)>) -> Self {
        let mut raw = Self {
            values: BTreeMap::new(),
            places: BTreeMap::new(),
            problems: Vec::new(),
        };
        let path = file.unwrap_or(Path::new(FILE));
        match std::fs::read_to_string(path) {
            Ok(text) => raw.add_file(path, &text),
            Err(error) if file.is_none() && error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => raw.problem(&path.display().to_string(), &error.to_string()),
        }
        for (name, value) in environment {
            if let Some(name) = name.strip_prefix(PREFIX) {
                raw.places.remove(name);
                raw.values.insert(name.to_owned(), value);
            }
        }
        raw.refuse_unknown();
        raw
    }

    /// Takes the settings of a file: in lower case and without the prefix, those of gateways in tables of
    /// their own. One wrong setting is reported and does not hide errors in the others.
    fn add_file(&mut self, path: &Path, text: &str) {
        let (mut written, table) = WrittenToml::open(text);
        let mut found: Vec<(String, usize, Option<String>)> = Vec::new();
        for (key, value) in &table {
            let (name, line) = (key.get_ref(), written.line_of(key.span().start));
            let upper = name.to_uppercase();
            let is_known = PLAIN.contains(&upper.as_str()) && **name == *upper.to_lowercase();
            if name == "gateway" {
                for (gateway, settings) in gateways::of_file(&mut written, &table) {
                    for (key, value) in settings {
                        let line = written.line_of(key.span().start);
                        let name = format!("GATEWAY_{gateway}_{}", key.get_ref().to_uppercase());
                        found.push((name, line, as_setting(value.get_ref())));
                    }
                }
            } else if is_known {
                let value = value.get_ref();
                let may_be = upper == "PHONE" || as_text(value).is_some();
                found.push((upper, line, as_setting(value).filter(|_| may_be)));
            } else {
                written.wrong(line, format!("there is no setting `{name}`"));
            }
        }
        let file = path.display();
        for (line, what) in written.close() {
            self.problem(&format!("{file}:{line}"), &what);
        }
        for (name, line, value) in found {
            self.places.insert(name.clone(), format!("{file}:{line}"));
            match value {
                Some(value) => {
                    self.values.insert(name, value);
                }
                None => self.problem(
                    &format!("{PREFIX}{name}"),
                    "neither a text in quotation marks nor, where it counts, a whole number",
                ),
            }
        }
    }

    /// Refuses unknown settings: without this, a mistyped name would silently do nothing.
    fn refuse_unknown(&mut self) {
        let gateways = self.gateway_names();
        let known = |name: &str| {
            PLAIN.contains(&name)
                || gateways.iter().any(|gateway| {
                    // Besides the secret, a gateway has credentials of its own.
                    name.starts_with(&format!("GATEWAY_{}_", gateway.to_uppercase()))
                })
        };
        let unknown: Vec<String> = self
            .values
            .keys()
            .filter(|name| !known(name))
            .cloned()
            .collect();
        for name in unknown {
            self.problem(
                &format!("{PREFIX}{name}"),
                "there is no such setting; see the manual for those there are",
            );
        }
    }

    fn database(&mut self) -> Option<DatabaseConfig> {
        let url = self.needed("DATABASE_URL", "`sqlite:PATH` or `postgres://…`");
        let known = |url: &String| {
            ["sqlite:", "postgres://", "postgresql://"]
                .iter()
                .any(|scheme| url.starts_with(scheme))
        };
        if url.as_ref().is_some_and(|url| !known(url)) {
            self.problem(
                "SAHKAR_DATABASE_URL",
                "neither `sqlite:PATH` nor `postgres://…`",
            );
        }
        let key = self.needed(
            "KEY",
            "32 bytes in base64, as `openssl rand -base64 32` makes",
        );
        let key = key.and_then(|text| self.key("KEY", &text));
        let key_old = self.text("KEY_OLD").map(ToOwned::to_owned);
        let key_old = key_old.and_then(|text| self.key("KEY_OLD", &text));
        let pepper = self.needed("PEPPER", "any long random text; it must never change");
        Some(DatabaseConfig {
            database_url: Redacted::new(url.filter(known)?),
            key: key?,
            key_old,
            pepper: seal::pepper(&pepper?),
            log: self.text("LOG").unwrap_or("info").to_owned(),
            gateway_names: self.gateway_names(),
        })
    }

    fn key(&mut self, name: &str, text: &str) -> Option<seal::SecretBytes> {
        let key = Keys::parse(text);
        if let Err(error) = key {
            self.problem(&format!("{PREFIX}{name}"), &error.to_string());
        }
        key.ok()
    }

    fn listen(&mut self) -> Option<SocketAddr> {
        let listen = self.text("LISTEN").unwrap_or("127.0.0.1:8080").parse().ok();
        if listen.is_none() {
            self.problem(
                "SAHKAR_LISTEN",
                "not an address and a port, as in `127.0.0.1:8080`",
            );
        }
        listen
    }

    fn task_hook(&mut self) -> Option<Redacted<String>> {
        let hook = self.text("TASK_HOOK")?.to_owned();
        if web_address(&hook).is_none() {
            self.problem(
                "SAHKAR_TASK_HOOK",
                "a web address that begins with https:// or http://",
            );
        }
        Some(Redacted::new(hook))
    }

    fn switch(&mut self, name: &str) -> Option<bool> {
        let on = match self.text(name).unwrap_or("0") {
            "1" | "true" | "yes" | "on" => Some(true),
            "0" | "false" | "no" | "off" => Some(false),
            _ => None,
        };
        if on.is_none() {
            self.problem(&format!("{PREFIX}{name}"), "neither `1` nor `0`");
        }
        on
    }
}

#[cfg(test)]
mod tests;
