//! A USSD request as a value, the same for every gateway, whatever form it arrived in.

use crate::core::domain::Phone;
use crate::core::domain::phone::NotAPhone;
use std::fmt;

/// An adapter to one aggregator.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Gateway {
    /// Africa's Talking: its USSD callback and its end-of-session event.
    AfricasTalking,
    /// The browser phone, `talk` and the tests. It speaks the form of Africa's Talking, so that
    /// what is tried on it is what a member will get.
    Sandbox,
}

/// One USSD request: somebody dialled, or replied.
#[derive(Clone, PartialEq, Eq)]
pub struct Inbound {
    /// Which gateway it came through.
    pub gateway: Gateway,
    /// The gateway's own name for the session; it comes from outside and is never logged as it is.
    pub session: String,
    /// Who is calling.
    pub phone: Phone,
    /// The code that was dialled, which picks the cooperative.
    pub code: String,
    /// Everything she has typed in this session, as the gateway tells it. Holds PINs and votes.
    pub text: String,
}

/// How a session came to its end, as the gateway tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EndedHow {
    /// It reached our last screen.
    Success,
    /// She or the network ended it while we waited for her reply.
    Incomplete,
    /// The gateway could not use what we answered.
    Failed,
    /// The gateway gave a word that we do not know yet.
    Unknown(String),
}

/// The event that a session is over.
#[derive(Clone, PartialEq, Eq)]
pub struct Ended {
    /// Which gateway it came through.
    pub gateway: Gateway,
    /// The gateway's own name for the session.
    pub session: String,
    /// Whose session it was.
    pub phone: Phone,
    /// The code that was dialled.
    pub code: String,
    /// How it ended.
    pub how: EndedHow,
}

/// Whether the gateway keeps the session open after a reply.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AfterReply {
    /// It waits for her to type.
    Waits,
    /// The session is over.
    Ends,
}

/// A request that is not what its gateway sends. The text is the one line that it is answered with;
/// it never repeats what was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Malformed {
    /// A key stands there twice.
    #[error("the key {0} is sent twice")]
    Twice(&'static str),
    /// A key that must be there is not, or is empty.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A value is longer than any that the gateway sends.
    #[error("{0} is too long")]
    TooLong(&'static str),
    /// An id, a number or a code has a sign that none has, or is a number too large to be told exactly:
    /// one of the databases, or both, could not keep it as it came.
    #[error("{0} cannot be kept as it came")]
    Unkept(&'static str),
    /// A value is not UTF-8.
    #[error("the body is not UTF-8")]
    NotUtf8,
    /// The number is not in international form.
    #[error("phoneNumber: {0}")]
    Phone(#[from] NotAPhone),
}

impl fmt::Debug for Inbound {
    /// Nothing of what she typed, and no name of hers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inbound")
            .field("gateway", &self.gateway)
            .field("text_bytes", &self.text.len())
            .finish_non_exhaustive()
    }
}

impl Gateway {
    /// Every gateway.
    pub const ALL: [Self; 2] = [Self::AfricasTalking, Self::Sandbox];

    /// Its name in addresses, settings and logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::AfricasTalking => "africastalking",
            Self::Sandbox => "sandbox",
        }
    }

    /// The gateway of a name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gateway| gateway.name() == name)
    }
}
