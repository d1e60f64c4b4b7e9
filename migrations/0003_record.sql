-- A member's record: entries, their events, loans, statements, and what she asks for.

-- Channels by which an entry came in.
create table word_source (word text not null primary key);
insert into word_source (word) values
    ('ussd'), ('sms'), ('voice'), ('paper');

-- States of an entry.
create table word_entry_state (word text not null primary key);
insert into word_entry_state (word) values
    ('ok'), ('waiting'), ('disputed'), ('withdrawn');

-- The evidence for an entry.
create table word_entry_proof (word text not null primary key);
insert into word_entry_proof (word) values
    ('self'), ('helper'), ('receipt'), ('bank');

-- The days that an entry is about, as she said it.
create table word_entry_period (word text not null primary key);
insert into word_entry_period (word) values
    ('day'), ('week'), ('month'), ('last-month');

-- An entry of a member's record. Append-only: a row is never changed; what happens to it is an
-- `entry_event`. `state` is its first state.
create table entry (
    coop_id bigint not null,
    id bigint not null,
    no bigint not null,
    member_id bigint not null,
    -- An entry is one of these by definition.
    kind text not null check (kind in ('income', 'cost', 'saving', 'repayment')),
    category bigint,
    amount bigint not null check (amount >= 0),
    period text not null references word_entry_period (word),
    from_on bigint not null,
    to_on bigint not null,
    proof text not null references word_entry_proof (word),
    -- No entry begins as disputed or taken back.
    state text not null references word_entry_state (word)
        check (state not in ('disputed', 'withdrawn')),
    replaces_id bigint,
    session_id bigint,
    turn bigint,
    at bigint not null,
    -- The channel by which it came in: a call, a text, or an old register on paper.
    src text not null default 'ussd' references word_source (word),
    primary key (coop_id, id),
    -- A number names one entry.
    unique (coop_id, no),
    -- One step of a session saves one entry, however often it is sent.
    unique (coop_id, session_id, turn),
    check (from_on <= to_on),
    foreign key (coop_id, member_id) references member (coop_id, id),
    foreign key (coop_id, category) references category (coop_id, code),
    foreign key (coop_id, replaces_id) references entry (coop_id, id)
);
create index entry_of_member on entry (coop_id, member_id, at, no);

-- Events of entries, append-only: the newest state counts.
create table entry_event (
    coop_id bigint not null,
    id bigint not null,
    entry_id bigint not null,
    -- What was decided cannot go back to waiting.
    state text not null references word_entry_state (word) check (state <> 'waiting'),
    at bigint not null,
    primary key (coop_id, id),
    foreign key (coop_id, entry_id) references entry (coop_id, id)
);
create index entry_event_of_entry on entry_event (coop_id, entry_id, at, id);
-- An entry is taken back once.
create unique index entry_withdrawn_once on entry_event (coop_id, entry_id)
    where state = 'withdrawn';

-- States of a loan.
create table word_loan_state (word text not null primary key);
insert into word_loan_state (word) values
    ('running'), ('closed');

-- A loan of a member. Repayments are entries.
create table loan (
    coop_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    principal bigint not null check (principal > 0),
    given_on bigint not null,
    state text not null references word_loan_state (word),
    primary key (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);
create index loan_of_member on loan (coop_id, member_id);

-- A code with which her statement can be got until its last day; a new code ends an older one.
create table statement (
    coop_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    code text not null,
    from_on bigint not null,
    to_on bigint not null,
    ends_on bigint not null,
    at bigint not null,
    ended_at bigint,
    primary key (coop_id, id),
    unique (coop_id, code),
    foreign key (coop_id, member_id) references member (coop_id, id)
);
-- She has one valid code at a time.
create unique index statement_live_once on statement (coop_id, member_id) where ended_at is null;

-- Kinds of requests under her rights.
create table word_case_kind (word text not null primary key);
insert into word_case_kind (word) values
    ('copy'), ('fix'), ('erase'), ('nominee'),
    ('complain'), ('entry-amount'), ('entry-not-mine'), ('entry-erase'),
    ('statement');

-- A request under her rights, with its number and the day its answer is due.
create table rights_case (
    coop_id bigint not null,
    id bigint not null,
    no bigint not null,
    member_id bigint not null,
    kind text not null references word_case_kind (word),
    entry_no bigint,
    amount bigint,
    at bigint not null,
    due_at bigint not null,
    primary key (coop_id, id),
    unique (coop_id, no),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- She asked to be called. If she gave another number than the phone's, it is sealed with her own key.
create table call_ask (
    coop_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    phone_id bigint,
    day_on bigint not null,
    other text,
    at bigint not null,
    primary key (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);
