"""FocusFlow's own exports, CSV and JSON: what they hold comes back as it was."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, TypeAlias

from bot.imports.dates import NOON
from bot.imports.figures import number, whole_number
from bot.imports.judged import (
    MOST_REPS,
    MOST_SETS,
    NAMELESS,
    Unloggable,
    as_skipped,
    checked_day,
    checked_hold,
    checked_load,
    no_unit,
    no_weight,
    of_row,
    shown,
    unknown,
    unmapped_of,
    unreadable_date,
)
from bot.imports.names import exercise_of
from bot.imports.notes import unguarded
from bot.imports.sheet import FileLog, FileReadiness, FileSet, NotALog, Skipped
from bot.imports.table import MOST_CHARACTERS, MOST_ROWS, Broken, Fields, Table
from knowledge.exercise import Exercise, ExerciseId, Exercises
from knowledge.units import Load, Unit
from knowledge.words import grouped, words
from storage.records import EnergyLevel, SetKind, Target

APP: Final = "FocusFlow"
COLUMNS: Final = frozenset({"date", "exercise", "weight", "unit", "reps", "sets", "kind"})
_RPE: Final = (Decimal(1), Decimal(10))
_TENTH: Final = Decimal("0.1")
_WORST: Final = 10
_MOST_SLEEP_MINUTES: Final = 24 * 60
_NO_LOG: Final = words("This JSON is none of my exports: it needs `sets`, a list with an object for each set.")

_Found: TypeAlias = FileSet | FileReadiness | Skipped


def read_own_csv(table: Table, exercises: Exercises, until: date) -> FileLog:
    """The sets of an export as CSV, with the columns of today or the fewer ones of an older version.

    Nothing in an export is later than *until*.
    """
    rows = table.rows()
    judged = (
        as_skipped(row) if isinstance(row, Broken) else _judged(row.fields, row.line, "line", exercises, until)
        for row in rows
    )
    return _log(judged, "line")


def read_own_json(text: str, exercises: Exercises, until: date) -> FileLog:
    """The sets and the readiness of an export as JSON; rows are counted in their list. Raises NotALog."""
    held = _held(text)
    return _log(_json_rows(held, exercises, until), "set")


def _held(text: str) -> Mapping[str, object]:
    if len(text) > MOST_CHARACTERS:
        raise NotALog(
            words(
                "The file is larger than {megabytes} MB, which no export of mine is.",
                megabytes=MOST_CHARACTERS // 1_000_000,
            )
        )
    try:
        held = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise NotALog(words("This looks like JSON, but it is broken; export it again.")) from None
    if not isinstance(held, dict) or not isinstance(held.get("sets"), list):
        raise NotALog(_NO_LOG)
    if len(held["sets"]) > MOST_ROWS:
        raise NotALog(
            words("The file has more than {most} sets, which no export of mine has.", most=grouped(MOST_ROWS))
        )
    return held


def _json_rows(held: Mapping[str, object], exercises: Exercises, until: date) -> Iterator[_Found]:
    for place, row in enumerate(_listed(held, "sets"), 1):
        yield _judged(_cells(row), place, "set", exercises, until)
    for place, row in enumerate(_listed(held, "readiness"), 1):
        yield _judged_readiness(_cells(row), place, until)


def _listed(held: Mapping[str, object], key: str) -> list[object]:
    found = held.get(key)
    return found if isinstance(found, list) else []


def _cells(row: object) -> dict[str, str]:
    """A row of JSON as CSV has it: text, empty for null. What is no object has no cells."""
    return {str(key): _cell(value) for key, value in row.items()} if isinstance(row, dict) else {}


def _cell(value: object) -> str:
    if value is None or value is False:
        return ""
    return "1" if value is True else _storable(str(value))


def _storable(text: str) -> str:
    """*text* without what a database cannot hold: NUL, and half of a surrogate pair, which JSON can spell."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _log(found: Iterable[_Found], row_word: str) -> FileLog:
    rows = list(found)
    skipped = tuple(row for row in rows if isinstance(row, Skipped))
    return FileLog(
        app=APP,
        row_word=row_word,
        sets=tuple(row for row in rows if isinstance(row, FileSet)),
        readiness=tuple(row for row in rows if isinstance(row, FileReadiness)),
        skipped=skipped,
        unmapped=unmapped_of(skipped),
    )


def _judged(cells: Fields, line: int, row_word: str, exercises: Exercises, until: date) -> FileSet | Skipped:
    name = cells.get("exercise", "")
    if not name:
        return Skipped(line, of_row(row_word, line, NAMELESS))
    id_ = ExerciseId(name) if name in exercises else exercise_of(name, exercises)
    if id_ is None:
        return Skipped(line, of_row(row_word, line, unknown(f"'{shown(name)}'")), unmapped=name)
    try:
        return _set(cells, line, exercises[id_], until, is_json=row_word == "set")
    except Unloggable as wrong:
        return Skipped(line, of_row(row_word, line, wrong.why))


