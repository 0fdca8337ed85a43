"""What only all rows of a file together say: what its loads are in, and which notes are on whole workouts."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.imports.dates import dates_of
from bot.imports.judged import Source
from bot.imports.sheet import ReadAs
from bot.imports.table import Broken, Row, Table
from knowledge.units import Unit

_UNIT: Final = "weight unit"  # the column


@dataclass(frozen=True, slots=True)
class Units:
    """What the loads of a file are in."""

    blank: Unit | None  # where a row names none; None: some rows are in kg, and some in lb
    guessed: Unit | None = None  # as in FileLog
    filled: Unit | None = None  # as in FileLog


def source_of(
    app: str, table: Table, rows: Sequence[Row | Broken], read_as: ReadAs, dated: str, units: Units
) -> Source:
    """What holds for a file whose dates stand in the column *dated*."""
    when = dates_of((row.fields.get(dated, "") for row in rows if isinstance(row, Row)), read_as.is_day_first)
    return Source(
        app=app,
        when=when,
        comma=table.delimiter == ";",
        until=read_as.until,
        guessed_unit=units.guessed,
        filled_unit=units.filled,
    )


def units_of(table: Table, rows: Iterable[Row | Broken], columns: Collection[str], otherwise: Unit) -> Units:
    """*columns* are those whose name says a unit; *otherwise* counts where the whole file names none."""
    if _UNIT not in table.columns:
        return Units(otherwise, guessed=None if set(columns) & set(table.columns) else otherwise)
    words = [row.fields.get(_UNIT, "") for row in rows if isinstance(row, Row) and row.fields.get("weight")]
    named = {unit_named(word, None) for word in words} - {None}
    if not named:
        return Units(otherwise, guessed=None if all(words) else otherwise)
    own = named.pop() if len(named) == 1 else None
    return Units(own, filled=None if all(words) else own)


def unit_named(text: str, blank: Unit | None) -> Unit | None:
    """ "kgs" and "KG" are kilograms; *blank* where nothing is said, None where the word is no unit."""
    word = text.lower().rstrip(".").removesuffix("s")
    return Unit(word) if word in set(Unit) else None if word else blank


def workout_notes(rows: Sequence[Row | Broken], note: str, *workout: str) -> int:
    """How many workouts, told apart by the columns *workout*, have something in the column *note*."""
    noted = (row.fields for row in rows if isinstance(row, Row) and row.fields.get(note))
    return len({tuple(fields.get(column) for column in workout) for fields in noted})
