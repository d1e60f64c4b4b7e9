-- The id (x-request-id) of the HTTP request that queued a text; null where none did, as for reminders. It is
-- drawn at random and says nothing of anybody: a receipt's line in the log names it, so that the way of one
-- text is found from its request on.
alter table outbox add column trace_id text;
