-- Who lifts, and what they said. Instants are fixed-width ISO text in UTC, so that they sort as they read;
-- loads are whole thousandths of the unit in which they were said. What is undone keeps its row.

CREATE TABLE schema_version (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL
);

CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    met_at TEXT COLLATE "C" NOT NULL
);

CREATE TABLE identities (
    platform TEXT NOT NULL,
    account TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (platform, account)
);

CREATE INDEX identities_of_user ON identities (user_id);

CREATE TABLE profiles (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    unit TEXT NOT NULL CHECK (unit IN ('kg', 'lb')),
    zone TEXT NOT NULL,
    quiet_from_hour INTEGER NOT NULL CHECK (quiet_from_hour BETWEEN 0 AND 23),
    quiet_to_hour INTEGER NOT NULL CHECK (quiet_to_hour BETWEEN 0 AND 23),
    experience_months INTEGER CHECK (experience_months >= 0),
    goal TEXT,
    programme TEXT NOT NULL,
    bar_milli BIGINT,
    bar_unit TEXT CHECK (bar_unit IN ('kg', 'lb')),
    plates TEXT NOT NULL,
    injuries TEXT NOT NULL,
    style TEXT NOT NULL CHECK (style IN ('aggressive', 'conservative')),
    style_chosen INTEGER NOT NULL CHECK (style_chosen IN (0, 1)),
    readiness_on INTEGER NOT NULL CHECK (readiness_on IN (0, 1)),
    CHECK ((bar_milli IS NULL) = (bar_unit IS NULL))
);

CREATE TABLE turns (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    message TEXT,
    at TEXT COLLATE "C" NOT NULL,
    undone_at TEXT COLLATE "C"
);

CREATE INDEX turns_of_user ON turns (user_id);
CREATE INDEX turns_of_message ON turns (message);

CREATE TABLE entries (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source TEXT NOT NULL,
    place INTEGER NOT NULL CHECK (place >= 0),
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    message TEXT NOT NULL,
    said_at TEXT COLLATE "C" NOT NULL,
    trained_on TEXT COLLATE "C" NOT NULL,
    exercise TEXT NOT NULL,
    load_milli BIGINT NOT NULL,
    load_unit TEXT NOT NULL CHECK (load_unit IN ('kg', 'lb')),
    reps INTEGER NOT NULL CHECK (reps >= 0),
    sets INTEGER NOT NULL CHECK (sets >= 1),
    rpe_tenths INTEGER CHECK (rpe_tenths BETWEEN 10 AND 100),
    kind TEXT NOT NULL CHECK (kind IN ('work', 'warmup', 'failed')),
    bodyweight INTEGER NOT NULL CHECK (bodyweight IN (0, 1)),
    planned_milli BIGINT,
    planned_unit TEXT CHECK (planned_unit IN ('kg', 'lb')),
    planned_reps INTEGER CHECK (planned_reps >= 0),
    undone_at TEXT COLLATE "C",
    UNIQUE (source, place),
    CHECK ((planned_milli IS NULL) = (planned_unit IS NULL) AND (planned_milli IS NULL) = (planned_reps IS NULL))
);

CREATE INDEX entries_of_lift ON entries (user_id, exercise, trained_on, said_at);
CREATE INDEX entries_as_said ON entries (user_id, said_at);
CREATE INDEX entries_of_message ON entries (message);

CREATE TABLE readiness (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    message TEXT NOT NULL,
    said_at TEXT COLLATE "C" NOT NULL,
    said_on TEXT COLLATE "C" NOT NULL,
    sleep_minutes INTEGER CHECK (sleep_minutes >= 0),
    soreness INTEGER CHECK (soreness BETWEEN 0 AND 10),
    soreness_site TEXT,
    energy TEXT,
    body_milli BIGINT,
    body_unit TEXT CHECK (body_unit IN ('kg', 'lb')),
    undone_at TEXT COLLATE "C",
    CHECK ((body_milli IS NULL) = (body_unit IS NULL))
);

CREATE INDEX readiness_of_day ON readiness (user_id, said_on, said_at);
CREATE INDEX readiness_as_said ON readiness (user_id, said_at);
CREATE INDEX readiness_of_message ON readiness (message);

CREATE TABLE flags (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    message TEXT,
    exercise TEXT,
    danger TEXT NOT NULL CHECK (danger IN ('emergency', 'urgent', 'pain')),
    words TEXT NOT NULL,
    raised_at TEXT COLLATE "C" NOT NULL,
    cleared_at TEXT COLLATE "C",
    undone_at TEXT COLLATE "C"
);

CREATE INDEX flags_of_user ON flags (user_id, raised_at);
CREATE INDEX flags_of_message ON flags (message);

CREATE TABLE asks (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    chat TEXT NOT NULL,
    thread TEXT,
    missing TEXT NOT NULL,
    text TEXT NOT NULL,
    asked_at TEXT COLLATE "C" NOT NULL,
    answered_at TEXT COLLATE "C",
    PRIMARY KEY (user_id, platform, chat)
);
