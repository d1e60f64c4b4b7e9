//! Passphrases at the command line: typed on a terminal that does not show them, or read from standard
//! input, one a line. They are never arguments, which other users of the machine can see.

use super::Failed;
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use std::io::{BufRead as _, IsTerminal as _, Read as _, Write as _};

/// No input line of ours is longer.
const LINE_MAX: u64 = 4096;

/// Turns the terminal's echo off until this is dropped.
struct EchoOff(Option<Termios>);

impl EchoOff {
    fn begin() -> Result<Self, Failed> {
        let stdin = std::io::stdin();
        if !stdin.is_terminal() {
            return Ok(Self(None));
        }
        let before = tcgetattr(&stdin).map_err(std::io::Error::from)?;
        let mut quiet = before.clone();
        quiet.local_modes.remove(LocalModes::ECHO);
        tcsetattr(&stdin, OptionalActions::Flush, &quiet).map_err(std::io::Error::from)?;
        Ok(Self(Some(before)))
    }
}

impl Drop for EchoOff {
    fn drop(&mut self) {
        if let Some(before) = &self.0 {
            // If it fails, nobody can be told.
            let _ = tcsetattr(std::io::stdin(), OptionalActions::Flush, before);
            let _ = writeln!(std::io::stderr());
        }
    }
}

/// Asks for a passphrase.
pub(super) async fn ask(prompt: &str) -> Result<String, Failed> {
    let hidden = EchoOff::begin()?;
    if hidden.0.is_some() {
        let mut to = std::io::stderr();
        let _ = write!(to, "{prompt}: ").and_then(|()| to.flush());
    }
    let read = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        let mut from = std::io::stdin().lock().take(LINE_MAX);
        from.read_line(&mut line).map(|_| line)
    });
    let line = tokio::select! {
        line = read => line.map_err(std::io::Error::from)??,
        // The program ends only after the terminal's echo is on again.
        _ = tokio::signal::ctrl_c() => String::new(),
    };
    drop(hidden);
    let line = line.trim_end_matches(['\n', '\r']);
    if line.is_empty() {
        return Err(Failed::Refused(
            "no passphrase was typed; it is asked for on the terminal, or read from the standard input"
                .to_owned(),
        ));
    }
    Ok(line.to_owned())
}

/// Asks for a new passphrase; on a terminal twice, because it is not shown.
pub(super) async fn ask_new(prompt: &str) -> Result<String, Failed> {
    let typed = ask(prompt).await?;
    if std::io::stdin().is_terminal() && ask(&format!("{prompt}, again")).await? != typed {
        return Err(Failed::Refused(
            "the two are not the same; nothing was done".to_owned(),
        ));
    }
    Ok(typed)
}
