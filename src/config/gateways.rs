//! The settings of gateways: the secret of each one's address, what it needs to send texts, and the
//! route that texts leave by.

use super::callers::Callers;
use super::raw::{PREFIX, RawSettings, Redacted, SettingProblem};
use super::written::{Section, WrittenToml};
use crate::gateways::Gateway;
use crate::gateways::sms::{
    Configured, Credentials, Installed, Provider, Providers, SecretUrl, web_address,
};
use crate::outbound::Allowed;
use std::collections::{BTreeMap, BTreeSet};

/// Settings that every gateway has; all other settings with its name are its credentials.
const OF_EVERY_GATEWAY: [&str; 4] = ["SECRET", "RATE", "FILE", "ALLOW_FROM"];

/// A shorter secret can be guessed, and whoever has it can act as any phone.
const SECRET_MIN: usize = 16;
const SHORT_SECRET: &str =
    "too short: at least 16 letters and digits, as `openssl rand -hex 16` makes";

/// The gateways of an installation.
#[derive(Clone, Debug, Default)]
pub struct Gateways {
    /// The gateways that may call us, each with the secret of its address.
    pub auth: BTreeMap<String, Redacted<String>>,
    /// The addresses that they may call from.
    pub callers: Callers,
    /// The gateways that send texts, and the order in which they are tried.
    pub providers: Providers,
    /// The public address of this service, without a slash at its end.
    pub public_url: Option<String>,
    /// Private addresses that requests to providers may go to.
    pub outbound: Allowed,
}

/// The settings of the tables `[gateway.NAME]` of the file, by their names in the environment.
pub(super) fn of_file<'t, 'i>(
    written: &mut WrittenToml<'_>,
    table: &'t Section<'i>,
) -> Vec<(String, &'t Section<'i>)> {
    let Some(all) = written.section(table, "gateway") else {
        return Vec::new();
    };
    let names: Vec<&str> = all.keys().map(|key| key.get_ref().as_ref()).collect();
    names
        .into_iter()
        .filter_map(|name| Some((name.to_uppercase(), written.section(all, name)?)))
        .collect()
}

impl RawSettings {
    /// All known gateway names.
    pub(super) fn gateway_names(&self) -> BTreeSet<String> {
        let ussd = Gateway::ALL.iter().map(|gateway| gateway.name());
        let built_in = ussd.chain(Provider::NAMES).map(ToOwned::to_owned);
        // Letters and digits only: the name is part of web addresses, and in the name of a setting `_` ends
        // it.
        let described = self.values.keys().filter_map(|key| {
            let name = key.strip_prefix("GATEWAY_")?.strip_suffix("_FILE")?;
            let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
            is_name.then(|| name.to_lowercase())
        });
        built_in.chain(described).collect()
    }

    fn of_gateway(&self, gateway: &str, setting: &str) -> Option<String> {
        let name = format!("GATEWAY_{}_{setting}", gateway.to_uppercase());
        self.text(&name).map(ToOwned::to_owned)
    }

    fn gateway_problem(&mut self, gateway: &str, setting: &str, problem: &str) {
        let name = format!("{PREFIX}GATEWAY_{}_{setting}", gateway.to_uppercase());
        self.problem(&name, problem);
    }

    pub(super) fn gateways(&mut self) -> Gateways {
        let auth = self.auth();
        let public_url = self.public_url();
        let route = self.route(&auth);
        let mut installed = Vec::new();
        for name in self.gateway_names() {
            let segments_per_second = self.rate(&name);
            let Some(provider) = self.provider(&name, route.contains(&name)) else {
                continue;
            };
            if provider.signs_our_address() && public_url.is_none() {
                let why = format!("missing: {name} signs the address that it calls us at");
                self.problem("SAHKAR_PUBLIC_URL", &why);
            }
            let secret = auth.get(&name);
            let receipt_url = public_url.as_ref().zip(secret).map(|(base, secret)| {
                SecretUrl(format!("{base}/hooks/{name}/{}/receipt", secret.reveal()))
            });
            installed.push(Installed {
                provider,
                receipt_url,
                segments_per_second,
            });
        }
        Gateways {
            callers: self.callers(),
            auth,
            providers: Providers::new(installed, &route),
            public_url,
            outbound: self.networks("OUTBOUND_PRIVATE"),
        }
    }

    fn auth(&mut self) -> BTreeMap<String, Redacted<String>> {
        let mut auth = BTreeMap::new();
        for gateway in self.gateway_names() {
            let Some(secret) = self.of_gateway(&gateway, "SECRET") else {
                continue;
            };
            // The secret is part of a web address, where other characters would have to be escaped.
            let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
            if !secret.bytes().all(plain) {
                self.gateway_problem(
                    &gateway,
                    "SECRET",
                    "only letters, digits, `-`, `.`, `_` and `~`: it stands in an address",
                );
            } else if secret.len() < SECRET_MIN {
                self.gateway_problem(&gateway, "SECRET", SHORT_SECRET);
            }
            auth.insert(gateway, Redacted::new(secret));
        }
        let is_told = |problem: &SettingProblem| problem.setting.ends_with("_SECRET");
        if auth.is_empty() && !self.problems.iter().any(is_told) {
            self.gateway_problem(
                "africastalking",
                "SECRET",
                "missing: at least one gateway needs the secret of its address",
            );
        }
        auth
    }

