-- Whose database this is: which keys it was made with, and which installation it belongs to.

-- One row, made with the database. Its id tells this database from another one that stands at the same
-- address one day; the pepper's name is the one that stands beside every PIN.
create table installation (
    only_row bigint not null primary key check (only_row = 1),
    id text not null,
    pepper_id text not null
);

-- The installation's id once more, sealed with every key that may have sealed something here. A key that
-- does not open all of them is the wrong one, or one too few.
create table key_check (
    key_id text not null primary key,
    sealed text not null
);

-- Whether anything can be kept, tried out: a few rows that nodes overwrite, each its own, with whatever
-- was drawn.
create table try_out (
    slot bigint not null primary key,
    drawn bigint not null
);
