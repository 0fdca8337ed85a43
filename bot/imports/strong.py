"""Strong: with "," or ";", with the unit in the column's name, in a column of its own, or nowhere."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.imports.judged import RowSet, as_skipped, first_of, log_of
from bot.imports.sheet import FileLog, ReadAs, Skipped
from bot.imports.table import Broken, Row, Table
from bot.imports.whole import source_of, unit_named, units_of, workout_notes
from knowledge.exercise import Exercises
from knowledge.units import Unit
from knowledge.words import words
from storage.records import SetKind

APP: Final = "Strong"
COLUMNS: Final = frozenset({"date", "exercise name", "set order"})
_WARMUP: Final = "w"
_FAILURE: Final = "f"
_NO_SETS: Final = {
    "rest timer": words("rest timers are not logged"),
    "note": words("notes beside the sets are not logged"),
}
_WEIGHTS: Final = {
    "weight (kg)": Unit.KG,
    "weight (kgs)": Unit.KG,
    "weight (lbs)": Unit.LB,
    "weight (lb)": Unit.LB,
    "kg": Unit.KG,
    "lb": Unit.LB,
    "lbs": Unit.LB,
}
_AT_FAILURE: Final = "10"  # RPE: no rep was left, by what the scale means


def read_strong(table: Table, exercises: Exercises, read_as: ReadAs) -> FileLog:
    """Every row."""
    rows = list(table.rows())
    units = units_of(table, rows, _WEIGHTS, read_as.unit)
    source = source_of(APP, table, rows, read_as, "date", units)
    source = replace(source, workout_notes=workout_notes(rows, "workout notes", "date", "workout name"))
    return log_of(source, _sets(rows, units.blank), exercises)


def _sets(rows: list[Row | Broken], unit: Unit | None) -> Iterator[RowSet | Skipped]:
    for row in rows:
        if isinstance(row, Broken):
            yield as_skipped(row)
        elif why := _NO_SETS.get(row.fields.get("set order", "").lower()):
            yield Skipped(row.line, why, is_strength=False)
        else:
            yield _set(row, unit)


def _set(row: Row, unit: Unit | None) -> RowSet:
    order = row.fields.get("set order", "").lower()
    weight, own = _weight(row, unit)
    rpe = row.fields.get("rpe", "")
    return RowSet(
        line=row.line,
        session=f"{APP}|{row.fields.get('date', '')}|{row.fields.get('workout name', '')}",
        began=row.fields.get("date", ""),
        name=row.fields.get("exercise name", ""),
        weight=weight,
        unit=own,
        unit_word=row.fields.get("weight unit", ""),
        reps=row.fields.get("reps", ""),
        seconds=row.fields.get("seconds", ""),
        distance=first_of(row, "distance", "distance (meters)", "km", "miles"),
        rpe=rpe or (_AT_FAILURE if order == _FAILURE else ""),
        kind=SetKind.WARMUP if order == _WARMUP else SetKind.WORK,
        note=row.fields.get("notes", ""),
        misses=order == _FAILURE,
    )


def _weight(row: Row, unit: Unit | None) -> tuple[str, Unit | None]:
    """The weight and what it is in: as its column says, as the column beside it says, or *unit*."""
    for column, own in _WEIGHTS.items():
        if weight := row.fields.get(column, ""):
            return weight, own
    return row.fields.get("weight", ""), unit_named(row.fields.get("weight unit", ""), unit)
