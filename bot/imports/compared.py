"""A file beside what stands in its lifter's log: what is new, and what new sets come to lie beside."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from typing import Final

from bot.imports.entries import entries_of, keys_of, message_of, new_of, new_readiness, readiness_of
from bot.imports.read import read_file
from bot.imports.sheet import FileLog, ReadAs
from knowledge.exercise import ExerciseId, Exercises
from storage.records import Entry, Readiness, RowId, Upload

_IMPORTED = message_of(RowId(""))


@dataclass(frozen=True, slots=True)
class Beside:
    """A day of a lift with other sets on record, that are not in the file."""

    on: date
    exercise: ExerciseId
    sets: int  # that the file adds
    is_said: bool  # some of the others were logged in the chat


@dataclass(frozen=True, slots=True)
class Standing:
    """What is on record already of the days and the sets of a file."""

    beside: tuple[Beside, ...] = ()  # by day
    in_other_unit: int = 0  # sets with the same numbers, in the unit that the file was not taken to be in


NOTHING: Final = Standing()


@dataclass(frozen=True, slots=True)
class Compared:
    """A file that was read, and what of it is not on record."""

    log: FileLog
    new: tuple[Entry, ...]
    new_readiness: tuple[Readiness, ...]
    standing: Standing


def compared(
    upload: Upload,
    is_day_first: bool | None,
    on_record: tuple[Sequence[Entry], Sequence[Readiness]],
    zone: tzinfo,
    exercises: Exercises,
) -> Compared:
    """What *upload* says beside all that is *on_record*, in the lifter's *zone*. Raises NotALog."""
    until = upload.offered_at.astimezone(zone).date() + timedelta(days=1)  # his phone may be in a later zone
    log = read_file(upload.text, exercises, ReadAs(unit=upload.unit, until=until, is_day_first=is_day_first))
    known, words = on_record
    found = entries_of(log, upload.user, upload.id, zone)
    in_any_unit = log.guessed_unit is not None
    new = new_of(found, keys_of(known, in_any_unit=in_any_unit), in_any_unit=in_any_unit)
    in_other_unit = len(new_of(found, keys_of(known))) - len(new) if in_any_unit else 0
    readiness = new_readiness(readiness_of(log, upload.user, upload.id, zone), words)
    return Compared(log, new, readiness, Standing(_beside(found, new, known, in_any_unit), in_other_unit))


def _beside(
    found: Sequence[Entry], new: Sequence[Entry], known: Sequence[Entry], in_any_unit: bool
) -> tuple[Beside, ...]:
    added = Counter((entry.on, entry.lift.exercise) for entry in new)
    said: dict[tuple[date, ExerciseId], bool] = {}
    there = [entry for entry in known if (entry.on, entry.lift.exercise) in added]
    for entry in new_of(there, keys_of(found, in_any_unit=in_any_unit), in_any_unit=in_any_unit):
        day = (entry.on, entry.lift.exercise)
        said[day] = said.get(day, False) or not entry.message.startswith(_IMPORTED)
    return tuple(Beside(*day, added[day], said[day]) for day in sorted(said))
