-- Vectors of the passages, and what a profile knows more.

-- A vector of a text that was embedded before, as little-endian float32; key is a digest of the text.
CREATE TABLE passage_vectors (
    embedder TEXT NOT NULL,
    key TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (embedder, key)
) STRICT;

ALTER TABLE profiles ADD COLUMN body_weight_milli INTEGER;
ALTER TABLE profiles ADD COLUMN body_weight_unit TEXT CHECK (body_weight_unit IN ('kg', 'lb'));
ALTER TABLE profiles ADD COLUMN days_per_week INTEGER CHECK (days_per_week BETWEEN 1 AND 7);
ALTER TABLE profiles ADD COLUMN age_years INTEGER CHECK (age_years BETWEEN 1 AND 120);
ALTER TABLE profiles ADD COLUMN age_said_on TEXT;
ALTER TABLE profiles ADD COLUMN pregnant INTEGER NOT NULL DEFAULT 0 CHECK (pregnant IN (0, 1));
ALTER TABLE profiles ADD COLUMN equipment TEXT NOT NULL DEFAULT '[]';
ALTER TABLE profiles ADD COLUMN likes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE profiles ADD COLUMN dislikes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE profiles ADD COLUMN lessons TEXT NOT NULL DEFAULT '[]';
