//! `sahkar import members FILE`: a register, first shown, then imported as a whole.
//!
//! If one row is wrong, nothing is written. If a row would change an existing member, the old and new
//! values are shown, and they are written only with `--changes`.

use super::act_preview::of_register;
use super::files;
use super::{CommandResult, Failed, complain};
use crate::core::register::{BYTE_ORDER_MARK, Preview, RegisterTable, as_text};
use crate::office::registers::lines;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// How a register is imported.
#[derive(clap::Args, Debug)]
pub(super) struct ImportOptions {
    /// Show what would be done, and do nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Also alter members who are there
    #[arg(long)]
    pub(super) changes: bool,
    /// Write the rows that are wrong to this file, each with the reason; it must not exist
    #[arg(long, value_name = "FILE")]
    pub(super) errors: Option<PathBuf>,
}

/// The comparison, as lines for the operator.
pub(super) fn shown(preview: &Preview) -> Vec<String> {
    lines(preview).iter().map(of_register).collect()
}

/// Reports every wrong row, and writes the rows to a file where that is asked for.
pub(super) fn refuse(
    file: &Path,
    table: &RegisterTable,
    preview: &Preview,
    errors: Option<&Path>,
) -> CommandResult {
    for wrong in &preview.wrong {
        complain(format!("{}:{}: {}", file.display(), wrong.line, wrong.why));
    }
    if let Some(errors) = errors {
        write_errors(errors, table, preview)?;
        complain(format!(
            "The rows that are wrong are in {}.",
            errors.display()
        ));
    }
    let counts = shown(preview).swap_remove(0);
    Err(Failed::Refused(format!("{counts} Nothing is written.")))
}

/// Writes the wrong rows with their lines and reasons, to be corrected and imported again.
fn write_errors(file: &Path, table: &RegisterTable, preview: &Preview) -> CommandResult {
    let mut whys: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for wrong in &preview.wrong {
        whys.entry(wrong.line).or_default().push(&wrong.why);
    }
    let mut to = files::create(file)?;
    to.write_all(BYTE_ORDER_MARK.as_bytes())?;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(to);
    let mut write = |before: [&str; 2], cells: &[String]| {
        let cells = cells.iter().map(|cell| as_text(cell));
        writer.write_record(before.map(ToOwned::to_owned).into_iter().chain(cells))
    };
    write(["line", "why"], &table.head.cells)?;
    for row in &table.rows {
        if let Some(why) = whys.get(&row.line) {
            write([&row.line.to_string(), &why.join("; ")], &row.cells)?;
        }
    }
    writer.flush()?;
    Ok(())
}
