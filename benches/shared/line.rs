//! A caller's HTTP connection to the server, kept alive, and the call on it.

use std::io;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// One connection, used for one call after the other.
pub(crate) struct Line {
    stream: TcpStream,
    head: String,
    answer: Vec<u8>,
}

/// A call: its phone, and what was typed so far.
#[derive(Clone)]
pub(crate) struct Call {
    session: String,
    phone: String,
    typed: String,
}

impl Call {
    /// A new call. `name` makes its session different from all others of this bench.
    pub(crate) fn new(name: &str, phone: &str) -> Self {
        Self {
            session: format!("bench-{}-{name}", std::process::id()),
            phone: phone.replace('+', "%2B"),
            typed: String::new(),
        }
    }
}

impl Line {
    pub(crate) async fn open(address: &str) -> Self {
        let stream = TcpStream::connect(address).await.expect("it listens");
        stream.set_nodelay(true).expect("a socket");
        Self {
            stream,
            head: format!(
                "POST /hooks/sandbox/demo/ussd HTTP/1.1\r\nHost: {address}\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            ),
            answer: Vec::new(),
        }
    }

    /// Dials.
    pub(crate) async fn dial(&mut self, call: &Call) -> io::Result<()> {
        self.ask(call).await
    }

    /// Types these keys, and reads the next screen.
    pub(crate) async fn say(&mut self, call: &mut Call, keys: &str) -> io::Result<()> {
        if !call.typed.is_empty() {
            call.typed.push_str("%2A");
        }
        call.typed.push_str(keys);
        self.ask(call).await
    }

    /// Sends one request and reads the whole response, which must be a screen that waits for a reply.
    async fn ask(&mut self, call: &Call) -> io::Result<()> {
        let Call {
            session,
            phone,
            typed,
        } = call;
        let body = format!(
            "sessionId={session}&phoneNumber={phone}&serviceCode=%2A384%2A2742%23\
             &networkCode=99999&text={typed}"
        );
        let request = format!("{}{}\r\n\r\n{body}", self.head, body.len());
        self.stream.write_all(request.as_bytes()).await?;
        let body_at = self.read().await?;
        let answer = String::from_utf8_lossy(&self.answer[body_at..]);
        assert!(answer.starts_with("CON "), "{answer}");
        Ok(())
    }

    /// Reads a response; returns where its body begins.
    async fn read(&mut self) -> io::Result<usize> {
        self.answer.clear();
        loop {
            if self.stream.read_buf(&mut self.answer).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let end = self.answer.windows(4).position(|part| part == b"\r\n\r\n");
            let Some(body_at) = end.map(|at| at + 4) else {
                continue;
            };
            let head = String::from_utf8_lossy(&self.answer[..body_at]).to_ascii_lowercase();
            let length: usize = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .and_then(|length| length.parse().ok())
                .expect("a length");
            if self.answer.len() >= body_at + length {
                return Ok(body_at);
            }
        }
    }
}
