//! Another program beside the test.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, ExitStatus};
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

/// A port that is free now.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
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
