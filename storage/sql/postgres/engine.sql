-- name: lock_schema
-- Two starts at once make the schema one after the other. The number is FocusFlow's own.
SELECT pg_advisory_xact_lock(7012026);

-- name: version_table
SELECT 1 AS found WHERE to_regclass('schema_version') IS NOT NULL;

-- name: claim_promises
WITH due AS MATERIALIZED (
    SELECT seq FROM promises
    WHERE state = 'waiting' AND due_at <= :now AND (claimed_until IS NULL OR claimed_until <= :now)
        AND NOT EXISTS (
            SELECT 1 FROM unreachable_chats
            WHERE unreachable_chats.platform = promises.platform AND unreachable_chats.chat = promises.chat
        )
    ORDER BY due_at, seq
    LIMIT :limit
    FOR UPDATE SKIP LOCKED
)
UPDATE promises SET claimed_until = :until
FROM due
WHERE promises.seq = due.seq
RETURNING promises.*;
