-- Requests for data, members' permissions, and every disclosure.

-- Somebody outside the cooperative who asks for data.
create table requester (
    coop_id bigint not null references coop (id),
    id bigint not null,
    name_words text not null,
    primary key (coop_id, id)
);

-- States of a request.
create table word_request_state (word text not null primary key);
insert into word_request_state (word) values
    ('open'), ('closed');

-- Whether single records are handed out, or only totals.
create table word_request_grain (word text not null primary key);
insert into word_request_grain (word) values
    ('single'), ('total');

-- How often a receiver may get data.
create table word_request_reads (word text not null primary key);
insert into word_request_reads (word) values
    ('once'), ('weekly'), ('monthly');

-- A request to use data, and the ballot that allows it: the first of the two conditions.
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
    -- What an ask says before the yes: how often the receiver gets data, of which parts, with her name or
    -- as totals without names, until when, and where to complain. The permission's own end still counts.
    grain text not null default 'single' references word_request_grain (word),
    -- Parts of the record, by their names, with commas between.
    sections text not null default 'income,costs,savings,loans',
    reads text not null default 'once' references word_request_reads (word),
    -- The last local day on which data may be handed out; null where only the permission's own end counts.
    valid_until bigint,
    -- A number that she can call; empty where complaints are made in the menu alone.
    complaint text not null default '',
    primary key (coop_id, id),
    unique (coop_id, no),
    foreign key (coop_id, requester_id) references requester (coop_id, id),
    foreign key (coop_id, ballot_id) references ballot (coop_id, id)
);
create index request_by_state on request (coop_id, state);

-- The text that was really shown, word for word, found by its hash.
create table consent_text (
    coop_id bigint not null references coop (id),
    hash text not null,
    version text not null,
    lang text not null,
    screens text not null,
    primary key (coop_id, hash)
);

-- States of a permission.
create table word_consent_state (word text not null primary key);
insert into word_consent_state (word) values
    ('deferred'), ('refused'), ('given'), ('withdrawn'),
    ('revoked'), ('expired'), ('invalidated');

-- Her answer to a request, the second condition. It shows the last of its events.
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
    -- A request is put to her once: after a no she is never asked again.
    unique (coop_id, member_id, request_id),
    foreign key (coop_id, member_id) references member (coop_id, id),
    foreign key (coop_id, request_id) references request (coop_id, id),
    foreign key (coop_id, text_hash) references consent_text (coop_id, hash)
);

-- Kinds of events of a permission.
create table word_consent_event (word text not null primary key);
insert into word_consent_event (word) values
    ('given'), ('refused'), ('withdrawn');

-- The events of a permission, append-only, each with the hash of the one before it.
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
    -- No two events follow the same one.
    unique (coop_id, consent_id, seq),
    foreign key (coop_id, consent_id) references consent (coop_id, id)
);

-- She wants data that was handed out to be erased; an officer must ask the receiver.
create table erasure (
    coop_id bigint not null,
    id bigint not null,
    consent_id bigint not null,
    at bigint not null,
    primary key (coop_id, id),
    unique (coop_id, consent_id),
    foreign key (coop_id, consent_id) references consent (coop_id, id)
);

-- Data that was handed out. The statement that writes a row checks both conditions.
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

-- Reasons for which a disclosure is refused.
create table word_refused_read (word text not null primary key);
insert into word_refused_read (word) values
    ('no-vote'), ('no-consent'), ('ended');

-- A disclosure that was refused, so that she can see that it was tried.
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
