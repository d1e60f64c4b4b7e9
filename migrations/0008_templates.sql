-- What may be sent, when, and by which gateways.

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

-- How a registration stands.
create table word_registration_state (word text not null primary key);
insert into word_registration_state (word) values
    ('drafted'), ('submitted'), ('approved'), ('rejected'),
    ('paused');

-- A template as it was registered with the operators. What is not approved here, letter for letter,
-- leaves by no gateway but the sandbox.
create table registration (
    coop_id bigint not null references coop (id),
    notice text not null,
    lang_script text not null,
    version bigint not null,
    class text not null,
    -- The body with its typed tags, letter for letter.
    body text not null,
    template_id text,
    header text,
    entity_id text,
    state text not null references word_registration_state (word),
    -- Why it is paused or was rejected, in the operator's or our words.
    why text,
    at bigint not null,
    primary key (coop_id, notice, lang_script)
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
