"""The Texas Method: Monday's volume, Wednesday's recovery, Friday's new 5RM, in the order of the sessions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from agents.phrases import counted
from agents.plan import Action, Dose
from agents.programmes.course import (
    Asked,
    Verdict,
    back,
    direction,
    in_unit,
    judged,
    nearest,
    proposal,
    rest_of_day,
    rounded,
    sets_to_make,
)
from agents.programmes.start import stands
from agents.sessions import Session
from agents.situation import Proposal, Situation
from knowledge.exercise import Exercise
from knowledge.plates import LEAST_PART, Rack
from knowledge.programme import Weekly
from knowledge.rules import STEP_CAPS
from knowledge.strength import weight_for
from knowledge.units import MILLI, Load, plain
from knowledge.words import joined, words
from storage.records import Target


class WeekDay(StrEnum):
    MONDAY = "Monday"
    WEDNESDAY = "Wednesday"
    FRIDAY = "Friday"


AFTER = {WeekDay.MONDAY: WeekDay.WEDNESDAY, WeekDay.WEDNESDAY: WeekDay.FRIDAY, WeekDay.FRIDAY: WeekDay.MONDAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class InWeek:
    made: Decimal  # the last 5RM that was made, in the unit of the rack
    day: WeekDay = WeekDay.MONDAY
    missed: bool = False  # the last Friday
    before: Load | None = None  # of the session that brought it here
    unfinished: bool = False  # the last session had fewer sets than it was to have


@dataclass(frozen=True, slots=True)
class WeeklyCourse:
    scheme: Weekly
    exercise: Exercise
    rack: Rack

    @property
    def grain(self) -> Decimal:
        return self.scheme.rounding[self.rack.unit]

    def begun(self, maximum: Decimal) -> InWeek:
        return InWeek(made=maximum)

    def of_estimate(self, estimate: Decimal) -> InWeek:
        """Its 5RM by Epley, rounded as loads are."""
        return self.begun(rounded(Decimal(weight_for(float(estimate), self.scheme.reps)), self.grain))

    def asks(self, state: InWeek) -> Asked:
        monday = nearest(self.rack, state.made * self.scheme.monday.share, self.grain)
        if state.day is WeekDay.MONDAY:
            return Asked(dose=Dose(monday, self.scheme.reps, self.scheme.monday.sets))
        if state.day is WeekDay.WEDNESDAY:
            load = nearest(self.rack, monday.amount * self.scheme.wednesday.share, self.grain)
            return Asked(dose=Dose(load, self.scheme.reps, self.scheme.wednesday.sets))
        return Asked(dose=Dose(self._new(state), self.scheme.reps, self.scheme.friday_sets))

    def after(self, state: InWeek, found: Sequence[Session], place: int) -> InWeek:
        """Monday and Wednesday are over when their sets were lifted; only Friday is made or missed."""
        asked = self.asks(state).dose
        verdict, load = judged(found[place], asked, every=False, sets=sets_to_make(found, place, asked))
        if verdict in (Verdict.STILL, Verdict.UNFINISHED):
            return replace(state, unfinished=verdict is Verdict.UNFINISHED)
        gone_on = replace(state, day=AFTER[state.day], before=asked.load, unfinished=False)
        if state.day is not WeekDay.FRIDAY:
            return gone_on
        if verdict is Verdict.MISSED:
            return replace(gone_on, missed=True)
        return replace(gone_on, made=in_unit(load, self.rack).amount, missed=False)

    def cut(self, state: InWeek, share: Decimal) -> InWeek:
        """Back at Monday, with a share of the 5RM."""
        return InWeek(made=self.rack.round_down(state.made * share).amount, before=state.before)

    def states(self, target: Target, given: Decimal | None) -> Iterator[InWeek]:
        """A 5RM was lifted, so it is a load of the rack; the first one may be a number that was given.

        None are nearer to each other than LEAST_PART.
        """
        if target.reps != self.scheme.reps:
            return
        for made in self._maxes(target.load.amount, given):
            for day in WeekDay:
                state = InWeek(made=made, day=day)
                if self.asks(state).dose.load.kg == target.load.kg:
                    yield state

    def _maxes(self, amount: Decimal, given: Decimal | None) -> Iterator[Decimal]:
        if given is not None:
            yield given
        monday = self._behind(amount, amount, self.scheme.monday.share)
        recovery = self._behind(amount, amount, self.scheme.wednesday.share)
        wednesday = self._behind(*recovery, self.scheme.monday.share)
        step = self.scheme.step[self.rack.unit]
        friday = (amount - step, self._past(amount) - step)
        below = self.rack.largest_at_most(amount - LEAST_PART)
        made = {load for window in (monday, wednesday, friday) for load in self._within(*window)}
        yield from sorted({*made, amount, *([below.amount] if below else [])})

    def _behind(self, least: Decimal, most: Decimal, share: Decimal) -> tuple[Decimal, Decimal]:
        """Between what loads those lie whose *share* is rounded to one from *least* to *most*."""
        lowest = self.rack.largest_at_most(least - LEAST_PART) is None
        low = Decimal(0) if lowest else least - self.grain / 2
        return low / share, max(most + self.grain / 2, self._past(most)) / share

    def _past(self, amount: Decimal) -> Decimal:
        above = self.rack.next_up(amount)
        return above.amount if above else amount

    def _within(self, least: Decimal, most: Decimal) -> Iterator[Decimal]:
        load = self.rack.next_up(least - LEAST_PART)
        while load and load.amount <= most:
            if load.amount > 0:
                yield load.amount
            load = self.rack.next_up(load.amount + LEAST_PART - MILLI)

    def _new(self, state: InWeek) -> Load:
        """A step above the last one, or the next that can be made, as far as one step may go."""
        step, most = self.scheme.step[self.rack.unit], STEP_CAPS[self.exercise.region].amount[self.rack.unit]
        load = self.rack.round_down(state.made + step)
        if load.amount > state.made:
            return load
        above = self.rack.next_up(state.made)
        return above if above and above.amount - state.made <= most else load


DAYS: Final = {
    WeekDay.MONDAY: words("Monday"),
    WeekDay.WEDNESDAY: words("Wednesday"),
    WeekDay.FRIDAY: words("Friday"),
}


def weekly(now: Situation, scheme: Weekly) -> Proposal | None:
    """None where neither a 5RM nor a set that an estimate holds for is on record."""
    course = WeeklyCourse(scheme, now.exercise, now.rack)
    stand = stands(now, course)
    if stand is None:
        return None
    state, share = stand
    if share < 1:
        uncut = course.asks(replace(state, day=WeekDay.MONDAY)).dose.load
        return back(now, course.asks(course.cut(state, share)), uncut)
    asked = course.asks(state)
    if now.days_off == 0 and state.unfinished:
        return rest_of_day(now, asked, joined([scheme.name, DAYS[state.day]], " "), "week_day")
    action = direction(asked.dose.load, state.before or now.last.load)
    if state.day is WeekDay.FRIDAY and state.missed:
        text = words(
            "{programme} Friday: {load} was missed, so it is repeated",
            programme=scheme.name,
            load=plain(asked.dose.load.amount),
        )
        return proposal(asked, rule="week_repeat", text=text, action=Action.HOLD)
    return _of_day(course, state, action)


def first_monday(course: WeeklyCourse, maximum: Decimal) -> Proposal:
    """What a 5RM that was named alone asks for, before any set is on record."""
    return _of_day(course, course.begun(maximum), Action.HOLD)


def _of_day(course: WeeklyCourse, state: InWeek, action: Action) -> Proposal:
    text = words(
        "{programme} {weekday}: {why}", programme=course.scheme.name, weekday=DAYS[state.day], why=_why(course, state)
    )
    return proposal(course.asks(state), rule="week_day", text=text, action=action)


def _why(course: WeeklyCourse, state: InWeek) -> str:
    scheme, made = course.scheme, plain(state.made)
    match state.day:
        case WeekDay.MONDAY:
            return words(
                "{sets} at {percent} % of the {reps}RM of {load}",
                sets=f"{scheme.monday.sets}x{scheme.reps}",
                percent=plain(scheme.monday.share * 100),
                reps=scheme.reps,
                load=made,
            )
        case WeekDay.WEDNESDAY:
            return words("{percent} % of Monday's load", percent=plain(scheme.wednesday.share * 100))
        case WeekDay.FRIDAY:
            if course.asks(state).dose.load.amount <= state.made:
                return words(
                    "no load for a new {reps}RM above {load} can be made in a fair step", reps=scheme.reps, load=made
                )
            return words(
                "{sets} for a new {reps}RM, above {load}",
                sets=counted(scheme.friday_sets, "set"),
                reps=scheme.reps,
                load=made,
            )
