//! `check`: compiles menus and locales, and prints a summary or everything that is wrong.

use super::{CommandResult, script, tell};
use std::path::Path;

pub(super) fn check(from: Option<&Path>) -> CommandResult {
    let script = script(from)?;
    tell(crate::core::script::report(&script));
    Ok(())
}
