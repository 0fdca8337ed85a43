-- name: group_of
SELECT * FROM groups WHERE platform = :platform AND id = :id;

-- name: groups
SELECT * FROM groups ORDER BY seq;

-- name: keep_groups*!
INSERT INTO groups (platform, id, title, chat, thread, board, cheers, summary, check_ins, summed_up_at)
VALUES (:platform, :id, :title, :chat, :thread, :board, :cheers, :summary, :check_ins, :summed_up_at)
ON CONFLICT (platform, id) DO UPDATE SET
    title = excluded.title,
    chat = excluded.chat,
    thread = excluded.thread,
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

-- name: due_alarms
SELECT * FROM alarms WHERE state = 'waiting' AND rings_at <= :now ORDER BY rings_at, seq;

-- name: ring_alarm
-- Not one that was stopped or put off meanwhile.
UPDATE alarms SET state = 'rung' WHERE id = :id AND state = 'waiting' AND rings_at = :rings_at RETURNING id;

-- name: next_alarm
SELECT MIN(rings_at) AS rings_at FROM alarms WHERE state = 'waiting';
