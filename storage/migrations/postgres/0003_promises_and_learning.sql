-- What was answered and promised, and what comes back of it.

CREATE TABLE prescriptions (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    turn TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    exercise TEXT NOT NULL,
    made_at TEXT COLLATE "C" NOT NULL,
    made_on TEXT COLLATE "C" NOT NULL,
    action TEXT NOT NULL,
    rule TEXT NOT NULL,
    load_milli BIGINT,
    load_unit TEXT CHECK (load_unit IN ('kg', 'lb')),
    reps INTEGER NOT NULL CHECK (reps >= 0),
    sets INTEGER NOT NULL CHECK (sets >= 0),
    undone_at TEXT COLLATE "C",
    CHECK ((load_milli IS NULL) = (load_unit IS NULL))
);

CREATE INDEX prescriptions_of_lift ON prescriptions (user_id, exercise, made_at);
CREATE INDEX prescriptions_of_turn ON prescriptions (turn);

CREATE TABLE predictions (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    turn TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    exercise TEXT NOT NULL,
    load_milli BIGINT NOT NULL,
    load_unit TEXT NOT NULL CHECK (load_unit IN ('kg', 'lb')),
    reps INTEGER NOT NULL CHECK (reps >= 1),
    probability DOUBLE PRECISION NOT NULL CHECK (probability BETWEEN 0 AND 1),
    forecast TEXT NOT NULL,
    arm TEXT NOT NULL CHECK (arm IN ('aggressive', 'conservative')),
    offered_at TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C" NOT NULL,
    outcome TEXT CHECK (outcome IN ('hit', 'not_yet', 'did_not_try')),
    outcome_at TEXT COLLATE "C",
    outcome_source TEXT,
    undone_at TEXT COLLATE "C"
);

CREATE INDEX predictions_open ON predictions (user_id, offered_at) WHERE outcome IS NULL;
CREATE INDEX predictions_of_user ON predictions (user_id);
CREATE INDEX predictions_of_turn ON predictions (turn);

CREATE TABLE promises (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    prediction TEXT NOT NULL REFERENCES predictions (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    chat TEXT NOT NULL,
    thread TEXT,
    due_at TEXT COLLATE "C" NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'asked', 'kept', 'withdrawn')),
    claimed_until TEXT COLLATE "C"
);

CREATE INDEX promises_waiting ON promises (due_at, seq) WHERE state = 'waiting';
CREATE INDEX promises_of_user ON promises (user_id);
CREATE INDEX promises_of_prediction ON promises (prediction);

CREATE TABLE exchanges (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    turn TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    agent TEXT NOT NULL,
    model TEXT NOT NULL,
    prompt_version TEXT NOT NULL,
    arm TEXT NOT NULL CHECK (arm IN ('aggressive', 'conservative')),
    prompt TEXT NOT NULL,
    answer TEXT NOT NULL,
    verdict TEXT NOT NULL,
    prompt_tokens INTEGER NOT NULL CHECK (prompt_tokens >= 0),
    completion_tokens INTEGER NOT NULL CHECK (completion_tokens >= 0),
    latency_ms INTEGER NOT NULL CHECK (latency_ms >= 0),
    at TEXT COLLATE "C" NOT NULL
);

CREATE INDEX exchanges_of_user ON exchanges (user_id);
CREATE INDEX exchanges_of_turn ON exchanges (turn);

CREATE TABLE feedback (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    turn TEXT NOT NULL,
    thumb TEXT NOT NULL CHECK (thumb IN ('up', 'down')),
    said_at TEXT COLLATE "C" NOT NULL,
    reason TEXT,
    PRIMARY KEY (user_id, turn)
);

CREATE INDEX feedback_of_turn ON feedback (turn);
