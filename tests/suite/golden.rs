//! Files with the expected output of the program. `UPDATE=1` rewrites them; the difference is reviewed.

use std::path::Path;

/// Compares a text with a file of the repository, or rewrites the file where `UPDATE` is set.
///
/// # Panics
///
/// Where they differ, with the first line that does.
pub(crate) fn compare(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept == text {
        return;
    }
    let differs = kept
        .lines()
        .zip(text.lines())
        .position(|(kept, said)| kept != said);
    let at = differs.unwrap_or_else(|| kept.lines().count().min(text.lines().count()));
    panic!(
        "{file}:{}: kept {:?}, now {:?}; UPDATE=1 rewrites the file",
        at + 1,
        kept.lines().nth(at).unwrap_or(""),
        text.lines().nth(at).unwrap_or("")
    );
}
