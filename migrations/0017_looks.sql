-- The look log: which officer looked at what of members, with which right, and why. Nothing is changed by a look, so
-- it is no line of the ledger. `member_id` is null where a list showed many; `shown_n` says how many. `reason` stands
-- with whole numbers alone. A line is kept for a year.
create table look (
    coop_id bigint not null,
    id bigint not null,
    at bigint not null,
    officer_id bigint not null,
    looked_at text not null check (looked_at in ('list', 'member', 'numbers')),
    member_id bigint,
    shown_n bigint not null,
    used_right text not null,
    reason text check (reason in ('call', 'check', 'asked', 'texts')),
    primary key (coop_id, id),
    foreign key (coop_id, officer_id) references officer (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);
create index look_at_member on look (coop_id, member_id, at) where member_id is not null;
create index look_old on look (coop_id, at);

-- Whose PIN is locked until two officers open it ("a moment that never comes"): few, and the first page counts them.
create index credential_locked on credential (coop_id, member_id) where locked_until = 9223372036854775807;
