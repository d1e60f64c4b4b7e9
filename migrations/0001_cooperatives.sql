-- Cooperatives: what reaches them, their short numbers, and what their members earn with.
--
-- One dialect for SQLite and PostgreSQL: text, bigint and boolean only. Times are Unix milliseconds
-- (`_at`), local days are days since 1970-01-01 (`_on`), money is paise. Sealed columns and hashes
-- are text. Every table of a cooperative carries `coop_id`, and every foreign key names it, so that
-- no row can lean on another tenant's.
--
-- A word of a list that will grow stands in a table of its own, `word_…`, so that a new one is an insert
-- on both databases, where a check could not be widened in one common way. A list that is closed by what
-- it means stays a check. What the cooperative itself wrote is JSON text, one value for each language
-- (`_words`), so that a further language changes no table.

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

-- By which way an address is reached.
create table word_address_kind (word text not null primary key);
insert into word_address_kind (word) values
    ('ussd'), ('sms');

-- What is dialled or texted to, and whom it reaches: one address reaches one cooperative.
create table coop_address (
    gateway text not null,
    kind text not null references word_address_kind (word),
    value text not null,
    coop_id bigint not null references coop (id),
    primary key (gateway, kind, value)
);

-- What is named by a short number.
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

-- What money is earned with or spent on; the cooperative edits the list. Groups are the tens.
create table category (
    coop_id bigint not null references coop (id),
    code bigint not null,
    parent bigint,
    -- Money is earned or spent: there is no third.
    kind text not null check (kind in ('income', 'cost')),
    -- The key she presses, the same on every page and in every language; 0 and 9 are never one.
    key_no bigint not null check (key_no between 1 and 8),
    name_words text not null,
    active boolean not null,
    primary key (coop_id, code)
);
