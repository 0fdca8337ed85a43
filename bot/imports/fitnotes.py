"""FitNotes, of Android and of iOS: one row a set, days without a time, and no reps at all where a set was missed."""

from collections.abc import Iterator
from typing import Final

from bot.imports.judged import RowSet, as_skipped, first_of, log_of
from bot.imports.sheet import FileLog, ReadAs, Skipped
from bot.imports.table import Broken, Row, Table
from bot.imports.whole import source_of, unit_named, units_of
from knowledge.exercise import Exercises
from knowledge.units import Unit

APP: Final = "FitNotes"
COLUMNS: Final = frozenset({"date", "exercise", "category"})
_WEIGHTS: Final = {
    "weight (kg)": Unit.KG,
    "weight (kgs)": Unit.KG,
    "weight (lbs)": Unit.LB,
    "weight (lb)": Unit.LB,
}


def read_fitnotes(table: Table, exercises: Exercises, read_as: ReadAs) -> FileLog:
    """Every row."""
    rows = list(table.rows())
    units = units_of(table, rows, _WEIGHTS, read_as.unit)
    source = source_of(APP, table, rows, read_as, "date", units)
    return log_of(source, _sets(rows, units.blank), exercises)


def _sets(rows: list[Row | Broken], unit: Unit | None) -> Iterator[RowSet | Skipped]:
    for row in rows:
        yield as_skipped(row) if isinstance(row, Broken) else _set(row, unit)


def _set(row: Row, unit: Unit | None) -> RowSet:
    column = next((name for name in _WEIGHTS if row.fields.get(name)), "weight")
    began = " ".join(filter(None, (row.fields.get("date", ""), row.fields.get("start time", ""))))
    return RowSet(
        line=row.line,
        session=f"{APP}|{began}|",
        began=row.fields.get("date", ""),
        name=row.fields.get("exercise", ""),
        weight=row.fields.get(column, ""),
        unit=_WEIGHTS.get(column) or unit_named(row.fields.get("weight unit", ""), unit),
        unit_word=row.fields.get("weight unit", ""),
        reps=row.fields.get("reps", ""),
        seconds=row.fields.get("time", ""),
        distance=row.fields.get("distance", ""),
        note=first_of(row, "comment", "notes"),
        misses=True,
    )
