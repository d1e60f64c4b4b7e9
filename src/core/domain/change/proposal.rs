//! Acts that wait for a second signature: asked for, mended, answered.

use crate::core::domain::proposal::{Hand, Subject};
use crate::core::domain::{OfficerId, ProposalId};
use std::collections::BTreeSet;

/// What is asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct NewProposal {
    /// The act's word.
    pub act: &'static str,
    /// All that it takes to do it, as text. It is kept sealed.
    pub payload: String,
    /// Whom it is about.
    pub subjects: BTreeSet<Subject>,
    /// The hash of what was shown.
    pub shown_hash: String,
}

impl std::fmt::Debug for NewProposal {
    /// The act, and nothing that stands in it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewProposal({})", self.act)
    }
}

/// An officer asks for an act that takes two.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposalAsked {
    /// Its id. It gets its short number when it is written.
    pub id: ProposalId,
    /// Who asks.
    pub asker: OfficerId,
    /// For what.
    pub new: NewProposal,
}

/// A returned proposal is written anew; it waits again. Refused where it is not returned, or was moved
/// since it stood at `version`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mended {
    /// Which.
    pub id: ProposalId,
    /// As it stood when it was looked at.
    pub version: i64,
    /// Who mends it.
    pub editor: OfficerId,
    /// What it asks for now.
    pub new: NewProposal,
}

/// It is signed, and done in the same transaction. Refused where it no longer stands as it was shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposalSigned {
    /// Which.
    pub id: ProposalId,
    /// As it stood when it was shown.
    pub version: i64,
    /// Who signs.
    pub hand: Hand,
    /// The hash of what she was shown.
    pub shown_hash: String,
}

/// An answer that does not do it, with its reason.
#[derive(Clone, PartialEq, Eq)]
pub struct ProposalAnswered {
    /// Which.
    pub id: ProposalId,
    /// As it stood when it was shown.
    pub version: i64,
    /// Who answers.
    pub hand: Hand,
    /// Why. It is kept sealed.
    pub reason: String,
}

impl std::fmt::Debug for ProposalAnswered {
    /// Which, and not why.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Answered({:?})", self.id)
    }
}

/// Its asker takes it back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposalWithdrawn {
    /// Which.
    pub id: ProposalId,
    /// As it stood when it was looked at.
    pub version: i64,
    /// Who takes it back.
    pub hand: Hand,
}

/// Nobody has signed it in time. Refused where it is not open any more, or its time is not over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expired {
    /// Which.
    pub id: ProposalId,
    /// The random id of the lease of the job's run that ends it.
    pub lease: i64,
}

/// What changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// An officer asks for an act that takes two.
    Asked(Box<ProposalAsked>),
    /// A returned proposal is written anew.
    Mended(Box<Mended>),
    /// It is signed.
    Signed(ProposalSigned),
    /// It goes back to its asker.
    Returned(ProposalAnswered),
    /// Somebody who could have signed says no.
    Refused(ProposalAnswered),
    /// Its asker takes it back.
    Withdrawn(ProposalWithdrawn),
    /// Nobody has signed it in time.
    Expired(Expired),
}

impl Change {
    /// Its word in the ledger.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Asked(_) | Self::Mended(_) => "proposal asked",
            Self::Signed(_) => "proposal signed",
            Self::Returned(_) => "proposal returned",
            Self::Refused(_) => "proposal refused",
            Self::Withdrawn(_) => "proposal withdrawn",
            Self::Expired(_) => "proposal expired",
        }
    }

    /// Which proposal.
    pub fn proposal(&self) -> ProposalId {
        match self {
            Self::Asked(asked) => asked.id,
            Self::Mended(mended) => mended.id,
            Self::Signed(signed) => signed.id,
            Self::Returned(answered) | Self::Refused(answered) => answered.id,
            Self::Withdrawn(withdrawn) => withdrawn.id,
            Self::Expired(expired) => expired.id,
        }
    }
}
