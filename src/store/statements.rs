//! Every statement of the program, so that a statement that a database does not accept is found at the
//! start and not during a call.

use super::admin::{backup, installation, rekey, rekey_texts, verify};
use super::db::conn::{BatchSql, Sql};
use super::facts::{known, load, record, votes};
use super::health::readiness;
use super::sms::{inbox, outbox};
use super::{
    Error, Store, batch, calls, cases, console, coops, dead_numbers, factors, fate, ledger,
    ledger_lines, look_chain, looks, members, membership, nodes, numbers, officers, pins,
    proposals, registrations, runs, sessions, step, write,
};

const STATEMENTS: &[&[Sql]] = &[
    backup::STATEMENTS,
    batch::STATEMENTS,
    calls::STATEMENTS,
    cases::STATEMENTS,
    coops::STATEMENTS,
    dead_numbers::STATEMENTS,
    installation::STATEMENTS,
    fate::STATEMENTS,
    known::STATEMENTS,
    ledger::STATEMENTS,
    ledger_lines::STATEMENTS,
    look_chain::STATEMENTS,
    looks::STATEMENTS,
    members::STATEMENTS,
    membership::STATEMENTS,
    load::STATEMENTS,
    record::STATEMENTS,
    votes::STATEMENTS,
    nodes::STATEMENTS,
    numbers::STATEMENTS,
    console::STATEMENTS,
    factors::STATEMENTS,
    officers::STATEMENTS,
    pins::STATEMENTS,
    proposals::STATEMENTS,
    readiness::STATEMENTS,
    registrations::STATEMENTS,
    rekey::STATEMENTS,
    rekey_texts::STATEMENTS,
    runs::STATEMENTS,
    sessions::STATEMENTS,
    verify::STATEMENTS,
];

const BATCHES: &[&[BatchSql]] = &[known::BATCHES, ledger::BATCHES, step::BATCHES];

/// Statements for PostgreSQL alone. They lock a row; SQLite has one writer, so no other transaction changes
/// a row, and it does not know the syntax.
const POSTGRES_ONLY: &[Sql] = write::POSTGRES_ONLY;

/// A statement of the program, as each database gets it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StatementText {
    /// Its name, which errors show. Two files may use the same name.
    pub name: &'static str,
    /// The text for SQLite; `None` where only PostgreSQL needs it.
    pub sqlite: Option<&'static str>,
    /// The text for PostgreSQL.
    pub postgres: Option<&'static str>,
}

/// Every statement of the program, so that its plan can be checked.
pub fn statement_texts() -> Vec<StatementText> {
    let one = STATEMENTS
        .iter()
        .chain(write::STATEMENTS)
        .chain(outbox::STATEMENTS)
        .chain(inbox::STATEMENTS)
        .copied()
        .flatten()
        .map(|sql| StatementText {
            name: sql.name,
            sqlite: Some(sql.text),
            postgres: Some(sql.text),
        });
    let many = BATCHES
        .iter()
        .chain(write::BATCHES)
        .chain(outbox::BATCHES)
        .copied()
        .flatten()
        .map(|batch| StatementText {
            name: batch.name,
            sqlite: Some(batch.sqlite),
            postgres: Some(batch.postgres),
        });
    let locks = POSTGRES_ONLY.iter().map(|sql| StatementText {
        name: sql.name,
        sqlite: None,
        postgres: Some(sql.text),
    });
    one.chain(many).chain(locks).collect()
}

impl Store {
    /// Has the database read every statement without running any; how many there are.
    pub async fn prepare_all(&self) -> Result<usize, Error> {
        let mut link = self.core.read().await?;
        let is_sqlite = link.is_sqlite();
        let mut prepared = 0;
        for statement in statement_texts() {
            let text = if is_sqlite {
                statement.sqlite
            } else {
                statement.postgres
            };
            if let Some(text) = text {
                link.prepare(statement.name, text).await?;
                prepared += 1;
            }
        }
        Ok(prepared)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Statements without a cooperative: those of the check value and of jobs, those that list which
    /// cooperatives have something to do or have a header, and those of receipts, which name a provider's
    /// id and no cooperative (the batches that find their texts return the cooperative).
    const OF_NONE: [&str; 41] = [
        "NOTE_BACKUP",
        "FIND_BACKUP",
        "LIST_NODES",
        "TAKE_NODE",
        "TELL_ALIVE",
        "LEAVE_NODE",
        "LIST_UNTOLD",
        "FIND_INSTALLATION",
        "ADD_INSTALLATION",
        "LIST_KEY_CHECKS",
        "ADD_KEY_CHECK",
        "DROP_OLD_KEY_CHECKS",
        "FIRST_PHONE",
        "LAST_PHONE",
        "FIRST_MEMBER_KEY",
        "LAST_MEMBER_KEY",
        "SOME_PEPPER",
        "TRY_OUT",
        "SAVEPOINT",
        "RELEASE",
        "ROLL_BACK",
        "LIST_COOPS",
        "FIND_COOP",
        "LIST_COOPS_OF_HEADER",
        "ADD_COOP",
        "SET_COOP",
        "KNOW_JOB",
        "HOLD_RUN",
        "LEASE_RUN",
        "FINISH_RUN",
        "DROP_LEASE",
        "LAST_RUN",
        "LIST_DUE",
        "LIST_UNSETTLED",
        "LIST_COOPS_IN_DOUBT",
        "KEEP_EARLY",
        "DROP_EARLY",
        "LIST_LATE",
        "LIST_IN_DOUBT",
        "LIST_EARLY_OF",
        "DROP_OLD_EARLY",
    ];

    #[test]
    fn every_other_statement_names_its_cooperative() {
        let all = STATEMENTS
            .iter()
            .chain(write::STATEMENTS)
            .chain(outbox::STATEMENTS)
            .chain(inbox::STATEMENTS)
            .copied();
        for sql in all.flatten() {
            let names_one = sql.text.contains("coop_id = $1") || sql.text.contains("(coop_id, ");
            assert!(names_one || OF_NONE.contains(&sql.name), "{}", sql.name);
        }
    }
}
