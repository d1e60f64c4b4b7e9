-- Texts both ways: what is to be sent and what became of it, what came in, and what may be sent.

-- How a cooperative sends: its hours, its caps, and what a part costs. Minutes are of the local day.
create table coop_texts (
    coop_id bigint not null primary key references coop (id),
    -- As it stands in every text, at most 11 letters, and registered with each template.
    brand text not null,
    -- The number that members text to, as it stands in texts.
    number text not null,
    opens_minute bigint not null check (opens_minute between 0 and 1440),
    closes_minute bigint not null check (closes_minute between 0 and 1440),
    promo_opens_minute bigint not null check (promo_opens_minute between 0 and 1440),
    promo_closes_minute bigint not null check (promo_closes_minute between 0 and 1440),
    day_cap bigint not null,
    month_cap bigint not null,
    paise_per_part bigint not null,
    check (opens_minute < closes_minute),
    check (promo_opens_minute < promo_closes_minute)
);

-- A template as it was registered with the operators. What is not approved here, letter for letter,
-- leaves by no gateway but the sandbox.
create table registration (
    coop_id bigint not null references coop (id),
    notice text not null,
    tongue text not null,
    version bigint not null,
    class text not null,
    -- The body with its typed tags, letter for letter.
    body text not null,
    template_id text,
    header text,
    entity_id text,
    state text not null check (state in ('drafted', 'submitted', 'approved', 'rejected', 'paused')),
    -- Why it is paused or was rejected, in the operator's or our words.
    why text,
    at bigint not null,
    primary key (coop_id, notice, tongue)
);

-- What an officer has to see to: a template the network refused, a text no tongue is registered for,
-- a gateway without credit. One open row for one matter.
create table officer_task (
    coop_id bigint not null references coop (id),
    id bigint not null,
    kind text not null,
    about text not null,
    at bigint not null,
    done_at bigint,
    primary key (coop_id, id)
);
create unique index officer_task_open_once on officer_task (coop_id, kind, about)
    where done_at is null;

-- One text to many: an announcement, or a reminder to all. It is queued in parts, so that nobody who dials waits for all of it; what
-- is left undone is gone on with.
create table announcement (
    coop_id bigint not null references coop (id),
    id bigint not null,
    notice text not null,
    purpose text not null,
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
    lang text not null check (lang in ('gu', 'hi', 'en')),
    private boolean not null,
    notice text not null,
    tongue text not null,
    version bigint not null,
    class text not null,
    -- The text and its values, sealed; dropped after 30 days.
    body text,
    segments bigint not null,
    primary key (coop_id, announcement_id, lang, private),
    foreign key (coop_id, announcement_id) references announcement (coop_id, id)
);
create index member_phone_of_member on member_phone (coop_id, member_id);

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
    tongue text not null,
    version bigint not null,
    class text not null,
    purpose text not null check (purpose in ('answer', 'alert', 'reminder', 'announcement')),
    turn bigint not null,
    -- The text and its values, sealed; null where the announcement has it, and once it is dropped.
    body text,
    segments bigint not null,
    state text not null check (state in
        ('waiting', 'sending', 'unsure', 'sent', 'delivered', 'failed', 'expired')),
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
    primary key (coop_id, id),
    check (phone_id is not null or number is not null),
    foreign key (coop_id, phone_id) references phone (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id),
    foreign key (coop_id, announcement_id) references announcement (coop_id, id)
);
-- What is to be done next, in the order in which it is done. Only open rows are in it.
create index outbox_open on outbox (coop_id, state, turn, due_at, id)
    where state in ('waiting', 'sending', 'unsure');
create index outbox_of_member on outbox (coop_id, member_id, counts_on);
-- What is to be dropped after 30 days.
create index outbox_with_body on outbox (coop_id, queued_at) where body is not null;
-- A receipt names the provider's id and no cooperative.
create index outbox_of_provider on outbox (provider_id, gateway);

-- A receipt that came before we had settled what it is about, or that is about nothing of ours.
create table early_receipt (
    gateway text not null,
    provider_id text not null,
    state text not null,
    failure text,
    code text,
    at bigint not null,
    primary key (gateway, provider_id)
);

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

-- The last question that a phone was asked by text; only its answer needs no keyword.
create table text_question (
    coop_id bigint not null,
    phone_id bigint not null,
    kind text not null check (kind in ('meeting', 'language', 'odd-entry')),
    -- The member it was put to; null where the phone has several.
    member_id bigint,
    about_id bigint,
    -- What is needed to do what she says yes to, sealed.
    held text,
    asked_at bigint not null,
    ends_at bigint not null,
    again_n bigint not null,
    primary key (coop_id, phone_id),
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
    primary key (coop_id, id)
);
-- A text that is delivered again changes nothing.
create unique index inbox_once on inbox (coop_id, gateway, provider_id)
    where provider_id is not null;
create index inbox_by_time on inbox (coop_id, at);

-- One-time codes for ballots that allow texts, as keyed hashes: one for each woman of the roll.
create table ballot_code (
    coop_id bigint not null,
    ballot_id bigint not null,
    member_id bigint not null,
    code_hash text not null,
    at bigint not null,
    primary key (coop_id, ballot_id, member_id),
    unique (coop_id, ballot_id, code_hash),
    foreign key (coop_id, ballot_id, member_id) references ballot_roll (coop_id, ballot_id, member_id)
);

-- That all were reminded of something, so that nobody is reminded twice.
create table reminded (
    coop_id bigint not null references coop (id),
    kind text not null,
    about_id bigint not null,
    at bigint not null,
    primary key (coop_id, kind, about_id)
);

-- Tokens and breaker of a gateway are each node's own; a route that the network itself refuses is
-- paused for all nodes, until an officer has seen to it.
create table gateway_pause (
    gateway text not null,
    coop_id bigint not null references coop (id),
    why text not null,
    at bigint not null,
    primary key (coop_id, gateway)
);

-- By which way an entry came in: a call, a text, or an old register on paper.
alter table entry add column src text not null default 'ussd'
    check (src in ('ussd', 'sms', 'paper'));
