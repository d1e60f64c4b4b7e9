//! An officer closes a task: whatever was paused because of it is used again.

use crate::core::authz::{Permit, Right};

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// No task of this number is open.
    NotOpen(i64),
}

/// A task that is closed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TaskClosed {
    /// Its short number.
    pub no: i64,
}

/// `open`: the numbers of the tasks that are open.
pub fn decide(permit: &Permit, open: &[i64], no: i64) -> Result<TaskClosed, Refusal> {
    if permit.right() != Right::SeeToDelivery {
        return Err(Refusal::Right);
    }
    if !open.contains(&no) {
        return Err(Refusal::NotOpen(no));
    }
    Ok(TaskClosed { no })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::authz::{Principal, require};
    use crate::core::domain::Via;

    #[test]
    fn only_what_is_open_is_closed() {
        let permit = |right| require(&Principal::Operator, right, Via::Cli).unwrap();
        let delivery = permit(Right::SeeToDelivery);
        assert_eq!(decide(&delivery, &[10, 11], 11), Ok(TaskClosed { no: 11 }));
        assert_eq!(decide(&delivery, &[10], 11), Err(Refusal::NotOpen(11)));
        let other = decide(&permit(Right::EditTexts), &[11], 11);
        assert_eq!(other, Err(Refusal::Right));
    }
}
