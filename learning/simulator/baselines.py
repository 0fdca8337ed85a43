"""The policies to compare with: rules that lifters follow, as simple as they are told. Loads are in pounds."""

from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Final

from agents.plan import Dose, Offer
from knowledge.exercise import Region
from knowledge.strength import EPLEY_REPS
from knowledge.units import Load, Unit
from learning.simulator.seen import Prescribed, Seen, training_days, was_made
from storage.records import Lift

SETS: Final = 3
REPS: Final = 5
FEWER_REPS: Final = 3
PLATE: Final = Decimal("2.5")  # the smallest step of a bar in pounds
ROUND: Final = Decimal(5)
EMPTY_BAR: Final = Decimal(45)


class _Silent:
    """Names no PR."""

    def after(self, seen: Seen) -> Offer | None:
        return None


class Linear(_Silent):
    """Starting Strength's arithmetic: 5 or 10 lb after a hit, the same load after a miss, -10 % after three."""

    STEPS: Final = {Region.UPPER: Decimal(5), Region.LOWER: Decimal(10)}
    always = False

    def __init__(self) -> None:
        self._load: Decimal | None = None
        self._misses = 0

    def before(self, seen: Seen) -> Prescribed:
        day = training_days(seen.entries)[-1]
        made = was_made(day)
        load = self._load or _top(day)
        self._misses = 0 if made else self._misses + 1
        if self._misses >= 3:
            self._misses, load = 0, load * Decimal("0.9")
        elif made or self.always:
            load += self.STEPS[seen.exercise.region]
        self._load = load
        return Prescribed(doses=(_dose(load, ROUND),))


class AlwaysUp(Linear):
    """Fixed linear: 5 or 10 lb more every session whatever happened, -10 % after three misses in a row."""

    always = True


class Guide(_Silent):
    """The rules of the naive guide, as they stand in it: no reset after misses.

    Up 2.5 or 5 lb after two hits, 5 lb after a hit when rested; 10 lb less when sore, a fifth fewer sets after a short
    night, two fifths fewer every fifth week.
    """

    STEPS: Final = {Region.UPPER: Decimal("2.5"), Region.LOWER: Decimal(5)}
    RESTED_STEP: Final = Decimal(5)
    SORE_CUT: Final = Decimal(10)
    DELOAD_WEEKS: Final = 5

    def __init__(self) -> None:
        self._load: Decimal | None = None

    def before(self, seen: Seen) -> Prescribed:
        days = training_days(seen.entries)
        load = self._load or _top(days[-1])
        hits = [was_made(day) for day in days[-2:]]
        sleep, soreness = seen.sleep_minutes or 0, seen.soreness or 0
        if hits[-1] and sleep >= 480 and soreness < 4:
            load += self.RESTED_STEP
        elif len(hits) == 2 and all(hits) and soreness <= 7:
            load += self.STEPS[seen.exercise.region]
        self._load = load
        deload = _week(seen) % self.DELOAD_WEEKS == self.DELOAD_WEEKS - 1
        sets = 2 if sleep < 360 or deload else SETS
        return Prescribed(
            doses=(_dose(load - (self.SORE_CUT if soreness > 7 else 0), PLATE, sets=sets),), deload=deload
        )


