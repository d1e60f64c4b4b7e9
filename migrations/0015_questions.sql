-- A phone can have one question of each matter open: the call to a meeting, her language, an entry that
-- waits for her word. A bare answer means the newest; once that is answered, the one before it can be.
drop table text_question;
create table text_question (
    coop_id bigint not null,
    phone_id bigint not null,
    matter text not null check (matter in ('meeting', 'language', 'entry')),
    kind text not null check (kind in
        ('meeting', 'language', 'odd-entry', 'same-entry', 'which-category')),
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

-- A provider's name for a text alone tells no repetition: the sender and the words must be the same too.
-- Whoever hears a text holds the row of its number, so that none is heard twice at once.
drop index inbox_once;
create index inbox_by_name on inbox (coop_id, gateway, provider_id) where provider_id is not null;
