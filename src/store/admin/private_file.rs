//! Files of ours that nobody else on the machine reads: they hold who is whose member, amounts, and what is
//! sealed.

use std::fs::{OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// The owner's alone.
const PRIVATE: u32 = 0o600;

/// Makes an empty file, where there is none, that only its owner reads.
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

/// Takes a database's file, and those that SQLite has made beside it, from everybody but its owner. SQLite makes
/// new ones with the rights of the first. Where the file is somebody else's it stays as it is, and that is told.
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
