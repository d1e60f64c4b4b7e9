//! Callers who dial while texts leave: each waits a little between two keys, as people do.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Callers at once.
const CALLERS: usize = 64;
/// Between two keys of one caller.
const THINKS: Duration = Duration::from_millis(200);

/// All callers, and how long each of their turns took.
pub(crate) struct Callers(Arc<Mutex<Vec<Duration>>>);

/// How long turns took, the shortest first.
pub(crate) struct Times(Vec<Duration>);

impl Callers {
    pub(crate) async fn start(address: &str) -> Self {
        let times = Arc::new(Mutex::new(Vec::new()));
        for n in 0..CALLERS {
            let (address, times) = (address.to_owned(), Arc::clone(&times));
            let stream = TcpStream::connect(&address).await.expect("it listens");
            stream.set_nodelay(true).expect("a socket");
            #[expect(clippy::disallowed_methods, reason = "it ends with the bench")]
            tokio::spawn(call(stream, address, n, times));
        }
        Self(times)
    }

    pub(crate) fn forget(&self) {
        self.0.lock().expect("nobody panics").clear();
    }

    pub(crate) fn times(&self) -> Times {
        let mut times = self.0.lock().expect("nobody panics").clone();
        times.sort_unstable();
        Times(times)
    }
}

impl Times {
    /// Milliseconds that this share of the turns took at most, in hundredths.
    pub(crate) fn at(&self, share: usize) -> f64 {
        let last = self.0.len().saturating_sub(1);
        let place = (self.0.len() * share / 100).min(last);
        self.0.get(place).map_or(0.0, Duration::as_secs_f64) * 1000.0
    }

    pub(crate) fn per_second(&self, within: Duration) -> f64 {
        f64::from(u32::try_from(self.0.len()).expect("few")) / within.as_secs_f64()
    }
}

/// Dials, and goes from screen to screen, until the server is gone.
async fn call(mut stream: TcpStream, address: String, n: usize, times: Arc<Mutex<Vec<Duration>>>) {
    tokio::time::sleep(THINKS * u32::try_from(n).expect("few") / 64).await;
    for calls in 0.. {
        let mut typed = String::new();
        for key in ["", "6", "5", "0", "0", "6", "5", "0", "0"] {
            if !typed.is_empty() {
                typed.push_str("%2A");
            }
            typed.push_str(key);
            let body = format!(
                "sessionId=bench-{}-{n}-{calls}&phoneNumber=%2B9198000000{:02}\
                 &serviceCode=%2A384%2A2742%23&networkCode=99999&text={typed}",
                std::process::id(),
                6 + n % 19
            );
            let request = format!(
                "POST /hooks/sandbox/demo/ussd HTTP/1.1\r\nHost: {address}\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\n\
                 Content-Length: {}\r\n\r\n{body}",
                body.len()
            );
            let begun = Instant::now();
            if !ask(&mut stream, &request).await {
                return;
            }
            times.lock().expect("nobody panics").push(begun.elapsed());
            tokio::time::sleep(THINKS).await;
        }
    }
}

/// One request and its whole answer; `false` where the server is gone.
async fn ask(stream: &mut TcpStream, request: &str) -> bool {
    if stream.write_all(request.as_bytes()).await.is_err() {
        return false;
    }
    let mut bytes = Vec::with_capacity(1024);
    loop {
        match stream.read_buf(&mut bytes).await {
            Ok(0) | Err(_) => return false,
            Ok(_) => {}
        }
        let Some(head) = bytes.windows(4).position(|part| part == b"\r\n\r\n") else {
            continue;
        };
        let text = String::from_utf8_lossy(&bytes[..head]).to_ascii_lowercase();
        let length: usize = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .and_then(|length| length.parse().ok())
            .expect("a length");
        if bytes.len() >= head + 4 + length {
            assert!(bytes[head + 4..].starts_with(b"CON "), "a screen");
            return true;
        }
    }
}
