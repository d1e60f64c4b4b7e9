//! The commands that an operator types, and what each of them builds and runs.
//!
//! Exit codes: 0 done, 1 refused or problems found, 2 wrong usage or settings.

mod act_preview;
mod check;
mod codes;
mod common;
mod coop;
mod coop_arg;
mod database;
mod done;
mod failed;
mod files;
mod jobs;
mod members;
mod officer;
mod passphrase;
mod pin;
mod records;
mod refusals;
mod running;
mod serve;
mod sign;
mod sums;
mod tasks;
mod templates;
mod two;
mod two_person_acts;
mod verbs;
mod whose;

use crate::config;
use crate::office::announcing::WantedText;
use crate::telemetry::chain;
use clap::{Parser, Subcommand};
use common::{
    CommandResult, SettingsArgs, complain, counted, database_config, environment, script,
    start_logs, tell,
};
use database::{existing, make, open};
use failed::Failed;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use verbs::{ConfigCommand, Import, Templates};

/// The phone line of a women's data cooperative.
#[derive(Parser, Debug)]
#[command(name = "sahkar", version, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Serve the demo cooperative from a fresh database; nothing leaves this machine
    Demo {
        /// Where to listen
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
        /// Read menus and locales from this folder instead of the built-in ones
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
        /// An empty database to fill, instead of a temporary one
        #[arg(long, value_name = "URL")]
        database_url: Option<String>,
    },
    /// Serve in production, with the settings of `sahkar.toml` and the environment
    Serve {
        #[command(flatten)]
        settings: SettingsArgs,
        /// Read menus and locales from this folder instead of the built-in ones
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
        /// Run only these parts
        #[arg(long, value_enum, value_delimiter = ',')]
        only: Vec<serve::ServicePart>,
    },
    /// Check menus and locales, and print what they come to
    Check {
        /// Read menus and locales from this folder instead of the built-in ones
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
    },
    /// A phone in the terminal, against the demo cooperative
    Talk {
        /// Write the chat as a transcript test
        #[arg(long, value_name = "FILE")]
        record: Option<PathBuf>,
        /// Read menus and locales from this folder instead of the built-in ones
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
    },
    /// The settings of `serve`
    Config {
        #[command(subcommand)]
        what: ConfigCommand,
    },
    /// Bring the database to this release
    Migrate {
        #[command(flatten)]
        settings: SettingsArgs,
    },
    /// The texts that the operators must approve, as a table for them and back
    Templates {
        #[command(subcommand)]
        what: Templates,
    },
    /// Read an old register in
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Tell all members something: shows the texts, and with `--send` queues them
    Announce {
        #[command(flatten)]
        settings: SettingsArgs,
        /// The code of the cooperative, where there are several
        #[arg(long)]
        coop: Option<String>,
        #[command(flatten)]
        asking: whose::Asking,
        /// Queue the texts
        #[arg(long)]
        send: bool,
        /// Also where the same text was announced within the last two days
        #[arg(long)]
        again: bool,
        /// Which text, by its name in `menus/notices.toml`
        name: String,
        /// What stands in its places
        #[arg(value_name = "PLACE=VALUE")]
        values: Vec<String>,
    },
    /// Make one-time codes for voting by text, and print them to be handed out on paper
    Codes {
        #[command(flatten)]
        settings: SettingsArgs,
        /// The code of the cooperative, where there are several
        #[arg(long)]
        coop: Option<String>,
        #[command(flatten)]
        whose: whose::Whose,
        /// Also send each woman hers, where her phone is hers alone
        #[arg(long)]
        send: bool,
        /// Make them anew though there are some: those that were handed out no longer count
        #[arg(long)]
        again: bool,
        /// The number of an open ballot
        ballot_no: i64,
    },
    /// What an officer must see to because of texts
    Tasks {
        #[command(flatten)]
        settings: SettingsArgs,
        /// The code of the cooperative, where there are several
        #[arg(long)]
        coop: Option<String>,
        #[command(flatten)]
        whose: whose::Whose,
        /// This task is done; what was paused because of it is used again
        #[arg(long, value_name = "NO")]
        done: Option<i64>,
    },
    /// When each job ran last, and which of them is late
    Jobs {
        #[command(flatten)]
        settings: SettingsArgs,
    },
    /// Who the officers are, and which roles they have
    Officer {
        #[command(subcommand)]
        what: officer::OfficerCommand,
    },
    /// What waits for a second signature: list it, show one, sign or answer it
    Sign(sign::Sign),
    /// What two people do about a woman's PIN: open its locks, or make a code for a new one
    Pin {
        #[command(subcommand)]
        what: pin::Pin,
    },
    /// Copy a live database to a file, without the keys of open ballots
    Backup(records::BackupArgs),
    /// Check the ledger's chain and every tally
    Verify {
        #[command(flatten)]
        settings: SettingsArgs,
    },
    /// Seal again, with the new key, what the old one has sealed
    Rekey {
        #[command(flatten)]
        settings: SettingsArgs,
    },
}

