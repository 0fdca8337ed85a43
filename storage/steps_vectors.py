"""Vectors of passages, so that none is computed twice."""

from collections.abc import Collection, Mapping, Sequence

from storage.steps import Fetch, Steps, each


def vectors(embedder: str, keys: Sequence[str]) -> Steps[Mapping[str, bytes]]:
    wanted = set(keys)
    rows = yield Fetch("vectors", {"embedder": embedder})
    return {row["key"]: bytes(row["vector"]) for row in rows if row["key"] in wanted}


def keep_vectors(embedder: str, vectors: Mapping[str, bytes]) -> Steps[None]:
    yield from each(
        "keep_vectors", [{"embedder": embedder, "key": key, "vector": vector} for key, vector in vectors.items()]
    )


def drop_vectors(embedder: str, but: Collection[str]) -> Steps[None]:
    kept = yield Fetch("vector_keys", {"embedder": embedder})
    yield from each("drop_vector", [{"embedder": embedder, "key": row["key"]} for row in kept if row["key"] not in but])
