"""What holds for every history, as functions that fail where it does not. Numbers are written out, not looked up."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final, TypeVar

from agents.plan import Action, Plan, Today
from agents.planner import plan, words
from agents.situation import Situation, situation
from knowledge.exercise import ExerciseId, Region
from knowledge.units import MILLI, Load, Unit
from storage.records import Energy, EnergyLevel, Entry, Injury, Lift, Profile, SetKind, Target
from tests.agents.planner_histories import Case, promise

T = TypeVar("T")

LARGEST: Final = {
    (Region.UPPER, Unit.LB): (Decimal("1.03"), Decimal(5)),
    (Region.UPPER, Unit.KG): (Decimal("1.03"), Decimal("2.5")),
    (Region.LOWER, Unit.LB): (Decimal("1.04"), Decimal(10)),
    (Region.LOWER, Unit.KG): (Decimal("1.04"), Decimal(5)),
}
"""How far one step up may go: times the load, and so much more than it."""
ENERGIES: Final[Sequence[Energy]] = (10, 4, 3, EnergyLevel.LOW)  # as high, as high, low, as low
WELL: Final = {"danger": None, "cleared_today": False, "cleared_on": None}
AVERAGE: Final = {**WELL, "sleep_minutes": 420, "soreness": 5, "energy": None}
FRESH: Final = {**AVERAGE, "sleep_minutes": 500, "soreness": 1, "usual": None}


_LATEST: list[tuple[Case, Plan]] = []


def planned(case: Case) -> Plan:
    """Its plan; the last one is remembered, as laws ask for the same one by one."""
    if not (_LATEST and _LATEST[0][0] is case):
        found = plan(case.lift, case.profile, case.history, case.today, promised=case.promised)
        _LATEST[:] = [(case, found)]
    return _LATEST[0][1]


def on_a_day(case: Case, **said: object) -> Plan:
    """The plan, had he said something else of today."""
    return planned(replace(case, today=replace(case.today, **said)))  # type: ignore[arg-type]


def state(case: Case) -> Situation | None:
    return situation(case.lift, case.profile, case.history, case.today)


def weight(found: Plan) -> tuple[Decimal, int]:
    """Load in kg and sets: nothing at all is less than any load."""
    return (found.dose.load.kg, found.dose.sets) if found.dose else (Decimal(-1000), 0)


def never_more(plans: Sequence[Plan]) -> None:
    for better, worse in pairwise(plans):
        assert all(less <= more for less, more in zip(weight(worse), weight(better), strict=True))


# ── laws ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def is_inside_its_envelope_and_can_be_loaded(case: Case) -> None:
    found, now = planned(case), state(case)
    if found.dose is None:
        assert (found.envelope, found.offer) == (None, None)
        return
    assert now is not None
    assert found.envelope is not None
    assert found.envelope.low.kg <= found.dose.load.kg == found.envelope.high.kg
    for load in (found.dose.load, found.envelope.low, *([found.offer.load] if found.offer else [])):
        assert now.rack.makes(load)
    assert case.lift.bodyweight or found.dose.load.amount > 0
    assert found.dose.reps >= 1
    assert found.dose.sets >= 1


def never_goes_up_after_a_miss_or_a_lighter_day(case: Case) -> None:
    work = [entry for entry in case.history if entry.lift.kind is not SetKind.WARMUP]
    done = [entry.lift for entry in work if entry.on == work[-1].on]
    asked = max((each.planned for each in done if each.planned), key=lambda target: target.load.kg, default=None)
    made = asked is None or _every_set_made_at(done, asked)
    if done and (any(each.kind is SetKind.FAILED or each.reps == 0 for each in done) or not made):
        for found in (planned(case), on_a_day(case, **FRESH)):
            assert found.action is not Action.INCREASE
            assert found.offer is None


def _every_set_made_at(done: Sequence[Lift], asked: Target) -> bool:
    """Whether there is a load, of no less than was asked for, at which no set was short."""
    short = {each.load.kg for each in done if each.reps < asked.reps}
    return any(each.load.kg >= asked.load.kg and each.load.kg not in short for each in done)


def never_goes_up_on_a_red_day(case: Case) -> None:
    now, found = case.today, planned(case)
    short = now.sleep_minutes is not None and now.sleep_minutes < (300 if now.usual else 360)
    if now.danger or short or (now.soreness or 0) > 7:
        assert found.offer is None
        assert not found.pr_allowed
        assert "PR" not in words(found, case.lift)
        assert found.action is not Action.INCREASE or not case.profile.readiness_on
    if now.cleared_today or (now.cleared_on and not any(now.cleared_on < one.on < now.on for one in case.history)):
        assert (found.action is Action.INCREASE, found.offer) == (False, None)
    if now.danger:
        assert found.action is Action.REFER
    elif case.profile.readiness_on and (now.soreness or 0) >= 9:
        assert found.action is Action.REST


def never_goes_up_or_names_a_record_on_an_injury(case: Case) -> None:
    hurt = replace(case.profile, injuries=(Injury(f"bad {case.lift.sites[0]}"),))
    for readiness_on in (True, False):
        injured = replace(case, profile=replace(hurt, readiness_on=readiness_on))
        found = on_a_day(injured, **FRESH)
        assert found.action is not Action.INCREASE
        assert found.offer is None


def worse_readiness_never_gives_more(case: Case) -> None:
    never_more([on_a_day(case, sleep_minutes=slept) for slept in _two(case, (600, 425, 359, 299))])
    never_more([on_a_day(case, soreness=sore) for sore in _two(case, (1, 4, 6, 8, 9))])
    never_more([on_a_day(case, energy=energy) for energy in _two(case, ENERGIES)])


def _two(case: Case, values: Sequence[T]) -> Sequence[T]:
    """Two neighbours of *values*: others for another case, so that many cases see all of them."""
    at = (len(case.history) + (case.today.sleep_minutes or 0) + (case.today.soreness or 0)) % (len(values) - 1)
    return values[at : at + 2]


def a_higher_rpe_never_gives_more(case: Case) -> None:
    if case.history:
        never_more([planned(_rated(case, Decimal(rpe))) for rpe in _two(case, ("6", "7.5", "9", "9.5"))])


def _rated(case: Case, rpe: Decimal) -> Case:
    """The case with every set of the last session at that RPE."""
    last = case.history[-1].on
    rated = (replace(e, lift=replace(e.lift, rpe=rpe)) if e.on == last else e for e in case.history)
    return replace(case, history=tuple(rated))


def a_step_keeps_to_its_caps(case: Case) -> None:
    for found in (planned(case), on_a_day(case, **FRESH)):
        now = state(case)
        if found.action is Action.INCREASE and found.dose and now:
            done, load = now.last.load, found.dose.load
            share, amount = LARGEST[case.lift.region, load.unit]
            smallest = now.rack.next_up(done.amount)
            assert done.amount < load.amount <= done.amount + amount
            assert load.amount <= done.amount + abs(done.amount) * (share - 1) or load == smallest


def the_more_cautious_of_two_rules_cuts_and_not_both(case: Case) -> None:
    """A bad day beside a layoff, a reset or a deload costs as much as the dearer of the two, never their sum."""
    if case.profile.readiness_on and (case.today.soreness or 0) < 9:
        kept, now = planned(replace(case, profile=replace(case.profile, readiness_on=False))), state(case)
        found = planned(case)
        if found.dose and kept.dose and now:
            alone = now.rack.round_down(now.aim.amount - abs(now.aim.amount) / 20)
            assert found.dose.load.kg >= min(kept.dose.load.kg, alone.kg)
            assert found.dose.sets >= min(kept.dose.sets, round(now.sets * 0.8), max(1, now.sets - 1))


def doing_as_told_is_not_cut_again_that_day(case: Case) -> None:
    found = planned(case)
    is_bar = found.dose is not None and found.dose.load.kg > 25  # of a lighter one it is only guessed which bar it is
    if found.dose and is_bar and found.reasons[0].rule != "never_made":
        again = planned(_done(case, found, case.today))
        assert again.dose is None or again.dose.load.kg >= found.dose.load.kg


def one_bad_day_is_paid_for_once(case: Case) -> None:
    """A day cut for soreness and sleep and done as told is followed by the load that was cut."""
    found, now = planned(case), state(case)
    days_off = (case.today.on - case.history[-1].on).days if case.history else 0
    if now is None or not 1 <= days_off <= 10 or found.reasons[0].rule != "sore_short_sleep" or not now.last.hit:
        return
    before = on_a_day(case, **AVERAGE, usual=None)
    if before.action not in (Action.HOLD, Action.INCREASE) or before.reasons[0].rule == "deload_done":
        return
    if found.dose and found.dose.load.kg <= now.last.load.kg * Decimal("0.9"):
        return  # on plates so coarse that it cannot be told from a deload
    later = replace(case.today, on=case.today.on + timedelta(days=3))
    after = on_a_day(replace(_done(case, found, later), promised=None), **AVERAGE, usual=None)
    assert after.dose is not None
    assert after.dose.load.kg >= min(now.standing.load.kg, now.last.load.kg)


def _done(case: Case, found: Plan, today: Today) -> Case:
    """The case after what *found* prescribes was done, on *today*."""
    assert found.dose is not None
    dose = found.dose
    lift = Lift(
        exercise=case.lift.id,
        load=dose.load,
        reps=dose.reps,
        sets=dose.sets,
        bodyweight=case.lift.bodyweight,
        planned=Target(dose.load, dose.reps),
    )
    last = case.history[-1]
    said_at = last.said_at + (case.today.on - last.on) + timedelta(hours=1)
    entry = replace(last, source="done", message="done", place=0, on=case.today.on, said_at=said_at, lift=lift)
    return replace(case, history=(*case.history, entry), today=today)


def what_was_promised_stands_on_an_average_day(case: Case) -> None:
    if not case.history:
        return
    last = case.history[-1]
    whole = replace(case, profile=replace(case.profile, readiness_on=True), promised=None)
    then = on_a_day(whole, **FRESH, on=last.on)
    if then.action is not Action.INCREASE or then.dose is None:
        return
    made = promise(last, then.dose.load, then.action, last.said_at)
    made = replace(made, reps=then.dose.reps)
    for days in (1 + len(case.history) % 10,):
        later = on_a_day(
            replace(whole, promised=made), **AVERAGE, soreness_site=None, usual=None, on=last.on + timedelta(days=days)
        )
        assert (later.action, later.dose and later.dose.load) == (Action.INCREASE, then.dose.load)
        red = on_a_day(
            replace(whole, promised=made), **FRESH | {"sleep_minutes": 200}, on=last.on + timedelta(days=days)
        )
        assert red.action is Action.HOLD
        assert red.reasons[0].rule == "short_sleep"


def a_flag_and_an_offer_never_stand_together(case: Case) -> None:
    found = planned(case)
    assert not (found.flags and found.offer)
    if found.offer:
        assert found.pr_allowed
        assert found.dose is not None
        assert found.offer.load.kg > found.dose.load.kg
        assert 0.6 <= found.offer.probability <= 0.75


def is_a_function_of_what_it_is_given_and_reads_nothing_ahead(case: Case) -> None:
    if case.history:
        tomorrow = replace(case.history[0], on=case.today.on + timedelta(days=1))
        other = ExerciseId("other")
        others = tuple(replace(entry, lift=replace(entry.lift, exercise=other)) for entry in case.history)
        more = replace(case, history=(*others, *case.history, tomorrow))
        assert planned(replace(more, promised=None)) == planned(replace(case, promised=None))
    assert planned(case) == planned(replace(case))


def is_the_same_in_pounds_and_kilograms_within_a_plate_step(case: Case) -> None:
    """By the same rule, on the standard plates, for loads that are the same to the thousandth of a pound."""
    if case.lift.bodyweight or not case.history:
        return
    metric = replace(case, profile=Profile(unit=Unit.KG), history=_in_kg(case), promised=None)
    imperial = replace(metric, profile=Profile(unit=Unit.LB), history=_in_lb(metric))
    kilos, pounds = planned(metric), planned(imperial)
    assert (pounds.dose is None) == (kilos.dose is None)
    if pounds.dose and kilos.dose and pounds.reasons == kilos.reasons:
        assert abs(pounds.dose.load.kg - kilos.dose.load.kg) <= Decimal("2.501")
        assert pounds.dose.sets == kilos.dose.sets


def _in_kg(case: Case) -> tuple[Entry, ...]:
    """Its history on the grid of the plates, and a little above: no load is then an exact share of another one."""
    return _in(case, lambda load: Load(load.to(Unit.KG, Decimal("2.5")).amount + Decimal("0.3"), Unit.KG))


def _in_lb(case: Case) -> tuple[Entry, ...]:
    return _in(case, lambda load: load.to(Unit.LB, MILLI))


def _in(case: Case, other: Callable[[Load], Load]) -> tuple[Entry, ...]:
    def lift(done: Lift) -> Lift:
        asked = replace(done.planned, load=other(done.planned.load)) if done.planned else None
        return replace(done, load=other(done.load), planned=asked)

    return tuple(replace(entry, lift=lift(entry.lift)) for entry in case.history)


LAWS: tuple[Callable[[Case], None], ...] = (
    is_inside_its_envelope_and_can_be_loaded,
    never_goes_up_after_a_miss_or_a_lighter_day,
    never_goes_up_on_a_red_day,
    never_goes_up_or_names_a_record_on_an_injury,
    worse_readiness_never_gives_more,
    a_higher_rpe_never_gives_more,
    a_step_keeps_to_its_caps,
    the_more_cautious_of_two_rules_cuts_and_not_both,
    doing_as_told_is_not_cut_again_that_day,
    one_bad_day_is_paid_for_once,
    what_was_promised_stands_on_an_average_day,
    a_flag_and_an_offer_never_stand_together,
    is_a_function_of_what_it_is_given_and_reads_nothing_ahead,
    is_the_same_in_pounds_and_kilograms_within_a_plate_step,
)
