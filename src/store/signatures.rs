//! Proposals as they are stored, and the second signature that is written with an act.

use crate::core::domain::proposal::{Hand, Proposal};
use crate::core::domain::{By, Instant, ProposalId};

/// A proposal as it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptProposal {
    /// Its id.
    pub id: ProposalId,
    /// Its short number.
    pub no: i64,
    /// The code of the act.
    pub act: String,
    /// The input of the act, as text; empty once the proposal has ended.
    pub payload: String,
    /// Its state, and who asked for it.
    pub proposal: Proposal,
    /// When it was asked for.
    pub asked_at: Instant,
    /// How often it was changed; each move names the version that it relies on.
    pub version: i64,
    /// Why it was returned or refused.
    pub reason: Option<String>,
}

/// The second signature, written in the transaction of what is signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Agreement {
    /// The proposal.
    pub proposal: ProposalId,
    /// Its version when it was shown.
    pub version: i64,
    /// Who signs.
    pub hand: Hand,
    /// The signer, as the ledger names her.
    pub by: By,
    /// The hash of what she was shown.
    pub shown_hash: String,
}

/// Who writes, and the second signature, where there is one.
#[derive(Clone, Copy, Debug)]
pub struct Writer<'a> {
    /// Who writes, by which channel, and why.
    pub by: &'a By,
    /// The second signature.
    pub agreement: Option<&'a Agreement>,
}

impl<'a> From<&'a By> for Writer<'a> {
    fn from(by: &'a By) -> Self {
        Self {
            by,
            agreement: None,
        }
    }
}

/// A move that ends or returns a proposal without doing its act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProposalMove<'a> {
    /// Back to the asker, with a reason.
    Return(&'a str),
    /// Refused, with a reason.
    Refuse(&'a str),
    /// Withdrawn by the asker.
    Withdraw,
}

#[derive(sqlx::FromRow)]
pub(super) struct ProposalRow {
    pub(super) id: i64,
    pub(super) no: i64,
    pub(super) act: String,
    pub(super) payload: String,
    pub(super) shown_hash: String,
    pub(super) state: String,
    pub(super) asked_by: i64,
    pub(super) edited_by: i64,
    pub(super) asked_at: i64,
    pub(super) until_at: i64,
    pub(super) version: i64,
    pub(super) reason: Option<String>,
}
