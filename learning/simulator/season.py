"""Half a year of one lifter under one policy: nights, sessions, sets, and what the chat would have of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from math import exp, log
from typing import Final

from agents.plan import Dose, Offer
from knowledge.exercise import Exercise
from knowledge.units import KG_PER_LB, Load, Unit
from learning.simulator.breaches import breaches
from learning.simulator.draws import DayDraws, Draws
from learning.simulator.lifter import (
    Condition,
    LiftState,
    SetDone,
    condition_of,
    do_set,
    felt_soreness,
    fresh_state,
    nights,
    pass_day,
    said_rpe,
    take_in,
    traits,
)
from learning.simulator.offers import TRIED, Attempt, attempt, best_e1rm_kg, is_missed_chance, is_open, predicted
from learning.simulator.policies import by_oracle
from learning.simulator.seen import Policy, Prescribed, Seen
from learning.simulator.told import LIFTER, told_readiness, told_sets
from learning.simulator.world import STARTS, Level, World
from storage.records import Entry, Prediction, Profile, Readiness

FIRST_DAY: Final = date(2026, 1, 5)  # a Monday
FIRST_DOSE: Final = (5, 3)  # reps and sets of the lifter's own first session
SCHEDULE: Final[Mapping[int, tuple[int, ...]]] = {0: (0, 1), 2: (0,), 4: (0, 1), 7: (0, 1), 9: (1,), 11: (0, 1)}
"""The places of the lifts on each day of two weeks: both twice a week, and one of them in turn."""
QUIET_WEEKS: Final = 4  # at either end, without a layoff
RED_SORENESS, RED_SLEEP_MINUTES = 7, 300  # nobody tries a PR past them


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One lifter, the same under every policy: his level and his luck."""

    level: Level
    draws: Draws


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One lift on one day, with the truth beside what was asked. *sets* are those of the doses, without a PR try."""

    day: int
    lift: int  # its place
    doses: tuple[Dose, ...]
    deload: bool
    sets: tuple[SetDone, ...]
    strength_kg: float  # that day
    capacity_kg: float  # untired, before the session
    sleep_hours: float
    soreness: int
    breaches: tuple[str, ...]
    missed_chance: bool  # a PR with a fair chance was not named

    @property
    def top_kg(self) -> float:
        return max(done.load_kg for done in self.sets)

    @property
    def top_reps(self) -> int:
        """Done in the first set at the heaviest load."""
        return next(done.reps for done in self.sets if done.load_kg == self.top_kg)


@dataclass(slots=True, kw_only=True)
class Season:
    level: Level
    start_kg: tuple[float, ...]  # true capacity, one a lift
    end_kg: tuple[float, ...] = ()
    sessions: list[Session] = field(default_factory=list)
    offers: int = 0
    attempts: list[Attempt] = field(default_factory=list)
    capacity: list[float] = field(default_factory=list)  # mean logarithm over the lifts, after each day

    @property
    def gain(self) -> float:
        """Share by which true capacity grew, over the lifts."""
        apart = [log(end / start) for start, end in zip(self.start_kg, self.end_kg, strict=True)]
        return exp(sum(apart) / len(apart)) - 1


@dataclass(slots=True, kw_only=True)
class _LiftLog:
    place: int
    exercise: Exercise
    policy: Policy | None  # None: the oracle
    state: LiftState
    entries: list[Entry] = field(default_factory=list)
    named: Prediction | None = None
    best_kg: float = 0.0  # the best estimated 1RM on record


def live(
    person: Person,
    world: World,
    exercises: Sequence[Exercise],
    days: int,
    new_policy: Callable[[], Policy] | None,
    bad_night: int | None = None,
) -> Season:
    """So many days of *person* under a policy of his own for each lift; None: under the oracle.

    *bad_night*: a day before which he sleeps 4 hours, whatever was drawn.
    """
    return _Life(person, world, exercises, new_policy, days, bad_night).lived()


class _Life:
    """A season while it is lived."""

    def __init__(
        self,
        person: Person,
        world: World,
        exercises: Sequence[Exercise],
        new_policy: Callable[[], Policy] | None,
        days: int,
        bad_night: int | None,
    ) -> None:
        self.person, self.world, self.days = person, world, days
        self.own = traits(person.level, world, person.draws)
        self.hours = nights(self.own, world, person.draws)
        if bad_night is not None:
            self.hours[bad_night] = 4.0
        self.logs = [
            _LiftLog(
                place=place,
                exercise=exercise,
                policy=new_policy() if new_policy else None,
                state=fresh_state(person.level, exercise.region, person.draws),
            )
            for place, exercise in enumerate(exercises)
        ]
        self.readiness: list[Readiness] = []
        self.away = _layoff(person.draws, world, days)
        self.season = Season(level=person.level, start_kg=self._capacities())

    def lived(self) -> Season:
        for day, draws in enumerate(self.person.draws.days[: self.days]):
            for log_ in self.logs:
                pass_day(log_.state, self.world)
            own = [self.logs[place] for place in SCHEDULE.get(day % 14, ())]
            is_here = day not in self.away and (day == 0 or draws.missed >= self.world.missed)
            if own and is_here:
                self._train(day, draws, own)
            self.season.capacity.append(sum(map(log, self._capacities())) / len(self.logs))
        self.season.end_kg = self._capacities()
        return self.season

    def _capacities(self) -> tuple[float, ...]:
        return tuple(log_.state.capacity_kg for log_ in self.logs)

    def _train(self, day: int, draws: DayDraws, own: Sequence[_LiftLog]) -> None:
        felt = felt_soreness([log_.state for log_ in self.logs], self.world, draws)
        self.readiness.append(told_readiness(FIRST_DAY + timedelta(days=day), self.hours[day], felt))
        for log_ in own:
            if log_.state.strained:
                log_.state.strained = False
                continue
            luck = draws.lifts[log_.place]
            condition = condition_of(log_.state, self.own, self.world, self.hours[day], felt, luck)
            self._lift(day, log_, condition)

    def _lift(self, day: int, log_: _LiftLog, condition: Condition) -> None:
        seen = self._seen(day, log_)
        prescribed = self._prescribed(log_, seen, condition)
        if not prescribed.doses:
            return
        tried = self._try(log_, seen, condition)
        sets = tuple(_worked(condition, prescribed.doses, len(tried)))
        self.season.sessions.append(self._session(day, log_, seen, prescribed, condition, sets))
        take_in(log_.state, (*tried, *sets), self.world, condition.luck)
        log_.best_kg = max(log_.best_kg, best_e1rm_kg((*tried, *sets)))
        log_.entries.extend(told_sets(seen, prescribed.doses, (*tried, *sets), self._rpe(seen, condition, tried, sets)))
        self._name(log_, seen, prescribed.offer)
        if log_.policy and log_.named is None:
            self._name(log_, seen, log_.policy.after(self._seen(day, log_)))

    def _session(
        self,
        day: int,
        log_: _LiftLog,
        seen: Seen,
        prescribed: Prescribed,
        condition: Condition,
        sets: tuple[SetDone, ...],
    ) -> Session:
        expected_kg = condition.strength_kg * exp(-self.world.day_noise * condition.luck.strength)
        silent = log_.named is None and prescribed.offer is None and bool(seen.entries)
        return Session(
            day=day,
            lift=log_.place,
            doses=prescribed.doses,
            deload=prescribed.deload,
            sets=sets,
            strength_kg=condition.strength_kg,
            capacity_kg=log_.state.capacity_kg,
            sleep_hours=self.hours[day],
            soreness=seen.soreness or 0,
            breaches=breaches(seen, prescribed) if seen.entries and log_.policy else (),
            missed_chance=silent and is_missed_chance(log_.best_kg, condition, expected_kg),
        )

    def _seen(self, day: int, log_: _LiftLog) -> Seen:
        on = FIRST_DAY + timedelta(days=day)
        if log_.named and not is_open(log_.named, on):
            log_.named = None
        return Seen(
            exercise=log_.exercise,
            profile=Profile(unit=Unit.LB),
            on=on,
            entries=tuple(log_.entries),
            readiness=tuple(self.readiness),
            open_predictions=(log_.named,) if log_.named else (),
        )

    def _prescribed(self, log_: _LiftLog, seen: Seen, condition: Condition) -> Prescribed:
        if not log_.entries:
            return Prescribed(doses=(_first_dose(log_.state, self.person.level),))
        return log_.policy.before(seen) if log_.policy else by_oracle(seen, condition)

    def _name(self, log_: _LiftLog, seen: Seen, offer: Offer | None) -> None:
        if offer is not None and log_.named is None:
            log_.named = predicted(seen, offer, LIFTER)
            self.season.offers += 1

    def _try(self, log_: _LiftLog, seen: Seen, condition: Condition) -> tuple[SetDone, ...]:
        """The PR that was named on an earlier day, where he tries it today."""
        named, last = log_.named, self.readiness[-1]
        red = (last.soreness or 0) > RED_SORENESS or (last.sleep_minutes or 0) < RED_SLEEP_MINUTES
        if named is None or named.offered_at.date() == seen.on or red or condition.luck.tries >= TRIED:
            return ()
        done = attempt(named, condition)
        self.season.attempts.append(Attempt(named.probability, not done.failed))
        log_.named = None
        return (done,)

    def _rpe(
        self, seen: Seen, condition: Condition, tried: Sequence[SetDone], sets: Sequence[SetDone]
    ) -> Decimal | None:
        """Of the last set; told on the first day, and then on a share of the days."""
        if seen.entries and condition.luck.tells_rpe >= self.world.rpe_said:
            return None
        place = len(tried) + len(sets) - 1
        return Decimal(str(said_rpe(sets[-1], self.own, self.world, condition.luck, place)))


def _layoff(draws: Draws, world: World, days: int) -> range:
    """The days on which he is away."""
    room = days - 14 * QUIET_WEEKS
    if draws.laid_off >= world.layoff_chance or room <= 0:
        return range(0)
    least, most = world.layoff_days
    start = 7 * QUIET_WEEKS + int(draws.layoff_start * room)
    return range(start, start + least + int(draws.layoff_length * (most - least + 1)))


def _first_dose(state: LiftState, level: Level) -> Dose:
    """What a lifter begins with by himself: a share of his 1RM, to 5 lb."""
    pounds = Decimal(state.capacity_kg * STARTS[level].load_share) / KG_PER_LB
    return Dose(Load(round(pounds, 3), Unit.LB).to(Unit.LB, Decimal(5)), *FIRST_DOSE)


def _worked(condition: Condition, doses: Sequence[Dose], before: int) -> Iterator[SetDone]:
    place = before
    for dose in doses:
        for at in range(dose.sets):
            amrap = dose.amrap and at == dose.sets - 1
            yield do_set(condition, float(dose.load.kg), dose.reps, place, amrap=amrap)
            place += 1
