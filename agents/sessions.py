"""A lift's history, day by day: what was worked with, and whether it was what had been asked for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Final

from knowledge.exercise import ExerciseId
from knowledge.rules import ALL_OUT_RPE, EASY_RPE
from knowledge.strength import maximum_from
from knowledge.units import Load
from storage.records import Entry, Lift, SetKind, Target

USUAL_SETS: Final = 3  # where nothing says otherwise
TRIED_REPS: Final = 3  # where no rep was made and none were prescribed: what Epley gives at 90 % of a maximum
BACK_OFF_SHARE: Final = Decimal("0.7")  # of a top single; lighter sets before it led up to it
RAMP_SHARE: Final = Decimal("0.9")  # of the day's heaviest load; sets below it lead up to the work or follow it


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One day of one lift, warm-ups left out.

    The working load is the heaviest one that was lifted, or the heaviest at which the prescription was met. A lone
    single on top of two sets or more is not the day's work.
    """

    on: date
    load: Load  # the working load
    reps: int  # asked for at it, or done in its best set when nothing was prescribed; at least 1
    sets: int  # at it; failed ones fill up to the usual number and never go past it
    line_sets: int  # the most of them that were told at once
    top_reps: int  # done in the best set at it; may be 0
    planned: Load | None  # the heaviest that was prescribed for that day
    reached: Load | None  # the heaviest at which every set had *reps*; None when only ramp sets had
    as_asked: bool  # every set at the working load for which something was prescribed had *reps*
    failed_at: Load | None  # the lightest at which a set of that day was failed; None when none was
    raised: bool  # more was prescribed in the course of that day, and lifted
    rpe: Decimal | None  # the highest that was said of a set at the working load
    all_rated: bool  # it was said of every one of them
    best: Lift | None  # the set that speaks for most strength; None when no formula holds for any
    e1rm_kg: float | None  # of *best*; an estimate
    work: tuple[Lift, ...]  # the sets themselves, as they were told

    @property
    def added(self) -> bool:
        """Whether its load is what is added to the body, so that shares of it say little."""
        return self.work[0].bodyweight

    @property
    def failed(self) -> bool:
        return self.failed_at is not None

    @property
    def met(self) -> bool:
        """Whether what was prescribed was reached, whatever else was tried that day."""
        return self.planned is not None and self.reached is not None and self.reached.kg >= self.planned.kg

    @property
    def hit(self) -> bool:
        """Load and reps together, in every set at the working load."""
        return not self.failed and self.reached == self.load and not self.light

    @property
    def light(self) -> bool:
        """Lighter than prescribed."""
        return self.planned is not None and self.load.kg < self.planned.kg

    @property
    def missed(self) -> bool:
        """A failed set, or less than was prescribed. More load for fewer reps is neither a hit nor a miss.

        Nor are reps that were short before anything was prescribed.
        """
        less = self.planned is not None and not self.hit and self.load.kg <= self.planned.kg
        return self.failed or (less and (self.light or not self.as_asked))

    @property
    def short_at(self) -> Load | None:
        """The lightest load at which reps were short, whatever had been prescribed; None when none were."""
        loads = [self.failed_at] if self.failed_at else []
        return min([*loads, *([self.load] if self.reached != self.load else [])], key=_kg, default=None)

    @property
    def all_out(self) -> bool:
        """Whether a set at the working load left no rep."""
        return self.rpe is not None and self.rpe >= ALL_OUT_RPE

    @property
    def easy(self) -> bool:
        """A hit that was said, of every set at the working load, to have left three reps or more."""
        return self.hit and self.all_rated and self.rpe is not None and self.rpe <= EASY_RPE


def sessions(lift: ExerciseId, history: Iterable[Entry], until: date, most: int) -> tuple[Session, ...]:
    """The last sessions of *lift*, oldest first and at most so many, up to and including the day *until*."""
    entries = [entry for entry in history if entry.on <= until and entry.lift.exercise == lift]
    entries.sort(key=attrgetter("on"))  # told late, a day may stand behind a later one
    days = [(on, [entry.lift for entry in day]) for on, day in groupby(entries, key=attrgetter("on"))]
    found: list[Session] = []
    for on, lifts in reversed(days):
        if len(found) == most:
            break
        session = session_of(on, lifts)
        if session is not None:
            found.append(session)
    return tuple(reversed(found))


