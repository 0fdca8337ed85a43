-- Until when a question may be shown: what it asks is asked anew where it is not out by then.

ALTER TABLE outbox ADD COLUMN asks_until TEXT COLLATE "C";
