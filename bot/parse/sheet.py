"""The tokens of one message, and which of them have been read."""

from collections.abc import Iterable

from bot.parse.tokens import WALL, Token


class Sheet:
    """Reads as a sequence without ends: what was read, hidden or never there is WALL, so no rule reads across it."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self._length = len(tokens)
        self._seen = list(tokens)  # WALL where a token was read or hidden: looking at one is most of the work
        self._read = bytearray(len(tokens))
        self.changes = 0  # how often something was taken, hidden or shown: what was read before may be no more

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, at: int) -> Token:
        return self._seen[at] if 0 <= at < self._length else WALL

    def raw(self, at: int) -> Token:
        """The token there, read or not."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else WALL

    def take(self, start: int, stop: int) -> None:
        """These tokens are understood: part of a fact."""
        self.changes += 1
        for at in range(max(start, 0), min(stop, len(self.tokens))):
            self._seen[at] = WALL
            self._read[at] = 1

    def give_back(self, start: int, stop: int) -> None:
        """These tokens were read, but say nothing after all."""
        for at in range(start, stop):
            self._read[at] = 0

    def hide(self, start: int, stop: int) -> None:
        """These tokens are not for the rules: a plan, a question, somebody else. They stay in the rest."""
        self.changes += 1
        for at in range(start, stop):
            self._seen[at] = WALL

    def is_read(self, at: int) -> bool:
        return bool(self._read[at])

    def show(self, start: int) -> None:
        """Let the rules see again what was hidden from *start* on, and was not read."""
        self.changes += 1
        for at in range(start, len(self.tokens)):
            self._seen[at] = WALL if self._read[at] else self.tokens[at]

    def is_free(self, at: int) -> bool:
        return self[at] is not WALL

    def texts(self, start: int, stop: int) -> tuple[str, ...]:
        if start >= 0 and stop <= self._length:
            return tuple([token.text for token in self._seen[start:stop]])
        return tuple([self[at].text for at in range(start, stop)])

    def find(self, wanted: Iterable[str]) -> int | None:
        """The place of the first free token that is one of *wanted*."""
        wanted = frozenset(wanted)
        return next((at for at in range(len(self)) if self[at].text in wanted), None)

    def rest(self) -> str:
        """What no rule took, as written and in order; ASCII punctuation alone is nothing."""
        left = [at for at in range(len(self.tokens)) if not self._read[at]]
        if all(self.tokens[at].raw.isascii() and not self.tokens[at].raw[0].isalnum() for at in left):
            return ""
        return "".join(self._spaced(at) for at in left).lstrip(" ,;:.)-").rstrip(" ,;:(-\n")

    def _spaced(self, at: int) -> str:
        token = self.tokens[at]
        return token.raw if token.glued and not self._read[at - 1] else f" {token.raw}"
