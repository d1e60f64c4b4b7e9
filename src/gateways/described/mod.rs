//! A provider that is described in a file: its request, its answers, its texts, its receipts.
//!
//! No list of providers is ever complete, least of all in India, where interfaces are negotiated. So an
//! engineer describes a provider in a TOML file and names the file in `SAHKAR_GATEWAY_<NAME>_FILE`. The
//! folder `gateways/` holds examples that are tested. Everything that the file says is checked when the
//! program starts, and all that is wrong with it is listed at once, with line and column.
//!
//! The file may be shared, so it holds no credential. It names credentials, as `{credential:password}`, and
//! their values are settings, as `SAHKAR_GATEWAY_<NAME>_PASSWORD`.

pub(in crate::gateways) mod ack;
pub(in crate::gateways) mod guard;
pub(in crate::gateways) mod incoming;
pub(in crate::gateways) mod numbering;
pub(in crate::gateways) mod reader;
pub(in crate::gateways) mod receipt;
pub(in crate::gateways) mod reply;
pub(in crate::gateways) mod send;
pub(in crate::gateways) mod source;
pub(in crate::gateways) mod template;
#[cfg(test)]
mod tests;
pub(in crate::gateways) mod timestamps;
pub(in crate::gateways) mod words;

use crate::core::toml_file::Flaw;
use crate::gateways::sms::{
    Credentials, Event, Outgoing, ProviderAck, ProviderRequest, ProviderResponse, RequestRefused,
    SendBy, SmsTaken, WrongSetting,
};
use guard::Guard;
use incoming::InboundSection;
use reader::ProviderFileReader;
use receipt::ReceiptSection;
use reply::ReplySection;
use send::Send;
use source::ItemFields;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// A provider as its file describes it, with its credentials.
#[derive(Clone)]
pub struct Configured {
    name: String,
    credentials: Credentials,
    described: Arc<Described>,
}

/// The whole file as it was checked.
struct Described {
    send: Send,
    reply: ReplySection,
    text: Option<InboundSection>,
    receipt: Option<ReceiptSection>,
    guard: Guard,
}

impl fmt::Debug for Configured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Configured({})", self.name)
    }
}

/// All that is wrong with a described provider.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ProviderFileErrors {
    /// What is wrong in the description file.
    pub flaws: Vec<Flaw>,
    /// What is wrong in the settings that the description needs.
    pub settings: Vec<WrongSetting>,
}

