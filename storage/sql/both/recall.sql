-- name: person_of_identity
SELECT users.id, users.name, profiles.*
FROM identities
JOIN users ON users.id = identities.user_id
JOIN profiles ON profiles.user_id = users.id
WHERE identities.platform = :platform AND identities.account = :account;

-- name: person
SELECT users.id, users.name, users.met_at, profiles.*
FROM users
JOIN profiles ON profiles.user_id = users.id
WHERE users.id = :user;

-- name: standing
SELECT users.log_version, profiles.zone, (
    SELECT MIN(alarms.id) FROM alarms
    WHERE alarms.user_id = users.id AND alarms.platform = :platform AND alarms.chat = :chat AND alarms.state = 'waiting'
) AS alarm, identities.private_chat, EXISTS (
    SELECT 1 FROM unreachable_chats
    WHERE unreachable_chats.platform = :platform
        AND unreachable_chats.chat IN ('direct/' || :account, identities.private_chat)
) AS is_shut
FROM users
LEFT JOIN profiles ON profiles.user_id = users.id
LEFT JOIN identities ON identities.platform = :platform AND identities.account = :account
WHERE users.id = :user;

-- name: readiness_of_days
SELECT * FROM readiness
WHERE user_id = :user AND said_on BETWEEN :from_on AND :to_on AND undone_at IS NULL
ORDER BY said_on, said_at, seq;

-- name: strength
SELECT * FROM lift_strengths WHERE user_id = :user AND exercise = :exercise AND version = :version;

-- name: newest_days
SELECT DISTINCT trained_on FROM entries
WHERE user_id = :user AND exercise = :exercise AND undone_at IS NULL
ORDER BY trained_on DESC
LIMIT :limit;

-- name: history
SELECT
    user_id, source, place, message, said_at, trained_on, note, exercise, load_milli, load_unit, reps, sets, rpe_tenths,
    kind, bodyweight, planned_milli, planned_unit, planned_reps, hold_seconds
FROM entries
WHERE user_id = :user AND exercise = :exercise AND trained_on > :after_on AND undone_at IS NULL
ORDER BY trained_on, said_at, seq;

-- name: history_since
SELECT
    user_id, source, place, message, said_at, trained_on, note, exercise, load_milli, load_unit, reps, sets, rpe_tenths,
    kind, bodyweight, planned_milli, planned_unit, planned_reps, hold_seconds
FROM entries
WHERE user_id = :user AND exercise = :exercise AND said_at >= :since AND undone_at IS NULL
ORDER BY trained_on, said_at, seq;

-- name: newest_prescriptions
SELECT * FROM prescriptions
WHERE user_id = :user AND exercise = :exercise AND undone_at IS NULL
ORDER BY made_at DESC, seq DESC
LIMIT :limit;

-- name: open_predictions
SELECT * FROM predictions
WHERE user_id = :user AND outcome IS NULL AND undone_at IS NULL
ORDER BY offered_at, seq;

-- name: flags
-- The open ones, and those cleared between two instants.
SELECT * FROM flags
WHERE user_id = :user AND undone_at IS NULL
    AND (cleared_at IS NULL OR (cleared_at >= :cleared_from AND cleared_at < :cleared_until))
ORDER BY raised_at, seq;

-- name: open_flags
SELECT * FROM flags WHERE user_id = :user AND cleared_at IS NULL AND undone_at IS NULL ORDER BY raised_at, seq;

-- name: waiting_ask
SELECT * FROM asks
WHERE user_id = :user AND platform = :platform AND chat = :chat AND answered_at IS NULL;

-- name: newest_entry
-- Platforms tell whole seconds, so messages of one second are told apart by their turns. What was imported was said
-- long before it was logged.
SELECT message, said_at, (SELECT MAX(turns.seq) FROM turns WHERE turns.message = entries.message) AS turn_seq
FROM entries
WHERE user_id = :user AND undone_at IS NULL AND substr(message, 1, 7) <> 'import:'
ORDER BY said_at DESC, seq DESC
LIMIT 1;

-- name: newest_readiness
SELECT message, said_at, (SELECT MAX(turns.seq) FROM turns WHERE turns.message = readiness.message) AS turn_seq
FROM readiness
WHERE user_id = :user AND undone_at IS NULL AND substr(message, 1, 7) <> 'import:'
ORDER BY said_at DESC, seq DESC
LIMIT 1;

