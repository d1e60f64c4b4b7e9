-- How often each text left, so that it can be proved and not only believed; and who is told of it.

-- Which of its announcement's texts a row gets.
alter table outbox add column lang text;
alter table outbox add column private boolean;
-- Requests for it that were begun at a provider: written with the lease, so before any leaves, and taken
-- back where the request certainly did not get there.
alter table outbox add column requests_n bigint not null default 0;
-- Of those, how many were given up without knowing what became of them.
alter table outbox add column unknown_n bigint not null default 0;
-- Requests that were made although an earlier one may have been taken: it may have left twice.
alter table outbox add column repeats_n bigint not null default 0;
-- The provider's id of the attempt before, whose failure a receipt told. That it has arrived after all
-- is still told under this name.
alter table outbox add column earlier_id text;
alter table outbox add column earlier_gateway text;
create index outbox_of_earlier on outbox (earlier_id, earlier_gateway) where earlier_id is not null;

-- Rows of before: the words of a notice in one tongue are the same for each kind of reader.
update outbox set lang = (select min(a.lang) from announcement_text a
        where a.coop_id = outbox.coop_id and a.announcement_id = outbox.announcement_id
            and a.notice = outbox.notice and a.tongue = outbox.tongue)
    where announcement_id is not null;
update outbox set private = not exists (select 1 from announcement_text a
        where a.coop_id = outbox.coop_id and a.announcement_id = outbox.announcement_id
            and a.lang = outbox.lang and a.notice = outbox.notice and a.tongue = outbox.tongue
            and not a.private)
    where announcement_id is not null;
update outbox set requests_n = attempts where state in ('sending', 'unsure', 'sent', 'delivered');

-- A phone gets an announcement once in each language.
create unique index outbox_once on outbox (coop_id, announcement_id, phone_id, lang)
    where announcement_id is not null;

-- How many texts were due when they were queued, counted apart from the rows that were made.
alter table announcement add column due_n bigint not null default 0;
update announcement set due_n = texts_n;

-- The words that were announced last, as a keyed hash: the same again within two days is asked about.
create table announced_words (
    coop_id bigint not null references coop (id),
    hash text not null,
    at bigint not null,
    primary key (coop_id, hash)
);

-- A provider may report of several numbers under one id, so the number is a part of the name; empty
-- where the receipt names none.
create table early_receipt_of (
    gateway text not null,
    provider_id text not null,
    lookup text not null default '',
    state text not null,
    failure text,
    code text,
    at bigint not null,
    primary key (gateway, provider_id, lookup)
);
insert into early_receipt_of (gateway, provider_id, lookup, state, failure, code, at)
    select gateway, provider_id, coalesce(lookup, ''), state, failure, code, at from early_receipt;
drop table early_receipt;
alter table early_receipt_of rename to early_receipt;
create index early_receipt_of_number on early_receipt (gateway, lookup) where lookup <> '';

-- The number of the officer on duty, sealed, and when it was last told that something waits.
create table duty (
    coop_id bigint not null primary key references coop (id),
    number text not null,
    told_at bigint
);
-- When the officer on duty was told of a task by text, and when the web hook was; and how often that
-- was tried, and when it is tried again.
alter table officer_task add column told_at bigint;
alter table officer_task add column hooked_at bigint;
alter table officer_task add column hook_tries bigint not null default 0;
alter table officer_task add column hook_due_at bigint;

-- The nodes that run now, each with a number of its own, which stands in the ids that it draws. Who has
-- given no sign of life for a while has none any more.
create table node (
    no bigint not null primary key,
    holder bigint not null,
    alive_at bigint not null
);
