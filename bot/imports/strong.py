"""Strong: with "," or ";", with the unit in the column's name, in a column of its own, or nowhere."""

from collections.abc import Iterator
from typing import Final

from bot.imports.dates import dates_of
from bot.imports.judged import RowSet, Source, as_skipped, first_of, log_of
from bot.imports.sheet import FileLog, Skipped
from bot.imports.table import Broken, Row, Table
from knowledge.exercise import Exercises
from knowledge.units import Unit
from storage.records import SetKind

APP: Final = "Strong"
COLUMNS: Final = frozenset({"date", "exercise name", "set order"})
_WARMUP: Final = "w"
_FAILURE: Final = "f"
_NO_SETS: Final = {"rest timer": "rest timers are not logged", "note": "notes beside the sets are not logged"}
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


def read_strong(table: Table, exercises: Exercises, unit: Unit) -> FileLog:
    """Every row. *unit* is what the weights are in where the file does not say it."""
    rows = list(table.rows())
    when = dates_of(row.fields.get("date", "") for row in rows if isinstance(row, Row))
    guessed = None if {*_WEIGHTS, "weight unit"} & set(table.columns) else unit
    return log_of(Source(APP, when, table.delimiter == ";", guessed), _sets(rows, unit), exercises)


def _sets(rows: list[Row | Broken], unit: Unit) -> Iterator[RowSet | Skipped]:
    for row in rows:
        if isinstance(row, Broken):
            yield as_skipped(row)
        elif why := _NO_SETS.get(row.fields.get("set order", "").lower()):
            yield Skipped(row.line, why, is_strength=False)
        else:
            yield _set(row, unit)


def _set(row: Row, unit: Unit) -> RowSet:
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
        reps=row.fields.get("reps", ""),
        seconds=row.fields.get("seconds", ""),
        distance=first_of(row, "distance", "distance (meters)", "km", "miles"),
        rpe=rpe or (_AT_FAILURE if order == _FAILURE else ""),
        kind=SetKind.WARMUP if order == _WARMUP else SetKind.WORK,
        note=row.fields.get("notes", ""),
        misses=order == _FAILURE,
    )


def _weight(row: Row, unit: Unit) -> tuple[str, Unit]:
    """The weight and what it is in: as its column says, as the column beside it says, or as the lifter counts."""
    for column, own in _WEIGHTS.items():
        if weight := row.fields.get(column, ""):
            return weight, own
    return row.fields.get("weight", ""), unit_named(row.fields.get("weight unit", ""), unit)


def unit_named(text: str, otherwise: Unit) -> Unit:
    """ "kgs" and "KG" are kilograms; *otherwise* where nothing known is said."""
    word = text.lower().removesuffix("s")
    return Unit(word) if word in set(Unit) else otherwise