-- name: newest_import
SELECT 'import:' || uploads.id AS message, turns.seq AS turn_seq
FROM uploads
JOIN turns ON turns.id = uploads.taken_in
WHERE uploads.user_id = :user AND uploads.state = 'taken' AND EXISTS (
    SELECT 1 FROM entries WHERE entries.message = 'import:' || uploads.id AND entries.undone_at IS NULL
)
ORDER BY turns.seq DESC
LIMIT 1;

-- name: entries_of_message
SELECT
    user_id, source, place, message, said_at, trained_on, note, exercise, load_milli, load_unit, reps, sets, rpe_tenths,
    kind, bodyweight, planned_milli, planned_unit, planned_reps, hold_seconds
FROM entries
WHERE user_id = :user AND message = :message AND undone_at IS NULL
ORDER BY seq DESC
LIMIT :limit;

-- name: newest_deletion
-- The newest turn that took back anything, where it took single sets out of messages that stand, and nothing was logged
-- or put right since.
SELECT turns.at
FROM (SELECT max(undone_at) AS at FROM entries WHERE user_id = :user) AS gone
CROSS JOIN turns
WHERE turns.user_id = :user AND turns.at = gone.at AND turns.message IS NULL AND NOT EXISTS (
    SELECT 1 FROM turns AS whole WHERE whole.user_id = :user AND whole.undone_at = turns.at
) AND NOT EXISTS (
    SELECT 1 FROM entries
    WHERE entries.user_id = :user AND entries.undone_at = turns.at AND substr(entries.message, 1, 7) = 'import:'
) AND NOT EXISTS (
    SELECT 1 FROM turns AS later
    WHERE later.user_id = :user AND later.seq > turns.seq AND later.undone_at IS NULL AND (
        EXISTS (SELECT 1 FROM entries WHERE entries.message = later.message AND entries.undone_at IS NULL)
        OR EXISTS (SELECT 1 FROM readiness WHERE readiness.message = later.message AND readiness.undone_at IS NULL)
    )
);

-- name: entries_deleted
SELECT
    user_id, source, place, message, said_at, trained_on, note, exercise, load_milli, load_unit, reps, sets, rpe_tenths,
    kind, bodyweight, planned_milli, planned_unit, planned_reps, hold_seconds
FROM entries
WHERE user_id = :user AND undone_at = :at
ORDER BY said_at, place, seq;

-- name: newest_kept
SELECT source, message FROM entries
WHERE user_id = :user AND message = COALESCE(:message, message) AND undone_at IS NULL
    AND substr(message, 1, 7) <> 'import:'
ORDER BY seq DESC
LIMIT 1;

-- name: newest_word
SELECT source, message FROM readiness
WHERE user_id = :user AND message = COALESCE(:message, message) AND undone_at IS NULL
    AND substr(message, 1, 7) <> 'import:'
ORDER BY seq DESC
LIMIT 1;

-- name: correcting_turn
-- Gives a row back where no other message was logged since. An edit undoes the turns of its message, a correction none.
SELECT turns.at
FROM turns
WHERE turns.id = :turn AND turns.user_id = :user AND turns.undone_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM turns AS others
    WHERE (others.message = :message AND others.undone_at = turns.at)
        OR (others.message = :latest AND :latest <> :message AND others.seq > turns.seq)
);

-- name: entries_undone
SELECT
    user_id, source, place, message, said_at, trained_on, note, exercise, load_milli, load_unit, reps, sets, rpe_tenths,
    kind, bodyweight, planned_milli, planned_unit, planned_reps, hold_seconds
FROM entries
WHERE user_id = :user AND message = :message AND undone_at = :at
ORDER BY place, seq;

-- name: entries_of_source
SELECT
    user_id, source, place, message, said_at, trained_on, note, exercise, load_milli, load_unit, reps, sets, rpe_tenths,
    kind, bodyweight, planned_milli, planned_unit, planned_reps, hold_seconds
FROM entries
WHERE user_id = :user AND message = :message AND source = :source AND undone_at IS NULL
ORDER BY place, seq;

-- name: readiness_undone
SELECT * FROM readiness
WHERE user_id = :user AND message = :message AND undone_at = :at
ORDER BY seq;

-- name: readiness_of_source
SELECT * FROM readiness
WHERE user_id = :user AND source = :source AND undone_at IS NULL;

-- name: recent_entries
SELECT
    user_id, source, place, message, said_at, trained_on, note, exercise, load_milli, load_unit, reps, sets, rpe_tenths,
    kind, bodyweight, planned_milli, planned_unit, planned_reps, hold_seconds
FROM entries
WHERE user_id = :user AND undone_at IS NULL
ORDER BY said_at DESC, place DESC, seq DESC
LIMIT :limit;

