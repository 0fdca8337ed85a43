-- name: settle
-- Gives a row back when the update was not settled before. What is about nobody keeps no words, because nobody could
-- ask to have them forgotten.
INSERT INTO inbox (platform, id, received_at, settled_at, user_id)
VALUES (:platform, :id, :at, :at, :user)
ON CONFLICT (platform, id) DO UPDATE SET
    settled_at = excluded.settled_at,
    user_id = excluded.user_id,
    raw = CASE WHEN excluded.user_id IS NULL THEN NULL ELSE inbox.raw END
WHERE inbox.settled_at IS NULL
RETURNING seq;

-- name: keep_user!
INSERT INTO users (id, name, met_at)
VALUES (:user, :name, :at)
ON CONFLICT (id) DO UPDATE SET name = excluded.name;

-- name: keep_profile!
INSERT INTO profiles (
    user_id, unit, zone, quiet_from_hour, quiet_to_hour, experience_months, goal, programme, programme_from,
    training_maxes, loadings, bar_milli, bar_unit, plates, injuries, body_weight_milli, body_weight_unit,
    days_per_week, age_years, age_said_on, pregnant, equipment, likes, dislikes, lessons, style, style_chosen, consent,
    consent_at, readiness_on, language, language_chosen, broadcasts_on
) VALUES (
    :user, :unit, :zone, :quiet_from_hour, :quiet_to_hour, :experience_months, :goal, :programme, :programme_from,
    :training_maxes, :loadings, :bar_milli, :bar_unit, :plates, :injuries, :body_weight_milli, :body_weight_unit,
    :days_per_week, :age_years, :age_said_on, :pregnant, :equipment, :likes, :dislikes, :lessons, :style, :style_chosen,
    :consent, :consent_at, :readiness_on, :language, :language_chosen, :broadcasts_on
)
ON CONFLICT (user_id) DO UPDATE SET
    unit = excluded.unit,
    zone = excluded.zone,
    quiet_from_hour = excluded.quiet_from_hour,
    quiet_to_hour = excluded.quiet_to_hour,
    experience_months = excluded.experience_months,
    goal = excluded.goal,
    programme = excluded.programme,
    programme_from = excluded.programme_from,
    training_maxes = excluded.training_maxes,
    loadings = excluded.loadings,
    bar_milli = excluded.bar_milli,
    bar_unit = excluded.bar_unit,
    plates = excluded.plates,
    injuries = excluded.injuries,
    body_weight_milli = excluded.body_weight_milli,
    body_weight_unit = excluded.body_weight_unit,
    days_per_week = excluded.days_per_week,
    age_years = excluded.age_years,
    age_said_on = excluded.age_said_on,
    pregnant = excluded.pregnant,
    equipment = excluded.equipment,
    likes = excluded.likes,
    dislikes = excluded.dislikes,
    lessons = excluded.lessons,
    style = excluded.style,
    style_chosen = excluded.style_chosen,
    consent = excluded.consent,
    consent_at = excluded.consent_at,
    readiness_on = excluded.readiness_on,
    language = excluded.language,
    language_chosen = excluded.language_chosen,
    broadcasts_on = excluded.broadcasts_on;

-- name: keep_identity!
INSERT INTO identities (platform, account, user_id, met_at)
VALUES (:platform, :account, :user, :at)
ON CONFLICT (platform, account) DO UPDATE SET user_id = excluded.user_id;

-- name: keep_private_chat!
UPDATE identities SET private_chat = COALESCE(:chat, private_chat) WHERE platform = :platform AND account = :account;

-- name: reach_alone!
DELETE FROM unreachable_chats WHERE platform = :platform AND chat = 'direct/' || :account;

-- name: keep_turn!
-- What is thought of later belongs to the turn that is there; the arms that were said first stay.
INSERT INTO turns (id, user_id, message, at, arms)
VALUES (:turn, :user, :message, :at, :arms)
ON CONFLICT (id) DO UPDATE SET arms = excluded.arms
WHERE turns.arms = '[]' AND excluded.arms <> '[]' AND turns.user_id = excluded.user_id;

-- name: undo_readiness*!
UPDATE readiness SET undone_at = :at
WHERE message = :message AND source = COALESCE(:source, source) AND user_id = COALESCE(:user, user_id)
    AND undone_at IS NULL;

