-- Members, their phones and PINs, and calls.

-- States of a member.
create table word_member_state (word text not null primary key);
insert into word_member_state (word) values
    ('active'), ('left'), ('erased');

-- A member. `name` is sealed with her own key; no screen shows it.
create table member (
    coop_id bigint not null references coop (id),
    id bigint not null,
    no bigint not null,
    name text,
    lang text references word_lang (word),
    private_sms boolean not null,
    state text not null references word_member_state (word),
    joined_at bigint not null,
    -- Her village and her savings group, sealed with her own key, because together with a name they
    -- identify her.
    village text,
    group_name text,
    primary key (coop_id, id),
    -- Her number is never given to another member.
    unique (coop_id, no)
);

-- Her own key, sealed by the master key. Without this row her personal data can never be opened again.
create table member_key (
    coop_id bigint not null,
    member_id bigint not null,
    wrapped text not null,
    primary key (coop_id, member_id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- A phone number, sealed, found by its keyed hash; and tries of wrong codes from this phone.
create table phone (
    coop_id bigint not null references coop (id),
    id bigint not null,
    lookup text not null,
    msisdn text not null,
    fails bigint not null,
    locked_until bigint,
    last_locked_at bigint,
    -- The long-term count of wrong codes that it texts, which a right code does not reset, and since when
    -- they are counted.
    slow_n bigint not null default 0,
    slow_from bigint,
    primary key (coop_id, id),
    -- One row for each number.
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

-- Her PIN: the hash, the name of the pepper in it, and the wrong tries.
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
    -- The long-term count: wrong tries that a right PIN does not reset, since when they are counted, and
    -- how many of them she has not been told about. `pin_hash` is empty where she has no PIN yet: tries
    -- with a code count too.
    slow_n bigint not null default 0,
    slow_from bigint,
    untold_n bigint not null default 0,
    primary key (coop_id, member_id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- Tries with a member number that is not linked to the phone it was typed on. The id is a keyed hash of
-- both, so that a row does not reveal the number.
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

-- The one-time code of a paper slip, with which a member chooses a PIN from a phone of hers. Only its hash
-- is stored; a new code replaces an older one, and using it deletes it.
create table pin_code (
    coop_id bigint not null,
    member_id bigint not null,
    id bigint not null,
    code_hash text not null,
    ends_at bigint not null,
    primary key (coop_id, member_id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- What two named persons can let the operator do.
create table word_signed_act (word text not null primary key);
insert into word_signed_act (word) values
    ('unlock'), ('activate');

-- What the operator did because two named persons asked for it, where no officers sign. A line of the
-- ledger refers to the row. `names` is sealed.
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

-- A USSD session: its state and last reply. Never the transcript, only its length and keyed hash; reply,
-- state and draft are sealed, and wiped when their time is over. The indexes leave out the columns that
-- every step changes.
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
