"""PR offers of a simulated chat: what was named, whether it was tried and made, and what could have been named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from math import log
from statistics import NormalDist
from typing import Final

from agents.plan import Offer
from knowledge.strength import maximum_from
from knowledge.units import KG_PER_LB
from learning.simulator.lifter import Condition, SetDone, do_set
from learning.simulator.seen import Seen
from storage.records import Prediction, RowId, Style, UserId

TRIED: Final = 0.7  # chance that a target is tried in a session of its week
RECORD_REPS: Final = 3  # from fives the next heavier thing is a triple
FAIR_CHANCE: Final = 0.6
STEP_KG: Final = float(KG_PER_LB) * 2.5


@dataclass(frozen=True, slots=True)
class Attempt:
    probability: float  # as it was shown
    made: bool


def predicted(seen: Seen, offer: Offer, lifter: UserId) -> Prediction:
    """An offer as the row that the chat would keep."""
    return Prediction(
        id=RowId(f"{seen.exercise.id}:{seen.on}"),
        turn=RowId(""),
        user=lifter,
        exercise=seen.exercise.id,
        load=offer.load,
        reps=offer.reps,
        probability=offer.probability,
        forecast="",
        arm=Style.CONSERVATIVE,
        offered_at=datetime.combine(seen.on, time(19), UTC),
        due_on=offer.due_on,
    )


def is_open(prediction: Prediction, on: date) -> bool:
    return prediction.offered_at.date() <= on <= prediction.due_on


def attempt(prediction: Prediction, condition: Condition) -> SetDone:
    """The target as the first set of the day."""
    return do_set(condition, float(prediction.load.kg), prediction.reps, 0)


def is_missed_chance(best_kg: float, condition: Condition, expected_kg: float) -> bool:
    """Whether the smallest record of three reps had a fair chance that day, which the chat could have named.

    *best_kg* is the best estimated 1RM on record; *expected_kg* the strength of the day without its luck.
    """
    load_kg = best_kg / (maximum_from(1.0, RECORD_REPS) or 1.0) + STEP_KG
    need = load_kg * (1 + RECORD_REPS / (condition.rep_curve * condition.reps_share))
    chance = NormalDist(log(expected_kg), condition.world.day_noise).cdf(log(need))
    return 1 - chance >= FAIR_CHANCE


def best_e1rm_kg(sets: Sequence[SetDone]) -> float:
    """What the best of *sets* speaks for, in kg; 0 where none does."""
    return max((maximum_from(done.load_kg, done.reps) or 0.0 for done in sets), default=0.0)
