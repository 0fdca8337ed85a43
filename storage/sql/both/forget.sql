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

-- name: names_of
SELECT name FROM users WHERE id = :user
UNION
SELECT name FROM group_members WHERE user_id = :user;

-- name: words_that_may_name
-- Words to others, in the chats that he was in and to members of his groups.
SELECT id, text FROM outbox
WHERE (user_id IS NULL OR user_id <> :user) AND REPLACE(text, :name, '') <> text AND (
    (platform, chat) IN (
        SELECT platform, chat FROM inbox WHERE user_id = :user AND chat IS NOT NULL
        UNION
        SELECT platform, chat FROM outbox WHERE user_id = :user
        UNION
        SELECT groups.platform, groups.chat
        FROM group_members
        JOIN groups ON groups.platform = group_members.platform AND groups.id = group_members.group_id
        WHERE group_members.user_id = :user
    )
    OR (platform, user_id) IN (
        SELECT others.platform, others.user_id
        FROM group_members AS his
        JOIN group_members AS others ON others.platform = his.platform AND others.group_id = his.group_id
        WHERE his.user_id = :user
    )
);

-- name: empty_words*!
-- What was said stays said; what was not sent yet would be sent empty.
UPDATE outbox SET
    text = '',
    drop_reason = CASE WHEN delivery = 'waiting' THEN 'it named somebody who is forgotten' ELSE drop_reason END,
    delivery = CASE WHEN delivery = 'waiting' THEN 'dropped' ELSE delivery END
WHERE id = :id;

-- name: forget_lost_chats!
-- A private talk whose chat is not known is named by its account, and on Telegram it has the number of its account.
DELETE FROM unreachable_chats WHERE (platform, chat) IN (
    SELECT platform, 'direct/' || account FROM identities WHERE user_id = :user
    UNION ALL
    SELECT platform, account FROM identities WHERE user_id = :user
    UNION ALL
    SELECT platform, private_chat FROM identities WHERE user_id = :user AND private_chat IS NOT NULL
);

-- name: forget_inbox!
DELETE FROM inbox WHERE user_id = :user;

-- name: forget_user!
-- Every other row about a person refers to this one and goes with it.
DELETE FROM users WHERE id = :user;
