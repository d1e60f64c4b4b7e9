-- Officers, their roles, and acts that wait for a second signature.

-- Officers, who sign with a passphrase. `name` is sealed; `name_key` is a keyed hash by which it is found.
-- The row of an officer who has ended is kept, because the ledger refers to it.
create table officer (
    coop_id bigint not null references coop (id),
    id bigint not null,
    name text not null,
    name_key text not null,
    member_id bigint,
    passphrase_hash text not null,
    pepper_id text not null,
    added_at bigint not null,
    ended_at bigint,
    primary key (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);
-- No two present officers have the same name; a former officer's name may be used again.
create unique index officer_name on officer (coop_id, name_key) where ended_at is null;

-- The roles, in a table of their own, so that a new one is an insert.
create table word_role (word text not null primary key);
insert into word_role (word) values ('sakhi'), ('treasurer'), ('secretary'), ('president'),
    ('data-committee'), ('member-auditor'), ('federation-analyst'), ('technician');

-- Which officer has which role, from when to when.
create table officer_role (
    coop_id bigint not null,
    id bigint not null,
    officer_id bigint not null,
    role text not null references word_role (word),
    from_at bigint not null,
    to_at bigint,
    primary key (coop_id, id),
    foreign key (coop_id, officer_id) references officer (coop_id, id)
);
create unique index officer_role_now on officer_role (coop_id, officer_id, role) where to_at is null;

-- Wrong passphrases, for each place where they are typed (a keyed hash; empty: from all places together).
-- `is_known`: she has signed in from there before.
create table officer_tries (
    coop_id bigint not null,
    officer_id bigint not null,
    place text not null,
    fails bigint not null,
    tried_at bigint,
    wait_until bigint,
    is_known boolean not null,
    primary key (coop_id, officer_id, place),
    foreign key (coop_id, officer_id) references officer (coop_id, id)
);

-- The states of a proposal, and the acts that can be proposed.
create table word_proposal_state (word text not null primary key);
insert into word_proposal_state (word) values ('waiting'), ('returned'), ('signed'), ('refused'),
    ('withdrawn'), ('expired');

-- An act that waits for a second signature. `payload`, what was shown, and the reason for sending it back
-- are sealed. `version` counts its moves, and each move is guarded by it. `lease` is the id of the job's
-- run that ended it.
create table proposal (
    coop_id bigint not null references coop (id),
    id bigint not null,
    no bigint not null,
    act text not null,
    payload text not null,
    shown_hash text not null,
    state text not null references word_proposal_state (word),
    asked_by bigint not null,
    edited_by bigint not null,
    asked_at bigint not null,
    until_at bigint not null,
    version bigint not null,
    reason text,
    answered_by bigint,
    answered_at bigint,
    lease bigint,
    primary key (coop_id, id),
    unique (coop_id, no),
    foreign key (coop_id, asked_by) references officer (coop_id, id),
    foreign key (coop_id, edited_by) references officer (coop_id, id),
    foreign key (coop_id, answered_by) references officer (coop_id, id)
);
create index proposal_open on proposal (coop_id, until_at) where state in ('waiting', 'returned');
-- The same act waits at most once.
create unique index proposal_same on proposal (coop_id, act, shown_hash) where state = 'waiting';

create table word_proposal_subject (word text not null primary key);
insert into word_proposal_subject (word) values ('member'), ('officer');

-- The people a proposal is about: they may not sign it.
create table proposal_subject (
    coop_id bigint not null,
    proposal_id bigint not null,
    kind text not null references word_proposal_subject (word),
    subject_id bigint not null,
    primary key (coop_id, proposal_id, kind, subject_id),
    foreign key (coop_id, proposal_id) references proposal (coop_id, id)
);
