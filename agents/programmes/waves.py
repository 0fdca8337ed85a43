"""5/3/1: weeks of shares of a training max, which grows each cycle and falls on a missed minimum."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from agents.plan import Action, Dose
from agents.programmes.course import (
    Asked,
    Verdict,
    back,
    direction,
    down,
    judged,
    nearest,
    proposal,
    rounded,
)
from agents.programmes.start import stands
from agents.sessions import Session
from agents.situation import Proposal, Situation
from knowledge.exercise import Exercise
from knowledge.plates import Rack
from knowledge.programme import Waves, of_lift
from knowledge.units import Load, plain
from knowledge.words import words
from storage.records import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    maximum: Decimal  # the training max, in the unit of the rack
    week: int = 0  # 0-based
    before: Load | None = None  # the top load of the session that brought it here
    reset_from: Decimal | None = None  # the training max that a miss has just cut
    last: Verdict = Verdict.BEGUN


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a lift is in its waves: what the next session is. *week* counts from 1."""

    maximum: Load  # the training max
    week: int
    weeks: int
    is_deload: bool  # the next session
    sessions_to_deload: int | None  # before it; None: there is none


@dataclass(frozen=True, slots=True)
class WavesCourse:
    scheme: Waves
    exercise: Exercise
    rack: Rack

    @property
    def grain(self) -> Decimal:
        return self.scheme.rounding[self.rack.unit]

    @property
    def step(self) -> Decimal:
        return of_lift(self.scheme.steps, self.exercise)[self.rack.unit]

    def begun(self, maximum: Decimal) -> Wave:
        return Wave(maximum=maximum)

    def asks(self, state: Wave) -> Asked:
        week = self.scheme.weeks[state.week]
        doses = [Dose(self._load(state, share), reps, 1) for share, reps in zip(week.shares, week.reps, strict=True)]
        top = doses[-1]
        return Asked(dose=Dose(top.load, top.reps, 1, week.amrap), lead_up=tuple(doses[:-1]))

    def after(self, state: Wave, found: Sequence[Session], place: int) -> Wave:
        top = self._top(state)
        verdict, _ = judged(found[place], top, every=False)
        if verdict is Verdict.STILL:
            return replace(state, last=verdict)
        if verdict is Verdict.MISSED and not self.scheme.weeks[state.week].deload:
            return Wave(
                maximum=self._down(state.maximum * self.scheme.reset),
                before=top.load,
                reset_from=state.maximum,
                last=Verdict.RESET,
            )
        if state.week + 1 < len(self.scheme.weeks):
            return Wave(maximum=state.maximum, week=state.week + 1, before=top.load, last=Verdict.MADE)
        return Wave(maximum=state.maximum + self.step, before=top.load, last=Verdict.MADE)

    def cut(self, state: Wave, share: Decimal) -> Wave:
        maximum = min(state.maximum, self._down((state.reset_from or state.maximum) * share))
        return Wave(maximum=maximum, week=state.week, before=state.before)

    def uncut(self, state: Wave) -> Load:
        """What would be asked for, had a miss not cut the training max."""
        return self._top(replace(state, maximum=state.reset_from or state.maximum)).load

    def of_estimate(self, estimate: Decimal) -> Wave:
        """The first week from an estimated 1RM: the training max is rounded as loads are."""
        return self.begun(rounded(estimate * self.scheme.of_maximum, self.grain))

    def states(self, target: Target, given: Decimal | None) -> Iterator[Wave]:
        """Training maxes are whole multiples of the rounding, or whole steps from the one that was given."""
        offsets = {Decimal(0), (given or Decimal(0)) % self.grain}
        for number, week in enumerate(self.scheme.weeks):
            if week.reps[-1] != target.reps:
                continue
            lowest = max(0, int(target.load.amount / week.shares[-1] / self.grain) - 2)
            for count in range(lowest, lowest + 5):
                for offset in sorted(offsets):
                    state = Wave(maximum=count * self.grain + offset, week=number)
                    if state.maximum > 0 and self._top(state).load.kg == target.load.kg:
                        yield state

    def _top(self, state: Wave) -> Dose:
        week = self.scheme.weeks[state.week]
        return Dose(self._load(state, week.shares[-1]), week.reps[-1], 1)

    def _load(self, state: Wave, share: Decimal) -> Load:
        return nearest(self.rack, state.maximum * share, self.grain)

    def _down(self, amount: Decimal) -> Decimal:
        return max((amount / self.grain).quantize(Decimal(1), ROUND_FLOOR), Decimal(1)) * self.grain


def waves(now: Situation, scheme: Waves) -> Proposal | None:
    """None where neither a training max nor a set that an estimate holds for is on record."""
    course = WavesCourse(scheme, now.exercise, now.rack)
    stand = stands(now, course)
    if stand is None:
        return None
    state, share = stand
    uncut = course.uncut(state)
    if share < 1:
        return back(now, course.asks(course.cut(state, share)), uncut)
    asked = course.asks(state)
    if state.last is Verdict.RESET:
        text = words(
            "{programme}: the minimum was missed, so the training max is {load}",
            programme=scheme.name,
            load=plain(state.maximum),
        )
        action = down(asked.dose.load, state.before or uncut)
        return proposal(asked, rule="training_max_reset", text=text, action=action, cut_from=uncut)
    is_deload = scheme.weeks[state.week].deload
    action = Action.DELOAD if is_deload else direction(asked.dose.load, state.before or now.last.load)
    return _of_week(course, state, action, uncut)


def wave_stand(now: Situation, scheme: Waves) -> Stand | None:
    """None where no training max is known. Days off up to today have cut it as they cut the next session."""
    course = WavesCourse(scheme, now.exercise, now.rack)
    found = stands(now, course)
    if found is None:
        return None
    state, share = found
    wave = course.cut(state, share) if share < 1 else state
    return stand_at(scheme, Load(wave.maximum, now.rack.unit), wave.week)


def stand_at(scheme: Waves, maximum: Load, week: int = 0) -> Stand:
    """*week* counts from 0."""
    count = len(scheme.weeks)
    ahead = (place for place in range(count) if scheme.weeks[(week + place) % count].deload)
    return Stand(
        maximum=maximum,
        week=week + 1,
        weeks=count,
        is_deload=scheme.weeks[week].deload,
        sessions_to_deload=next(ahead, None),
    )


def first_week(course: WavesCourse, maximum: Decimal) -> Proposal:
    """What a training max alone asks for, before any set is on record."""
    return _of_week(course, course.begun(maximum), Action.HOLD)


def _of_week(course: WavesCourse, state: Wave, action: Action, uncut: Load | None = None) -> Proposal:
    asked, share = course.asks(state), course.scheme.weeks[state.week].shares[-1]
    text = words(
        "{programme} week {number}: {share}",
        programme=course.scheme.name,
        number=state.week + 1,
        share=_share_text(asked, share, state.maximum),
    )
    return proposal(asked, rule="training_max_week", text=text, action=action, cut_from=uncut)


def _share_text(asked: Asked, share: Decimal, maximum: Decimal) -> str:
    """``3+ at 90 % of 225``."""
    return words(
        "{reps} at {percent} % of {load}",
        reps=f"{asked.dose.reps}{'+' if asked.dose.amrap else ''}",
        percent=plain(share * 100),
        load=plain(maximum),
    )
