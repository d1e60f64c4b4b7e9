//! `[send]`: the request that a text leaves by.

use super::reader::{ProviderFileReader, ProviderWord, Span, Table};
use super::template::{Escape, RequestTemplate};
use crate::gateways::sms::{Credentials, Outgoing, Request, RequestBody, address, settings};
use std::collections::BTreeSet;

/// How the body is coded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum BodyCoding {
    None,
    Form,
    Json,
    Xml,
    Raw,
}

impl BodyCoding {
    const WORDS: [(&str, Self); 5] = [
        ("none", Self::None),
        ("form", Self::Form),
        ("json", Self::Json),
        ("xml", Self::Xml),
        ("raw", Self::Raw),
    ];

    fn escape(self) -> Escape {
        match self {
            Self::None | Self::Form => Escape::Percent,
            Self::Json => Escape::Json,
            Self::Xml => Escape::Xml,
            Self::Raw => Escape::Nothing,
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Form => "application/x-www-form-urlencoded",
            Self::Json => "application/json",
            Self::Xml => "application/xml",
            Self::Raw => "text/plain; charset=utf-8",
        }
    }
}

/// How we authenticate to the provider.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Auth {
    None,
    Basic(RequestTemplate, RequestTemplate),
    Bearer(RequestTemplate),
}

/// A field, and the template of its value.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct RequestParts {
    query: Vec<(String, RequestTemplate)>,
    headers: Vec<(String, RequestTemplate)>,
    form: Vec<(String, RequestTemplate)>,
    template: Option<RequestTemplate>,
}

/// The section as it was checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::gateways) struct Send {
    method: &'static str,
    url: RequestTemplate,
    auth: Auth,
    coding: BodyCoding,
    content_type: String,
    /// What is filled in for a text in the GSM alphabet, and for any other.
    gsm7: RequestParts,
    unicode: RequestParts,
    pub(in crate::gateways) is_idempotent: bool,
}

pub(in crate::gateways) const KEYS: [&str; 12] = [
    "method",
    "url",
    "body",
    "content-type",
    "query",
    "headers",
    "form",
    "template",
    "auth",
    "gsm7",
    "unicode",
    "knows-our-id",
];
pub(in crate::gateways) const PART_KEYS: [&str; 4] = ["query", "headers", "form", "template"];

pub(in crate::gateways) const AUTH_KEYS: [&str; 3] = ["basic-user", "basic-password", "bearer"];

impl Send {
    /// Reads the section; all that is wrong is told.
    pub(in crate::gateways) fn read(
        reader: &mut ProviderFileReader<'_>,
        root: &Table<'_>,
    ) -> Option<Self> {
        let Some(section) = reader.section(root, "send", &KEYS) else {
            reader.flaw(&(0..0), "`[send]` is missing", "it says how a text leaves");
            return None;
        };
        let table = section.table;
        let method = reader.one_of(table, "method", &[("POST", "POST"), ("GET", "GET")]);
        let usual = if method == "GET" { "none" } else { "form" };
        let coding = match table.get("body") {
            Some(_) => reader.one_of(table, "body", &BodyCoding::WORDS),
            None => BodyCoding::WORDS
                .iter()
                .find(|(word, _)| *word == usual)
                .map_or(BodyCoding::None, |(_, coding)| *coding),
        };
        let help = "the address, as in url = \"https://api.example.org/send\"";
        let url = reader.need(&section, "url", help);
        let url = url.map(|word| RequestTemplate::read(reader, &word, Escape::Address));
        let content_type = reader.word(table, "content-type");
        let common = RequestParts::read(reader, table, coding);
        let mut special = |key: &str| {
            let own = reader.section(table, key, &PART_KEYS);
            let at = own.as_ref().map_or(&section.span, |own| &own.span).clone();
            let parts = match own {
                Some(own) => common.with(RequestParts::read(reader, own.table, coding)),
                None => common.clone(),
            };
            parts.check(reader, &at, url.as_ref(), coding);
            parts
        };
        let gsm7 = special("gsm7");
        let unicode = special("unicode");
        Some(Self {
            method,
            url: url?,
            auth: Auth::read(reader, table),
            coding,
            content_type: content_type.map_or(coding.content_type().to_owned(), |word| word.text),
            gsm7,
            unicode,
            is_idempotent: reader.flag(table, "knows-our-id"),
        })
    }

