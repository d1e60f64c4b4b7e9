-- The ledger: every change of the record, in a hash chain, so that a later manipulation is noticed.

-- Kinds of changes.
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
    ('cooperative added'), ('cooperative set'), ('template paused'),
    ('templates imported'), ('member added'), ('member revised'),
    ('loan added'), ('announced'), ('task closed'),
    ('vote codes made'), ('officer on duty set'), ('officer added'),
    ('officer ended'), ('role given'), ('role taken'),
    ('passphrase set'), ('proposal asked'), ('proposal returned'),
    ('proposal signed'), ('proposal refused'), ('proposal withdrawn'),
    ('proposal expired'), ('pin unlocked'), ('pin code made'),
    ('task opened'), ('gateway paused');

-- Kinds of actors.
create table word_actor_kind (word text not null primary key);
insert into word_actor_kind (word) values
    ('member'), ('phone'), ('stranger'), ('officer'),
    ('job'), ('operator'), ('provider');

-- Channels.
create table word_via (word text not null primary key);
insert into word_via (word) values
    ('ussd'), ('sms'), ('voice'), ('console'),
    ('cli'), ('api'), ('clock');

-- Kinds of objects.
create table word_object_kind (word text not null primary key);
insert into word_object_kind (word) values
    ('member'), ('phone'), ('stranger tries'), ('signed act'),
    ('pin code'), ('entry'), ('case'), ('consent'),
    ('request'), ('ballot'), ('meeting'), ('call ask'),
    ('statement'), ('session'), ('announcement'), ('task'),
    ('template'), ('text'), ('coop'), ('notice'),
    ('loan'), ('requester'), ('disclosure'), ('gateway'),
    ('officer'), ('proposal');

-- Reasons.
create table word_why (word text not null primary key);
insert into word_why (word) values
    ('wanted'), ('due'), ('follows'), ('reported'),
    ('register'), ('two signed'), ('operator signed'), ('two named'),
    ('demo');

-- One line for each change, append-only: who, by which channel, about what, why. No amounts, choices, PINs
-- or phone numbers. The line of a vote, and of a no to a request, has the ballot or the request and the
-- day: no member, no actor's id, no channel, and its time is the last moment of that day.
create table ledger (
    coop_id bigint not null references coop (id),
    id bigint not null,
    at bigint not null,
    kind text not null references word_ledger_kind (word),
    -- The member it is about.
    member_id bigint,
    -- Who: people by id, jobs and gateways by name.
    actor_kind text not null references word_actor_kind (word),
    actor_id bigint,
    actor_name text,
    -- The channel.
    via text references word_via (word),
    -- What it is about: by id, or by name where it has no id.
    object_kind text not null references word_object_kind (word),
    about_id bigint,
    object_name text,
    why text not null references word_why (word),
    -- The version of the line's form, which is also the first byte that is hashed.
    version bigint not null,
    primary key (coop_id, id)
);

-- The hash chain of the lines, one for each cooperative. A job writes it a few seconds later, so that no
-- caller waits for it.
create table ledger_seal (
    coop_id bigint not null,
    seq bigint not null,
    ledger_id bigint not null,
    hash_prev text not null,
    hash text not null,
    primary key (coop_id, seq),
    -- A line is in the chain once.
    unique (coop_id, ledger_id),
    foreign key (coop_id, ledger_id) references ledger (coop_id, id)
);
