//! A text with places in braces, which are filled for each text that leaves: `{to}`, `{text}`,
//! `{credential:password}`. What is filled in is escaped as its surroundings need it.

use super::reader::{ProviderFileReader, ProviderWord, near};
use crate::gateways::sms::{Credentials, Outgoing, numbers};
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use std::collections::BTreeSet;

/// What can stand in braces.
pub(in crate::gateways) const PLACES: [(&str, Placeholder); 12] = [
    ("to", Placeholder::To),
    ("to_no_plus", Placeholder::ToNoPlus),
    ("to_ten", Placeholder::ToTen),
    ("text", Placeholder::Text),
    ("text_utf16be", Placeholder::TextUtf16Be),
    ("text_hex_utf16be", Placeholder::TextHexUtf16Be),
    ("header", Placeholder::Header),
    ("entity_id", Placeholder::EntityId),
    ("template_id", Placeholder::TemplateId),
    ("class", Placeholder::Class),
    ("id", Placeholder::Id),
    ("receipt_url", Placeholder::ReceiptUrl),
];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::gateways) enum Placeholder {
    /// `+919800000001`
    To,
    /// `919800000001`
    ToNoPlus,
    /// `9800000001`; of another country all digits.
    ToTen,
    /// The text.
    Text,
    /// The text as octets of UTF-16BE, each escaped with `%`.
    TextUtf16Be,
    /// The same in hexadecimal digits.
    TextHexUtf16Be,
    /// The registered sender.
    Header,
    /// The registered principal entity.
    EntityId,
    /// The registered template.
    TemplateId,
    /// The class it is registered under: `service`, `promotional`, …
    Class,
    /// Our id.
    Id,
    /// The address for its receipt.
    ReceiptUrl,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum TemplatePiece {
    Fixed(String),
    Place(Placeholder),
    Credential(String),
}

/// A text with places.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::gateways) struct RequestTemplate(Vec<TemplatePiece>);

/// What the surroundings of a template need.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::gateways) enum Escape {
    /// A value of a form or a query: the whole of it is escaped.
    Percent,
    /// An address: credentials stand as they are, since the whole address may be one; all else that
    /// is filled in is escaped.
    Address,
    /// A string of a JSON text.
    Json,
    /// A text or an attribute of XML.
    Xml,
    /// Nothing: a header, or a body of another kind.
    Nothing,
}

impl Escape {
    /// Whether octets that are no UTF-8 can stand there.
    fn takes_octets(self) -> bool {
        match self {
            Self::Percent | Self::Address | Self::Nothing => true,
            Self::Json | Self::Xml => false,
        }
    }

    fn write(self, text: &str, out: &mut Vec<u8>) {
        match self {
            Self::Percent | Self::Address => {
                out.extend(form_urlencoded::byte_serialize(text.as_bytes()).flat_map(str::bytes));
            }
            Self::Json => {
                let quoted = serde_json::Value::from(text).to_string();
                out.extend_from_slice(&quoted.as_bytes()[1..quoted.len() - 1]);
            }
            Self::Xml => {
                for sign in text.chars() {
                    match sign {
                        '&' => out.extend_from_slice(b"&amp;"),
                        '<' => out.extend_from_slice(b"&lt;"),
                        '>' => out.extend_from_slice(b"&gt;"),
                        '"' => out.extend_from_slice(b"&quot;"),
                        '\'' => out.extend_from_slice(b"&apos;"),
                        _ => out.extend_from_slice(sign.encode_utf8(&mut [0; 4]).as_bytes()),
                    }
                }
            }
            Self::Nothing => out.extend_from_slice(text.as_bytes()),
        }
    }
}

/// Which parts of a text a template uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::gateways) struct Carried {
    /// The number it goes to.
    pub(in crate::gateways) number: bool,
    /// The text itself.
    pub(in crate::gateways) text: bool,
}

impl RequestTemplate {
    /// Reads a template, and tells of every place that does not exist, or not here. A brace that is
    /// not followed by a name and another brace is itself, as JSON needs it.
    pub(in crate::gateways) fn read(
        reader: &mut ProviderFileReader<'_>,
        word: &ProviderWord,
        escape: Escape,
    ) -> Self {
        let mut pieces = Vec::new();
        let mut fixed = String::new();
        let mut rest = word.text.as_str();
        while let Some(at) = rest.find('{') {
            fixed.push_str(&rest[..at]);
            rest = &rest[at..];
            let Some(name) = name_in_braces(rest) else {
                fixed.push('{');
                rest = &rest[1..];
                continue;
            };
            rest = &rest[name.len() + 2..];
            if let Some(piece) = piece(reader, word, name, escape) {
                if !fixed.is_empty() {
                    pieces.push(TemplatePiece::Fixed(std::mem::take(&mut fixed)));
                }
                pieces.push(piece);
            }
        }
        fixed.push_str(rest);
        if !fixed.is_empty() {
            pieces.push(TemplatePiece::Fixed(fixed));
        }
        Self(pieces)
    }

    /// The credentials that stand in it.
    pub(in crate::gateways) fn credentials(&self, names: &mut BTreeSet<String>) {
        for piece in &self.0 {
            if let TemplatePiece::Credential(name) = piece {
                names.insert(name.clone());
            }
        }
    }

    /// Whether the number, and whether the text, stands in it.
    pub(in crate::gateways) fn carries(&self) -> Carried {
        let any = |places: &[Placeholder]| {
            self.0
                .iter()
                .any(|piece| matches!(piece, TemplatePiece::Place(place) if places.contains(place)))
        };
        Carried {
            number: any(&[Placeholder::To, Placeholder::ToNoPlus, Placeholder::ToTen]),
            text: any(&[
                Placeholder::Text,
                Placeholder::TextUtf16Be,
                Placeholder::TextHexUtf16Be,
            ]),
        }
    }

