-- Meetings, and the last notices.

-- A meeting of the whole cooperative.
create table meeting (
    coop_id bigint not null references coop (id),
    id bigint not null,
    planned_at bigint not null,
    place_words text not null,
    primary key (coop_id, id)
);
create index meeting_by_time on meeting (coop_id, planned_at);

-- The agenda, in order.
create table agenda_item (
    coop_id bigint not null,
    meeting_id bigint not null,
    no bigint not null,
    words text not null,
    primary key (coop_id, meeting_id, no),
    foreign key (coop_id, meeting_id) references meeting (coop_id, id)
);

-- Her answer whether she comes. The last answer counts.
create table rsvp (
    coop_id bigint not null,
    meeting_id bigint not null,
    member_id bigint not null,
    coming boolean not null,
    at bigint not null,
    primary key (coop_id, meeting_id, member_id),
    foreign key (coop_id, meeting_id) references meeting (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- Topics that members can ask for.
create table word_topic (word text not null primary key);
insert into word_topic (word) values
    ('accounts'), ('prices'), ('loans'), ('training'),
    ('other');

-- Who wants a topic on the agenda; asking twice counts once.
create table topic_ask (
    coop_id bigint not null,
    meeting_id bigint not null,
    topic text not null references word_topic (word),
    member_id bigint not null,
    at bigint not null,
    primary key (coop_id, meeting_id, topic, member_id),
    foreign key (coop_id, meeting_id) references meeting (coop_id, id),
    foreign key (coop_id, member_id) references member (coop_id, id)
);

-- A notice to all members in a few words, which can be read again by dialling.
create table notice (
    coop_id bigint not null references coop (id),
    id bigint not null,
    words text not null,
    at bigint not null,
    primary key (coop_id, id)
);
create index notice_by_time on notice (coop_id, at);
