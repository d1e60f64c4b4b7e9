-- Requests by outsiders, her permissions, and every look at her record.

-- Somebody outside who asks for data.
create table requester (
    coop_id bigint not null references coop (id),
    id bigint not null,
    name_gu text not null,
    name_hi text not null,
    name_en text not null,
    primary key (coop_id, id)
);

-- One wish to use data, and the ballot that allows it: the first of the two keys.
create table request (
    coop_id bigint not null,
    id bigint not null,
    no bigint not null,
    requester_id bigint not null,
    title_gu text not null,
    title_hi text not null,
    title_en text not null,
    what_gu text not null,
    what_hi text not null,
    what_en text not null,
    why_gu text not null,
    why_hi text not null,
    why_en text not null,
    months bigint not null,
    keep_days bigint not null,
    lasts_days bigint not null,
    ballot_id bigint not null,
    state text not null check (state in ('open', 'closed')),
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

-- Her answer to a request, the second key: the projection of its events.
create table consent (
    coop_id bigint not null,
    id bigint not null,
    no bigint not null,
    member_id bigint not null,
    request_id bigint not null,
    state text not null check (state in
        ('deferred', 'refused', 'given', 'withdrawn', 'revoked', 'expired', 'invalidated')),
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

-- What happened to a permission, append-only, each event chained to the one before it.
create table consent_event (
    coop_id bigint not null,
    id bigint not null,
    consent_id bigint not null,
    seq bigint not null,
    kind text not null check (kind in ('given', 'refused', 'withdrawn')),
    at bigint not null,
    src text not null,
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

-- A look that was refused, so that she can see it was tried.
create table refused_read (
    coop_id bigint not null,
    id bigint not null,
    request_id bigint not null,
    requester_id bigint not null,
    consent_id bigint,
    member_id bigint not null,
    why text not null check (why in ('no-vote', 'no-consent', 'ended')),
    at bigint not null,
    primary key (coop_id, id),
    foreign key (coop_id, request_id) references request (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);
create index refused_read_of_member on refused_read (coop_id, member_id, at);
