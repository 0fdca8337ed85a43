-- Groups, rests, linked accounts, and what delivering needs: recipes, private words, languages, switches of admins.

ALTER TABLE identities ADD COLUMN met_at TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE identities SET met_at = (SELECT users.met_at FROM users WHERE users.id = identities.user_id);
ALTER TABLE identities ADD COLUMN private_chat TEXT;
UPDATE identities SET private_chat = account -- as Telegram names them
WHERE platform = 'telegram' AND EXISTS (SELECT 1 FROM inbox WHERE platform = 'telegram' AND chat = identities.account);
ALTER TABLE profiles ADD COLUMN language TEXT;
ALTER TABLE profiles ADD COLUMN language_chosen INTEGER NOT NULL DEFAULT 0 CHECK (language_chosen IN (0, 1));
ALTER TABLE profiles ADD COLUMN broadcasts_on INTEGER NOT NULL DEFAULT 1 CHECK (broadcasts_on IN (0, 1));
ALTER TABLE outbox ADD COLUMN recipe TEXT;
ALTER TABLE outbox ADD COLUMN private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1));
ALTER TABLE outbox ADD COLUMN tried_at TEXT COLLATE "C";
ALTER TABLE outbox ADD COLUMN not_before TEXT COLLATE "C";

DROP INDEX inbox_of_chat;
CREATE INDEX inbox_of_chat ON inbox (platform, chat, seq);
CREATE INDEX inbox_as_received ON inbox (received_at);
CREATE INDEX outbox_as_written ON outbox (platform, chat, seq);
CREATE INDEX outbox_by_age ON outbox (written_at);
CREATE INDEX outbox_edits ON outbox (edits) WHERE edits IS NOT NULL;
CREATE INDEX outbox_unsent ON outbox (delivery) WHERE delivery <> 'sent';
ALTER TABLE promises ADD COLUMN asked_in TEXT;
CREATE INDEX promises_waiting_in_chat ON promises (user_id, platform, chat) WHERE state = 'waiting';
CREATE INDEX promises_asked_in ON promises (asked_in) WHERE asked_in IS NOT NULL;
CREATE INDEX promises_claimed ON promises (claimed_until) WHERE state = 'waiting' AND claimed_until IS NOT NULL;
DROP INDEX exchanges_of_user;
CREATE INDEX exchanges_of_user ON exchanges (user_id, at);
CREATE INDEX exchanges_by_age ON exchanges (at);

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
