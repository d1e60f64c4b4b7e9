//! The table itself: its lines, how they are made, and what may come back in them.

use crate::domain::{Class, CoopId, Registration, RegistrationState, Tongue};
use crate::script::Script;
use crate::script::notices::{House, Template};
use crate::store::{CoopEntry, NewRegistration};
use crate::texts::measure::Encoding;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// A header has at most so many letters and digits (rules reference 2.1).
const HEADER_MAX: usize = 11;

/// One line of the table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    /// The code that members of the cooperative dial.
    coop: String,
    key: String,
    tongue: String,
    version: i64,
    class: String,
    /// `Text` or `Unicode`, as the operators' form asks.
    #[serde(rename = "type")]
    kind: String,
    header: String,
    entity_id: String,
    template_id: String,
    state: String,
    body: String,
    /// SMS parts of the sample.
    segments: usize,
    /// The text with its longest plausible values.
    sample: String,
}

fn house(entry: &CoopEntry) -> House<'_> {
    House {
        texts: &entry.texts,
        code: &entry.coop.code,
        must_be_registered: false,
    }
}

/// The lines of one cooperative.
pub(super) fn rows_of(entry: &CoopEntry, script: &Script) -> Vec<Row> {
    let templates = script.notices().templates();
    templates
        .flat_map(|template| {
            let tongues = template.tongues();
            tongues.filter_map(|tongue| row(entry, script, template, tongue))
        })
        .collect()
}

fn row(entry: &CoopEntry, script: &Script, template: &Template, tongue: Tongue) -> Option<Row> {
    let house = house(entry);
    let body = template.registered(&house, tongue)?;
    let sample = script.notices().sample(&house, template, tongue)?;
    let key = (template.name.clone(), tongue);
    let kept = entry.texts.registrations.get(&key);
    // Other words than those that were registered are not registered, whatever their state was.
    let is_same = |kept: &&Registration| kept.body == body && kept.version == template.version;
    let same = kept.filter(is_same);
    let state = same.map_or(RegistrationState::Drafted, |kept| kept.state);
    Some(Row {
        coop: entry.coop.code.clone(),
        key: template.name.clone(),
        tongue: tongue.code().to_owned(),
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

/// Writes the table.
pub(super) fn write_rows(rows: &[Row], to: impl Write) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(to);
    for row in rows {
        writer.serialize(row)?;
    }
    Ok(writer.flush()?)
}

type Read = Vec<(CoopId, Vec<NewRegistration>)>;

/// Reads the whole table, or names every line that is wrong.
pub(super) fn read_rows(
    table: &[u8],
    name: &str,
    coops: &[CoopEntry],
    script: &Script,
) -> Result<Read, Vec<String>> {
    let mut reader = csv::Reader::from_reader(table);
    let headers = reader.headers().cloned().unwrap_or_default();
    let mut read: BTreeMap<CoopId, Vec<NewRegistration>> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut taken = BTreeSet::new();
    for record in reader.records() {
        // A body may stand on several lines of the file, so the file's own count is used.
        let (line, row) = match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                (line, record.deserialize::<Row>(Some(&headers)))
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                (line, Err(error))
            }
        };
        let new = row
            .map_err(|_| {
                "not coop,key,tongue,version,class,type,header,entity_id,template_id,state,body,\
                segments,sample"
                    .to_owned()
            })
            .and_then(|row| {
                let is_first =
                    taken.insert((row.coop.clone(), row.key.clone(), row.tongue.clone()));
                if is_first {
                    registration(&row, coops, script)
                } else {
                    Err(format!("{} {} stands there twice", row.key, row.tongue))
                }
            });
        match new {
            Ok((coop, new)) => read.entry(coop).or_default().push(new),
            Err(why) => wrong.push(format!("{name}:{line}: {why}")),
        }
    }
    if read.is_empty() && wrong.is_empty() {
        wrong.push(format!("{name}: no line of a template is in it"));
    }
    if wrong.is_empty() {
        Ok(read.into_iter().collect())
    } else {
        Err(wrong)
    }
}

/// What a line says, held against what we would send.
fn registration(
    row: &Row,
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
    let body = Tongue::parse(&row.tongue)
        .and_then(|tongue| Some((tongue, template.registered(&house(entry), tongue)?)));
    let (tongue, body) =
        body.ok_or_else(|| format!("{} has no words in {}", row.key, row.tongue))?;
    let what = format!("{} {}", row.key, row.tongue);
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
    let state = RegistrationState::parse(row.state.trim()).ok_or_else(|| {
        let known: Vec<&str> = RegistrationState::ALL.iter().map(|s| s.code()).collect();
        format!("the state of {what} is one of {}", known.join(", "))
    })?;
    let known = Registration {
        version: row.version,
        body,
        template_id: id(&row.template_id, "template id", &what)?,
        header: header(&row.header, &what)?,
        entity_id: id(&row.entity_id, "entity id", &what)?,
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
        tongue,
        class: template.class,
        registration: known,
    };
    Ok((entry.coop.id, new))
}

