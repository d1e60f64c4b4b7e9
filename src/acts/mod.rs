//! What can be done, decided once for every channel: the menu and texts ask the same function, which
//! gives the change, or why there is none. Each channel says that in its own words.
//!
//! Only those acts stand here whose rules differed between the channels; the others move here with
//! what needs them.
//!
//! **Invariant:** nothing here waits, draws by chance, or knows how somebody reached us.

pub mod case;
pub mod entry;
pub mod officer;
pub mod terms;
