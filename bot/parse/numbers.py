"""Which digits and words are one number: 82,5 and one eighty five, but not 5,5,4 and not 1.2.3."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeAlias

from bot.parse import words
from bot.parse.dates import DATE_MARKS, date_at, pointed_date_at
from bot.parse.tokens import Token, merged, token_at

Tokens: TypeAlias = tuple[Token, ...]
Found: TypeAlias = tuple[Token, int] | None
"""A number and the place after it."""

_DECIMAL_ENDS: Final = frozenset({"5", "25", "75", "50", "0"})
_WANTS_DECIMAL: Final = (
    frozenset({"@", "rpe", "with", "morning", "weight"}) | words.SLEEP | words.BODY_WEIGHT | words.WEIGHED
)
_AND: Final = frozenset({"and", "n", "&"})
_SIXTY: Final = 60
_MOST_REPS_WITH_COMMA: Final = 20  # below it 5,5 may be two sets
_BEHIND_SETS: Final = words.TIMES | words.UNITS.keys()
_CHANGES: Final = frozenset({"more", "less"})  # 2,5 more
_COUNTED: Final = words.TIMES | words.REPS | words.SETS | words.PLATES


def with_numbers(tokens: Tokens) -> Tokens:
    """*tokens* with each number in one of them, however it was written; the rest as it was."""
    texts = {token.text for token in tokens}
    for read, triggers in _READERS:
        if not triggers.isdisjoint(texts) if triggers else _may_be_unreadable(tokens):
            tokens = tuple(_replaced(tokens, read))
    return tokens


def _may_be_unreadable(tokens: Tokens) -> bool:
    """Whether digits stand there that are no number, or letters glued to digits: 1.2.3, 3rd, a1. But 185x5 is plain."""
    before = ""
    for token in tokens:
        is_letters = token.text[:1].isalpha()
        if token.glued and (
            (is_letters and token.text != "x") or (token.value is not None and before not in ("", "x"))
        ):
            return True
        if token.value is None and token.text[:1].isdigit():
            return True
        before = token.text if is_letters else ""
    return False


def _replaced(tokens: Tokens, read: Callable[[Tokens, int], Found]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        token, at = read(tokens, at) or (tokens[at], at + 1)
        yield token


# ── 3rd, w3d2, 1.2.3lb: digits that are no number here ─────────────────────────────────────────────────────────────


def _unreadable(tokens: Tokens, at: int) -> Found:
    if not _is_alnum(tokens[at]) or (tokens[at].glued and _is_alnum(token_at(tokens, at - 1))):
        return None
    stop = at + 1
    while stop < len(tokens) and tokens[stop].glued and _is_alnum(tokens[stop]) and _is_alnum(tokens[stop - 1]):
        stop += 1
    run = tokens[at:stop]
    return None if len(run) == 1 or _is_readable(run) else (merged(run), stop)


def _is_alnum(token: Token) -> bool:
    return token.text[:1].isalnum() or token.text == "#"


def _is_readable(run: Tokens) -> bool:
    first = run[1:] if run[0].text.isalpha() and _is_multiplied(run[1:]) else run
    return all(_may_follow(token_at(first, i - 1), token, token_at(first, i + 1)) for i, token in enumerate(first))


def _is_multiplied(run: Tokens) -> bool:
    """sq225x5: a name may be glued to what can only be a set."""
    return any(token.text == "x" and 0 < at < len(run) - 1 for at, token in enumerate(run))


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
    """2025-11-22, Nov 22 and 22.11. are words, in ISO 8601."""
    if found := date_at(tokens, at):
        return replace(merged(tokens[at : found[1]]), text=found[0]), found[1]
    return None


def _pointed(tokens: Tokens, at: int) -> Found:
    """22.11.2025 is one token from the beginning."""
    found = pointed_date_at(tokens[at])
    return (replace(tokens[at], text=found), at + 1) if found else None


def _timed(tokens: Tokens, at: int) -> Found:
    """22:30 and 1:45:10 are words; but set 1:10x5 is a label."""
    stop = at + 1
    while stop + 1 < len(tokens) and tokens[stop].text == ":" and tokens[stop].glued and _is_sixtieth(tokens[stop + 1]):
        stop += 2
    is_first = tokens[at].value is not None and len(tokens[at].text) <= 2 and "." not in tokens[at].text
    behind = token_at(tokens, stop)
    is_set = behind.glued and behind.text in _BEHIND_SETS
    if stop == at + 1 or not is_first or is_set or token_at(tokens, at - 1).text in {"set", "sets"}:
        return None
    return merged(tokens[at:stop]), stop


def _is_sixtieth(token: Token) -> bool:
    return token.glued and len(token.text) == 2 and token.text.isdecimal() and int(token.text) < _SIXTY


# ── 82,5 and 1,850 ─────────────────────────────────────────────────────────────────────────────────────────────────


def _with_comma(tokens: Tokens, at: int) -> Found:
    whole, comma, part = tokens[at], token_at(tokens, at + 1), token_at(tokens, at + 2)
    if whole.value is None or part.value is None or comma.text != "," or not (comma.glued and part.glued):
        return None
    if "." in whole.text + part.text or _is_in_list(tokens, at):
        return None
    if len(part.text) == 3 and len(whole.text) <= 3:
        return merged((whole, comma, part), Decimal(whole.text + part.text)), at + 3
    if len(part.text) < 3 and _is_decimal(whole.value, part, token_at(tokens, at - 1), token_at(tokens, at + 3)):
        return merged((whole, comma, part), Decimal(f"{whole.text}.{part.text}")), at + 3
    return None


def _is_in_list(tokens: Tokens, at: int) -> bool:
    behind, before = token_at(tokens, at + 3), token_at(tokens, at - 1)
    return (behind.text == "," and behind.glued and token_at(tokens, at + 4).glued) or (
        before.text == "," and before.glued and tokens[at].glued
    )


def _is_decimal(whole: Decimal, part: Token, before: Token, after: Token) -> bool:
    is_measured = after.text in words.UNITS or after.text in _CHANGES or after.text in words.HOURS
    if is_measured or before.text in _WANTS_DECIMAL:
        return True
    if after.text == "x":
        return before.text != "x" and part.text in _DECIMAL_ENDS
    return whole > _MOST_REPS_WITH_COMMA and part.text == "5"


# ── one eighty five, six and a half ────────────────────────────────────────────────────────────────────────────────


def _in_words(tokens: Tokens, at: int) -> Found:
    if pair := words.PAIRS.get(tokens[at].text):
        return replace(tokens[at], value=Decimal(pair)), at + 1
    value, stop = (tokens[at].value, at + 1) if tokens[at].value is not None else _hundreds(tokens, at)
    if value is None:
        return None
    halves = [token.text for token in tokens[stop : stop + 3]]
    if halves[:2] == ["and", "half"]:
        value, stop = value + words.HALF, stop + 2
    elif halves[1:] == ["a", "half"] and halves[0] in _AND:
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
    behind = [token.text for token in tokens[at + 1 : at + 4]]
    if behind == ["in", "the", "tank"] or behind[:2] == ["left", "in"] or behind[:2] == ["in", "reserve"]:
        return True
    return token_at(tokens, at + 1).text in _COUNTED or token_at(tokens, at - 1).text in words.TIMES_OR_FOR


def _multiplied(tokens: Tokens, at: int) -> Found:
    """one thirty five times ten, 5 по 5; but 5 times is a count."""
    before = token_at(tokens, at - 1)
    is_number = before.value is not None or (before.text in words.UNITS and token_at(tokens, at - 2).value is not None)
    if tokens[at].text not in _MULTIPLYING or not is_number or token_at(tokens, at + 1).value is None:
        return None
    return replace(tokens[at], text="x"), at + 1


def _hundreds(tokens: Tokens, at: int) -> tuple[Decimal | None, int]:
    if token_at(tokens, at).text == "hundred":
        first, stop = 1, at
    else:
        first, stop = (1, at + 1) if token_at(tokens, at).text == "a" else _below_hundred(tokens, at)
    following = token_at(tokens, stop).text
    if first and following == "hundred":
        skip = stop + 2 if token_at(tokens, stop + 1).text in {"and", "n"} else stop + 1
        more, after = _below_hundred(tokens, skip)
        return Decimal(first * 100 + more), after if more else stop + 1
    if first == 1 and following == "buck":  # a buck thirty five
        more, after = _below_hundred(tokens, stop + 1)
        return (Decimal(100 + more), after) if more else (None, at)
    if token_at(tokens, at).text not in words.ONES or stop != at + 1:
        return (Decimal(first), stop) if first and token_at(tokens, at).text != "a" else (None, at)
    if following in ("oh", "o") and token_at(tokens, stop + 1).text in words.ONES:
        return Decimal(first * 100 + words.ONES[tokens[stop + 1].text]), stop + 2
    if following in words.TENS or following in words.TEENS:
        more, after = _below_hundred(tokens, stop)
        return Decimal(first * 100 + more), after
    return Decimal(first), stop


def _below_hundred(tokens: Tokens, at: int) -> tuple[int, int]:
    text = token_at(tokens, at).text
    if text in words.TENS:
        behind = at + 2 if token_at(tokens, at + 1).text == "-" else at + 1
        ones = words.ONES.get(token_at(tokens, behind).text, 0)
        return words.TENS[text] + ones, behind + 1 if ones else at + 1
    small = words.TEENS.get(text) or words.ONES.get(text) or 0
    return small, at + 1 if small else at


_MULTIPLYING: Final = words.set_of("times time по на por mal")

_READERS: Final[tuple[tuple[Callable[[Tokens, int], Found], frozenset[str]], ...]] = (
    (_dated, DATE_MARKS),
    (_pointed, frozenset()),
    (_unreadable, frozenset()),
    (_timed, frozenset(":")),
    (_with_comma, frozenset(",")),
    (_in_words, frozenset({*words.ONES, *words.TEENS, *words.TENS, *words.PAIRS, *_AND, "a", "point"})),
    (_multiplied, _MULTIPLYING),
)
"""In this order; each only where one of its words stands in the message, if it has any."""
