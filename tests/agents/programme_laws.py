"""Random lifters of the programmes, and what holds for all of them (``python -m tests.agents.programme_laws``).

Pytest does not collect this file. A case is made from the seed and its number alone.
"""

import argparse
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from typing import Final

from agents.plan import Action, Plan, Today
from agents.planner import plan, words
from agents.programmes.course import planned_target
from agents.situation import Situation, situation
from knowledge.programme import FREE, programmes
from knowledge.units import MILLI, Load, Unit
from storage.records import Entry, Lift, Profile, SetKind, Target, TrainingMax, UserId
from tests.agents.lifts import BENCH, CURL, DEADLIFT, PRESS, PULL_UP, SQUAT, TODAY
from tests.agents.planner_histories import Case
from tests.agents.planner_histories import case as free_case

LIFTS: Final = (BENCH, SQUAT, DEADLIFT, PRESS, CURL, PULL_UP)
PLATES: Final = ((), (), (), ("45", "25", "10", "5"), ("20", "10", "5", "2.5", "1.25", "0.5"), ("20",), ("45",))
GAPS: Final = (1, 2, 2, 3, 3, 4, 7, 12, 22, 40)
OUTCOMES: Final = ("hit",) * 8 + ("more", "short", "short", "failed", "light", "heavier", "free")
RED: Final = {"sleep_minutes": 240, "soreness": 8, "energy": None, "usual": None}
AVERAGE: Final = {"sleep_minutes": 420, "soreness": 5, "energy": None, "usual": None, "soreness_site": None}


def case(seed: int, number: int) -> Case:
    """Every other one did what was prescribed, more or less; the others have any history at all."""
    rng = random.Random(f"{seed}:{number}")
    if number % 2:
        found = free_case(seed, number)
        return replace(found, profile=_followed(rng, found, found.profile), promised=None)
    lift, unit = rng.choice(LIFTS), rng.choice((Unit.LB, Unit.KG))
    plates = tuple(Load(Decimal(plate), unit) for plate in rng.choice(PLATES))
    start = Case(
        lift=lift,
        profile=Profile(unit=unit, plates=plates, readiness_on=rng.random() < 0.85),
        history=(),
        today=Today(on=TODAY),
    )
    return _walked(rng, replace(start, profile=_followed(rng, start, start.profile)))


def _followed(rng: random.Random, found: Case, profile: Profile) -> Profile:
    chosen = rng.choice([name for name in programmes() if name != FREE])
    named = TrainingMax(found.lift.id, Load(Decimal(rng.randint(5, 250)), profile.unit))
    return replace(
        profile,
        programme=chosen,
        programme_from=rng.choice((None, TODAY - timedelta(days=rng.choice((0, 3, 30, 400))))),
        training_maxes=(named,) if rng.random() < 0.3 else (),
    )


def _walked(rng: random.Random, found: Case) -> Case:
    gaps = [rng.choice(GAPS) if rng.random() < 0.3 else 2 for _ in range(rng.choice((1, 2, 3, 5, 8, 14)))]
    on = TODAY - timedelta(days=sum(gaps))
    first = _lift(found, Load(Decimal(rng.randint(4, 120)) * Decimal("2.5"), found.profile.unit), rng.choice((1, 5, 8)))
    found = _with(found, on, [first])
    for gap in gaps[1:]:
        on += timedelta(days=gap)
        found = _with(found, on, _done(rng, found, _asked(rng, found, on)))
    said = _said(rng, TODAY)
    return replace(found, today=said)


def _said(rng: random.Random, on: object) -> Today:
    bad = RED if rng.random() < 0.15 else {}
    return replace(Today(on=TODAY, sleep_minutes=rng.choice((None, 420, 500))), on=on, **bad)  # type: ignore[arg-type]


def _asked(rng: random.Random, found: Case, on: object) -> Plan:
    return plan(found.lift, found.profile, found.history, _said(rng, on))


def _done(rng: random.Random, found: Case, asked: Plan) -> list[Lift]:
    outcome, dose = rng.choice(OUTCOMES), asked.dose
    assert dose is not None
    rpe = rng.choice((None, *map(Decimal, ("6", "7", "8", "9", "10"))))
    if outcome == "free":
        return [replace(_lift(found, dose.load, rng.randint(1, 15)), rpe=rpe)]
    target = Target(dose.load, dose.reps)
    lifts = [replace(_lift(found, one.load, one.reps), planned=Target(one.load, one.reps)) for one in asked.lead_up]
    off = {"light": Decimal("0.8"), "heavier": Decimal("1.05")}.get(outcome, Decimal(1))
    load = Load(round(dose.load.amount * off / Decimal("2.5")) * Decimal("2.5"), dose.load.unit) if off != 1 else None
    top = replace(_lift(found, load or dose.load, dose.reps), planned=target, rpe=rpe, sets=dose.sets)
    if outcome == "more":
        return [*lifts, replace(top, reps=top.reps + rng.randint(1, 4))]
    if outcome in ("short", "failed"):
        kind = SetKind.FAILED if outcome == "failed" else SetKind.WORK
        last = replace(top, reps=max(0, top.reps - rng.randint(1, 3)), sets=1, kind=kind)
        return [*lifts, *([replace(top, sets=top.sets - 1)] if top.sets > 1 else []), last]
    return [*lifts, top]


def _lift(found: Case, load: Load, reps: int) -> Lift:
    return Lift(exercise=found.lift.id, load=load, reps=reps, sets=1, bodyweight=found.lift.bodyweight)


