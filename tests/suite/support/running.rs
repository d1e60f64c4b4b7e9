//! Other programs that a test starts.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// How often it is tried whether the program listens, and the pause between two tries.
const LOOKS_MAX: u32 = 300;
const PAUSE: Duration = Duration::from_millis(50);

/// A process that ends when this is dropped, however the test ends.
pub(crate) struct Running(pub(crate) Child);

impl Running {
    /// Ends it like `kill -9`: at once, and without a signal that it could handle.
    pub(crate) fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// Stops it as an operator does, and waits for its end.
    pub(crate) fn stop(mut self) -> ExitStatus {
        let told = Command::new("kill").arg(self.0.id().to_string()).status();
        assert!(told.unwrap().success());
        self.0.wait().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Below the ports that the system gives to connections and to listeners without a port: one of those could
/// be taken before the program listens on it.
const PORTS: std::ops::Range<u16> = 18_000..30_000;

/// A port that is free now and is given to no other test of this run.
pub(crate) fn free_port() -> u16 {
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    // Another run at the same time begins elsewhere.
    let begin = std::process::id().wrapping_mul(257);
    let width = u32::from(PORTS.end - PORTS.start);
    for _ in 0..width {
        let given = GIVEN.fetch_add(1, Ordering::Relaxed);
        let offset = u16::try_from(begin.wrapping_add(given) % width).unwrap();
        let port = PORTS.start + offset;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
    panic!("no port is free");
}

/// An address of this machine that nobody listens on.
pub(crate) fn free_address() -> String {
    format!("127.0.0.1:{}", free_port())
}

/// Waits until a program listens on a port of this machine.
pub(crate) async fn until_it_listens(port: u16) {
    for _ in 0..LOOKS_MAX {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return;
        }
        tokio::time::sleep(PAUSE).await;
    }
    panic!("nothing listens on {port}");
}
