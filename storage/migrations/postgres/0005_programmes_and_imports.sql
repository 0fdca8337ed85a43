-- Programmes, imports, and what the forecast carries of a lift.

ALTER TABLE users ADD COLUMN log_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE profiles ADD COLUMN programme_from TEXT COLLATE "C";
ALTER TABLE profiles ADD COLUMN training_maxes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE profiles ADD COLUMN loadings TEXT NOT NULL DEFAULT '[]';
ALTER TABLE prescriptions ADD COLUMN amrap INTEGER NOT NULL DEFAULT 0 CHECK (amrap IN (0, 1));
ALTER TABLE prescriptions ADD COLUMN lead_up TEXT NOT NULL DEFAULT '[]';

CREATE TABLE lift_strengths (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    exercise TEXT NOT NULL,
    through TEXT COLLATE "C" NOT NULL,
    version TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (user_id, exercise)
);

-- text is compressed by zlib, and none once the file was refused. taken_in is the turn that took it last.
CREATE TABLE uploads (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    text BYTEA,
    unit TEXT NOT NULL CHECK (unit IN ('kg', 'lb')),
    offered_at TEXT COLLATE "C" NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('offered', 'taken', 'refused', 'undone')),
    taken_in TEXT
);

CREATE INDEX uploads_of_user ON uploads (user_id);

CREATE INDEX entries_of_chats ON entries (user_id, said_at)
    WHERE undone_at IS NULL AND substr(message, 1, 7) <> 'import:';
DROP INDEX entries_of_message;
CREATE INDEX entries_of_message ON entries (message, seq);