class FiveThreeOne(_Silent):
    """5/3/1 on the first day of a week, its first set last (3 x 5) on the others; TM 90 %, -10 % after a miss."""

    STEPS: Final = {Region.UPPER: Decimal(5), Region.LOWER: Decimal(10)}
    SHARES: Final = ((65, 75, 85), (70, 80, 90), (75, 85, 95), (40, 50, 60))
    ASKED: Final = ((5, 5, 5), (3, 3, 3), (5, 3, 1), (5, 5, 5))

    def __init__(self) -> None:
        self._training_max: Decimal | None = None
        self._week = -1  # of the cycle, 0-3
        self._began: int | None = None  # the week since the first day in which that one was begun
        self._cycles = 0
        self._missed = False

    def before(self, seen: Seen) -> Prescribed:
        if self._training_max is None:
            self._training_max = Decimal("0.9") * _maximum(training_days(seen.entries)[-1])
        self._missed = self._missed or not was_made(training_days(seen.entries)[-1])
        week = _week(seen)
        is_main = week != self._began
        if is_main:
            self._begin(week, seen.exercise.region)
        shares, asked = self.SHARES[self._week], self.ASKED[self._week]
        deload = self._week == 3
        if not is_main:
            return Prescribed(doses=(self._set(shares[0], REPS, sets=SETS),), deload=deload)
        sets = [self._set(share, reps) for share, reps in zip(shares, asked, strict=True)]
        top = Dose(sets[-1].load, sets[-1].reps, 1, amrap=not deload)
        return Prescribed(doses=(*sets[:-1], top), deload=deload)

    def _begin(self, week: int, region: Region) -> None:
        self._began = week
        self._week = (self._week + 1) % 4
        if self._week or not self._training_max:
            return
        self._cycles += 1
        if self._missed:
            self._training_max *= Decimal("0.9")
        elif self._cycles > 1:
            self._training_max += self.STEPS[region]
        self._missed = False

    def _set(self, percent: int, reps: int, sets: int = 1) -> Dose:
        return _dose((self._training_max or 0) * Decimal(percent) / 100, ROUND, reps=reps, sets=sets)


class ByFeel(_Silent):
    """Lifters as logs show them: they add what they like when they feel like it. Only the realism checks use it."""

    RAISES: Final = ((7.0, 0.6), (8.0, 0.55), (9.0, 0.5), (10.0, 0.4))  # up to this RPE: the chance of a raise
    JUMPS: Final = (0.02, 0.025, 0.03, 0.05, 0.05, 0.08)
    UNSAID_RPE: Final = 8.0
    FEWER: Final = 5.0  # times the jump: the chance that more load was meant for fewer reps
    BACK: Final = Decimal("0.95")

    def __init__(self, rng: Random) -> None:
        self._rng = rng

    def before(self, seen: Seen) -> Prescribed:
        day = training_days(seen.entries)[-1]
        load, wish, jump = _top(day), self._rng.random(), self._rng.choice(self.JUMPS)
        aims_lower = self._rng.random() < self.FEWER * jump
        if not was_made(day):
            return Prescribed(doses=(_dose(load * self.BACK if wish < 0.5 else load, PLATE),))
        if wish >= self._chance(day):
            return Prescribed(doses=(_dose(load, PLATE),))
        load = max(load + PLATE, load * Decimal(str(1 + jump)))
        return Prescribed(doses=(_dose(load, PLATE, reps=FEWER_REPS if aims_lower else REPS),))

    def _chance(self, day: list[Lift]) -> float:
        rpe = max((float(lift.rpe) for lift in day if lift.rpe is not None), default=self.UNSAID_RPE)
        return next(chance for limit, chance in self.RAISES if rpe <= limit)


def _week(seen: Seen) -> int:
    """Whole weeks since the first day on record."""
    return (seen.on - seen.entries[0].on).days // 7


def _top(day: list[Lift]) -> Decimal:
    return max(lift.load.amount for lift in day)


def _maximum(day: list[Lift]) -> Decimal:
    """The 1RM that a day speaks for, with the reps in reserve that were told: w (1 + reps / 30)."""
    best = max(day, key=lambda lift: lift.load.amount)
    reserve = 10 - best.rpe if best.rpe is not None else Decimal(0)
    return best.load.amount * (1 + (best.reps + reserve) / EPLEY_REPS)


def _dose(amount: Decimal, step: Decimal, *, reps: int = REPS, sets: int = SETS) -> Dose:
    rounded = (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    return Dose(Load(max(EMPTY_BAR, rounded), Unit.LB), reps, sets)
