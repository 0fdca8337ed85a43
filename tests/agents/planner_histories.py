"""Random histories at the planner until one breaks a law (``make histories``). Pytest does not collect this file.

A history is made from the seed and its number alone, so that any of them can be made again.
"""

import argparse
import random
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from typing import Final

from agents.plan import Action, Today, Usual
from knowledge.exercise import Equipment, Exercise, ExerciseId
from knowledge.units import Load, Unit
from storage.records import (
    Danger,
    EnergyLevel,
    Entry,
    Injury,
    Lift,
    Loading,
    Prescription,
    Profile,
    RowId,
    SetKind,
    Target,
    UserId,
)
from tests.agents.lifts import BENCH, CURL, DEADLIFT, PRESS, PULL_UP, SQUAT, TODAY

PROGRESS: Final = 1000  # histories between two lines of progress
LEG_PRESS: Final = replace(SQUAT, id=ExerciseId("leg_press"), name="leg press", equipment=Equipment.MACHINE)
LIFTS: Final = (BENCH, BENCH, SQUAT, DEADLIFT, PRESS, CURL, PULL_UP, LEG_PRESS)
GAPS: Final = (1, 2, 2, 3, 3, 4, 7, 7, 10, 11, 22, 40)  # days between two sessions
LAST_GAPS: Final = (0, 0, 0, 1, 2, 3, 4, 7, 10, 11, 21, 36, 90)  # from the last one to today
STEPS: Final = tuple(map(Decimal, ("0", "0", "2.5", "5", "10", "-5", "-10", "0.7", "2")))
OUTCOMES: Final = ("hit",) * 8 + ("fewer", "fewer", "failed", "none", "light", "eased", "heavier", "ramp", "single")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One lifter and day, as the planner is asked about it."""

    lift: Exercise
    profile: Profile
    history: tuple[Entry, ...]
    today: Today
    promised: Prescription | None = None


# ── histories ──────────────────────────────────────────────────────────────────────────────────────────────────────


def case(seed: int, number: int) -> Case:
    """The case of that *number*."""
    rng = random.Random(f"{seed}:{number}")
    lift, unit = rng.choice(LIFTS), rng.choice((Unit.LB, Unit.KG))
    history = _history(rng, lift, unit)
    return Case(
        lift=lift,
        profile=_profile(rng, unit),
        history=history,
        today=_today(rng),
        promised=_promised(rng, history) if history and rng.random() < 0.4 else None,
    )


def _history(rng: random.Random, lift: Exercise, unit: Unit) -> tuple[Entry, ...]:
    """Sessions around a load that moves with what came of it; some were prescribed, and some rated."""
    level = Decimal(rng.randint(-16 if lift.bodyweight else 8, 160)) * Decimal("2.5")
    reps, sets = rng.choice((1, 3, 5, 5, 8, 12)), rng.choice((1, 3, 3, 5))
    is_planned, is_rated = rng.choice((0, 0.7, 1)), rng.choice((0, 0.3, 1))
    gaps = [rng.choice(LAST_GAPS), *(rng.choice(GAPS) for _ in range(rng.choice((0, 1, 1, 2, 2, 3, 4, 8))))]
    found: list[Entry] = []
    for days_ago in sorted((sum(gaps[: place + 1]) for place in range(len(gaps))), reverse=True):
        planned = Target(Load(level, unit), reps) if rng.random() < is_planned else None
        outcome = rng.choice(OUTCOMES)
        lines = _lines(rng, outcome, level, reps, sets)
        for place, (amount, done, count, kind) in enumerate(lines):
            rpe = Decimal(rng.randint(10, 20)) / 2 if rng.random() < is_rated else None
            load = Load(max(amount, Decimal(-40 if lift.bodyweight else 2)), unit)
            load = load.to(Unit.KG, Decimal("0.5")) if rng.random() < 0.03 else load
            found.append(_entry(days_ago, place, _lift(lift, load, done, count, rpe, kind, planned)))
        level = _next_level(rng, level, outcome)
    return tuple(found)


def _lines(
    rng: random.Random, outcome: str, level: Decimal, reps: int, sets: int
) -> list[tuple[Decimal, int, int, SetKind]]:
    """Load, reps, sets and kind of each line of a session."""
    off = {"light": Decimal("0.85"), "eased": Decimal("0.95"), "heavier": Decimal("1.04")}.get(outcome, Decimal(1))
    load = round(level * off / Decimal("2.5")) * Decimal("2.5") if off != 1 else level
    count = rng.choice((1, sets, sets))
    lines = [(load, reps, count, SetKind.WORK)]
    if outcome == "fewer":
        lines.append((load, max(reps - rng.randint(1, 3), 0), 1, rng.choice((SetKind.WORK, SetKind.FAILED))))
    if outcome in ("failed", "none"):
        lines = [*lines[: outcome == "failed"], (load, rng.choice((0, max(reps - 1, 0))), 1, SetKind.FAILED)]
    if outcome == "ramp":
        lines = [(load * share, reps, 1, SetKind.WORK) for share in map(Decimal, ("0.5", "0.7"))] + lines
    if outcome == "single":
        lines.append((load + 20, 1, 1, SetKind.WORK))
    warm = [(load / 2, reps, 1, SetKind.WARMUP)] if rng.random() < 0.3 else []
    return [(round(amount, 3), done, many, kind) for amount, done, many, kind in (*warm, *lines)]


def _next_level(rng: random.Random, level: Decimal, outcome: str) -> Decimal:
    if outcome in ("fewer", "failed", "none") and rng.random() < 0.4:
        return level - abs(level) * Decimal("0.075") // Decimal("2.5") * Decimal("2.5")
    return level + (rng.choice(STEPS) if outcome != "light" and rng.random() < 0.6 else 0)


def _lift(
    lift: Exercise, load: Load, reps: int, sets: int, rpe: Decimal | None, kind: SetKind, planned: Target | None
) -> Lift:
    return Lift(
        exercise=lift.id,
        load=load,
        reps=reps,
        sets=sets,
        rpe=rpe,
        kind=kind,
        bodyweight=lift.bodyweight,
        planned=planned,
    )


def _entry(days_ago: int, place: int, done: Lift) -> Entry:
    on = TODAY - timedelta(days=days_ago)
    said_at = datetime.combine(on, clock(18, place), UTC)
    return Entry(
        user=UserId("ann"), source=f"test:{on}", place=place, message=f"test:{on}", said_at=said_at, on=on, lift=done
    )


def _profile(rng: random.Random, unit: Unit) -> Profile:
    plates = rng.choice(((), (), (), ("45", "25", "10", "5"), ("20", "10", "5", "2.5", "1.25", "0.5"), ("10",)))
    own = rng.choice((unit, unit, Unit.LB, Unit.KG))
    return Profile(
        unit=own,
        readiness_on=rng.random() < 0.85,
        injuries=rng.choice(((), (), (), (), (Injury("lower back"),), (Injury("tore a pec at 300"),))),
        bar=rng.choice((None, None, Load(Decimal(35), Unit.LB), Load(Decimal(15), Unit.KG))),
        plates=tuple(Load(Decimal(plate), own) for plate in plates),
        loadings=rng.choice(((), (Loading(exercise=LEG_PRESS.id, plates=(Load(Decimal(25), own),)),))),
    )


def _today(rng: random.Random) -> Today:
    known = rng.random() < 0.4
    norm = Usual(rng.choice((None, rng.randint(240, 660))), rng.choice((None, rng.randint(0, 10)))) if known else None
    return Today(
        on=TODAY,
        sleep_minutes=rng.choice((None, 420, 480, 480, rng.randint(0, 720))),
        soreness=rng.choice((None, 2, 3, 5, rng.randint(0, 10))),
        soreness_site=rng.choice((None, None, None, "chest", "left knee", "toes")),
        energy=rng.choice((None, None, rng.randint(0, 10), *EnergyLevel)),
        danger=rng.choice((None,) * 19 + (Danger.PAIN,)),
        cleared_today=rng.random() < 0.05,
        cleared_on=TODAY - timedelta(days=rng.randint(1, 14)) if rng.random() < 0.1 else None,
        usual=norm,
    )


def _promised(rng: random.Random, history: tuple[Entry, ...]) -> Prescription:
    """Mostly a raise from the last session's load; sometimes what has been overtaken, or can no more be."""
    last = history[-1]
    more = Load(last.lift.load.amount + rng.choice(STEPS), last.lift.load.unit)
    made_at = last.said_at + timedelta(minutes=rng.choice((1, 1, 1, 60, 60 * 24, -30)))
    return promise(last, more, rng.choice((Action.INCREASE,) * 5 + (Action.HOLD,)), made_at)


