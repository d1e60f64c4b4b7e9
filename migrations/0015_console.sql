-- The officers' console: second steps of logging in, sessions, forms that were sent, and forms that wait for a log-in.

-- What an officer has besides her passphrase: an authenticator app, or a printed sheet of codes that count once each.
-- `secret` is sealed, and stands with an authenticator alone; `last_step` is the step of time of its last code that
-- counted, so that none counts twice. Who has ended one keeps its row: lines of the ledger name it.
create table officer_factor (
    coop_id bigint not null,
    id bigint not null,
    officer_id bigint not null,
    kind text not null check (kind in ('authenticator', 'sheet')),
    secret text,
    last_step bigint not null,
    made_at bigint not null,
    ended_at bigint,
    primary key (coop_id, id),
    foreign key (coop_id, officer_id) references officer (coop_id, id)
);
create unique index officer_factor_now on officer_factor (coop_id, officer_id, kind) where ended_at is null;

-- The codes of a sheet, hashed with argon2id.
create table sheet_code (
    coop_id bigint not null,
    factor_id bigint not null,
    no bigint not null,
    code_hash text not null,
    pepper_id text not null,
    used_at bigint,
    primary key (coop_id, factor_id, no),
    foreign key (coop_id, factor_id) references officer_factor (coop_id, id)
);

-- Who is logged in. The token itself is with the browser alone. `is_open`: the second step is done too. `ends_at`: it
-- ends then, however busy it is. `device` is what the browser calls itself, sealed. Nothing of it is a record.
create table console_session (
    coop_id bigint not null,
    id bigint not null,
    officer_id bigint not null,
    token_hash text not null,
    is_open boolean not null,
    fails bigint not null,
    device text not null,
    began_at bigint not null,
    seen_at bigint not null,
    ends_at bigint not null,
    ended_at bigint,
    primary key (coop_id, id),
    unique (coop_id, token_hash),
    foreign key (coop_id, officer_id) references officer (coop_id, id)
);
create index console_session_of on console_session (coop_id, officer_id) where ended_at is null;
create index console_session_old on console_session (coop_id, ends_at);

-- Each form that was sent, by the hash of its nonce, so that the same form does nothing a second time. `result` is
-- what its first sending came to, sealed; null while that is under way.
create table console_form (
    coop_id bigint not null,
    nonce_hash text not null,
    id bigint not null,
    session_id bigint not null,
    sent_at bigint not null,
    result text,
    primary key (coop_id, nonce_hash),
    unique (coop_id, id),
    foreign key (coop_id, session_id) references console_session (coop_id, id)
);
create index console_form_of on console_form (coop_id, session_id);
create index console_form_old on console_form (coop_id, sent_at);

-- A form that was sent when its session had ended: it comes back filled after the next log-in of the same officer.
create table console_draft (
    coop_id bigint not null,
    id bigint not null,
    officer_id bigint not null,
    page text not null,
    fields text not null,
    kept_at bigint not null,
    primary key (coop_id, id),
    foreign key (coop_id, officer_id) references officer (coop_id, id)
);
create index console_draft_old on console_draft (coop_id, kept_at);

insert into word_ledger_kind (word) values ('sheet made'), ('authenticator set'), ('second step ended');
