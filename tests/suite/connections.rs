//! Connections that occupy a place and send no request: the real program may open only a few files, and
//! still answers callers.

use crate::readme::Machine;
use crate::support::{CODE, Kind, Running, World, number_of};
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Files that the program may open, as `ulimit -n` has it; half of them are places for callers.
const FILES_MAX: &str = "256";
const SEATS: usize = 128;
/// Of one address that nobody vouches for, before anything is asked.
const NEW_MAX: usize = 32;
/// More than all files.
const CROWD: usize = 300;

/// A caller is answered as soon as this, whoever sits around.
const PROMPTLY: Duration = Duration::from_secs(2);
/// Whoever sends no request is gone by then.
const HEADERS_WITHIN: Duration = Duration::from_secs(12);

/// The program on the demo cooperative, with few files.
struct Program {
    listen: String,
    _running: Running,
    _machine: Machine,
}

impl Program {
    fn start(world: &World, set: &[(&str, &str)]) -> Self {
        let machine = Machine::of(world);
        let mut served = machine.command(&["serve"]);
        let program = served.get_program().to_owned();
        let limit = format!("ulimit -n {FILES_MAX}; exec \"$0\" serve");
        let mut shell = Command::new("bash");
        shell
            .args(["-c", &limit])
            .arg(program)
            .current_dir(machine.folder.path())
            .envs(
                served
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            )
            .envs(set.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        served.env_clear();
        let running = Running(shell.spawn().unwrap());
        let begun = Instant::now();
        while TcpStream::connect(&machine.listen).is_err() {
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "it does not start"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
        Self {
            listen: machine.listen.clone(),
            _running: running,
            _machine: machine,
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.listen).unwrap();
        stream.set_read_timeout(Some(PROMPTLY)).unwrap();
        stream
    }

    /// One caller dials and is answered; how long it took.
    #[track_caller]
    fn dial(&self, session: &str) -> Duration {
        let begun = Instant::now();
        let said = ask(&mut self.connect(), session, "close");
        assert!(said.contains("CON "), "{session}: {said:?}");
        begun.elapsed()
    }
}

/// A whole dial on this connection.
fn ask(stream: &mut TcpStream, session: &str, connection: &str) -> String {
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("sessionId", session)
        .append_pair("serviceCode", CODE)
        .append_pair("phoneNumber", &number_of(1006))
        .append_pair("networkCode", "99999")
        .append_pair("text", "")
        .finish();
    let request = format!(
        "POST /hooks/africastalking/a-secret-of-this-test/ussd HTTP/1.1\r\nHost: h\r\n\
         Connection: {connection}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{form}",
        form.len()
    );
    if stream.write_all(request.as_bytes()).is_err() {
        return "closed".to_owned();
    }
    let mut said = Vec::new();
    let mut part = [0; 4096];
    // Until the whole screen is there, or the end.
    while !String::from_utf8_lossy(&said).contains("CON ") {
        match stream.read(&mut part) {
            Ok(0) | Err(_) => break,
            Ok(n) => said.extend_from_slice(&part[..n]),
        }
    }
    String::from_utf8_lossy(&said).into_owned()
}

/// Whether the program has closed it.
fn is_closed(stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    let mut one = [0];
    match stream.peek(&mut one) {
        Ok(n) => n == 0,
        Err(error) => error.kind() != ErrorKind::WouldBlock,
    }
}

fn open_n(streams: &[TcpStream]) -> usize {
    streams.iter().filter(|stream| !is_closed(stream)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn s6_two_hundred_who_send_a_header_a_second_keep_nobody_out_and_are_gone_soon() {
    let world = World::open(Kind::Sqlite, 71).await;
    let program = Program::start(&world, &[]);
    let begun = Instant::now();
    let mut slow: Vec<TcpStream> = (0..200).map(|_| program.connect()).collect();
    for stream in &mut slow {
        let _ = stream.write_all(b"GET /health/live HTTP/1.1\r\n");
    }
    let mut second = 0;
    while open_n(&slow) > 0 {
        assert!(
            begun.elapsed() < HEADERS_WITHIN,
            "{} are open",
            open_n(&slow)
        );
        std::thread::sleep(Duration::from_secs(1));
        assert!(open_n(&slow) <= NEW_MAX, "{} are open", open_n(&slow));
        second += 1;
        assert!(program.dial(&format!("slow-{second}")) < PROMPTLY);
        for stream in &mut slow {
            let _ = stream.write_all(format!("X-{second}: a\r\n").as_bytes());
        }
    }
    assert!(
        second > 5,
        "those who are no more than allowed have their time"
    );
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s6_three_hundred_who_sit_idle_keep_nobody_out() {
    // From an address that nobody vouches for, and from that of our own proxy.
    for (proxies, open_max) in [("", NEW_MAX), ("127.0.0.1", SEATS)] {
        let world = World::open(Kind::Sqlite, 72).await;
        let program = Program::start(&world, &[("SAHKAR_PROXIES", proxies)]);
        let silent: Vec<TcpStream> = (0..CROWD).map(|_| program.connect()).collect();
        for n in 0..20 {
            let took = program.dial(&format!("{proxies}-{n}"));
            assert!(took < PROMPTLY, "{proxies}: {took:?}");
        }
        let open_n = open_n(&silent);
        assert!(open_n <= open_max, "{proxies}: {open_n} are open");
        assert!(open_n > open_max / 2, "{proxies}: {open_n} are open");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn s6_all_callers_may_come_from_one_address_and_keep_their_connections() {
    let world = World::open(Kind::Sqlite, 73).await;
    let program = Program::start(&world, &[]);
    // More than one address may have before it asks: each asks at once, and again.
    let mut lines: Vec<TcpStream> = (0..3 * NEW_MAX)
        .map(|n| {
            let mut stream = program.connect();
            let said = ask(&mut stream, &format!("first-{n}"), "keep-alive");
            assert!(said.contains("CON "), "{n}: {said:?}");
            stream
        })
        .collect();
    for (n, stream) in lines.iter_mut().enumerate() {
        let said = ask(stream, &format!("second-{n}"), "keep-alive");
        assert!(said.contains("CON "), "{n}: {said:?}");
    }
    // When all places are taken, the connection that has been idle longest is closed for a new one.
    for n in 0..2 * SEATS {
        assert!(program.dial(&format!("more-{n}")) < PROMPTLY);
    }
    world.close().await;
}
