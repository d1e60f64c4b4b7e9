//! A provider on this machine that accepts every text at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// The provider, and what it has accepted.
pub(crate) struct Sink {
    pub(crate) url: String,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    taken: AtomicUsize,
    first_and_last: Mutex<Option<(Instant, Instant)>>,
}

impl Sink {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/send", listener.local_addr().expect("a port"));
        let counts = Arc::new(Counts::default());
        let theirs = Arc::clone(&counts);
        #[expect(clippy::disallowed_methods, reason = "it ends with the bench")]
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(take(stream, Arc::clone(&theirs)));
            }
        });
        Self { url, counts }
    }

    /// The number of texts accepted so far.
    pub(crate) fn taken(&self) -> usize {
        self.counts.taken.load(Ordering::SeqCst)
    }

    /// The time from the first text to the last.
    pub(crate) fn handing(&self) -> Duration {
        let span = self.counts.first_and_last.lock().expect("nobody panics");
        span.map_or(Duration::ZERO, |(first, last)| last - first)
    }
}

async fn take(mut stream: TcpStream, counts: Arc<Counts>) {
    let _ = stream.set_nodelay(true);
    let mut bytes = Vec::with_capacity(4096);
    loop {
        while let Some(len) = request_len(&bytes) {
            bytes.drain(..len);
            let n = counts.taken.fetch_add(1, Ordering::SeqCst);
            note(&counts);
            let body = format!(r#"{{"state":"ok","id":"{n}"}}"#);
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            );
            if stream.write_all(answer.as_bytes()).await.is_err() {
                return;
            }
        }
        match stream.read_buf(&mut bytes).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

fn note(counts: &Counts) {
    let now = Instant::now();
    let mut span = counts.first_and_last.lock().expect("nobody panics");
    let first = span.map_or(now, |(first, _)| first);
    *span = Some((first, now));
}

/// The length of the first complete request in these bytes.
fn request_len(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|part| part == b"\r\n\r\n")?;
    let text = String::from_utf8_lossy(&bytes[..head]).to_ascii_lowercase();
    let body: usize = text
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))?
        .parse()
        .ok()?;
    let all = head + 4 + body;
    (bytes.len() >= all).then_some(all)
}
