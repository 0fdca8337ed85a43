-- name: version
SELECT version FROM schema_version;

-- name: set_version!
INSERT INTO schema_version (one, version) VALUES (1, :version)
ON CONFLICT (one) DO UPDATE SET version = excluded.version;
