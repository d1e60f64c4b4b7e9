//! One turn of one conversation: a pure function over a checked script.
//!
//! `wants` says what a turn must know, the shell loads it, and `turn` decides: where she waits, what she is
//! told, as a screen that any channel can show, and what alters the record. `Facts::apply` says what the
//! facts are after a change.
//!
//! **Invariant:** nothing here waits, reads a clock or draws by chance, and a turn cannot fail.
//!
//! **Invariant:** a stored state is a name; a release may rename or reorder anything.

mod act;
mod after;
mod cases;
mod conditions;
pub mod facts;
pub mod habits;
mod input;
mod known;
mod lists;
pub mod meaning;
mod pin;
mod screen;
pub mod state;
mod turn;
mod values;
mod wants;

pub use facts::Facts;
pub use input::Input;
pub use state::{Caller, DialogueState, Draft};
pub use turn::{Turn, Waiting, turn};
pub use wants::{PinWork, TurnNeeds, wants};
