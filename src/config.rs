//! The settings of `serve`: a file, and over it the environment.
//!
//! Everything that is wrong or missing is listed at once, so that an operator mends a new machine
//! in one go and not setting by setting.
//!
//! **Invariant:** a secret never shows itself: not in `Debug`, not in a problem.

mod callers;
mod gateways;
mod operate;

pub use callers::Callers;
pub use gateways::Gateways;
pub use operate::Operate;

use crate::seal::{self, Keys};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::Path;

/// Something that never shows itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Hides a value.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value. Every place that calls this is worth a look.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// All that `serve` needs to know.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Where operators look.
    pub operate: Operate,
    /// The database and the keys.
    pub database: DatabaseConfig,
    /// The gateways.
    pub gateways: Gateways,
    /// Whether `/phone` is served.
    pub phone_page: bool,
    /// Where it is told that an officer has something to see to; it may hold a secret.
    pub task_hook: Option<Secret<String>>,
}

/// What a command that only opens the database needs to know.
#[derive(Clone, Debug)]
pub struct DatabaseConfig {
    /// Which database; may hold a password.
    pub database_url: Secret<String>,
    /// The key that seals.
    pub key: seal::Secret,
    /// The key before it, while keys rotate.
    pub key_old: Option<seal::Secret>,
    /// What every PIN is hashed with besides its salt.
    pub pepper: seal::Secret,
    /// What is logged, as `tracing` filters are written.
    pub log: String,
}

/// One thing that is wrong with the settings: which, and what would be right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The setting, as the environment names it, or the file.
    pub setting: String,
    /// What is wrong, and what would be right. Never the value.
    pub problem: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.setting, self.problem)
    }
}

/// `sahkar.toml` as written: the same settings in lower case and without the prefix.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    listen: Option<String>,
    database_url: Option<String>,
    key: Option<String>,
    key_old: Option<String>,
    pepper: Option<String>,
    phone: Option<bool>,
    log: Option<String>,
    public_url: Option<String>,
    sms_route: Option<String>,
    outbound_private: Option<String>,
    proxies: Option<String>,
    task_hook: Option<String>,
    operate_listen: Option<String>,
    #[serde(default)]
    gateway: BTreeMap<String, BTreeMap<String, toml::Value>>,
}

/// All settings as texts, from the file and the environment, and the problems found so far.
struct Raw {
    values: BTreeMap<String, String>,
    problems: Vec<Problem>,
}

const PREFIX: &str = "SAHKAR_";
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
/// The file that is read where there is one and no other was named.
pub const FILE: &str = "sahkar.toml";

impl Config {
    /// Reads the settings of `serve`, or lists everything that is wrong with them.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, Vec<Problem>> {
        let mut raw = Raw::load(file, environment);
        let database = raw.database();
        let listen = raw.listen();
        let operate = raw.operate();
        let gateways = raw.gateways();
        let phone_page = raw.switch("PHONE");
        let task_hook = raw.task_hook();
        if phone_page == Some(true) && !gateways.doors.contains_key("sandbox") {
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
    /// The keys that follow from the settings.
    pub fn keys(&self) -> Keys {
        Keys::new(&self.key, self.key_old.as_ref(), self.pepper.clone())
    }

    /// Reads the settings of a command that only opens the database, or lists everything that is
    /// wrong with them.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, Vec<Problem>> {
        let mut raw = Raw::load(file, environment);
        match raw.database() {
            Some(database) if raw.problems.is_empty() => Ok(database),
            _ => Err(raw.problems),
        }
    }
}

impl Raw {
    fn load(file: Option<&Path>, environment: impl Iterator<Item = (String, String)>) -> Self {
        let mut raw = Self {
            values: BTreeMap::new(),
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
                raw.values.insert(name.to_owned(), value);
            }
        }
        raw.refuse_unknown();
        raw
    }

    fn problem(&mut self, setting: &str, problem: &str) {
        self.problems.push(Problem {
            setting: setting.into(),
            problem: problem.into(),
        });
    }

    fn add_file(&mut self, path: &Path, text: &str) {
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => {
                // `message` names the key and never the line, which may hold a secret.
                let line = error
                    .span()
                    .map_or(1, |span| text[..span.start].matches('\n').count() + 1);
                let place = format!("{}:{line}", path.display());
                return self.problem(&place, error.message());
            }
        };
        let plain = [
            ("LISTEN", file.listen),
            ("DATABASE_URL", file.database_url),
            ("KEY", file.key),
            ("KEY_OLD", file.key_old),
            ("PEPPER", file.pepper),
            ("PHONE", file.phone.map(|on| u8::from(on).to_string())),
            ("LOG", file.log),
            ("PUBLIC_URL", file.public_url),
            ("SMS_ROUTE", file.sms_route),
            ("OUTBOUND_PRIVATE", file.outbound_private),
            ("PROXIES", file.proxies),
            ("TASK_HOOK", file.task_hook),
            (operate::SETTING, file.operate_listen),
        ];
        let plain = plain
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)));
        self.values.extend(plain);
        let of_gateways = gateways::of_file(file.gateway, &mut self.problems);
        self.values.extend(of_gateways);
    }

    /// A mistyped name would otherwise be a setting that silently does nothing.
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
                "there is no such setting; see the README for those there are",
            );
        }
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.values
            .get(name)
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
    }

    fn needed(&mut self, name: &str, what: &str) -> Option<String> {
        let value = self.text(name).map(ToOwned::to_owned);
        if value.is_none() {
            self.problem(&format!("{PREFIX}{name}"), &format!("missing: {what}"));
        }
        value
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
            database_url: Secret::new(url.filter(known)?),
            key: key?,
            key_old,
            pepper: seal::pepper(&pepper?),
            log: self.text("LOG").unwrap_or("info").to_owned(),
        })
    }

    fn key(&mut self, name: &str, text: &str) -> Option<seal::Secret> {
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

    fn task_hook(&mut self) -> Option<Secret<String>> {
        let hook = self.text("TASK_HOOK")?.to_owned();
        let is_web = ["http://", "https://"]
            .iter()
            .any(|scheme| hook.starts_with(scheme));
        if !is_web {
            self.problem(
                "SAHKAR_TASK_HOOK",
                "a web address that begins with https:// or http://",
            );
        }
        Some(Secret::new(hook))
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
#[path = "config/tests.rs"]
mod tests;
