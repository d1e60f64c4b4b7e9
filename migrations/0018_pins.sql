-- PINs of a cooperative that begins, and locks that can be opened.

-- The slow count: wrong tries that a right PIN does not take back, since when they are counted, and
-- how many of them she has not been told of. `pin_hash` is empty where she has no PIN yet: tries with
-- a code are counted against her all the same.
alter table credential add column slow_n bigint not null default 0;
alter table credential add column slow_from bigint;
alter table credential add column untold_n bigint not null default 0;

-- The same for wrong codes that a phone texts.
alter table phone add column slow_n bigint not null default 0;
alter table phone add column slow_from bigint;

-- Tries with a number that is not linked to the phone it was typed on. The id is a keyed hash of both,
-- so that no row tells a number.
create table stranger_tries (
    coop_id bigint not null references coop (id),
    id bigint not null,
    fails bigint not null,
    locked_until bigint,
    last_locked_at bigint,
    slow_n bigint not null,
    slow_from bigint,
    untold_n bigint not null,
    tried_at bigint not null,
    primary key (coop_id, id)
);

-- The one-time code of a paper slip, with which a woman chooses a PIN from a phone of hers. Only its
-- hash is kept; a newer code takes the place of an older one, and using it deletes it.
create table pin_code (
    coop_id bigint not null,
    member_id bigint not null,
    id bigint not null,
    code_hash text not null,
    ends_at bigint not null,
    primary key (coop_id, member_id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- What two named persons had the operator of the machine do, until officers have rows of their own.
-- A line of the ledger names the row. `names` is sealed.
create table signed_act (
    coop_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    act text not null check (act in ('unlock', 'activate')),
    names text not null,
    at bigint not null,
    primary key (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- Short numbers that a node had leased and gave back unused; the next lease takes them first.
create table number_spare (
    coop_id bigint not null references coop (id),
    kind text not null check (kind in ('entry', 'consent', 'case', 'task')),
    first_no bigint not null,
    end_no bigint not null,
    primary key (coop_id, kind, first_no)
);