    /// The public address of this service.
    fn public_url(&mut self) -> Option<String> {
        let text = self.text("PUBLIC_URL")?;
        let url = web_address(text).filter(|_| text.is_ascii());
        if url.is_some_and(|url| url.query().is_none() && url.fragment().is_none()) {
            return Some(text.trim_end_matches('/').to_owned());
        }
        self.problem(
            "SAHKAR_PUBLIC_URL",
            "not an address as in `https://line.example.org`",
        );
        None
    }

    /// The gateways that texts leave by, the preferred one first.
    fn route(&mut self, auth: &BTreeMap<String, Redacted<String>>) -> Vec<String> {
        let list = self.text("SMS_ROUTE").unwrap_or_default().to_owned();
        let known = self.gateway_names();
        let mut route: Vec<String> = Vec::new();
        for name in list.split(',').map(str::trim).filter(|n| !n.is_empty()) {
            if route.iter().any(|earlier| earlier == name) {
                self.problem("SAHKAR_SMS_ROUTE", &format!("`{name}` stands there twice"));
            } else if known.contains(name) {
                if !auth.contains_key(name) {
                    let why = "missing: it is on SAHKAR_SMS_ROUTE, and its receipts come to the \
                        address that this stands in";
                    self.gateway_problem(name, "SECRET", why);
                }
                route.push(name.to_owned());
            } else {
                // The value may be anything, so only a plain word is repeated in the error.
                let is_word = name.bytes().all(|b| b.is_ascii_alphanumeric());
                let shown = if is_word { name } else { "…" };
                let names: Vec<&str> = known.iter().map(String::as_str).collect();
                let why = format!("there is no gateway `{shown}`; known: {}", names.join(", "));
                self.problem("SAHKAR_SMS_ROUTE", &why);
            }
        }
        route
    }

    /// The provider of a name with its credentials, where it has any or is on the route. A gateway that
    /// only carries calls needs none.
    fn provider(&mut self, name: &str, is_on_route: bool) -> Option<Provider> {
        let credentials = self.credentials(name);
        let file = self.of_gateway(name, "FILE");
        let Some(opened) = Provider::open(name, &credentials) else {
            return self.described(name, &file?, &credentials);
        };
        let known = Provider::settings(name).unwrap_or_default();
        for setting in credentials.0.keys() {
            if !known.contains(&setting.as_str()) {
                let why = match known {
                    [] => "there is no such setting; this gateway has none".to_owned(),
                    _ => format!("there is no such setting; known: {}", known.join(", ")),
                };
                self.gateway_problem(name, &setting.to_uppercase(), &why);
            }
        }
        if file.is_some() {
            self.gateway_problem(
                name,
                "FILE",
                "this gateway is built in, and no file describes it",
            );
        }
        match opened {
            Ok(provider) => Some(provider),
            Err(_) if !is_on_route && credentials.0.is_empty() => None,
            Err(wrong) => {
                for setting in wrong {
                    self.gateway_problem(name, &setting.setting.to_uppercase(), &setting.problem);
                }
                None
            }
        }
    }

    /// The provider that a file describes.
    fn described(&mut self, name: &str, file: &str, credentials: &Credentials) -> Option<Provider> {
        let source = match std::fs::read_to_string(file) {
            Ok(source) => source,
            Err(error) => {
                self.gateway_problem(name, "FILE", &format!("cannot be read: {error}"));
                return None;
            }
        };
        match Configured::open(name, &source, credentials) {
            Ok(described) => Some(Provider::Configured(described)),
            Err(wrong) => {
                for flaw in wrong.flaws {
                    let place = format!("{file}:{}:{}", flaw.line, flaw.column);
                    self.problem(&place, &format!("{}; {}", flaw.what, flaw.help));
                }
                for setting in wrong.settings {
                    self.gateway_problem(name, &setting.setting.to_uppercase(), &setting.problem);
                }
                None
            }
        }
    }

    fn credentials(&self, name: &str) -> Credentials {
        let prefix = format!("GATEWAY_{}_", name.to_uppercase());
        let own = self.values.keys().filter_map(|key| {
            let setting = key.strip_prefix(&prefix)?;
            let value = self.text(key)?;
            (!OF_EVERY_GATEWAY.contains(&setting))
                .then(|| (setting.to_lowercase(), value.to_owned()))
        });
        Credentials(own.collect())
    }

    /// SMS parts in a second.
    fn rate(&mut self, name: &str) -> Option<u32> {
        let text = self.of_gateway(name, "RATE")?;
        let rate = text.parse().ok().filter(|rate| *rate > 0);
        if rate.is_none() {
            self.gateway_problem(name, "RATE", "not a whole number of SMS parts in a second");
        }
        rate
    }

    fn callers(&mut self) -> Callers {
        let mut by_gateway = BTreeMap::new();
        for gateway in self.gateway_names() {
            let setting = format!("GATEWAY_{}_ALLOW_FROM", gateway.to_uppercase());
            if self.text(&setting).is_some() {
                by_gateway.insert(gateway, self.networks(&setting));
            }
        }
        Callers {
            by_gateway,
            proxies: self.networks("PROXIES"),
        }
    }

    /// A list of addresses and networks.
    fn networks(&mut self, setting: &str) -> Allowed {
        let list = self.text(setting).unwrap_or_default().to_owned();
        Allowed::parse(&list).unwrap_or_else(|error| {
            self.problem(&format!("{PREFIX}{setting}"), &error.to_string());
            Allowed::default()
        })
    }
}
