//! What officers and the operator do: announcements, codes for voting, help with PINs, cases, registers, second
//! signatures, the second step of signing in, and the duty officer's texts about tasks.

pub mod act_done;
pub mod act_failure;
pub mod act_preview;
pub mod announcements;
pub mod announcing;
pub mod cases;
pub mod delivery;
pub mod duty;
pub mod entrance;
pub mod leaving;
pub mod ledger_check;
pub mod membership;
pub mod name_list;
pub mod pin_help;
pub mod proposed_act;
pub mod registered;
pub mod registers;
pub mod signing;
pub mod two;
pub mod vote_codes;
pub mod waits;
