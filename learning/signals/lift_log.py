"""A lift as it was trained and prescribed, laid out so that what came before and behind a prescription is found."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from knowledge.exercise import ExerciseId
from storage.records import Entry, Prescription, SetKind, row_id


@dataclass(frozen=True, slots=True)
class LiftLog:
    """The work sets of one lift by day, and its prescriptions, both oldest first. Warm-ups and holds are left out."""

    days: Mapping[date, tuple[Entry, ...]]
    dates: tuple[date, ...]
    prescriptions: tuple[Prescription, ...]

    def behind(self, prescription: Prescription) -> tuple[Entry, ...]:
        """The sets of its own day that came after it."""
        return tuple(entry for entry in self.days.get(prescription.on, ()) if not is_before(entry, prescription))

    def before(self, prescription: Prescription) -> tuple[Entry, ...]:
        """The sets of the last day that were on record when it was made; empty where there were none."""
        for on in reversed(self.dates[: bisect_right(self.dates, prescription.on)]):
            if known := tuple(entry for entry in self.days[on] if is_before(entry, prescription)):
                return known
        return ()

    def next_day(self, after: date, within_days: int) -> tuple[Entry, ...]:
        """The sets of the first training day after *after*; empty where it is more than so many days behind it."""
        at = bisect_right(self.dates, after)
        found = self.dates[at] if at < len(self.dates) else None
        return self.days[found] if found and found - after <= timedelta(days=within_days) else ()

    def between(self, first: date, last: date) -> Iterator[Entry]:
        """The sets of these days, both included."""
        for on in self.dates[bisect_left(self.dates, first) : bisect_right(self.dates, last)]:
            yield from self.days[on]

    def newer(self, prescription: Prescription) -> Sequence[Prescription]:
        """Those that were made after it, oldest first."""
        at = bisect_right(self.prescriptions, prescription.made_at, key=attrgetter("made_at"))
        return [one for one in self.prescriptions[at:] if one.id != prescription.id]


def is_before(entry: Entry, prescription: Prescription) -> bool:
    """Whether a set was told before a prescription was made: with the same message, or earlier."""
    return entry.said_at <= prescription.made_at or row_id("turn", entry.source) == prescription.turn


def lift_logs(entries: Iterable[Entry], prescriptions: Iterable[Prescription]) -> Mapping[ExerciseId, LiftLog]:
    """A log for every lift that was trained or prescribed."""
    sets: dict[ExerciseId, list[Entry]] = defaultdict(list)
    plans: dict[ExerciseId, list[Prescription]] = defaultdict(list)
    for entry in entries:
        if entry.lift.kind is not SetKind.WARMUP and entry.lift.hold_seconds is None:
            sets[entry.lift.exercise].append(entry)
    for prescription in prescriptions:
        plans[prescription.exercise].append(prescription)
    return {lift: _lift_log(sets[lift], plans[lift]) for lift in {*sets, *plans}}


def _lift_log(entries: list[Entry], prescriptions: list[Prescription]) -> LiftLog:
    days: dict[date, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: (entry.on, entry.said_at, entry.place)):
        days[entry.on].append(entry)
    return LiftLog(
        {on: tuple(own) for on, own in days.items()},
        tuple(days),
        tuple(sorted(prescriptions, key=attrgetter("made_at"))),
    )
