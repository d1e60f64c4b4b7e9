//! The program: reads the command, runs it, and says by its exit code how that went.

use clap::Parser as _;
use sahkar::commands::{self, Cli};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    commands::run(cli)
}
