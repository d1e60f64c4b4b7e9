//! Files that only their owner can read, because they hold members' data and sealed columns.

use std::fs::{OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// Read and write for the owner alone.
const PRIVATE: u32 = 0o600;

/// Creates an empty file that only its owner can read. Fails where it exists.
pub(in crate::store) fn make(file: &Path) -> io::Result<()> {
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(PRIVATE)
        .open(file);
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(|_| ()),
    }
}

/// Makes a database's file, and the files that SQLite keeps beside it, readable by their owner alone.
/// SQLite creates further ones with the rights of the first. A file of another owner is left as it is, with
/// a warning in the log.
pub(in crate::store) fn close_to_others(file: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(end);
        let file = PathBuf::from(name);
        let Ok(found) = std::fs::metadata(&file) else {
            continue;
        };
        let is_open = found.permissions().mode() & 0o077 != 0;
        if is_open
            && let Err(error) = std::fs::set_permissions(&file, Permissions::from_mode(PRIVATE))
        {
            tracing::warn!(%error, "database file is readable by others");
        }
    }
}
