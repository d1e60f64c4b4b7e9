-- Cooperatives: what reaches them, their short numbers, and what their members earn with.
--
-- The same SQL for SQLite and PostgreSQL: text, bigint and boolean only. Times are Unix milliseconds
-- (`_at`), local days are days since 1970-01-01 (`_on`), money is paise. Sealed columns and hashes are
-- text. Every table of a cooperative has `coop_id`, and every foreign key includes it, so that no row can
-- refer to one of another cooperative.
--
-- A list of words that will grow has a table of its own, `word_…`, so that a new word is an insert on both
-- databases; a `check` cannot be changed in the same way on both. A list that cannot grow stays a `check`.
-- Words that the cooperative wrote are JSON text, one value for each language (`_words`), so that a further
-- language changes no table.

-- The languages that a member can choose.
create table word_lang (word text not null primary key);
insert into word_lang (word) values
    ('gu'), ('hi'), ('en');

-- A cooperative: one tenant.
create table coop (
    id bigint not null primary key,
    name text not null,
    code text not null,
    lang text not null references word_lang (word)
);

-- Kinds of addresses.
create table word_address_kind (word text not null primary key);
insert into word_address_kind (word) values
    ('ussd'), ('sms');

-- What is dialled or texted to, and the cooperative that it reaches. An address reaches one cooperative.
create table coop_address (
    gateway text not null,
    kind text not null references word_address_kind (word),
    value text not null,
    coop_id bigint not null references coop (id),
    primary key (gateway, kind, value)
);

-- Kinds of things with a short number.
create table word_number_kind (word text not null primary key);
insert into word_number_kind (word) values
    ('entry'), ('consent'), ('case'), ('task');

-- The next short number of each kind. Numbers are leased in blocks and never used again.
create table counter (
    coop_id bigint not null references coop (id),
    kind text not null references word_number_kind (word),
    next_no bigint not null,
    primary key (coop_id, kind)
);

-- Short numbers that a node had leased and gave back unused; the next lease takes them first.
create table number_spare (
    coop_id bigint not null references coop (id),
    kind text not null references word_number_kind (word),
    first_no bigint not null,
    end_no bigint not null,
    primary key (coop_id, kind, first_no)
);

-- What money is earned with or spent on; the cooperative edits the list. Codes of groups are multiples of
-- ten.
create table category (
    coop_id bigint not null references coop (id),
    code bigint not null,
    parent bigint,
    -- Money is earned or spent: there is no third kind.
    kind text not null check (kind in ('income', 'cost')),
    -- The key she presses, the same on every page and in every language; never 0 or 9.
    key_no bigint not null check (key_no between 1 and 8),
    name_words text not null,
    active boolean not null,
    primary key (coop_id, code)
);
