//! A proxy between the program and PostgreSQL that drops what is sent: like a network that has forgotten a
//! connection, it neither answers nor closes.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinSet;

const SOCKET: &str = ".s.PGSQL.5432";

/// The proxy, on a socket in a folder of its own.
pub(crate) struct Proxy {
    state: Arc<State>,
    folder: tempfile::TempDir,
    _tasks: JoinSet<()>,
}

#[derive(Default)]
struct State {
    /// Connections that were made before this one are dead.
    dead_below: AtomicU64,
    next: AtomicU64,
    /// Whatever comes is swallowed.
    is_shut: AtomicBool,
}

impl State {
    fn swallows(&self, id: u64) -> bool {
        self.is_shut.load(Ordering::SeqCst) || id < self.dead_below.load(Ordering::SeqCst)
    }
}

impl Proxy {
    /// Before the server whose socket lies in this folder.
    pub(crate) fn before(server: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join(SOCKET)).unwrap();
        let state = Arc::new(State::default());
        let mut tasks = JoinSet::new();
        let (shared, server) = (Arc::clone(&state), server.join(SOCKET));
        tasks.spawn(async move { accept(&listener, &server, &shared).await });
        Self {
            state,
            folder,
            _tasks: tasks,
        }
    }

    /// The folder of its socket.
    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// From now on nothing passes on the connections that there are; new ones work.
    pub(crate) fn forget_all(&self) {
        let next = self.state.next.load(Ordering::SeqCst);
        self.state.dead_below.store(next, Ordering::SeqCst);
    }

    /// Nothing passes at all; or new connections work again.
    pub(crate) fn shut(&self, is_shut: bool) {
        self.forget_all();
        self.state.is_shut.store(is_shut, Ordering::SeqCst);
    }
}

async fn accept(listener: &UnixListener, server: &Path, state: &Arc<State>) {
    let mut connections = JoinSet::new();
    while let Ok((near, _)) = listener.accept().await {
        let id = state.next.fetch_add(1, Ordering::SeqCst);
        let Ok(far) = UnixStream::connect(server).await else {
            continue;
        };
        let (near_read, near_write) = near.into_split();
        let (far_read, far_write) = far.into_split();
        let (one, other) = (Arc::clone(state), Arc::clone(state));
        connections.spawn(async move { carry(near_read, far_write, id, &one).await });
        connections.spawn(async move { carry(far_read, near_write, id, &other).await });
    }
}

/// Carries one direction until its end. What is swallowed keeps the connection open.
async fn carry(
    mut from: tokio::net::unix::OwnedReadHalf,
    mut to: tokio::net::unix::OwnedWriteHalf,
    id: u64,
    state: &State,
) {
    let mut part = vec![0; 16 * 1024];
    while let Ok(n) = from.read(&mut part).await {
        if n == 0 {
            return;
        }
        if !state.swallows(id) && to.write_all(&part[..n]).await.is_err() {
            return;
        }
    }
}
