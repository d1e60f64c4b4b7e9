//! Why somebody is no member any more, in words.

use crate::core::domain::LeaveReason;

/// What a reason is called.
pub(super) fn leave_words(reason: LeaveReason) -> &'static str {
    match reason {
        LeaveReason::Asked => "leave-asked",
        LeaveReason::Moved => "leave-moved",
        LeaveReason::Died => "leave-died",
        LeaveReason::Removed => "leave-removed",
    }
}