def promise(last: Entry, load: Load | None, action: Action, made_at: datetime) -> Prescription:
    reps = last.lift.planned.reps if last.lift.planned else max(last.lift.reps, 1)
    return Prescription(
        id=RowId("p"),
        turn=RowId("t"),
        user=last.user,
        exercise=last.lift.exercise,
        made_at=made_at,
        on=made_at.date(),
        action=action,
        rule="hit_twice",
        load=load,
        reps=reps,
        sets=3,
    )


# ── the smallest of them ───────────────────────────────────────────────────────────────────────────────────────────


def smaller(found: Case) -> Iterator[Case]:
    """*found* with one thing less: a line, what was said of the day, what the profile says."""
    if found.promised:
        yield replace(found, promised=None)
    for at in range(len(found.history)):
        yield replace(found, history=found.history[:at] + found.history[at + 1 :])
    for name in ("sleep_minutes", "soreness", "soreness_site", "energy", "usual", "cleared_on"):
        if getattr(found.today, name) is not None:
            yield replace(found, today=replace(found.today, **{name: None}))
    plain = Profile(unit=found.profile.unit)
    for name in ("injuries", "bar", "plates", "loadings", "readiness_on"):
        if getattr(found.profile, name) != getattr(plain, name):
            yield replace(found, profile=replace(found.profile, **{name: getattr(plain, name)}))
    for at, entry in enumerate(found.history):
        for name in ("rpe", "planned"):
            if getattr(entry.lift, name) is not None:
                other = replace(entry, lift=replace(entry.lift, **{name: None}))
                yield replace(found, history=(*found.history[:at], other, *found.history[at + 1 :]))


