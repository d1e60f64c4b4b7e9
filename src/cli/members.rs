//! `sahkar import members FILE`: a register, first shown, then imported as a whole.
//!
//! If one row is wrong, nothing is written. If a row would change an existing member, the old and new
//! values are shown, and they are written only with `--changes`.

use super::act_preview::ActPreview;
use super::coop_arg::Desk;
use super::files;
use super::{CommandResult, Failed, complain, counted, tell};
use crate::core::acts::member::import::{self, Facts, may_import, takes_two};
use crate::core::domain::proposal::Subject;
use crate::core::domain::{Revision, Why};
use crate::core::register::{BYTE_ORDER_MARK, Preview, RegisterTable, as_text, plan};
use crate::office::signing::ActSigned;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A register to import, as a proposal stores it: sealed, and only until it is signed or ended.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
pub(super) struct Register {
    /// The file's name, for messages.
    file: String,
    /// Its bytes, in base64.
    table: String,
    /// Whether to change existing members too.
    changes: bool,
}

impl Register {
    pub(super) fn new(file: &Path, bytes: &[u8], changes: bool) -> Self {
        Self {
            file: file.display().to_string(),
            table: STANDARD.encode(bytes),
            changes,
        }
    }

    pub(super) fn table(&self) -> Result<RegisterTable, Failed> {
        let bytes = STANDARD.decode(&self.table);
        let bytes = bytes.map_err(|error| Failed::Refused(error.to_string()))?;
        RegisterTable::read(&bytes).map_err(|fault| Failed::Refused(fault.at(&self.file)))
    }

    /// Compares the register with the members as they are now.
    pub(super) async fn plan(&self, desk: &Desk) -> Result<Preview, Failed> {
        let known = desk.store().register(desk.coop()).await?;
        let today = desk.service.clock.now().day();
        let preview = plan(&self.table()?, &known, today);
        preview.map_err(|fault| Failed::Refused(fault.at(&self.file)))
    }
}

pub(super) fn revisions(preview: &Preview) -> Vec<&Revision> {
    preview.changed.iter().map(|one| &one.revision).collect()
}

pub(super) fn facts<'a>(preview: &'a Preview, changed: &'a [&'a Revision]) -> Facts<'a> {
    Facts {
        new: &preview.new,
        changed,
        becoming_private: &preview.becoming_private,
        wrong_n: preview.wrong.len(),
    }
}

/// What is shown of a register before anybody signs: no names, and of phones the last digits.
pub(super) async fn look(desk: &Desk, register: &Register) -> Result<ActPreview, Failed> {
    let preview = register.plan(desk).await?;
    let changed = revisions(&preview);
    let facts = facts(&preview, &changed);
    may_import(facts, register.changes)?;
    let altered = changed.iter().copied().chain(&preview.becoming_private);
    Ok(ActPreview {
        shown: shown(&preview),
        told_n: 0,
        subjects: altered.map(|one| Subject::Member(one.id)).collect(),
        takes_two: takes_two(facts),
        unshown: register.table.clone(),
        is_told_where_done: true,
    })
}

/// Imports it.
pub(super) async fn bring_in(
    desk: &Desk,
    register: &Register,
    signed: &ActSigned,
) -> CommandResult {
    let preview = register.plan(desk).await?;
    let changed = revisions(&preview);
    let facts = facts(&preview, &changed);
    let imported = import::decide(&signed.permit, facts, register.changes)?;
    // Where nobody else signs, the ledger gives the register as the reason.
    let permit = signed.permit.clone();
    let alone = ActSigned::alone(permit.because(Why::Register));
    let is_alone = signed.permit.by().why == Why::Wanted;
    let writer = if is_alone { &alone } else { signed }.writer();
    let rows = (imported.new, &*imported.revisions);
    let now = desk.service.clock.now();
    let done = desk.store().bring_in(writer, desk.coop(), rows, now);
    done.await?;
    let new_n = imported.new.len();
    tell(format!(
        "{} in. Each sets her PIN with two officers.",
        counted(new_n, "member is", "members are")
    ));
    Ok(())
}

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
    let (new_n, changed_n) = (preview.new.len(), preview.changed.len());
    let mut lines = vec![format!(
        "{new_n} new, {changed_n} changed, {} the same, {} wrong.",
        preview.same_n,
        preview.wrong.len()
    )];
    for column in &preview.unread_columns {
        lines.push(format!("The column `{column}` is not read."));
    }
    for one in &preview.changed {
        let (line, no) = (one.line, one.revision.no);
        lines.push(format!(
            "Line {line}, member {no}: {}.",
            one.shown.join(", ")
        ));
    }
    if !preview.without_phone.is_empty() {
        let list: Vec<String> = preview
            .without_phone
            .iter()
            .map(ToString::to_string)
            .collect();
        lines.push(format!(
            "Without a phone, so that she can neither call nor be texted: lines {}.",
            list.join(", ")
        ));
    }
    for numbers in &preview.shared {
        let list: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        lines.push(format!(
            "Members {} share a phone: texts to them tell only that there is a message.",
            list.join(", ")
        ));
    }
    lines
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
