-- Outgoing texts, and what became of each.

-- Purposes of texts.
create table word_text_purpose (word text not null primary key);
insert into word_text_purpose (word) values
    ('answer'), ('alert'), ('reminder'), ('announcement');

-- A text to many members: an announcement, or a reminder to all. It is queued in parts, so that callers
-- wait only for one part; unfinished ones are continued.
create table announcement (
    coop_id bigint not null references coop (id),
    id bigint not null,
    notice text not null,
    purpose text not null references word_text_purpose (word),
    -- If given, it is only for the roll of this ballot.
    ballot_id bigint,
    -- If given, it asks whether they come to this meeting.
    meeting_id bigint,
    at bigint not null,
    due_at bigint not null,
    expires_at bigint not null,
    -- Members up to this id are queued; null after all are.
    queued_upto bigint,
    -- How many texts were queued.
    texts_n bigint not null,
    -- How many texts were due, counted apart from the rows that were made.
    due_n bigint not null default 0,
    primary key (coop_id, id),
    foreign key (coop_id, ballot_id) references ballot (coop_id, id),
    foreign key (coop_id, meeting_id) references meeting (coop_id, id)
);
create index announcement_unfinished on announcement (coop_id, id) where queued_upto is not null;

-- The text of an announcement in each language, and its private form. Readers of a language that is missing
-- here get none.
create table announcement_text (
    coop_id bigint not null,
    announcement_id bigint not null,
    lang text not null references word_lang (word),
    private boolean not null,
    notice text not null,
    lang_script text not null,
    version bigint not null,
    class text not null,
    -- The text and its values, sealed; deleted after 30 days.
    body text,
    segments bigint not null,
    primary key (coop_id, announcement_id, lang, private),
    foreign key (coop_id, announcement_id) references announcement (coop_id, id)
);

-- The last announced words, as a keyed hash: the same words within two days need a confirmation.
create table announced_words (
    coop_id bigint not null references coop (id),
    hash text not null,
    at bigint not null,
    primary key (coop_id, hash)
);

-- States of a text.
create table word_text_state (word text not null primary key);
insert into word_text_state (word) values
    ('waiting'), ('sending'), ('unsure'), ('sent'),
    ('delivered'), ('failed'), ('expired');

-- An outgoing text. It is written in the transaction of the change that it follows from.
create table outbox (
    coop_id bigint not null references coop (id),
    id bigint not null,
    -- The phone; or, for a number without a row, the number, sealed.
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
    -- The text and its values, sealed; null where the announcement has it, and after it is deleted.
    body text,
    segments bigint not null,
    state text not null references word_text_state (word),
    due_at bigint not null,
    expires_at bigint not null,
    queued_at bigint not null,
    -- The lease of the node that is sending it.
    leased_by bigint,
    leased_until bigint,
    -- The gateway of the last attempt, and the provider's id for that attempt.
    gateway text,
    provider_id text,
    attempts bigint not null,
    -- The local day of the last attempt, for the caps; null if it counts for none.
    counts_on bigint,
    sent_at bigint,
    settled_at bigint,
    failure text,
    -- The provider's or the network's code for a failure.
    code text,
    -- The form of its announcement's text that this row gets.
    lang text,
    private boolean,
    -- Requests to a provider that were begun: counted with the lease, so before any is sent, and subtracted
    -- if the request certainly did not reach the provider.
    requests_n bigint not null default 0,
    -- The id (x-request-id) of the HTTP request that queued it; null where none did, as for reminders. It
    -- is random and reveals nothing about anybody. The log line of a receipt names it, so that a text can
    -- be followed from its request on.
    trace_id text,
    -- Of those, requests whose fate stayed unknown.
    unknown_n bigint not null default 0,
    -- Requests made although an earlier one may have been taken: the text may have been sent twice.
    repeats_n bigint not null default 0,
    -- The provider's id of the attempt before, which a receipt reported as failed. A late receipt of its
    -- delivery has this id.
    earlier_id text,
    earlier_gateway text,
    primary key (coop_id, id),
    check (phone_id is not null or number is not null),
    foreign key (coop_id, phone_id) references phone (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id),
    foreign key (coop_id, announcement_id) references announcement (coop_id, id)
);
-- The open texts in the order in which they are sent.
create index outbox_open on outbox (coop_id, state, priority, due_at, id)
    where state in ('waiting', 'sending', 'unsure');
create index outbox_of_member on outbox (coop_id, member_id, counts_on);
-- The texts whose words must be deleted after 30 days.
create index outbox_with_body on outbox (coop_id, queued_at) where body is not null;
-- A receipt names the provider's id and no cooperative.
create index outbox_of_provider on outbox (provider_id, gateway);
-- Or our own id, where the provider returns it. The primary key begins with the cooperative, so each id
-- would be looked up in every cooperative; and PostgreSQL, which has no statistics of such a small table,
-- expects so many cooperatives that it would read all texts.
create index outbox_of_id on outbox (id, gateway);
-- A receipt with only a number is matched with the texts that are being sent to that phone. The phone is
-- the first column: with the cooperative first, PostgreSQL without fresh statistics would read all open
-- texts of a cooperative by this index, where one row by its key is wanted.
create index outbox_to_phone on outbox (phone_id, coop_id)
    where state in ('waiting', 'sending', 'unsure');
-- A late delivery of a failed attempt is reported under that attempt's id.
create index outbox_of_earlier on outbox (earlier_id, earlier_gateway) where earlier_id is not null;
-- A phone gets an announcement once in each language.
create unique index outbox_once on outbox (coop_id, announcement_id, phone_id, lang)
    where announcement_id is not null;

-- A receipt that came before its text was settled, or that is not about a text of ours. A provider may use
-- one id for several numbers, so the number is part of the key; it is empty where the receipt names none.
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

-- What is known of a phone as a receiver of texts. It is not part of `phone`, which every call reads.
create table phone_texts (
    coop_id bigint not null,
    phone_id bigint not null,
    -- Since when it wants no announcements (STOP); START ends this.
    stopped_at bigint,
    -- Failures in a row that say that the number does not exist.
    hard_fails bigint not null,
    -- Since when nothing is sent to it, because its number seems dead. A text or a call from it ends this.
    set_aside_at bigint,
    last_delivered_at bigint,
    primary key (coop_id, phone_id),
    foreign key (coop_id, phone_id) references phone (coop_id, id)
);

-- Marks that readers were reminded of something, so that nobody is reminded twice. One mark for each kind
-- of reader (a language, and whether others read the phone): if the template of a language is approved
-- late, its readers are still reminded.
create table reminded (
    coop_id bigint not null references coop (id),
    kind text not null,
    about_id bigint not null,
    at bigint not null,
    primary key (coop_id, kind, about_id)
);
