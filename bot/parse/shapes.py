"""How sets are said: 185x5x3, 3x5 @ 185, 3 sets of 8 at 155, 100kg 5,5,4, 1@8 225, 315 for a triple."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bot.parse import words
from bot.parse.counts import Count, CountReader
from bot.parse.effort import Effort, effort_at
from bot.parse.got import got, got_of
from bot.parse.weights import HEAVIER_THAN_SETS, Weight

_LOAD_LIKE_REPS: Final = 40  # 5x185: nobody means 185 reps
_MOST_REPS: Final = 100  # 3 sets 185 are no 185 reps
_AGAIN: Final = words.set_of("again same weight then") | {""}


@dataclass(frozen=True, slots=True)
class Shape:
    """Equal sets as they were said; None: not said."""

    weight: Weight | None
    reps: int | None
    sets: int = 1
    rpe: Decimal | None = None
    failed: bool = False


class ShapeReader(CountReader):
    """Reads the sets that begin at one place, all of one exercise."""

    def core(self, at: int) -> tuple[Shape, int] | None:
        """The longest way to say equal sets that begins at *at*."""
        return (
            self._times(at)
            or self._sets_first(at)
            or self._sets_of(at)
            or self._got_of(at)
            or self._named_reps(at)
            or self._rated(at)
            or self._loaded(at)
            or self._reps(at)
        )

    # ── a x b [x c] ────────────────────────────────────────────────────────────────────────────────────────────────

    def _times(self, at: int) -> tuple[Shape, int] | None:
        factors: list[Count] = []
        place = at
        while len(factors) < 3:
            factor = self._first_factor(at) if not factors else self.count(place)
            if not factor or (len(factors) == 2 and self._goes_on_listing(factor)):
                break
            factors.append(factor[0])
            place = factor[1]
            if self._sheet[place].text not in words.TIMES:
                break
            place += 1
        if len(factors) < 2:
            return None
        if self._sheet[place - 1].text in words.TIMES:
            place -= 1
        if len(factors) == 3:
            return self._from_three(*factors), place
        is_small = not factors[0].weight and factors[0].value <= HEAVIER_THAN_SETS
        pair = self._pair(at) if is_small and self._has_load(self.past_name(place)) else None  # curls 8x10 @ 30
        return pair or (self._from_two(*factors), place)

    def _goes_on_listing(self, third: tuple[Count, int]) -> bool:
        """185 x5 x5 x4, 225x5 x4F: the third is no number of sets but the next set's reps."""
        is_fourth = self._sheet[third[1]].text in words.TIMES and self._sheet[third[1] + 1].value is not None
        return third[0].failed or is_fourth

    def _first_factor(self, at: int) -> tuple[Count, int] | None:
        weight = self.weight(at)
        if weight and weight[0].sure:
            return Count(weight[0].amount, weight=weight[0]), weight[1]
        return self.count(at)

    def _from_two(self, one: Count, two: Count) -> Shape:
        """W x R, S x R, and R x W where the second can only be a load."""
        if one.label == "sets" or two.label == "sets":
            sets, other = (one, two) if one.label == "sets" else (two, one)
            return _shape(other, None, sets) if self._is_load(other) else _shape(None, other, sets)
        if self._is_load(one):
            return _shape(_in_unit_of(one, two), two, None)
        is_lifted = self._exercise is None or not self._exercise.bodyweight
        if two.weight or (two.label == "" and two.value >= _LOAD_LIKE_REPS and is_lifted):
            return _shape(two, one, None)
        return _shape(None, two, one)

    def _from_three(self, one: Count, two: Count, three: Count) -> Shape:
        """W x R x S, and S x R x W where the last is a load or the largest."""
        is_last_load = three.weight or three.value > max(one.value, two.value)
        if is_last_load and not one.weight and three.label == "" and one.value <= HEAVIER_THAN_SETS:
            return _shape(three, one, two) if two.label == "sets" else _shape(three, two, one)
        one = _in_unit_of(one, three)
        return _shape(one, three, two) if two.label == "sets" else _shape(one, two, three)

    def _is_load(self, count: Count) -> bool:
        weight = count.weight or Weight(count.value, None)
        return count.label == "" and weight.is_likely(self._exercise)

    # ── with words ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _sets_of(self, at: int) -> tuple[Shape, int] | None:
        """3 sets of 8, 3 sets x 8 reps, 3 sets of triples."""
        sets = self.count(at)
        if not sets or sets[0].label != "sets":
            return None
        place = sets[1]
        while self._sheet[place].text in {"of", "for", ":", "-", "@", ","} | words.TIMES:
            place += 1
        if named := words.NAMED_REPS.get(self._sheet[place].text):
            return Shape(None, named, int(sets[0].value)), place + 1
        reps = self.whole(place, most=10**9)
        return (replace(_shape(None, reps[0], sets[0]), failed=reps[0].failed), reps[1]) if reps else None

    def _sets_first(self, at: int) -> tuple[Shape, int] | None:
        """3 sets bench 185x5, 3 sets 185x5, 3 sets bench 185: how many sets, before all else."""
        sets = self.count(at)
        if not sets or sets[0].label != "sets" or sets[0].value % 1:
            return None
        start = sets[1] + (self._sheet[sets[1]].text in {"of", ":", ",", "-", "@", "at", "on"})
        place = self.past_name(start)
        is_whole = place > start or self._has_load(place) or self._sheet[place + 1].text in words.TIMES
        one = (self._times(place) or self._loaded(place)) if is_whole and self._is_own(place) else None
        if one is None and (load := self.likely_weight(place)) and load[0].amount > _MOST_REPS:
            one = Shape(load[0], None), load[1]
        is_one = one is not None and one[0].weight is not None and one[0].sets == 1
        return (replace(one[0], sets=int(sets[0].value)), one[1]) if one and is_one else None

    def _got_of(self, at: int) -> tuple[Shape, int] | None:
        """got 3 of 5 at 190: what was done of what was planned."""
        found = got_of(self._sheet, at)
        return found and (Shape(None, found[0].reps, failed=found[0].is_short), found[1])

    def _named_reps(self, at: int) -> tuple[Shape, int] | None:
        """a triple, 3 singles, a set of 5."""
        sheet, sets = self._sheet, Decimal(1)
        if sheet.texts(at, at + 3) == ("a", "set", "of"):
            reps = self.whole(at + 3)
            return reps and (_shape(None, reps[0], None), reps[1])
        if sheet[at].text in {"a", "heavy", "top", "easy"}:
            at += 1
        elif sheet[at].value is not None and sheet[at + 1].text in words.NAMED_REPS:
            sets, at = sheet[at].value or sets, at + 1
        named = words.NAMED_REPS.get(sheet[at].text)
        return (Shape(None, named, int(sets)), at + 1) if named and sets % 1 == 0 else None

    def _rated(self, at: int) -> tuple[Shape, int] | None:
        """1@8: reps at an RPE. A load that follows is read as the load."""
        reps = self.whole(at, most=HEAVIER_THAN_SETS)
        if not reps or self._sheet[reps[1]].text != "@":
            return None
        rated = effort_at(self._sheet, reps[1])
        return (replace(_shape(None, reps[0], None), rpe=rated[0].rpe), rated[1]) if rated else None

    def _loaded(self, at: int) -> tuple[Shape, int] | None:
        """A load, and behind it how often."""
        weight = self.likely_weight(at)
        if not weight:
            return None
        is_bracketed = self._sheet[at - 1].text == "(" and self._sheet[weight[1]].text == ")"  # bench (155) 3x8
        place = self.past_name(weight[1] + is_bracketed)
        while self._sheet[place].text in {":", "-", "–", "=", "for", "("} or self._is_listed_behind_comma(place):
            place += 1
        often = self.often(place) if self._is_own(place) else None
        often = often or (self._got_behind(place) if any(map(self._is_own, range(place, place + 3))) else None)
        return often and (replace(often[0], weight=weight[0]), often[1])

    def _got_behind(self, at: int) -> tuple[Shape, int] | None:
        """190, only got 3."""
        found = got(self._sheet, at)
        return found and (Shape(None, found[0].reps, failed=found[0].is_short), found[1])

    def _is_listed_behind_comma(self, at: int) -> bool:
        """185, 5 reps; 100kg, 5,5,4; 80kg, 5 sets of 5. But 185, 5h is no list."""
        if self._sheet[at].text != "," or not self._is_own(at + 1):
            return False
        often = self._sets_of(at + 1) or self._times(at + 1)
        if often or not (first := self.whole(at + 1)):
            return bool(often and often[0].weight is None and not self._has_load(often[1]))
        return first[0].label == "reps" or bool(self._sheet[first[1]].text == "," and self.whole(first[1] + 1))

    def often(self, at: int) -> tuple[Shape, int] | None:
        """How often, where the load was said before: 3x5, 3 sets of 5, a triple, 1@8, 5 reps, 5, amrap."""
        if pair := self._pair(at):
            return pair
        if times := self._times(at):
            return None if times[0].weight else times
        if self._sheet[at].text in words.TIMES:
            at += 1
        if self._sheet[at].text in {"amrap", "reps"}:
            if self._sheet[at + 1].value is None:
                return Shape(None, None), at + 1
            at += 1
        found = self._sets_of(at) or self._named_reps(at) or self._rated(at) or self._reps_and_sets(at)
        if found or self._sheet[at].text != "@":
            return found
        rated = effort_at(self._sheet, at)
        return (Shape(None, None, rpe=rated[0].rpe), rated[1]) if rated else None

    def _pair(self, at: int) -> tuple[Shape, int] | None:
        """S x R: behind a load the first can be nothing else."""
        sets = self.count(at)
        if not sets or sets[0].weight or sets[0].value > HEAVIER_THAN_SETS or sets[0].label == "reps":
            return None
        reps = self.count(sets[1] + 1) if self._sheet[sets[1]].text in words.TIMES else None
        return (_shape(None, reps[0], sets[0]), reps[1]) if reps and not reps[0].weight else None

    def _reps_and_sets(self, at: int) -> tuple[Shape, int] | None:
        """5, 5 reps, 5 reps for 3 sets, 3 sets."""
        sets = self.count(at)
        if sets and sets[0].label == "sets":
            return _shape(None, None, sets[0]), sets[1]
        reps = self.whole(at)
        if not reps:
            return None
        place = reps[1]
        if reps[0].label == "reps":
            place += self._sheet[place].text in {",", "for", "-", "–", "("} | words.TIMES
            sets = self.count(place)
            if sets and sets[0].label == "sets":
                return _shape(None, reps[0], sets[0]), sets[1]
        return _shape(None, reps[0], None), reps[1]

    def _reps(self, at: int) -> tuple[Shape, int] | None:
        """5 at 185, 5 reps; x4; and a bare number where only the body is lifted."""
        is_times = self._sheet[at].text in words.TIMES
        reps = self.whole(at + is_times)
        if not reps:
            return None
        preposition = self._sheet[reps[1]].text
        load = self.likely_weight(reps[1] + 1) if preposition in words.AT | {"of"} else None
        if load:
            return replace(_shape(None, reps[0], None), weight=load[0]), load[1]
        is_said = reps[0].label == "reps" or is_times
        is_again = is_times and self._sheet.raw(at - 1).text in words.CLAUSE_ENDS | _AGAIN
        return (_shape(None, reps[0], None), reps[1]) if (is_said and self._exercise) or is_again else None