    /// Whether it is JSON once it is filled: a `1` fits both between quotes and outside of them.
    pub(in crate::gateways) fn try_json(&self) -> Result<(), serde_json::Error> {
        let filled: String = self
            .0
            .iter()
            .map(|piece| match piece {
                TemplatePiece::Fixed(fixed) => fixed.as_str(),
                TemplatePiece::Place(_) | TemplatePiece::Credential(_) => "1",
            })
            .collect();
        serde_json::from_str::<serde::de::IgnoredAny>(&filled).map(drop)
    }

    /// An address as it looks with its credentials, and `1` in all other places.
    pub(in crate::gateways) fn outline(&self, credentials: &Credentials) -> String {
        let pieces = self.0.iter().map(|piece| match piece {
            TemplatePiece::Fixed(fixed) => fixed.as_str(),
            TemplatePiece::Credential(name) => credentials.get(name).unwrap_or_default(),
            TemplatePiece::Place(_) => "1",
        });
        pieces.collect()
    }

    /// Fills it; `None` where something that stands in it does not exist for this text, such as the
    /// id of a template on a line without registration.
    pub(in crate::gateways) fn fill(
        &self,
        text: &Outgoing,
        credentials: &Credentials,
        escape: Escape,
    ) -> Option<Vec<u8>> {
        let pieces = self.0.iter();
        let filled: Option<Vec<Vec<u8>>> = pieces
            .map(|piece| piece.fill(text, credentials, escape))
            .collect();
        Some(filled?.concat())
    }

    /// Fills it, with nothing in the places of what does not exist for this text.
    pub(in crate::gateways) fn fill_all(
        &self,
        text: &Outgoing,
        credentials: &Credentials,
        escape: Escape,
    ) -> Vec<u8> {
        let pieces = self.0.iter();
        pieces
            .flat_map(|piece| piece.fill(text, credentials, escape).unwrap_or_default())
            .collect()
    }
}

impl TemplatePiece {
    fn fill(&self, text: &Outgoing, credentials: &Credentials, escape: Escape) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        match self {
            Self::Fixed(fixed) if escape == Escape::Percent => escape.write(fixed, &mut out),
            Self::Fixed(fixed) => out.extend_from_slice(fixed.as_bytes()),
            Self::Credential(name) if escape == Escape::Address => {
                out.extend_from_slice(credentials.get(name)?.as_bytes());
            }
            Self::Credential(name) => escape.write(credentials.get(name)?, &mut out),
            Self::Place(Placeholder::TextUtf16Be) if escape == Escape::Nothing => {
                out = utf16be(&text.body);
            }
            Self::Place(Placeholder::TextUtf16Be) => {
                let octets = utf16be(&text.body);
                out.extend(percent_encode(&octets, NON_ALPHANUMERIC).flat_map(str::bytes));
            }
            Self::Place(place) => escape.write(&value(*place, text)?, &mut out),
        }
        Some(out)
    }
}

/// The name in the braces that a text begins with, where there is one.
fn name_in_braces(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('{')?.split_once('}')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_:".contains(&b));
    is_name.then_some(name)
}

fn piece(
    reader: &mut ProviderFileReader<'_>,
    word: &ProviderWord,
    name: &str,
    escape: Escape,
) -> Option<TemplatePiece> {
    if let Some(credential) = name.strip_prefix("credential:") {
        return Some(TemplatePiece::Credential(credential.to_owned()));
    }
    let Some((_, place)) = PLACES.iter().find(|(known, _)| *known == name) else {
        let mut known: Vec<&str> = PLACES.iter().map(|(known, _)| *known).collect();
        known.push("credential:NAME");
        let what = format!("there is no place `{{{name}}}`");
        reader.flaw(&word.span, what, near(name, &known));
        return None;
    };
    if *place == Placeholder::TextUtf16Be && !escape.takes_octets() {
        let what = format!("`{{{name}}}` is octets, which cannot stand here");
        reader.flaw(&word.span, what, "write {text} or {text_hex_utf16be}");
        return None;
    }
    Some(TemplatePiece::Place(*place))
}

fn value(place: Placeholder, text: &Outgoing) -> Option<String> {
    let registered = text.registered.as_ref();
    let given = |value: &String| (!value.is_empty()).then(|| value.clone());
    match place {
        Placeholder::To => Some(text.to.reveal().to_owned()),
        Placeholder::ToNoPlus => Some(numbers::digits(&text.to).to_owned()),
        Placeholder::ToTen => {
            let digits = numbers::digits(&text.to);
            let ten = digits.strip_prefix("91").filter(|ten| ten.len() == 10);
            Some(ten.unwrap_or(digits).to_owned())
        }
        Placeholder::Text => Some(text.body.clone()),
        // The octets themselves are written elsewhere, where it is known how to escape them.
        Placeholder::TextUtf16Be | Placeholder::TextHexUtf16Be => {
            Some(hex::encode_upper(utf16be(&text.body)))
        }
        Placeholder::Header => given(&registered?.header),
        Placeholder::EntityId => given(&registered?.entity_id),
        Placeholder::TemplateId => given(&registered?.template_id),
        Placeholder::Class => Some(text.class.code().to_owned()),
        Placeholder::Id => Some(text.id.to_string()),
        Placeholder::ReceiptUrl => text.receipt_url.clone(),
    }
}

fn utf16be(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}
