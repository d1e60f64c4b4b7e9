-- Ballots. While one is open there is one sealed row for each pseudonym; at the close the choices are
-- shuffled into rows that nothing joins to a woman, and the sealed rows and the keys are destroyed.

-- How a ballot stands.
create table word_ballot_state (word text not null primary key);
insert into word_ballot_state (word) values
    ('open'), ('closed');

-- What a ballot needs to pass.
create table word_ballot_pass (word text not null primary key);
insert into word_ballot_pass (word) values
    ('more'), ('more-and-quarter'), ('two-thirds');

-- A question put to the members; its words are fixed at the opening.
create table ballot (
    coop_id bigint not null references coop (id),
    id bigint not null,
    no bigint not null,
    title_words text not null,
    text_words text not null,
    more_words text not null,
    yes_no boolean not null,
    sms_allowed boolean not null,
    quorum_pct bigint not null,
    pass text not null references word_ballot_pass (word),
    state text not null references word_ballot_state (word),
    opens_at bigint not null,
    closes_at bigint not null,
    public_key text not null,
    primary key (coop_id, id),
    unique (coop_id, no),
    check (opens_at < closes_at)
);
create index ballot_by_state on ballot (coop_id, state);

-- An answer that a ballot offers; its number is the key she presses.
create table ballot_option (
    coop_id bigint not null,
    ballot_id bigint not null,
    no bigint not null check (no between 1 and 8),
    label_words text not null,
    none boolean not null,
    primary key (coop_id, ballot_id, no),
    foreign key (coop_id, ballot_id) references ballot (coop_id, id)
);

-- Who may vote: written once at the freeze, before the opening, and never changed.
create table ballot_roll (
    coop_id bigint not null,
    ballot_id bigint not null,
    member_id bigint not null,
    primary key (coop_id, ballot_id, member_id),
    foreign key (coop_id, ballot_id) references ballot (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- That she voted, and the day; never what. Rewritten in shuffled order at the close.
create table ballot_mark (
    coop_id bigint not null,
    ballot_id bigint not null,
    member_id bigint not null,
    voted_on bigint not null,
    primary key (coop_id, ballot_id, member_id),
    -- Only who stands on the roll votes.
    foreign key (coop_id, ballot_id, member_id) references ballot_roll (coop_id, ballot_id, member_id)
);

-- The keys of an open ballot, sealed: the one that makes pseudonyms and the one that opens votes.
-- Left out of backups, destroyed at the close.
create table ballot_key (
    coop_id bigint not null,
    ballot_id bigint not null,
    pseudonym_key text not null,
    private_key text not null,
    primary key (coop_id, ballot_id),
    foreign key (coop_id, ballot_id) references ballot (coop_id, id)
);

-- The last vote under each pseudonym, its choice sealed to the ballot's key. No vote can outlive the
-- key: a vote that comes while the ballot is being counted fails, or makes the count start again.
create table ballot_sealed_vote (
    coop_id bigint not null,
    ballot_id bigint not null,
    pseudonym text not null,
    choice text not null,
    primary key (coop_id, ballot_id, pseudonym),
    foreign key (coop_id, ballot_id) references ballot_key (coop_id, ballot_id)
);

-- The choices of a closed ballot, under ids drawn at random, kept through the objection period.
create table ballot_choice (
    coop_id bigint not null,
    ballot_id bigint not null,
    id bigint not null,
    option_no bigint not null,
    primary key (coop_id, ballot_id, id),
    foreign key (coop_id, ballot_id, option_no) references ballot_option (coop_id, ballot_id, no)
);

-- How many chose each answer.
create table ballot_result (
    coop_id bigint not null,
    ballot_id bigint not null,
    option_no bigint not null,
    votes bigint not null,
    primary key (coop_id, ballot_id, option_no),
    foreign key (coop_id, ballot_id, option_no) references ballot_option (coop_id, ballot_id, no)
);

-- How a ballot came out.
create table word_ballot_outcome (word text not null primary key);
insert into word_ballot_outcome (word) values
    ('passed'), ('failed'), ('no-quorum');

-- How a closed ballot came out. A ballot is counted when it has this row.
create table ballot_outcome (
    coop_id bigint not null,
    ballot_id bigint not null,
    roll_n bigint not null,
    voted_n bigint not null,
    quorum_n bigint not null,
    outcome text not null references word_ballot_outcome (word),
    counted_at bigint not null,
    primary key (coop_id, ballot_id),
    check (voted_n <= roll_n),
    foreign key (coop_id, ballot_id) references ballot (coop_id, id)
);

-- Ballots whose sealed votes and keys are deleted, but lie on the disk until they are overwritten.
create table overwrite_due (
    coop_id bigint not null references coop (id),
    ballot_id bigint not null,
    primary key (coop_id, ballot_id),
    foreign key (coop_id, ballot_id) references ballot (coop_id, id)
);

-- One-time codes for ballots that allow texts, as keyed hashes: one for each woman of the roll.
create table ballot_code (
    coop_id bigint not null,
    ballot_id bigint not null,
    member_id bigint not null,
    code_hash text not null,
    at bigint not null,
    primary key (coop_id, ballot_id, member_id),
    unique (coop_id, ballot_id, code_hash),
    foreign key (coop_id, ballot_id, member_id) references ballot_roll (coop_id, ballot_id, member_id)
);
