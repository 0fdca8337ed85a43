"""One row of another app, judged: a set that can be logged, or why it is not."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, TypeAlias

from bot.imports.dates import is_unclear
from bot.imports.figures import number, rpe_of, seconds_of, weight_and_unit, whole_number
from bot.imports.names import exercise_of, is_assisted, is_no_lift
from bot.imports.sheet import FileLog, FileSet, Skipped
from bot.imports.table import Broken, Row
from knowledge.exercise import Exercise, Exercises
from knowledge.plates import HEAVIEST, MOST_HELP
from knowledge.units import Load, Unit
from knowledge.words import words
from storage.records import SetKind

MOST_REPS: Final = 1000
MOST_SETS: Final = 100
LONGEST_HOLD_SECONDS: Final = 24 * 60 * 60
_FIRST_YEAR: Final = 1970  # what is older is a date that an app never set
_EITHER_FIRST: Final = " may have its day or its month first"
_SHOWN: Final = 40  # characters of a cell that is shown to a lifter


When: TypeAlias = Callable[[str], datetime | None]


@dataclass(frozen=True, slots=True)
class Source:
    """What holds for a whole file."""

    app: str
    when: When  # reads its dates
    comma: bool  # it writes decimals with one
    until: date  # no workout is later
    guessed_unit: Unit | None = None  # None: it says what its loads are in
    filled_unit: Unit | None = None  # as in FileLog
    workout_notes: int = 0


class Unloggable(ValueError):
    """What is wrong with a row, without its line."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


NO_REPS: Final = words("it has no reps")
NAMELESS: Final = words("it names no exercise")


def of_row(row_word: str, line: int, why: str) -> str:
    """*why* with its row: *row_word* is that of FileLog."""
    if row_word == "set":
        return words("set {line}: {why}", line=line, why=why)
    return words("line {line}: {why}", line=line, why=why)


def unknown(name: str) -> str:
    """*name* with its quotation marks."""
    return words("no exercise here is called {name}", name=name)


def unreadable_date(cell: str) -> Unloggable:
    return Unloggable(words("the date {cell} cannot be read", cell=repr(shown(cell))))


def no_weight(cell: str) -> str:
    return words("the weight {cell} is no number", cell=repr(shown(cell)))


