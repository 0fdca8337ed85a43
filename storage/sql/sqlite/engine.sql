-- name: settings#
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA busy_timeout = 5000;

-- name: lock_schema
-- The transaction holds the only write lock already.
SELECT 1 AS locked;

-- name: version_table
SELECT 1 AS found FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version';

-- name: claim_promises
UPDATE promises SET claimed_until = :until
WHERE seq IN (
    SELECT seq FROM promises
    WHERE state = 'waiting' AND due_at <= :now AND (claimed_until IS NULL OR claimed_until <= :now)
        AND NOT EXISTS (
            SELECT 1 FROM unreachable_chats
            WHERE unreachable_chats.platform = promises.platform AND unreachable_chats.chat = promises.chat
        )
    ORDER BY due_at, seq
    LIMIT :limit
)
RETURNING *;
