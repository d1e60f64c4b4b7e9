//! Accepting connections, and closing those that are idle or slow.
//!
//! Each open connection is an open file, and the system gives a process a limited number. Without limits, a
//! client that opens connections and sends nothing would keep all callers out. So there are fewer places
//! than files, everything has a time limit, and when all places are taken the slowest connection is closed
//! (`slots`).

pub use super::slots::Times;
use super::slots::{ConnectionSlot, ConnectionSlots, Phase};
use crate::config::Callers;
use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use rustix::process::{Resource, getrlimit};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Files for other things than callers' connections: the database, providers, logs.
const OTHER_FILES: usize = 128;
/// Places for operators, who need only a few.
const OPERATORS: usize = 32;
/// At least so many places, however few files there are.
const SLOTS_MIN: usize = 16;
/// At most so many places, however many files the process may open.
const SLOTS_MAX: usize = 16_384;
/// The longest head of a request, and the size of the read buffer.
const READ_AHEAD: usize = 64 * 1024;
/// The pause after the system could not accept a connection.
const PAUSE: Duration = Duration::from_millis(50);
/// How often the time of a connection is checked.
const CHECK_EVERY: Duration = Duration::from_secs(1);
/// How long a connection has to close itself when its place is needed.
const LEAVE_TIME_MAX: Duration = Duration::from_millis(50);

/// How many connections a listener accepts, and how many from one address.
#[derive(Clone, Debug)]
pub struct ConnectionLimits {
    slots: ConnectionSlots,
    known: Arc<Callers>,
    /// Its name in the metrics.
    name: &'static str,
}

impl ConnectionLimits {
    /// For callers: as many as the system has files for. From an address that is neither one of our proxies
    /// nor listed for a gateway, fewer.
    pub fn for_callers(known: Callers, times: Times) -> Self {
        let slots_max = slots_max();
        Self {
            slots: ConnectionSlots::new(slots_max, (slots_max / 4).max(8), times),
            known: Arc::new(known),
            name: "callers",
        }
    }

    /// For operators.
    pub fn for_operators(times: Times) -> Self {
        Self {
            slots: ConnectionSlots::new(OPERATORS, OPERATORS, times),
            known: Arc::default(),
            name: "operators",
        }
    }

    /// Serves until it is told to stop; then finishes the requests that are being answered.
    pub async fn serve(
        self,
        listener: TcpListener,
        router: Router,
        mut stop: watch::Receiver<bool>,
    ) {
        let mut open = JoinSet::new();
        loop {
            while open.try_join_next().is_some() {}
            self.count();
            if !self.slots.make_room(Instant::now()) {
                // If all places are taken and none can be freed, new connections wait in the system's
                // queue.
                tokio::select! {
                    _ = open.join_next() => {}
                    () = tokio::time::sleep(PAUSE) => {}
                    _ = stop.wait_for(|stop| *stop) => break,
                }
                continue;
            }
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                _ = stop.wait_for(|stop| *stop) => break,
            };
            match accepted {
                Ok((stream, peer)) => {
                    let is_known = self.known.lists(peer.ip());
                    let slot = self.slots.take(peer.ip(), is_known, Instant::now());
                    open.spawn(connection(stream, peer, slot, router.clone(), stop.clone()));
                }
                Err(error) if is_of_one(&error) => {}
                Err(error) => {
                    tracing::error!(%error, door = self.name, "connection not accepted");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
        drop(listener);
        while open.join_next().await.is_some() {}
    }

    fn count(&self) {
        #[expect(clippy::cast_precision_loss, reason = "a gauge is a float")]
        metrics::gauge!("sahkar_connections_open", "door" => self.name)
            .set(self.slots.taken_n() as f64);
    }
}

/// The number of places: below the number of files that this process may open.
fn slots_max() -> usize {
    let files = getrlimit(Resource::Nofile).current;
    let files = files.and_then(|files| usize::try_from(files).ok());
    slots_of(files.unwrap_or(usize::MAX))
}

fn slots_of(files_max: usize) -> usize {
    files_max
        .saturating_sub(OTHER_FILES)
        .clamp(SLOTS_MIN, SLOTS_MAX)
}

/// Whether the error is about one connection only, which its client has closed again.
fn is_of_one(error: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    matches!(
        error.kind(),
        ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset | ErrorKind::ConnectionRefused
    )
}

/// Serves one connection until it is closed, is too slow, or its place is needed.
async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    slot: ConnectionSlot,
    router: Router,
    mut stop: watch::Receiver<bool>,
) {
    // A screen is small and must be sent at once.
    let _ = stream.set_nodelay(true);
    let slot = &slot;
    let router = TowerToHyperService::new(router);
    let answer = service_fn(move |mut request: hyper::Request<Incoming>| {
        slot.set_phase(Phase::Busy, Instant::now());
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = router.call(request);
        async move {
            let answer = answer.await;
            slot.set_phase(Phase::Idle, Instant::now());
            answer
        }
    });
    let mut http = http1::Builder::new();
    http.max_buf_size(READ_AHEAD).header_read_timeout(None);
    let mut served = pin!(http.serve_connection(TokioIo::new(stream), answer));
    let mut is_closing = *stop.borrow();
    if is_closing {
        served.as_mut().graceful_shutdown();
    }
    let closed = loop {
        tokio::select! {
            // If the client broke the connection off, there is nothing to do.
            _ = served.as_mut() => return,
            () = tokio::time::sleep(CHECK_EVERY) => match slot.deadline() {
                (_, over) if Instant::now() < over => continue,
                (Phase::New, _) => break "headers",
                (Phase::Busy, _) => break "answer",
                (Phase::Idle, _) => {}
            },
            () = slot.told_to_close() => {}
            _ = stop.wait_for(|stop| *stop), if !is_closing => {
                is_closing = true;
                served.as_mut().graceful_shutdown();
                continue;
            }
        }
        // A request that arrives at this very moment is still answered.
        served.as_mut().graceful_shutdown();
        is_closing = true;
        if tokio::time::timeout(LEAVE_TIME_MAX, served.as_mut())
            .await
            .is_ok()
        {
            break "idle";
        }
        if slot.deadline().0 != Phase::Busy {
            break "headers";
        }
    };
    metrics::counter!("sahkar_connections_closed_total", "why" => closed).increment(1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s6_there_are_fewer_slots_than_files() {
        for (files_max, slots) in [
            (0, SLOTS_MIN),
            (200, 72),
            (256, 128),
            (1024, 896),
            (usize::MAX, SLOTS_MAX),
        ] {
            assert_eq!(slots_of(files_max), slots);
        }
    }
}
