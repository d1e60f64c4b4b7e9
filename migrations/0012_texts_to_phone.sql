-- A receipt that names only the number looks for what is under way to that phone. Without this it read
-- all that is open. The phone comes first: led by the cooperative, PostgreSQL would rather read all of a
-- cooperative's open texts by this index than one by its key, while it does not know yet how many those
-- are.
create index outbox_to_phone on outbox (phone_id, coop_id)
    where state in ('waiting', 'sending', 'unsure');
