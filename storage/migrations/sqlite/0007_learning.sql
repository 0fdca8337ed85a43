-- Consent, ratings, the arms of a turn, and what is learned: experiments, versions, datasets, examples.

ALTER TABLE profiles ADD COLUMN consent TEXT CHECK (consent IN ('asked', 'given', 'refused'));
ALTER TABLE profiles ADD COLUMN consent_at TEXT;
ALTER TABLE turns ADD COLUMN arms TEXT NOT NULL DEFAULT '[]';
ALTER TABLE exchanges ADD COLUMN adapter TEXT;
ALTER TABLE exchanges ADD COLUMN occasion TEXT NOT NULL DEFAULT '';
ALTER TABLE exchanges ADD COLUMN facts TEXT NOT NULL DEFAULT '[]';
ALTER TABLE exchanges ADD COLUMN system TEXT NOT NULL DEFAULT '';

-- Every vote is a row now; until here a second one replaced the first.
ALTER TABLE feedback RENAME TO feedback_before;
DROP INDEX feedback_of_turn;

CREATE TABLE feedback (
    seq INTEGER NOT NULL PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    turn TEXT NOT NULL,
    said_at TEXT NOT NULL,
    thumb TEXT CHECK (thumb IN ('up', 'down')),
    stars INTEGER CHECK (stars BETWEEN 1 AND 5),
    reason TEXT,
    CHECK (thumb IS NOT NULL OR stars IS NOT NULL)
) STRICT;

CREATE INDEX feedback_of_user ON feedback (user_id);

INSERT INTO feedback (source, user_id, turn, said_at, thumb, reason)
SELECT 'before:' || user_id || ':' || turn, user_id, turn, said_at, thumb, reason
FROM feedback_before
ORDER BY said_at, turn;

DROP TABLE feedback_before;

-- The terms of an experiment stand from its registration on; what moves is when it begins and ends.
CREATE TABLE experiments (
    seq INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    varies TEXT NOT NULL CHECK (varies IN ('style', 'adapter', 'model', 'prompts', 'examples')),
    agent TEXT,
    control_name TEXT NOT NULL,
    control_value TEXT NOT NULL,
    treatment_name TEXT NOT NULL,
    treatment_value TEXT NOT NULL,
    share REAL NOT NULL CHECK (share > 0 AND share < 1),
    salt TEXT NOT NULL,
    metric TEXT NOT NULL,
    horizon_days INTEGER NOT NULL CHECK (horizon_days >= 0),
    minimum_effect REAL NOT NULL,
    most_days INTEGER NOT NULL CHECK (most_days >= 1),
    registered_at TEXT NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    ended_why TEXT NOT NULL
) STRICT;

-- dataset is no reference: an adapter may come from elsewhere.
CREATE TABLE versions (
    seq INTEGER NOT NULL PRIMARY KEY,
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
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX versions_serving ON versions (agent) WHERE state = 'serving';

CREATE TABLE datasets (
    seq INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    card TEXT NOT NULL,
    forgotten INTEGER NOT NULL CHECK (forgotten >= 0),
    made_at TEXT NOT NULL
) STRICT;

CREATE TABLE dataset_members (
    dataset TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (dataset, user_id)
) STRICT;

CREATE INDEX dataset_members_of_user ON dataset_members (user_id);

CREATE TABLE bank_examples (
    seq INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    agent TEXT NOT NULL,
    occasion TEXT NOT NULL,
    style TEXT NOT NULL CHECK (style IN ('aggressive', 'conservative')),
    facts TEXT NOT NULL,
    answer TEXT NOT NULL,
    liked_at TEXT NOT NULL
) STRICT;

CREATE INDEX bank_examples_of_user ON bank_examples (user_id);
CREATE INDEX bank_examples_of_agent ON bank_examples (agent);
