//! The columns with a foreign key to a word table (`word_…`), and which of them a refused row violates.
//!
//! A row that points nowhere is refused by both databases. Most often that is a conflict: what it points to
//! is gone, and the caller reads again. A word that this database does not know is none: it would be
//! refused again, and again. PostgreSQL names the check (`word_checks`). SQLite names nothing; there the
//! statement is run once more, with a trigger on each column that says which it was, and undone.

use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{AssertSqlSafe, Executor as _};

/// A column that holds words of a word table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::store) struct WordColumn {
    /// Its table.
    pub(in crate::store) table: &'static str,
    /// Its name.
    pub(in crate::store) column: &'static str,
    /// Its word table.
    pub(in crate::store) words: &'static str,
}

const fn of(table: &'static str, column: &'static str, words: &'static str) -> WordColumn {
    WordColumn {
        table,
        column,
        words,
    }
}

/// All such columns.
pub(in crate::store) const WORD_COLUMNS: [WordColumn; 45] = [
    of("coop", "lang", "word_lang"),
    of("coop_address", "kind", "word_address_kind"),
    of("counter", "kind", "word_number_kind"),
    of("number_spare", "kind", "word_number_kind"),
    of("member", "lang", "word_lang"),
    of("member", "state", "word_member_state"),
    of("member", "left_why", "word_leave_reason"),
    of("signed_act", "act", "word_signed_act"),
    of("entry", "period", "word_entry_period"),
    of("entry", "proof", "word_entry_proof"),
    of("entry", "state", "word_entry_state"),
    of("entry", "src", "word_source"),
    of("entry_event", "state", "word_entry_state"),
    of("loan", "state", "word_loan_state"),
    of("rights_case", "kind", "word_case_kind"),
    of("case_event", "state", "word_case_state"),
    of("case_event", "outcome", "word_case_outcome"),
    of("call_event", "result", "word_call_result"),
    of("ballot", "pass", "word_ballot_pass"),
    of("ballot", "state", "word_ballot_state"),
    of("ballot_outcome", "outcome", "word_ballot_outcome"),
    of("request", "state", "word_request_state"),
    of("request", "grain", "word_request_grain"),
    of("request", "reads", "word_request_reads"),
    of("consent", "state", "word_consent_state"),
    of("consent_event", "kind", "word_consent_event"),
    of("consent_event", "src", "word_source"),
    of("refused_read", "why", "word_refused_read"),
    of("topic_ask", "topic", "word_topic"),
    of("ledger", "kind", "word_ledger_kind"),
    of("ledger", "actor_kind", "word_actor_kind"),
    of("ledger", "via", "word_via"),
    of("ledger", "object_kind", "word_object_kind"),
    of("ledger", "why", "word_why"),
    of("registration", "state", "word_registration_state"),
    of("announcement", "purpose", "word_text_purpose"),
    of("announcement_text", "lang", "word_lang"),
    of("outbox", "purpose", "word_text_purpose"),
    of("outbox", "state", "word_text_state"),
    of("text_question", "matter", "word_question_matter"),
    of("text_question", "kind", "word_question_kind"),
    of("officer_task", "kind", "word_task_kind"),
    of("officer_role", "role", "word_role"),
    of("proposal", "state", "word_proposal_state"),
    of("proposal_subject", "kind", "word_proposal_subject"),
];

/// The one that a check of PostgreSQL is of, by the name that `word_checks` gave it.
pub(in crate::store) fn of_check(table: &str, check: &str) -> Option<WordColumn> {
    WORD_COLUMNS
        .into_iter()
        .find(|one| one.table == table && check == format!("{table}_{}_word", one.column))
}

/// The columns of the table that a statement writes to.
pub(in crate::store) fn written_by(text: &str) -> Vec<WordColumn> {
    let text = text.trim_start();
    let rest = text
        .strip_prefix("insert into ")
        .or_else(|| text.strip_prefix("update "));
    let table = rest.and_then(|rest| rest.split_whitespace().next());
    WORD_COLUMNS
        .into_iter()
        .filter(|one| Some(one.table) == table)
        .collect()
}

/// The beginning of the trigger's message.
const SAYS: &str = "unknown word in column ";

/// Which of these columns of one table would get an unknown word from a statement that SQLite refused.
/// Everything is rolled back afterwards.
pub(in crate::store) async fn find_unknown(
    open: &mut SqliteConnection,
    columns: &[WordColumn],
    text: &'static str,
    args: SqliteArguments,
) -> Result<Option<WordColumn>, sqlx::Error> {
    open.execute("savepoint explained").await?;
    for one in columns {
        let WordColumn {
            table,
            column,
            words,
        } = one;
        for verb in ["insert", "update"] {
            let trigger = format!(
                "create temp trigger {verb}_{column} before {verb} on main.{table}
                when new.{column} is not null
                    and not exists (select 1 from main.{words} where word = new.{column})
                begin select raise(abort, '{SAYS}{column}'); end"
            );
            open.execute(AssertSqlSafe(trigger)).await?;
        }
    }
    let refused = sqlx::query_with::<sqlx::Sqlite, _>(text, args)
        .fetch_all(&mut *open)
        .await
        .err();
    open.execute("rollback to explained; release explained")
        .await?;
    let refused = refused.as_ref().and_then(sqlx::Error::as_database_error);
    let named = refused.and_then(|error| error.message().strip_prefix(SAYS));
    Ok(columns
        .iter()
        .find(|one| named == Some(one.column))
        .copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_asked_about_the_words_of_its_table() {
        let found = written_by("update officer_task set done_at = $3 where coop_id = $1");
        assert_eq!(found, [of("officer_task", "kind", "word_task_kind")]);
        assert_eq!(written_by("select kind from officer_task"), []);
        assert_eq!(written_by("insert into phone (coop_id) values ($1)"), []);
    }

    #[test]
    fn a_check_is_one_of_words_only_by_the_name_of_its_column() {
        let found = of_check("officer_task", "officer_task_kind_word");
        assert_eq!(found, Some(of("officer_task", "kind", "word_task_kind")));
        assert_eq!(of_check("officer_task", "officer_task_parts_check"), None);
        // PostgreSQL cuts longer names.
        for one in WORD_COLUMNS {
            let name = format!("{}_{}_word", one.table, one.column);
            assert!(name.len() < 64, "{name}");
        }
    }
}
