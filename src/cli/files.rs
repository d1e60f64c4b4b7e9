//! Files that an operator names: reading them with a clear error, and creating them so that no other user
//! of the machine can read them and no file is overwritten.

use super::Failed;
use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// Read and write for the owner alone.
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

/// Creates a file that only its owner can read.
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
