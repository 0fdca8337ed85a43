-- The whole schema, as a new database gets it: the same as after every migration.

-- Who lifts, and what they said. Instants are fixed-width ISO text in UTC, so that they sort as they read;
-- loads are whole thousandths of the unit in which they were said. What is undone keeps its row.

CREATE TABLE schema_version (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL
);

CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    met_at TEXT COLLATE "C" NOT NULL,
    log_version INTEGER NOT NULL DEFAULT 0 -- counts the changes of his entries
);

CREATE TABLE identities (
    platform TEXT NOT NULL,
    account TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    met_at TEXT COLLATE "C" NOT NULL DEFAULT '',
    private_chat TEXT,
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
    programme_from TEXT COLLATE "C",
    training_maxes TEXT NOT NULL DEFAULT '[]',
    loadings TEXT NOT NULL DEFAULT '[]',
    bar_milli BIGINT,
    bar_unit TEXT CHECK (bar_unit IN ('kg', 'lb')),
    plates TEXT NOT NULL,
    injuries TEXT NOT NULL,
    body_weight_milli INTEGER,
    body_weight_unit TEXT CHECK (body_weight_unit IN ('kg', 'lb')),
    days_per_week INTEGER CHECK (days_per_week BETWEEN 1 AND 7),
    age_years INTEGER CHECK (age_years BETWEEN 1 AND 120),
    age_said_on TEXT COLLATE "C",
    pregnant INTEGER NOT NULL DEFAULT 0 CHECK (pregnant IN (0, 1)),
    equipment TEXT NOT NULL DEFAULT '[]',
    likes TEXT NOT NULL DEFAULT '[]',
    dislikes TEXT NOT NULL DEFAULT '[]',
    lessons TEXT NOT NULL DEFAULT '[]',
    style TEXT NOT NULL CHECK (style IN ('aggressive', 'conservative')),
    style_chosen INTEGER NOT NULL CHECK (style_chosen IN (0, 1)),
    consent TEXT CHECK (consent IN ('asked', 'given', 'refused')),
    consent_at TEXT COLLATE "C",
    readiness_on INTEGER NOT NULL CHECK (readiness_on IN (0, 1)),
    language TEXT,
    language_chosen INTEGER NOT NULL DEFAULT 0 CHECK (language_chosen IN (0, 1)),
    broadcasts_on INTEGER NOT NULL DEFAULT 1 CHECK (broadcasts_on IN (0, 1)),
    CHECK ((bar_milli IS NULL) = (bar_unit IS NULL))
);

CREATE TABLE turns (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    message TEXT,
    at TEXT COLLATE "C" NOT NULL,
    arms TEXT NOT NULL DEFAULT '[]',
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
    hold_seconds INTEGER CHECK (hold_seconds > 0),
    note TEXT NOT NULL DEFAULT '',
    undone_at TEXT COLLATE "C",
    UNIQUE (source, place),
    CHECK ((planned_milli IS NULL) = (planned_unit IS NULL) AND (planned_milli IS NULL) = (planned_reps IS NULL))
);

CREATE INDEX entries_of_lift ON entries (user_id, exercise, trained_on, said_at);
CREATE INDEX entries_as_said ON entries (user_id, said_at);
CREATE INDEX entries_of_message ON entries (message, seq);
CREATE INDEX entries_of_chats ON entries (user_id, said_at)
    WHERE undone_at IS NULL AND substr(message, 1, 7) <> 'import:';

-- A cache of the forecast: no row where an entry of *through* or an earlier day was kept or undone since.
CREATE TABLE lift_strengths (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    exercise TEXT NOT NULL,
    through TEXT COLLATE "C" NOT NULL,
    version TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (user_id, exercise)
);

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
    stress INTEGER CHECK (stress BETWEEN 0 AND 10),
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

CREATE TABLE readings (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    chat TEXT NOT NULL,
    thread TEXT,
    message TEXT NOT NULL,
    text TEXT NOT NULL,
    replaces INTEGER NOT NULL CHECK (replaces IN (0, 1)),
    said_at TEXT COLLATE "C" NOT NULL,
    said_on TEXT COLLATE "C" NOT NULL,
    offered_at TEXT COLLATE "C" NOT NULL,
    settled_at TEXT COLLATE "C"
);

