"""The parts of a message that commas, stops and lines make."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.parse import words
from bot.parse.tokens import Token
from bot.parse.weights import HEAVIER_THAN_SETS


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens from *start* up to *stop*; *end* is the mark that closes them, empty at the end of the message."""

    start: int
    stop: int
    end: str

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence, or the message, ends with it; a comma only parts it."""
        return not self.end or self.end in words.SENTENCE_ENDS


def clauses(tokens: Sequence[Token], ends: frozenset[str] = words.CLAUSE_ENDS) -> Iterator[Clause]:
    """The parts of a message between *ends*; empty ones are left out."""
    start = 0
    for at, token in enumerate(tokens):
        if token.text in ends and not _is_plates(tokens, at):
            if at > start:
                yield Clause(start, at, token.text)
            start = at + 1
    if start < len(tokens):
        yield Clause(start, len(tokens), "")


def _is_plates(tokens: Sequence[Token], at: int) -> bool:
    """Two plates and a 5 are one load."""
    if not at or at + 2 >= len(tokens) or tokens[at - 1].text not in words.PLATES:
        return False
    if tokens[at].text not in {"and", "plus"}:
        return False
    return tokens[at + 1].value is not None or (tokens[at + 1].text == "a" and tokens[at + 2].value is not None)


def has_set(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Whether 225x5 stands there."""
    return any(
        tokens[at].value is not None and tokens[at + 1].text in words.TIMES and tokens[at + 2].value is not None
        for at in range(start, stop - 2)
    )


def has_load(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Whether a number stands there that is too large to count sets."""
    values = (tokens[at].value for at in range(start, stop))
    return any(value is not None and value > HEAVIER_THAN_SETS for value in values)