def smallest(found: Case, law: str) -> Case:
    """*found* without all that it takes not to break the same law."""
    while True:
        for less in smaller(found):
            if (why := broken(less)) and why.partition(":")[0] == law:
                found = less
                break
        else:
            return found


def shown(found: Case) -> str:
    """A case in lines that can be read."""
    lines = [f"  {found.lift.name}, {found.profile}", f"  {found.today}"]
    for entry in found.history:
        done, plan = entry.lift, entry.lift.planned
        asked = f" of {plan.load} x {plan.reps}" if plan else ""
        rated = f" @{done.rpe}" if done.rpe is not None else ""
        lines.append(f"  {entry.on} {done.load} x {done.reps} x {done.sets} {done.kind}{rated}{asked}")
    return "\n".join([*lines, *([f"  {found.promised}"] if found.promised else [])])


# ── run ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def broken(found: Case) -> str | None:
    """The law that *found* breaks and why, parted by a colon; None when it breaks none."""
    from tests.agents.planner_laws import LAWS  # which speak of cases

    for law in LAWS:
        try:
            law(found)
        except Exception as error:  # noqa: BLE001  whatever it is, it is what is looked for
            return f"{law.__name__}: {type(error).__name__} {error} ({traceback.extract_tb(error.__traceback__)[-1]})"
    return None


def run(seed: int, first: int, count: int) -> int:
    """Exit status: 0 when every history kept every law, 1 at the first that did not."""
    begun = time.monotonic()
    for number in range(first, first + count):
        if why := broken(case(seed, number)):
            least = smallest(case(seed, number), why.partition(":")[0])
            _say(f"\nhistory {number}: {why}\n{shown(least)}\n")
            _say(f"  again: python -m tests.agents.planner_histories --seed {seed} --first {number} --count 1\n")
            return 1
        done = number - first + 1
        if done % PROGRESS == 0:
            _say(f"\r{done:,} of {count:,} histories, {done / (time.monotonic() - begun):,.0f} a second")
    _say(f"\nNone broken, in {time.monotonic() - begun:,.0f} s.\n")
    return 0


def _say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.agents.planner_histories", description=__doc__)
    options.add_argument("--count", type=int, default=100_000, help="how many histories")
    options.add_argument("--seed", type=int, default=1, help="another one makes other histories")
    options.add_argument("--first", type=int, default=0, help="the number of the first history")
    given = options.parse_args()
    sys.exit(run(given.seed, given.first, given.count))


if __name__ == "__main__":
    main()
