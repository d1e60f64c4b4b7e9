-- Texts to be sent, and what became of each.

-- What a text is for.
create table word_text_purpose (word text not null primary key);
insert into word_text_purpose (word) values
    ('answer'), ('alert'), ('reminder'), ('announcement');

-- One text to many: an announcement, or a reminder to all. It is queued in parts, so that nobody who
-- dials waits for all of it; what is left undone is gone on with.
create table announcement (
    coop_id bigint not null references coop (id),
    id bigint not null,
    notice text not null,
    purpose text not null references word_text_purpose (word),
    -- Only to the roll of this ballot.
    ballot_id bigint,
    -- It asks whether they come to this meeting.
    meeting_id bigint,
    at bigint not null,
    due_at bigint not null,
    expires_at bigint not null,
    -- Members up to this id have been queued; null once all have.
    queued_upto bigint,
    -- How many texts that came to.
    texts_n bigint not null,
    -- How many texts were due when they were queued, counted apart from the rows that were made.
    due_n bigint not null default 0,
    primary key (coop_id, id),
    foreign key (coop_id, ballot_id) references ballot (coop_id, id),
    foreign key (coop_id, meeting_id) references meeting (coop_id, id)
);
create index announcement_unfinished on announcement (coop_id, id) where queued_upto is not null;

-- Its text, once for each language, and once more as what a private phone gets. Who has a language
-- that is missing here gets none.
create table announcement_text (
    coop_id bigint not null,
    announcement_id bigint not null,
    lang text not null references word_lang (word),
    private boolean not null,
    notice text not null,
    lang_script text not null,
    version bigint not null,
    class text not null,
    -- The text and its values, sealed; dropped after 30 days.
    body text,
    segments bigint not null,
    primary key (coop_id, announcement_id, lang, private),
    foreign key (coop_id, announcement_id) references announcement (coop_id, id)
);

-- The words that were announced last, as a keyed hash: the same again within two days is asked about.
create table announced_words (
    coop_id bigint not null references coop (id),
    hash text not null,
    at bigint not null,
    primary key (coop_id, hash)
);

-- How a text stands.
create table word_text_state (word text not null primary key);
insert into word_text_state (word) values
    ('waiting'), ('sending'), ('unsure'), ('sent'),
    ('delivered'), ('failed'), ('expired');

-- A text to be sent, and what became of it. It is written in the transaction of what it follows from.
create table outbox (
    coop_id bigint not null references coop (id),
    id bigint not null,
    -- The phone; or, for somebody who has no row, the number, sealed.
    phone_id bigint,
    number text,
    member_id bigint,
    announcement_id bigint,
    notice text not null,
    lang_script text not null,
    version bigint not null,
    class text not null,
    purpose text not null references word_text_purpose (word),
    priority bigint not null,
    -- The text and its values, sealed; null where the announcement has it, and once it is dropped.
    body text,
    segments bigint not null,
    state text not null references word_text_state (word),
    due_at bigint not null,
    expires_at bigint not null,
    queued_at bigint not null,
    -- The lease of the node that is sending it.
    leased_by bigint,
    leased_until bigint,
    -- The gateway of the last attempt, and the provider's own name for it there.
    gateway text,
    provider_id text,
    attempts bigint not null,
    -- The local day of the last attempt, for the caps; null where it counts for none.
    counts_on bigint,
    sent_at bigint,
    settled_at bigint,
    failure text,
    -- The provider's or the network's own code for a failure.
    code text,
    -- Which of its announcement's texts the row gets.
    lang text,
    private boolean,
    -- Requests for it that were begun at a provider: written with the lease, so before any leaves, and
    -- taken back where the request certainly did not get there.
    requests_n bigint not null default 0,
    -- The id (x-request-id) of the HTTP request that queued it; null where none did, as for reminders. It is
    -- drawn at random and says nothing of anybody: a receipt's line in the log names it, so that the way of
    -- one text is found from its request on.
    trace_id text,
    -- Of those, how many were given up without knowing what became of them.
    unknown_n bigint not null default 0,
    -- Requests that were made although an earlier one may have been taken: it may have left twice.
    repeats_n bigint not null default 0,
    -- The provider's id of the attempt before, whose failure a receipt told. That it has arrived after all
    -- is still told under this name.
    earlier_id text,
    earlier_gateway text,
    primary key (coop_id, id),
    check (phone_id is not null or number is not null),
    foreign key (coop_id, phone_id) references phone (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id),
    foreign key (coop_id, announcement_id) references announcement (coop_id, id)
);
-- What is to be done next, in the order in which it is done. Only open rows are in it.
create index outbox_open on outbox (coop_id, state, priority, due_at, id)
    where state in ('waiting', 'sending', 'unsure');
create index outbox_of_member on outbox (coop_id, member_id, counts_on);
-- What is to be dropped after 30 days.
create index outbox_with_body on outbox (coop_id, queued_at) where body is not null;
-- A receipt names the provider's id and no cooperative.
create index outbox_of_provider on outbox (provider_id, gateway);
-- Or our own id, where the provider gives it back. By the key, which the cooperative leads, each id would be
-- looked up in every cooperative; and PostgreSQL, which never counts a table as small as theirs, takes them
-- for so many that it would rather read all texts.
create index outbox_of_id on outbox (id, gateway);
-- A receipt that names only the number looks for what is under way to that phone. Without this it read
-- all that is open. The phone comes first: led by the cooperative, PostgreSQL would rather read all of a
-- cooperative's open texts by this index than one by its key, while it does not know yet how many those
-- are.
create index outbox_to_phone on outbox (phone_id, coop_id)
    where state in ('waiting', 'sending', 'unsure');
-- That an attempt given up has arrived after all is told under its own name.
create index outbox_of_earlier on outbox (earlier_id, earlier_gateway) where earlier_id is not null;
-- A phone gets an announcement once in each language.
create unique index outbox_once on outbox (coop_id, announcement_id, phone_id, lang)
    where announcement_id is not null;

-- A receipt that came before we had settled what it is about, or that is about nothing of ours. A
-- provider may report of several numbers under one id, so the number is a part of the name; empty where
-- the receipt names none.
create table early_receipt (
    gateway text not null,
    provider_id text not null,
    lookup text not null default '',
    state text not null,
    failure text,
    code text,
    at bigint not null,
    primary key (gateway, provider_id, lookup)
);
create index early_receipt_of_number on early_receipt (gateway, lookup) where lookup <> '';

-- What is known of a phone as something that texts reach: apart from `phone`, which every call reads.
create table phone_texts (
    coop_id bigint not null,
    phone_id bigint not null,
    -- STOP: no announcements until START.
    stopped_at bigint,
    -- Failures in a row that say that nobody has this number.
    hard_fails bigint not null,
    -- Since when nothing is sent to it, because it seems dead. A text or a call from it ends that.
    set_aside_at bigint,
    last_delivered_at bigint,
    primary key (coop_id, phone_id),
    foreign key (coop_id, phone_id) references phone (coop_id, id)
);

-- That all were reminded of something, so that nobody is reminded twice. Marked for each kind of reader,
-- a language and whether others read the phone: where a language's template is approved late, its readers
-- are still reminded.
create table reminded (
    coop_id bigint not null references coop (id),
    kind text not null,
    about_id bigint not null,
    at bigint not null,
    primary key (coop_id, kind, about_id)
);
