-- name: lock_schema
-- Two starts at once make the schema one after the other. The number is FocusFlow's own.
SELECT pg_advisory_xact_lock(7012026);

-- name: version_table
SELECT 1 AS found WHERE to_regclass('schema_version') IS NOT NULL;

-- name: lock_claims
-- Claims are made one after the other, each seeing what the one before it claimed.
SELECT pg_advisory_xact_lock(7012027);

-- name: lock_people
-- Turns of theirs that are under way end first, and new ones wait: no row of somebody who is about to go is missed.
SELECT id FROM users WHERE id IN (:user, :other) ORDER BY id FOR UPDATE;

-- name: claim_promises
-- A lifter with a promise that a turn is just changing is left for the next time.
WITH leads AS MATERIALIZED (
    SELECT user_id, platform, chat FROM promises
    WHERE state = 'waiting' AND due_at <= :now AND (claimed_until IS NULL OR claimed_until <= :now)
        AND (
            CAST(:platforms AS jsonb) IS NULL
            OR platform IN (SELECT jsonb_array_elements_text(CAST(:platforms AS jsonb)))
        )
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
), free AS MATERIALIZED (
    SELECT seq FROM promises
    WHERE state = 'waiting' AND due_at <= :now AND (user_id, platform, chat) IN (SELECT user_id, platform, chat FROM leads)
    FOR UPDATE SKIP LOCKED
)
UPDATE promises SET claimed_until = :until
FROM free
WHERE promises.seq = free.seq AND NOT EXISTS (
    SELECT 1 FROM promises AS busy
    WHERE busy.user_id = promises.user_id AND busy.platform = promises.platform AND busy.chat = promises.chat
        AND busy.state = 'waiting' AND busy.due_at <= :now AND busy.seq NOT IN (SELECT seq FROM free)
)
RETURNING promises.*;

-- name: promised_predictions
SELECT * FROM predictions WHERE id IN (SELECT jsonb_array_elements_text(CAST(:ids AS jsonb)));

-- name: promised_people
SELECT users.id, users.name, users.met_at, profiles.*
FROM users
JOIN profiles ON profiles.user_id = users.id
WHERE users.id IN (SELECT jsonb_array_elements_text(CAST(:ids AS jsonb)));

-- name: promised_talks
SELECT user_id, platform, account, private_chat
FROM identities
WHERE user_id IN (SELECT jsonb_array_elements_text(CAST(:ids AS jsonb)))
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
WHERE predictions.id IN (SELECT jsonb_array_elements_text(CAST(:ids AS jsonb))) AND entries.user_id = predictions.user_id AND entries.exercise = predictions.exercise
    AND entries.said_at >= predictions.offered_at AND entries.undone_at IS NULL
ORDER BY entries.trained_on, entries.said_at, entries.seq;

-- name: promised_flags
SELECT * FROM flags
WHERE user_id IN (SELECT jsonb_array_elements_text(CAST(:ids AS jsonb))) AND cleared_at IS NULL AND undone_at IS NULL
ORDER BY raised_at, seq;
