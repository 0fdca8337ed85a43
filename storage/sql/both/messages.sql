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
-- Words for a chat where nobody takes them any more are dropped as they are written.
INSERT INTO outbox (
    id, turn, user_id, platform, chat, thread, text, buttons, reply_to, edits, written_at, sent_as, delivery,
    drop_reason
) VALUES (
    :id, :turn, :user, :platform, :chat, :thread, :text, :buttons, :reply_to, :edits, :written_at, :sent_as,
    CASE
        WHEN EXISTS (SELECT 1 FROM unreachable_chats WHERE platform = :platform AND chat = :chat) THEN 'dropped'
        ELSE :delivery
    END,
    CASE
        WHEN EXISTS (SELECT 1 FROM unreachable_chats WHERE platform = :platform AND chat = :chat) THEN 'unreachable'
    END
)
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
VALUES (:platform, :chat, :at)
ON CONFLICT DO NOTHING;

-- name: drop_words_of_chat!
-- What is being sent there is what was refused.
UPDATE outbox SET delivery = 'dropped', drop_reason = 'unreachable'
WHERE platform = :platform AND chat = :chat AND delivery IN ('waiting', 'sending');