def _in_unit_of(count: Count, last: Count) -> Count:
    """185x5 kg: the unit may stand at the end."""
    unit = last.weight.unit if last.weight else None
    return replace(count, weight=Weight(count.value, unit, sure=True)) if unit and not count.weight else count


def _shape(weight: Count | None, reps: Count | None, sets: Count | None) -> Shape:
    load = (weight.weight or Weight(weight.value, None)) if weight else None
    failed = bool(reps and (reps.failed or reps.value == 0)) or bool(sets and sets.failed)
    is_known = reps is not None and reps.value % 1 == 0 and reps.label != "range"  # 185x5.5 and 3x8-12 are not
    done = int(reps.value) if reps and is_known else None
    if failed and done == 1:
        done = 0  # a single that failed is none; 3F are three that were done, and a fourth that was not
    return Shape(load, done, 1 if sets is None or sets.value % 1 else int(sets.value), failed=failed)


def spread(shapes: Sequence[Shape], effort: Effort) -> list[Shape]:
    """*shapes* with an effort said behind them: of all that have none yet, or of the last set alone."""
    if not effort.of_last and all(shape.rpe is None for shape in shapes):
        return [replace(shape, rpe=effort.rpe) for shape in shapes]
    *others, last = shapes
    if effort.of_last and last.sets > 1:
        return [*others, replace(last, sets=last.sets - 1), replace(last, sets=1, rpe=effort.rpe)]
    return [*others, replace(last, rpe=effort.rpe)]
