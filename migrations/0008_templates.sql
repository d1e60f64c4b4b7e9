-- Templates and their registration, quiet hours and caps, and paused gateways.

-- How a cooperative sends texts: its hours, its caps, and the price of a part. Minutes are counted from
-- local midnight.
create table coop_texts (
    coop_id bigint not null primary key references coop (id),
    -- Its name in every text, at most 11 letters, registered with each template.
    brand text not null,
    -- The number that members send texts to, as texts mention it.
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

-- States of a registration.
create table word_registration_state (word text not null primary key);
insert into word_registration_state (word) values
    ('drafted'), ('submitted'), ('approved'), ('rejected'),
    ('paused');

-- A template as it is registered with the operators. Real gateways send only approved templates, letter for
-- letter; the sandbox sends all.
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
    -- Why it is paused or was rejected, in the operator's words or ours.
    why text,
    at bigint not null,
    primary key (coop_id, notice, lang_script)
);

-- Gateways that the network itself refuses: they are paused on all nodes until an officer has dealt with
-- it. (Rate limits and failures of a gateway are counted by each node alone.)
create table gateway_pause (
    gateway text not null,
    coop_id bigint not null references coop (id),
    why text not null,
    at bigint not null,
    primary key (coop_id, gateway)
);
