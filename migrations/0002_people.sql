-- Members, their phones and PINs, and calls.

-- What a member is to the cooperative.
create table word_member_state (word text not null primary key);
insert into word_member_state (word) values
    ('active'), ('left'), ('erased');

-- A woman of the cooperative. `name` is sealed with her own key; no screen shows it.
create table member (
    coop_id bigint not null references coop (id),
    id bigint not null,
    no bigint not null,
    name text,
    lang text references word_lang (word),
    private_sms boolean not null,
    state text not null references word_member_state (word),
    joined_at bigint not null,
    -- Where she lives and which group she saves with, sealed with her own key: with a name they say who
    -- she is.
    village text,
    group_name text,
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
    -- The slow count of wrong codes that it texts: tries that a right one does not take back, and since
    -- when they are counted.
    slow_n bigint not null default 0,
    slow_from bigint,
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
create index member_phone_of_member on member_phone (coop_id, member_id);

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
    -- The slow count: wrong tries that a right PIN does not take back, since when they are counted, and
    -- how many of them she has not been told of. `pin_hash` is empty where she has no PIN yet: tries with
    -- a code are counted against her all the same.
    slow_n bigint not null default 0,
    slow_from bigint,
    untold_n bigint not null default 0,
    primary key (coop_id, member_id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- Tries with a number that is not linked to the phone it was typed on. The id is a keyed hash of both,
-- so that no row tells a number.
create table stranger_tries (
    coop_id bigint not null references coop (id),
    id bigint not null,
    fails bigint not null,
    locked_until bigint,
    last_locked_at bigint,
    slow_n bigint not null,
    slow_from bigint,
    untold_n bigint not null,
    tried_at bigint not null,
    primary key (coop_id, id)
);

-- The one-time code of a paper slip, with which a woman chooses a PIN from a phone of hers. Only its
-- hash is kept; a newer code takes the place of an older one, and using it deletes it.
create table pin_code (
    coop_id bigint not null,
    member_id bigint not null,
    id bigint not null,
    code_hash text not null,
    ends_at bigint not null,
    primary key (coop_id, member_id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- What two named persons can have done.
create table word_signed_act (word text not null primary key);
insert into word_signed_act (word) values
    ('unlock'), ('activate');

-- What two named persons had the operator of the machine do, until officers have rows of their own.
-- A line of the ledger names the row. `names` is sealed.
create table signed_act (
    coop_id bigint not null,
    id bigint not null,
    member_id bigint not null,
    act text not null references word_signed_act (word),
    names text not null,
    at bigint not null,
    primary key (coop_id, id),
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
