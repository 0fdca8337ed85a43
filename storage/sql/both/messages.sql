-- name: receive
INSERT INTO inbox (platform, id, chat, raw, received_at)
VALUES (:platform, :id, :chat, :raw, :received_at)
ON CONFLICT DO NOTHING
RETURNING id;

-- name: reach_again*!
DELETE FROM unreachable_chats WHERE platform = :platform AND chat = :chat;

-- name: wake_words*!
-- The newest that waited for a private talk, said lately: what is older nobody needs any more. It comes before the talk
-- is open again, so that a chat that never was shut costs nothing.
UPDATE outbox SET delivery = 'waiting', drop_reason = NULL, claimed_at = NULL, not_before = NULL
WHERE seq IN (
    SELECT seq FROM outbox AS kept
    WHERE kept.platform = :platform AND kept.delivery = 'dropped' AND kept.drop_reason = 'until he writes'
        AND (kept.chat = :chat OR (kept.chat = 'direct' AND kept.thread = :account)) AND kept.written_at >= :since
        AND EXISTS (
            SELECT 1 FROM unreachable_chats
            WHERE platform = :platform AND chat IN (:chat, 'direct/' || :account)
        )
    ORDER BY seq DESC
    LIMIT :limit
);

-- name: unhandled
SELECT * FROM inbox WHERE platform = :platform AND settled_at IS NULL ORDER BY seq;

-- name: keep_outbox*!
-- Words for a chat where nobody takes them any more are dropped as they are written; those for him alone wait there for
-- him, but for questions, which are asked anew. A private talk whose chat is not known is named by its account
-- ("direct/7").
INSERT INTO outbox (
    id, turn, user_id, platform, chat, thread, text, buttons, reply_to, edits, recipe, private, written_at, sent_as,
    asks_until, delivery, drop_reason
)
SELECT
    :id, :turn, :user, :platform, :chat, :thread, :text, :buttons, :reply_to, :edits, :recipe, :private, :written_at,
    :sent_as, :asks_until, CASE WHEN lost.is_lost THEN 'dropped' ELSE :delivery END,
    CASE WHEN lost.is_lost THEN CASE WHEN :waits = 1 AND NOT lost.asks THEN 'until he writes' ELSE 'unreachable' END END
FROM (
    SELECT EXISTS (
        SELECT 1 FROM unreachable_chats
        WHERE platform = :platform AND (chat = :chat OR (:chat = 'direct' AND chat = 'direct/' || :thread))
    ) AS is_lost, EXISTS (SELECT 1 FROM promises WHERE asked_in = :id) AS asks
) AS lost
WHERE true
ON CONFLICT DO NOTHING;

-- name: doubt_left_over!
-- To edit twice shows nothing twice.
UPDATE outbox
SET delivery = CASE WHEN edits IS NOT NULL OR claimed_at >= :again_since THEN 'waiting' ELSE 'uncertain' END
WHERE platform = :platform AND delivery = 'sending';

-- name: waiting_words
SELECT * FROM outbox WHERE platform = :platform AND delivery = 'waiting' ORDER BY seq;

-- name: claim_words
-- What may be shown, and is sent again, stays claimed since the first time. A claim whose answer was lost is made again
-- by its own instant.
UPDATE outbox SET delivery = 'sending', claimed_at = COALESCE(claimed_at, :at), tried_at = :at
WHERE id = :id AND (delivery = 'waiting' OR (delivery = 'sending' AND tried_at = :at)) RETURNING claimed_at;

-- name: sent_words!
UPDATE outbox SET delivery = 'sent', sent_as = :sent_as, sent_at = :at WHERE id = :id;

-- name: retry_words!
UPDATE outbox
SET delivery = 'waiting', claimed_at = CASE WHEN :may_be_shown = 1 THEN claimed_at END, not_before = :not_before
WHERE id = :id AND delivery = 'sending';

-- name: drop_words!
UPDATE outbox SET delivery = 'dropped', drop_reason = :reason WHERE id = :id;

-- name: name_of_sent
SELECT sent_as FROM outbox WHERE id = :id AND sent_as IS NOT NULL;

-- name: lose_chat!
INSERT INTO unreachable_chats (platform, chat, since_at)
VALUES (:platform, CASE WHEN :chat = 'direct' THEN 'direct/' || :thread ELSE :chat END, :at)
ON CONFLICT (platform, chat) DO UPDATE SET since_at = excluded.since_at;

-- name: drop_words_of_chat
-- What is being sent there is what was refused.
UPDATE outbox SET delivery = 'dropped', drop_reason = CASE
    WHEN private = 1 AND edits IS NULL AND NOT EXISTS (SELECT 1 FROM promises WHERE asked_in = outbox.id)
    THEN 'until he writes'
    ELSE 'unreachable'
END
WHERE platform = :platform AND chat = :chat AND (:chat <> 'direct' OR thread = :thread)
    AND delivery IN ('waiting', 'sending')
RETURNING id;

-- name: written_words
SELECT * FROM outbox WHERE platform = :platform AND delivery = 'waiting' ORDER BY seq LIMIT :limit;