/// An id of the operators: digits. A program for tables easily makes `1.10716E+18` of it.
fn id(text: &str, kind: &str, what: &str) -> Result<String, String> {
    let text = text.trim();
    if text.len() <= 30 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(text.to_owned())
    } else {
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

/// The first letter, from 1, in which two texts differ.
fn differs_at(one: &str, other: &str) -> usize {
    let same = one.chars().zip(other.chars());
    same.take_while(|(one, other)| one == other).count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Coop, CoopTexts, Lang};

    fn coop() -> CoopEntry {
        CoopEntry {
            coop: Coop {
                id: CoopId(7),
                name: "Asha Mandli".into(),
                code: "*384*2742#".into(),
                lang: Lang::Gu,
            },
            categories: Vec::new(),
            addresses: Vec::new(),
            texts: CoopTexts::usual("Asha Mandli", "56161"),
        }
    }

    fn script() -> Script {
        Script::embedded().unwrap_or_else(|problems| panic!("{problems}"))
    }

    fn table(rows: &[Row]) -> Vec<u8> {
        let mut table = Vec::new();
        assert!(write_rows(rows, &mut table).is_ok());
        table
    }

    fn filled(mut row: Row) -> Row {
        row.header = "ASHAMD".into();
        row.entity_id = "1101234567890123456".into();
        row.template_id = "1107161234567890123".into();
        row.state = "approved".into();
        row
    }

    #[test]
    fn the_table_goes_out_and_comes_back_whole() {
        let (mut coop, script) = (coop(), script());
        let rows = rows_of(&coop, &script);
        let neutral = |rows: &[Row], tongue| -> Row {
            let found = rows
                .iter()
                .find(|row| row.key == "neutral" && row.tongue == tongue);
            found.unwrap().clone()
        };
        let (native, latin) = (neutral(&rows, "gu"), neutral(&rows, "gu-Latn"));
        assert_eq!(
            native.body,
            "Asha Mandli: તમારા માટે મેસેજ છે. *384*2742# ડાયલ કરો."
        );
        assert_eq!(
            (native.kind.as_str(), latin.kind.as_str()),
            ("Unicode", "Text")
        );
        assert_eq!(native.state, "drafted");
        let saved = rows
            .iter()
            .find(|row| row.key == "case-noted" && row.tongue == "en");
        assert_eq!(
            saved.unwrap().body,
            "Asha Mandli: case {#numeric#} is noted. You have an answer within 7 days."
        );

        let rows: Vec<Row> = rows.into_iter().map(filled).collect();
        let read = read_rows(&table(&rows), "t.csv", std::slice::from_ref(&coop), &script).unwrap();
        let [(id, news)] = read.as_slice() else {
            panic!("one cooperative")
        };
        assert_eq!((*id, news.len()), (CoopId(7), rows.len()));
        let kept = news
            .iter()
            .map(|new| ((new.notice.clone(), new.tongue), new.registration.clone()));
        coop.texts.registrations = kept.collect();
        assert_eq!(rows_of(&coop, &script), rows);

        // What was registered with other words is to be registered again.
        for kept in coop.texts.registrations.values_mut() {
            kept.body.push('!');
        }
        let again = neutral(&rows_of(&coop, &script), "gu");
        let shown = (
            again.state.as_str(),
            again.template_id.as_str(),
            again.header.as_str(),
        );
        assert_eq!(shown, ("drafted", "", "ASHAMD"));
    }

    #[test]
    fn every_wrong_line_is_named_and_none_is_taken() {
        let (coop, script) = (coop(), script());
        let good = filled(rows_of(&coop, &script).swap_remove(0));
        let with = |change: &dyn Fn(&mut Row)| {
            let mut row = good.clone();
            change(&mut row);
            row
        };
        let rows = [
            good.clone(),
            good.clone(),
            with(&|row| row.coop = "*1#".into()),
            with(&|row| row.key = "naam".into()),
            with(&|row| row.tongue = "fr".into()),
            with(&|row| (row.tongue, row.version) = ("en".into(), 9)),
            with(&|row| (row.tongue, row.body) = ("hi".into(), "Asha Mandlj".into())),
        ];
        let name = &good.key;
        let wrong =
            read_rows(&table(&rows), "t.csv", std::slice::from_ref(&coop), &script).unwrap_err();
        let expected = [
            format!("t.csv:3: {name} {} stands there twice", good.tongue),
            "t.csv:4: no cooperative has the code *1#".into(),
            "t.csv:5: there is no text naam".into(),
            format!("t.csv:6: {name} has no words in fr"),
            format!(
                "t.csv:7: {name} en is version 9, ours is {}: export it again",
                good.version
            ),
            format!("t.csv:8: the body of {name} hi is not ours from letter 11 on"),
        ];
        assert_eq!(wrong, expected);

        let one = |change: &dyn Fn(&mut Row)| {
            let table = table(&[with(change)]);
            read_rows(&table, "t.csv", std::slice::from_ref(&coop), &script)
                .unwrap_err()
                .remove(0)
        };
        assert!(
            one(&|row| row.class = "promotional".into()).contains("is registered as promotional")
        );
        assert!(one(&|row| row.state = "ok".into()).contains("is one of drafted, submitted"));
        assert!(one(&|row| row.template_id = "1.10716E+18".into()).contains("is digits"));
        assert!(one(&|row| row.header = "ASHA-MD".into()).contains("letters and digits"));
        assert!(one(&|row| row.entity_id = String::new()).contains("is approved and lacks"));
        let no_lines =
            read_rows(b"coop,key\n", "t.csv", std::slice::from_ref(&coop), &script).unwrap_err();
        assert_eq!(no_lines, ["t.csv: no line of a template is in it"]);
        let other = read_rows(b"coop,key\n*384*2742#,neutral\n", "t.csv", &[coop], &script);
        assert!(other.unwrap_err()[0].starts_with("t.csv:2: not coop,key,"));
    }
}
