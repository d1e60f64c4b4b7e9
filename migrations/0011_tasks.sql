-- Tasks of officers, and who is told about them.

-- Kinds of tasks.
create table word_task_kind (word text not null primary key);
insert into word_task_kind (word) values
    ('template'), ('gateway'), ('credit'), ('flow'),
    ('twice'), ('no-template');

-- A task: for example a template that the network refused, a text without a registered template in her
-- language, a gateway without credit. At most one is open for each kind and subject.
create table officer_task (
    coop_id bigint not null references coop (id),
    id bigint not null,
    kind text not null references word_task_kind (word),
    about text not null,
    at bigint not null,
    done_at bigint,
    -- When the officer on duty was told about it by text, and when the web hook was; how often the hook was
    -- tried, and when it is tried again.
    told_at bigint,
    hooked_at bigint,
    hook_tries bigint not null default 0,
    hook_due_at bigint,
    -- The short number by which people name it.
    no bigint,
    primary key (coop_id, id)
);
create unique index officer_task_open_once on officer_task (coop_id, kind, about)
    where done_at is null;
create unique index officer_task_no on officer_task (coop_id, no);

-- The number of the officer on duty, sealed, and when she was last told that tasks are open.
create table duty (
    coop_id bigint not null primary key references coop (id),
    number text not null,
    told_at bigint
);
