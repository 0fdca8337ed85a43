"""How sets are said: 185x5x3, 3x5 @ 185, 3 sets of 8 at 155, 100kg 5,5,4, 1@8 225, 315 for a triple."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from bot.parse import words
from bot.parse.counts import Count, CountReader
from bot.parse.effort import HARDEST, effort_at
from bot.parse.factors import from_three, from_two
from bot.parse.got import got, got_of
from bot.parse.shape import Shape, loaded, or_turned, shape_of
from bot.parse.weights import HEAVIER_THAN_SETS, Weight

_MOST_REPS: Final = 100  # 3 sets 185 are no 185 reps
_BEFORE_OFTEN: Final = words.set_of(": - – = for ( today again uh um er went up moved por fur pour per na")
_ANY_REPS: Final = 10**9  # what is too much is refused with a sentence, not left unread
_MOST_SLASHED: Final = 12  # reps behind a slash
_SET_KINDS: Final = words.set_of("last final top heavy light backoff second third")
_HELP: Final = words.set_of(
    "help assistance assist assisted band plate vest belt chain chains dumbbell db disc weight off hanging bell",
    "kettlebell kb ball barbell bar",
)
_WHERE_WORN: Final = words.set_of("on my back chest belt shoulders the off me from")
_AGAIN: Final = words.set_of("again same weight then") | {""}
_BEFORE_REPS: Final = words.OF | words.TIMES | {"for", ":", "-", "@", ","}
_BEFORE_SETS: Final = words.TIMES | words.set_of(", / for - – ( uh um")
_BEFORE_AGAIN: Final = words.CLAUSE_ENDS | _AGAIN


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
        if self._sheet[place].text in words.DIMENSIONS:
            return None
        if len(factors) == 3:
            return or_turned(from_three(factors[0], factors[1], factors[2])), place
        is_small = not factors[0].weight and factors[0].value <= HEAVIER_THAN_SETS
        pair = self._pair(at) if is_small and self._has_load(self.past_name(place)) else None  # curls 8x10 @ 30
        return pair or (from_two(factors[0], factors[1], self._exercise), place)

    def _goes_on_listing(self, third: tuple[Count, int]) -> bool:
        """185 x5 x5 x4, 225x5 x4F: the third is no number of sets but the next set's reps."""
        is_fourth = self._sheet[third[1]].text in words.TIMES and self._sheet[third[1] + 1].value is not None
        return third[0].failed or is_fourth

    def _first_factor(self, at: int) -> tuple[Count, int] | None:
        weight = self.weight(at)
        if weight and weight[0].sure:
            return Count(weight[0].amount, weight=weight[0]), weight[1]
        return self.count(at)

    # ── with words ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _sets_of(self, at: int) -> tuple[Shape, int] | None:
        """3 sets of 8, 3 sets x 8 reps, 3 sets of triples."""
        sets = self.count(at)
        if not sets or sets[0].label != "sets":
            return None
        place = sets[1]
        while self._sheet[place].text in _BEFORE_REPS:
            place += 1
        if named := words.NAMED_REPS.get(self._sheet[place].text):
            return Shape(None, named, int(sets[0].value)), place + 1
        reps = self.whole(place, most=_ANY_REPS, behind=words.NOT_REPS - words.TIMES)
        return (replace(shape_of(None, reps[0], sets[0]), failed=reps[0].failed), reps[1]) if reps else None

    def _sets_first(self, at: int) -> tuple[Shape, int] | None:
        """3 sets bench 185x5, 3 sets 185x5, 3 sets bench 185: how many sets, before all else."""
        sets = self.count(at)
        if not sets or sets[0].label != "sets" or sets[0].value % 1:
            return None
        start = sets[1] + (self._sheet[sets[1]].text in {"of", ":", ",", "-", "@", "at", "on"})
        place = self.past_name(start)
        place += place > start and self._sheet[place].text in {"at", "@", "with"}
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
        one = at + 1 + (sheet[at].text == "a" and sheet[at + 1].text in _SET_KINDS)
        if sheet[at].text == "a" and sheet.texts(one, one + 2) == ("set", "of"):
            reps = self.whole(one + 2)
            return reps and (shape_of(None, reps[0], None), reps[1])
        if sheet[at].text in {"a", "heavy", "top", "easy"}:
            at += 1
        elif sheet[at].value is not None and sheet[at + 1].text in words.NAMED_REPS:
            sets, at = sheet[at].value or sets, at + 1
        named = words.NAMED_REPS.get(sheet[at].text)
        if not named or sets % 1 or sets > HEAVIER_THAN_SETS:
            return None
        often = self.whole(at + 2) if sheet[at + 1].text in words.TIMES and sets == 1 else None  # doubles x6
        return (Shape(None, named, int(often[0].value)), often[1]) if often else (Shape(None, named, int(sets)), at + 1)

    def _rated(self, at: int) -> tuple[Shape, int] | None:
        """1@8: reps at an RPE. A load that follows is read as the load."""
        reps = self.whole(at, most=HEAVIER_THAN_SETS)
        if not reps or self._sheet[reps[1]].text != "@":
            return None
        rated = effort_at(self._sheet, reps[1])
        return (replace(shape_of(None, reps[0], None), rpe=rated[0].rpe), rated[1]) if rated else None

    def _loaded(self, at: int) -> tuple[Shape, int] | None:
        """A load, and behind it how often."""
        weight = self.likely_weight(at)
        if not weight:
            return None
        is_bracketed = self._sheet[at - 1].text == "(" and self._sheet[weight[1]].text == ")"  # bench (155) 3x8
        place = self.past_name(weight[1] + is_bracketed)
        place = self._past_help(place)
        is_failure = (
            self._sheet[place].text == "to" and self._sheet[place + 1].text == "failure"
        )  # leg curls 40 to failure: 17
        place += 2 * is_failure
        while self._sheet[place].text in _BEFORE_OFTEN or self._is_parted(place):
            place = max(place + 1, self.past_name(place + 1))  # just the bar for ohp, 3x10
        if self._sheet[place].text == "," and self.past_name(place + 1) > place + 1:  # 155, ohp, 4 reps
            place = self.past_name(place + 1)
            place += self._sheet[place].text == ","
        often = self.often(place) if self._is_own(place) else None
        is_row = all(self._sheet[between].text == "," for between in range(weight[1], place))
        if often and is_row and self._is_listed_reps(weight[0], often[0]):
            return None
        often = often or (self._got_behind(place) if any(map(self._is_own, range(place, place + 3))) else None)
        if often and is_failure:
            often = replace(often[0], rpe=HARDEST), often[1]
        return often and (loaded(often[0], weight[0]), often[1])

    def _past_help(self, at: int) -> int:
        """30 lbs of help 3x6; a 10 kg plate on my back 4x12."""
        place = at + (self._sheet[at].text == "of")
        if self._sheet[place].text not in _HELP:
            return at
        place += 1
        while self._sheet[place].text in _WHERE_WORN:
            place += 1
        return place

    def _is_listed_reps(self, weight: Weight, often: Shape) -> bool:
        """Push-ups 40 30 25: where the body is lifted a bare number before another is its reps, as 25 3x5 is not."""
        is_body = self._exercise is not None and self._exercise.bodyweight
        return is_body and not weight.sure and often.sets == 1

    def _got_behind(self, at: int) -> tuple[Shape, int] | None:
        """190, only got 3."""
        found = got(self._sheet, at)
        return found and (Shape(None, found[0].reps, failed=found[0].is_short), found[1])

    def _is_parted(self, at: int) -> bool:
        """135 / 10 reps / 4 sets; 185, 5 reps."""
        if self._sheet[at].text == "." and (often := self.count(at + 1)):
            return often[0].label in {"reps", "sets"}
        if self._sheet[at].text == "/" and (often := self.count(at + 1)):
            is_single = self._sheet[often[1]].text not in {"/", "@"} and self._sheet[at - 2].text != "/"
            is_reps = is_single and often[0].label == "" and not often[0].weight and often[0].value <= _MOST_SLASHED
            return often[0].label in {"reps", "sets"} or (is_reps and self._sheet[at + 1].glued)  # 80/1
        return self._is_listed_behind_comma(at)

    def _is_listed_behind_comma(self, at: int) -> bool:
        """185, 5 reps; 100kg, 5,5,4; 80kg, 5 sets of 5. But 185, 5h is no list."""
        if self._sheet[at].text != "," or not self._is_own(at + 1):
            return False
        often = self._sets_of(at + 1) or self._named_reps(at + 1) or self._pair(at + 1) or self._times(at + 1)
        if often or not (first := self.whole(at + 1)):
            return bool(often and often[0].weight is None and not self._has_load(often[1]))
        second = first[1] + (self._sheet[first[1]].text in {",", "then", "and"})
        is_list = self.whole(second) is not None
        return first[0].label == "reps" or is_list

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
        if not reps or reps[0].weight or self._sheet[reps[1]].text in words.DIMENSIONS:
            return None
        shape = shape_of(None, reps[0], sets[0])
        return (shape if sets[0].label or reps[0].label else or_turned(shape)), reps[1]

    def _reps_and_sets(self, at: int) -> tuple[Shape, int] | None:
        """5, 5 reps, 5 reps for 3 sets, 3 sets."""
        sets = self.count(at)
        if sets and sets[0].label == "sets":
            return shape_of(None, None, sets[0]), sets[1]
        reps = self.whole(at)
        if not reps:
            return None
        place = reps[1]
        if reps[0].label == "reps":
            place += self._sheet[place].text in _BEFORE_SETS
            sets = self.count(place)
            if sets and sets[0].label == "sets":
                return shape_of(None, reps[0], sets[0]), sets[1]
        return shape_of(None, reps[0], None), reps[1]

    def _reps(self, at: int) -> tuple[Shape, int] | None:
        """5 at 185, 5 reps; x4; and a bare number where only the body is lifted."""
        is_times = self._sheet[at].text in words.TIMES
        reps = self.whole(at + is_times)
        if not reps or (is_times and self._sheet[at - 1].value is not None):
            return None
        preposition = self._sheet[reps[1]].text
        load = self.likely_weight(reps[1] + 1) if preposition in words.AT | {"of"} else None
        if load:
            return replace(shape_of(None, reps[0], None), weight=load[0]), load[1]
        is_said = reps[0].label == "reps" or is_times
        before = self._sheet.raw(at - 1)
        is_again = is_times and before.text in _BEFORE_AGAIN
        is_beside = not is_times or not self._sheet.is_free(at - 1) or before.text in words.FILLERS
        is_own = is_said and self._exercise is not None and is_beside
        return (shape_of(None, reps[0], None), reps[1]) if is_own or is_again else None
