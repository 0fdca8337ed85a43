-- name: lifters
SELECT id FROM users ORDER BY met_at, id;

-- All of one lifter, oldest first, without what was undone.

-- name: all_identities
SELECT platform, account FROM identities WHERE user_id = :user ORDER BY platform, account;

-- name: all_turns
SELECT id, at, arms FROM turns WHERE user_id = :user AND undone_at IS NULL ORDER BY at, seq;

-- name: all_words
SELECT id, turn, text, edits, delivery FROM outbox WHERE user_id = :user ORDER BY seq;

-- name: all_flags
SELECT * FROM flags WHERE user_id = :user AND undone_at IS NULL ORDER BY raised_at, seq;

-- name: all_prescriptions
SELECT * FROM prescriptions WHERE user_id = :user AND undone_at IS NULL ORDER BY made_at, seq;

-- name: all_predictions
SELECT * FROM predictions WHERE user_id = :user AND undone_at IS NULL ORDER BY offered_at, seq;

-- name: all_exchanges
SELECT * FROM exchanges
WHERE user_id = :user
    AND NOT EXISTS (SELECT 1 FROM turns WHERE turns.id = exchanges.turn AND turns.undone_at IS NOT NULL)
ORDER BY at, seq;

-- name: all_feedback
-- A vote is not undone with what it was about.
SELECT * FROM feedback WHERE user_id = :user ORDER BY said_at, seq;

-- name: experiments
SELECT * FROM experiments ORDER BY registered_at, seq;

-- name: running_experiments
SELECT * FROM experiments WHERE started_at IS NOT NULL AND ended_at IS NULL ORDER BY started_at, seq;

-- name: keep_experiment
-- Gives a row back unless one of that name was registered with other terms. When that was is none of them: of two bots
-- that start at once each registers it at its own moment, and the first one stands.
INSERT INTO experiments (
    name, varies, agent, control_name, control_value, treatment_name, treatment_value, share, salt, metric,
    horizon_days, minimum_effect, most_days, registered_at, started_at, ended_at, ended_why
) VALUES (
    :name, :varies, :agent, :control_name, :control_value, :treatment_name, :treatment_value, :share, :salt, :metric,
    :horizon_days, :minimum_effect, :most_days, :registered_at, :started_at, :ended_at, :ended_why
)
ON CONFLICT (name) DO UPDATE SET
    started_at = COALESCE(experiments.started_at, excluded.started_at),
    ended_at = COALESCE(experiments.ended_at, excluded.ended_at),
    ended_why = CASE WHEN experiments.ended_at IS NULL THEN excluded.ended_why ELSE experiments.ended_why END
WHERE experiments.varies = excluded.varies
    AND COALESCE(experiments.agent, '') = COALESCE(excluded.agent, '')
    AND experiments.control_name = excluded.control_name
    AND experiments.control_value = excluded.control_value
    AND experiments.treatment_name = excluded.treatment_name
    AND experiments.treatment_value = excluded.treatment_value
    AND experiments.share = excluded.share
    AND experiments.salt = excluded.salt
    AND experiments.metric = excluded.metric
    AND experiments.horizon_days = excluded.horizon_days
    AND experiments.minimum_effect = excluded.minimum_effect
    AND experiments.most_days = excluded.most_days
RETURNING name;

-- name: versions
SELECT * FROM versions ORDER BY made_at, seq;

-- name: serving_versions
SELECT agent, name FROM versions WHERE state = 'serving';

-- name: retire_former!
UPDATE versions SET state = 'retired', why = 'gave way to ' || :name, changed_at = :changed_at
WHERE agent = :agent AND state = 'serving';

-- name: keep_version!
-- What it was made from stays as it was first kept.
INSERT INTO versions (
    name, agent, base, parent, dataset, path, settings, evaluation, state, why, made_at, changed_at
) VALUES (
    :name, :agent, :base, :parent, :dataset, :path, :settings, :evaluation, :state, :why, :made_at, :changed_at
)
ON CONFLICT (name) DO UPDATE SET
    path = excluded.path,
    settings = excluded.settings,
    evaluation = excluded.evaluation,
    state = excluded.state,
    why = excluded.why,
    changed_at = excluded.changed_at;

-- name: datasets
SELECT * FROM datasets ORDER BY made_at, seq;

-- name: dataset_members
SELECT dataset, user_id FROM dataset_members ORDER BY dataset, user_id;

-- name: keep_dataset
-- Gives a row back when it is new.
INSERT INTO datasets (id, card, forgotten, made_at)
VALUES (:id, :card, :forgotten, :made_at)
ON CONFLICT DO NOTHING
RETURNING id;

-- name: keep_members*!
INSERT INTO dataset_members (dataset, user_id) VALUES (:dataset, :user);

-- name: bank
-- Who has taken his consent back is shown to nobody from then on.
SELECT bank_examples.*
FROM bank_examples
JOIN profiles ON profiles.user_id = bank_examples.user_id
WHERE profiles.consent = 'given'
ORDER BY bank_examples.liked_at DESC, bank_examples.seq DESC;

-- name: clear_bank!
DELETE FROM bank_examples WHERE agent = :agent;

-- name: keep_examples*!
INSERT INTO bank_examples (id, user_id, agent, occasion, style, facts, answer, liked_at)
VALUES (:id, :user, :agent, :occasion, :style, :facts, :answer, :liked_at);
