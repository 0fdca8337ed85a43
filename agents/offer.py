"""Whether a PR is worth naming, and which."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from math import exp

from agents.forecast import form
from agents.plan import Dose, Offer
from agents.situation import Situation
from knowledge.rules import MOST_ABOVE, OFFER_CHANCE, OFFER_DAYS, SHOWN_CHANCE
from knowledge.strength import MOST_REPS, maximum_from, weight_for
from knowledge.units import Load
from storage.records import Entry, SetKind


def target_reps(reps: int) -> int:
    """The reps of a PR for who trains at *reps*: fewer, but near enough for the estimate to hold.

    From fives the next heavier thing is a triple, from eights a five, from triples a single; estimates between ranges
    of reps further apart disagree by 4-6 % on training logs.
    """
    if reps <= 3:
        return 1
    return 3 if reps <= 6 else 5


def offer(now: Situation, history: Sequence[Entry], dose: Dose) -> Offer | None:
    """The heaviest target with a fair chance; None after a session that was no hit, or where it would be no record.

    Never on a bodyweight move: without the body's own weight its load says too little.
    """
    if now.exercise.bodyweight or not now.last.hit or now.last.e1rm_kg is None:
        return None
    shape = form(now.exercise.id, history, now.today.on + timedelta(days=1))
    reps = target_reps(dose.reps)
    reach_kg = weight_for(exp(shape.level) * MOST_ABOVE, reps)
    limit_kg = Decimal(min(reach_kg, shape.load_kg(reps, OFFER_CHANCE)))
    load = now.rack.largest_at_most(dose.load.amount * limit_kg / dose.load.kg)
    if load is None or load.kg <= max(dose.load.kg, now.last.load.kg) or not _is_new(load, reps, now, history):
        return None
    probability = round(min(SHOWN_CHANCE, shape.chance(float(load.kg), reps)), 2)
    return Offer(load=load, reps=reps, probability=probability, due_on=now.today.on + timedelta(days=OFFER_DAYS))


def _is_new(load: Load, reps: int, now: Situation, history: Sequence[Entry]) -> bool:
    """Whether a target speaks for more strength than every set of the lift on record."""
    wanted = maximum_from(float(load.kg), reps)
    return wanted is not None and all(
        (maximum_from(float(entry.lift.load.kg), min(entry.lift.reps, MOST_REPS)) or 0) < wanted
        for entry in history
        if entry.lift.exercise == now.exercise.id and entry.lift.kind is not SetKind.WARMUP
    )
