-- The register as officers keep it: who leaves or dies, when and why, and whom a woman has named to act for her one
-- day. Names are sealed with her own key.

insert into word_member_state (word) values ('died');

-- Why somebody is no member any more.
create table word_leave_reason (word text not null primary key);
insert into word_leave_reason (word) values ('asked'), ('moved'), ('died'), ('removed');

alter table member add column left_on bigint;
alter table member add column left_why text references word_leave_reason (word);
alter table member add column nominee_name text;
alter table member add column nominee_relation text;
alter table member add column nominee_at bigint;

-- Who was a member is listed without reading those who are.
create index member_gone on member (coop_id, no) where state <> 'active';

insert into word_ledger_kind (word) values
    ('member edited'), ('member left'), ('member died'), ('member back');

-- What of hers is open is found by her.
create index rights_case_open_of on rights_case (coop_id, member_id) where closed_at is null;
