"""An embedder without a model: how often each letter is in a text, as a vector of length 1."""

from collections.abc import Sequence

import numpy as np

from agents.embedding import Vectors


class Letters:
    """*asked* are the texts so far."""

    name = "letters"

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def passages(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([vector_of(text) for text in texts], np.float32)

    async def query(self, text: str) -> Vectors:
        return vector_of(text)


def vector_of(text: str) -> Vectors:
    counts = np.array([text.lower().count(chr(97 + at)) for at in range(26)], np.float32)
    return np.asarray(counts / max(float(np.linalg.norm(counts)), 1e-9), np.float32)
