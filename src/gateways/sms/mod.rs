//! Texts: what a provider of SMS is sent, what it answers, and what it sends us.
//!
//! All of it is values. A provider's file turns a text into an HTTP request and an HTTP answer into what
//! became of the text; `delivery` makes the request, through `outbound`. So every provider is tested with
//! its recorded payloads and without a network.
//!
//! **Invariant:** nothing here waits, stores or decides; a value that a provider added since is kept
//! and logged, never refused.

pub(in crate::gateways) mod address;
pub(in crate::gateways) mod answers;
pub(in crate::gateways) mod dlt;
pub(in crate::gateways) mod failure_words;
pub(in crate::gateways) mod fields;
pub(in crate::gateways) mod kept;
pub(in crate::gateways) mod numbers;
pub(in crate::gateways) mod provider;
pub(in crate::gateways) mod providers;
pub(in crate::gateways) mod settings;
pub(in crate::gateways) mod times;

pub use crate::core::toml_file::Flaw;
pub use crate::gateways::described::{Configured, ProviderFileErrors};
pub use address::web_address;
pub(in crate::gateways) use fields::word;
pub use numbers::writings;
pub use provider::Provider;
pub use providers::{Installed, Providers, SecretUrl};
pub use settings::WrongSetting;

use super::Malformed;
use crate::core::domain::notice::Class;
use crate::core::domain::{Failure, Instant, Phone, Reported};
use std::collections::BTreeMap;

/// What a template is registered as, where the law wants it named (TRAI TCCCPR; rules T-10).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DltRegistration {
    /// The principal entity.
    pub entity_id: String,
    /// The template.
    pub template_id: String,
    /// The sender's name, without the operator's prefix and suffix.
    pub header: String,
}

/// One text on its way out.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Our id. It travels where the provider has a place for it, and then the provider sends a repeated
    /// request only once.
    pub id: i64,
    /// The number that gets it.
    pub to: Phone,
    /// The text, character for character.
    pub body: String,
    /// The values in it, by place, in the order in which `menus/notices.toml` lists the places: for
    /// providers that write the text themselves.
    pub values: Vec<(String, String)>,
    /// Whether it needs UCS-2.
    pub is_unicode: bool,
    /// The class of its template.
    pub class: Class,
    /// How its template is registered; `None` only on the sandbox.
    pub registered: Option<DltRegistration>,
    /// Where receipts are to be sent, for providers that are told with each text: the public address
    /// of our `/hooks/{gateway}/{secret}/receipt`.
    pub receipt_url: Option<String>,
}

/// How a request's body is coded.
#[derive(Clone, PartialEq, Eq)]
pub enum RequestBody {
    /// None: all is in the address.
    Empty,
    /// A form, in order.
    Form(Vec<(String, String)>),
    /// JSON.
    Json(serde_json::Value),
    /// Anything else, with its content type.
    Raw(String, Vec<u8>),
}

/// An HTTP request to a provider. It has no `Debug`: credentials, a number and a text stand in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The address; with a query only where that is escaped already, because octets stand in it that
    /// are no UTF-8.
    pub url: String,
    /// The query, in order, not yet escaped.
    pub query: Vec<(String, String)>,
    /// Headers, by name.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: RequestBody,
}

/// What came back for a request.
#[derive(Clone, Copy)]
pub struct ProviderResponse<'a> {
    /// The HTTP status.
    pub status: u16,
    /// The body, cut at 64 KiB.
    pub body: &'a [u8],
}

/// What became of one text, as the provider's answer says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SmsTaken {
    /// The provider has it, under this id where it gave one.
    Yes {
        /// The provider's own id for it, by which receipts name it.
        provider_id: Option<String>,
    },
    /// The provider does not take the text.
    No {
        /// Why the provider does not take it.
        failure: Failure,
        /// The provider's or the network's own code.
        code: Option<String>,
    },
    /// The answer does not say: it was cut, or is in no known form. The text may have been taken.
    Unclear,
}

/// One text that came in.
#[derive(Clone, PartialEq, Eq)]
pub struct SmsText {
    /// The provider's id for it; `None` where it gives none.
    pub provider_id: Option<String>,
    /// The number that sent it.
    pub from: Phone,
    /// The number it was sent to, which picks the cooperative.
    pub to: String,
    /// What it says.
    pub body: String,
    /// When it was sent, where the provider says so readably: the day that "today" means in it. Twilio,
    /// Textlocal and MSG91 do not say it.
    pub at: Option<Instant>,
}

