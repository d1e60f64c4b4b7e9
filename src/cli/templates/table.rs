//! The table of templates: making its lines, and checking them when they are imported.

use super::ids::TemplateIds;
use crate::core::domain::{Class, CoopId, LangScript, Registration, RegistrationState};
use crate::core::register::{BYTE_ORDER_MARK, RegisterTable, TableRow};
use crate::core::script::Script;
use crate::core::script::notices::{SenderContext, SmsTemplate};
use crate::core::texts::measure::Encoding;
use crate::store::{CoopEntry, NewRegistration};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// The longest header, in letters and digits (rules 2.1).
const HEADER_MAX: usize = 11;

/// One line of the table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TemplateRow {
    /// The code that members of the cooperative dial.
    coop: String,
    key: String,
    lang_script: String,
    version: i64,
    class: String,
    /// `Text` or `Unicode`, as the operators' form calls it.
    #[serde(rename = "type")]
    kind: String,
    header: String,
    entity_id: String,
    template_id: String,
    state: String,
    body: String,
    /// The SMS parts of the sample.
    segments: usize,
    /// The text with the longest values that are likely.
    sample: String,
}

fn sender(entry: &CoopEntry) -> SenderContext<'_> {
    SenderContext {
        texts: &entry.texts,
        code: &entry.coop.code,
        must_be_registered: false,
    }
}

/// The lines of one cooperative.
pub(super) fn rows_of(entry: &CoopEntry, script: &Script) -> Vec<TemplateRow> {
    let templates = script.notices().templates();
    templates
        .flat_map(|template| {
            let lang_scripts = template.lang_scripts();
            lang_scripts.filter_map(|lang_script| row(entry, script, template, lang_script))
        })
        .collect()
}

fn row(
    entry: &CoopEntry,
    script: &Script,
    template: &SmsTemplate,
    lang_script: LangScript,
) -> Option<TemplateRow> {
    let sender = sender(entry);
    let body = template.registered(&sender, lang_script)?;
    let sample = script.notices().sample(&sender, template, lang_script)?;
    let key = (template.name.clone(), lang_script);
    let kept = entry.texts.registrations.get(&key);
    // If the words have changed since the registration, they are not registered, whatever the state was.
    let is_same = |kept: &&Registration| kept.body == body && kept.version == template.version;
    let same = kept.filter(is_same);
    let state = same.map_or(RegistrationState::Drafted, |kept| kept.state);
    Some(TemplateRow {
        coop: entry.coop.code.clone(),
        key: template.name.clone(),
        lang_script: lang_script.code().to_owned(),
        version: template.version,
        class: template.class.code().to_owned(),
        kind: match sample.size.encoding {
            Encoding::Gsm7 => "Text",
            Encoding::Ucs2 => "Unicode",
        }
        .to_owned(),
        header: kept.map_or_else(String::new, |kept| kept.header.clone()),
        entity_id: kept.map_or_else(String::new, |kept| kept.entity_id.clone()),
        template_id: same.map_or_else(String::new, |kept| kept.template_id.clone()),
        state: state.code().to_owned(),
        body,
        segments: sample.segments,
        sample: sample.text,
    })
}

/// Writes the table with a byte order mark, by which spreadsheet programs recognise UTF-8.
pub(super) fn write_rows(rows: &[TemplateRow], mut to: impl Write) -> Result<(), csv::Error> {
    to.write_all(BYTE_ORDER_MARK.as_bytes())?;
    let mut writer = csv::Writer::from_writer(to);
    for row in rows {
        writer.serialize(row)?;
    }
    Ok(writer.flush()?)
}

type RowsByCoop = Vec<(CoopId, Vec<NewRegistration>)>;