impl Configured {
    /// The provider of this name that this file describes, or all that is wrong with it.
    pub fn open(
        name: &str,
        source: &str,
        credentials: &Credentials,
    ) -> Result<Self, ProviderFileErrors> {
        let (mut reader, root) = ProviderFileReader::open(source);
        reader.refuse_others(
            &root,
            &["send", "reply", "text", "receipt", "secret", "signature"],
        );
        let send = Send::read(&mut reader, &root);
        let reply = ReplySection::read(&mut reader, &root);
        let text = InboundSection::read(&mut reader, &root);
        let receipt = ReceiptSection::read(&mut reader, &root);
        let guard = Guard::read(&mut reader, &root);
        let sources = [
            text.as_ref().map(|text| &text.source),
            receipt.as_ref().map(|receipt| &receipt.source),
        ];
        if guard.signs_only_the_body() && sources.iter().flatten().any(|one| one.is_query()) {
            let help = "write over = \"url\"";
            reader.flaw(&(0..0), "a request by GET has no body that is signed", help);
        }
        let flaws = reader.close();
        match (send, reply) {
            (Some(send), Some(reply)) if flaws.is_empty() => {
                let settings = wrong_settings(&send, &guard, credentials);
                if !settings.is_empty() {
                    return Err(ProviderFileErrors { flaws, settings });
                }
                Ok(Self {
                    name: name.to_owned(),
                    credentials: credentials.clone(),
                    described: Arc::new(Described {
                        send,
                        reply,
                        text,
                        receipt,
                        guard,
                    }),
                })
            }
            _ => Err(ProviderFileErrors {
                flaws,
                settings: Vec::new(),
            }),
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it sends no text of the same id twice.
    pub fn is_idempotent(&self) -> bool {
        self.described.send.is_idempotent
    }

    /// The header that a signature or a secret stands in.
    pub fn signature_header(&self) -> Option<&str> {
        self.described.guard.header()
    }

    /// Whether its signature covers the address it calls.
    pub fn signs_our_address(&self) -> bool {
        self.described.guard.signs_our_address()
    }

    /// The body of a refusal. It is not known whether the provider texts our answers to the member who
    /// wrote.
    pub fn silence(&self) -> Option<ProviderAck<'_>> {
        let text = self.described.text.as_ref();
        text.map(|text| text.thanks.answered())
    }

    /// How a text leaves.
    pub fn send(&self, text: &Outgoing) -> SendBy {
        SendBy::Http(Box::new(
            self.described.send.request(text, &self.credentials),
        ))
    }

    /// What became of a text, from the answer to its request.
    pub fn taken(&self, answer: ProviderResponse<'_>) -> SmsTaken {
        self.described.reply.judge(answer)
    }

    /// Reads a text.
    pub fn read_text(
        &self,
        incoming: &ProviderRequest<'_>,
    ) -> Result<(Event, ProviderAck<'_>), RequestRefused> {
        let heard = self
            .described
            .text
            .as_ref()
            .ok_or(RequestRefused::NotHere)?;
        self.described.guard.check(incoming, &self.credentials)?;
        let items = heard.source.items(incoming)?;
        self.check_all(&items)?;
        Ok((heard.event(&items)?, heard.thanks.answered()))
    }

    /// Reads receipts.
    pub fn read_receipt(
        &self,
        incoming: &ProviderRequest<'_>,
    ) -> Result<(Event, ProviderAck<'_>), RequestRefused> {
        let told = self
            .described
            .receipt
            .as_ref()
            .ok_or(RequestRefused::NotHere)?;
        self.described.guard.check(incoming, &self.credentials)?;
        let items = told.source.items(incoming)?;
        self.check_all(&items)?;
        Ok((told.event(&items)?, told.thanks.answered()))
    }

    /// Whether each item shows that it is the provider's, where that is shown by items and not by the
    /// request.
    fn check_all(&self, items: &[ItemFields<'_>]) -> Result<(), RequestRefused> {
        let guard = &self.described.guard;
        let mut items = items.iter();
        items.try_for_each(|fields| guard.check_fields(fields, &self.credentials))
    }
}

/// Reports a credential that the file names and that is not set, and one that is set and that the file does
/// not name, which may be mistyped.
fn wrong_settings(send: &Send, guard: &Guard, credentials: &Credentials) -> Vec<WrongSetting> {
    let mut names = BTreeSet::new();
    send.credentials(&mut names);
    guard.credentials(&mut names);
    let told = |setting: &str, problem: &str| WrongSetting {
        setting: setting.to_owned(),
        problem: problem.to_owned(),
    };
    let missing = names
        .iter()
        .filter(|name| credentials.get(name).is_none())
        .map(|name| told(name, "missing: the gateway's file names it"));
    let unknown = credentials
        .0
        .keys()
        .filter(|name| !names.contains(*name))
        .map(|name| told(name, "the gateway's file does not name it"));
    let broken = credentials
        .0
        .iter()
        .filter(|(_, value)| value.chars().any(char::is_control))
        .map(|(name, _)| told(name, "has a sign in it that cannot be sent"));
    let mut wrong: Vec<WrongSetting> = missing.chain(unknown).chain(broken).collect();
    if wrong.is_empty() && !send.is_safe(credentials) {
        wrong.push(WrongSetting {
            setting: "file".into(),
            problem: "the address that texts leave for must begin with https://, or with http:// \
                and a private address: credentials travel to it"
                .into(),
        });
    }
    wrong
}
