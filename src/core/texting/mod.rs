//! A text that came in: what it says, and what is done about it. Pure, as a turn of a call is.
//!
//! `read` finds the act and its particulars, `wants` says what must be known for it, the shell loads
//! that, and `decide` gives the changes, the answers, and the question that is asked next.
//!
//! **Invariant:** nothing here waits, reads a clock or draws by chance, and no text makes it fail.
//!
//! **Invariant:** nothing of high risk is done by a text (domain reference C1): no figures are said, no
//! permission is given, and a vote is taken only with her code and only where the ballot allows it.

mod answered;
mod currency;
mod decide;
mod entries;
mod forms;
mod ground;
mod hers;
mod history;
mod named;
mod reaction;
mod reading;
mod repeated;
mod said;
mod votes;
mod when;

pub use decide::{Answer, Decided, Next, decide};
pub use ground::{
    ANSWER_MS, About, Ground, HeldEntry, HeldNamed, MEETING_ANSWER_MS, Matter, Owner, Question,
    StatementCode, TextBallot, Wants, Who, wants,
};
pub use history::{Incoming, SAME_MS, Texter, Weight};
pub use reading::{Around, read};
pub use said::{Reading, Said, VOTE_CODE_LEN, VoteText};
pub use when::{Time, Unread};
