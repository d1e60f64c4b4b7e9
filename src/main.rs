//! The program: reads the command line, runs the command, and ends with its exit code.

use clap::Parser as _;
use sahkar::cli::{self, Cli};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli::run(cli)
}
