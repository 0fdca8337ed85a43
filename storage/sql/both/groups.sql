-- name: group_of
SELECT * FROM groups WHERE platform = :platform AND id = :id;

-- name: groups
SELECT * FROM groups ORDER BY seq;

-- name: keep_groups*!
INSERT INTO groups (
    platform, id, title, chat, thread, check_in_chat, check_in_thread, board, cheers, summary, check_ins, summed_up_at
) VALUES (
    :platform, :id, :title, :chat, :thread, :check_in_chat, :check_in_thread, :board, :cheers, :summary, :check_ins,
    :summed_up_at
)
ON CONFLICT (platform, id) DO UPDATE SET
    title = excluded.title,
    chat = excluded.chat,
    thread = excluded.thread,
    check_in_chat = excluded.check_in_chat,
    check_in_thread = excluded.check_in_thread,
    board = excluded.board,
    cheers = excluded.cheers,
    summary = excluded.summary,
    check_ins = excluded.check_ins,
    summed_up_at = excluded.summed_up_at;

-- name: member
SELECT * FROM group_members WHERE platform = :platform AND group_id = :id AND user_id = :user;

-- name: members
SELECT * FROM group_members WHERE platform = :platform AND group_id = :id ORDER BY joined_at, user_id;

-- name: keep_members_of_groups*!
-- Who opts in to more has joined before.
INSERT INTO group_members (platform, group_id, user_id, name, joined_at, on_board, sex, shares_check_ins)
VALUES (:platform, :group, :user, :name, :joined_at, :on_board, :sex, :shares_check_ins)
ON CONFLICT (platform, group_id, user_id) DO UPDATE SET
    name = excluded.name,
    on_board = excluded.on_board,
    sex = excluded.sex,
    shares_check_ins = excluded.shares_check_ins;

-- name: drop_members_of_groups*!
DELETE FROM group_members WHERE platform = :platform AND group_id = :group AND user_id = :user;

-- name: stop_alarms*!
-- A new one stops the one before.
UPDATE alarms SET state = 'stopped'
WHERE user_id = :user AND platform = :platform AND chat = :chat AND state = 'waiting' AND id <> :id;

-- name: keep_alarms*!
-- What has rung or was stopped stays so.
INSERT INTO alarms (id, user_id, platform, chat, thread, rings_at, seconds, in_group, reply_to, state)
VALUES (:id, :user, :platform, :chat, :thread, :rings_at, :seconds, :in_group, :reply_to, :state)
ON CONFLICT (id) DO UPDATE SET
    rings_at = excluded.rings_at, seconds = excluded.seconds, state = excluded.state
WHERE alarms.state = 'waiting' AND alarms.user_id = excluded.user_id;

-- name: alarm
SELECT * FROM alarms WHERE id = :id AND user_id = :user;

-- name: newest_alarm
SELECT * FROM alarms
WHERE user_id = :user AND platform = :platform AND chat = :chat
ORDER BY seq DESC
LIMIT 1;

-- name: due_alarms
SELECT * FROM alarms WHERE state = 'waiting' AND rings_at <= :now ORDER BY rings_at, seq;

-- name: ring_alarm
-- Not one that was stopped or put off meanwhile.
UPDATE alarms SET state = 'rung' WHERE id = :id AND state = 'waiting' AND rings_at = :rings_at RETURNING id;

-- name: next_alarm
SELECT MIN(rings_at) AS rings_at FROM alarms WHERE state = 'waiting';

-- From here on a group gets another id.

-- name: move_group!
UPDATE groups SET
    id = :to,
    chat = CASE WHEN chat = :id THEN :to ELSE chat END,
    check_in_chat = CASE WHEN check_in_chat = :id THEN :to ELSE check_in_chat END
WHERE platform = :platform AND id = :id AND NOT EXISTS (
    SELECT 1 FROM groups AS there WHERE there.platform = :platform AND there.id = :to
);

-- name: drop_group_left_behind!
DELETE FROM groups WHERE platform = :platform AND id = :id;

-- name: move_members_of_group!
UPDATE group_members SET group_id = :to
WHERE platform = :platform AND group_id = :id AND NOT EXISTS (
    SELECT 1 FROM group_members AS there
    WHERE there.platform = :platform AND there.group_id = :to AND there.user_id = group_members.user_id
);

-- name: drop_members_left_behind!
DELETE FROM group_members WHERE platform = :platform AND group_id = :id;

-- name: move_promises_of_chat!
UPDATE promises SET chat = :to WHERE platform = :platform AND chat = :id;

-- name: move_alarms_of_chat!
UPDATE alarms SET chat = :to WHERE platform = :platform AND chat = :id AND state = 'waiting';

-- name: move_asks_of_chat!
UPDATE asks SET chat = :to
WHERE platform = :platform AND chat = :id AND NOT EXISTS (
    SELECT 1 FROM asks AS there
    WHERE there.user_id = asks.user_id AND there.platform = :platform AND there.chat = :to
);

-- name: move_readings_of_chat!
UPDATE readings SET chat = :to WHERE platform = :platform AND chat = :id AND settled_at IS NULL;
