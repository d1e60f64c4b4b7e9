-- Her record: entries, what happened to them, loans and statements.

-- What money is earned with or spent on; the cooperative edits the list. Groups are the tens.
create table category (
    coop_id bigint not null references coop (id),
    code bigint not null,
    parent bigint,
    kind text not null check (kind in ('income', 'cost')),
    -- The key she presses, the same on every page and in every language; 0 and 9 are never one.
    key_no bigint not null check (key_no between 1 and 8),
    name_gu text not null,
    name_hi text not null,
    name_en text not null,
    active boolean not null,
    primary key (coop_id, code)
);

-- One line of her record, as it was said. Append-only: a row is never changed, what happens to it
-- is an `entry_event`. `state` is where it began.
create table entry (
    coop_id bigint not null,
    id bigint not null,
    no bigint not null,
    member_id bigint not null,
    kind text not null check (kind in ('income', 'cost', 'saving', 'repayment')),
    category bigint,
    amount bigint not null check (amount >= 0),
    period text not null check (period in ('day', 'week', 'month', 'last-month')),
    from_on bigint not null,
    to_on bigint not null,
    proof text not null check (proof in ('self', 'helper', 'receipt', 'bank')),
    state text not null check (state in ('ok', 'waiting')),
    replaces_id bigint,
    session_id bigint,
    turn bigint,
    at bigint not null,
    primary key (coop_id, id),
    -- The number she was told names one entry.
    unique (coop_id, no),
    -- One step of one session saves one entry, however often it is sent.
    unique (coop_id, session_id, turn),
    check (from_on <= to_on),
    foreign key (coop_id, member_id) references member (coop_id, id),
    foreign key (coop_id, category) references category (coop_id, code),
    foreign key (coop_id, replaces_id) references entry (coop_id, id)
);
create index entry_of_member on entry (coop_id, member_id, at, no);

-- What happened to an entry, append-only: the newest state counts.
create table entry_event (
    coop_id bigint not null,
    id bigint not null,
    entry_id bigint not null,
    state text not null check (state in ('ok', 'disputed', 'withdrawn')),
    at bigint not null,
    primary key (coop_id, id),
    foreign key (coop_id, entry_id) references entry (coop_id, id)
);
create index entry_event_of_entry on entry_event (coop_id, entry_id, at, id);
-- An entry is taken back once.
create unique index entry_withdrawn_once on entry_event (coop_id, entry_id)
    where state = 'withdrawn';

-- A loan of hers. Repayments are entries.
create table loan (
    coop_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    principal bigint not null check (principal > 0),
    given_on bigint not null,
    state text not null check (state in ('running', 'closed')),
    primary key (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);
create index loan_of_member on loan (coop_id, member_id);

-- A code under which her statement can be had until its last day; a newer code ends an older one.
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
-- She has one code at a time.
create unique index statement_live_once on statement (coop_id, member_id) where ended_at is null;

-- A request under her rights, with its number and the day its answer is due.
create table rights_case (
    coop_id bigint not null,
    id bigint not null,
    no bigint not null,
    member_id bigint not null,
    kind text not null,
    entry_no bigint,
    amount bigint,
    at bigint not null,
    due_at bigint not null,
    primary key (coop_id, id),
    unique (coop_id, no),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- She asked to be called. Another number than the phone's is sealed with her own key.
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
