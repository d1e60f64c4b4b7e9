//! Databases that are made once and then copied for each test: creating tables and data takes a second, and
//! a copy takes almost no time.

use super::{Kind, on_server, postgres_url, sibling};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// A test's database. One in a file is deleted when this is dropped, one on a server by `remove`.
pub(crate) struct Database {
    pub(crate) url: String,
    /// Its name on the server; `None` where it is a file.
    pub(crate) name: String,
    _folder: Option<TempDir>,
}

impl Database {
    /// A database that somebody else creates and removes.
    pub(crate) fn of_others(url: String) -> Self {
        Self {
            url,
            name: String::new(),
            _folder: None,
        }
    }

    /// The same database, to be removed when its user has ended.
    pub(crate) fn of_server(of: &Self) -> Self {
        Self {
            name: of.name.clone(),
            ..Self::of_others(of.url.clone())
        }
    }

    /// An empty file in a folder of its own.
    pub(crate) fn in_file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            url: sqlite_url(&folder.path().join("sahkar.db")),
            name: String::new(),
            _folder: Some(folder),
        }
    }

    /// Creates an empty database on the tests' server.
    async fn on_server() -> Self {
        let (base, name) = (server(), fresh_name());
        on_server(&base, format!("create database {name}")).await;
        Self {
            url: sibling(&base, &name),
            name,
            _folder: None,
        }
    }

    /// Removes it from the server, even while others are connected.
    pub(crate) async fn remove(&self) {
        if !self.name.is_empty() {
            let drop = format!("drop database {} with (force)", self.name);
            on_server(&server(), drop).await;
        }
    }
}

/// The original that is copied, made once for each kind of database.
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

    /// A copy of the database that `make` fills once.
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
