-- What a register says of a woman besides her name and phone; and short numbers for officers' tasks.

-- Where she lives and which group she saves with, sealed with her own key: with a name they say who she is.
alter table member add column village text;
alter table member add column group_name text;

-- Tasks are named by people, so they have short numbers of their cooperative's own. The table of counters is
-- made anew, since neither database lets a check be widened in one common way.
create table counter_of_numbers (
    coop_id bigint not null references coop (id),
    kind text not null check (kind in ('entry', 'consent', 'case', 'task')),
    next_no bigint not null,
    primary key (coop_id, kind)
);
insert into counter_of_numbers (coop_id, kind, next_no) select coop_id, kind, next_no from counter;
drop table counter;
alter table counter_of_numbers rename to counter;

alter table officer_task add column no bigint;
update officer_task set no = 9 + (select count(*) from officer_task earlier
    where earlier.coop_id = officer_task.coop_id and earlier.id <= officer_task.id);
create unique index officer_task_no on officer_task (coop_id, no);
insert into counter (coop_id, kind, next_no)
    select c.id, 'task', 10 + (select count(*) from officer_task t where t.coop_id = c.id) from coop c;
