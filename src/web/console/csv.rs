//! A table as a file for a spreadsheet: it begins with a byte order mark, by which Gujarati is read rightly, and no
//! cell is taken for a formula.

use super::outcome::Outcome;
use crate::core::register::BYTE_ORDER_MARK;

/// A cell that a spreadsheet would take for a formula gets a sign in front that makes it text (console reference 2,
/// sentence 16).
fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// The file of a table, with this name.
pub(super) fn file(name: &str, rows: &[Vec<String>]) -> Outcome {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    for row in rows {
        // Writing to memory does not fail.
        let _ = writer.write_record(row.iter().map(|cell| guarded(cell)));
    }
    Outcome::File {
        name: name.to_owned(),
        kind: "text/csv; charset=utf-8",
        bytes: writer.into_inner().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_the_file_says_that_it_is_utf_8() {
        let row = ["=1+1", "+91", "-3", "@x", "\ty", "આશા, બે", "7"];
        let row = row.map(str::to_owned).to_vec();
        let Outcome::File { bytes, .. } = file("x.csv", &[row]) else {
            panic!("no file");
        };
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text, "\u{feff}'=1+1,'+91,'-3,'@x,'\ty,\"આશા, બે\",7\n");
    }
}
