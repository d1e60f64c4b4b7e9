-- Ballots whose sealed votes and keys are deleted, but lie on the disk until they are overwritten.
create table overwrite_due (
    coop_id bigint not null references coop (id),
    ballot_id bigint not null,
    primary key (coop_id, ballot_id),
    foreign key (coop_id, ballot_id) references ballot (coop_id, id)
);