CREATE INDEX readings_open ON readings (user_id, offered_at) WHERE settled_at IS NULL;
CREATE INDEX readings_of_user ON readings (user_id);
CREATE INDEX readings_of_message ON readings (message);

-- text is compressed by zlib, and none once the file was refused. taken_in is the turn that took it last.
CREATE TABLE uploads (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    text BYTEA,
    unit TEXT NOT NULL CHECK (unit IN ('kg', 'lb')),
    offered_at TEXT COLLATE "C" NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('offered', 'taken', 'refused', 'undone')),
    taken_in TEXT
);

CREATE INDEX uploads_of_user ON uploads (user_id);

-- What came in and what goes out.

-- A settled row that is about nobody keeps no words. user_id is no reference: a row is settled before its person is
-- written, in the same transaction.
CREATE TABLE inbox (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    platform TEXT NOT NULL,
    id TEXT NOT NULL,
    chat TEXT,
    raw TEXT,
    received_at TEXT COLLATE "C" NOT NULL,
    settled_at TEXT COLLATE "C",
    user_id TEXT,
    UNIQUE (platform, id),
    CHECK (settled_at IS NOT NULL OR (chat IS NOT NULL AND raw IS NOT NULL))
);

CREATE INDEX inbox_unsettled ON inbox (platform, seq) WHERE settled_at IS NULL;
CREATE INDEX inbox_of_chat ON inbox (platform, chat, seq);
CREATE INDEX inbox_as_received ON inbox (received_at);
CREATE INDEX inbox_of_user ON inbox (user_id);

CREATE TABLE outbox (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    turn TEXT NOT NULL,
    user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    chat TEXT NOT NULL,
    thread TEXT,
    text TEXT NOT NULL,
    buttons TEXT NOT NULL,
    reply_to TEXT,
    edits TEXT,
    written_at TEXT COLLATE "C" NOT NULL,
    delivery TEXT NOT NULL CHECK (delivery IN ('waiting', 'sending', 'sent', 'uncertain', 'dropped')),
    claimed_at TEXT COLLATE "C",
    sent_at TEXT COLLATE "C",
    sent_as TEXT,
    drop_reason TEXT,
    recipe TEXT,
    private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),
    tried_at TEXT COLLATE "C",
    not_before TEXT COLLATE "C",
    asks_until TEXT COLLATE "C"
);

CREATE INDEX outbox_waiting ON outbox (platform, seq) WHERE delivery = 'waiting';
CREATE INDEX outbox_sending ON outbox (platform) WHERE delivery = 'sending';
CREATE INDEX outbox_of_chat ON outbox (platform, chat, sent_as);
CREATE INDEX outbox_of_user ON outbox (user_id);
CREATE INDEX outbox_as_written ON outbox (platform, chat, seq);
CREATE INDEX outbox_by_age ON outbox (written_at);
CREATE INDEX outbox_edits ON outbox (edits) WHERE edits IS NOT NULL;
CREATE INDEX outbox_unsent ON outbox (delivery) WHERE delivery <> 'sent';

CREATE TABLE unreachable_chats (
    platform TEXT NOT NULL,
    chat TEXT NOT NULL,
    since_at TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (platform, chat)
);

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
    amrap INTEGER NOT NULL DEFAULT 0 CHECK (amrap IN (0, 1)),
    lead_up TEXT NOT NULL DEFAULT '[]',
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
    claimed_until TEXT COLLATE "C",
    asked_in TEXT
);

CREATE INDEX promises_waiting ON promises (due_at, seq) WHERE state = 'waiting';
CREATE INDEX promises_of_user ON promises (user_id);
CREATE INDEX promises_waiting_in_chat ON promises (user_id, platform, chat) WHERE state = 'waiting';
CREATE INDEX promises_of_prediction ON promises (prediction);
CREATE INDEX promises_asked_in ON promises (asked_in) WHERE asked_in IS NOT NULL;
CREATE INDEX promises_claimed ON promises (claimed_until) WHERE state = 'waiting' AND claimed_until IS NOT NULL;

