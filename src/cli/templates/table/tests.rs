//! The table of templates, exported and imported, right and wrong.

use super::*;
use crate::core::domain::{Coop, CoopTexts, Lang};

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

fn table(rows: &[TemplateRow]) -> Vec<u8> {
    let mut table = Vec::new();
    assert!(write_rows(rows, &mut table).is_ok());
    table
}

fn filled(mut row: TemplateRow) -> TemplateRow {
    row.header = "ASHAMD".into();
    row.entity_id = "1101234567890123456".into();
    row.template_id = "1107161234567890123".into();
    row.state = "approved".into();
    row
}

/// The same line with an id of its own.
fn numbered((row, n): (TemplateRow, usize)) -> TemplateRow {
    TemplateRow {
        template_id: format!("11071612345678{n:05}"),
        ..filled(row)
    }
}

#[test]
fn the_table_goes_out_and_comes_back_whole() {
    let (mut coop, script) = (coop(), script());
    let rows = rows_of(&coop, &script);
    let neutral = |rows: &[TemplateRow], lang_script| -> TemplateRow {
        let found = rows
            .iter()
            .find(|row| row.key == "neutral" && row.lang_script == lang_script);
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
        .find(|row| row.key == "case-noted" && row.lang_script == "en");
    assert_eq!(
        saved.unwrap().body,
        "Asha Mandli: case {#numeric#} is noted. You have an answer within 7 days."
    );

    let rows: Vec<TemplateRow> = rows.into_iter().zip(0..).map(numbered).collect();
    let read = read_rows(&table(&rows), "t.csv", std::slice::from_ref(&coop), &script).unwrap();
    let [(id, news)] = read.as_slice() else {
        panic!("one cooperative")
    };
    assert_eq!((*id, news.len()), (CoopId(7), rows.len()));
    let kept = news.iter().map(|new| {
        (
            (new.notice.clone(), new.lang_script),
            new.registration.clone(),
        )
    });
    coop.texts.registrations = kept.collect();
    assert_eq!(rows_of(&coop, &script), rows);

    // A text that was registered with other words must be registered again.
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
    let with = |change: &dyn Fn(&mut TemplateRow)| {
        let mut row = good.clone();
        change(&mut row);
        row
    };
    let rows = [
        good.clone(),
        good.clone(),
        with(&|row| row.coop = "*1#".into()),
        with(&|row| row.key = "naam".into()),
        with(&|row| row.lang_script = "fr".into()),
        with(&|row| (row.lang_script, row.version) = ("en".into(), 9)),
        with(&|row| (row.lang_script, row.body) = ("hi".into(), "Asha Mandlj".into())),
    ];
    let name = &good.key;
    let wrong =
        read_rows(&table(&rows), "t.csv", std::slice::from_ref(&coop), &script).unwrap_err();
    let expected = [
        format!("t.csv:3: {name} {} stands there twice", good.lang_script),
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

    let one = |change: &dyn Fn(&mut TemplateRow)| {
        let table = table(&[with(change)]);
        read_rows(&table, "t.csv", std::slice::from_ref(&coop), &script)
            .unwrap_err()
            .remove(0)
    };
    assert!(one(&|row| row.class = "promotional".into()).contains("is registered as promotional"));
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

#[test]
fn r6_one_id_of_the_operators_is_of_one_text() {
    let (mut coop, script) = (coop(), script());
    let mut rows: Vec<TemplateRow> = rows_of(&coop, &script)
        .into_iter()
        .zip(0..)
        .map(numbered)
        .collect();
    let read = |coop: &CoopEntry, rows: &[TemplateRow]| {
        read_rows(&table(rows), "t.csv", std::slice::from_ref(coop), &script)
    };
    let [(_, news)] = &read(&coop, &rows).unwrap()[..] else {
        panic!("one cooperative")
    };
    let kept = news.iter().map(|new| {
        (
            (new.notice.clone(), new.lang_script),
            new.registration.clone(),
        )
    });
    coop.texts.registrations = kept.collect();
    // Two texts may exchange their ids in one table.
    let (first, second) = (rows[0].template_id.clone(), rows[1].template_id.clone());
    (rows[0].template_id, rows[1].template_id) = (second, first.clone());
    assert!(read(&coop, &rows).is_ok());
    // The same id on several lines is refused, with each line named.
    for row in &mut rows {
        row.template_id.clone_from(&first);
    }
    let wrong = read(&coop, &rows).unwrap_err();
    assert_eq!(wrong.len(), rows.len() - 1);
    assert!(
        wrong[0].starts_with("t.csv:3: the template id of "),
        "{wrong:?}"
    );
    assert!(wrong[0].contains("stands on line 2 already"), "{wrong:?}");
    // An id that belongs to a text outside the table is refused too.
    let wrong = read(&coop, &rows[1..2]).unwrap_err();
    let (key, lang_script) = (&rows[0].key, &rows[0].lang_script);
    assert!(
        wrong[0].contains(&format!("is that of {key} {lang_script}")),
        "{wrong:?}"
    );
}

#[test]
fn r6_what_table_programs_do_to_the_table_is_read() {
    let (coop, script) = (coop(), script());
    let rows: Vec<TemplateRow> = rows_of(&coop, &script)
        .into_iter()
        .zip(0..)
        .map(numbered)
        .collect();
    let written = table(&rows);
    assert!(
        written.starts_with("\u{feff}coop,key,".as_bytes()),
        "no mark"
    );
    let text = String::from_utf8(written.clone()).unwrap();
    let approved = text.replace(",approved,", ",Approved,");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for table in [written, approved.into_bytes(), utf16] {
        let read = read_rows(&table, "t.csv", std::slice::from_ref(&coop), &script).unwrap();
        assert_eq!(read[0].1.len(), rows.len());
        let state = read[0].1[0].registration.state;
        assert_eq!(state, RegistrationState::Approved);
    }
}

#[test]
fn r2_a_line_behind_blank_ones_has_its_own_number() {
    let (coop, script) = (coop(), script());
    let text = String::from_utf8(table(&rows_of(&coop, &script)[..1])).unwrap();
    let (head, row) = text.split_once('\n').unwrap();
    let table = format!("{head}\n\n\r\n{row}\n{row}");
    let wrong = read_rows(
        table.as_bytes(),
        "t.csv",
        std::slice::from_ref(&coop),
        &script,
    );
    let wrong = wrong.unwrap_err();
    assert!(
        wrong[0].starts_with("t.csv:6: ") && wrong[0].contains("twice"),
        "{wrong:?}"
    );
}
