-- name: vectors
SELECT key, vector FROM passage_vectors WHERE embedder = :embedder;

-- name: keep_vectors*!
INSERT INTO passage_vectors (embedder, key, vector)
VALUES (:embedder, :key, :vector)
ON CONFLICT (embedder, key) DO UPDATE SET vector = excluded.vector;

-- name: vector_keys
SELECT key FROM passage_vectors WHERE embedder = :embedder;

-- name: drop_vector*!
DELETE FROM passage_vectors WHERE embedder = :embedder AND key = :key;
