//! What officers and the operator do together: announcements, codes, locks that two open, signatures, and who is told.

pub mod announcements;
pub mod duty;
pub mod pin_help;
pub mod signing;
pub mod vote_codes;
