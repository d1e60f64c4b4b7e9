//! `sahkar import members FILE`: a register, shown first and brought in as a whole.
//!
//! Where a row is wrong nothing is written. Where a row would alter a member who is there, that is shown with
//! what it was and what it would be, and written only with `--changes`.

use super::coop_arg::find_coop;
use super::files;
use super::whose::Whose;
use super::{CommandResult, Failed, SettingsArgs, complain, database_config, make, tell};
use crate::clock::Clock;
use crate::core::acts::terms::Act;
use crate::core::domain::Why;
use crate::core::register::{BYTE_ORDER_MARK, Preview, RegisterTable, as_text, plan};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// How a register is to be brought in.
#[derive(clap::Args, Debug)]
pub(super) struct Manner {
    /// Show what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Also alter members who are there
    #[arg(long)]
    changes: bool,
    /// Write the rows that are wrong to this file, each with the reason; it must not exist
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
}

pub(super) async fn import_members(
    settings: &SettingsArgs,
    coop: Option<&str>,
    file: &Path,
    (manner, whose): (&Manner, &Whose),
) -> CommandResult {
    let name = file.display();
    let bytes = files::read(file)?;
    let table = RegisterTable::read(&bytes).map_err(|fault| Failed::Refused(fault.at(&name)))?;
    let store = make(&database_config(settings)?).await?;
    let coop = find_coop(&store, coop).await?.coop.id;
    let now = Clock::system().now();
    let known = store.register(coop).await?;
    let preview = plan(&table, &known, now.day());
    let preview = preview.map_err(|fault| Failed::Refused(fault.at(&name)))?;
    let may_write = preview.wrong.is_empty() && (preview.changed.is_empty() || manner.changes);
    if may_write && !manner.dry_run {
        let permit = whose.permit(&store, coop, Act::MemberImport).await?;
        let changed = preview.changed.iter().map(|one| &one.revision);
        let revisions: Vec<_> = changed.chain(&preview.becoming_private).collect();
        store
            .bring_in(
                &permit.by().because(Why::Register),
                coop,
                (&preview.new, &revisions),
                now,
            )
            .await?;
    }
    store.close().await;
    if !preview.wrong.is_empty() {
        return refuse(file, &table, &preview, manner.errors.as_deref());
    }
    for line in shown(&preview) {
        tell(line);
    }
    if manner.dry_run {
        tell("Nothing is written.");
        return Ok(());
    }
    if !may_write {
        return Err(Failed::Refused(
            "Nothing is written: members who are there would be altered. With --changes they are."
                .to_owned(),
        ));
    }
    let new_n = preview.new.len();
    tell(format!(
        "{new_n} members are in. Each sets her PIN with two officers."
    ));
    Ok(())
}

/// What is found, for people.
fn shown(preview: &Preview) -> Vec<String> {
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

/// Names every row that is wrong, and writes them down where that is asked.
fn refuse(
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

/// The rows that are wrong, with their lines and the reasons: a file to be mended and brought in.
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
