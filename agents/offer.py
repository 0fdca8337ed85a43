"""Whether a PR is worth naming, and which."""

from datetime import timedelta
from decimal import Decimal
from math import exp

from agents.chances import because, chance, load_for
from agents.form import SHOWN_DAYS, Form
from agents.plan import Dose, Offer
from agents.sessions import Session
from agents.situation import Situation
from knowledge.population import load_population
from knowledge.rules import ALL_OUT_RPE, MOST_ABOVE, OFFER_CHANCE, OFFER_DAYS, SHOWN_CHANCE
from knowledge.strength import maximum_from, weight_for
from knowledge.units import Load
from storage.records import SetKind


def target_reps(reps: int) -> int:
    """The reps of a PR for who trains at *reps*: fewer, but near enough for the estimate to hold.

    From fives the next heavier thing is a triple, from eights a five, from triples a single; estimates between ranges
    of reps further apart disagree by 4-6 % on training logs.
    """
    if reps <= 3:
        return 1
    return 3 if reps <= 6 else 5


def offer(now: Situation, form: Form | None, dose: Dose) -> Offer | None:
    """The heaviest target with a fair chance; None where it would be no record, or was missed lately.

    None too after a session that was no hit, or all out. *form* has today's sets in it. Never on a bodyweight move:
    without the body's own weight its load says too little.
    """
    if form is None or now.exercise.bodyweight or dose.load.milli <= 0 or not _has_more(now.last):
        return None
    population = load_population()
    reps = target_reps(dose.reps)
    ground = min(form.level, form.shown(form.last.on))  # what is thought to be in reserve is none for a record
    reach_kg = weight_for(exp(ground) * MOST_ABOVE, reps)
    limit_kg = Decimal(min(reach_kg, load_for(form, reps, OFFER_CHANCE, population)))
    load = now.rack.largest_at_most(dose.load.amount * limit_kg / dose.load.kg)
    if load is None or load.kg <= max(dose.load.kg, now.last.load.kg) or not _is_new(load, reps, form):
        return None
    if _missed_lately(now, load, reps):
        return None
    probability = round(min(SHOWN_CHANCE, chance(form, float(load.kg), reps, population)), 2)
    return Offer(
        load=load,
        reps=reps,
        probability=probability,
        because=because(form, float(load.kg), reps),
        due_on=now.today.on + timedelta(days=OFFER_DAYS),
    )


def _has_more(last: Session) -> bool:
    all_out = last.rpe is not None and last.rpe >= ALL_OUT_RPE
    return last.hit and last.e1rm_kg is not None and not all_out


def _missed_lately(now: Situation, load: Load, reps: int) -> bool:
    """Whether fewer reps than these were all that a try at no more load brought."""
    lately = (session for session in now.sessions if (now.today.on - session.on).days <= SHOWN_DAYS)
    tried = (lift for session in lately for lift in session.work if lift.load.kg <= load.kg and lift.reps < reps)
    return any(lift.kind is SetKind.FAILED or (lift.planned and lift.reps < lift.planned.reps) for lift in tried)


def _is_new(load: Load, reps: int, form: Form) -> bool:
    """Whether a target speaks for more strength than every set of the lift on record."""
    wanted = maximum_from(float(load.kg), reps)
    return wanted is not None and all((maximum_from(kg, done) or 0) < wanted for kg, done in form.made)
