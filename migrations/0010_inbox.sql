-- Texts that came in, who sent them, and the questions they answer.

-- Somebody who texts us, member or not, by the keyed hash of the number: what tells a repetition or a
-- machine from a woman. The row is locked by whoever answers her.
create table texter (
    coop_id bigint not null references coop (id),
    lookup text not null,
    -- How many texts of this number were heard; the guard of whoever answers the next one.
    heard_n bigint not null,
    last_hash text not null,
    last_at bigint not null,
    -- The same text so many times in a row.
    same_n bigint not null,
    -- Answers since `hour_at`.
    hour_at bigint not null,
    answers_n bigint not null,
    -- When it was last told what can be texted.
    helped_at bigint,
    primary key (coop_id, lookup)
);

-- What a question by text is about; a phone has one open of each.
create table word_question_matter (word text not null primary key);
insert into word_question_matter (word) values
    ('meeting'), ('language'), ('entry');

-- What exactly is asked by text.
create table word_question_kind (word text not null primary key);
insert into word_question_kind (word) values
    ('meeting'), ('language'), ('odd-entry'), ('same-entry'),
    ('which-category');

create table text_question (
    coop_id bigint not null,
    phone_id bigint not null,
    matter text not null references word_question_matter (word),
    kind text not null references word_question_kind (word),
    -- The member it was put to; null where the phone has several.
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

-- A text that came in. The text of a vote is never kept; others are sealed, and dropped after 30 days.
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
    -- The keyed hash of what it says, where that may be kept: a provider that names no texts delivers one
    -- again after others have come, and only its words tell that it was done already.
    text_hash text,
    primary key (coop_id, id)
);
create index inbox_by_time on inbox (coop_id, at);
create index inbox_by_words on inbox (coop_id, text_hash, at) where text_hash is not null;
create index inbox_by_name on inbox (coop_id, gateway, provider_id) where provider_id is not null;
