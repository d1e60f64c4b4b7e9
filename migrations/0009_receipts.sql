-- The keyed hash of the number that an early receipt is about, where it names one: a text may turn out
-- to be in doubt only after its receipt has come.
alter table early_receipt add column lookup text;
create index early_receipt_of_number on early_receipt (gateway, lookup) where lookup is not null;
