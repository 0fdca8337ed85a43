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
        AND (:platforms IS NULL OR platform IN (SELECT value FROM json_each(:platforms)))
        AND NOT EXISTS (
            SELECT 1 FROM unreachable_chats
            WHERE unreachable_chats.platform = promises.platform AND (
                unreachable_chats.chat = promises.chat
                OR (promises.chat = 'direct' AND unreachable_chats.chat = 'direct/' || promises.thread)
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

-- name: promised_predictions
SELECT * FROM predictions WHERE id IN (SELECT value FROM json_each(:ids));

-- name: promised_people
SELECT users.id, users.name, users.met_at, profiles.*
FROM users
JOIN profiles ON profiles.user_id = users.id
WHERE users.id IN (SELECT value FROM json_each(:ids));

-- name: promised_talks
SELECT user_id, platform, account, private_chat
FROM identities
WHERE user_id IN (SELECT value FROM json_each(:ids))
ORDER BY met_at, platform, account;

-- name: promised_history
-- What was said of each predicted lift since it was predicted.
SELECT
    entries.user_id, entries.source, entries.place, entries.message, entries.said_at,
    entries.trained_on, entries.note, entries.exercise, entries.load_milli, entries.load_unit, entries.reps, entries.sets,
    entries.rpe_tenths, entries.kind, entries.bodyweight, entries.planned_milli, entries.planned_unit,
    entries.planned_reps, entries.hold_seconds, predictions.id AS prediction
FROM predictions
CROSS JOIN entries
WHERE predictions.id IN (SELECT value FROM json_each(:ids)) AND entries.user_id = predictions.user_id AND entries.exercise = predictions.exercise
    AND entries.said_at >= predictions.offered_at AND entries.undone_at IS NULL
ORDER BY entries.trained_on, entries.said_at, entries.seq;

-- name: promised_flags
SELECT * FROM flags
WHERE user_id IN (SELECT value FROM json_each(:ids)) AND cleared_at IS NULL AND undone_at IS NULL
ORDER BY raised_at, seq;
