"""From a file's sets to a lifter's entries, and which of them are new to his log."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from typing import TypeAlias

from bot.imports.sheet import FileLog, FileReadiness, FileSet
from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit
from storage.records import Entry, Lift, Readiness, RowId, SetKind, UserId, row_id

Key: TypeAlias = tuple[date, ExerciseId, Load, int, int, SetKind, int | None, int]
"""What a set was, and which of the equal sets of its day it is."""


def message_of(upload_id: RowId) -> str:
    """What names an import as a message, so that it is undone whole."""
    return f"import:{upload_id}"


def entries_of(log: FileLog, user: UserId, upload_id: RowId, zone: tzinfo) -> tuple[Entry, ...]:
    """The sets of *log* as entries, oldest first. *zone* is the lifter's, in which the app's clock was read.

    The source of each is named by its key, so that a file that is exported again, and a set that was put in between,
    change no other's; its place is the one in its workout.
    """
    places: Counter[str] = Counter()
    found = []
    for row in log.sets:
        found.append(_entry(row, user, upload_id, zone, places[row.session]))
        places[row.session] += 1
    found.sort(key=lambda entry: (entry.on, entry.said_at))
    keyed = zip(found, keys_of(found), strict=True)
    return tuple(replace(entry, source=row_id("import", user, *key)) for entry, key in keyed)


def readiness_of(log: FileLog, user: UserId, upload_id: RowId, zone: tzinfo) -> tuple[Readiness, ...]:
    """The readiness of *log*, in its order."""
    return tuple(_readiness(row, user, upload_id, zone) for row in log.readiness)


def keys_of(entries: Iterable[Entry], *, in_any_unit: bool = False) -> tuple[Key, ...]:
    """The key of each entry, in the same order. *in_any_unit*: 80 kg and 80 lb are the same.

    A workout has the same keys from whichever app and in whichever zone it is read, and so has one of our own exports.
    """
    seen: Counter[tuple[object, ...]] = Counter()
    return tuple(_numbered(entry, seen, in_any_unit) for entry in entries)


def new_of(entries: Sequence[Entry], known: Collection[Key], *, in_any_unit: bool = False) -> tuple[Entry, ...]:
    """Those of *entries* that are not on record; *known* are the keys of all that is, made with *in_any_unit*."""
    on_record, keys = frozenset(known), keys_of(entries, in_any_unit=in_any_unit)
    return tuple(entry for entry, key in zip(entries, keys, strict=True) if key not in on_record)


def new_readiness(rows: Sequence[Readiness], known: Iterable[Readiness]) -> tuple[Readiness, ...]:
    """Those of *rows* that are not on record: nothing else was said at that moment."""
    on_record = frozenset(row.said_at for row in known)
    return tuple(row for row in rows if row.said_at not in on_record)


def _numbered(entry: Entry, seen: Counter[tuple[object, ...]], in_any_unit: bool) -> Key:
    lift = entry.lift
    has_unit = lift.load.amount and not in_any_unit  # nothing added to the body is the same in both
    load = lift.load if has_unit else Load(lift.load.amount, Unit.KG)
    what = (entry.on, lift.exercise, load, lift.reps, lift.sets, lift.kind, lift.hold_seconds)
    seen[what] += 1
    return (*what, seen[what])


def _entry(row: FileSet, user: UserId, upload_id: RowId, zone: tzinfo, place: int) -> Entry:
    return Entry(
        user=user,
        source="",
        place=place,
        message=message_of(upload_id),
        said_at=row.said_at or _instant(row.began_at, zone),
        on=row.on or row.began_at.date(),
        lift=_lift(row),
        note=row.note,
    )


def _lift(row: FileSet) -> Lift:
    return Lift(
        exercise=row.exercise,
        load=row.load,
        reps=row.reps,
        sets=row.sets,
        rpe=row.rpe,
        kind=row.kind,
        bodyweight=row.bodyweight,
        planned=row.planned,
        hold_seconds=row.hold_seconds,
    )


def _readiness(row: FileReadiness, user: UserId, upload_id: RowId, zone: tzinfo) -> Readiness:
    return Readiness(
        user=user,
        source=row_id("import", user, upload_id, "readiness", row.line),
        message=message_of(upload_id),
        said_at=_instant(row.said_at, zone),
        on=row.on,
        sleep_minutes=row.sleep_minutes,
        soreness=row.soreness,
        soreness_site=row.soreness_site,
        energy=row.energy,
        stress=row.stress,
        body_weight=row.body_weight,
    )


def _instant(at: datetime, zone: tzinfo) -> datetime:
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
