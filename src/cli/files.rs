//! Files that an operator names: read with a clear word where that fails, and made so that nobody else on the
//! machine reads them and nothing is written over.

use super::Failed;
use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// The operator's alone.
const PRIVATE: u32 = 0o600;

/// A file's bytes.
pub(super) fn read(file: &Path) -> Result<Vec<u8>, Failed> {
    if file.is_dir() {
        let why = format!("{}: this is a folder, not a file", file.display());
        return Err(Failed::Refused(why));
    }
    std::fs::read(file).map_err(|error| Failed::Refused(format!("{}: {error}", file.display())))
}

/// A file's text.
pub(super) fn read_text(file: &Path) -> Result<String, Failed> {
    String::from_utf8(read(file)?)
        .map_err(|_| Failed::Refused(format!("{}: not UTF-8", file.display())))
}

/// A new file that only the operator reads.
pub(super) fn create(file: &Path) -> Result<File, Failed> {
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(PRIVATE)
        .open(file);
    made.map_err(|error| {
        let why = if error.kind() == ErrorKind::AlreadyExists {
            "it is there already; name another, or take it away".to_owned()
        } else {
            error.to_string()
        };
        Failed::Refused(format!("{}: {why}", file.display()))
    })
}
