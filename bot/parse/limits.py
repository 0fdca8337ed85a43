"""What cannot be: such a value is refused with a sentence, and never clamped or logged."""

from decimal import Decimal
from typing import Final

from bot.parse.facts import SaidSet
from knowledge.exercise import Exercise
from knowledge.units import Load, plain

HEAVIEST_KG: Final = 700  # above any load that was ever lifted on a bar
MOST_REPS: Final = 100
MOST_SETS: Final = 20
MOST_SLEEP_MINUTES: Final = 24 * 60
WORST: Final = 10  # soreness and energy
RPE: Final = (Decimal(1), Decimal(10))
HEAVIEST_BODY_KG: Final = 400


def set_refusal(said: SaidSet, exercise: Exercise | None) -> str | None:
    """Why *said* cannot be; None when it can."""
    what = f"{said.reps} reps" if said.load is None else f"{said.load} × {said.reps}"
    on = f" on {exercise.short}" if exercise else ""
    is_lifted = exercise is not None and not exercise.bodyweight
    if said.load is not None and abs(said.load.kg) > HEAVIEST_KG:
        return f"{what}{on}: {_tenth(said.load)}"
    if said.load is not None and said.load.amount <= 0 and is_lifted:
        return f"{what}{on}: a load is more than 0. What was it?"
    if said.reps is not None and said.reps < 0:
        return f"{what}{on}: reps cannot be below 0. How many were they?"
    if said.reps is not None and said.reps > MOST_REPS:
        return f"{what}{on}: that is more than {MOST_REPS} reps. How many were they?"
    if not 1 <= said.sets <= MOST_SETS:
        return f"{said.sets} sets{on}: I log 1 to {MOST_SETS}. How many were they?"
    return None


def rpe_refusal(said: SaidSet) -> str | None:
    """Why its RPE cannot be; None when it can."""
    if said.rpe is None or RPE[0] <= said.rpe <= RPE[1]:
        return None
    return f"RPE {plain(said.rpe)}: the scale is 1 to 10. What was it?"


def _tenth(load: Load) -> str:
    amount = load.amount / 10
    is_plausible = amount % 1 == 0 and abs(load.kg) / 10 <= HEAVIEST_KG
    return f"did you mean {plain(amount)}?" if is_plausible else "nobody has lifted that. What was it?"


def sleep_refusal(minutes: Decimal) -> str | None:
    """Why somebody cannot have slept so long; None when he can."""
    if 0 <= minutes <= MOST_SLEEP_MINUTES:
        return None
    return f"{plain(round(minutes / 60, 2))} hours of sleep: a day has 24. How many were they?"


def score_refusal(name: str, score: int) -> str | None:
    """Why a soreness or an energy cannot be; None when it can."""
    return None if 0 <= score <= WORST else f"{name.capitalize()} {score}: the scale is 0 to 10. What is it?"


def body_weight_refusal(load: Load) -> str | None:
    """Why somebody cannot weigh that; None when he can."""
    return None if load.kg <= HEAVIEST_BODY_KG else f"Body weight {load}: is that right? What was it?"
