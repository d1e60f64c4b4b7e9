//! What an officer has to see to.

use crate::core::domain::{RowId, TaskKind};

/// Something waits for an officer. Refused where the same waits already.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskOpened {
    /// Its id. It gets its short number when it is written, once it is sure that it is a new one.
    pub id: RowId,
    /// What kind it is.
    pub kind: TaskKind,
    /// What it is about, by name.
    pub about: String,
}

/// An officer has seen to it: what was paused because of it may be used again. Refused where another
/// has closed it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Closed {
    /// The task's id.
    pub id: RowId,
    /// What kind it is.
    pub kind: TaskKind,
    /// What it is about, by name: what is resumed.
    pub about: String,
}

/// The changes of the officers' tasks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// Something waits for an officer.
    Opened(TaskOpened),
    /// An officer has seen to it.
    Closed(Closed),
}

impl Change {
    /// Which task.
    pub fn task(&self) -> RowId {
        match self {
            Self::Opened(opened) => opened.id,
            Self::Closed(closed) => closed.id,
        }
    }
}
