//! `officer`: who the officers are, and which roles they have.

use super::coop_arg::{Desk, find_coop};
use super::two;
use super::whose::Asking;
use super::whose::come_in;
use super::{CommandResult, Failed, SettingsArgs, database_config, open, passphrase, tell};
use crate::clock::Clock;
use crate::core::acts;
use crate::core::authz::Principal;
use crate::core::domain::By;
use crate::core::domain::officer::{self, Role};
use crate::office::proposed_act::{OfficerAct, ProposedAct};
use crate::pins;
use crate::store::{CoopEntry, KnownOfficer, Store};
use clap::Subcommand;
use clap::builder::PossibleValuesParser;

#[derive(Subcommand, Debug)]
pub(super) enum OfficerCommand {
    /// Make somebody an officer; her passphrase is asked for, or read from the standard input
    Add {
        #[command(flatten)]
        settings: SettingsArgs,
        /// The code of the cooperative, where there are several
        #[arg(long)]
        coop: Option<String>,
        #[command(flatten)]
        asking: Asking,
        /// Her first role
        #[arg(long, value_parser = roles())]
        role: String,
        /// Her number in the register, where she is a member: what is about her she does not sign
        #[arg(long, value_name = "NO")]
        member: Option<i64>,
        /// Her name, by which she comes in
        name: String,
    },
    /// Show the officers, their roles, and since when
    List {
        #[command(flatten)]
        settings: SettingsArgs,
        /// The code of the cooperative, where there are several
        #[arg(long)]
        coop: Option<String>,
    },
    /// Give an officer one role more, or take one
    Role {
        #[command(flatten)]
        settings: SettingsArgs,
        /// The code of the cooperative, where there are several
        #[arg(long)]
        coop: Option<String>,
        #[command(flatten)]
        asking: Asking,
        /// Give her this role
        #[arg(long, value_name = "ROLE", value_parser = roles(), required_unless_present = "take")]
        give: Option<String>,
        /// Take this role from her
        #[arg(long, value_name = "ROLE", value_parser = roles(), conflicts_with = "give")]
        take: Option<String>,
        /// Her name
        name: String,
    },
    /// End an officer: her passphrase opens nothing any more
    End {
        #[command(flatten)]
        settings: SettingsArgs,
        /// The code of the cooperative, where there are several
        #[arg(long)]
        coop: Option<String>,
        #[command(flatten)]
        asking: Asking,
        /// Her name
        name: String,
    },
    /// Give yourself another passphrase; the old one is asked for first
    Passphrase {
        #[command(flatten)]
        settings: SettingsArgs,
        /// The code of the cooperative, where there are several
        #[arg(long)]
        coop: Option<String>,
        /// Your name
        name: String,
    },
}

fn roles() -> PossibleValuesParser {
    PossibleValuesParser::new(Role::ALL.iter().map(|role| role.code()))
}

fn role(word: &str) -> Role {
    Role::parse(word).expect("the words of the parser are those of the roles")
}

pub(super) async fn officer(what: OfficerCommand) -> CommandResult {
    match what {
        OfficerCommand::Add {
            settings,
            coop,
            asking,
            role: word,
            member,
            name,
        } => {
            let desk = Desk::open(&settings, coop.as_deref()).await?;
            let done = add(&desk, &asking, (name, role(&word), member)).await;
            desk.close(done).await
        }
        OfficerCommand::List { settings, coop } => list(&settings, coop.as_deref()).await,
        OfficerCommand::Role {
            settings,
            coop,
            asking,
            give,
            take,
            name,
        } => {
            let is_given = give.is_some();
            let word = give.or(take).unwrap_or_default();
            let desk = Desk::open(&settings, coop.as_deref()).await?;
            let matter = ProposedAct::Officer(OfficerAct::Role {
                name,
                role: role(&word),
                give: is_given,
            });
            let done = two::do_or_propose(&desk, &asking, matter, None).await;
            desk.close(done).await
        }
        OfficerCommand::End {
            settings,
            coop,
            asking,
            name,
        } => {
            let desk = Desk::open(&settings, coop.as_deref()).await?;
            let done = two::do_or_propose(
                &desk,
                &asking,
                ProposedAct::Officer(OfficerAct::End { name }),
                None,
            )
            .await;
            desk.close(done).await
        }
        OfficerCommand::Passphrase {
            settings,
            coop,
            name,
        } => own_passphrase(&settings, coop.as_deref(), &name).await,
    }
}

async fn add(
    desk: &Desk,
    asking: &Asking,
    (name, role, member_no): (String, Role, Option<i64>),
) -> CommandResult {
    // Errors in the arguments are reported before anybody types a passphrase.
    let name = officer::name(&name).ok_or(acts::officer::Refusal::Name)?;
    let entered = asking.whose.enter(desk.store(), desk.coop()).await?;
    let passphrase_hash = new_passphrase(desk.store(), &desk.entry, &name).await?;
    let matter = ProposedAct::Officer(OfficerAct::Add {
        name,
        role,
        member_no,
        passphrase_hash,
    });
    two::do_or_propose_as(desk, entered, asking.mend, matter, None).await
}

/// Asks for a new passphrase; returns its hash.
async fn new_passphrase(store: &Store, entry: &CoopEntry, name: &str) -> Result<String, Failed> {
    let typed = passphrase::ask_new(&format!("New passphrase of {name}")).await?;
    pins::check_passphrase(&typed, &[name, &entry.coop.name])
        .map_err(|weak| Failed::Refused(format!("{weak}; nothing was done")))?;
    Ok(pins::hash_passphrase(store.keys(), &typed, store.chance().bytes()).await)
}

async fn own_passphrase(settings: &SettingsArgs, coop: Option<&str>, name: &str) -> CommandResult {
    let store = open(&database_config(settings)?).await?;
    let done = async {
        let entry = find_coop(&store, coop).await?;
        let id = entry.coop.id;
        let old = passphrase::ask(&format!("Passphrase of {name}")).await?;
        let known = come_in(&store, id, (name, &old)).await?;
        let hash = new_passphrase(&store, &entry, &known.name).await?;
        let officer = known.officer.id;
        let changes = acts::officer::passphrase::decide(&Principal::Officer(known.officer), hash)?;
        let by = By::officer_at_cli(officer);
        let now = Clock::system().now();
        store.change_officers(id, &by, &changes, now).await?;
        tell("The new passphrase is set; the old one opens nothing any more.");
        Ok(())
    };
    let done = done.await;
    store.close().await;
    done
}

async fn list(settings: &SettingsArgs, coop: Option<&str>) -> CommandResult {
    let store = open(&database_config(settings)?).await?;
    let coop = find_coop(&store, coop).await?.coop.id;
    let officers = store.officers(coop).await?;
    store.close().await;
    for officer in &officers {
        tell(line(officer));
    }
    if officers.is_empty() {
        tell("There are no officers; the operator's command stands for both signatures.");
    }
    Ok(())
}

fn line(one: &KnownOfficer) -> String {
    let day = |at: crate::core::domain::Instant| at.local().format("%Y-%m-%d").to_string();
    let roles: Vec<&str> = one.officer.roles.iter().map(|role| role.code()).collect();
    let member = one
        .member_no
        .map_or(String::new(), |no| format!("  member {no}"));
    match one.ended_at {
        None => format!(
            "{}  {}{member}  since {}",
            one.name,
            roles.join(", "),
            day(one.added_at)
        ),
        Some(ended) => format!(
            "{}  ended{member}  {} to {}",
            one.name,
            day(one.added_at),
            day(ended)
        ),
    }
}
