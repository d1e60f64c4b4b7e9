//! `[secret]` and `[signature]`: how a provider shows that a request is its own, besides the secret in the
//! address. Which addresses it may call from is a setting, which is checked before.

use super::reader::{ProviderFileReader, ProviderWord, Table};
use super::source::ItemFields;
use crate::gateways::sms::{Credentials, ProviderRequest, RequestRefused, address};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use std::collections::BTreeSet;
use subtle::ConstantTimeEq as _;

/// What must be right in a request.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(in crate::gateways) struct Guard {
    secret: Option<SharedSecret>,
    signature: Option<Signature>,
}

/// A secret that both sides know.
#[derive(Clone, PartialEq, Eq, Debug)]
struct SharedSecret {
    place: SecretPlace,
    /// What stands before it, as `Bearer `.
    prefix: String,
    credential: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum SecretPlace {
    Field(String),
    Header(String),
}

/// A keyed hash of the request.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Signature {
    header: String,
    prefix: String,
    hash: Hash,
    is_hex: bool,
    over: SignedPart,
    credential: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Hash {
    Sha1,
    Sha256,
    Sha512,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum SignedPart {
    Body,
    Url,
    UrlAndBody,
}

pub(in crate::gateways) const SECRET_KEYS: [&str; 4] = ["field", "header", "prefix", "credential"];
pub(in crate::gateways) const SIGNATURE_KEYS: [&str; 6] =
    ["header", "prefix", "hash", "as", "over", "credential"];

impl Guard {
    /// Reads both sections; all that is wrong is told.
    pub(in crate::gateways) fn read(reader: &mut ProviderFileReader<'_>, root: &Table<'_>) -> Self {
        let guard = Self {
            secret: SharedSecret::read(reader, root),
            signature: Signature::read(reader, root),
        };
        let in_header = guard.secret.as_ref().and_then(SharedSecret::header);
        if in_header.is_some() && guard.signature.is_some() {
            let help = "leave [secret] out: the signature says more";
            reader.flaw(&(0..0), "both `secret` and `signature` need a header", help);
        }
        guard
    }

    /// The header that it looks at.
    pub(in crate::gateways) fn header(&self) -> Option<&str> {
        let signature = self.signature.as_ref().map(|one| one.header.as_str());
        signature.or_else(|| self.secret.as_ref().and_then(SharedSecret::header))
    }

    /// Whether the address that was called is signed.
    pub(in crate::gateways) fn signs_our_address(&self) -> bool {
        self.signature
            .as_ref()
            .is_some_and(|signature| signature.over != SignedPart::Body)
    }

    /// Whether a request without a body has nothing that is signed.
    pub(in crate::gateways) fn signs_only_the_body(&self) -> bool {
        self.signature
            .as_ref()
            .is_some_and(|signature| signature.over == SignedPart::Body)
    }

    /// The credentials that it needs.
    pub(in crate::gateways) fn credentials(&self, names: &mut BTreeSet<String>) {
        names.extend(self.secret.as_ref().map(|one| one.credential.clone()));
        names.extend(self.signature.as_ref().map(|one| one.credential.clone()));
    }

    /// Whether the request as a whole shows that it is the provider's. It is looked at before
    /// anything of it is read.
    pub(in crate::gateways) fn check(
        &self,
        incoming: &ProviderRequest<'_>,
        credentials: &Credentials,
    ) -> Result<(), RequestRefused> {
        if let Some(secret) = &self.secret
            && secret.header().is_some()
        {
            secret.check(incoming.signature, credentials)?;
        }
        match &self.signature {
            Some(signature) => signature.check(incoming, credentials),
            None => Ok(()),
        }
    }

    /// Whether the fields of one item show that it is the provider's.
    pub(in crate::gateways) fn check_fields(
        &self,
        fields: &ItemFields<'_>,
        credentials: &Credentials,
    ) -> Result<(), RequestRefused> {
        match &self.secret {
            Some(secret) => match &secret.place {
                SecretPlace::Field(name) => {
                    secret.check(fields.text(name)?.as_deref(), credentials)
                }
                SecretPlace::Header(_) => Ok(()),
            },
            None => Ok(()),
        }
    }
}

impl SharedSecret {
    fn read(reader: &mut ProviderFileReader<'_>, root: &Table<'_>) -> Option<Self> {
        let section = reader.section(root, "secret", &SECRET_KEYS)?;
        let field = reader.word(section.table, "field");
        let header = header(reader, section.table);
        let prefix = reader.word(section.table, "prefix");
        let help = "the setting that holds it, as in credential = \"hook_token\"";
        let credential = reader.need(&section, "credential", help)?;
        let place = match (field, header) {
            (Some(field), None) => SecretPlace::Field(field.text),
            (None, Some(header)) => SecretPlace::Header(header),
            _ => {
                let help = "write field = \"…\" or header = \"…\"";
                reader.flaw(
                    &section.span,
                    "a secret stands in a field or a header",
                    help,
                );
                return None;
            }
        };
        Some(Self {
            place,
            prefix: prefix.map(|word| word.text).unwrap_or_default(),
            credential: credential.text,
        })
    }

    fn header(&self) -> Option<&str> {
        match &self.place {
            SecretPlace::Header(name) => Some(name),
            SecretPlace::Field(_) => None,
        }
    }

    fn check(&self, shown: Option<&str>, credentials: &Credentials) -> Result<(), RequestRefused> {
        let shown = shown.and_then(|shown| shown.strip_prefix(&self.prefix));
        let (Some(shown), Some(known)) = (shown, credentials.get(&self.credential)) else {
            return Err(RequestRefused::Signature);
        };
        let is_right: bool = shown.as_bytes().ct_eq(known.as_bytes()).into();
        is_right.then_some(()).ok_or(RequestRefused::Signature)
    }
}

impl Signature {
    fn read(reader: &mut ProviderFileReader<'_>, root: &Table<'_>) -> Option<Self> {
        let section = reader.section(root, "signature", &SIGNATURE_KEYS)?;
        let table = section.table;
        reader.need(&section, "header", "the header that it stands in")?;
        let header = header(reader, table)?;
        let prefix = reader
            .word(table, "prefix")
            .map(|word: ProviderWord| word.text);
        let hashes = [
            ("sha256", Hash::Sha256),
            ("sha1", Hash::Sha1),
            ("sha512", Hash::Sha512),
        ];
        let hash = reader.one_of(table, "hash", &hashes);
        let is_hex = reader.one_of(table, "as", &[("hex", true), ("base64", false)]);
        let overs = [
            ("body", SignedPart::Body),
            ("url", SignedPart::Url),
            ("url-and-body", SignedPart::UrlAndBody),
        ];
        let over = reader.one_of(table, "over", &overs);
        let help = "the setting that holds the key, as in credential = \"hook_key\"";
        let credential = reader.need(&section, "credential", help)?;
        Some(Self {
            header,
            prefix: prefix.unwrap_or_default(),
            hash,
            is_hex,
            over,
            credential: credential.text,
        })
    }

    fn check(
        &self,
        incoming: &ProviderRequest<'_>,
        credentials: &Credentials,
    ) -> Result<(), RequestRefused> {
        let shown = incoming.signature.ok_or(RequestRefused::Signature)?;
        let shown = shown
            .strip_prefix(&self.prefix)
            .ok_or(RequestRefused::Signature)?;
        let shown = if self.is_hex {
            hex::decode(shown).ok()
        } else {
            STANDARD.decode(shown).ok()
        };
        let key = credentials
            .get(&self.credential)
            .ok_or(RequestRefused::Signature)?;
        let shown = shown.ok_or(RequestRefused::Signature)?;
        let is_right = |url: &String| {
            let mut signed = Vec::new();
            if self.over != SignedPart::Body {
                signed.extend_from_slice(url.as_bytes());
            }
            if self.over != SignedPart::Url {
                signed.extend_from_slice(incoming.body);
            }
            let (key, signed) = (key.as_bytes(), signed.as_slice());
            match self.hash {
                Hash::Sha1 => is_mac::<Hmac<Sha1>>(key, signed, &shown),
                Hash::Sha256 => is_mac::<Hmac<Sha256>>(key, signed, &shown),
                Hash::Sha512 => is_mac::<Hmac<Sha512>>(key, signed, &shown),
            }
        };
        let is_signed = address::writings(incoming.url).iter().any(is_right);
        is_signed.then_some(()).ok_or(RequestRefused::Signature)
    }
}

/// Whether this is the right MAC; compared in constant time.
fn is_mac<M: Mac + KeyInit>(key: &[u8], signed: &[u8], shown: &[u8]) -> bool {
    let Ok(mut mac) = <M as KeyInit>::new_from_slice(key) else {
        return false;
    };
    mac.update(signed);
    mac.verify_slice(shown).is_ok()
}

fn header(reader: &mut ProviderFileReader<'_>, table: &Table<'_>) -> Option<String> {
    let word = reader.word(table, "header")?;
    let is_name = !word.text.is_empty()
        && word
            .text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if !is_name {
        let help = "letters, digits and `-`, as in \"X-Signature\"";
        reader.flaw(&word.span, "this is no name of a header", help);
    }
    is_name.then(|| word.text.to_ascii_lowercase())
}
