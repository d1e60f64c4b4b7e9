//! The providers of an installation, and the order in which they are tried.

use super::Provider;
use std::collections::BTreeMap;

/// A provider as it is set up here.
#[derive(Clone, Debug)]
pub struct Installed {
    /// The provider, with its credentials.
    pub provider: Provider,
    /// The public address of its `/hooks/{gateway}/{secret}/receipt`, where there is one: for
    /// providers that are told with each text. It holds the secret.
    pub receipt_url: Option<SecretUrl>,
    /// SMS parts that it takes in a second; `None`: as many as there are.
    pub segments_per_second: Option<u32>,
}

/// An address that holds a secret. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretUrl(pub String);

impl std::fmt::Debug for SecretUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// All providers by name, and the route: which of them texts leave by, the preferred one first.
#[derive(Clone, Debug, Default)]
pub struct Providers {
    by_name: BTreeMap<String, Installed>,
    route: Vec<String>,
}

impl Providers {
    /// Makes the set of these providers. A name on the route that is not among them is left out; the
    /// settings have been checked before.
    pub fn new(installed: impl IntoIterator<Item = Installed>, route: &[String]) -> Self {
        let by_name: BTreeMap<String, Installed> = installed
            .into_iter()
            .map(|one| (one.provider.name().to_owned(), one))
            .collect();
        let route = route
            .iter()
            .filter(|name| by_name.contains_key(*name))
            .cloned()
            .collect();
        Self { by_name, route }
    }

    /// The sandbox alone: texts stay in this process.
    pub fn sandbox() -> Self {
        let sandbox = Installed {
            provider: Provider::Sandbox,
            receipt_url: None,
            segments_per_second: None,
        };
        Self::new([sandbox], &[Provider::Sandbox.name().to_owned()])
    }

    /// The provider of a name.
    pub fn get(&self, name: &str) -> Option<&Installed> {
        self.by_name.get(name)
    }

    /// Whether texts leave this process at all: then each must be registered with the operators.
    pub fn are_real(&self) -> bool {
        self.route()
            .any(|one| !matches!(one.provider, Provider::Sandbox))
    }

    /// The providers that texts leave by, the preferred one first.
    pub fn route(&self) -> impl Iterator<Item = &Installed> {
        self.route.iter().filter_map(|name| self.by_name.get(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sandbox_is_a_route_of_its_own() {
        let providers = Providers::sandbox();
        let names: Vec<&str> = providers.route().map(|one| one.provider.name()).collect();
        assert_eq!(names, ["sandbox"]);
        assert!(providers.get("gupshup").is_none());
        assert!(!providers.are_real());
    }
}
