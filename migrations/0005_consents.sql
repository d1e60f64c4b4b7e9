-- Requests by outsiders, her permissions, and every look at her record.

-- Somebody outside who asks for data.
create table requester (
    coop_id bigint not null references coop (id),
    id bigint not null,
    name_words text not null,
    primary key (coop_id, id)
);

-- How a request stands.
create table word_request_state (word text not null primary key);
insert into word_request_state (word) values
    ('open'), ('closed');

-- Whether single records are shown, or totals alone.
create table word_request_grain (word text not null primary key);
insert into word_request_grain (word) values
    ('single'), ('total');

-- How often a receiver may look.
create table word_request_reads (word text not null primary key);
insert into word_request_reads (word) values
    ('once'), ('weekly'), ('monthly');

-- One wish to use data, and the ballot that allows it: the first of the two keys.
create table request (
    coop_id bigint not null,
    id bigint not null,
    no bigint not null,
    requester_id bigint not null,
    title_words text not null,
    what_words text not null,
    why_words text not null,
    months bigint not null,
    keep_days bigint not null,
    lasts_days bigint not null,
    ballot_id bigint not null,
    state text not null references word_request_state (word),
    -- What an ask says before the yes: how often the receiver may look, at which parts, with her name or
    -- as totals without names, until when, and whom to complain to. The permission's own end still counts.
    grain text not null default 'single' references word_request_grain (word),
    -- Parts of the record, by their names with commas between.
    sections text not null default 'income,costs,savings,loans',
    reads text not null default 'once' references word_request_reads (word),
    -- The last local day on which anybody may look; null where only the permission's own end counts.
    valid_until bigint,
    -- A number that she can call; empty where complaints go by the menu alone.
    complaint text not null default '',
    primary key (coop_id, id),
    unique (coop_id, no),
    foreign key (coop_id, requester_id) references requester (coop_id, id),
    foreign key (coop_id, ballot_id) references ballot (coop_id, id)
);
create index request_by_state on request (coop_id, state);

-- What was really shown, word for word, found by its hash.
create table consent_text (
    coop_id bigint not null references coop (id),
    hash text not null,
    version text not null,
    lang text not null,
    screens text not null,
    primary key (coop_id, hash)
);

-- How a permission stands.
create table word_consent_state (word text not null primary key);
insert into word_consent_state (word) values
    ('deferred'), ('refused'), ('given'), ('withdrawn'),
    ('revoked'), ('expired'), ('invalidated');

-- Her answer to a request, the second key: the projection of its events.
create table consent (
    coop_id bigint not null,
    id bigint not null,
    no bigint not null,
    member_id bigint not null,
    request_id bigint not null,
    state text not null references word_consent_state (word),
    ends_on bigint not null,
    text_hash text not null,
    at bigint not null,
    primary key (coop_id, id),
    unique (coop_id, no),
    -- A request is put to her once: a no is never asked again.
    unique (coop_id, member_id, request_id),
    foreign key (coop_id, member_id) references member (coop_id, id),
    foreign key (coop_id, request_id) references request (coop_id, id),
    foreign key (coop_id, text_hash) references consent_text (coop_id, hash)
);

-- What happens to a permission.
create table word_consent_event (word text not null primary key);
insert into word_consent_event (word) values
    ('given'), ('refused'), ('withdrawn');

-- What happened to a permission, append-only, each event chained to the one before it.
create table consent_event (
    coop_id bigint not null,
    id bigint not null,
    consent_id bigint not null,
    seq bigint not null,
    kind text not null references word_consent_event (word),
    at bigint not null,
    src text not null references word_source (word),
    hash_prev text not null,
    hash text not null,
    primary key (coop_id, id),
    -- A chain does not fork.
    unique (coop_id, consent_id, seq),
    foreign key (coop_id, consent_id) references consent (coop_id, id)
);

-- She wants what was handed out to be erased; somebody must ask the receiver.
create table erasure (
    coop_id bigint not null,
    id bigint not null,
    consent_id bigint not null,
    at bigint not null,
    primary key (coop_id, id),
    unique (coop_id, consent_id),
    foreign key (coop_id, consent_id) references consent (coop_id, id)
);

-- Data handed out. The statement that writes one looks at both keys.
create table disclosure (
    coop_id bigint not null,
    id bigint not null,
    request_id bigint not null,
    requester_id bigint not null,
    consent_id bigint not null,
    member_id bigint not null,
    at bigint not null,
    primary key (coop_id, id),
    foreign key (coop_id, request_id) references request (coop_id, id),
    foreign key (coop_id, consent_id) references consent (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);
create index disclosure_of_member on disclosure (coop_id, member_id, at);

-- Why a look is refused.
create table word_refused_read (word text not null primary key);
insert into word_refused_read (word) values
    ('no-vote'), ('no-consent'), ('ended');

-- A look that was refused, so that she can see it was tried.
create table refused_read (
    coop_id bigint not null,
    id bigint not null,
    request_id bigint not null,
    requester_id bigint not null,
    consent_id bigint,
    member_id bigint not null,
    why text not null references word_refused_read (word),
    at bigint not null,
    primary key (coop_id, id),
    foreign key (coop_id, request_id) references request (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);
create index refused_read_of_member on refused_read (coop_id, member_id, at);
