//! Another program beside the test.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Looks at whether it listens, and the pause between two.
const LOOKS_MAX: u32 = 300;
const PAUSE: Duration = Duration::from_millis(50);

/// A process that ends with this value, however the test ends.
pub(crate) struct Running(pub(crate) Child);

impl Running {
    /// Ends it as `kill -9` does: at once, without a word to it.
    pub(crate) fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// Stops it as an operator does, and waits until it has ended.
    pub(crate) fn stop(mut self) -> ExitStatus {
        let told = Command::new("kill").arg(self.0.id().to_string()).status();
        assert!(told.unwrap().success());
        self.0.wait().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Below the ports that the system draws by itself for connections and for listeners without a number of
/// their own: one of those may be taken again between here and the program that shall listen on it.
const PORTS: std::ops::Range<u16> = 18_000..30_000;

/// A port that is free now, and that no other test of this run is given.
pub(crate) fn free_port() -> u16 {
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    // Another run beside this one begins elsewhere.
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

/// An address of this machine that nobody listens on, with a port of its own.
pub(crate) fn free_address() -> String {
    format!("127.0.0.1:{}", free_port())
}

/// Waits until something listens on a port of this machine.
pub(crate) async fn until_it_listens(port: u16) {
    for _ in 0..LOOKS_MAX {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return;
        }
        tokio::time::sleep(PAUSE).await;
    }
    panic!("nothing listens on {port}");
}
