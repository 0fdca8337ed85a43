"""Text to tokens: the words, numbers and marks of a message, in order, none lost."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.parse.identifiers import IDENTIFIER
from bot.parse.words import Phrases, folded

_TIMES: Final = frozenset("x×✕✖*х")  # the last is Cyrillic
_SAME: Final = {"рпе": "rpe"}
_HALVES: Final = {"½": ".5", "¼": ".25", "¾": ".75"}
_TOKEN: Final = re.compile(
    rf"(?P<identifier>{IDENTIFIER})"
    r"|\n|[0-9]+(?:\.[0-9]+)*"
    r"|(?:(?<![^\W\d_])(?:kgs?|lbs?|кг)|(?<=[0-9])[sh])(?=[x×х][0-9])"  # 100kgx5: the x is not part of the unit
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|\S",
    re.IGNORECASE,
)
_DIGITS_READ: Final = 9  # a longer number is nobody's load; it stays a word
_DECIMALS_READ: Final = 3  # what a load is kept in; a finer number is measured by nobody, and stays a word


@dataclass(frozen=True, slots=True)
class Token:
    """*text* is what rules compare: folded, no apostrophes, one x for every multiplication sign.

    *raw* is as written (after NFKC), *start* counts characters in that, *glued* says that nothing stands before it,
    and *value* is there for numbers alone.
    """

    text: str
    raw: str
    start: int
    glued: bool
    value: Decimal | None = None

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter and is no number: neither "five", once that is read as one, nor 1.2.3."""
        return self.value is None and self.text[:1].isalpha()


WALL: Final = Token("", "", -1, False)
"""Stands where there is nothing to read: before and after the message, and in place of what was read already."""


def token_at(tokens: Sequence[Token], at: int) -> Token:
    """The token there; WALL before the first and behind the last."""
    return tokens[at] if 0 <= at < len(tokens) else WALL


def phrase_at(tokens: Sequence[Token], at: int, phrases: Phrases) -> int:
    """How many tokens the longest of *phrases* takes that stands at *at*; 0 when none does."""
    for phrase in phrases.get(tokens[at].text, ()) if at < len(tokens) else ():
        if tuple(token.text for token in tokens[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of *text*; spaces are left out, line breaks are tokens. Linear; takes any text."""
    normal = text if text.isascii() else unicodedata.normalize("NFKC", _spelled_out(text))
    normal = normal.replace("\r\n", "\n").replace("\r", "\n")
    tokens: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(normal):
        tokens.append(_token(match, glued=match.start() == end))
        end = match.end()
    return tuple(tokens)


def _spelled_out(text: str) -> str:
    """NFKC makes "6½" into "61⁄2", so halves become decimals before it."""
    for sign, decimals in _HALVES.items():
        if sign in text:
            text = re.sub(rf"(?<=[0-9]) ?{sign}", decimals, text).replace(sign, f"0{decimals}")
    return text


def _token(match: re.Match[str], *, glued: bool) -> Token:
    raw, start = match[0], match.start()
    if match["identifier"]:
        return Token(folded(raw), raw, start, glued)
    if raw[0] in "0123456789":
        return Token(raw, raw, start, glued, Decimal(raw) if _is_readable(raw) else None)
    text = folded(raw)
    if len(text) > 1 and not text.isalpha():
        text = text.replace("'", "").replace("’", "")
    return Token("x" if text in _TIMES else _SAME.get(text, text), raw, start, glued)


def _is_readable(number: str) -> bool:
    decimals = number.partition(".")[2].rstrip("0")
    return number.count(".") < 2 and len(number) <= _DIGITS_READ and len(decimals) <= _DECIMALS_READ


def merged(tokens: tuple[Token, ...], value: Decimal | None = None) -> Token:
    """Neighbours as one token: a number when it has a *value*, else a word."""
    raw = "".join(token.raw if token.glued or not index else f" {token.raw}" for index, token in enumerate(tokens))
    return Token(folded(raw), raw, tokens[0].start, tokens[0].glued, value)
