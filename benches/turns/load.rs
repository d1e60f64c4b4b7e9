//! Callers over HTTP: each keeps one connection, and says what a caller says.

use crate::{CONNECTIONS, MEASURE, WARM_UP};
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

/// Entries that each caller saves.
pub(crate) const SAVES_EACH: i32 = 250;

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

    /// Resident memory.
    fn memory_mb(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let kib = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| {
                rest.trim()
                    .trim_end_matches("kB")
                    .trim()
                    .parse::<u64>()
                    .ok()
            });
        kib.unwrap_or_default() / 1024
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
    let gate = Arc::new(Barrier::new(CONNECTIONS));
    let mut callers = JoinSet::new();
    for n in 0..CONNECTIONS {
        let address = server.address.clone();
        let gate = Arc::clone(&gate);
        callers.spawn(async move {
            match errand {
                Errand::Navigate => navigate(&address, n, begun).await,
                Errand::Save => save(&address, n, &gate).await,
            }
        });
    }
    let all = callers.join_all().await;
    let seconds = all.iter().map(|(_, seconds)| *seconds).fold(0.0, f64::max);
    let mut times: Vec<Duration> = all.into_iter().flat_map(|(times, _)| times).collect();
    times.sort_unstable();
    let at = |share: usize| {
        let place = (times.len() * share / 100).min(times.len().saturating_sub(1));
        times.get(place).map_or(0.0, Duration::as_secs_f64) * 1000.0
    };
    Measured {
        per_second: f64::from(u32::try_from(times.len()).expect("few")) / seconds,
        p50_ms: at(50),
        p99_ms: at(99),
        memory_mb: server.memory_mb(),
    }
}

/// From screen to screen until the time is over: how long each step took.
async fn navigate(address: &str, n: usize, begun: Instant) -> (Vec<Duration>, f64) {
    let mut line = Line::open(address, n).await;
    let mut times = Vec::new();
    loop {
        line.dial().await;
        for reply in ["6", "5", "0", "0"].repeat(6) {
            let before = Instant::now();
            line.say(reply).await;
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

/// Fills in many entries, then saves them: only the saving is measured, as a step of its own.
async fn save(address: &str, n: usize, gate: &Barrier) -> (Vec<Duration>, f64) {
    let mut line = Line::open(address, n).await;
    let mut filled = Vec::new();
    for _ in 0..SAVES_EACH {
        line.dial().await;
        for reply in ["2", "1", "2", "850", "1"] {
            line.say(reply).await;
        }
        filled.push((line.calls, line.typed.clone()));
    }
    gate.wait().await;
    let begun = Instant::now();
    let mut times = Vec::new();
    for (call, typed) in filled {
        (line.calls, line.typed) = (call, typed);
        let before = Instant::now();
        line.say("1").await;
        times.push(before.elapsed());
    }
    (times, begun.elapsed().as_secs_f64())
}

/// One connection with HTTP/1.1 kept alive, and the call on it.
struct Line {
    stream: TcpStream,
    head: String,
    phone: String,
    n: usize,
    calls: usize,
    typed: String,
    answer: Vec<u8>,
}

impl Line {
    async fn open(address: &str, n: usize) -> Self {
        let stream = TcpStream::connect(address).await.expect("it listens");
        stream.set_nodelay(true).expect("a socket");
        Self {
            stream,
            head: format!(
                "POST /hooks/sandbox/demo/ussd HTTP/1.1\r\nHost: {address}\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            ),
            phone: format!("%2B9198000000{:02}", 6 + n % 19),
            n,
            calls: 0,
            typed: String::new(),
            answer: Vec::new(),
        }
    }

    async fn dial(&mut self) {
        self.calls += 1;
        self.typed.clear();
        self.send().await;
        // What an earlier call left half filled is dropped.
        if self.answer.starts_with(b"CON ") && !self.shows_main_menu() {
            self.say("2").await;
        }
    }

    fn shows_main_menu(&self) -> bool {
        self.answer.windows(3).any(|part| part == b"\n6 ")
    }

    async fn say(&mut self, reply: &str) {
        if !self.typed.is_empty() {
            self.typed.push_str("%2A");
        }
        self.typed.push_str(reply);
        self.send().await;
        assert!(
            self.answer.starts_with(b"CON "),
            "{}",
            String::from_utf8_lossy(&self.answer)
        );
    }

    async fn send(&mut self) {
        let (n, calls, typed) = (self.n, self.calls, &self.typed);
        let body = format!(
            "sessionId=bench-{}-{n}-{calls}&phoneNumber={}&serviceCode=%2A384%2A2742%23&networkCode=99999&text={typed}",
            std::process::id(),
            self.phone
        );
        let request = format!("{}{}\r\n\r\n{body}", self.head, body.len());
        self.stream
            .write_all(request.as_bytes())
            .await
            .expect("it is sent");
        self.read().await;
    }

    /// Reads one answer and keeps its body.
    async fn read(&mut self) {
        let mut bytes = Vec::with_capacity(1024);
        loop {
            let read = self.stream.read_buf(&mut bytes).await.expect("it answers");
            assert!(read > 0, "the server hung up");
            let Some(head_len) = bytes.windows(4).position(|part| part == b"\r\n\r\n") else {
                continue;
            };
            let head = String::from_utf8_lossy(&bytes[..head_len]).to_ascii_lowercase();
            let length: usize = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .and_then(|length| length.parse().ok())
                .expect("a length");
            if bytes.len() >= head_len + 4 + length {
                self.answer = bytes.split_off(head_len + 4);
                return;
            }
        }
    }
}
