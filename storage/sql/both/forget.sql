-- name: versions_that_saw
SELECT versions.name
FROM dataset_members
JOIN versions ON versions.dataset = dataset_members.dataset
WHERE dataset_members.user_id = :user
ORDER BY versions.made_at, versions.seq;

-- name: count_forgotten!
UPDATE datasets SET forgotten = forgotten + 1
WHERE id IN (SELECT dataset FROM dataset_members WHERE user_id = :user);

-- name: chats_of_alone
-- The chats in which nobody else is known.
SELECT platform, chat FROM inbox WHERE user_id = :user AND chat IS NOT NULL
UNION
SELECT platform, chat FROM outbox WHERE user_id = :user
EXCEPT
SELECT platform, chat FROM inbox WHERE user_id <> :user
EXCEPT
SELECT platform, chat FROM outbox WHERE user_id <> :user;

-- name: forget_inbox_of_chat*!
DELETE FROM inbox WHERE platform = :platform AND chat = :chat;

-- name: forget_outbox_of_chat*!
DELETE FROM outbox WHERE platform = :platform AND chat = :chat;

-- name: forget_groups_of_chat*!
DELETE FROM groups WHERE platform = :platform AND (id = :chat OR chat = :chat);

-- name: forget_lost_chats!
-- A private talk whose chat is not known is named by its account.
DELETE FROM unreachable_chats WHERE (platform, chat) IN (
    SELECT platform, 'direct/' || account FROM identities WHERE user_id = :user
);

-- name: forget_inbox!
DELETE FROM inbox WHERE user_id = :user;

-- name: forget_user!
-- Every other row about a person refers to this one and goes with it.
DELETE FROM users WHERE id = :user;
