-- Incoming texts, their senders, and the questions that they answer.

-- A sender of texts, member or not, by the keyed hash of the number; the counts show repetitions and
-- machines. Answering a text locks the row.
create table texter (
    coop_id bigint not null references coop (id),
    lookup text not null,
    -- How many texts came from this number; the guard for processing the next one.
    heard_n bigint not null,
    last_hash text not null,
    last_at bigint not null,
    -- How often in a row the same text came.
    same_n bigint not null,
    -- Answers since `hour_at`.
    hour_at bigint not null,
    answers_n bigint not null,
    -- When it was last told what can be texted.
    helped_at bigint,
    primary key (coop_id, lookup)
);

-- Matters of questions by text; a phone has at most one open question of each.
create table word_question_matter (word text not null primary key);
insert into word_question_matter (word) values
    ('meeting'), ('language'), ('entry');

-- Kinds of questions by text.
create table word_question_kind (word text not null primary key);
insert into word_question_kind (word) values
    ('meeting'), ('language'), ('odd-entry'), ('same-entry'),
    ('which-category');

create table text_question (
    coop_id bigint not null,
    phone_id bigint not null,
    matter text not null references word_question_matter (word),
    kind text not null references word_question_kind (word),
    -- The member it was put to; null where the phone has several members.
    member_id bigint,
    about_id bigint,
    -- What is needed to do what she says yes to, sealed.
    held text,
    asked_at bigint not null,
    ends_at bigint not null,
    again_n bigint not null,
    primary key (coop_id, phone_id, matter),
    foreign key (coop_id, phone_id) references phone (coop_id, id)
);

-- An incoming text. The text of a vote is never stored; others are sealed, and deleted after 30 days.
create table inbox (
    coop_id bigint not null references coop (id),
    id bigint not null,
    gateway text not null,
    -- The provider's id; null where it gives none.
    provider_id text,
    lookup text not null,
    phone_id bigint,
    body text,
    read_as text not null,
    at bigint not null,
    -- The keyed hash of its words, where it may be stored: a provider without ids may deliver a text again
    -- after others have come, and only its words show that it was processed.
    text_hash text,
    primary key (coop_id, id)
);
create index inbox_by_time on inbox (coop_id, at);
create index inbox_by_words on inbox (coop_id, text_hash, at) where text_hash is not null;
create index inbox_by_name on inbox (coop_id, gateway, provider_id) where provider_id is not null;