def _set(cells: Fields, line: int, exercise: Exercise, until: date, *, is_json: bool) -> FileSet:
    on = _day(cells, until)
    said_at = _instant(cells, until)
    note, hold = cells.get("note", ""), cells.get("hold_seconds", "")
    is_added = exercise.bodyweight or bool(cells.get("bodyweight"))
    load = _load(cells, "")
    return FileSet(
        line=line,
        session=f"{APP}|{cells.get('said_at') or on}",
        began_at=datetime.combine(on, time(NOON)),
        name=cells["exercise"],
        exercise=exercise.id,
        load=load if is_added else checked_load(load, exercise, cells["exercise"]),
        reps=_count(cells, "reps", 0, MOST_REPS),
        sets=_count(cells, "sets", 1, MOST_SETS),
        rpe=_rpe(cells.get("rpe", "")),
        kind=_kind(cells),
        hold_seconds=checked_hold(_count(cells, "hold_seconds", 1, MOST_CHARACTERS)) if hold else None,
        planned=_planned(cells),
        note=note if is_json else _storable(unguarded(note)),
        on=on,
        said_at=said_at,
        bodyweight=is_added,
    )


def _day(cells: Fields, until: date) -> date:
    try:
        found = date.fromisoformat(cells.get("date", ""))
    except ValueError:
        raise unreadable_date(cells.get("date", "")) from None
    return checked_day(found, until)


def _instant(cells: Fields, until: date) -> datetime | None:
    """When it was said; None in an export of an older version."""
    text = cells.get("said_at", "")
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise _unreadable_time(text) from None
    if found.tzinfo is None:
        raise _unreadable_time(text)
    checked_day(found.date(), until)
    return found


def _unreadable_time(text: str) -> Unloggable:
    return Unloggable(words("the time {cell} cannot be read", cell=repr(shown(text))))


def _load(cells: Fields, of: str) -> Load:
    weight, unit = cells.get(f"{of}weight", ""), cells.get(f"{of}unit", "")
    amount = number(weight)
    if amount is None:
        raise Unloggable(no_weight(weight))
    if unit not in set(Unit):
        raise Unloggable(no_unit(unit))
    return Load(amount, Unit(unit))


def _planned(cells: Fields) -> Target | None:
    if not cells.get("planned_weight"):
        return None
    return Target(_load(cells, "planned_"), _count(cells, "planned_reps", 0, MOST_REPS))


def _count(cells: Fields, name: str, least: int, most: int) -> int:
    text = cells.get(name, "")
    count = whole_number(text)
    if count is None or not least <= count <= most:
        raise Unloggable(words("{cell} is no number of {what}", cell=repr(shown(text)), what=name.replace("_", " ")))
    return count


def _count_or_none(cells: Fields, name: str, most: int) -> int | None:
    return _count(cells, name, 0, most) if cells.get(name) else None


def _rpe(text: str) -> Decimal | None:
    if not text:
        return None
    found = number(text)
    if found is None or not _RPE[0] <= found <= _RPE[1] or found % _TENTH:
        raise Unloggable(words("the RPE {cell} is not on its scale", cell=repr(shown(text))))
    return found


def _kind(cells: Fields) -> SetKind:
    text = cells.get("kind", "")
    if text not in set(SetKind):
        raise Unloggable(words("{cell} is no kind of set", cell=repr(shown(text))))
    return SetKind(text)


def _judged_readiness(cells: Fields, place: int, until: date) -> FileReadiness | Skipped:
    try:
        on = _day(cells, until)
        return FileReadiness(
            line=place,
            on=on,
            said_at=_instant(cells, until) or datetime.combine(on, time(NOON)),
            sleep_minutes=_count_or_none(cells, "sleep_minutes", _MOST_SLEEP_MINUTES),
            soreness=_count_or_none(cells, "soreness", _WORST),
            soreness_site=cells.get("soreness_site") or None,
            energy=_energy(cells),
            stress=_count_or_none(cells, "stress", _WORST),
            body_weight=_body_weight(cells.get("body_weight", "")),
        )
    except Unloggable as wrong:
        return Skipped(place, words("readiness {line}: {why}", line=place, why=wrong.why))


def _energy(cells: Fields) -> int | EnergyLevel | None:
    text = cells.get("energy", "")
    return EnergyLevel(text) if text in set(EnergyLevel) else _count_or_none(cells, "energy", _WORST)


def _body_weight(text: str) -> Load | None:
    amount, _, unit = text.partition(" ")
    return _load({"weight": amount, "unit": unit}, "") if text else None
