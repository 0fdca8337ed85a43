"""The port to an embedder: texts become vectors of which the near ones mean alike."""

from collections.abc import Sequence
from typing import Final, Protocol

from knowledge.shelf import Vectors as Vectors

BATCH: Final = 50  # texts a request, and as many are kept together


class EmbedderUnavailable(Exception):
    """No vectors came; the message names the cause for the operator."""


class Embedder(Protocol):
    @property
    def name(self) -> str:
        """Of the model and whatever else changes its vectors: what is cached is kept under it."""
        ...

    async def passages(self, texts: Sequence[str]) -> Vectors:
        """A row a text, in their order. Raises EmbedderUnavailable.

        For no texts nothing is computed or asked; it raises where it is known that it could not be.
        """
        ...

    async def query(self, text: str) -> Vectors:
        """One row. Raises EmbedderUnavailable."""
        ...
