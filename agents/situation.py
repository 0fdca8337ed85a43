"""All that the planner's rules look at: the lift, the lifter today, and where the last sessions left him."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from agents.loading import HALF, rack_of, rack_unit
from agents.phrases import load_text
from agents.plan import Action, Dose, Reason, Today
from agents.sessions import USUAL_SETS, Session, sessions
from agents.trend import (
    carried_kg,
    deload_start,
    eased_from,
    hits_running,
    is_light,
    layoff_days,
    layoffs_from,
    limit_of,
    share_before,
    share_of,
    share_since,
)
from knowledge.exercise import Exercise
from knowledge.plates import Rack
from knowledge.rules import (
    CLEARED_SESSIONS,
    DELOAD_DAYS,
    RECENT_SESSIONS,
    RULES,
    SESSIONS_BACK,
    SORE_AND_TIRED_SHARE,
    layoff_share,
)
from knowledge.units import MILLI, Load, Unit
from storage.records import Entry, Lift, Prescription, Profile, Target

SETS_SESSIONS: Final = 8  # that tell how many sets are usual
SESSIONS: Final = 40  # that rules look back on: more than four weeks at daily training


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What one rule would do."""

    rule: str
    action: Action
    text: str
    load: Load
    sets: int
    no_pr: bool = False
    reps: int | None = None  # None: those of the standing target; a programme names its own
    amrap: bool = False
    lead_up: tuple[Dose, ...] = ()
    held: Target | None = None  # of a programme: what "hold" means in it; None: the standing target
    earn: str | None = None  # of a programme: what it would raise for
    cut_from: Load | None = None  # of a programme: what a reset or a layoff was taken of; a bad day is taken of it too

    @property
    def reason(self) -> Reason:
        return Reason(self.rule, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    exercise: Exercise
    profile: Profile
    today: Today
    sessions: tuple[Session, ...]  # oldest first, today's last if there is one; never empty
    rack: Rack  # in the unit of the standing load
    aim: Load  # what the last sessions speak for, before it is rounded: cuts are shares of it
    standing: Target  # what "hold" means: the load to aim at, made loadable, and the reps
    sets: int  # before any rule cuts them
    hits: int  # in a row up to the last session, at its load or above
    deload: int | None  # place in *sessions* where the deload began that the last session belongs to
    promised: Prescription | None = None  # a raise that stands since the last session's sets
    is_cut: bool = False  # there were sessions before the first of *sessions*

    @property
    def last(self) -> Session:
        return self.sessions[-1]

    @property
    def light(self) -> bool:
        return is_light(self.sessions, len(self.sessions) - 1)

    @property
    def days_off(self) -> int:
        """Between the last session and today; 0 once today's sets are on record."""
        return (self.today.on - self.last.on).days

    @property
    def in_deload_week(self) -> bool:
        return self.deload is not None and (self.today.on - self.sessions[self.deload].on).days < DELOAD_DAYS

    @property
    def is_cut_today(self) -> bool:
        """Whether today's load is below what the day began with, or what failed in it, by what a bad day takes."""
        before, until = self.sessions[:-1], self.today.on
        begun_with = [_aim(before, until, deload_start(before)).load] if before else []
        kg = max((load.kg for load in (*begun_with, self.last.failed_at) if load), default=None)
        if self.days_off > 0 or kg is None:
            return False
        return self.standing.load.kg <= kg - abs(kg) * (1 - SORE_AND_TIRED_SHARE)

    @property
    def layoff_share(self) -> Decimal:
        """What the days since the last session leave of its load: 1 where they were no layoff."""
        return layoff_share(layoff_days(self.sessions, self.today.on))

    @property
    def way_back(self) -> Decimal:
        """What a layoff up to today leaves of the load to aim at, before it is made loadable, in the rack's unit.

        Of layoffs in a row the longest is paid for once, and not each of them.
        """
        alone = share_of(self.aim, self.layoff_share)
        first, until = layoffs_from(self.sessions), self.last.on
        if first == len(self.sessions) - 1:
            return alone
        before = self.sessions[: first + 1]
        load = _aim(before, self.sessions[first + 1].on, deload_start(before)).load
        load = load if load.unit is self.rack.unit else load.down_to(self.rack.unit, MILLI)
        share = min(self.layoff_share, share_since(self.sessions, first, until))
        return min(self.aim.amount, max(alone, share_of(load, share)))

    @property
    def is_back(self) -> bool:
        """Whether today is one of the first sessions after a layoff."""
        count = len(self.sessions)
        first = max(1, count - SESSIONS_BACK + (1 if self.days_off > 0 else 0))
        return self.layoff_share < 1 or any(share_before(self.sessions, at) < 1 for at in range(first, count))

    @property
    def lately_cleared(self) -> bool:
        """Whether there were fewer than two sessions between the day of the last clearance and today."""
        cleared_on = self.today.cleared_on
        since = [one for one in self.sessions if cleared_on and cleared_on < one.on < self.today.on]
        return cleared_on is not None and len(since) < CLEARED_SESSIONS

    def cut_sets(self, rule: str) -> int:
        """The sets that *rule* leaves: its share to the nearest whole, at least one fewer, never below 1."""
        return max(1, min(self.sets - 1, round(self.sets * RULES[rule].sets)))

    def said(self, load: Load) -> str:
        """*load* as this lifter reads it; one that only a conversion made so fine to the nearest half."""
        fine = load.amount != round(load.amount, 2)
        return load_text(load.to(load.unit, HALF) if fine else load, self.exercise, self.profile.unit)


def situation(
    exercise: Exercise,
    profile: Profile,
    history: Sequence[Entry],
    today: Today,
    promised: Prescription | None = None,
    *,
    is_cut: bool = False,
) -> Situation | None:
    """The situation of a lift; None when no work set of it is on record. *is_cut*: *history* is its end alone."""
    known = sessions(exercise.id, _in_plate_unit(history, exercise, profile), today.on, SESSIONS + 1)
    found = known[-SESSIONS:]
    if not found:
        return None
    deload = deload_start(found)
    aim = _aim(found, today.on, deload)
    loads = rack_of(exercise, profile, _lifted(found, aim.load))
    return Situation(
        exercise=exercise,
        profile=profile,
        today=today,
        sessions=found,
        rack=loads,
        aim=aim.load,
        standing=Target(loads.round_down(aim.load.amount), aim.reps),
        sets=_usual_sets(found, today.on),
        hits=hits_running(found),
        deload=deload,
        promised=promised,
        is_cut=is_cut or len(known) > SESSIONS,
    )


def _lifted(found: Sequence[Session], aim: Load) -> Load:
    """*aim* where it was lifted or asked for, else the last load in its unit: a share of a load was never lifted."""
    loads = [load for session in reversed(found) for load in (session.load, session.reached, session.planned) if load]
    return aim if aim in loads else next((load for load in loads if load.unit is aim.unit), aim)


def _in_plate_unit(history: Sequence[Entry], exercise: Exercise, profile: Profile) -> Sequence[Entry]:
    """*history* in the unit in which its loads are made, 0.001 of it rounded down, where he named any.

    What can be made then follows from his own plates, whatever unit a set was said in.
    """
    unit = rack_unit(exercise, profile)
    if unit is None:
        return history
    return [entry if _units(entry.lift) == {unit} else _converted(entry, unit) for entry in history]


def _units(lift: Lift) -> set[Unit]:
    return {lift.load.unit, lift.planned.load.unit} if lift.planned else {lift.load.unit}


def _converted(entry: Entry, unit: Unit) -> Entry:
    lift, planned = entry.lift, entry.lift.planned
    target = replace(planned, load=planned.load.down_to(unit, MILLI)) if planned else None
    return replace(entry, lift=replace(lift, load=lift.load.down_to(unit, MILLI), planned=target))


def _aim(found: Sequence[Session], today: date, deload: int | None) -> Target:
    """The load that the last sessions speak for, before it is made loadable, and its reps."""
    last = found[-1]
    if deload is not None and (today - found[deload].on).days >= DELOAD_DAYS:
        return Target(found[deload - 1].load, found[deload - 1].reps)
    if deload is None and (eased := eased_from(found)) is not None:
        return Target(found[eased].load, found[eased].reps)
    overshot = last.planned is not None and last.load.kg > last.planned.kg
    if is_light(found, len(found) - 1) or last.missed or (overshot and not last.hit):
        return _lately_hit(found)
    return Target(last.load, last.reps)


def _lately_hit(found: Sequence[Session]) -> Target:
    """The heaviest load whose reps were all made lately, not above what was prescribed or missed last."""
    last = found[-1]
    limit = limit_of(last)
    recent = range(max(0, len(found) - RECENT_SESSIONS), len(found))
    hits = [at for at in recent if found[at].reached]
    if not hits:
        return Target(limit or last.load, last.reps)
    best = max(hits, key=lambda at: carried_kg(found, at, last.on, reached=True))
    if limit and carried_kg(found, best, last.on, reached=True) > limit.kg:
        return Target(limit, last.reps if last.planned else found[best].reps)
    reached = found[best].reached or found[best].load
    share = share_since(found, best, last.on)
    return Target(reached if share == 1 else Load(round(share_of(reached, share), 3), reached.unit), found[best].reps)


def _usual_sets(found: Sequence[Session], today: date) -> int:
    """The most sets of the last finished sessions, so that a run of days that were cut does not become the norm.

    One set says nothing where it was prescribed, or is all that is known: it may have been all that was told of it.
    Nor do the days that were made lighter since the load to go back to.
    """
    eased = eased_from(found)
    whole = found if eased is None else found[: eased + 1]
    telling = [one for one in whole if one.on < today and (one.sets > 1 or one.planned is None)]
    finished = [one.sets for one in telling[-SETS_SESSIONS:]]
    if len(finished) >= 2 or (finished and finished[0] >= 2):
        return max(finished)
    return USUAL_SETS if found[0].on < today else max(USUAL_SETS, found[-1].line_sets)
