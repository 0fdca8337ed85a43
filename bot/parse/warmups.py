"""Which sets were warm-ups: only where that was said."""

from collections.abc import Sequence
from typing import Final

from bot.parse import words
from bot.parse.group import Group
from bot.parse.sheet import Sheet

_WORDS: Final = words.set_of("warmup warmups wu warm warmed warming w")
_BEFORE: Final = words.set_of("( [ to for as all were are was")
_ONLY: Final = words.set_of("only just")


def warm_ups(sheet: Sheet, groups: Sequence[Group]) -> frozenset[int]:
    """The places in *groups* of those that were said to be warm-ups; the words that say so are taken."""
    warm: set[int] = set()
    for start, stop in warm_words(sheet):
        behind = _just_before(sheet, groups, start)
        warm.update(_all_before(sheet, groups, start, behind) if behind is not None else _from(sheet, groups, stop))
        sheet.take(start, stop)
    return frozenset(warm)


def warm_words(sheet: Sheet) -> list[tuple[int, int]]:
    """Where it is said: the first token of each, and the place after it."""
    found: list[tuple[int, int]] = []
    if not sheet.has_any(_WORDS):
        return found
    for at in range(len(sheet)):
        if sheet[at - 1].text in words.LACKING:  # no warm-up, bench 185x5
            continue
        if sheet[at].text in {"warmup", "warmups", "wu"}:
            found.append((at, at + 1))
        elif sheet[at].text in {"warm", "warmed", "warming"}:
            up = at + 2 if sheet[at + 1].text == "-" else at + 1
            if sheet[up].text in {"up", "ups"}:
                found.append((at, up + 1))
        elif sheet[at].text == "w" and sheet.texts(at + 1, at + 3) == ("/", "u"):
            found.append((at, at + 3))
    return found


def _just_before(sheet: Sheet, groups: Sequence[Group], at: int) -> int | None:
    """135x5 (warm up): the group that ends there, unless the word heads what follows it."""
    behind = at
    while sheet[behind - 1].text in _BEFORE:
        behind -= 1
    return next((place for place, group in enumerate(groups) if group.stop == behind), None)


def _all_before(sheet: Sheet, groups: Sequence[Group], at: int, behind: int) -> set[int]:
    """45x10, 135x5 (warm-ups): several, so all of that lift and line before it; of a single one the last."""
    if not sheet[at].text.endswith("s") and not sheet[at + 1].text.endswith("s"):
        return {behind}
    first = behind
    while first and groups[first - 1].exercise == groups[behind].exercise:
        between = {sheet.raw(place).text for place in range(groups[first - 1].stop, groups[first].start)}
        if between & words.SENTENCE_ENDS:
            break
        first -= 1
    return set(range(first, behind + 1))


def _from(sheet: Sheet, groups: Sequence[Group], at: int) -> set[int]:
    """The groups that a warm-up heads: up to "then", the end of the line, or a heavier load for several sets."""
    warm: set[int] = set()
    heaviest = None
    for place, group in enumerate(groups):
        if group.start < at:
            continue
        between = {sheet.raw(token).text for token in range(at, group.start)}
        is_only = any(sheet.raw(at - back).text in _ONLY for back in (2, 3, 4))  # only did warm-up sets, bench 95
        is_apart = not warm and "," in between and not is_only
        if between & (words.SENTENCE_ENDS | words.set_of("then work working top")) or is_apart:
            break
        weight = group.shapes[0].weight
        if weight and heaviest is not None and weight.amount > heaviest and group.shapes[0].sets > 1:
            break
        heaviest = weight.amount if weight else heaviest
        warm.add(place)
        at = group.stop
    return warm
