"""What can take the place of an exercise for the question that is asked."""

from collections.abc import Collection
from dataclasses import replace

from agents.questions.question import Known
from agents.swaps import Swap, swaps
from knowledge.exercise import Equipment, Exercise, ExerciseId
from storage.records import Injury


def replacements(
    exercise: Exercise,
    known: Known,
    complaint: str | None = None,
    lacking: Collection[Equipment] = (),
    having: Collection[Equipment] = (),
) -> tuple[Swap, ...]:
    """Best first; what he says hurts, is not there or is all there is counts as if it stood in his profile.

    May be empty.
    """
    profile = known.profile
    if complaint is not None:
        profile = replace(profile, injuries=(*profile.injuries, Injury(complaint)))
    if having:
        profile = replace(profile, equipment=tuple(having))
    if lacking:
        has = profile.equipment or tuple(Equipment)
        left = tuple(one for one in has if one not in lacking)
        profile = replace(profile, equipment=left or (Equipment.BODYWEIGHT,))  # empty would mean a full gym
    return swaps(exercise, known.exercises, profile)


def swap_text(exercise: Exercise, on_stop: Collection[ExerciseId | None], known: Known) -> str:
    """The name of the best swap that is not stopped itself; "" where all is, or there is none."""
    if None in on_stop:
        return ""
    free = (one.exercise for one in replacements(exercise, known) if one.exercise not in on_stop)
    swap = next(free, None)
    return known.exercises[swap].name if swap else ""


def stopped_lifts(known: Known) -> frozenset[ExerciseId | None]:
    """The lifts that a warning sign stops; None among them: all of them."""
    return frozenset(flag.exercise for flag in known.flags if flag.cleared_at is None)
