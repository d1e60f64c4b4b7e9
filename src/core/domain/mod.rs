//! The things that the cooperative deals with (members, entries, consents, ballots, texts), and their
//! rules.
//!
//! **Invariant:** nothing here waits, reads a clock, draws by chance, or knows SQL or HTTP.

pub mod ballot;
pub mod breaker;
pub mod by;
pub mod call;
pub mod case;
pub mod categories;
pub mod change;
pub mod consent;
pub mod coop;
pub mod delivery;
pub mod due;
pub mod entry;
pub mod factor;
pub mod fresh;
pub mod hours;
pub mod ids;
pub mod language;
pub mod look;
pub mod meeting;
pub mod member;
pub mod notice;
pub mod officer;
pub mod phone;
pub mod pin;
pub mod proposal;
pub mod rate;
pub mod register;
pub mod registration;
pub mod task;
pub mod time;

pub use ballot::{BallotOption, BallotOutcome, BallotResult, OpenBallot};
pub use by::{Actor, ActorKind, By, ObjectKind, Via, Why};
pub use call::CallResult;
pub use case::{Case, CaseKind, CaseOutcome, CaseState};
pub use categories::usual_categories;
pub use change::{CallWhen, Change, TriesOf};
pub use consent::{
    Ask, Consent, ConsentState, Grain, Reads, RecordAccess, Section, ShownPart, ShownWords,
};
pub use coop::{Address, AddressKind, Coop, CoopEntry};
pub use delivery::{Again, Consequence, Failure, MessageState, Reported};
pub use entry::{Category, Entry, EntryKind, EntryState, EntryTime, Paise, Period, Proof};
pub use fresh::Fresh;
pub use ids::{
    BallotId, CaseId, ConsentId, CoopId, EntryId, MeetingId, MemberId, OfficerId, PhoneId,
    ProposalId, RequestId, RowId, SessionId,
};
pub use language::{Lang, LangScript, Words};
pub use meeting::{Meeting, NoticeLine, SentText, Topic};
pub use member::{LeaveReason, Leaving, Member, MemberState, Nominee};
pub use notice::{Class, Filling, Fillings, Message, Notice, Purpose, Recipient, Written};
pub use phone::Phone;
pub use pin::Tries;
pub use register::{Newcomer, RegisteredMember, Revision};
pub use registration::{CoopTexts, Hours, Registration, RegistrationState};
pub use task::TaskKind;
pub use time::{Day, Instant};
