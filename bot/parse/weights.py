"""How a load is said: 185, 82.5kg, 60s, 2 plates and a 25, the bar, bw+25, -40."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.parse import words
from bot.parse.effort import names_what_follows
from bot.parse.sheet import Sheet
from knowledge.exercise import Equipment, Exercise
from knowledge.units import Load, Unit

_BAR: Final = {Unit.LB: Decimal(45), Unit.KG: Decimal(20)}  # the standard bar and its largest plate
_PLATE: Final = {Unit.LB: Decimal(45), Unit.KG: Decimal(20)}
# Bw 25 x 8 is what hangs on the belt, bw 80 x 8 who hangs on the bar.
_LIGHTEST_LIFTED: Final = {Unit.KG: 45, Unit.LB: 80}
_MOST_PLATES: Final = 10  # a side
HEAVIER_THAN_SETS: Final = 20  # nobody does more sets than this, so a larger number is a load
_SAME_WITHIN: Final = 0.03  # 100 kg (220 lb), and 70 kg said as 155 lb
_BEGINNERS: Final = words.BODY_WEIGHT | words.set_of("+ - minus a just the empty an bar plate")
_MOST_BAR_WORDS: Final = 3  # just the empty bar
_BARBELL_FROM: Final = 13  # lighter than any bar's plates, so up to 12 it counts sets
_OTHER_FROM: Final = 8  # dumbbells and stacks begin here
_SIDES: Final = words.SIDES | {"each"}
_HELPING: Final = words.ASSISTANCE | {"off"}


@dataclass(frozen=True, slots=True)
class Weight:
    """A number that may be a load; a *unit* that was not said is None.

    *sure*: said in a way that nothing else is; *on_body*: added to the body's own, below 0 where it helps.
    """

    amount: Decimal
    unit: Unit | None
    sure: bool = False
    on_body: bool = False

    def load(self, unit: Unit) -> Load:
        """As a load, in *unit* where no unit was said."""
        return Load(self.amount, self.unit or unit)

    def is_likely(self, exercise: Exercise | None) -> bool:
        """Whether it is more likely a load than a count of sets."""
        return self.sure or self.amount >= _lightest(exercise) or self.amount != int(self.amount) or self.amount <= 0


def _lightest(exercise: Exercise | None) -> int:
    if exercise is None or exercise.bodyweight:
        return HEAVIER_THAN_SETS + 1
    return _BARBELL_FROM if exercise.equipment is Equipment.BARBELL else _OTHER_FROM


def weight_at(sheet: Sheet, at: int, exercise: Exercise | None, unit: Unit) -> tuple[Weight, int] | None:
    """The load that begins at *at*, and the place after it."""
    token = sheet[at]
    if token.value is None and token.text not in _BEGINNERS:
        return None
    found = _on_body(sheet, at, exercise, unit) or _plates(sheet, at, exercise, unit)
    return found or (_number(sheet, at, exercise) if token.value is not None else _bar(sheet, at, unit))


def _number(sheet: Sheet, at: int, exercise: Exercise | None) -> tuple[Weight, int] | None:
    token, behind = sheet[at], sheet[at + 1]
    if token.value is None:
        return None
    amount = -token.value if _is_negative(sheet, at) else token.value
    if behind.text in words.UNITS:
        is_abbreviated = sheet[at + 2].text == "." and sheet[at + 3].text in words.TIMES_OR_FOR  # 185 lbs. x 5
        weight = Weight(amount, words.UNITS[behind.text], sure=True)
        return weight, _past_sides(sheet, _past_conversion(sheet, weight, at + 2 + is_abbreviated))
    if token.text in words.PAIRS:
        return Weight(amount, None, sure=True), _past_sides(sheet, at + 1)
    if behind.text == "s" and behind.glued:
        is_pair = exercise is not None and exercise.equipment in (Equipment.DUMBBELL, Equipment.KETTLEBELL)
        is_pair = is_pair or sheet.has_any(words.HANDS)
        return (Weight(amount, None, sure=True), _past_sides(sheet, at + 2)) if is_pair else None
    in_hands = at + 1 + (behind.text in {"each", "per", "/", "a"})
    if sheet[in_hands].text in words.HANDS:
        return Weight(amount, None, sure=True), in_hands + 1
    is_other = behind.text in words.NOT_LOADS and not names_what_follows(sheet, at + 1)
    return None if is_other else (Weight(amount, None), at + 1)


def _past_conversion(sheet: Sheet, weight: Weight, at: int) -> int:
    """100 kg (220 lb), 155lb/70kg: the same load said in the other unit as well."""
    is_bracketed = sheet[at].text == "("
    value, unit = sheet[at + 1].value, words.UNITS.get(sheet[at + 2].text)
    stop = at + 3 + (is_bracketed and sheet[at + 3].text == ")")
    if sheet[at].text not in {"(", "/", "=", "or"} or value is None or unit is None or unit is weight.unit:
        return at
    one, other = float(Load(abs(weight.amount), weight.unit or unit).kg), float(Load(value, unit).kg)
    return stop if one and abs(other / one - 1) < _SAME_WITHIN else at


def _is_negative(sheet: Sheet, at: int) -> bool:
    """-185, but neither 7-8 nor a dash at the beginning of a line."""
    sign, before = sheet[at - 1], sheet.raw(at - 2)
    if sign.text == "minus":
        return True
    return sign.text == "-" and sheet[at].glued and not sign.glued and before.text not in ("", "\n", ":", ",")


def _past_sides(sheet: Sheet, at: int) -> int:
    """Past "dumbbells", "each side", "per hand": a load is said for one hand anyway."""
    if sheet[at].text in {"each", "per", "a", "on"} and sheet[at + 1].text in words.SIDES:
        return at + 2
    return at + 1 if sheet[at].text in _SIDES else at


def _on_body(sheet: Sheet, at: int, exercise: Exercise | None, unit: Unit) -> tuple[Weight, int] | None:
    if sheet[at].text in words.BODY_WEIGHT:
        added = _signed(sheet, at + 1, exercise, unit)
        is_own = exercise is None or exercise.bodyweight
        weighed = lifted_body(sheet, at, unit) if is_own else None
        return added or (Weight(Decimal(0), unit, sure=True, on_body=True), weighed[1] if weighed else at + 1)
    if exercise is not None and not exercise.bodyweight:
        return None
    return _signed(sheet, at, exercise, unit) or (_helped(sheet, at, unit) if exercise else None)


def lifted_body(sheet: Sheet, at: int, unit: Unit) -> tuple[Load, int] | None:
    """Pull-ups bw 80 x 8: what the body weighs that is lifted, and the place after it. What is added has its plus.

    *at* is the place of the "bw"; tokens count here whether or not they were taken.
    """
    value, said = sheet.raw(at + 1).value, words.UNITS.get(sheet.raw(at + 2).text)
    stop = at + 3 if said else at + 2
    if sheet.raw(at).text not in words.BODY_WEIGHT or value is None or sheet.raw(stop).text not in words.TIMES:
        return None
    load = Load(value, said or unit)
    return (load, stop) if value >= _LIGHTEST_LIFTED[load.unit] and value == round(value, 3) else None


def _helped(sheet: Sheet, at: int, unit: Unit) -> tuple[Weight, int] | None:
    """25 assisted x 10, 3x10 assisted 25, -25 assistance: what takes weight off the body."""
    value, said = sheet[at].value, words.UNITS.get(sheet[at + 1].text)
    stop = at + 1 + (said is not None)
    if value is None:
        return None
    if sheet[at - 1].text == "a" and sheet[at - 2].text in {"with", "w"}:  # dips with a 45
        return Weight(value, said or unit, sure=True, on_body=True), stop
    is_reps = sheet[at - 1].text in words.TIMES and said is None  # 3x10 assisted 25
    is_behind = sheet[stop].text in _HELPING and not is_reps
    is_before = sheet[at - 1].text in words.ASSISTANCE and (
        sheet[stop].text not in words.TIMES or value > HEAVIER_THAN_SETS
    )
    if not is_behind and not is_before:
        return None
    return Weight(-value, said or unit, sure=True, on_body=True), stop + (sheet[stop].text in words.ASSISTANCE)


def _signed(sheet: Sheet, at: int, exercise: Exercise | None, unit: Unit) -> tuple[Weight, int] | None:
    sign = sheet[at].text
    if sign not in ("+", "-") or not (found := _number(sheet, at + 1, exercise)):
        return None
    is_range = sheet[at].glued and sheet[at - 1].value is not None
    if sign == "-" and (is_range or not sheet[at + 1].glued):
        return None
    amount = abs(found[0].amount) * (1 if sign == "+" else -1)
    return Weight(amount, found[0].unit or unit, sure=True, on_body=True), found[1]


def _bar(sheet: Sheet, at: int, unit: Unit) -> tuple[Weight, int] | None:
    place = at
    while sheet[place].text in {"just", "the", "empty", "an"} and place < at + _MOST_BAR_WORDS:
        place += 1
    if sheet[place].text != "bar":
        return None
    return Weight(_BAR[unit], unit, sure=True), place + 1


def _plates(sheet: Sheet, at: int, exercise: Exercise | None, unit: Unit) -> tuple[Weight, int] | None:
    if sheet[at].text == "plate" and sheet[at - 1].value is None and sheet[at + 1].text in {"and", "+", "each", "per"}:
        return _plates_and_bar(sheet, at, Decimal(1), exercise, unit)
    count = Decimal(1) if sheet[at].text == "a" else sheet[at].value
    if count is None or sheet[at + 1].text not in words.PLATES or not 1 <= count <= _MOST_PLATES or count % 1:
        return None
    return _plates_and_bar(sheet, at + 1, count, exercise, unit)


def _plates_and_bar(sheet: Sheet, at: int, count: Decimal, exercise: Exercise | None, unit: Unit) -> tuple[Weight, int]:
    """*count* plates a side, and what else is named behind the word for them, which stands at *at*."""
    side, stop = _PLATE[unit] * count, _past_sides(sheet, at + 1)
    while extra := _extra_plate(sheet, stop):
        side, stop = side + extra[0], _past_sides(sheet, extra[1])
    bar = Decimal(0) if exercise and exercise.equipment is Equipment.MACHINE else _BAR[unit]
    return Weight(bar + 2 * side, unit, sure=True), stop


def _extra_plate(sheet: Sheet, at: int) -> tuple[Decimal, int] | None:
    """The plate in "and a 25", "+ 10", "plus 5": on each side."""
    if sheet[at].text not in {"and", "+", "plus"}:
        return None
    has_article, is_added = sheet[at + 1].text == "a", sheet[at].text == "plus"
    at += 1 + has_article
    value = sheet[at].value
    if (
        value is None
        or value > max(_PLATE.values())
        or (sheet[at + 1].text in words.TIMES and not (has_article or is_added))
    ):
        return None
    behind = sheet[at + 1]
    return value, at + 2 if behind.text in words.UNITS or (behind.text == "s" and behind.glued) else at + 1
