-- name: unsettled
SELECT COUNT(*) AS updates, MIN(received_at) AS oldest_at FROM inbox WHERE settled_at IS NULL;

-- name: outbox_by_delivery
SELECT delivery AS state, COUNT(*) AS rows_of FROM outbox WHERE delivery <> 'sent' GROUP BY delivery;

-- name: promises_by_state
SELECT state, COUNT(*) AS rows_of FROM promises GROUP BY state;

-- name: count_lifters
SELECT COUNT(*) AS lifters FROM users;

-- name: calls_since
SELECT COUNT(*) AS calls FROM exchanges WHERE user_id = :user AND at >= :at;

-- name: lately
-- Each lifter with the account through which he wrote last. A private talk is named by its account, in one way or
-- another.
SELECT identities.platform, identities.account, users.id, users.name, profiles.*
FROM (
    SELECT inbox.user_id, MAX(inbox.seq) AS seq
    FROM inbox
    WHERE inbox.received_at >= :at AND inbox.user_id IS NOT NULL
    GROUP BY inbox.user_id
) AS newest
JOIN inbox ON inbox.seq = newest.seq
JOIN identities ON identities.user_id = newest.user_id AND identities.platform = inbox.platform
JOIN users ON users.id = newest.user_id
JOIN profiles ON profiles.user_id = newest.user_id
WHERE NOT EXISTS (
    SELECT 1 FROM unreachable_chats
    WHERE unreachable_chats.platform = identities.platform
        AND unreachable_chats.chat IN (inbox.chat, identities.account, 'direct/' || identities.account)
)
ORDER BY newest.seq;

-- name: last_seen
-- Discord's commands and presses, choices of a message, and reactions ("i:", "l:", "r:") do not wait for what was missed
-- in their chat, so they do not say how far it is kept. Where there is nothing else, it is not kept past the first.
SELECT inbox.chat, inbox.id
FROM (
    SELECT COALESCE(MAX(CASE WHEN substr(id, 1, 2) NOT IN ('i:', 'l:', 'r:') THEN seq END), MIN(seq)) AS seq
    FROM inbox
    WHERE platform = :platform AND chat IS NOT NULL
    GROUP BY chat
) AS place
JOIN inbox ON inbox.seq = place.seq;

-- name: switch
SELECT value FROM switches WHERE name = :name;

-- name: keep_switch!
INSERT INTO switches (name, value, set_at) VALUES (:name, :value, :at)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, set_at = excluded.set_at;

-- name: clear_switch!
DELETE FROM switches WHERE name = :name;

-- name: prune_inbox
-- The newest message of each chat stays, since what was missed is read from there on.
DELETE FROM inbox WHERE seq IN (
    SELECT old.seq FROM inbox AS old
    WHERE old.received_at < :before AND old.settled_at < :before AND (
        old.chat IS NULL OR EXISTS (
            SELECT 1 FROM inbox AS newer
            WHERE newer.platform = old.platform AND newer.chat = old.chat AND newer.seq > old.seq
                AND (
                    substr(old.id, 1, 2) IN ('i:', 'l:', 'r:') OR substr(newer.id, 1, 2) NOT IN ('i:', 'l:', 'r:')
                )
        )
    )
    ORDER BY old.received_at
    LIMIT :limit
)
RETURNING seq;

-- name: empty_old_inbox!
-- What stays of a chat for its place keeps no words.
UPDATE inbox SET raw = NULL
WHERE received_at < :before AND settled_at < :before AND raw IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM inbox AS newer
    WHERE newer.platform = inbox.platform AND newer.chat = inbox.chat AND newer.seq > inbox.seq
        AND (substr(inbox.id, 1, 2) IN ('i:', 'l:', 'r:') OR substr(newer.id, 1, 2) NOT IN ('i:', 'l:', 'r:'))
);

-- name: prune_outbox
-- What is edited goes after its edits. Words stay whose target, question or offer is still open.
DELETE FROM outbox WHERE seq IN (
    SELECT old.seq FROM outbox AS old
    WHERE old.written_at < :before AND old.delivery IN ('sent', 'uncertain', 'dropped')
        AND NOT EXISTS (SELECT 1 FROM outbox AS newer WHERE newer.edits = old.id)
        AND NOT EXISTS (
            SELECT 1 FROM predictions
            WHERE predictions.turn = old.turn AND predictions.outcome IS NULL AND predictions.undone_at IS NULL
        )
        AND NOT EXISTS (
            SELECT 1 FROM turns JOIN readings ON readings.message = turns.message
            WHERE turns.id = old.turn AND readings.settled_at IS NULL
        )
        AND NOT EXISTS (
            SELECT 1 FROM asks
            WHERE asks.user_id = old.user_id AND asks.platform = old.platform AND asks.chat = old.chat
                AND asks.answered_at IS NULL AND old.written_at >= asks.asked_at
        )
    ORDER BY old.written_at
    LIMIT :limit
)
RETURNING seq;

-- name: prune_exchanges
DELETE FROM exchanges WHERE seq IN (
    SELECT seq FROM exchanges WHERE at < :before ORDER BY at LIMIT :limit
)
RETURNING seq;
