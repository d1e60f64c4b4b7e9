//! PINs: a try, a new PIN, and the help of two officers.

use crate::core::domain::{MemberId, PhoneId, RowId, Tries};

/// Whose wrong tries are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TriesOf {
    /// A member's PIN.
    Member(MemberId),
    /// A phone's tries with codes that it texts; they lock nobody's PIN.
    Phone(PhoneId),
    /// A phone's tries with one number that is not linked to it, by a keyed hash of both; they lock
    /// nobody (decision 21).
    Stranger(i64),
}

/// A PIN, or the code of a slip, was tried. The store writes `after` only where the row still stands as `before`, and
/// otherwise refuses, so that parallel guesses gain nothing (decision 2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tried {
    /// Whose tries are counted.
    pub of: TriesOf,
    /// Whether it was right.
    pub right: bool,
    /// The tries as they were when the PIN was looked at.
    pub before: Tries,
    /// The tries after it.
    pub after: Tries,
}

/// A member set a new PIN.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Set {
    /// The member.
    pub member: MemberId,
    /// The argon2id hash, as a PHC string without the pepper.
    pub hash: String,
}

/// A member chose a PIN with the code of a slip, which is used up; all her locks are open. Refused
/// where the code was used or replaced meanwhile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Activated {
    /// The member.
    pub member: MemberId,
    /// The hash of the new PIN.
    pub hash: String,
    /// The row of the code.
    pub code: RowId,
}

/// What two officers have done about a member's PIN.
#[derive(Clone, PartialEq, Eq)]
pub enum PinHelp {
    /// Every lock is opened.
    Unlock,
    /// She gets a code for a new PIN, of which this is the hash; every lock is opened with it.
    Activate {
        /// As a PHC string without the pepper.
        code_hash: String,
    },
}

impl std::fmt::Debug for PinHelp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.act())
    }
}

const UNLOCK: &str = "unlock";
const ACTIVATE: &str = "activate";

impl PinHelp {
    /// The words of what two persons can have done.
    pub const ACTS: [&'static str; 2] = [UNLOCK, ACTIVATE];

    /// The word for the act, as `signed_act.act` holds it.
    pub fn act(&self) -> &'static str {
        match self {
            Self::Unlock => UNLOCK,
            Self::Activate { .. } => ACTIVATE,
        }
    }
}

/// Two persons helped a woman with her PIN: all her locks are open, and she may have a code.
#[derive(Clone, PartialEq, Eq)]
pub struct PinHelped {
    /// The row that says so, and that of the code.
    pub id: RowId,
    /// The woman who is helped.
    pub member: MemberId,
    /// How she is helped.
    pub help: PinHelp,
    /// The two. They are kept sealed.
    pub names: [String; 2],
    /// Whether two officers signed it. Otherwise the operator's command stands for a signature, and the
    /// ledger says so (decision 29).
    pub is_signed: bool,
}

impl std::fmt::Debug for PinHelped {
    /// Shows the kind of help, and neither the member nor the two names.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Helped({:?})", self.help)
    }
}

impl PinHelped {
    /// Its word in the ledger.
    pub fn kind(&self) -> &'static str {
        match self.help {
            PinHelp::Unlock if self.is_signed => "pin unlocked",
            PinHelp::Unlock => "pin unlocked by the operator",
            PinHelp::Activate { .. } if self.is_signed => "pin code made",
            PinHelp::Activate { .. } => "pin code made by the operator",
        }
    }
}

/// The changes of PINs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A PIN, or the code of a slip, was tried.
    Tried(Tried),
    /// A member set a new PIN.
    Set(Set),
    /// A member chose a PIN with the code of a slip.
    Activated(Activated),
    /// Two persons helped a woman with her PIN.
    Helped(PinHelped),
}