-- name: undo_flags*!
UPDATE flags SET undone_at = :at WHERE message = :message AND undone_at IS NULL;

-- name: settle_readings_of*!
UPDATE readings SET settled_at = :at WHERE message = :message AND settled_at IS NULL;

-- name: undo_turns*!
UPDATE turns SET undone_at = :at WHERE message = :message AND id <> COALESCE(:turn, '') AND undone_at IS NULL;

-- name: undo_uploads*!
UPDATE uploads SET state = 'undone'
WHERE id = substr(:message, 8) AND substr(:message, 1, 7) = 'import:' AND user_id = COALESCE(:user, user_id)
    AND state = 'taken';

-- From here to the new rows, what is undone is a whole message, or one entry of it: then source, place and exercise say
-- which. What the present turn has made already stands, so that a turn that is run twice does not undo itself.

-- name: undo_entries*!
UPDATE entries SET undone_at = :at
WHERE message = :message AND source = COALESCE(:source, source) AND place = COALESCE(:place, place)
    AND user_id = COALESCE(:user, user_id) AND undone_at IS NULL;

-- name: undo_prescriptions*!
UPDATE prescriptions SET undone_at = :at
WHERE turn IN (SELECT id FROM turns WHERE message = :message) AND turn <> COALESCE(:turn, '')
    AND exercise = COALESCE(:exercise, exercise) AND user_id = COALESCE(:user, user_id) AND undone_at IS NULL;

-- name: undo_predictions*!
UPDATE predictions SET undone_at = :at
WHERE turn IN (SELECT id FROM turns WHERE message = :message) AND turn <> COALESCE(:turn, '')
    AND exercise = COALESCE(:exercise, exercise) AND user_id = COALESCE(:user, user_id) AND undone_at IS NULL;

-- name: withdraw_promises*!
UPDATE promises SET state = 'withdrawn', claimed_until = NULL
WHERE state = 'waiting' AND prediction IN (
    SELECT predictions.id FROM predictions JOIN turns ON turns.id = predictions.turn
    WHERE turns.message = :message AND predictions.undone_at IS NOT NULL
);

-- A set that reached a target and is undone has not reached it: the question about it waits again, and finds in the log
-- whether another set did. A target that is itself undone is no question any more.
-- name: reopen_promises*!
UPDATE promises SET state = 'waiting'
WHERE state = 'kept' AND prediction IN (
    SELECT id FROM predictions
    WHERE exercise = COALESCE(:exercise, exercise) AND undone_at IS NULL AND (user_id, outcome_source) IN (
        SELECT user_id, source FROM entries
        WHERE message = :message AND source = COALESCE(:source, source) AND user_id = COALESCE(:user, user_id)
    )
);

-- name: reopen_predictions*!
UPDATE predictions SET outcome = NULL, outcome_at = NULL, outcome_source = NULL
WHERE exercise = COALESCE(:exercise, exercise) AND (user_id, outcome_source) IN (
    SELECT user_id, source FROM entries
    WHERE message = :message AND source = COALESCE(:source, source) AND user_id = COALESCE(:user, user_id)
);

-- name: keep_entries*!
-- What is there already stays as it is, even undone. Only sets of a file that was taken back as a whole come to life
-- when it, or another file with them, is taken: a set that was undone alone, while its file stood, was meant to go.
INSERT INTO entries (
    source, place, user_id, message, said_at, trained_on, exercise, load_milli, load_unit, reps, sets, rpe_tenths, kind,
    bodyweight, planned_milli, planned_unit, planned_reps, hold_seconds, note
) VALUES (
    :source, :place, :user, :message, :said_at, :trained_on, :exercise, :load_milli, :load_unit, :reps, :sets,
    :rpe_tenths, :kind, :bodyweight, :planned_milli, :planned_unit, :planned_reps, :hold_seconds, :note
)
ON CONFLICT (source, place) DO UPDATE SET
    message = excluded.message,
    said_at = excluded.said_at,
    trained_on = excluded.trained_on,
    exercise = excluded.exercise,
    load_milli = excluded.load_milli,
    load_unit = excluded.load_unit,
    reps = excluded.reps,
    sets = excluded.sets,
    rpe_tenths = excluded.rpe_tenths,
    kind = excluded.kind,
    bodyweight = excluded.bodyweight,
    planned_milli = excluded.planned_milli,
    planned_unit = excluded.planned_unit,
    planned_reps = excluded.planned_reps,
    hold_seconds = excluded.hold_seconds,
    note = excluded.note,
    undone_at = NULL
