//! A text that came in: what it says, and what is done about it. Pure, as a turn of a call is.
//!
//! `read` finds the act and its particulars, `wants` says what must be known for it, the shell loads
//! that, and `decide` gives the changes, the answers, and the question that is asked next.
//!
//! **Invariant:** nothing here waits, reads a clock or draws by chance, and no text makes it fail.
//!
//! **Invariant:** nothing of high risk is done by a text (domain reference C1): no figures are said, no
//! permission is given, and a vote is taken only with her code and only where the ballot allows it.

mod act;
mod answered;
mod context;
mod currency;
mod decide;
mod entries;
mod forms;
mod history;
mod intent;
mod member_acts;
mod named;
mod outcome;
mod reaction;
mod reading;
mod repeated;
mod votes;
mod when;
mod words;

pub use context::{
    ANSWER_MS, About, HeldEntry, HeldNamed, MEETING_ANSWER_MS, Owner, Question, QuestionKind,
    SmsContext, SmsNeeds, StatementCode, TextBallot, Who, wants,
};
pub use decide::{Decided, ReplySms, decide};
pub use history::{RateVerdict, SAME_MS, SmsFingerprint, Texter};
pub use intent::{Reading, SmsIntent, VOTE_CODE_LEN, VoteText};
pub use outcome::Next;
pub use reading::{Around, read};
pub use when::EntryUnread;
