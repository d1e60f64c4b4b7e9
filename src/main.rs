//! The program: reads the command, runs it, and says by its exit code how that went.

use clap::Parser as _;
use sahkar::cli::{self, Cli};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli::run(cli)
}
