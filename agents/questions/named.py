"""Which lifts are a lifter's big ones, and which he does in the place of one that his log does not have."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Final

from agents.phrases import listed
from agents.questions.question import Known
from knowledge.exercise import Exercise, ExerciseId
from knowledge.programme import programmes
from knowledge.words import counted as of_number
from knowledge.words import words
from storage.records import Entry, SetKind

MOST_BIG: Final = 4
MOST_SIBLINGS: Final = 3


@cache
def main_lifts() -> frozenset[ExerciseId]:
    """The compound barbell lifts: those that some programme is for."""
    return frozenset(lift for one in programmes().values() for lift in one.lifts)


def by_weight(lifts: Iterable[ExerciseId], sets: Counter[ExerciseId]) -> list[ExerciseId]:
    """The main lifts first, then those with most sets."""
    return sorted(lifts, key=lambda lift: (lift not in main_lifts(), -sets[lift]))


def sets_of(entries: Iterable[Entry]) -> Counter[ExerciseId]:
    """How many sets each lift has."""
    counts: Counter[ExerciseId] = Counter()
    for entry in entries:
        if entry.lift.kind is not SetKind.WARMUP:
            counts[entry.lift.exercise] += entry.lift.sets
    return counts


def big_lifts(known: Known) -> list[ExerciseId]:
    """The lifts that an answer tells of where none is named: the main ones of his log, or else those with most sets."""
    done = [entry for entries in known.history.values() for entry in entries if entry.lift.hold_seconds is None]
    counts = sets_of(done)
    main = [lift for lift in by_weight(counts, counts) if lift in main_lifts()]
    return (main or by_weight(counts, counts))[:MOST_BIG]


def siblings_text(exercise: Exercise, known: Known, since: date | None = None) -> str:
    """What is nearly the same and is in the log: ``You do machine lateral raise (8 times)``; empty where nothing is."""
    near = set(_near(exercise, known))
    days = {(e.lift.exercise, e.on) for lift in near for e in known.history.get(lift, ()) if not since or e.on > since}
    counts = Counter(lift for lift, _ in days)
    names = [
        of_number("{lift} {count} time", "{lift} {count} times", count=count, lift=known.exercises[lift].short)
        for lift, count in counts.most_common(MOST_SIBLINGS)
    ]
    return words("Near it in your log: {lifts}.", lifts=listed(names)) if names else ""


def _near(exercise: Exercise, known: Known) -> list[ExerciseId]:
    """Those with its name in theirs, or of the same last word and muscle, and those that take its place elsewhere."""
    last = exercise.name.split()[-1]
    named = [
        one.id
        for one in known.exercises.values()
        if one.id != exercise.id and one.name.split()[-1] == last and one.muscles[:1] == exercise.muscles[:1]
    ]
    others = (id_ for _, ids in exercise.advice.by_equipment for id_ in ids if _is_alike(exercise, id_, known))
    return [*named, *(id_ for id_ in others if id_ not in main_lifts())]


def _is_alike(exercise: Exercise, other: ExerciseId, known: Known) -> bool:
    return other in known.exercises and known.exercises[other].muscles[:1] == exercise.muscles[:1]
