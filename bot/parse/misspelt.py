"""How far a typed word is from the one that was meant, and whether a finger slips so."""

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from bot.parse import words

OWN_WORDS: Final = words.set_of(
    "china chinese skills sing processes processed branches chains lung lungs convention",
    "lüge reisen überzeugen bulgarien",
    "chino chinos chinas fuentes lunes claves japonés japonesa autora soto flexores",
    "japonês pensa passados",
    "chine chiens fonds lune linge fêtes fenêtres promesses pompiers précises",
    "план плана плану планом плане планы шаг шаги шагов разведки приведет болгарии",
) | {"près"}  # but pres is a press
"""Words of their own that a finger may make of a name; a line a language. Found among the 8,000 commonest of each."""
_LONG_FROM: Final = 8  # letters: two slips still leave no other word
_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm"), ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_ALIKE: Final = ("cksz", "iy", "fvw", "dt", "yz", "оа", "иеы")  # sound alike, or change places on another keyboard


def _neighbours() -> frozenset[tuple[str, str]]:
    """Letters beside each other on a keyboard, or that are taken for each other; both ways round."""
    found = {(one, other) for group in _ALIKE for one in group for other in group}
    for rows in _ROWS:
        for upper, lower in zip(rows, (*rows[1:], ""), strict=True):
            found.update(pairwise(upper))
            found.update(
                pair
                for at, one in enumerate(upper)
                for pair in ((one, other) for other in lower[max(0, at - 1) : at + 1])
            )
    return frozenset(found | {(other, one) for one, other in found})


_NEIGHBOURS: Final = _neighbours()


def distance(one: str, other: str) -> int:
    """Letters put in, left out, changed or swapped with their neighbour (optimal string alignment)."""
    return _distance(one, other, lambda _, __: 1)


def is_likely_slip(typed: str, meant: str) -> bool:
    """Whether *typed* alone says *meant*: a letter in place of one far from it on the keyboard makes another word.

    lange is no lunge, china no chins. A long word may have one such letter, or two errors of a finger.
    """
    most = 2 if len(typed) >= _LONG_FROM else 1
    return _distance(typed, meant, _change) <= most


def _change(typed: str, meant: str) -> int:
    return 1 if (typed, meant) in _NEIGHBOURS else 2


def _distance(one: str, other: str, change: Callable[[str, str], int]) -> int:
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            changed = 0 if letter == wanted else change(letter, wanted)
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + changed)
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
