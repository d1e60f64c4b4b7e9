-- What an ask says before the yes: how often the receiver may look, at which parts, with her name or as
-- totals without names, until when, and whom to complain to. The permission's own end still counts.
alter table request add column grain text not null default 'single'
    check (grain in ('single', 'total'));
-- Parts of the record, by their names with commas between.
alter table request add column sections text not null default 'income,costs,savings,loans';
alter table request add column reads text not null default 'once'
    check (reads in ('once', 'weekly', 'monthly'));
-- The last local day on which anybody may look; null where only the permission's own end counts.
alter table request add column valid_until bigint;
-- A number that she can call; empty where complaints go by the menu alone.
alter table request add column complaint text not null default '';
