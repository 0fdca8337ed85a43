"""Which digits and words are one number: 82,5 and one eighty five, but not 5,5,4 and not 1.2.3."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeAlias

from bot.parse import words
from bot.parse.tokens import WALL, Token, merged

Tokens: TypeAlias = tuple[Token, ...]
Found: TypeAlias = tuple[Token, int] | None
"""A number and the place after it."""

_DECIMAL_ENDS: Final = frozenset({"5", "25", "75", "50", "0"})
_WANTS_DECIMAL: Final = frozenset({"@", "rpe"}) | words.SLEEP | words.BODY_WEIGHT | words.WEIGHED
_YEARS: Final = (1990, 2100)
_MOST_REPS_WITH_COMMA: Final = 20  # below it 5,5 may be two sets


def with_numbers(tokens: Tokens) -> Tokens:
    """*tokens* with each number in one of them, however it was written; the rest as it was."""
    texts = {token.text for token in tokens}
    for read, triggers in _READERS:
        if not triggers or not triggers.isdisjoint(texts):
            tokens = tuple(_replaced(tokens, read))
    return tokens


def _replaced(tokens: Tokens, read: Callable[[Tokens, int], Found]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        token, at = read(tokens, at) or (tokens[at], at + 1)
        yield token


def _at(tokens: Tokens, place: int) -> Token:
    return tokens[place] if 0 <= place < len(tokens) else WALL


# ── 3rd, w3d2, 1.2.3lb: digits that are no number here ─────────────────────────────────────────────────────────────


def _unreadable(tokens: Tokens, at: int) -> Found:
    if not _is_alnum(tokens[at]) or (tokens[at].glued and _is_alnum(_at(tokens, at - 1))):
        return None
    stop = at + 1
    while stop < len(tokens) and tokens[stop].glued and _is_alnum(tokens[stop]) and _is_alnum(tokens[stop - 1]):
        stop += 1
    run = tokens[at:stop]
    return None if _is_readable(run) else (merged(run), stop)


def _is_alnum(token: Token) -> bool:
    return token.text[:1].isalnum() or token.text == "#"


def _is_readable(run: Tokens) -> bool:
    return all(_may_follow(_at(run, i - 1), token, _at(run, i + 1)) for i, token in enumerate(run))


def _may_follow(before: Token, token: Token, after: Token) -> bool:
    if token.value is not None:
        return True
    if token.text[:1].isdigit():
        return False
    if before.value is not None and after.value is not None:
        return token.text in words.GLUED_BETWEEN
    if before.value is not None:
        return token.text in words.GLUED_BEHIND
    return after.value is None or len(token.text) > 2 or token.text in words.GLUED_BEFORE or not token.text.isalpha()


def _dated(tokens: Tokens, at: int) -> Found:
    """2025-11-22 and 11/22/2025 are words."""
    run = tokens[at : at + 5]
    if (
        len(run) < 5
        or not all(token.glued for token in run[1:])
        or run[1].text != run[3].text
        or run[1].text not in "-/"
    ):
        return None
    parts = [run[place].value for place in (0, 2, 4)]
    is_year = any(value is not None and _YEARS[0] <= value <= _YEARS[1] for value in (parts[0], parts[2]))
    return (merged(run), at + 5) if is_year and None not in parts else None


# ── 82,5 and 1,850 ─────────────────────────────────────────────────────────────────────────────────────────────────


def _with_comma(tokens: Tokens, at: int) -> Found:
    whole, comma, part = tokens[at], _at(tokens, at + 1), _at(tokens, at + 2)
    if whole.value is None or part.value is None or comma.text != "," or not (comma.glued and part.glued):
        return None
    if "." in whole.text + part.text or _is_in_list(tokens, at):
        return None
    if len(part.text) == 3 and len(whole.text) <= 3:
        return merged((whole, comma, part), Decimal(whole.text + part.text)), at + 3
    if len(part.text) < 3 and _is_decimal(whole.value, part, _at(tokens, at - 1), _at(tokens, at + 3)):
        return merged((whole, comma, part), Decimal(f"{whole.text}.{part.text}")), at + 3
    return None


def _is_in_list(tokens: Tokens, at: int) -> bool:
    behind, before = _at(tokens, at + 3), _at(tokens, at - 1)
    return (behind.text == "," and behind.glued and _at(tokens, at + 4).glued) or (before.text == "," and before.glued)


def _is_decimal(whole: Decimal, part: Token, before: Token, after: Token) -> bool:
    is_measured = after.text in words.UNITS or after.text in words.HOURS
    if is_measured or before.text in _WANTS_DECIMAL:
        return True
    if after.text == "x":
        return before.text != "x" and part.text in _DECIMAL_ENDS
    return whole > _MOST_REPS_WITH_COMMA and part.text == "5"


# ── one eighty five, six and a half ────────────────────────────────────────────────────────────────────────────────


def _in_words(tokens: Tokens, at: int) -> Found:
    value, stop = (tokens[at].value, at + 1) if tokens[at].value is not None else _hundreds(tokens, at)
    if value is None:
        return None
    halves = [token.text for token in tokens[stop : stop + 3]]
    if halves == ["and", "a", "half"]:
        value, stop = value + words.HALF, stop + 3
    elif halves[:1] == ["point"] and halves[1:2] and halves[1] in words.ONES:
        value, stop = value + Decimal(words.ONES[halves[1]]) / 10, stop + 2
    if stop == at + 1 and (tokens[at].value is not None or not _stands_for_a_number(tokens, at)):
        return None
    return merged(tokens[at:stop], value), stop


def _stands_for_a_number(tokens: Tokens, at: int) -> bool:
    """ "one" is a number beside what is counted, and no number in "that one"."""
    if tokens[at].text != "one":
        return True
    counted = words.TIMES | words.REPS | words.SETS | words.PLATES
    return _at(tokens, at + 1).text in counted or _at(tokens, at - 1).text in words.TIMES | {"for"}


def _multiplied(tokens: Tokens, at: int) -> Found:
    """one thirty five times ten; but 5 times is a count."""
    if (
        tokens[at].text not in {"times", "time"}
        or _at(tokens, at - 1).value is None
        or _at(tokens, at + 1).value is None
    ):
        return None
    return replace(tokens[at], text="x"), at + 1


def _hundreds(tokens: Tokens, at: int) -> tuple[Decimal | None, int]:
    first, stop = (1, at + 1) if _at(tokens, at).text == "a" else _below_hundred(tokens, at)
    following = _at(tokens, stop).text
    if first and following == "hundred":
        skip = stop + 2 if _at(tokens, stop + 1).text == "and" else stop + 1
        more, after = _below_hundred(tokens, skip)
        return Decimal(first * 100 + more), after if more else stop + 1
    if first == 1 and following == "buck":  # a buck thirty five
        more, after = _below_hundred(tokens, stop + 1)
        return (Decimal(100 + more), after) if more else (None, at)
    if _at(tokens, at).text not in words.ONES or stop != at + 1:
        return (Decimal(first), stop) if first and _at(tokens, at).text != "a" else (None, at)
    if following in ("oh", "o") and _at(tokens, stop + 1).text in words.ONES:
        return Decimal(first * 100 + words.ONES[tokens[stop + 1].text]), stop + 2
    if following in words.TENS or following in words.TEENS:
        more, after = _below_hundred(tokens, stop)
        return Decimal(first * 100 + more), after
    return Decimal(first), stop


def _below_hundred(tokens: Tokens, at: int) -> tuple[int, int]:
    text = _at(tokens, at).text
    if text in words.TENS:
        behind = at + 2 if _at(tokens, at + 1).text == "-" else at + 1
        ones = words.ONES.get(_at(tokens, behind).text, 0)
        return words.TENS[text] + ones, behind + 1 if ones else at + 1
    small = words.TEENS.get(text) or words.ONES.get(text) or 0
    return small, at + 1 if small else at


_READERS: Final[tuple[tuple[Callable[[Tokens, int], Found], frozenset[str]], ...]] = (
    (_dated, frozenset("-/")),
    (_unreadable, frozenset()),
    (_with_comma, frozenset(",")),
    (_in_words, frozenset({*words.ONES, *words.TEENS, *words.TENS, "a", "and", "point"})),
    (_multiplied, frozenset({"times", "time"})),
)
"""In this order; each only where one of its words stands in the message, if it has any."""
