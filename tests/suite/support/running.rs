//! Another program beside the test.

use std::process::{Child, Command, ExitStatus};

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
