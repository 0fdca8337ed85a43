"""The numbers that sets are made of: how often, how many, how heavy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.parse import words
from bot.parse.sheet import Sheet
from bot.parse.weights import Weight, weight_at
from knowledge.exercise import Exercise
from knowledge.units import Unit

MOST_LISTED_REPS: Final = 50  # in "100kg 5,5,4" a larger number is something else


@dataclass(frozen=True, slots=True)
class Count:
    """A number of reps, sets or load units, with what stands behind it."""

    value: Decimal
    label: str = ""  # "reps" or "sets" where that was said
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

    def count(self, at: int) -> tuple[Count, int] | None:
        """A number with its label; whole where it is no load."""
        sheet, sign = self._sheet, 1
        if sheet[at].text == "-" and sheet[at - 1].text in words.TIMES:
            sign, at = -1, at + 1
        value = sheet[at].value
        if value is None:
            return None
        behind = sheet[at + 1].text
        if (behind in words.REPS and not self._is_how_often(at + 1)) or behind in words.SETS:
            return Count(value * sign, "sets" if behind in words.SETS else "reps"), at + 2
        if behind in {"f", "fail"} and sheet[at + 1].glued:
            return Count(value, failed=True), at + 2
        if behind == "+" and sheet[at + 1].glued and sheet[at + 2].value is None:
            return Count(value), at + 2  # 5+: as many as possible, five or more
        weight = self.weight(at)
        if weight and (weight[0].sure or weight[0].amount < 0) and sign > 0:
            return Count(value, weight=weight[0]), weight[1]
        return Count(value * sign), at + 1

    def _is_how_often(self, at: int) -> bool:
        """3 times a week."""
        return self._sheet[at].text == "times" and self._sheet[at + 1].text in {
            "a",
            "per",
            "this",
            "each",
            "every",
            "in",
        }

    def weight(self, at: int) -> tuple[Weight, int] | None:
        return weight_at(self._sheet, at, self._exercise, self._unit)

    def likely_weight(self, at: int) -> tuple[Weight, int] | None:
        found = self.weight(at)
        return found if found and found[0].is_likely(self._exercise) else None

    def whole(
        self, at: int, most: int = MOST_LISTED_REPS, behind: frozenset[str] = words.NOT_REPS
    ) -> tuple[Count, int] | None:
        """A count that can be one of reps: whole, not too large, with no word of *behind* after it."""
        found = self.count(at)
        if not found or found[0].weight or found[0].value % 1 or not 0 <= found[0].value <= most:
            return None
        is_other = found[0].label == "sets" or self._sheet[found[1]].text in behind
        return None if is_other and found[0].label != "reps" else found

    def _has_load(self, at: int) -> bool:
        return self.likely_weight(at + (self._sheet[at].text in words.AT | {"of"})) is not None

    def past_name(self, at: int) -> int:
        """225 on bench for 5, 185 bench 3x5: the name may stand between."""
        place = at
        while self._sheet[place].text in {"on", "in", "the", "my"}:
            place += 1
        return self._names.get(place, at) if self._is_own(place) else at