WHERE entries.undone_at IS NOT NULL AND entries.user_id = excluded.user_id
    AND substr(entries.message, 1, 7) = 'import:'
    AND NOT EXISTS (SELECT 1 FROM uploads WHERE uploads.id = substr(entries.message, 8) AND uploads.state = 'taken');

-- name: revive_entries*!
UPDATE entries SET undone_at = NULL WHERE source = :source AND place = :place AND user_id = :user;

-- name: revive_readiness*!
UPDATE readiness SET undone_at = NULL WHERE source = :source AND user_id = :user;

-- name: keep_readiness!
INSERT INTO readiness (
    source, user_id, message, said_at, said_on, sleep_minutes, soreness, soreness_site, energy, stress, body_milli,
    body_unit
) VALUES (
    :source, :user, :message, :said_at, :said_on, :sleep_minutes, :soreness, :soreness_site, :energy, :stress,
    :body_milli, :body_unit
)
ON CONFLICT DO NOTHING;

-- name: keep_flags*!
INSERT INTO flags (id, user_id, message, exercise, danger, words, raised_at, cleared_at)
VALUES (:id, :user, :message, :exercise, :danger, :words, :raised_at, :cleared_at)
ON CONFLICT DO NOTHING;

-- name: clear_flags*!
UPDATE flags SET cleared_at = :at WHERE id = :id AND cleared_at IS NULL;

-- name: keep_readings*!
INSERT INTO readings (
    id, user_id, platform, chat, thread, message, text, replaces, said_at, said_on, offered_at, settled_at
) VALUES (
    :id, :user, :platform, :chat, :thread, :message, :text, :replaces, :said_at, :said_on, :offered_at, :settled_at
)
ON CONFLICT DO NOTHING;

-- name: settle_readings*!
UPDATE readings SET settled_at = :at WHERE id = :id AND user_id = :user AND settled_at IS NULL;

-- name: keep_prescriptions*!
INSERT INTO prescriptions (
    id, turn, user_id, exercise, made_at, made_on, action, rule, load_milli, load_unit, reps, sets, amrap, lead_up
) VALUES (
    :id, :turn, :user, :exercise, :made_at, :made_on, :action, :rule, :load_milli, :load_unit, :reps, :sets, :amrap,
    :lead_up
)
ON CONFLICT DO NOTHING;

-- name: keep_predictions*!
INSERT INTO predictions (
    id, turn, user_id, exercise, load_milli, load_unit, reps, probability, forecast, arm, offered_at, due_on, outcome,
    outcome_at, outcome_source
) VALUES (
    :id, :turn, :user, :exercise, :load_milli, :load_unit, :reps, :probability, :forecast, :arm, :offered_at, :due_on,
    :outcome, :outcome_at, :outcome_source
)
ON CONFLICT DO NOTHING;

-- name: keep_promises*!
-- A new state or due time ends a claim. What was withdrawn stays so: its prediction was undone.
INSERT INTO promises (id, user_id, prediction, platform, chat, thread, due_at, state, asked_in)
VALUES (:id, :user, :prediction, :platform, :chat, :thread, :due_at, :state, :asked_in)
ON CONFLICT (id) DO UPDATE SET
    platform = excluded.platform,
    chat = excluded.chat,
    thread = excluded.thread,
    due_at = CASE WHEN excluded.state = 'kept' THEN promises.due_at ELSE excluded.due_at END,
    state = excluded.state,
    asked_in = excluded.asked_in,
    claimed_until = NULL
WHERE promises.state <> 'withdrawn';

-- name: ask_again*!
-- A question that nobody takes is asked later. Its new due time makes it another one than the one that is dropped.
UPDATE promises SET state = 'waiting', due_at = :at, claimed_until = NULL
WHERE asked_in = :words AND state = 'asked' AND EXISTS (
    SELECT 1 FROM outbox WHERE outbox.id = promises.asked_in AND outbox.delivery = 'dropped'
);

