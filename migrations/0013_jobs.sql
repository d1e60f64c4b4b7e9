-- Jobs, and the nodes that run them.

-- When each job ran. The row is also the lease: one node runs a job at a time, and a missed run is noticed.
create table job_run (
    job text not null primary key,
    done_for_at bigint not null,
    leased_by bigint,
    leased_until bigint
);

-- The nodes that are running, each with a number, which is part of the ids that it draws. A node that has
-- not reported for a while loses its number.
create table node (
    no bigint not null primary key,
    holder bigint not null,
    alive_at bigint not null
);
