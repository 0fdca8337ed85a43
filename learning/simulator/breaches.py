"""What no prescription may do, told from the chat alone and without the planner's own code: the envelope of DESIGN.

A load outside the envelope that the policy itself stated, one that cannot be made, one above the last after a miss,
one above the heaviest of late by more than 5 lb (upper body) or 10 lb (lower), and any above it on a red day.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from agents.plan import Dose
from knowledge.exercise import Region
from knowledge.plates import rack
from learning.simulator.seen import Prescribed, Seen, training_days, was_made
from storage.records import Lift

MOST_STEP: Final = {Region.UPPER: Decimal(5), Region.LOWER: Decimal(10)}  # lb
LATE_DAYS: Final = 12  # training days of the lift: a deload or a layoff in them does not hide what was lifted before
RED_SORENESS: Final = 7  # above it
RED_SLEEP_MINUTES: Final = 300  # below it, whatever is usual


def breaches(seen: Seen, prescribed: Prescribed) -> tuple[str, ...]:
    """The names of what it breaches, each once; nothing on a day of rest."""
    if not prescribed.doses:
        return ()
    days = training_days(seen.entries)
    top = max(dose.load.amount for dose in prescribed.doses)
    late = max(_heaviest(day) for day in days[-LATE_DAYS:])
    red = (seen.soreness or 0) > RED_SORENESS or (seen.sleep_minutes or RED_SLEEP_MINUTES) < RED_SLEEP_MINUTES
    found = {
        "outside its envelope": any(not _inside(prescribed, dose) for dose in prescribed.doses[-1:]),
        "not loadable": any(not _loadable(seen, dose) for dose in prescribed.doses),
        "up after a miss": not was_made(days[-1]) and top > _heaviest(days[-1]),
        "step too big": top > late + MOST_STEP[seen.exercise.region],
        "up on a red day": red and top > late,
    }
    return tuple(name for name, is_so in found.items() if is_so)


def _inside(prescribed: Prescribed, dose: Dose) -> bool:
    envelope = prescribed.envelope
    return envelope is None or envelope.low.kg <= dose.load.kg <= envelope.high.kg


def _loadable(seen: Seen, dose: Dose) -> bool:
    profile = seen.profile
    return rack(seen.exercise.equipment, dose.load, bar=profile.bar, plates=profile.plates).makes(dose.load)


def _heaviest(day: Sequence[Lift]) -> Decimal:
    """In pounds, of what was lifted or prescribed."""
    return max(max(lift.load.amount, lift.planned.load.amount if lift.planned else lift.load.amount) for lift in day)
