-- name: receive
INSERT INTO inbox (platform, id, chat, raw, received_at)
VALUES (:platform, :id, :chat, :raw, :received_at)
ON CONFLICT DO NOTHING
RETURNING id;

-- name: reach_again*!
DELETE FROM unreachable_chats WHERE platform = :platform AND chat = :chat;

-- name: unhandled
SELECT * FROM inbox WHERE platform = :platform AND settled_at IS NULL ORDER BY seq;

-- name: keep_outbox*!
-- Words for a chat where nobody takes them any more are dropped as they are written. A private talk whose chat is not
-- known is named by its account ("direct/7"), and open again once he has written anywhere on that platform.
INSERT INTO outbox (
    id, turn, user_id, platform, chat, thread, text, buttons, reply_to, edits, recipe, private, written_at, sent_as,
    delivery, drop_reason
)
SELECT
    :id, :turn, :user, :platform, :chat, :thread, :text, :buttons, :reply_to, :edits, :recipe, :private, :written_at,
    :sent_as, CASE WHEN lost.is_lost THEN 'dropped' ELSE :delivery END, CASE WHEN lost.is_lost THEN 'unreachable' END
FROM (
    SELECT EXISTS (
        SELECT 1 FROM unreachable_chats
        WHERE platform = :platform AND (chat = :chat OR (:chat = 'direct' AND chat = 'direct/' || :thread AND NOT EXISTS (
            SELECT 1 FROM inbox
            WHERE inbox.user_id = :user AND inbox.platform = :platform
                AND inbox.chat IS NOT NULL AND inbox.received_at > unreachable_chats.since_at
        )))
    ) AS is_lost
) AS lost
WHERE true
ON CONFLICT DO NOTHING;

-- name: doubt_left_over!
UPDATE outbox SET delivery = 'uncertain' WHERE platform = :platform AND delivery = 'sending';

-- name: waiting_words
SELECT * FROM outbox WHERE platform = :platform AND delivery = 'waiting' ORDER BY seq;

-- name: claim_words
UPDATE outbox SET delivery = 'sending', claimed_at = :at WHERE id = :id AND delivery = 'waiting' RETURNING id;

-- name: sent_words!
UPDATE outbox SET delivery = 'sent', sent_as = :sent_as, sent_at = :at WHERE id = :id;

-- name: retry_words!
UPDATE outbox SET delivery = 'waiting', claimed_at = NULL WHERE id = :id AND delivery = 'sending';

-- name: drop_words!
UPDATE outbox SET delivery = 'dropped', drop_reason = :reason WHERE id = :id;

-- name: name_of_sent
SELECT sent_as FROM outbox WHERE id = :id AND sent_as IS NOT NULL;

-- name: lose_chat!
INSERT INTO unreachable_chats (platform, chat, since_at)
VALUES (:platform, CASE WHEN :chat = 'direct' THEN 'direct/' || :thread ELSE :chat END, :at)
ON CONFLICT (platform, chat) DO UPDATE SET since_at = excluded.since_at;

-- name: drop_words_of_chat!
-- What is being sent there is what was refused.
UPDATE outbox SET delivery = 'dropped', drop_reason = 'unreachable'
WHERE platform = :platform AND chat = :chat AND (:chat <> 'direct' OR thread = :thread)
    AND delivery IN ('waiting', 'sending');

-- name: written_words
SELECT * FROM outbox WHERE platform = :platform AND delivery = 'waiting' ORDER BY seq LIMIT :limit;
