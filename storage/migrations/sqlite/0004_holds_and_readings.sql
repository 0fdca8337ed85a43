-- Timed holds, words beside a set, stress, and how a message may have been meant.

ALTER TABLE entries ADD COLUMN hold_seconds INTEGER CHECK (hold_seconds > 0);
ALTER TABLE entries ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE readiness ADD COLUMN stress INTEGER CHECK (stress BETWEEN 0 AND 10);

CREATE TABLE readings (
    seq INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    chat TEXT NOT NULL,
    thread TEXT,
    message TEXT NOT NULL,
    text TEXT NOT NULL,
    replaces INTEGER NOT NULL CHECK (replaces IN (0, 1)),
    said_at TEXT NOT NULL,
    said_on TEXT NOT NULL,
    offered_at TEXT NOT NULL,
    settled_at TEXT
) STRICT;

CREATE INDEX readings_open ON readings (user_id, offered_at) WHERE settled_at IS NULL;
CREATE INDEX readings_of_user ON readings (user_id);
CREATE INDEX readings_of_message ON readings (message);