    /// The credentials that it needs.
    pub(in crate::gateways) fn credentials(&self, names: &mut BTreeSet<String>) {
        self.url.credentials(names);
        match &self.auth {
            Auth::None => {}
            Auth::Basic(user, password) => {
                user.credentials(names);
                password.credentials(names);
            }
            Auth::Bearer(token) => token.credentials(names),
        }
        for parts in [&self.gsm7, &self.unicode] {
            for template in parts.all() {
                template.credentials(names);
            }
        }
    }

    /// Whether nobody between us and the provider can read what is sent: TLS, or a private network, which
    /// the setting of private addresses must allow too.
    pub(in crate::gateways) fn is_safe(&self, credentials: &Credentials) -> bool {
        let url = address::web_address(&self.url.outline(credentials));
        url.is_some_and(|url| url.scheme() == "https" || address::is_private(&url))
    }

    /// The request for a text.
    pub(in crate::gateways) fn request(
        &self,
        text: &Outgoing,
        credentials: &Credentials,
    ) -> Request {
        let parts = if text.is_unicode {
            &self.unicode
        } else {
            &self.gsm7
        };
        let say = |template: &RequestTemplate, escape| {
            let octets = template.fill(text, credentials, escape)?;
            Some(String::from_utf8_lossy(&octets).into_owned())
        };
        let url = self.url.fill_all(text, credentials, Escape::Address);
        let mut url = String::from_utf8_lossy(&url).into_owned();
        let query = escaped(&parts.query, text, credentials);
        if !query.is_empty() {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&query);
        }
        let mut headers: Vec<(String, String)> = parts
            .headers
            .iter()
            .filter_map(|(name, value)| Some((name.clone(), say(value, Escape::Nothing)?)))
            .collect();
        match &self.auth {
            Auth::None => {}
            Auth::Basic(user, password) => {
                let user = say(user, Escape::Nothing).unwrap_or_default();
                let password = say(password, Escape::Nothing).unwrap_or_default();
                headers.push(settings::basic(&user, &password));
            }
            Auth::Bearer(token) => {
                let token = say(token, Escape::Nothing).unwrap_or_default();
                headers.push(("Authorization".into(), format!("Bearer {token}")));
            }
        }
        let body = match self.coding {
            BodyCoding::None => RequestBody::Empty,
            BodyCoding::Form => {
                let form = escaped(&parts.form, text, credentials);
                RequestBody::Raw(self.content_type.clone(), form.into_bytes())
            }
            BodyCoding::Json | BodyCoding::Xml | BodyCoding::Raw => {
                let filled = parts.template.as_ref().map(|template| {
                    let escape = self.coding.escape();
                    template.fill_all(text, credentials, escape)
                });
                RequestBody::Raw(self.content_type.clone(), filled.unwrap_or_default())
            }
        };
        Request {
            method: self.method,
            url,
            query: Vec::new(),
            headers,
            body,
        }
    }
}

/// A form or a query, escaped. A field is left out where what stands in it does not exist for this
/// text.
fn escaped(
    fields: &[(String, RequestTemplate)],
    text: &Outgoing,
    credentials: &Credentials,
) -> String {
    let mut out = String::new();
    for (name, template) in fields {
        let Some(value) = template.fill(text, credentials, Escape::Percent) else {
            continue;
        };
        if !out.is_empty() {
            out.push('&');
        }
        out.extend(form_urlencoded::byte_serialize(name.as_bytes()));
        out.push('=');
        out.push_str(&String::from_utf8_lossy(&value));
    }
    out
}

