"""The port to an embedder: texts become vectors of which the near ones mean alike."""

from collections.abc import Sequence
from typing import Protocol

from numpy import float32
from numpy.typing import NDArray

Vectors = NDArray[float32]
"""A row a text, each of length 1, so that a product of two is their cosine."""


class EmbedderUnavailable(Exception):
    """No vectors came; the message names the cause for the operator."""


class Embedder(Protocol):
    @property
    def name(self) -> str:
        """Of the model and whatever else changes its vectors: what is cached is kept under it."""
        ...

    async def passages(self, texts: Sequence[str]) -> Vectors:
        """A row a text, in their order. Raises EmbedderUnavailable."""
        ...

    async def query(self, text: str) -> Vectors:
        """One row. Raises EmbedderUnavailable."""
        ...
