-- The installation that this database belongs to, and the keys that it was made with.

-- One row, made with the database. Its id distinguishes this database from another one at the same address;
-- `pepper_id` is the name of the pepper that is stored beside every PIN.
create table installation (
    only_row bigint not null primary key check (only_row = 1),
    id text not null,
    pepper_id text not null
);

-- The installation's id, sealed with every key that may have sealed something here. If the keys in the
-- settings cannot open all of them, one is wrong or missing.
create table key_check (
    key_id text not null primary key,
    sealed text not null
);

-- Rows for the readiness check: each node overwrites one of them with a random value, to test whether
-- anything can be stored.
create table try_out (
    slot bigint not null primary key,
    drawn bigint not null
);
