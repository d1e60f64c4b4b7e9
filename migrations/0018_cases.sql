-- What officers and the clock do about cases, and about calls that are asked for. Both are events; the
-- row of what she asked for has only the moment at which it was over besides.

-- States of a case. A case without an event is open.
create table word_case_state (word text not null primary key);
insert into word_case_state (word) values
    ('open'), ('escalated'), ('answered'), ('appealed'), ('closed');

-- What an answer says.
create table word_case_outcome (word text not null primary key);
insert into word_case_outcome (word) values ('done'), ('declined');

-- What came of a try to call her.
create table word_call_result (word text not null primary key);
insert into word_call_result (word) values
    ('settled'), ('visit'), ('case opened'), ('not reached');

-- The steps of a case, in order of `seq`, so that of two at the same time one is refused. An appeal has the
-- day on which the second answer is due; an answer has who gave it (nobody: the operator) and what it says.
create table case_event (
    coop_id bigint not null,
    id bigint not null,
    case_id bigint not null,
    seq bigint not null,
    state text not null references word_case_state (word) check (state <> 'open'),
    due_at bigint check ((state = 'appealed') = (due_at is not null)),
    officer_id bigint check (officer_id is null or state = 'answered'),
    outcome text references word_case_outcome (word)
        check ((state = 'answered') = (outcome is not null)),
    at bigint not null,
    primary key (coop_id, id),
    unique (coop_id, case_id, seq),
    foreign key (coop_id, case_id) references rights_case (coop_id, id),
    foreign key (coop_id, officer_id) references officer (coop_id, id)
);
-- She appeals once, and a case is closed once.
create unique index case_appealed_once on case_event (coop_id, case_id) where state = 'appealed';
create unique index case_closed_once on case_event (coop_id, case_id) where state = 'closed';
create index rights_case_of_entry on rights_case (coop_id, entry_no) where entry_no is not null;

-- The tries to call her, in order of `seq`.
create table call_event (
    coop_id bigint not null,
    id bigint not null,
    call_id bigint not null,
    seq bigint not null,
    officer_id bigint,
    result text not null references word_call_result (word),
    at bigint not null,
    primary key (coop_id, id),
    unique (coop_id, call_id, seq),
    foreign key (coop_id, call_id) references call_ask (coop_id, id),
    foreign key (coop_id, officer_id) references officer (coop_id, id)
);
-- She is talked to once for each call that she asks for.
create unique index call_done_once on call_event (coop_id, call_id) where result <> 'not reached';

-- What still waits is found without reading what is over.
alter table rights_case add column closed_at bigint;
create index rights_case_open on rights_case (coop_id, no) where closed_at is null;
alter table call_ask add column done_at bigint;
create index call_ask_open on call_ask (coop_id, id) where done_at is null;

insert into word_ledger_kind (word) values
    ('entry settled'), ('case escalated'), ('case answered'), ('case appealed'), ('case closed'),
    ('call done'), ('call not reached');
