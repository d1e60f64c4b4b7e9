-- Cooperatives, members and phones.
--
-- One dialect for SQLite and PostgreSQL: text, bigint and boolean only. Times are Unix milliseconds
-- (`_at`), local days are days since 1970-01-01 (`_on`), money is paise. Sealed columns and hashes
-- are text. Every table of a cooperative carries `coop_id`, and every foreign key names it, so that
-- no row can lean on another tenant's.

-- A cooperative: one tenant.
create table coop (
    id bigint not null primary key,
    name text not null,
    code text not null,
    lang text not null check (lang in ('gu', 'hi', 'en'))
);

-- What is dialled or texted to, and whom it reaches: one address reaches one cooperative.
create table coop_address (
    gateway text not null,
    kind text not null check (kind in ('ussd', 'sms')),
    value text not null,
    coop_id bigint not null references coop (id),
    primary key (gateway, kind, value)
);

-- The next short number of each kind. Numbers are leased in blocks and never used again.
create table counter (
    coop_id bigint not null references coop (id),
    kind text not null check (kind in ('entry', 'consent', 'case')),
    next_no bigint not null,
    primary key (coop_id, kind)
);

-- A woman of the cooperative. `name` is sealed with her own key; no screen shows it.
create table member (
    coop_id bigint not null references coop (id),
    id bigint not null,
    no bigint not null,
    name text,
    lang text check (lang in ('gu', 'hi', 'en')),
    private_sms boolean not null,
    state text not null check (state in ('active', 'left', 'erased')),
    joined_at bigint not null,
    primary key (coop_id, id),
    -- Her number is hers for good.
    unique (coop_id, no)
);

-- Her own key, wrapped by the master key. Without this row nothing personal of hers opens again.
create table member_key (
    coop_id bigint not null,
    member_id bigint not null,
    wrapped text not null,
    primary key (coop_id, member_id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- A number, sealed, found by its keyed hash. It counts the tries of strangers who use it.
create table phone (
    coop_id bigint not null references coop (id),
    id bigint not null,
    lookup text not null,
    msisdn text not null,
    fails bigint not null,
    locked_until bigint,
    last_locked_at bigint,
    primary key (coop_id, id),
    -- One row for one number.
    unique (coop_id, lookup)
);

-- Members and phones are many to many: a phone may be shared, a member may have several.
create table member_phone (
    coop_id bigint not null,
    phone_id bigint not null,
    member_id bigint not null,
    from_at bigint not null,
    to_at bigint,
    primary key (coop_id, phone_id, member_id),
    foreign key (coop_id, phone_id) references phone (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- Her PIN: the hash and the name of the pepper in it, and the wrong tries against it.
create table credential (
    coop_id bigint not null,
    member_id bigint not null,
    pin_hash text not null,
    pepper_id text not null,
    must_change boolean not null,
    set_at bigint not null,
    fails bigint not null,
    locked_until bigint,
    last_locked_at bigint,
    primary key (coop_id, member_id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- A USSD connection: where she waits and what she heard last. Never the transcript, only its length
-- and keyed hash; reply, state and draft are sealed, and wiped when their time is over. The indexes
-- leave out what every step changes.
create table session (
    coop_id bigint not null references coop (id),
    id bigint not null,
    phone_id bigint,
    member_id bigint,
    turn bigint not null,
    text_len bigint not null,
    text_hash text,
    reply text,
    state text,
    draft text,
    touched_at bigint not null,
    ended boolean not null,
    primary key (coop_id, id)
);
create index session_of_phone on session (coop_id, phone_id);
