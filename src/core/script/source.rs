//! Where menus and words come from: built into the program, or a folder of the operator's.

use crate::core::domain::LangScript;
use include_dir::{Dir, include_dir};
use std::io;
use std::path::Path;
use std::sync::Arc;

static MENUS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/menus");
static LOCALES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// Files by the name the operator knows them by (`menus/home.toml`), sorted.
#[derive(Clone, Debug, Default)]
pub struct Sources(pub Vec<(String, Arc<str>)>);

impl Sources {
    /// The files built into the program.
    pub fn embedded() -> Self {
        let mut files = Vec::new();
        collect("menus", &MENUS, &mut files);
        collect("locales", &LOCALES, &mut files);
        files.sort();
        Self(files)
    }

    /// The files of a folder that holds `menus/` and `locales/gu`, `hi`, `en`; it may also hold
    /// `locales/gu-Latn` and `locales/hi-Latn`, for handsets without the letters of the language.
    ///
    /// # Errors
    ///
    /// A folder that is missing, or a file that cannot be read as UTF-8.
    pub fn from_dir(dir: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        let locales = LangScript::ALL
            .map(|lang_script| (format!("locales/{}", lang_script.code()), lang_script));
        let locales = locales
            .into_iter()
            .filter(|(folder, lang_script)| {
                *lang_script == LangScript::of(lang_script.lang()) || dir.join(folder).is_dir()
            })
            .map(|(folder, _)| (folder, "ftl"));
        for (folder, ending) in std::iter::once(("menus".to_owned(), "toml")).chain(locales) {
            let below = dir.join(&folder);
            for entry in std::fs::read_dir(&below).map_err(|error| at(&below, &error))? {
                let path = entry?.path();
                let name = path.file_name().and_then(|name| name.to_str());
                if let Some(name) = name.filter(|name| name.ends_with(&format!(".{ending}"))) {
                    let source =
                        std::fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
                    // Places are counted behind a byte order mark, which editors of Windows put there.
                    let source = source.strip_prefix('\u{FEFF}').unwrap_or(&source);
                    files.push((format!("{folder}/{name}"), Arc::from(source)));
                }
            }
        }
        files.sort();
        Ok(Self(files))
    }

    /// The files of a folder, without the folder in their names' middle.
    pub(super) fn under<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = &'a (String, Arc<str>)> {
        self.0.iter().filter(move |(name, _)| {
            name.strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        })
    }
}

/// An error with the file it is about, which the system's own leaves out.
fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn collect(prefix: &str, dir: &Dir<'_>, files: &mut Vec<(String, Arc<str>)>) {
    for file in dir.files() {
        let source = file.contents_utf8().unwrap_or_default();
        files.push((
            format!("{prefix}/{}", file.path().display()),
            Arc::from(source),
        ));
    }
    for below in dir.dirs() {
        collect(prefix, below, files);
    }
}
