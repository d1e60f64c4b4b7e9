//! Databases that are made once and then copied, one for each test: tables and what is in them take a second
//! to make, and a copy is there at once.

use super::{Kind, on_server, postgres_url, sibling};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// A database of a test's own. One in a file goes with this value, one on a server is removed by `remove`.
pub(crate) struct Database {
    pub(crate) url: String,
    /// What it is called on the server; nothing where it is a file.
    pub(crate) name: String,
    _folder: Option<TempDir>,
}

impl Database {
    /// One that somebody else made and removes.
    pub(crate) fn of_others(url: String) -> Self {
        Self {
            url,
            name: String::new(),
            _folder: None,
        }
    }

    /// The same one, to be removed when whoever has it is gone.
    pub(crate) fn of_server(of: &Self) -> Self {
        Self {
            name: of.name.clone(),
            ..Self::of_others(of.url.clone())
        }
    }

    /// An empty file's address, in a folder of its own.
    pub(crate) fn in_file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            url: sqlite_url(&folder.path().join("sahkar.db")),
            name: String::new(),
            _folder: Some(folder),
        }
    }

    /// An empty database on the server of the tests.
    async fn on_server() -> Self {
        let (base, name) = (server(), fresh_name());
        on_server(&base, format!("create database {name}")).await;
        Self {
            url: sibling(&base, &name),
            name,
            _folder: None,
        }
    }

    /// Removes it from the server, whoever is still connected.
    pub(crate) async fn remove(&self) {
        if !self.name.is_empty() {
            let drop = format!("drop database {} with (force)", self.name);
            on_server(&server(), drop).await;
        }
    }
}

/// What every copy looks like, made once for each kind of database.
pub(crate) struct Model {
    sqlite: OnceCell<Database>,
    postgres: OnceCell<Database>,
}

impl Model {
    pub(crate) const fn new() -> Self {
        Self {
            sqlite: OnceCell::const_new(),
            postgres: OnceCell::const_new(),
        }
    }

    /// A copy of what is made of an empty database at an address, once.
    pub(crate) async fn copy(&self, kind: Kind, make: impl AsyncFn(&str)) -> Database {
        match kind {
            Kind::Sqlite => {
                let first = async || {
                    let database = Database::in_file();
                    make(&database.url).await;
                    database
                };
                let model = self.sqlite.get_or_init(first).await;
                let copy = Database::in_file();
                std::fs::copy(file(&model.url), file(&copy.url)).unwrap();
                copy
            }
            Kind::Postgres => {
                let first = async || {
                    let database = Database::on_server().await;
                    make(&database.url).await;
                    database
                };
                let model = &self.postgres.get_or_init(first).await.name;
                let (base, name) = (server(), fresh_name());
                on_server(&base, format!("create database {name} template {model}")).await;
                Database {
                    url: sibling(&base, &name),
                    name,
                    _folder: None,
                }
            }
        }
    }
}

fn fresh_name() -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let n = MADE.fetch_add(1, Ordering::Relaxed);
    format!("sahkar_{}_{n}", std::process::id())
}

fn server() -> String {
    postgres_url().expect("checked by the caller")
}

fn sqlite_url(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

fn file(url: &str) -> &str {
    url.strip_prefix("sqlite:").expect("the address of a file")
}
