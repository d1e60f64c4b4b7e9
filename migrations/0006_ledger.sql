-- The ledger: every alteration of the record, chained so that none can be changed quietly.

-- One line for each change, append-only: who, by which way, about what, why. No amounts, choices, PINs or
-- numbers. A vote's line, and that of a no to a request, has the ballot or the request and the day: no
-- member, no actor's id, no channel, and its time is the last moment of that day.
create table ledger (
    coop_id bigint not null references coop (id),
    id bigint not null,
    at bigint not null,
    kind text not null,
    -- Of whom.
    member_id bigint,
    -- Who: people by id, jobs and gateways by name.
    actor_kind text not null,
    actor_id bigint,
    actor_name text,
    -- By which way.
    via text,
    -- About what: by id, or by name what has none.
    object_kind text not null,
    about_id bigint,
    object_name text,
    why text not null,
    -- The form of the line, which is also the first byte under its hash.
    version bigint not null,
    primary key (coop_id, id)
);

-- The chain over the lines, one for each cooperative, written by a job a few seconds behind, so that
-- no caller waits for another's link.
create table ledger_seal (
    coop_id bigint not null,
    seq bigint not null,
    ledger_id bigint not null,
    hash_prev text not null,
    hash text not null,
    primary key (coop_id, seq),
    -- A line is sealed once.
    unique (coop_id, ledger_id),
    foreign key (coop_id, ledger_id) references ledger (coop_id, id)
);

-- Which job runs when. The row is the lease: one node runs a job at a time, and a missed run is seen.
create table job_run (
    job text not null primary key,
    done_for_at bigint not null,
    leased_by bigint,
    leased_until bigint
);