def _with(found: Case, on: object, lifts: list[Lift]) -> Case:
    said_at = datetime.combine(on, clock(18), UTC)  # type: ignore[arg-type]
    entries = (
        Entry(user=UserId("ann"), source=f"w:{on}", place=at, message=f"w:{on}", said_at=said_at, on=on, lift=lift)  # type: ignore[arg-type]
        for at, lift in enumerate(lifts)
    )
    return replace(found, history=(*found.history, *entries))


# ── laws ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def planned(found: Case, **said: object) -> Plan:
    return plan(found.lift, found.profile, found.history, replace(found.today, **said))  # type: ignore[arg-type]


def state(found: Case) -> Situation | None:
    return situation(found.lift, found.profile, found.history, found.today)


def can_be_loaded_and_is_inside_its_envelope(found: Case) -> None:
    asked, now = planned(found), state(found)
    if asked.dose is None:
        assert asked.envelope is None
        return
    assert now is not None
    assert asked.envelope is not None
    assert asked.envelope.low.kg <= asked.dose.load.kg == asked.envelope.high.kg
    assert all(now.rack.makes(one.load) for one in (*asked.lead_up, asked.dose))
    assert all(one.reps >= 1 and one.sets >= 1 for one in (*asked.lead_up, asked.dose))
    assert words(asked, found.lift)


def never_goes_up_after_a_miss_of_what_was_asked(found: Case) -> None:
    now, asked = state(found), planned(found)
    target = planned_target(now.last) if now else None
    if now is None or target is None or asked.dose is None or found.profile.programme == "texas_method":
        return  # there volume and recovery are over once they were tried
    at_it = [lift for lift in now.last.work if lift.load.kg == target.load.kg]
    if at_it and now.last.load.kg == target.load.kg and all(lift.reps < target.reps for lift in at_it):
        assert asked.action is not Action.INCREASE, (target, asked)


def never_goes_up_on_a_red_day(found: Case) -> None:
    red, fair = planned(found, **RED), planned(found, **AVERAGE)
    if found.profile.readiness_on and red.dose and fair.dose:
        assert red.action is not Action.INCREASE
        assert red.dose.load.kg <= fair.dose.load.kg
        assert red.dose.sets <= fair.dose.sets
        assert not red.dose.amrap


def a_bad_day_beside_a_cut_costs_the_dearer_of_the_two(found: Case) -> None:
    red, fair, now = planned(found, **RED), planned(found, **AVERAGE), state(found)
    if red.dose is None or fair.dose is None or now is None or fair.reasons[0].rule not in CUTS:
        return
    assert red.dose.load.kg >= min(fair.dose.load.kg, now.rack.round_down(now.last.load.amount * Decimal("0.95")).kg)


CUTS: Final = ("linear_reset",)


def is_the_same_twice_and_reads_nothing_ahead(found: Case) -> None:
    if found.history:
        ahead = replace(found.history[0], on=found.today.on + timedelta(days=1))
        assert planned(replace(found, history=(*found.history, ahead))) == planned(found)


def is_the_same_in_either_unit_within_a_plate_step(found: Case) -> None:
    """Of a first session that nothing was asked of: what follows goes by the steps of its own unit."""
    if len(found.history) != 1 or found.lift.bodyweight or found.profile.programme not in ("531", "texas_method"):
        return
    plain = replace(found, profile=replace(found.profile, plates=(), bar=None, training_maxes=(), loadings=()))
    plans = [planned(_in(plain, unit)) for unit in Unit]
    one, other = (each.dose for each in plans)
    if one and other and all(each.lead_up or found.profile.programme != "531" for each in plans):
        assert abs(one.load.kg - other.load.kg) <= Decimal("5.01"), plans


def _in(found: Case, unit: Unit) -> Case:
    (entry,) = found.history
    lift = replace(entry.lift, load=entry.lift.load.to(unit, MILLI), planned=None)
    return replace(found, profile=replace(found.profile, unit=unit), history=(replace(entry, lift=lift),))


def a_single_step_up_keeps_to_its_cap(found: Case) -> None:
    """Of the programmes that climb from the last load; the others go by shares of a maximum."""
    asked, now = planned(found), state(found)
    climbs = ("starting_strength", "stronglifts", "double_progression", "rpe_target")
    if asked.dose and now and asked.action is Action.INCREASE and found.profile.programme in climbs:
        most = Decimal("2.5") if now.rack.unit is Unit.KG else Decimal(5)
        more = asked.dose.load.amount - max(lift.load.to(now.rack.unit, MILLI).amount for lift in now.last.work)
        assert more <= most * (1 if found.lift.region.value == "upper" else 2) or now.last.light, (now.last, asked)


LAWS: tuple[Callable[[Case], None], ...] = (
    can_be_loaded_and_is_inside_its_envelope,
    never_goes_up_after_a_miss_of_what_was_asked,
    never_goes_up_on_a_red_day,
    a_bad_day_beside_a_cut_costs_the_dearer_of_the_two,
    is_the_same_twice_and_reads_nothing_ahead,
    is_the_same_in_either_unit_within_a_plate_step,
    a_single_step_up_keeps_to_its_cap,
)


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.agents.programme_laws", description=__doc__)
    options.add_argument("--count", type=int, default=3000, help="how many lifters")
    options.add_argument("--seed", type=int, default=1, help="another one makes other lifters")
    options.add_argument("--first", type=int, default=0, help="the number of the first one")
    given = options.parse_args()
    for number in range(given.first, given.first + given.count):
        found = case(given.seed, number)
        for law in LAWS:
            try:
                law(found)
            except Exception:
                sys.stdout.write(f"lifter {number} of seed {given.seed}: {law.__name__}\n{found}\n")
                raise
    sys.stdout.write(f"{given.count:,} lifters, no law broken.\n")


if __name__ == "__main__":
    main()