CREATE TABLE exchanges (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    turn TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    agent TEXT NOT NULL,
    model TEXT NOT NULL,
    adapter TEXT,
    prompt_version TEXT NOT NULL,
    arm TEXT NOT NULL CHECK (arm IN ('aggressive', 'conservative')),
    occasion TEXT NOT NULL DEFAULT '',
    facts TEXT NOT NULL DEFAULT '[]',
    system TEXT NOT NULL DEFAULT '',
    prompt TEXT NOT NULL,
    answer TEXT NOT NULL,
    verdict TEXT NOT NULL,
    prompt_tokens INTEGER NOT NULL CHECK (prompt_tokens >= 0),
    completion_tokens INTEGER NOT NULL CHECK (completion_tokens >= 0),
    latency_ms INTEGER NOT NULL CHECK (latency_ms >= 0),
    at TEXT COLLATE "C" NOT NULL
);

CREATE INDEX exchanges_of_user ON exchanges (user_id, at);
CREATE INDEX exchanges_by_age ON exchanges (at);
CREATE INDEX exchanges_of_turn ON exchanges (turn);

-- All votes and ratings; of a turn the newest count.
CREATE TABLE feedback (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    turn TEXT NOT NULL,
    said_at TEXT COLLATE "C" NOT NULL,
    thumb TEXT CHECK (thumb IN ('up', 'down')),
    stars INTEGER CHECK (stars BETWEEN 1 AND 5),
    reason TEXT,
    CHECK (thumb IS NOT NULL OR stars IS NOT NULL)
);

CREATE INDEX feedback_of_user ON feedback (user_id);

-- What is learned.

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

-- A vector of a text that was embedded before, as little-endian float32; key is a digest of the text.
CREATE TABLE passage_vectors (
    embedder TEXT NOT NULL,
    key TEXT NOT NULL,
    vector BYTEA NOT NULL,
    PRIMARY KEY (embedder, key)
);

-- Training groups, and who in them has opted in to what. A group has a row once a setting of it was changed.

CREATE TABLE groups (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    platform TEXT NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    chat TEXT,
    thread TEXT,
    check_in_chat TEXT,
    check_in_thread TEXT,
    board TEXT NOT NULL CHECK (board IN ('off', 'share', 'dots')),
    cheers INTEGER NOT NULL CHECK (cheers IN (0, 1)),
    summary INTEGER NOT NULL CHECK (summary IN (0, 1)),
    check_ins INTEGER NOT NULL CHECK (check_ins IN (0, 1)),
    summed_up_at TEXT COLLATE "C",
    UNIQUE (platform, id)
);

CREATE TABLE group_members (
    platform TEXT NOT NULL,
    group_id TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    joined_at TEXT COLLATE "C" NOT NULL,
    on_board INTEGER NOT NULL CHECK (on_board IN (0, 1)),
    sex TEXT CHECK (sex IN ('men', 'women')),
    shares_check_ins INTEGER NOT NULL CHECK (shares_check_ins IN (0, 1)),
    PRIMARY KEY (platform, group_id, user_id)
);

CREATE INDEX group_members_of_user ON group_members (user_id);

-- The ends of rests.
CREATE TABLE alarms (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    chat TEXT NOT NULL,
    thread TEXT,
    rings_at TEXT COLLATE "C" NOT NULL,
    seconds INTEGER NOT NULL CHECK (seconds >= 0),
    in_group INTEGER NOT NULL CHECK (in_group IN (0, 1)),
    reply_to TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'rung', 'stopped'))
);

CREATE INDEX alarms_waiting ON alarms (rings_at, seq) WHERE state = 'waiting';
CREATE INDEX alarms_of_user ON alarms (user_id, platform, chat);

-- One-time codes that join two accounts, by their digests.
CREATE TABLE link_codes (
    digest TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    expires_at TEXT COLLATE "C" NOT NULL
);

CREATE INDEX link_codes_of_user ON link_codes (user_id);

-- What admins have set.
CREATE TABLE switches (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    set_at TEXT COLLATE "C" NOT NULL
);
