-- Ballots. While one is open there is one sealed row for each pseudonym. At the close the choices are
-- written in shuffled rows that cannot be connected with a member, and the sealed rows and the keys are
-- deleted.

-- States of a ballot.
create table word_ballot_state (word text not null primary key);
insert into word_ballot_state (word) values
    ('open'), ('closed');

-- Majorities that a ballot can need.
create table word_ballot_pass (word text not null primary key);
insert into word_ballot_pass (word) values
    ('more'), ('more-and-quarter'), ('two-thirds');

-- A question for the members to vote on; its words are fixed when it opens.
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

-- Who may vote: written once before the opening, and never changed.
create table ballot_roll (
    coop_id bigint not null,
    ballot_id bigint not null,
    member_id bigint not null,
    primary key (coop_id, ballot_id, member_id),
    foreign key (coop_id, ballot_id) references ballot (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- That she voted, and the day, never the choice. Rewritten in shuffled order at the close.
create table ballot_mark (
    coop_id bigint not null,
    ballot_id bigint not null,
    member_id bigint not null,
    voted_on bigint not null,
    primary key (coop_id, ballot_id, member_id),
    -- Only members on the roll vote.
    foreign key (coop_id, ballot_id, member_id) references ballot_roll (coop_id, ballot_id, member_id)
);

-- The keys of an open ballot, sealed: one makes pseudonyms, the other opens votes. Backups leave this table
-- out, and the close deletes its row.
create table ballot_key (
    coop_id bigint not null,
    ballot_id bigint not null,
    pseudonym_key text not null,
    private_key text not null,
    primary key (coop_id, ballot_id),
    foreign key (coop_id, ballot_id) references ballot (coop_id, id)
);

-- The last vote under each pseudonym, its choice sealed with the ballot's key. No vote outlives the key: a
-- vote that comes while the ballot is being counted fails, or makes the count start again.
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

-- The number of votes for each answer.
create table ballot_result (
    coop_id bigint not null,
    ballot_id bigint not null,
    option_no bigint not null,
    votes bigint not null,
    primary key (coop_id, ballot_id, option_no),
    foreign key (coop_id, ballot_id, option_no) references ballot_option (coop_id, ballot_id, no)
);

-- Outcomes of a ballot.
create table word_ballot_outcome (word text not null primary key);
insert into word_ballot_outcome (word) values
    ('passed'), ('failed'), ('no-quorum');

-- The outcome of a closed ballot. A ballot is counted when it has this row.
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

-- Ballots whose sealed votes and keys are deleted, but whose freed pages must still be overwritten.
create table overwrite_due (
    coop_id bigint not null references coop (id),
    ballot_id bigint not null,
    primary key (coop_id, ballot_id),
    foreign key (coop_id, ballot_id) references ballot (coop_id, id)
);

-- One-time codes for ballots that allow votes by text, as keyed hashes: one for each member on the roll.
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
