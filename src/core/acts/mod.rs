//! What can be done, decided once for every channel: the menu and texts ask the same function, which
//! gives the change, or why there is none. Each channel says that in its own words.
//!
//! One file for each act, `<noun>/<verb>.rs`, with a pure `decide` that is given what it looks at, and the
//! ids and times that were drawn before. An act that makes exactly one change gives the change itself and
//! no list; an act that nothing can stand against gives no `Result` either. An officer's act takes a
//! `Permit` and gives what the store is to write; where the store writes just what came in, the act gives
//! `()`. The checks that need no permit stand beside it as `may_…`, so that a preview can be made before
//! anybody signs; `decide` calls them too.
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
pub mod group;
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
