"""One row of another app, judged: a set that can be logged, or why it is not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final, TypeAlias

from bot.imports.figures import number, rpe_of, seconds_of, whole_number
from bot.imports.names import exercise_of, is_assisted, is_no_lift
from bot.imports.sheet import FileLog, FileSet, Skipped
from bot.imports.table import Broken, Row
from knowledge.exercise import Exercise, Exercises
from knowledge.plates import HEAVIEST, MOST_HELP
from knowledge.units import Load, Unit
from storage.records import SetKind

MOST_REPS: Final = 1000
MOST_SETS: Final = 100
LONGEST_HOLD_SECONDS: Final = 24 * 60 * 60
_SHOWN: Final = 40  # characters of a cell that is shown to a lifter


When: TypeAlias = Callable[[str], datetime | None]


@dataclass(frozen=True, slots=True)
class Source:
    """What holds for a whole file."""

    app: str
    when: When  # reads its dates
    comma: bool  # it writes decimals with one
    guessed_unit: Unit | None  # None: it says what its loads are in


class Unloggable(ValueError):
    """What is wrong with a row, without its line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSet:
    """One set as a row of another app has it: every cell as text, empty where it says nothing."""

    line: int
    session: str
    began: str
    name: str
    weight: str
    unit: Unit
    reps: str
    seconds: str = ""
    distance: str = ""
    rpe: str = ""
    kind: SetKind = SetKind.WORK
    note: str = ""
    misses: bool = False  # True: no reps at all are a miss, and not a cell left empty


def log_of(source: Source, rows: Iterable[RowSet | Skipped], exercises: Exercises) -> FileLog:
    """All rows of a file, judged, in their order."""
    sets: list[FileSet] = []
    skipped: list[Skipped] = []
    unmapped: dict[str, int] = {}
    for row in rows:
        found = row if isinstance(row, Skipped) else _judged(row, exercises, source.when, source.comma)
        if isinstance(found, FileSet):
            sets.append(found)
            continue
        skipped.append(found)
        if found.is_unmapped and isinstance(row, RowSet):
            unmapped[row.name] = unmapped.get(row.name, 0) + 1
    return FileLog(
        app=source.app, sets=tuple(sets), skipped=tuple(skipped), unmapped=unmapped, guessed_unit=source.guessed_unit
    )


def as_skipped(broken: Broken) -> Skipped:
    return Skipped(broken.line, f"line {broken.line}: {broken.why}")


def shown(cell: str) -> str:
    """A cell as a lifter may read it: short, in one line, and without what a terminal would obey."""
    visible = "".join(sign if sign.isprintable() else " " for sign in cell[: _SHOWN + 1]).strip()
    return visible if len(visible) <= _SHOWN else visible[:_SHOWN].rstrip() + "…"


def first_of(row: Row, *columns: str) -> str:
    """The first of some columns that says anything."""
    return next((found for column in columns if (found := row.fields.get(column, ""))), "")


def _judged(row: RowSet, exercises: Exercises, when: When, comma: bool) -> FileSet | Skipped:
    try:
        id_ = exercise_of(row.name, exercises)
        if id_ is None or _is_done_without_load(row):
            return _other(row)
        return _set(row, exercises[id_], when, comma)
    except Unloggable as wrong:
        return Skipped(row.line, f"line {row.line}: {wrong}")


def _is_done_without_load(row: RowSet) -> bool:
    """A row of a machine that rolls or rows: a distance, and neither weight nor reps."""
    return bool(number(row.distance)) and not number(row.weight) and not number(row.reps)


def _other(row: RowSet) -> Skipped:
    if is_no_lift(row.name) or _is_done_without_load(row):
        return Skipped(row.line, f"{shown(row.name)}: only strength is logged", is_strength=False)
    if not row.name:
        return Skipped(row.line, f"line {row.line}: it names no exercise")
    return Skipped(row.line, f"line {row.line}: no exercise here is called {shown(row.name)!r}", is_unmapped=True)


def _set(row: RowSet, exercise: Exercise, when: When, comma: bool) -> FileSet:
    began_at = when(row.began)
    if began_at is None:
        raise Unloggable(f"the date {shown(row.began)!r} cannot be read")
    held = _held(row) if exercise.timed else None
    reps = 1 if held else _reps(row)
    return FileSet(
        line=row.line,
        session=row.session,
        began_at=began_at,
        name=row.name,
        exercise=exercise.id,
        load=_load(row, exercise, comma),
        reps=reps,
        rpe=rpe_of(row.rpe) if row.rpe else None,
        kind=row.kind if reps else SetKind.FAILED,
        hold_seconds=held,
        note=row.note,
        bodyweight=exercise.bodyweight,
    )


def _held(row: RowSet) -> int:
    seconds = seconds_of(row.seconds) if row.seconds else None
    if not seconds:
        raise Unloggable(f"{shown(row.name)} has no time")
    return checked_hold(seconds)


def checked_hold(seconds: int) -> int:
    if not 0 < seconds <= LONGEST_HOLD_SECONDS:
        raise Unloggable(f"{seconds} seconds is no time that anything is held")
    return seconds


def _reps(row: RowSet) -> int:
    if not row.reps:
        raise Unloggable("it has no reps")
    reps = whole_number(row.reps)
    if reps is None or not 0 <= reps <= MOST_REPS:
        raise Unloggable(f"{shown(row.reps)!r} is no number of reps")
    if reps == 0 and not row.misses:
        raise Unloggable("it has no reps")
    return reps


def _load(row: RowSet, exercise: Exercise, comma: bool) -> Load:
    amount = number(row.weight, decimal_comma=comma) if row.weight else Decimal(0)
    if amount is None:
        raise Unloggable(f"the weight {shown(row.weight)!r} is no number")
    if exercise.bodyweight and is_assisted(row.name):
        amount = -abs(amount)
    return checked_load(Load(amount, row.unit), exercise)


def checked_load(load: Load, exercise: Exercise) -> Load:
    """*load*, where *exercise* can be done with it. Raises Unloggable."""
    if load.amount <= 0 and not exercise.bodyweight:
        raise Unloggable(f"{load} is no load on {exercise.short}")
    if load.amount > HEAVIEST[load.unit] or load.amount < -MOST_HELP[load.unit]:
        raise Unloggable(f"{load} is more than anybody has lifted")
    return load
