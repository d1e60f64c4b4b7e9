//! `check`: compiles menus and locales, and prints what they come to.

use super::{CommandResult, script, tell};
use std::path::Path;

pub(super) fn check(from: Option<&Path>) -> CommandResult {
    let script = script(from)?;
    tell(crate::core::script::report(&script));
    Ok(())
}