/// One receipt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// Our id, where the provider gives it back.
    pub our_id: Option<i64>,
    /// The provider's id.
    pub provider_id: Option<String>,
    /// The number that the text went to, where the provider gives no id of ours back: the only way to a
    /// text of which we never learned the provider's id.
    pub to: Option<Phone>,
    /// What it says.
    pub reported: Reported,
    /// The provider's or the network's own code.
    pub code: Option<String>,
    /// When it happened, where it says so readably. It is not stored, on purpose: receipts are put in order
    /// by what they say and not by their time, so that a provider's wrong clock moves nothing, and no
    /// decision of ours hangs on the minute at which a text arrived. It is read so that a test shows that a
    /// provider's description is right.
    pub at: Option<Instant>,
}

/// What a provider sent us.
#[derive(Clone, PartialEq, Eq)]
pub enum Event {
    /// A text.
    Text(SmsText),
    /// Several in one request.
    Texts {
        /// Those that can be read, in order; at least one.
        texts: Vec<SmsText>,
        /// How many cannot. They do not hold up the others.
        unreadable_n: usize,
    },
    /// Receipts.
    Receipts(Vec<Receipt>),
    /// Somebody wants no more texts (or wants them again), as her network or the provider says.
    OptOut {
        /// Whose phone it is.
        phone: Phone,
        /// The number or header it is about, which picks the cooperative; empty where it is not said.
        to: String,
        /// Whether she wants none; `false`: she wants them again.
        stopped: bool,
    },
    /// Only a test of our address (a `HEAD` request): nothing is written down. It is answered with the same
    /// headers as a text would be.
    Probe,
    /// Nothing that can be used: it is dropped, counted and logged.
    Junk,
}

/// An HTTP request of a provider to us, as its file needs it.
#[derive(Clone, Copy)]
pub struct ProviderRequest<'a> {
    /// `GET`, `HEAD` or `POST`.
    pub method: &'a str,
    /// The query, still escaped; empty where there is none.
    pub query: &'a str,
    /// The content type, lower case, without parameters; empty where there is none.
    pub content_type: &'a str,
    /// The body.
    pub body: &'a [u8],
    /// The whole public address that was called, for signatures: the configured public base and our
    /// path and query.
    pub url: &'a str,
    /// The provider's signature header, where it sends one.
    pub signature: Option<&'a str>,
    /// The present moment, for providers that give no usable time.
    pub now: Instant,
}

/// Why a provider's request is not served. The text is the one line that it is answered with; it never
/// repeats what was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RequestRefused {
    /// It is not what the provider sends.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// Not in a form that we can read, with why.
    #[error("{0}")]
    Unreadable(&'static str),
    /// Another content type than the provider's.
    #[error("another content type than this provider's")]
    ContentType,
    /// This provider does not call this address.
    #[error("this provider does not call here")]
    NotHere,
    /// The signature is missing or wrong.
    #[error("the signature is missing or wrong")]
    Signature,
}

impl RequestRefused {
    /// Whether it is refused because it names something by what no database could keep: however often
    /// it comes again, it will be refused again.
    pub fn is_for_ever(self) -> bool {
        matches!(
            self,
            Self::Malformed(Malformed::Unkept(_) | Malformed::TooLong(_) | Malformed::NotUtf8)
        )
    }
}

/// What a provider's request is answered with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProviderAck<'a> {
    /// The content type.
    pub content_type: &'a str,
    /// The body.
    pub body: &'a str,
}

/// What a built-in provider's request is answered with.
pub type BuiltInAck = ProviderAck<'static>;

impl ProviderAck<'static> {
    /// An empty answer, which no provider takes for a text to be sent.
    pub const EMPTY: Self = Self {
        content_type: "text/plain",
        body: "",
    };
}

/// A provider's credentials and settings, by name in lower case: what `SAHKAR_GATEWAY_<NAME>_<SETTING>`
/// holds. `Debug` shows none of them.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Credentials(pub BTreeMap<String, String>);

impl Credentials {
    /// One of them; `None` where it is missing or empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// How a text leaves.
pub enum SendBy {
    /// By an HTTP request.
    Http(Box<Request>),
    /// Not at all: the sandbox keeps it in this process, for the browser phone, `talk` and tests.
    Here,
    /// Not by this provider, for a reason that is known without a request.
    Cannot(Failure),
}
