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

-- name: lock_claims
-- The transaction holds the only write lock already.
SELECT 1 AS locked;

-- name: lock_people
SELECT 1 AS locked WHERE :user <> COALESCE(:other, '');

-- name: claim_promises
WITH leads AS MATERIALIZED (
    SELECT user_id, platform, chat FROM promises
    WHERE state = 'waiting' AND due_at <= :now AND (claimed_until IS NULL OR claimed_until <= :now)
        AND NOT EXISTS (
            SELECT 1 FROM unreachable_chats
            WHERE unreachable_chats.platform = promises.platform AND (
                unreachable_chats.chat = promises.chat
                OR (promises.chat = 'direct' AND unreachable_chats.chat = 'direct/' || promises.thread AND NOT EXISTS (
                    SELECT 1 FROM inbox
                    WHERE inbox.user_id = promises.user_id AND inbox.platform = promises.platform
                        AND inbox.chat IS NOT NULL AND inbox.received_at > unreachable_chats.since_at
                ))
            )
        )
        AND NOT EXISTS (
            SELECT 1 FROM promises AS other
            WHERE other.user_id = promises.user_id AND other.platform = promises.platform
                AND other.chat = promises.chat AND other.state = 'waiting' AND other.claimed_until > :now
        )
    ORDER BY due_at, seq
    LIMIT :limit
)
UPDATE promises SET claimed_until = :until
WHERE state = 'waiting' AND due_at <= :now AND (user_id, platform, chat) IN (SELECT user_id, platform, chat FROM leads)
RETURNING *;