-- name: open_readings
SELECT * FROM readings
WHERE user_id = :user AND settled_at IS NULL
ORDER BY offered_at DESC, seq DESC
LIMIT :limit;

-- name: prescription
SELECT * FROM prescriptions WHERE id = :id AND user_id = :user AND undone_at IS NULL;

-- name: prediction
SELECT * FROM predictions WHERE id = :id AND user_id = :user AND undone_at IS NULL;

-- name: upload
SELECT * FROM uploads WHERE id = :id AND user_id = :user;

-- name: own_turn
SELECT id FROM turns WHERE id = :turn AND user_id = :user;

-- name: own_turn_of_sent
-- An edit is sent under the name of the words that it replaces. Words that opened a private talk are in its chat.
SELECT turns.id
FROM outbox
JOIN turns ON turns.id = outbox.turn
WHERE outbox.platform = :platform AND outbox.chat IN (:chat, 'direct') AND outbox.sent_as = :sent_as
    AND (outbox.chat = :chat OR outbox.thread = :alone) AND turns.user_id = :user
ORDER BY outbox.seq DESC
LIMIT 1;

-- name: log_entries
SELECT
    user_id, source, place, message, said_at, trained_on, note, exercise, load_milli, load_unit, reps, sets, rpe_tenths,
    kind, bodyweight, planned_milli, planned_unit, planned_reps, hold_seconds
FROM entries
WHERE user_id = :user AND undone_at IS NULL
ORDER BY trained_on, said_at, seq;

-- name: log_readiness
SELECT * FROM readiness WHERE user_id = :user AND undone_at IS NULL ORDER BY said_on, said_at, seq;

-- name: alarms_since
SELECT id, rings_at FROM alarms
WHERE user_id = :user AND platform = :platform AND chat = :chat AND rings_at >= :since;

-- name: last_words
SELECT * FROM outbox
WHERE platform = :platform AND chat = :chat AND COALESCE(thread, '') = COALESCE(:thread, '') AND delivery <> 'dropped'
ORDER BY seq DESC
LIMIT :limit;

-- name: edited_words
-- The first words of a message that stands, unless others were written below it.
SELECT * FROM outbox
WHERE id = :root AND delivery IN ('sent', 'sending', 'waiting') AND NOT EXISTS (
    SELECT 1 FROM outbox AS below
    WHERE below.platform = :platform AND below.chat = :chat AND COALESCE(below.thread, '') = COALESCE(:thread, '')
        AND below.seq > outbox.seq AND COALESCE(below.edits, '') <> outbox.id AND below.delivery <> 'dropped'
);

-- name: entries_of_words
-- SQLite takes tables in the order of a CROSS JOIN: from a few words to their turns to their sets, however long the log.
SELECT
    entries.user_id, source, place, entries.message, said_at, trained_on, note, exercise, load_milli, load_unit, reps,
    sets, rpe_tenths, kind, bodyweight, planned_milli, planned_unit, planned_reps, hold_seconds
FROM (
    SELECT DISTINCT turns.message
    FROM (
        SELECT turn FROM outbox WHERE id = :root
        UNION
        SELECT turn FROM outbox WHERE edits = :root
    ) AS words
    CROSS JOIN turns
    WHERE turns.id = words.turn AND turns.user_id = :user
) AS told
CROSS JOIN entries
WHERE entries.message = told.message AND entries.user_id = :user AND entries.undone_at IS NULL
ORDER BY said_at, seq;

-- name: sent_to_another
SELECT 1 AS one
FROM outbox
CROSS JOIN turns
WHERE outbox.platform = :platform AND outbox.chat = :chat AND outbox.sent_as = :sent_as AND turns.id = outbox.turn
    AND turns.user_id <> :user
LIMIT 1;

-- name: entries_of_sent
SELECT
    entries.user_id, source, place, entries.message, said_at, trained_on, note, exercise, load_milli, load_unit, reps,
    sets, rpe_tenths, kind, bodyweight, planned_milli, planned_unit, planned_reps, hold_seconds
FROM (
    SELECT DISTINCT turns.message
    FROM outbox
    CROSS JOIN turns
    WHERE outbox.platform = :platform AND outbox.chat IN (:chat, 'direct') AND outbox.sent_as = :sent_as
        AND (outbox.chat = :chat OR outbox.thread = :alone) AND turns.id = outbox.turn AND turns.user_id = :user
) AS told
CROSS JOIN entries
WHERE entries.message = told.message AND entries.user_id = :user AND entries.undone_at IS NULL
ORDER BY said_at, seq;
