-- The ledger: every alteration of the record, chained so that none can be changed quietly.

-- What a line can say was done.
create table word_ledger_kind (word text not null primary key);
insert into word_ledger_kind (word) values
    ('language chosen'), ('private sms set'), ('pin right'),
    ('pin wrong'), ('pin set'), ('pin activated'),
    ('pin unlocked by the operator'), ('pin code made by the operator'), ('entry added'),
    ('entry withdrawn'), ('case opened'), ('consent given'),
    ('consent answered'), ('consent stopped'), ('data handed out'),
    ('look refused'), ('vote cast'), ('ballot opened'),
    ('ballot brought in'), ('ballot counted'), ('request added'),
    ('meeting answered'), ('topic asked'), ('meeting planned'),
    ('notice kept'), ('call asked'), ('statement issued'),
    ('announcements started'), ('announcements stopped'), ('draft taken'),
    ('cooperative added'), ('cooperative set'), ('texts set'),
    ('templates imported'), ('member added'), ('member revised'),
    ('loan added');

-- One line for each change, append-only. No amounts, choices, PINs or numbers. A vote's line has the
-- ballot and the day, no member, and its time is the last moment of that day.
create table ledger (
    coop_id bigint not null references coop (id),
    id bigint not null,
    at bigint not null,
    kind text not null references word_ledger_kind (word),
    member_id bigint,
    about_id bigint,
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
