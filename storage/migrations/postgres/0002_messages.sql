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
CREATE INDEX inbox_of_chat ON inbox (platform, chat);
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
    drop_reason TEXT
);

CREATE INDEX outbox_waiting ON outbox (platform, seq) WHERE delivery = 'waiting';
CREATE INDEX outbox_sending ON outbox (platform) WHERE delivery = 'sending';
CREATE INDEX outbox_of_chat ON outbox (platform, chat, sent_as);
CREATE INDEX outbox_of_user ON outbox (user_id);

CREATE TABLE unreachable_chats (
    platform TEXT NOT NULL,
    chat TEXT NOT NULL,
    since_at TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (platform, chat)
);
