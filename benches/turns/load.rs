//! Callers over HTTP: each keeps one connection, and says what callers say, one woman after another.

use crate::shared::line::{Call, Line};
use crate::shared::{at_most_ms, members, memory_mb};
use crate::{CONNECTIONS, MEASURE, PHONES_EACH, WARM_UP};
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

/// What callers do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Errand {
    /// From screen to screen; nothing but the conversation changes.
    Navigate,
    /// An entry is saved; only the saving step is counted.
    Save,
}

impl Errand {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Navigate => "navigating",
            Self::Save => "saving an entry",
        }
    }
}

/// What came of it.
pub(crate) struct Measured {
    pub(crate) per_second: f64,
    pub(crate) p50_ms: f64,
    pub(crate) p99_ms: f64,
    pub(crate) memory_mb: u64,
}

/// The server's process; ends with this value.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(url: &str) -> Self {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--serve", url])
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut address = String::new();
        let out = child.stdout.take().expect("it is piped");
        BufReader::new(out)
            .read_line(&mut address)
            .expect("it says where");
        let address = address.trim().to_owned();
        Self { child, address }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Measures a server of its own.
pub(crate) async fn over_http(url: &str, errand: Errand) -> Measured {
    let server = Server::start(url);
    let begun = Instant::now();
    let gate = Arc::new(Barrier::new(CONNECTIONS as usize));
    let mut callers = JoinSet::new();
    for n in 0..CONNECTIONS {
        let caller = Caller {
            line: Line::open(&server.address).await,
            n,
            calls_n: 0,
        };
        let gate = Arc::clone(&gate);
        callers.spawn(async move {
            match errand {
                Errand::Navigate => caller.navigates(begun).await,
                Errand::Save => caller.saves(&gate).await,
            }
        });
    }
    let all = callers.join_all().await;
    let seconds = all.iter().map(|(_, seconds)| *seconds).fold(0.0, f64::max);
    let mut times: Vec<Duration> = all.into_iter().flat_map(|(times, _)| times).collect();
    times.sort_unstable();
    Measured {
        per_second: f64::from(u32::try_from(times.len()).expect("few")) / seconds,
        p50_ms: at_most_ms(&times, 50),
        p99_ms: at_most_ms(&times, 99),
        memory_mb: memory_mb(server.child.id(), "VmRSS:"),
    }
}

/// One connection, and the call on it.
struct Caller {
    line: Line,
    n: u32,
    calls_n: u32,
}

impl Caller {
    /// The next woman dials.
    async fn dial(&mut self) -> Call {
        let phone = members::phone(self.n * PHONES_EACH + self.calls_n % PHONES_EACH);
        let call = Call::new(&format!("{}-{}", self.n, self.calls_n), &phone);
        self.calls_n += 1;
        self.line.dial(&call).await.expect("it answers");
        call
    }

    async fn say(&mut self, call: &mut Call, keys: &str) {
        self.line.say(call, keys).await.expect("it answers");
    }

    /// From screen to screen until the time is over: how long each step took.
    async fn navigates(mut self, begun: Instant) -> (Vec<Duration>, f64) {
        let mut times = Vec::new();
        loop {
            let mut call = self.dial().await;
            for keys in ["6", "5", "0", "0"].repeat(6) {
                let before = Instant::now();
                self.say(&mut call, keys).await;
                let since = before - begun;
                if since > WARM_UP + MEASURE {
                    return (times, MEASURE.as_secs_f64());
                }
                if since > WARM_UP {
                    times.push(before.elapsed());
                }
            }
        }
    }

    /// Every woman fills an entry in, then saves it: only the saving is measured, as a step of its own.
    async fn saves(mut self, gate: &Barrier) -> (Vec<Duration>, f64) {
        let mut filled = Vec::new();
        for _ in 0..PHONES_EACH {
            let mut call = self.dial().await;
            for keys in ["2", "1", "2", "850", "1"] {
                self.say(&mut call, keys).await;
            }
            filled.push(call);
        }
        gate.wait().await;
        let begun = Instant::now();
        let mut times = Vec::new();
        for mut call in filled {
            let before = Instant::now();
            self.say(&mut call, "1").await;
            times.push(before.elapsed());
        }
        (times, begun.elapsed().as_secs_f64())
    }
}
