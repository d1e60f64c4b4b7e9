//! On PostgreSQL the columns of words are held by checks that are made from the word tables.
//!
//! A migration writes a foreign key to a table of words, so that a new word is an insert on both databases.
//! SQLite keeps it: it finds the word in a page it holds anyway. PostgreSQL runs a query for each row and
//! each foreign key and locks the word's row, which every caller's step shares: 3.5 µs each, and the line
//! of a ledger and its entry have nine of them, by reckoning a fifth of what saving an entry costs. A check
//! asks no table and locks no row. So after the migrations each such foreign key is exchanged
//! for a check, and a check whose table has got a word since is made anew.
//!
//! What stands in the rows was held by the old key or check, and words are only ever added: so no row is
//! looked at again (`not valid`), however large the table is.

use crate::store::Error;
use crate::store::db::conn::Link;

/// Exchanges the keys and the checks whose words have changed; nothing where all are as they should be. The
/// words that a check was made of, and their table, stand in its comment. Two programs that start at once
/// wait for each other.
const WORDS_AS_CHECKS: &str = "do $$
    declare held record; words text;
    begin
        perform pg_advisory_xact_lock(7270411);
        for held in
            select c.conname as name, t.relname as table_name, a.attname as column_name, n.check_name,
                coalesce(w.relname, split_part(n.made_of, ': ', 1)) as words_table,
                split_part(n.made_of, ': ', 2) as words_now
            from pg_constraint c
            join pg_class t on t.oid = c.conrelid
            join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
            left join pg_class w on w.oid = c.confrelid
            cross join lateral (select t.relname || '_' || a.attname || '_word' as check_name,
                obj_description(c.oid, 'pg_constraint') as made_of) n
            where c.connamespace = current_schema()::regnamespace
                and (c.contype = 'f' and starts_with(w.relname, 'word_')
                    or c.contype = 'c' and c.conname = n.check_name)
            order by t.relname, a.attname
        loop
            execute format('select string_agg(quote_literal(word), '', '' order by word) from %I',
                held.words_table) into words;
            if words is distinct from held.words_now then
                execute format('alter table %I drop constraint %I, add constraint %I
                    check (%I in (%s)) not valid', held.table_name, held.name, held.check_name,
                    held.column_name, words);
                execute format('comment on constraint %I on %I is %L', held.check_name,
                    held.table_name, held.words_table || ': ' || words);
            end if;
        end loop;
    end $$";

/// Has PostgreSQL hold the words by checks; nothing on SQLite.
pub(in crate::store) async fn make(link: &mut Link) -> Result<(), Error> {
    if link.is_sqlite() {
        return Ok(());
    }
    link.plain("WORDS_AS_CHECKS", WORDS_AS_CHECKS).await
}
