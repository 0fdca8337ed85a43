"""What cannot be: such a value is refused with a sentence, and never clamped or logged."""

from decimal import Decimal
from typing import Final

from bot.parse.facts import SaidSet
from knowledge.exercise import Exercise
from knowledge.heaviest import heaviest_kg
from knowledge.units import Load, Unit, plain
from knowledge.words import capital, words

MOST_REPS: Final = 100
MOST_SETS: Final = 20
MOST_NUMBERS: Final = 300  # in one message: a hundred sets; a longer paste would keep other chats waiting
TOO_MANY_NUMBERS: Final = words("That is more than I can read at once, so nothing is logged. Send it in parts.")
MOST_SLEEP_MINUTES: Final = 24 * 60
WORST: Final = 10  # of soreness, energy and stress
RPE: Final = (Decimal(1), Decimal(10))
HEAVIEST_BODY_KG: Final = 400
_SLIPPED_DIGITS: Final = 4  # a load of fewer is no slip


def set_refusal(said: SaidSet, exercise: Exercise | None) -> str | None:
    """Why the load, the reps or the number of *said* cannot be; None when they can."""
    what = _numbers(said)
    on = words(" on {lift}", lift=exercise.short) if exercise else ""
    is_lifted = exercise is not None and not exercise.bodyweight
    if said.load is not None and abs(said.load.kg) > heaviest_kg(exercise):
        return words("{what}{on}: {question}", what=what, on=on, question=_meant(said.load, heaviest_kg(exercise)))
    if said.load is not None and said.load.amount <= 0 and is_lifted:
        return words("{what}{on}: a load is more than 0. What was it?", what=what, on=on)
    if said.reps is not None and said.reps < 0:
        return words("{what}{on}: reps cannot be below 0. How many were they?", what=what, on=on)
    if said.reps is not None and said.reps > MOST_REPS:
        return words("{what}{on}: that is more than {most} reps. How many were they?", what=what, on=on, most=MOST_REPS)
    if not 1 <= said.sets <= MOST_SETS:
        return words("{sets} sets{on}: I log 1 to {most}. How many were they?", sets=said.sets, on=on, most=MOST_SETS)
    return None


def _numbers(said: SaidSet) -> str:
    if said.load is None:
        return words("{reps} reps", reps=said.reps)
    return str(said.load) if said.reps is None else f"{said.load} × {said.reps}"


def rpe_refusal(said: SaidSet) -> str | None:
    """Why its RPE cannot be; None when it can."""
    if said.rpe is None or RPE[0] <= said.rpe <= RPE[1]:
        return None
    return words("RPE {rpe}: the scale is 1 to 10. What was it?", rpe=plain(said.rpe))


def _meant(load: Load, most_kg: int) -> str:
    """What a slip makes of 1850 is 185, of 2255 is 225, of 405 kg is 405 lb."""
    guess = _slipped(abs(load.amount))
    if guess is not None and abs(Load(guess, load.unit).kg) <= most_kg:
        return words("did you mean {load}?", load=plain(guess))
    pounds = Load(load.amount, Unit.LB)
    if load.unit is Unit.KG and abs(pounds.kg) <= most_kg:
        return words("did you mean {load}?", load=pounds)
    return words("nobody has lifted that. What was it?")


def _slipped(amount: Decimal) -> Decimal | None:
    """*amount* of four digits or more without a last 0, or without one of the last two digits that are equal."""
    digits = plain(amount)
    if amount % 1 or len(digits) < _SLIPPED_DIGITS:
        return None
    if digits.endswith("0"):
        return amount / 10
    twice = next((at for at in reversed(range(1, len(digits))) if digits[at] == digits[at - 1]), None)
    return None if twice is None else Decimal(digits[:twice] + digits[twice + 1 :])


def sleep_refusal(minutes: Decimal) -> str | None:
    """Why somebody cannot have slept so long; None when he can."""
    if 0 <= minutes <= MOST_SLEEP_MINUTES:
        return None
    return words("{hours} hours of sleep: a day has 24. How many were they?", hours=plain(round(minutes / 60, 2)))


def score_refusal(name: str, score: int) -> str | None:
    """Why a score cannot be: *name* is soreness, energy or stress. None when it can."""
    return (
        None
        if 0 <= score <= WORST
        else words("{what} {score}: the scale is 0 to 10. What is it?", what=capital(name), score=score)
    )


def body_weight_refusal(load: Load) -> str | None:
    """Why somebody cannot weigh that; None when he can."""
    return None if load.kg <= HEAVIEST_BODY_KG else words("Body weight {load}: is that right? What was it?", load=load)
