-- name: identities_of_user
SELECT platform, account, met_at FROM identities WHERE user_id = :user ORDER BY met_at, platform, account;

-- name: user_of_identity
SELECT user_id FROM identities WHERE platform = :platform AND account = :account;

-- name: end_codes_of!
DELETE FROM link_codes WHERE user_id = :user;

-- name: keep_link_codes*!
INSERT INTO link_codes (digest, user_id, platform, expires_at) VALUES (:digest, :user, :platform, :expires_at)
ON CONFLICT DO NOTHING;

-- name: end_code!
DELETE FROM link_codes WHERE digest = :digest;

-- name: end_old_codes!
DELETE FROM link_codes WHERE expires_at <= :at;

-- name: link_code
SELECT user_id FROM link_codes WHERE digest = :digest;

-- name: use_code
DELETE FROM link_codes WHERE digest = :digest RETURNING digest;

-- name: user_exists
SELECT id FROM users WHERE id = :user;

-- From here on rows change from one user to another, all of them or those that an account brought. Where a key says that
-- there is one row a user, the row that is there already stays.

-- name: move_identities!
UPDATE identities SET user_id = :into WHERE user_id = :user;

-- name: move_turns!
UPDATE turns SET user_id = :into WHERE user_id = :user;

-- name: move_entries!
UPDATE entries SET user_id = :into WHERE user_id = :user;

-- name: move_readiness!
UPDATE readiness SET user_id = :into WHERE user_id = :user;

-- name: move_flags!
UPDATE flags SET user_id = :into WHERE user_id = :user;

-- name: move_asks!
UPDATE asks SET user_id = :into
WHERE user_id = :user AND NOT EXISTS (
    SELECT 1 FROM asks AS his
    WHERE his.user_id = :into AND his.platform = asks.platform AND his.chat = asks.chat
);

-- name: move_readings!
UPDATE readings SET user_id = :into WHERE user_id = :user;

-- name: move_uploads!
UPDATE uploads SET user_id = :into WHERE user_id = :user;

-- name: move_inbox!
UPDATE inbox SET user_id = :into WHERE user_id = :user;

-- name: move_outbox!
UPDATE outbox SET user_id = :into WHERE user_id = :user;

-- name: move_prescriptions!
UPDATE prescriptions SET user_id = :into WHERE user_id = :user;

-- name: move_predictions!
UPDATE predictions SET user_id = :into WHERE user_id = :user;

-- name: move_promises!
UPDATE promises SET user_id = :into WHERE user_id = :user;

-- name: move_exchanges!
UPDATE exchanges SET user_id = :into WHERE user_id = :user;

-- name: move_feedback!
UPDATE feedback SET user_id = :into WHERE user_id = :user;

-- name: move_bank_examples!
UPDATE bank_examples SET user_id = :into WHERE user_id = :user;

-- name: move_alarms!
UPDATE alarms SET user_id = :into WHERE user_id = :user;

-- name: move_dataset_members!
UPDATE dataset_members SET user_id = :into
WHERE user_id = :user AND NOT EXISTS (
    SELECT 1 FROM dataset_members AS his WHERE his.user_id = :into AND his.dataset = dataset_members.dataset
);

-- name: move_group_members!
UPDATE group_members SET user_id = :into
WHERE user_id = :user AND NOT EXISTS (
    SELECT 1 FROM group_members AS his
    WHERE his.user_id = :into AND his.platform = group_members.platform AND his.group_id = group_members.group_id
);

-- name: drop_all_strengths!
DELETE FROM lift_strengths WHERE user_id = :user;

-- name: met_first!
-- Who joins was known since the first of his accounts was met.
UPDATE users SET met_at = (SELECT MIN(one.met_at) FROM users AS one WHERE one.id IN (:user, :into))
WHERE id = :into;

-- name: copy_user!
INSERT INTO users (id, name, met_at) SELECT :into, name, :at FROM users WHERE id = :user;

-- name: copy_dataset_members!
-- What he said through the account that parts is in them too.
INSERT INTO dataset_members (dataset, user_id) SELECT dataset, :into FROM dataset_members WHERE user_id = :user;

-- name: part_identity!
UPDATE identities SET user_id = :into WHERE platform = :platform AND account = :account;

-- name: part_turns!
-- Turns about a message of that platform, and turns without one whose words went there.
UPDATE turns SET user_id = :into
WHERE user_id = :user AND (
    substr(message, 1, length(:prefix)) = :prefix
    OR ((message IS NULL OR substr(message, 1, 7) = 'import:') AND id IN (
        SELECT turn FROM outbox WHERE user_id = :user AND platform = :platform
    ))
);

-- name: part_uploads!
UPDATE uploads SET user_id = :into
WHERE user_id = :user AND taken_in IN (SELECT id FROM turns WHERE user_id = :into);

-- name: part_entries!
UPDATE entries SET user_id = :into
WHERE user_id = :user AND (
    substr(message, 1, length(:prefix)) = :prefix
    OR message IN (SELECT 'import:' || id FROM uploads WHERE user_id = :into)
);

-- name: part_readiness!
UPDATE readiness SET user_id = :into
WHERE user_id = :user AND (
    substr(message, 1, length(:prefix)) = :prefix
    OR message IN (SELECT 'import:' || id FROM uploads WHERE user_id = :into)
);

-- name: part_flags!
UPDATE flags SET user_id = :into WHERE user_id = :user AND substr(message, 1, length(:prefix)) = :prefix;

-- name: part_asks!
UPDATE asks SET user_id = :into WHERE user_id = :user AND platform = :platform;

-- name: part_readings!
UPDATE readings SET user_id = :into WHERE user_id = :user AND platform = :platform;

-- name: part_inbox!
UPDATE inbox SET user_id = :into WHERE user_id = :user AND platform = :platform;

-- name: part_outbox!
UPDATE outbox SET user_id = :into WHERE user_id = :user AND platform = :platform;

-- name: part_prescriptions!
UPDATE prescriptions SET user_id = :into
WHERE user_id = :user AND turn IN (SELECT id FROM turns WHERE user_id = :into);

-- name: part_predictions!
UPDATE predictions SET user_id = :into
WHERE user_id = :user AND turn IN (SELECT id FROM turns WHERE user_id = :into);

-- name: part_promises!
UPDATE promises SET user_id = :into
WHERE user_id = :user AND prediction IN (SELECT id FROM predictions WHERE user_id = :into);

-- name: part_exchanges!
UPDATE exchanges SET user_id = :into
WHERE user_id = :user AND turn IN (SELECT id FROM turns WHERE user_id = :into);

-- name: part_feedback!
UPDATE feedback SET user_id = :into
WHERE user_id = :user AND turn IN (SELECT id FROM turns WHERE user_id = :into);

-- name: part_bank_examples!
UPDATE bank_examples SET user_id = :into
WHERE user_id = :user AND id IN (SELECT id FROM exchanges WHERE user_id = :into);

-- name: part_alarms!
UPDATE alarms SET user_id = :into WHERE user_id = :user AND platform = :platform;

-- name: part_group_members!
UPDATE group_members SET user_id = :into WHERE user_id = :user AND platform = :platform;
