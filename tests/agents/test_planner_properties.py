"""What holds for every history: the planner is safe before it is clever."""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from agents.plan import Action, Plan, Today
from agents.planner import plan, words
from agents.situation import situation
from knowledge.exercise import Exercise, Region
from knowledge.rules import STEP_CAPS
from knowledge.units import Load, Unit
from storage.records import Danger, EnergyLevel, Entry, Lift, Profile, SetKind, Target
from tests.agents.lifts import BENCH, CURL, KG, LB, PULL_UP, SQUAT, TODAY, day
from tests.steps import steps

MANY = settings(max_examples=150)

lifts = st.sampled_from([BENCH, SQUAT, CURL, PULL_UP])
profiles = st.builds(
    Profile,
    unit=st.sampled_from(Unit),
    readiness_on=st.booleans(),
    injuries=st.sampled_from([(), (), (), ("lower back",)]),
    bar=st.sampled_from([None, Load(Decimal(35), Unit.LB), Load(Decimal(15), Unit.KG)]),
    plates=st.sampled_from([(), tuple(Load(Decimal(plate), Unit.LB) for plate in (45, 25, 10, 5))]),
)
energies = st.none() | st.integers(0, 10) | st.sampled_from(EnergyLevel)
days_today = st.builds(
    Today,
    on=st.just(TODAY),
    sleep_minutes=st.none() | st.integers(0, 720),
    soreness=st.none() | st.integers(0, 10),
    soreness_site=st.sampled_from([None, None, "chest", "left knee", "toes"]),
    energy=energies,
    danger=st.sampled_from([None] * 9 + [Danger.PAIN]),
    cleared_today=st.sampled_from([False] * 5 + [True]),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One logged line: so far from the level, so many reps, and what had been asked for."""

    off: Decimal
    reps: int
    kind: SetKind
    planned_reps: int | None
    sets: int
    rpe: Decimal | None


SHAPES = [
    Shape(Decimal(off), reps, kind, planned_reps, sets, rpe)
    for off in ("0", "0", "0", "2.5", "-2.5", "5", "-10", "-25", "2", "0.7")
    for reps in (5, 5, 5, 4, 8, 1, 0, 15)
    for kind in (SetKind.WORK, SetKind.WORK, SetKind.WORK, SetKind.WORK, SetKind.FAILED, SetKind.WARMUP)
    for planned_reps, sets, rpe in ((5, 3, None), (5, 1, None), (None, 2, Decimal(8)), (None, 5, None), (3, 4, None))
]
days_done = st.lists(
    st.tuples(st.sampled_from([1, 2, 3, 3, 4, 7, 12, 40]), st.lists(st.sampled_from(SHAPES), min_size=1, max_size=3)),
    min_size=1,
    max_size=7,
)


@st.composite
def histories(draw: st.DrawFn, lift: Exercise, unit: Unit | None = None) -> tuple[Entry, ...]:
    """Up to seven days around one level: hits, misses, light days, failures, warm-ups, layoffs, loads that no plates
    make."""
    unit = unit or draw(st.sampled_from(Unit))
    level = draw(st.integers(-16 if lift.bodyweight else 8, 160)) * Decimal("2.5")
    ago = draw(st.sampled_from([0, 0, 0, 2, 9, 15, 90]))
    found: list[Entry] = []
    for gap, shapes in draw(days_done):
        sample = day(ago, *["1x1"] * len(shapes), lift=lift)
        done = (_done(shape, lift, level, unit) for shape in shapes)
        found = [replace(entry, lift=lift_) for entry, lift_ in zip(sample, done, strict=True)] + found
        ago += gap
    return tuple(found)


def _done(shape: Shape, lift: Exercise, level: Decimal, unit: Unit) -> Lift:
    lightest = Decimal(-40 if lift.bodyweight else 2)
    planned = Target(Load(level, unit), shape.planned_reps) if shape.planned_reps else None
    return Lift(
        exercise=lift.id,
        load=Load(max(level + shape.off, lightest), unit),
        reps=shape.reps,
        sets=shape.sets,
        rpe=shape.rpe,
        kind=shape.kind,
        bodyweight=lift.bodyweight,
        planned=planned,
    )


Case = tuple[Exercise, Profile, tuple[Entry, ...], Today]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    lift = draw(lifts)
    return lift, draw(profiles), draw(histories(lift)), draw(days_today)


def the_dose_is_inside_its_envelope_and_can_be_loaded(case: Case, found: Plan) -> None:
    if found.dose is None:
        assert found.envelope is None
        assert found.offer is None
        return
    state = situation(*case)
    assert state is not None
    assert found.envelope is not None
    assert found.envelope.low.kg <= found.dose.load.kg == found.envelope.high.kg
    for load in (found.dose.load, found.envelope.low, *([found.offer.load] if found.offer else [])):
        assert state.rack.makes(load)
    assert found.dose.reps >= 1
    assert found.dose.sets >= 1


def it_goes_up_only_after_load_and_reps_were_both_hit(case: Case, found: Plan) -> None:
    lift, _, history, _ = case
    work = [entry for entry in history if entry.lift.kind is not SetKind.WARMUP]
    done = [entry.lift for entry in work if entry.on == work[-1].on]
    failed = any(each.kind is SetKind.FAILED for each in done)
    plans = [each.planned for each in done if each.planned]
    asked = max(plans, key=lambda target: target.load.kg, default=None)
    made = asked is None or any(each.load.kg >= asked.load.kg and each.reps >= asked.reps for each in done)
    if done and (failed or not made):
        assert found.action is not Action.INCREASE
        assert found.offer is None
    if found.action is Action.INCREASE:
        assert found.dose is not None
        cap = STEP_CAPS[lift.region].amount[found.dose.load.unit]
        assert found.dose.load.kg <= max(each.load.kg for each in done) + Load(cap, found.dose.load.unit).kg
        assert "up" in words(found, lift)


def a_red_day_never_goes_up_and_never_names_a_record(case: Case, found: Plan) -> None:
    lift, profile, _, now = case
    sore = (now.soreness or 0) > 7
    slept_short = now.sleep_minutes is not None and now.sleep_minutes < 360
    if now.danger or sore or slept_short:
        assert not (found.action is Action.INCREASE and profile.readiness_on)
        assert found.offer is None
        assert not found.pr_allowed
        assert "PR" not in words(found, lift)
    if now.danger:
        assert found.action is Action.REFER
    elif profile.readiness_on and (now.soreness or 0) >= 9:
        assert found.action is Action.REST


def a_flag_and_an_offer_never_stand_together(_: Case, found: Plan) -> None:
    assert not (found.flags and found.offer)
    if found.offer:
        assert found.pr_allowed
        assert found.dose is not None
        assert found.offer.load.kg > found.dose.load.kg
        assert 0.6 <= found.offer.probability <= 0.75


SAFETY = (
    the_dose_is_inside_its_envelope_and_can_be_loaded,
    it_goes_up_only_after_load_and_reps_were_both_hit,
    a_red_day_never_goes_up_and_never_names_a_record,
    a_flag_and_an_offer_never_stand_together,
)


@settings(MANY, max_examples=400)
@given(cases())
def test_every_plan_is_safe(case: Case) -> None:
    lift, profile, history, now = case
    for day_ in (now, replace(now, sleep_minutes=500, soreness=1, danger=None)):
        found = plan(lift, profile, history, day_)
        for holds in SAFETY:
            holds((lift, profile, history, day_), found)


def weight(found: Plan) -> tuple[Decimal, int]:
    """Load and sets, comparable: nothing at all is less than any load."""
    return (found.dose.load.kg, found.dose.sets) if found.dose else (Decimal(-1000), 0)


@MANY
@given(
    cases(), st.lists(st.integers(0, 720), min_size=2, max_size=5), st.lists(st.integers(0, 10), min_size=2, max_size=5)
)
def test_worse_sleep_or_more_soreness_never_gives_more(case, nights, sore) -> None:  # type: ignore[no-untyped-def]
    lift, profile, history, now = case
    by_sleep = [plan(lift, profile, history, replace(now, sleep_minutes=night)) for night in sorted(nights)]
    by_soreness = [plan(lift, profile, history, replace(now, soreness=each)) for each in sorted(sore, reverse=True)]
    for found in (by_sleep, by_soreness):
        for worse, better in pairwise(found):
            assert all(less <= more for less, more in zip(weight(worse), weight(better), strict=True))


@MANY
@given(histories(BENCH, Unit.LB), days_today, st.sampled_from([Region.UPPER, Region.LOWER]))
def test_by_the_same_rule_pounds_and_kilograms_get_the_same_within_a_plate_step(history, now, region) -> None:  # type: ignore[no-untyped-def]
    lift = replace(BENCH, region=region)
    metric = tuple(replace(entry, lift=_in_kg(entry.lift)) for entry in history)
    imperial = tuple(replace(entry, lift=_on_both_grids(entry.lift)) for entry in history)
    pounds, kilos = plan(lift, LB, imperial, now), plan(lift, KG, metric, now)
    assert (pounds.dose is None) == (kilos.dose is None)
    if pounds.dose and kilos.dose and pounds.reasons == kilos.reasons:
        apart_kg = max(abs(a.lift.load.kg - b.lift.load.kg) for a, b in zip(imperial, metric, strict=True))
        assert abs(pounds.dose.load.kg - kilos.dose.load.kg) <= Decimal("2.5") + apart_kg
        assert pounds.dose.sets == kilos.dose.sets


def _in_kg(lift: Lift) -> Lift:
    planned = Target(_nearest(lift.planned.load, Unit.KG), lift.planned.reps) if lift.planned else None
    return replace(lift, load=_nearest(lift.load, Unit.KG), planned=planned)


def _on_both_grids(lift: Lift) -> Lift:
    """The same in pounds, to the nearest pair of plates of the metric load."""
    metric = _in_kg(lift)
    planned = Target(_nearest(metric.planned.load, Unit.LB), metric.planned.reps) if metric.planned else None
    return replace(lift, load=_nearest(metric.load, Unit.LB), planned=planned)


def _nearest(load: Load, unit: Unit) -> Load:
    return load.to(unit, Decimal("2.5"))


@settings(MANY, max_examples=100)
@given(cases())
def test_it_is_a_function_of_what_it_is_given_and_reads_nothing_ahead(case) -> None:  # type: ignore[no-untyped-def]
    lift, profile, history, now = case
    tomorrow = replace(history[0], on=TODAY + timedelta(days=1))
    others = tuple(replace(entry, lift=replace(entry.lift, exercise=BENCH.id + "_other")) for entry in history)  # type: ignore[arg-type]
    assert plan(lift, profile, history, now) == plan(lift, profile, (*others, *history, tomorrow), now)


def test_the_work_for_a_long_history_grows_no_faster_than_the_history() -> None:
    fresh = Today(on=TODAY, sleep_minutes=480, soreness=2)
    short, long = (steps(lambda days=days: plan(BENCH, LB, _days(days), fresh)) for days in (50, 200))
    assert long < 5 * short


def _days(count: int) -> list[Entry]:
    return [entry for ago in range(2 * count, 0, -2) for entry in day(ago, *["185x5"] * 4, plan="185x5")]
