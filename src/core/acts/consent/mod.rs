//! Her permissions: saying yes or no to a request, and stopping what she allowed.

pub mod give;
pub mod refuse;
pub mod stop;

pub use crate::core::domain::consent::Refusal;
