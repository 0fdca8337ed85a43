"""Which sets were warm-ups: only where that was said."""

from collections.abc import Sequence

from bot.parse import words
from bot.parse.groups import Group
from bot.parse.sheet import Sheet


def warm_ups(sheet: Sheet, groups: Sequence[Group]) -> frozenset[int]:
    """The places in *groups* of those that were said to be warm-ups; the words that say so are taken."""
    warm: set[int] = set()
    for start, stop in _warm_words(sheet):
        behind = _just_before(sheet, groups, start)
        warm.update({behind} if behind is not None else _from(sheet, groups, stop))
        sheet.take(start, stop)
    return frozenset(warm)


def _warm_words(sheet: Sheet) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for at in range(len(sheet)):
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
    behind = at - 1 if sheet[at - 1].text == "(" else at
    return next((place for place, group in enumerate(groups) if group.stop == behind), None)


def _from(sheet: Sheet, groups: Sequence[Group], at: int) -> set[int]:
    """The groups that a warm-up heads: up to "then", the end of the line, or a heavier load for several sets."""
    warm: set[int] = set()
    heaviest = None
    for place, group in enumerate(groups):
        if group.start < at:
            continue
        between = {sheet.raw(token).text for token in range(at, group.start)}
        if between & (words.SENTENCE_ENDS | words.set_of("then work working top")) or (not warm and "," in between):
            break
        weight = group.shapes[0].weight
        if weight and heaviest is not None and weight.amount > heaviest and group.shapes[0].sets > 1:
            break
        heaviest = weight.amount if weight else heaviest
        warm.add(place)
        at = group.stop
    return warm
