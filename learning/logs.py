"""Real logs to learn from and to test on: a file a lifter, each lift under the name that his app gives it.

Two machines that are one exercise to us have loads of their own; only the app's names keep them apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path

from bot.imports.entries import entries_of
from bot.imports.read import decode, read_file
from bot.imports.sheet import NotALog, ReadAs
from knowledge.exercise import Exercise, ExerciseId, Exercises
from knowledge.units import Unit
from storage.records import Entry, UserId, row_id


class BadLog(ValueError):
    """A file that cannot be used; the message says which and why, in one sentence."""


@dataclass(frozen=True, slots=True)
class LifterLog:
    lifter: UserId
    entries: tuple[Entry, ...]  # oldest first
    lifts: Mapping[ExerciseId, Exercise]  # by the app's name, which is the id here; what it is to us


def read_logs(files: Iterable[Path], exercises: Exercises, unit: Unit) -> list[LifterLog]:
    """The logs of files, and of the CSV files in folders. A lifter is called as his file, two of a name by their paths.

    Raises:
        BadLog: a file cannot be read, no reader knows it, or there is none.
    """
    paths = list(dict.fromkeys(path for file in files for path in _paths(file)))
    stems = [path.stem for path in paths]
    names = [path.stem if stems.count(path.stem) == 1 else str(path) for path in paths]
    return [_read(path, UserId(name), exercises, unit) for name, path in zip(names, paths, strict=True)]


def _paths(file: Path) -> list[Path]:
    if not file.is_dir():
        return [file]
    found = sorted(file.glob("*.csv"))
    if not found:
        raise BadLog(f"{file}: there is no CSV file in this folder; give it exports of Strong, Hevy or FitNotes.")
    return found


def _read(path: Path, lifter: UserId, exercises: Exercises, unit: Unit) -> LifterLog:
    try:
        log = read_file(decode(path.read_bytes()), exercises, ReadAs(unit=unit))
    except NotALog as failure:
        raise BadLog(f"{path}: {failure}") from failure
    except OSError as failure:
        raise BadLog(f"{path} cannot be read: {failure.strerror or failure}.") from failure
    lifts = {ExerciseId(done.name): exercises[done.exercise] for done in log.sets}
    named = tuple(replace(done, exercise=ExerciseId(done.name)) for done in log.sets)
    entries = entries_of(replace(log, sets=named), lifter, row_id(str(path)), UTC)  # only their days are looked at
    return LifterLog(lifter, tuple(sorted(entries, key=lambda entry: (entry.on, entry.said_at))), lifts)