/// Runs a command.
pub fn run(cli: Cli) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let done = match runtime {
        Ok(runtime) => {
            let done = runtime.block_on(dispatch(cli.command));
            // Work on other threads, for example a name lookup, must not delay the exit.
            runtime.shutdown_background();
            done
        }
        Err(error) => Err(error.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed::Settings(problems)) => {
            complain("The settings are not right:");
            for problem in problems {
                complain(format!("  {problem}"));
            }
            ExitCode::from(2)
        }
        Err(Failed::Unfit(why)) => {
            complain(why);
            ExitCode::from(2)
        }
        Err(Failed::Refused(why)) => {
            complain(why);
            ExitCode::FAILURE
        }
    }
}

async fn dispatch(command: Command) -> CommandResult {
    match command {
        Command::Demo {
            listen,
            from,
            database_url,
        } => Box::pin(serve::demo(listen, from.as_deref(), database_url)).await,
        Command::Serve {
            settings,
            from,
            only,
        } => Box::pin(serve::serve(&settings, from.as_deref(), &only)).await,
        Command::Check { from } => check::check(from.as_deref()),
        Command::Talk { record, from } => {
            let script = script(from.as_deref())?;
            Box::pin(crate::talk::run(script, record.as_deref()))
                .await
                .map_err(|error| Failed::Refused(chain(&error)))
        }
        Command::Config { what } => {
            let ConfigCommand::Example = what;
            tell(config::EXAMPLE.trim_end());
            Ok(())
        }
        Command::Migrate { settings } => records::migrate(&settings).await,
        Command::Templates { what } => templates::run(what).await,
        Command::Import { what } => import(what).await,
        Command::Announce {
            settings,
            coop,
            asking,
            send,
            again,
            name,
            values,
        } => {
            let wanted = WantedText::new(&name, &values, again);
            let desk = coop_arg::Desk::open(&settings, coop.as_deref()).await?;
            two_person_acts::announce(desk, &asking, wanted, send).await
        }
        Command::Codes {
            settings,
            coop,
            whose,
            send,
            again,
            ballot_no,
        } => {
            let wanted = codes::WantedCodes {
                ballot_no,
                again,
                send,
            };
            codes::codes(&settings, coop.as_deref(), wanted, &whose).await
        }
        Command::Tasks {
            settings,
            coop,
            whose,
            done,
        } => tasks::tasks(&settings, coop.as_deref(), done, &whose).await,
        Command::Jobs { settings } => jobs::jobs(&settings).await,
        Command::Pin { what } => two_person_acts::pin(what).await,
        Command::Officer { what } => officer::officer(what).await,
        Command::Sign(what) => sign::sign(what).await,
        Command::Backup(what) => records::backup(&what).await,
        Command::Verify { settings } => records::verify(&settings).await,
        Command::Rekey { settings } => records::rekey(&settings).await,
    }
}

async fn import(what: Import) -> CommandResult {
    match what {
        Import::Coop {
            settings,
            whose,
            file,
        } => coop::import_coop(&settings, &file, &whose).await,
        Import::Members {
            settings,
            coop,
            options,
            asking,
            file,
        } => {
            two_person_acts::import_members(&settings, coop.as_deref(), &file, &options, &asking)
                .await
        }
    }
}
