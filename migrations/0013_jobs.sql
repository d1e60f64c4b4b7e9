-- Jobs, and the nodes that run them.

-- Which job runs when. The row is the lease: one node runs a job at a time, and a missed run is seen.
create table job_run (
    job text not null primary key,
    done_for_at bigint not null,
    leased_by bigint,
    leased_until bigint
);

-- The nodes that run now, each with a number of its own, which stands in the ids that it draws. Who has
-- given no sign of life for a while has none any more.
create table node (
    no bigint not null primary key,
    holder bigint not null,
    alive_at bigint not null
);
