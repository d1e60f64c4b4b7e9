//! The rows of a table, each with the line that it begins on, as an editor counts lines.

use super::decode::decode;
use std::fmt;

/// What is wrong with a table as a whole, and on which line that shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableFault {
    /// The line, from 1; none where it is the whole file.
    pub line: Option<usize>,
    /// What is wrong, and what would be right.
    pub why: String,
}

impl TableFault {
    fn of_file(why: impl Into<String>) -> Self {
        Self {
            line: None,
            why: why.into(),
        }
    }

    /// `FILE:3: why`.
    pub fn at(&self, file: impl fmt::Display) -> String {
        match self.line {
            Some(line) => format!("{file}:{line}: {}", self.why),
            None => format!("{file}: {}", self.why),
        }
    }
}

/// One row of the table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableRow {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// Its cells.
    pub cells: Vec<String>,
}

impl TableRow {
    fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// A table with a first row that names its columns. Rows in which nothing stands are left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegisterTable {
    /// The names of its columns.
    pub head: TableRow,
    /// The rows below.
    pub rows: Vec<TableRow>,
}

impl RegisterTable {
    /// Reads a file as table programs write them: separated by commas, semicolons or tabs, in UTF-8, UTF-16
    /// or Windows-1252, with or without a byte order mark.
    pub fn read(bytes: &[u8]) -> Result<Self, TableFault> {
        let text = decode(bytes).map_err(TableFault::of_file)?;
        if text.trim().is_empty() {
            return Err(TableFault::of_file("the file is empty"));
        }
        let (separator, begins) = separator(&text);
        let mut rows = rows(&text, separator, begins)?.into_iter();
        let Some(head) = rows.next() else {
            return Err(TableFault::of_file("only separators stand in it"));
        };
        Ok(Self {
            head,
            rows: rows.collect(),
        })
    }
}

/// What separates the cells, and where the first row begins. Some programs say it in a line of its own,
/// `sep=;`; otherwise it is what stands most often in the first line with anything in it.
fn separator(text: &str) -> (u8, usize) {
    let mut begins = 0;
    for line in text.split_inclusive('\n') {
        let said = line.trim().trim_matches('"');
        if let Some(sign) = said
            .strip_prefix("sep=")
            .and_then(|sign| sign.bytes().next())
        {
            return (sign, begins + line.len());
        }
        if !said.is_empty() {
            let count = |sign: &u8| line.bytes().filter(|byte| byte == sign).count();
            let most = b"\t;,".iter().copied().max_by_key(count);
            return (most.unwrap_or(b','), begins);
        }
        begins += line.len();
    }
    (b',', 0)
}

fn rows(text: &str, separator: u8, begins: usize) -> Result<Vec<TableRow>, TableFault> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(&text.as_bytes()[begins..]);
    let mut rows: Vec<TableRow> = Vec::new();
    for record in reader.records() {
        // The bytes are UTF-8 and rows may be of any length, so nothing else is left to go wrong.
        let record = record.map_err(|error| TableFault::of_file(error.to_string()))?;
        let at = record.position().map_or(0, csv::Position::byte);
        let row = TableRow {
            line: line_of(text, begins + usize::try_from(at).unwrap_or(0)),
            cells: record.iter().map(ToOwned::to_owned).collect(),
        };
        if !row.is_empty() {
            rows.push(row);
        }
    }
    // A quotation mark that is not closed takes everything after it into its cell.
    let last_spans = |row: &&TableRow| row.cells.iter().any(|cell| cell.contains(['\n', '\r']));
    let is_open = text.matches('"').count() % 2 == 1;
    if let Some(row) = rows.last().filter(last_spans).filter(|_| is_open) {
        return Err(TableFault {
            line: Some(row.line),
            why: "a quotation mark is opened and never closed".to_owned(),
        });
    }
    Ok(rows)
}

/// The line that a row begins on. The reader counts from where the row before ended, so the ends of lines
/// that still stand there, and empty lines, are stepped over.
fn line_of(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let before = text.len() - rest.trim_start_matches(['\r', '\n']).len();
    let before = &text.as_bytes()[..before];
    let ends = |(n, byte): (usize, &u8)| {
        *byte == b'\n' || (*byte == b'\r' && before.get(n + 1) != Some(&b'\n'))
    };
    before.iter().enumerate().filter(|one| ends(*one)).count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(usize, Vec<String>)> {
        let table = RegisterTable::read(text.as_bytes()).unwrap();
        let rows = table.rows.into_iter();
        rows.map(|row| (row.line, row.cells)).collect()
    }

    fn cells(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn r2_a_row_has_the_line_that_an_editor_shows() {
        for end in ["\n", "\r\n", "\r"] {
            let text = [
                "no,name", "", "", "1,A", "2,\"B", "b\"", "", " , ", ",", "3,C", "4,\"D\"",
            ]
            .join(end);
            let two = format!("B{end}b");
            assert_eq!(
                lines(&text),
                [
                    (4, cells(&["1", "A"])),
                    (5, cells(&["2", &two])),
                    (10, cells(&["3", "C"])),
                    (11, cells(&["4", "D"])),
                ],
                "{end:?}"
            );
        }
    }

    #[test]
    fn r4_semicolons_tabs_and_a_line_that_names_the_separator_are_read() {
        for (text, line) in [
            ("no;name\n1;A, B\n", 2),
            ("no\tname\n1\tA, B\n", 2),
            ("\nsep=;\r\nno;name\n1;A, B\n", 4),
            ("no,name\n1,\"A, B\"\n", 2),
            ("\n\nno;name\n1;A, B\n", 4),
        ] {
            assert_eq!(lines(text), [(line, cells(&["1", "A, B"]))], "{text}");
        }
    }

    #[test]
    fn r3_a_file_without_rows_is_refused_by_name() {
        for (text, why) in [
            ("", "the file is empty"),
            ("\u{feff}\n\n", "the file is empty"),
            (",,,\n,,,\n", "only separators stand in it"),
            (
                "no,name\n1,A\n2,\"B\n3,C\n",
                "a quotation mark is opened and never closed",
            ),
        ] {
            let fault = RegisterTable::read(text.as_bytes()).unwrap_err();
            assert_eq!(fault.why, why, "{text}");
        }
        let open = RegisterTable::read(b"no,name\n1,A\n2,\"B\n3,C\n").unwrap_err();
        assert_eq!(
            open.at("r.csv"),
            "r.csv:3: a quotation mark is opened and never closed"
        );
        // A quotation mark that stands for an inch.
        assert_eq!(lines("no,name\n1,5\" pipe\n").len(), 1);
    }
}
