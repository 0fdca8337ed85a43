"""The tokens of one message, and which of them have been read."""

from collections.abc import Iterable
from typing import Final

from bot.parse.tokens import WALL, Token

_MARGIN: Final = [WALL] * 32  # further than any rule looks from where it stands


class Sheet(list[Token]):
    """Reads as a sequence without ends: what was read, hidden or never there is WALL, so no rule reads across it.

    It is a list with a margin of WALL behind its tokens, which an index below 0 reaches as well: looking at a token is
    most of the work of reading. ``len`` counts the tokens alone.
    """

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        super().__init__((*tokens, *_MARGIN))
        self.tokens = tokens
        self._all = (*tokens, *_MARGIN)
        self._length = len(tokens)
        self._read = bytearray(self._length)
        self._words = frozenset([token.text for token in tokens])
        self.stage = ""  # what is being read, in the words of explain.Became
        self.takes: list[tuple[int, int, str]] = []  # start, stop and stage of each, in the order of reading
        self.changes = 0  # how often something was taken, hidden or shown: what was read before may be no more

    def __len__(self) -> int:
        return self._length

    def has_any(self, wanted: frozenset[str]) -> bool:
        """Whether one of *wanted* was said at all, read or not: most rules need not look any closer."""
        return not self._words.isdisjoint(wanted)

    def raw(self, at: int) -> Token:
        """The token there, read or hidden or not; WALL outside the message."""
        return self._all[at]

    def take(self, start: int, stop: int) -> None:
        """These tokens are understood: part of a fact."""
        self.changes += 1
        self.takes.append((start, stop, self.stage))
        for at in range(max(start, 0), min(stop, self._length)):
            self[at] = WALL
            self._read[at] = 1

    def give_back(self, start: int, stop: int) -> None:
        """These tokens were read, but say nothing after all: they are in the rest again, and stay hidden."""
        for at in range(start, stop):
            self._read[at] = 0

    def hide(self, start: int, stop: int) -> None:
        """These tokens are not for the rules: a plan, a question, somebody else. They stay in the rest."""
        self.changes += 1
        for at in range(start, stop):
            self[at] = WALL

    def unread_tokens(self) -> list[Token]:
        """Every token, hidden or not; WALL in place of what was read."""
        return [WALL if read else token for token, read in zip(self.tokens, self._read, strict=True)]

    def is_read(self, at: int) -> bool:
        """Whether some rule took that token; *at* is inside the message."""
        return bool(self._read[at])

    def show(self, start: int) -> None:
        """Let the rules see again what was hidden from *start* on, and was not read."""
        self.changes += 1
        for at in range(start, self._length):
            self[at] = WALL if self._read[at] else self.tokens[at]

    def is_free(self, at: int) -> bool:
        """Whether rules still see that token: neither read nor hidden."""
        return self[at] is not WALL

    def texts(self, start: int, stop: int) -> tuple[str, ...]:
        """What rules see from *start* up to *stop*, empty where that is nothing; *start* may be below 0."""
        if start >= 0:
            return tuple([token.text for token in self[start:stop]])
        return tuple([self[at].text for at in range(start, stop)])

    def find(self, wanted: Iterable[str]) -> int | None:
        """The place of the first free token that is one of *wanted*; None when none is."""
        wanted = frozenset(wanted)
        return next((at for at in range(self._length) if self[at].text in wanted), None)

    def unread(self) -> str:
        """The numbers that no rule took though none was hidden from them, each with the words around it."""
        if 0 not in self._read:
            return ""
        runs: list[list[int]] = [[]]
        for at in range(self._length):
            if self._read[at] or self[at] is WALL or self.tokens[at].text == "\n":
                runs.append([])
            else:
                runs[-1].append(at)
        told = ["".join(map(self._spaced, run)).strip() for run in runs if any(map(self._counts, run))]
        return " … ".join(words.lstrip(" ,;:.)-").rstrip(" ,;:(-") for words in told)

    def _counts(self, at: int) -> bool:
        return self.tokens[at].raw[0].isdigit()

    def rest(self) -> str:
        """What no rule took, as written and in order; ASCII punctuation alone is nothing."""
        if 0 not in self._read:
            return ""
        left = [at for at in range(len(self.tokens)) if not self._read[at]]
        if all(self.tokens[at].raw.isascii() and not any(map(str.isalnum, self.tokens[at].raw)) for at in left):
            return ""
        return "".join(self._spaced(at) for at in left).lstrip(" ,;:.)-").rstrip(" ,;:(-\n")

    def _spaced(self, at: int) -> str:
        token = self.tokens[at]
        return token.raw if token.glued and not self._read[at - 1] else f" {token.raw}"