/// Reads the whole table, or reports every line that is wrong.
pub(super) fn read_rows(
    table: &[u8],
    name: &str,
    coops: &[CoopEntry],
    script: &Script,
) -> Result<RowsByCoop, Vec<String>> {
    let table = RegisterTable::read(table).map_err(|fault| vec![fault.at(name)])?;
    let headers = csv::StringRecord::from(table.head.cells);
    let mut read: BTreeMap<CoopId, Vec<NewRegistration>> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut taken = BTreeSet::new();
    let mut ids = TemplateIds::default();
    for TableRow { line, cells } in table.rows {
        let row = csv::StringRecord::from(cells).deserialize::<TemplateRow>(Some(&headers));
        let new = row
            .map_err(|_| {
                "not coop,key,lang_script,version,class,type,header,entity_id,template_id,state,body,\
                segments,sample"
                    .to_owned()
            })
            .and_then(|row| {
                let is_first =
                    taken.insert((row.coop.clone(), row.key.clone(), row.lang_script.clone()));
                if is_first {
                    registration(&row, coops, script)
                } else {
                    Err(format!("{} {} stands there twice", row.key, row.lang_script))
                }
            });
        let new = new.and_then(|new| ids.take(line, new));
        match new {
            Ok((coop, new)) => read.entry(coop).or_default().push(new),
            Err(why) => wrong.push(format!("{name}:{line}: {why}")),
        }
    }
    wrong.extend(
        ids.of_others(coops, &read)
            .map(|(line, why)| format!("{name}:{line}: {why}")),
    );
    if read.is_empty() && wrong.is_empty() {
        wrong.push(format!("{name}: no line of a template is in it"));
    }
    if wrong.is_empty() {
        Ok(read.into_iter().collect())
    } else {
        Err(wrong)
    }
}

/// The registration on a line, checked against the text that we would send.
fn registration(
    row: &TemplateRow,
    coops: &[CoopEntry],
    script: &Script,
) -> Result<(CoopId, NewRegistration), String> {
    let entry = coops
        .iter()
        .find(|entry| entry.coop.code == row.coop)
        .ok_or_else(|| format!("no cooperative has the code {}", row.coop))?;
    let template = script
        .notices()
        .template(&row.key)
        .ok_or_else(|| format!("there is no text {}", row.key))?;
    let body = LangScript::parse(&row.lang_script).and_then(|lang_script| {
        Some((
            lang_script,
            template.registered(&sender(entry), lang_script)?,
        ))
    });
    let (lang_script, body) =
        body.ok_or_else(|| format!("{} has no words in {}", row.key, row.lang_script))?;
    let what = format!("{} {}", row.key, row.lang_script);
    if row.version != template.version {
        let (theirs, ours) = (row.version, template.version);
        return Err(format!(
            "{what} is version {theirs}, ours is {ours}: export it again"
        ));
    }
    if Class::parse(&row.class) != Some(template.class) {
        let (theirs, ours) = (&row.class, template.class.code());
        return Err(format!("{what} is registered as {theirs}, ours is {ours}"));
    }
    if row.body != body {
        let at = differs_at(&row.body, &body);
        return Err(format!(
            "the body of {what} is not ours from letter {at} on"
        ));
    }
    let state = RegistrationState::parse(&row.state.trim().to_lowercase()).ok_or_else(|| {
        let known: Vec<&str> = RegistrationState::ALL.iter().map(|s| s.code()).collect();
        format!("the state of {what} is one of {}", known.join(", "))
    })?;
    let known = Registration {
        version: row.version,
        body,
        template_id: OperatorId::Template.read(&row.template_id, &what)?,
        header: header(&row.header, &what)?,
        entity_id: OperatorId::Entity.read(&row.entity_id, &what)?,
        state,
    };
    let is_whole = [&known.template_id, &known.header, &known.entity_id]
        .iter()
        .all(|part| !part.is_empty());
    if state == RegistrationState::Approved && !is_whole {
        return Err(format!(
            "{what} is approved and lacks its header, entity id or template id"
        ));
    }
    let new = NewRegistration {
        notice: row.key.clone(),
        lang_script,
        class: template.class,
        registration: known,
    };
    Ok((entry.coop.id, new))
}

/// An id that the operators give.
#[derive(Clone, Copy)]
enum OperatorId {
    Template,
    Entity,
}

impl OperatorId {
    /// Reads an id: digits. Spreadsheet programs easily make `1.10716E+18` of it.
    fn read(self, text: &str, what: &str) -> Result<String, String> {
        let text = text.trim();
        if text.len() <= 30 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(text.to_owned());
        }
        let kind = match self {
            Self::Template => "template id",
            Self::Entity => "entity id",
        };
        Err(format!(
            "the {kind} of {what} is digits: keep the column as text"
        ))
    }
}

fn header(text: &str, what: &str) -> Result<String, String> {
    let text = text.trim();
    if text.len() <= HEADER_MAX && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        Ok(text.to_owned())
    } else {
        Err(format!(
            "the header of {what} is at most {HEADER_MAX} letters and digits"
        ))
    }
}

/// The position, from 1, of the first letter in which two texts differ.
fn differs_at(one: &str, other: &str) -> usize {
    let same = one.chars().zip(other.chars());
    same.take_while(|(one, other)| one == other).count() + 1
}

#[cfg(test)]
mod tests;
