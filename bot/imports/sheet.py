"""What a file of training says, before it is anybody's: the same for every format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit
from storage.records import EnergyLevel, SetKind, Target


class NotALog(ValueError):
    """No reader knows the file; the message says what it looks like and which apps are read, in one sentence."""

    @property
    def why(self) -> str:
        """That sentence, which can be said in another language."""
        found = self.args[0] if self.args else ""
        return found if isinstance(found, str) else str(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAs:
    """What a file does not say of itself."""

    unit: Unit  # of loads that name none
    until: date = date(2100, 12, 31)  # no workout is later: the day it was sent, and one more for the zones
    is_day_first: bool | None = None  # 03/04/2026 is in April; None: as the other dates of the file tell


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSet:
    """One set of a file, known to be an exercise of ours."""

    line: int  # in the file, 1 its first
    session: str  # names its workout inside the file: the same text whenever the same workout is exported again
    began_at: datetime  # of the workout, as the app's wall clock showed it: naive
    name: str  # of the exercise, as the file has it
    exercise: ExerciseId
    load: Load  # of a bodyweight move what is added, below 0 for assistance
    reps: int
    sets: int = 1
    rpe: Decimal | None = None
    kind: SetKind = SetKind.WORK
    hold_seconds: int | None = None
    planned: Target | None = None
    note: str = ""
    on: date | None = None  # the training day, where the file has it apart; None: the day of *began_at*
    said_at: datetime | None = None  # aware: when it was said, which only our own exports know
    bodyweight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReadiness:
    """One word on readiness; only our own exports have them."""

    line: int
    on: date
    said_at: datetime
    sleep_minutes: int | None = None
    soreness: int | None = None
    soreness_site: str | None = None
    energy: int | EnergyLevel | None = None
    stress: int | None = None
    body_weight: Load | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is not logged, and why: "runs are not logged", "line 12: the weight 'abc' is no number"."""

    line: int
    why: str
    is_strength: bool = True  # False: a run, a rest timer, a note
    unmapped: str = ""  # the name that no exercise of ours has, where nothing else is wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLog:
    """All that a file says, in its order. Every row of it is in *sets*, *readiness* or *skipped*."""

    app: str  # "Strong", "Hevy", "FitNotes", "FocusFlow"
    guessed_unit: Unit | None = None  # what loads were taken to be in, where the file does not say it
    filled_unit: Unit | None = None  # what a few loads were taken to be in, as all others of the file are
    unclear_date: str = ""  # one that is day or month first, where nothing tells which
    workout_notes: int = 0  # notes on whole workouts, which are not kept
    row_word: str = "line"  # what the *line* of its rows counts: "set" in JSON, where lines say nothing
    sets: tuple[FileSet, ...] = ()
    readiness: tuple[FileReadiness, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    unmapped: Mapping[str, int] = field(default_factory=dict)  # names that no exercise of ours has, with their rows
