"""What a correction makes of a set: 195, 6 reps, rpe 9, front squat, kg, a warm-up."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.parse import words
from bot.parse.effort import effort_at
from bot.parse.facts import SaidSet
from bot.parse.names import Mention
from bot.parse.sheet import Sheet
from bot.parse.warmups import warm_words
from bot.parse.weights import HEAVIER_THAN_SETS, weight_at
from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit
from storage.records import SetKind


@dataclass(slots=True)
class Patch:
    """The one set that is put right, as far as was said; None: unchanged."""

    exercise: ExerciseId | None = None
    load: Load | None = None
    reps: int | None = None
    sets: int | None = None
    rpe: Decimal | None = None
    unit: Unit | None = None  # said alone: that was kg
    is_warm_up: bool = False

    def said(self) -> SaidSet | None:
        """The patch as a set; None where nothing but the unit was said."""
        if (self.exercise, self.load, self.reps, self.sets, self.rpe, self.is_warm_up) == (None,) * 5 + (False,):
            return None
        return SaidSet(
            exercise=self.exercise,
            load=self.load,
            reps=self.reps,
            sets=self.sets or 1,
            rpe=self.rpe,
            kind=SetKind.WARMUP if self.is_warm_up else SetKind.WORK,
        )


def read_patch(sheet: Sheet, start: int, named: Sequence[Mention], unit: Unit) -> Patch:
    """What stands from *start* on, value by value; its tokens are taken. Of two loads the later counts."""
    patch, names, at = Patch(), {mention.start: mention for mention in named}, start
    for begin, stop in warm_words(sheet):
        patch.is_warm_up = True
        sheet.take(begin, stop)
    load_from, load_to = start, start
    while at < len(sheet):
        before = patch.load
        stop = _next(patch, sheet, at, names.get(at), unit)
        if stop > at:
            sheet.take(at, stop)
        if patch.load is not before:
            sheet.give_back(load_from, load_to)  # 205 oops meant 195: no number is lost
            load_from, load_to = at, stop
        at = max(stop, at + 1)
    return patch


def _next(patch: Patch, sheet: Sheet, at: int, name: Mention | None, unit: Unit) -> int:
    """Put what is said at *at* into *patch*; the place behind it, *at* itself when nothing is."""
    value, behind = sheet[at].value, sheet[at + 1].text
    if name and sheet.is_free(at):
        patch.exercise = name.ids[0]
        return name.stop
    if rated := effort_at(sheet, at):
        patch.rpe = rated[0].rpe
        return rated[1]
    if sheet[at].text in {"+", "-"} and (signed := weight_at(sheet, at, None, unit)):
        patch.load = signed[0].load(unit)
        return signed[1]
    if value is None:
        return _unit_or_filler(patch, sheet, at)
    if value % 1 == 0 and behind in words.SETS | words.REPS:
        if behind in words.SETS:
            patch.sets = int(value)
        else:
            patch.reps = int(value)
        return at + 2
    return _load_or_reps(patch, sheet, at, unit)


def _unit_or_filler(patch: Patch, sheet: Sheet, at: int) -> int:
    if (said := words.UNITS.get(sheet[at].text)) is not None:
        patch.unit = said
        return at + 1
    return at + (sheet[at].text in {"for", "at", "to", "it", "was", "on"})


def _load_or_reps(patch: Patch, sheet: Sheet, at: int, unit: Unit) -> int:
    found = weight_at(sheet, at, None, unit)
    is_pair = sheet[at + 1].text == "s" and sheet[at + 1].glued  # 30s: dumbbells
    value = sheet[at].value or Decimal(0)
    if is_pair:
        patch.load = Load(value, unit)
        return at + 2
    if not found:
        return at
    if found[0].sure or value > HEAVIER_THAN_SETS or value % 1:
        patch.load = found[0].load(unit)
    else:
        patch.reps = int(value)
    return found[1]
