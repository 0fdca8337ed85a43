"""The numbers that sets are made of: how often, how many, how heavy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.parse import words
from bot.parse.effort import HARDEST, names_what_follows
from bot.parse.sheet import Sheet
from bot.parse.weights import HEAVIER_THAN_SETS, Weight, weight_at
from knowledge.exercise import Exercise
from knowledge.units import Unit

_MOST_RANGED_REPS: Final = 30
_MOST_LISTED_REPS: Final = 50  # in "100kg 5,5,4" a larger number is something else
_HOW: Final = words.set_of("strict clean good solid full easy hard touch perfect paused slow")  # 15 strict reps
_AT_OR_OF: Final = words.AT | {"of"}


@dataclass(frozen=True, slots=True)
class Count:
    """A number that may be reps, sets or a load, and what was said of it."""

    value: Decimal
    label: str = ""  # "reps" or "sets" where that was said; "range" of 8-12, which is a plan
    failed: bool = False
    weight: Weight | None = None  # where it is surely a load


class CountReader:
    """Reads numbers where sets of one exercise are said."""

    def __init__(
        self,
        sheet: Sheet,
        exercise: Exercise | None,
        unit: Unit,
        names: Mapping[int, int],
        is_own: Callable[[int], bool],
    ) -> None:
        self._sheet = sheet
        self._exercise = exercise
        self._unit = unit
        self._names = names  # where each name starts and stops
        self._is_own = is_own  # whether what stands there is of this exercise
        self._counts: dict[int, tuple[Count, int] | None] = {}
        self._weights: dict[int, tuple[Weight, int] | None] = {}
        self._changes = sheet.changes

    def count(self, at: int) -> tuple[Count, int] | None:
        """A number with what it counts, and the place after both; it may be below 0 or have decimals.

        Remembered, since every rule begins with one.
        """
        self._forget_what_changed()
        if at not in self._counts:
            self._counts[at] = self._count(at)
        return self._counts[at]

    def _forget_what_changed(self) -> None:
        if self._changes != self._sheet.changes:
            self._counts.clear()
            self._weights.clear()
            self._changes = self._sheet.changes

    def _count(self, at: int) -> tuple[Count, int] | None:
        sheet, sign = self._sheet, 1
        if sheet[at].text == "-" and sheet[at - 1].text in words.TIMES:
            sign, at = -1, at + 1
        value = sheet[at].value
        if value is None:
            return None
        if counted := self._label(at):
            return Count(value * sign, counted[0]), counted[1]
        if stop := self._failed(at):
            return Count(value, failed=True), stop
        if self._is_range(at):
            return Count(value, "range"), at + 3
        if sheet[at + 1].text == "+" and sheet[at + 1].glued and sheet[at + 2].value is None:
            return Count(value), at + 2  # 5+: as many as possible, five or more
        weight = self.weight(at)
        if weight and (weight[0].sure or weight[0].amount < 0) and sign > 0:
            return Count(value, weight=weight[0]), weight[1]
        stop = self._past_side(at + 1)
        return Count(value * sign, "reps" if stop > at + 1 else ""), stop

    def _label(self, at: int) -> tuple[str, int] | None:
        """What the number counts, where the words behind it say so; and the place after them."""
        sheet, behind = self._sheet, self._sheet[at + 1].text
        if behind in words.REPS and not self._is_how_often(at + 1):
            return "reps", at + 2
        if behind in words.SETS or (behind in {"round", "rounds"} and sheet[at + 2].text == "of"):
            return "sets", at + 2
        if behind in _HOW and sheet[at + 2].text in words.REPS:
            return "reps", at + 3
        return ("sets", at + 3) if behind == "more" and sheet[at + 2].text in words.SETS else None

    def _failed(self, at: int) -> int | None:
        """Where 3F, 3 f and 3 (f) stop."""
        sheet, behind = self._sheet, self._sheet[at + 1].text
        is_glued = behind in {"f", "fail"} and sheet[at + 1].glued
        if is_glued or (behind == "f" and sheet[at + 2].text in words.CLAUSE_BOUNDS):
            return at + 2
        return at + 4 if behind == "(" and sheet.texts(at + 2, at + 4) == ("f", ")") else None

    def _past_side(self, at: int) -> int:
        """5/leg, 8 per side, 10 each leg: reps are said for one side anyway."""
        sheet = self._sheet
        is_count = (sheet[at - 1].value or 0) <= HEAVIER_THAN_SETS
        is_side = is_count and sheet[at].text in {"/", "per", "each", "a"} and sheet[at + 1].text in words.BODY_SIDES
        return at + 2 if is_side else at

    def _is_range(self, at: int) -> bool:
        """8-12, but neither 5-5-5-4 nor 5-225."""
        dash = self._sheet[at + 1]
        if dash.text not in {"-", "–"}:
            return False
        low, high = self._sheet[at], self._sheet[at + 2]
        is_list = self._sheet[at + 3].text == dash.text or self._sheet[at - 1].text == dash.text
        if low.value is None or high.value is None or is_list or not dash.glued:
            return False
        return low.value < high.value <= _MOST_RANGED_REPS

    def _is_how_often(self, at: int) -> bool:
        """3 times a week."""
        return self._sheet[at].text == "times" and self._sheet[at + 1].text in words.HABITS

    def weight(self, at: int) -> tuple[Weight, int] | None:
        """The load that begins there, and the place after it; remembered as well."""
        self._forget_what_changed()
        if at not in self._weights:
            self._weights[at] = weight_at(self._sheet, at, self._exercise, self._unit)
        return self._weights[at]

    def likely_weight(self, at: int) -> tuple[Weight, int] | None:
        """The same, where it is more likely a load than a count of sets."""
        found = self.weight(at)
        return found if found and found[0].is_likely(self._exercise) else None

    def whole(
        self, at: int, most: int = _MOST_LISTED_REPS, behind: frozenset[str] = words.NOT_REPS
    ) -> tuple[Count, int] | None:
        """A count that can be one of reps: whole, not too large, with no word of *behind* after it."""
        found = self.count(at)
        if not found or found[0].weight or found[0].value % 1 or not 0 <= found[0].value <= most:
            return None
        is_counted = self._sheet[found[1]].text in behind and not names_what_follows(self._sheet, found[1])
        is_other = found[0].label in {"sets", "range"} or is_counted
        return None if is_other and found[0].label != "reps" else found

    def _has_load(self, at: int) -> bool:
        """Whether a load of its own follows: @ 185, 185; not 185x5."""
        is_at = self._sheet[at].text in _AT_OR_OF
        found = self.likely_weight(at + is_at)
        if not found or not self._is_own(at + is_at) or self._sheet[found[1]].text in words.TIMES:
            return False
        is_load_at = self._sheet[at].text == "@" and found[0].amount > HARDEST
        return found[0].sure or is_load_at or found[0].amount > HEAVIER_THAN_SETS

    def past_name(self, at: int) -> int:
        """225 on bench for 5, 185 bench 3x5: the place behind a name that stands between, else *at* itself."""
        place = at
        while self._sheet[place].text in {"on", "in", "the", "my", "of"}:
            place += 1
        return self._names.get(place, at) if self._is_own(place) else at
