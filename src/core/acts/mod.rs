//! What can be done, decided once for every channel: the menu and texts ask the same function, which
//! gives the change, or why there is none. Each channel says that in its own words.
//!
//! One file for each act, `<noun>/<verb>.rs`, with a pure `decide` that is given what it looks at, and the
//! ids and times that were drawn before. Each comes to exactly one change, so that it gives the change
//! itself and no list of one; where nothing can stand against it, it gives no `Result` either. An act of
//! an officer takes a `Permit` and gives what the store is to write; where that is what came in, it gives
//! nothing more. What can be seen of it before anybody has a permit, a preview for two who sign, stands
//! beside it as `may_…` and is called by it.
//!
//! **Invariant:** nothing here waits, draws by chance, or knows how somebody reached us.
//!
//! **Invariant:** no change of the record that the menu or a text makes is made anywhere else.

pub mod announcements;
pub mod ballot;
pub mod call;
pub mod case;
pub mod consent;
pub mod coop;
pub mod draft;
pub mod entry;
pub mod language;
pub mod meeting;
pub mod member;
pub mod notice;
pub mod officer;
pub mod pin;
pub mod privacy;
pub mod statement;
pub mod task;
pub mod template;
pub mod terms;
pub mod topic;