-- name: keep_outcomes*!
UPDATE predictions SET outcome = :outcome, outcome_at = :outcome_at, outcome_source = :outcome_source
WHERE id = :id AND outcome IS NULL;

-- name: take_back_votes*!
DELETE FROM feedback
WHERE user_id = :user AND turn = :turn AND thumb = :thumb AND substr(source, 1, 9) = 'reaction:';

-- name: drop_reasons_without_vote*!
-- A reason has a row of its own, behind that of its thumb.
DELETE FROM feedback
WHERE user_id = :user AND turn = :turn AND thumb = :thumb AND reason IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM feedback AS vote
    WHERE vote.user_id = :user AND vote.turn = :turn AND vote.thumb = :thumb AND vote.reason IS NULL
);

-- name: keep_feedback!
INSERT INTO feedback (source, user_id, turn, said_at, thumb, stars, reason)
VALUES (:source, :user, :turn, :said_at, :thumb, :stars, :reason)
ON CONFLICT DO NOTHING;

-- name: answer_ask!
UPDATE asks SET answered_at = :at
WHERE user_id = :user AND platform = :platform AND chat = :chat AND answered_at IS NULL;

-- name: keep_ask!
INSERT INTO asks (user_id, platform, chat, thread, missing, text, asked_at)
VALUES (:user, :platform, :chat, :thread, :missing, :text, :asked_at)
ON CONFLICT (user_id, platform, chat) DO UPDATE SET
    thread = excluded.thread,
    missing = excluded.missing,
    text = excluded.text,
    asked_at = excluded.asked_at,
    answered_at = NULL;

-- name: keep_exchanges*!
INSERT INTO exchanges (
    id, turn, user_id, agent, model, adapter, prompt_version, arm, occasion, facts, system, prompt, answer, verdict,
    prompt_tokens, completion_tokens, latency_ms, at
) VALUES (
    :id, :turn, :user, :agent, :model, :adapter, :prompt_version, :arm, :occasion, :facts, :system, :prompt, :answer,
    :verdict, :prompt_tokens, :completion_tokens, :latency_ms, :at
)
ON CONFLICT DO NOTHING;

-- name: count_change
-- Gives the new count of a lifter's changes, and holds his row until the end of the transaction: of two turns of one
-- lifter at once, the later one sees that there was another.
UPDATE users SET log_version = log_version + 1 WHERE id = :user RETURNING log_version;

-- name: days_undone
-- From which day on the logs of which lifts change.
SELECT user_id, exercise, MIN(trained_on) AS first_on
FROM entries
WHERE message = :message AND source = COALESCE(:source, source) AND place = COALESCE(:place, place)
    AND user_id = COALESCE(:user, user_id) AND undone_at IS NULL
GROUP BY user_id, exercise;

-- name: drop_strengths*!
DELETE FROM lift_strengths WHERE user_id = :user AND exercise = :exercise AND through >= :first_on;

-- name: keep_strengths*!
INSERT INTO lift_strengths (user_id, exercise, through, version, state)
VALUES (:user, :exercise, :through, :version, :state)
ON CONFLICT (user_id, exercise) DO UPDATE SET
    through = excluded.through, version = excluded.version, state = excluded.state;

-- name: change_upload
-- Gives a row back when there is such an upload. Its text is written once; a refused one loses it.
UPDATE uploads SET
    state = :state,
    taken_in = CASE WHEN :state = 'taken' THEN :turn ELSE taken_in END,
    text = CASE WHEN :state = 'refused' THEN NULL ELSE text END
WHERE id = :id AND user_id = :user
RETURNING id;

-- name: keep_upload!
INSERT INTO uploads (id, user_id, name, text, unit, offered_at, state, taken_in)
VALUES (:id, :user, :name, :text, :unit, :offered_at, :state, CASE WHEN :state = 'taken' THEN :turn END)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name,
    text = excluded.text,
    unit = excluded.unit,
    offered_at = excluded.offered_at,
    state = excluded.state
WHERE uploads.user_id = excluded.user_id;
