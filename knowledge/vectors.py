"""Vectors that come with FocusFlow: those of its own passages, so that the first start has none to compute."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from typing import Final

import numpy as np

from knowledge.shelf import Vectors

STORED: Final = np.dtype("<f4")
LARGEST: Final = 127  # of what is shipped, a byte a number; found passages are the same as with whole numbers


def key_of(text: str) -> str:
    """What the vector of *text* is kept under, wherever it stands."""
    return sha256(text.encode()).hexdigest()


def shipped_vectors(embedder: str) -> Mapping[str, bytes]:
    """The vectors of *embedder* in ``knowledge/vectors/``, as they are cached; empty where there are none."""
    file = files("knowledge").joinpath("vectors", f"{embedder}.npz")
    if not file.is_file():
        return {}
    with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as kept:
        rows = kept["rows"].astype(STORED)
        keys = kept["keys"]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return {key.tobytes().hex(): row.tobytes() for key, row in zip(keys, rows, strict=True)}


def packed(texts: Sequence[str], vectors: Vectors) -> bytes:
    """The file that ``shipped_vectors`` reads."""
    out = BytesIO()
    rows = np.rint(vectors / np.abs(vectors).max(axis=1, keepdims=True) * LARGEST).astype(np.int8)
    keys = np.array([list(bytes.fromhex(key_of(text))) for text in texts], np.uint8)
    np.savez_compressed(out, keys=keys, rows=rows)
    return out.getvalue()