impl Auth {
    fn read(reader: &mut ProviderFileReader<'_>, table: &Table<'_>) -> Self {
        let Some(section) = reader.section(table, "auth", &AUTH_KEYS) else {
            return Self::None;
        };
        let mut part = |key: &str| {
            let word = reader.word(section.table, key)?;
            Some(RequestTemplate::read(reader, &word, Escape::Nothing))
        };
        let (user, password, bearer) = (part("basic-user"), part("basic-password"), part("bearer"));
        match (user, password, bearer) {
            (Some(user), Some(password), None) => Self::Basic(user, password),
            (None, None, Some(token)) => Self::Bearer(token),
            _ => {
                reader.flaw(
                    &section.span,
                    "`auth` is neither a user with a password nor a token",
                    "write basic-user and basic-password, or bearer; another header stands in headers",
                );
                Self::None
            }
        }
    }
}

impl RequestParts {
    fn read(reader: &mut ProviderFileReader<'_>, table: &Table<'_>, coding: BodyCoding) -> Self {
        let mut fields = |key: &str, escape| -> Vec<(String, RequestTemplate)> {
            let pairs = reader.pairs(table, key);
            pairs
                .into_iter()
                .map(|(name, word)| (name, RequestTemplate::read(reader, &word, escape)))
                .collect()
        };
        let query = fields("query", Escape::Percent);
        let headers = fields("headers", Escape::Nothing);
        let form = fields("form", Escape::Percent);
        let template = reader.word(table, "template");
        let is_wanted = matches!(coding, BodyCoding::Json | BodyCoding::Xml | BodyCoding::Raw);
        if let Some(word) = template.as_ref().filter(|_| !is_wanted) {
            let help = "write body = \"json\", \"xml\" or \"raw\"";
            reader.flaw(&word.span, "this body is not written from a template", help);
        }
        if !form.is_empty() && coding != BodyCoding::Form {
            let at = table.get_key_value("form");
            let span = at.map_or(0..0, |(key, _)| key.span());
            reader.flaw(&span, "this body is no form", "write body = \"form\"");
        }
        Self {
            query,
            headers,
            form,
            template: template
                .map(|word: ProviderWord| RequestTemplate::read(reader, &word, coding.escape())),
        }
    }

    /// These fields, replaced or completed by those for one kind of text.
    fn with(&self, over: Self) -> Self {
        let lay = |below: &[(String, RequestTemplate)], over: Vec<(String, RequestTemplate)>| {
            let mut all: Vec<_> = below
                .iter()
                .filter(|(name, _)| over.iter().all(|(other, _)| other != name))
                .cloned()
                .collect();
            all.extend(over);
            all
        };
        Self {
            query: lay(&self.query, over.query),
            headers: lay(&self.headers, over.headers),
            form: lay(&self.form, over.form),
            template: over.template.or_else(|| self.template.clone()),
        }
    }

    fn all(&self) -> impl Iterator<Item = &RequestTemplate> {
        let fields = self.query.iter().chain(&self.headers).chain(&self.form);
        fields.map(|(_, template)| template).chain(&self.template)
    }

    /// The number and the text must stand somewhere, and JSON must be JSON.
    fn check(
        &self,
        reader: &mut ProviderFileReader<'_>,
        at: &Span,
        url: Option<&RequestTemplate>,
        coding: BodyCoding,
    ) {
        let (mut has_number, mut has_text) = (false, false);
        for template in self.all().chain(url) {
            let carried = template.carries();
            has_number |= carried.number;
            has_text |= carried.text;
        }
        if !has_number {
            let help = "write {to}, {to_no_plus} or {to_ten} where the number belongs";
            reader.flaw(at, "the number stands nowhere", help);
        }
        if !has_text {
            let help = "write {text}, {text_utf16be} or {text_hex_utf16be} where the text belongs";
            reader.flaw(at, "the text stands nowhere", help);
        }
        let needs_template = matches!(coding, BodyCoding::Json | BodyCoding::Xml | BodyCoding::Raw);
        match &self.template {
            None if needs_template => {
                reader.flaw(at, "`template` is missing", "it is the body, with places");
            }
            Some(template) if coding == BodyCoding::Json => {
                if let Err(why) = template.try_json() {
                    let what = format!("the filled template is not JSON: {why}");
                    reader.flaw(at, what, "mind quotes and commas around the places");
                }
            }
            Some(_) | None => {}
        }
    }
}
