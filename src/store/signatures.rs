//! What goes in and out of the rows of proposals, and the second signature that is written with an act.

use crate::core::domain::proposal::{Hand, Proposal};
use crate::core::domain::{By, Instant, ProposalId};

/// A proposal as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptProposal {
    /// Its id.
    pub id: ProposalId,
    /// Its short number.
    pub no: i64,
    /// The act's word.
    pub act: String,
    /// All that it takes to do it; empty once it has ended.
    pub payload: String,
    /// Where it stands.
    pub proposal: Proposal,
    /// When it was asked for.
    pub asked_at: Instant,
    /// How often it has moved; each move names it.
    pub version: i64,
    /// Why it was returned or refused.
    pub reason: Option<String>,
}

/// The second signature, as it goes into the transaction of what is signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Agreement {
    /// What is signed.
    pub proposal: ProposalId,
    /// As it stood when it was shown.
    pub version: i64,
    /// Who signs.
    pub hand: Hand,
    /// The signer, as the ledger names her.
    pub by: By,
    /// The hash of what she was shown.
    pub shown_hash: String,
}

/// Who writes, and the second signature that is written with it, where there is one.
#[derive(Clone, Copy, Debug)]
pub struct Writer<'a> {
    /// Who, by which way, and why.
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

/// A move that ends or returns a proposal without doing it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProposalMove<'a> {
    /// Back to its asker, with a reason.
    Return(&'a str),
    /// No, with a reason.
    Refuse(&'a str),
    /// Its asker takes it back.
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
