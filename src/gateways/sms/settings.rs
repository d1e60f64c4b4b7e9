//! A provider's settings, or everything that is wrong with them.

use super::Credentials;
use super::address::{is_here, web_address};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::Url;

/// A setting of a provider that is missing or wrong: its name in lower case, and what would be right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrongSetting {
    /// The setting's name, as in `SAHKAR_GATEWAY_<NAME>_<SETTING>`, in lower case.
    pub setting: String,
    /// What is wrong, and what would be right. Never the value.
    pub problem: String,
}

/// Reads settings one by one and remembers what is wrong, so that all of it is said at once.
pub(in crate::gateways) struct SettingsReader<'a> {
    credentials: &'a Credentials,
    wrong: Vec<WrongSetting>,
}

impl<'a> SettingsReader<'a> {
    pub(in crate::gateways) fn of(credentials: &'a Credentials) -> Self {
        Self {
            credentials,
            wrong: Vec::new(),
        }
    }

    /// One that may be missing.
    pub(in crate::gateways) fn may(&mut self, name: &str) -> Option<String> {
        let value = self.credentials.get(name)?;
        // A line break in a credential would end the header that it travels in.
        if value.chars().any(char::is_control) {
            self.is_wrong(name, "has a sign in it that cannot be sent");
        }
        Some(value.to_owned())
    }

    /// One that must be there, with what it is.
    pub(in crate::gateways) fn must(&mut self, name: &str, what: &str) -> String {
        if self.credentials.get(name).is_none() {
            self.is_wrong(name, &format!("is missing: {what}"));
        }
        self.may(name).unwrap_or_default()
    }

    /// One that must be there and becomes part of an address.
    pub(in crate::gateways) fn must_word(&mut self, name: &str, what: &str) -> String {
        let value = self.must(name, what);
        if !value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b))
        {
            self.is_wrong(name, &format!("must be letters and digits only: {what}"));
        }
        value
    }

    /// The address `url` without a slash at its end: the provider's, or another that speaks the same.
    pub(in crate::gateways) fn address(&mut self, usual: &str) -> String {
        let Some(value) = self.may("url") else {
            return usual.to_owned();
        };
        if !is_safe(&value) {
            self.is_wrong(
                "url",
                "must begin with https:// (http:// on this machine only) and have no user, no `?` and no `#`",
            );
        }
        value.trim_end_matches('/').to_owned()
    }

    pub(in crate::gateways) fn is_wrong(&mut self, name: &str, problem: &str) {
        self.wrong.push(WrongSetting {
            setting: name.to_owned(),
            problem: problem.to_owned(),
        });
    }

    /// What was read, unless something is wrong.
    pub(in crate::gateways) fn done<T>(self, account: T) -> Result<T, Vec<WrongSetting>> {
        if self.wrong.is_empty() {
            Ok(account)
        } else {
            Err(self.wrong)
        }
    }
}

fn is_safe(address: &str) -> bool {
    // It becomes part of longer addresses, so nothing may stand in it that ends one or needs escaping.
    let is_plain = address
        .bytes()
        .all(|b| b.is_ascii_graphic() && !b"?#@\\\"<>".contains(&b));
    let is_for_credentials = |url: Url| url.scheme() == "https" || is_here(&url);
    is_plain && web_address(address).is_some_and(is_for_credentials)
}

/// The header of a name and a password (RFC 7617).
pub(in crate::gateways) fn basic(name: &str, password: &str) -> (String, String) {
    let coded = STANDARD.encode(format!("{name}:{password}"));
    ("Authorization".into(), format!("Basic {coded}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credentials(pairs: &[(&str, &str)]) -> Credentials {
        let owned = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
        Credentials(pairs.iter().map(owned).collect())
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once_and_without_a_value() {
        let given = credentials(&[("sid", "a/b"), ("key", "k\r\nX: y"), ("url", "ftp://x")]);
        let mut settings = SettingsReader::of(&given);
        settings.must_word("sid", "the account");
        settings.must("key", "the key");
        settings.must("token", "the token");
        settings.address("https://api.example");
        let wrong = settings.done(()).unwrap_err();
        let names: Vec<_> = wrong.iter().map(|wrong| wrong.setting.as_str()).collect();
        assert_eq!(names, ["sid", "key", "token", "url"]);
        let said = format!("{wrong:?}");
        for value in ["a/b", "X: y", "ftp://x"] {
            assert!(!said.contains(value), "{value}");
        }
    }

    #[test]
    fn a_credential_never_travels_in_clear_to_another_machine() {
        for fine in [
            "https://api.example.org",
            "https://api.example.org:8443/base",
            "http://127.0.0.1:8080",
            "http://localhost/x",
            "http://[::1]:9",
        ] {
            assert!(is_safe(fine), "{fine}");
        }
        for unsafe_one in [
            "http://api.example.org",
            "http://127.0.0.1.example.org",
            "https://",
            "https:///api.example.org",
            "http://127.0.0.1:80@api.example.org",
            "http://127.0.0.1\\.api.example.org",
            "https://user:word@api.example.org",
            "https://api.example.org?key=1",
            "https://api.example.org/ x",
            "api.example.org",
        ] {
            assert!(!is_safe(unsafe_one), "{unsafe_one}");
        }
    }

    #[test]
    fn a_slash_at_the_end_of_an_address_does_not_double() {
        let given = credentials(&[("url", "http://127.0.0.1:1/")]);
        assert_eq!(
            SettingsReader::of(&given).address("x"),
            "http://127.0.0.1:1"
        );
        let none = credentials(&[]);
        assert_eq!(SettingsReader::of(&none).address("https://x"), "https://x");
    }

    #[test]
    fn a_name_and_a_password_make_one_header() {
        let (name, value) = basic("Aladdin", "open sesame");
        assert_eq!(name, "Authorization");
        assert_eq!(value, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }
}
