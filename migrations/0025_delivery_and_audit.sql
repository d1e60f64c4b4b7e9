-- What officers read about texts, prices, looks and backups.

-- Texts that did not arrive, and texts that a gateway has taken, with what is counted of them.
create index outbox_failed on outbox (coop_id, settled_at, id) where state = 'failed';
create index outbox_taken on outbox (coop_id, sent_at, gateway, purpose, segments, repeats_n)
    where sent_at is not null;

-- Numbers that texts do not reach: few, and officers read them.
create index phone_texts_dead on phone_texts (coop_id, set_aside_at, phone_id) where set_aside_at is not null;

-- What a part of a text cost from when on, so that a month that is over keeps its sum when the price changes.
create table part_price (
    coop_id bigint not null references coop (id),
    from_at bigint not null,
    paise_per_part bigint not null,
    primary key (coop_id, from_at)
);
insert into part_price (coop_id, from_at, paise_per_part) select coop_id, 0, paise_per_part from coop_texts;

-- Parts of texts whose rows are gone: those to numbers of nobody are deleted after 30 days, and what they cost is not.
create table text_gone (
    coop_id bigint not null references coop (id),
    day_on bigint not null,
    gateway text not null,
    texts_n bigint not null,
    parts_n bigint not null,
    primary key (coop_id, day_on, gateway)
);

-- The looks of each day in a chain: `rows_hash` is over the day's looks, `hash` over that and the chain before it.
-- `is_kept`: the looks themselves are still there, and not over a year old.
create table look_day (
    coop_id bigint not null references coop (id),
    day_on bigint not null,
    looks_n bigint not null,
    rows_hash text not null,
    hash_prev text not null,
    hash text not null,
    is_kept boolean not null,
    primary key (coop_id, day_on)
);
-- Looks of one officer, the newest first.
create index look_of_officer on look (coop_id, officer_id, id);

-- Who signed an act second stands in its proposal, which was answered at the moment of the act's line.
create index proposal_answered on proposal (coop_id, answered_at) where answered_at is not null;

-- When a copy of the database was last made.
create table backup_made (
    only_row bigint not null primary key check (only_row = 1),
    at bigint not null
);
