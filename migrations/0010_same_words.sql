-- The keyed hash of what a text says, where that may be kept: a provider that names no texts delivers
-- one again after others have come, and only its words tell that it was done already.
alter table inbox add column text_hash text;
create index inbox_by_words on inbox (coop_id, text_hash, at) where text_hash is not null;
