-- Consent, ratings, the arms of a turn, and what is learned: experiments, versions, datasets, examples.

ALTER TABLE profiles ADD COLUMN consent TEXT CHECK (consent IN ('asked', 'given', 'refused'));
ALTER TABLE profiles ADD COLUMN consent_at TEXT COLLATE "C";
ALTER TABLE turns ADD COLUMN arms TEXT NOT NULL DEFAULT '[]';
ALTER TABLE exchanges ADD COLUMN adapter TEXT;
ALTER TABLE exchanges ADD COLUMN occasion TEXT NOT NULL DEFAULT '';
ALTER TABLE exchanges ADD COLUMN facts TEXT NOT NULL DEFAULT '[]';
ALTER TABLE exchanges ADD COLUMN system TEXT NOT NULL DEFAULT '';

-- Every vote is a row now; until here a second one replaced the first.
ALTER TABLE feedback ADD COLUMN source TEXT;
UPDATE feedback SET source = 'before:' || user_id || ':' || turn;
ALTER TABLE feedback
    DROP CONSTRAINT feedback_pkey,
    ADD COLUMN seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ADD COLUMN stars INTEGER CHECK (stars BETWEEN 1 AND 5),
    ALTER COLUMN source SET NOT NULL,
    ALTER COLUMN thumb DROP NOT NULL,
    ADD UNIQUE (source),
    ADD CHECK (thumb IS NOT NULL OR stars IS NOT NULL);
DROP INDEX feedback_of_turn;
CREATE INDEX feedback_of_user ON feedback (user_id);

-- The terms of an experiment stand from its registration on; what moves is when it begins and ends.
CREATE TABLE experiments (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    varies TEXT NOT NULL CHECK (varies IN ('style', 'adapter', 'model', 'prompts', 'examples')),
    agent TEXT,
    control_name TEXT NOT NULL,
    control_value TEXT NOT NULL,
    treatment_name TEXT NOT NULL,
    treatment_value TEXT NOT NULL,
    share DOUBLE PRECISION NOT NULL CHECK (share > 0 AND share < 1),
    salt TEXT NOT NULL,
    metric TEXT NOT NULL,
    horizon_days INTEGER NOT NULL CHECK (horizon_days >= 0),
    minimum_effect DOUBLE PRECISION NOT NULL,
    most_days INTEGER NOT NULL CHECK (most_days >= 1),
    registered_at TEXT COLLATE "C" NOT NULL,
    started_at TEXT COLLATE "C",
    ended_at TEXT COLLATE "C",
    ended_why TEXT NOT NULL
);

-- dataset is no reference: an adapter may come from elsewhere.
CREATE TABLE versions (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    agent TEXT NOT NULL,
    base TEXT NOT NULL,
    parent TEXT,
    dataset TEXT NOT NULL,
    path TEXT NOT NULL,
    settings TEXT NOT NULL,
    evaluation TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('trained', 'rejected', 'canary', 'serving', 'retired')),
    why TEXT NOT NULL,
    made_at TEXT COLLATE "C" NOT NULL,
    changed_at TEXT COLLATE "C" NOT NULL
);

CREATE UNIQUE INDEX versions_serving ON versions (agent) WHERE state = 'serving';

CREATE TABLE datasets (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    card TEXT NOT NULL,
    forgotten INTEGER NOT NULL CHECK (forgotten >= 0),
    made_at TEXT COLLATE "C" NOT NULL
);

CREATE TABLE dataset_members (
    dataset TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (dataset, user_id)
);

CREATE INDEX dataset_members_of_user ON dataset_members (user_id);

CREATE TABLE bank_examples (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    agent TEXT NOT NULL,
    occasion TEXT NOT NULL,
    style TEXT NOT NULL CHECK (style IN ('aggressive', 'conservative')),
    facts TEXT NOT NULL,
    answer TEXT NOT NULL,
    liked_at TEXT COLLATE "C" NOT NULL
);

CREATE INDEX bank_examples_of_user ON bank_examples (user_id);
CREATE INDEX bank_examples_of_agent ON bank_examples (agent);
