"""The policies that are compared: the planner as the chat calls it, the baselines, and an oracle that sees it all."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from agents.norms import usual
from agents.plan import Action, Dose, Offer, Plan, Today
from agents.planner import plan
from agents.rules_training import raise_promised
from knowledge.plates import rack
from knowledge.units import KG_PER_LB, Load, Unit
from learning.simulator.baselines import REPS, SETS, AlwaysUp, FiveThreeOne, Guide, Linear
from learning.simulator.lifter import Condition
from learning.simulator.seen import Policy, Prescribed, Seen
from learning.simulator.told import LIFTER
from storage.records import Prescription, row_id

BEFORE, AFTER = time(17), time(20)  # of the day: the sets are told at 18
OURS: Final = "planner"
ORACLE_RESERVE: Final = 1  # reps left in the last set: near enough to train fully, far enough not to fail


class Planner:
    """FocusFlow's planner, called as the chat calls it: with the day's words before the sets, and again after them.

    What it prescribed is remembered as rows, so that a raise that it promised stands the next time.
    """

    def __init__(self) -> None:
        self._newest_first: list[Prescription] = []

    def before(self, seen: Seen) -> Prescribed:
        found = self._planned(seen, BEFORE)
        doses = (*found.lead_up, found.dose) if found.dose else ()
        return Prescribed(doses=doses, envelope=found.envelope, offer=found.offer, deload=found.action is Action.DELOAD)

    def after(self, seen: Seen) -> Offer | None:
        return self._planned(seen, AFTER).offer

    def _planned(self, seen: Seen, at: time) -> Plan:
        today = Today(
            on=seen.on,
            sleep_minutes=seen.sleep_minutes,
            soreness=seen.soreness,
            usual=usual(seen.readiness, seen.on),
        )
        promised = raise_promised(self._newest_first, seen.on)
        found = plan(seen.exercise, seen.profile, seen.entries, today, seen.open_predictions, promised=promised)
        self._newest_first.insert(0, prescription_of(found, seen, datetime.combine(seen.on, at, UTC)))
        return found


def prescription_of(found: Plan, seen: Seen, at: datetime) -> Prescription:
    """What *found* leaves in the log."""
    return Prescription(
        id=row_id("prescription", seen.exercise.id, str(at)),
        turn=row_id("turn", seen.exercise.id, str(at)),
        user=LIFTER,
        exercise=seen.exercise.id,
        made_at=at,
        on=seen.on,
        action=found.action,
        rule=found.reasons[0].rule,
        load=found.dose.load if found.dose else None,
        reps=found.dose.reps if found.dose else 0,
        sets=found.dose.sets if found.dose else 0,
    )


def by_oracle(seen: Seen, condition: Condition) -> Prescribed:
    """The load that leaves a rep in the last set, from the truth of the day: what nobody can know."""
    reps = (REPS + ORACLE_RESERVE) / condition.reps_share
    kg = condition.strength_at(SETS - 1) / (1 + reps / condition.rep_curve)
    pounds = Decimal(kg) / KG_PER_LB
    bar = rack(seen.exercise.equipment, Load(round(pounds, 1), Unit.LB))
    return Prescribed(doses=(Dose(bar.round_down(pounds), REPS, SETS),))


POLICIES: Final[Mapping[str, Callable[[], Policy]]] = MappingProxyType(
    {OURS: Planner, "guide": Guide, "linear": Linear, "always up": AlwaysUp, "5/3/1": FiveThreeOne}
)
