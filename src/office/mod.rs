//! What officers and the operator do: announcements, codes for voting, help with PINs, second signatures,
//! and the duty officer's texts about tasks.

pub mod announcements;
pub mod duty;
pub mod pin_help;
pub mod signing;
pub mod vote_codes;