def no_unit(cell: str) -> str:
    return words("the unit {cell} is neither kg nor lb", cell=repr(shown(cell)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSet:
    """One set as a row of another app has it: every cell as text, empty where it says nothing."""

    line: int
    session: str
    began: str
    name: str
    weight: str
    unit: Unit | None  # None: nothing that is known, or nothing at all in a file with both
    reps: str
    unit_word: str = ""  # as its cell has it
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
    unclear = ""
    for row in rows:
        found = row if isinstance(row, Skipped) else _judged(row, exercises, source)
        if isinstance(found, FileSet):
            sets.append(found)
            continue
        skipped.append(found)
        if isinstance(row, RowSet) and found.why.endswith(_EITHER_FIRST):
            unclear = unclear or shown(row.began)
    return FileLog(
        app=source.app,
        sets=tuple(sets),
        skipped=tuple(skipped),
        unmapped=unmapped_of(skipped),
        guessed_unit=source.guessed_unit if any(row.load.amount for row in sets) else None,
        filled_unit=source.filled_unit,
        unclear_date=unclear,
        workout_notes=source.workout_notes,
    )


def unmapped_of(skipped: Iterable[Skipped]) -> dict[str, int]:
    """The names that no exercise of ours has, with their rows."""
    return dict(Counter(row.unmapped for row in skipped if row.unmapped))


def as_skipped(broken: Broken) -> Skipped:
    return Skipped(broken.line, of_row("line", broken.line, broken.why))


def shown(cell: str) -> str:
    """A cell as a lifter may read it: short, in one line, and without what a terminal would obey."""
    visible = "".join(sign if sign.isprintable() else " " for sign in cell[: _SHOWN + 1]).strip()
    return visible if len(visible) <= _SHOWN else visible[:_SHOWN].rstrip() + "…"


def first_of(row: Row, *columns: str) -> str:
    """The first of some columns that says anything."""
    return next((found for column in columns if (found := row.fields.get(column, ""))), "")


def _judged(row: RowSet, exercises: Exercises, source: Source) -> FileSet | Skipped:
    try:
        id_ = exercise_of(row.name, exercises)
        if id_ is None or _is_done_without_load(row):
            return _other(row)
        return _set(row, _as_done(row, exercises[id_], exercises), source)
    except Unloggable as wrong:
        return Skipped(row.line, of_row("line", row.line, wrong.why))


def _as_done(row: RowSet, exercise: Exercise, exercises: Exercises) -> Exercise:
    """The form of *exercise* that is done with the body alone, where the row has no weight and we have such a form."""
    if exercise.bodyweight or number(weight_and_unit(row.weight)[0] or "0") != 0:
        return exercise
    alone = exercise_of(f"Bodyweight {row.name}", exercises)
    return exercises[alone] if alone and exercises[alone].bodyweight else exercise


def _is_done_without_load(row: RowSet) -> bool:
    """A row of a machine that rolls or rows: a distance, and neither weight nor reps."""
    return bool(number(row.distance)) and not number(row.weight) and not number(row.reps)


def _other(row: RowSet) -> Skipped:
    if is_no_lift(row.name) or _is_done_without_load(row):
        return Skipped(row.line, words("{name}: only strength is logged", name=shown(row.name)), is_strength=False)
    if not row.name:
        return Skipped(row.line, of_row("line", row.line, NAMELESS))
    return Skipped(row.line, of_row("line", row.line, unknown(repr(shown(row.name)))), unmapped=row.name)


def _set(row: RowSet, exercise: Exercise, source: Source) -> FileSet:
    began_at = _began_at(row, source)
    held = _held(row) if exercise.timed else None
    reps = 1 if held else _reps(row)
    return FileSet(
        line=row.line,
        session=row.session,
        began_at=began_at,
        name=row.name,
        exercise=exercise.id,
        load=_load(row, exercise, source.comma),
        reps=reps,
        rpe=rpe_of(row.rpe) if row.rpe else None,
        kind=row.kind if reps else SetKind.FAILED,
        hold_seconds=held,
        note=row.note,
        bodyweight=exercise.bodyweight,
    )


def _began_at(row: RowSet, source: Source) -> datetime:
    began_at = source.when(row.began)
    if began_at is None:
        if is_unclear(row.began):
            cell = repr(shown(row.began))
            raise Unloggable(words("the date {cell} may have its day or its month first", cell=cell))
        raise unreadable_date(row.began)
    checked_day(began_at.date(), source.until)
    return began_at


def checked_day(day: date, until: date) -> date:
    """*day*, where anybody can have trained on it. Raises Unloggable."""
    if day > until:
        raise Unloggable(words("{day} lies in the future", day=day.isoformat()))
    if day.year < _FIRST_YEAR:
        raise Unloggable(
            words("{day} is too long ago: nothing before {year} is logged", day=day.isoformat(), year=_FIRST_YEAR)
        )
    return day


def _held(row: RowSet) -> int:
    seconds = seconds_of(row.seconds) if row.seconds else None
    if not seconds:
        raise Unloggable(words("{name} has no time", name=shown(row.name)))
    return checked_hold(seconds)


def checked_hold(seconds: int) -> int:
    if not 0 < seconds <= LONGEST_HOLD_SECONDS:
        raise Unloggable(words("{seconds} seconds is no time that anything is held", seconds=seconds))
    return seconds


def _reps(row: RowSet) -> int:
    if not row.reps:
        raise Unloggable(NO_REPS)
    reps = whole_number(row.reps)
    if reps is None or not 0 <= reps <= MOST_REPS:
        raise Unloggable(words("{cell} is no number of reps", cell=repr(shown(row.reps))))
    if reps == 0 and not row.misses:
        raise Unloggable(NO_REPS)
    return reps


def _load(row: RowSet, exercise: Exercise, comma: bool) -> Load:
    weight, own = weight_and_unit(row.weight)
    amount = number(weight, decimal_comma=comma) if weight else Decimal(0)
    if amount is None:
        raise Unloggable(no_weight(row.weight))
    if exercise.bodyweight and is_assisted(row.name):
        amount = -abs(amount)
    return checked_load(Load(amount, own or _unit(row, amount)), exercise, row.name)


def _unit(row: RowSet, amount: Decimal) -> Unit:
    if row.unit is None and amount:
        unnamed = words("its weight has no unit, and other rows have kg and lb")
        raise Unloggable(no_unit(row.unit_word) if row.unit_word else unnamed)
    return row.unit or Unit.KG


def checked_load(load: Load, exercise: Exercise, name: str) -> Load:
    """*load*, where *exercise*, as the file names it, can be done with it. Raises Unloggable."""
    if load.amount == 0 and not exercise.bodyweight:
        raise Unloggable(words("{name} has no weight, and it is logged only with one", name=shown(name)))
    if load.amount < 0 and not exercise.bodyweight:
        raise Unloggable(words("{load} is no load on {name}", load=load, name=shown(name)))
    if load.amount > HEAVIEST[load.unit] or load.amount < -MOST_HELP[load.unit]:
        raise Unloggable(words("{load} is more than anybody has lifted", load=load))
    return load
