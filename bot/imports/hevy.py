"""Hevy: one row a set, with the workout repeated on each, and dates as the phone's language writes them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.imports.judged import RowSet, as_skipped, log_of
from bot.imports.sheet import FileLog, ReadAs, Skipped
from bot.imports.table import Broken, Row, Table
from bot.imports.whole import Units, source_of, workout_notes
from knowledge.exercise import Exercises
from knowledge.units import Unit
from storage.records import SetKind

APP: Final = "Hevy"
COLUMNS: Final = frozenset({"start_time", "exercise_title", "set_index"})
_WEIGHTS: Final = {"weight_kg": Unit.KG, "weight_lbs": Unit.LB, "weight_lb": Unit.LB}
_WARMUP: Final = "warmup"
_FAILURE: Final = "failure"
_AT_FAILURE: Final = "10"  # RPE: no rep was left, by what the scale means


def read_hevy(table: Table, exercises: Exercises, read_as: ReadAs) -> FileLog:
    """Every row. The unit of *read_as* counts only where the file has no weight column that says its own."""
    rows = list(table.rows())
    units = Units(read_as.unit, guessed=None if _WEIGHTS.keys() & set(table.columns) else read_as.unit)
    source = source_of(APP, table, rows, read_as, "start_time", units)
    source = replace(source, workout_notes=workout_notes(rows, "description", "start_time", "title"))
    return log_of(source, _sets(rows, read_as.unit), exercises)


def _sets(rows: list[Row | Broken], unit: Unit) -> Iterator[RowSet | Skipped]:
    noted: set[tuple[str, str]] = set()
    for row in rows:
        if isinstance(row, Broken):
            yield as_skipped(row)
            continue
        found = _set(row, unit)
        about = (found.session, found.name)
        yield replace(found, note="") if about in noted else found  # it stands on each set, and is kept with the first
        if found.note:
            noted.add(about)


def _set(row: Row, unit: Unit) -> RowSet:
    column = next((name for name in _WEIGHTS if name in row.fields), "weight")
    kind = row.fields.get("set_type", "").lower().replace("_", "").replace(" ", "")
    rpe = row.fields.get("rpe", "")
    return RowSet(
        line=row.line,
        session=f"{APP}|{row.fields.get('start_time', '')}|{row.fields.get('title', '')}",
        began=row.fields.get("start_time", ""),
        name=row.fields.get("exercise_title", ""),
        weight=row.fields.get(column, ""),
        unit=_WEIGHTS.get(column, unit),
        reps=row.fields.get("reps", ""),
        seconds=row.fields.get("duration_seconds", ""),
        distance=row.fields.get("distance_km", "") or row.fields.get("distance_miles", ""),
        rpe=rpe or (_AT_FAILURE if kind == _FAILURE else ""),
        kind=SetKind.WARMUP if kind == _WARMUP else SetKind.WORK,
        note=row.fields.get("exercise_notes", ""),
        misses=kind == _FAILURE,
    )
