"""``focusflow simulate``: lifters × worlds × policies, half a year each. A test bed, not evidence about people."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Final

from knowledge.exercise import Exercise, ExerciseId, Exercises
from learning.simulator.draws import draw
from learning.simulator.measures import Measures, measures
from learning.simulator.policies import OURS, POLICIES
from learning.simulator.realism import DAYS, Check, checks
from learning.simulator.season import Person, Season, live
from learning.simulator.world import STANDARD, WORLDS, Level, World

LIFTS: Final = (ExerciseId("squat"), ExerciseId("bench_press"))
CHECKED_LIFTERS: Final = 60
CAVEAT: Final = "This is a test bed, not evidence about people: how these lifters grow, tire and fail is assumed."
ORACLE: Final = "oracle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One policy in one world. *level*: of these lifters alone; None: of all."""

    world: str
    level: Level | None
    policy: str
    measures: Measures


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    lifters: int  # in each world
    seed: int
    weeks: int
    checks: tuple[Check, ...]
    rows: tuple[Row, ...]


def people(count: int, seed: int, days: int) -> list[Person]:
    """So many lifters, the levels in turn. Each has a seed of his own, whatever the count."""
    levels = list(Level)
    return [
        Person(level=levels[at % len(levels)], draws=draw(Random(f"{seed}:{at}"), days, len(LIFTS)))
        for at in range(count)
    ]


def simulate(
    exercises: Exercises,
    *,
    lifters: int,
    seed: int,
    weeks: int,
    worlds: Sequence[World] = tuple(WORLDS.values()),
    checked_lifters: int = CHECKED_LIFTERS,
    tick: Callable[[], None] = lambda: None,
) -> Report:
    """All policies on the same lifters in every world; *tick* is called after each lifter of each world."""
    lifts = [exercises[lift] for lift in LIFTS]
    found = people(lifters, seed, weeks * 7)
    rows = [row for world in worlds for row in _rows(world, found, lifts, weeks * 7, tick)]
    checked = checks(people(checked_lifters, seed, DAYS), lifts)
    return Report(lifters=lifters, seed=seed, weeks=weeks, checks=checked, rows=tuple(rows))


def _rows(
    world: World, found: Sequence[Person], lifts: Sequence[Exercise], days: int, tick: Callable[[], None]
) -> Iterator[Row]:
    seasons: dict[str, list[Season]] = {name: [] for name in (*POLICIES, ORACLE)}
    for person in found:
        for name, own in seasons.items():
            own.append(live(person, world, lifts, days, POLICIES.get(name)))
        tick()
    for level in (None, *Level) if world is STANDARD else (None,):
        chosen = [at for at, person in enumerate(found) if level in (None, person.level)]
        best = [seasons[ORACLE][at] for at in chosen]
        for name, own in seasons.items():
            measured = measures([own[at] for at in chosen], best)
            yield Row(world=world.name, level=level, policy=name, measures=measured)


def as_json(report: Report) -> str:
    """The whole report; shares are of 1."""
    return json.dumps({"caveat": CAVEAT, **asdict(report)}, indent=2)


def as_text(report: Report) -> Iterator[str]:
    """The report as lines of tables for people."""
    yield f"{report.lifters} lifters a world, {report.weeks} weeks, seed {report.seed}."
    yield CAVEAT
    yield from ("", "Realism of the standard world, under lifters who choose by feel:")
    for check in report.checks:
        bounds = f"{100 * check.low:.1f} to {100 * check.high:.1f} %"
        yield f"  {check.name:34} {100 * check.value:6.1f} %   wanted {bounds:16} {'holds' if check.holds else 'FAILS'}"
    keys = dict.fromkeys((row.world, row.level) for row in report.rows)
    for world, level in keys:
        yield from ("", f"{world}{f', {level}' if level else ''}", HEAD)
        yield from (_line(row) for row in report.rows if (row.world, row.level) == (world, level))
    yield from ("", *LEGEND, CAVEAT)


HEAD: Final = (
    f"  {'policy':10} {'gain % (quartiles)':>20} {'regret':>6} {'failed %':>8} {'grind %':>7} {'risk':>5} {'jump %':>6}"
    f" {'breach':>6} {'deload':>6} {'offers':>6} {'tried':>5} {'made %':>6} {'Brier':>5} {'missed %':>8} {'sess.':>5}"
)
LEGEND: Final = (
    "gain: change of true capacity; regret: points of gain behind the oracle, which knows the truth of the day;",
    "failed, grind: sets that fell short, sets made with no rep left; risk: points a session, to rank by;",
    "breach: sessions with a breach; deload: weeks; offers: PRs named a lifter;",
    "missed: sessions on which a fair chance of a PR was not named.",
)


def _line(row: Row) -> str:
    found = row.measures
    low, high = found.gain_quartiles
    gain = f"{100 * found.gain:.1f} ({100 * low:.1f} to {100 * high:.1f})"
    offers = row.policy == OURS
    return (
        f"  {row.policy:10} {gain:>20} {100 * found.regret:6.1f} {100 * found.failed:8.1f} {100 * found.grinders:7.1f}"
        f" {found.risk:5.2f} {_percent(found.jump):>6} {'-' if row.policy == ORACLE else found.breaches:>6}"
        f" {found.deload_weeks:6.1f} {f'{found.offers:.1f}' if offers else '-':>6} {found.tried if offers else '-':>5}"
        f" {_percent(found.made):>6} {'-' if found.brier is None else f'{found.brier:.3f}':>5}"
        f" {_percent(found.missed_chances if offers else None):>8} {found.sessions:5.0f}"
    )


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"
