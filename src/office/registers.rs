//! A register that is imported: what it comes to, and bringing it in.

use super::act_failure::ActFailure;
use super::act_preview::{ActPreview, PreviewLine, RegisterLine};
use super::signing::ActSigned;
use crate::app::Service;
use crate::core::acts::member::import::{self, Facts, may_import, takes_two};
use crate::core::domain::proposal::Subject;
use crate::core::domain::{CoopId, Revision, Why};
use crate::core::register::{Preview, RegisterTable, plan};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

/// A register to import, as a proposal stores it: sealed, and only until it is signed or ended.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
pub struct Register {
    /// The file's name, for messages.
    file: String,
    /// Its bytes, in base64.
    table: String,
    /// Whether to change existing members too.
    changes: bool,
}

impl Register {
    /// From the bytes of a file of this name. `changes`: also alter members who are there.
    pub fn new(file: &str, bytes: &[u8], changes: bool) -> Self {
        Self {
            file: file.to_owned(),
            table: STANDARD.encode(bytes),
            changes,
        }
    }

    /// Its rows.
    pub fn table(&self) -> Result<RegisterTable, ActFailure> {
        let bytes = STANDARD.decode(&self.table);
        let bytes = bytes.map_err(|error| ActFailure::Table(error.to_string()))?;
        RegisterTable::read(&bytes).map_err(|fault| ActFailure::Table(fault.at(&self.file)))
    }

    /// Compares it with the members as they are now.
    pub async fn plan(&self, service: &Service, coop: CoopId) -> Result<Preview, ActFailure> {
        let known = service.store.register(coop).await?;
        let today = service.clock.now().day();
        let preview = plan(&self.table()?, &known, today);
        preview.map_err(|fault| ActFailure::Table(fault.at(&self.file)))
    }
}

fn revisions(preview: &Preview) -> Vec<&Revision> {
    preview.changed.iter().map(|one| &one.revision).collect()
}

fn facts<'a>(preview: &'a Preview, changed: &'a [&'a Revision]) -> Facts<'a> {
    Facts {
        new: &preview.new,
        changed,
        becoming_private: &preview.becoming_private,
        wrong_n: preview.wrong.len(),
    }
}

/// Whether what a register comes to may be done. `changes`: also alter members who are there.
pub fn may_bring_in(preview: &Preview, changes: bool) -> Result<(), import::Refusal> {
    may_import(facts(preview, &revisions(preview)), changes)
}

/// What is shown of a register before anybody signs: no names, and of phones the last digits.
pub async fn preview(
    service: &Service,
    coop: CoopId,
    register: &Register,
) -> Result<ActPreview, ActFailure> {
    let preview = register.plan(service, coop).await?;
    let changed = revisions(&preview);
    let facts = facts(&preview, &changed);
    may_import(facts, register.changes)?;
    let altered = changed.iter().copied().chain(&preview.becoming_private);
    Ok(ActPreview {
        lines: lines(&preview)
            .into_iter()
            .map(PreviewLine::Register)
            .collect(),
        reach: None,
        subjects: altered.map(|one| Subject::Member(one.id)).collect(),
        takes_two: takes_two(facts),
        unshown: register.table.clone(),
    })
}

/// Imports it; how many members came in.
pub async fn bring_in(
    service: &Service,
    coop: CoopId,
    register: &Register,
    signed: &ActSigned,
) -> Result<usize, ActFailure> {
    let preview = register.plan(service, coop).await?;
    let changed = revisions(&preview);
    let facts = facts(&preview, &changed);
    let imported = import::decide(&signed.permit, facts, register.changes)?;
    // Where nobody else signs, the ledger gives the register as the reason.
    let permit = signed.permit.clone();
    let alone = ActSigned::alone(permit.because(Why::Register));
    let is_alone = signed.permit.by().why == Why::Wanted;
    let writer = if is_alone { &alone } else { signed }.writer();
    let rows = (imported.new, &*imported.revisions);
    let now = service.clock.now();
    service.store.bring_in(writer, coop, rows, now).await?;
    Ok(imported.new.len())
}

/// What a register comes to, line by line.
pub fn lines(preview: &Preview) -> Vec<RegisterLine> {
    let mut lines = vec![RegisterLine::Counts {
        new_n: preview.new.len(),
        changed_n: preview.changed.len(),
        same_n: preview.same_n,
        wrong_n: preview.wrong.len(),
    }];
    let unread = preview.unread_columns.iter().cloned();
    lines.extend(unread.map(RegisterLine::UnreadColumn));
    lines.extend(preview.changed.iter().map(|one| RegisterLine::Altered {
        line: one.line,
        no: one.revision.no,
        changes: one.shown.clone(),
    }));
    if !preview.without_phone.is_empty() {
        lines.push(RegisterLine::WithoutPhone(preview.without_phone.clone()));
    }
    let shared = preview.shared.iter().cloned();
    lines.extend(shared.map(RegisterLine::SharedPhone));
    lines
}
