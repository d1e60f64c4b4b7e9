//! The subcommands of commands that have several.

use super::SettingsArgs;
use super::members::ImportOptions;
use super::whose::Asking;
use super::whose::Whose;
use clap::Subcommand;
use std::path::PathBuf;

#[derive(Subcommand, Debug)]
pub(super) enum ConfigCommand {
    /// Print an example of `sahkar.toml`, with every setting there is
    Example,
}

#[derive(Subcommand, Debug)]
pub(super) enum Import {
    /// A cooperative, from a TOML file; one whose code is known already is brought up to it
    Coop {
        #[command(flatten)]
        settings: SettingsArgs,
        #[command(flatten)]
        whose: Whose,
        /// The file
        file: PathBuf,
    },
    /// Members, from a table (CSV) with the columns `member_no`, `name` and `phone`; it may have
    /// `language`, `joined`, `village`, `group` and `private` too
    Members {
        #[command(flatten)]
        settings: SettingsArgs,
        /// The code of the cooperative, where there are several
        #[arg(long)]
        coop: Option<String>,
        #[command(flatten)]
        options: ImportOptions,
        #[command(flatten)]
        asking: Asking,
        /// The file
        file: PathBuf,
    },
}

#[derive(Subcommand, Debug)]
pub(super) enum Templates {
    /// Write the table of all texts to register, as CSV
    Export {
        #[command(flatten)]
        settings: SettingsArgs,
        /// Read menus and locales from this folder instead of the built-in ones
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
        /// The code of one cooperative, instead of all
        #[arg(long)]
        coop: Option<String>,
        /// Write over a file that is there
        #[arg(long)]
        force: bool,
        /// The file to write; without it, the table is printed
        file: Option<PathBuf>,
    },
    /// Take ids, headers and states back from the table
    Import {
        #[command(flatten)]
        settings: SettingsArgs,
        #[command(flatten)]
        whose: Whose,
        /// Read menus and locales from this folder instead of the built-in ones
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
        /// The file
        file: PathBuf,
    },
}