def session_of(on: date, lifts: Sequence[Lift]) -> Session | None:
    """One day's sets of one lift as a session; None when all were warm-ups."""
    work = [lift for lift in lifts if lift.kind is not SetKind.WARMUP]
    if not work:
        return None
    done = [lift for lift in work if _is_made(lift)] or work
    plan = max((lift.planned for lift in work if lift.planned), key=lambda target: target.load.kg, default=None)
    heaviest = max((lift.load for lift in (done if plan else _without_top_single(done))), key=_kg)
    reps = plan.reps if plan else max(lift.reps for lift in done if lift.load.kg == heaviest.kg) or TRIED_REPS
    reached = _reached(work, reps, plan.load if plan else None, heaviest)
    load = reached if plan and reached and reached.kg >= plan.load.kg else heaviest
    best, best_kg = _best(work)
    top = [lift for lift in work if lift.load.kg == load.kg]
    return Session(
        on=on,
        load=load,
        reps=max(reps, 1),
        sets=_counted(top),
        line_sets=max(lift.sets if _is_made(lift) else 1 for lift in top),
        top_reps=max(lift.reps for lift in top),
        planned=plan.load if plan else None,
        reached=load if reached and reached.kg == load.kg else reached,
        as_asked=all(_made(lift, reps) for lift in top if lift.planned),
        failed_at=min((lift.load for lift in work if not _is_made(lift)), key=_kg, default=None),
        raised=_was_raised(work, plan),
        rpe=max((lift.rpe for lift in top if lift.rpe is not None), default=None),
        all_rated=all(lift.rpe is not None for lift in top),
        best=best,
        e1rm_kg=best_kg,
        work=tuple(work),
    )


def _is_made(lift: Lift) -> bool:
    return lift.kind is SetKind.WORK and lift.reps > 0


def _counted(top: Sequence[Lift]) -> int:
    made = sum(lift.sets for lift in top if _is_made(lift))
    return max(made, min(sum(lift.sets for lift in top), USUAL_SETS))


def _without_top_single(done: Sequence[Lift]) -> Sequence[Lift]:
    """The sets below a lone heaviest single, where two or more of them are at one load near it; else all.

    With the body as part of the load any of them is near it.
    """
    by_load = sorted(done, key=lambda lift: lift.load.kg)
    top, below = by_load[-1], by_load[:-1]
    if top.reps * top.sets != 1 or not below or below[-1].load.kg == top.load.kg:
        return done
    back_off = Counter[Decimal]()
    for lift in below:
        if lift.reps > 1 and (lift.bodyweight or lift.load.kg >= top.load.kg * BACK_OFF_SHARE):
            back_off[lift.load.kg] += lift.sets
    worked = [kg for kg, sets in back_off.items() if sets >= 2]
    return [lift for lift in below if lift.load.kg <= max(worked)] if worked else done


def _reached(work: Sequence[Lift], reps: int, planned: Load | None, heaviest: Load) -> Load | None:
    at: dict[Decimal, list[Lift]] = defaultdict(list)
    for lift in work:
        at[lift.load.kg].append(lift)
    whole = [sets[0].load for sets in at.values() if all(_made(lift, reps) for lift in sets)]
    top = max(whole, key=_kg, default=None)
    if top is None:
        return None
    is_work = planned is not None and top.kg >= planned.kg
    return top if is_work or top.kg >= heaviest.kg - abs(heaviest.kg) * (1 - RAMP_SHARE) else None


def _was_raised(work: Sequence[Lift], plan: Target | None) -> bool:
    if plan is None or work[0].load.kg >= plan.load.kg:
        return False
    at_first = work[0].planned
    more = at_first is None or at_first.load.kg < plan.load.kg
    return more and any(lift.load.kg >= plan.load.kg for lift in work)


def _made(lift: Lift, reps: int) -> bool:
    return lift.kind is SetKind.WORK and lift.reps >= max(reps, 1)


def _best(work: Sequence[Lift]) -> tuple[Lift | None, float | None]:
    best, best_kg = None, None
    for lift in work:
        estimate = maximum_from(float(lift.load.kg), lift.reps)
        if estimate is not None and (best_kg is None or estimate > best_kg):
            best, best_kg = lift, estimate
    return best, best_kg


def _kg(load: Load) -> Decimal:
    return load.kg
