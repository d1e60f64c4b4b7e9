-- A receipt that names only the number looks for what is under way to that phone. Without this it read all that is open.
create index outbox_to_phone on outbox (coop_id, phone_id) where state in ('waiting', 'sending', 'unsure');
