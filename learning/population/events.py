"""What there is to learn from in a log: sets that were tried, and weeks that brought a new best or not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from agents.carry import LEAST_DAYS, followed, reps_of_best
from agents.chances import WEEK, inputs_of_best, inputs_of_set
from agents.form import Form
from agents.training_day import TrainingDay, days_of
from knowledge.population import Population
from knowledge.strength import EPLEY_REPS, MOST_REPS
from storage.records import Entry


@dataclass(frozen=True, slots=True)
class Event:
    """*inputs* are in the order of the weights, the first always 1."""

    kind: str
    inputs: tuple[float, ...]
    came_true: bool


def events_of(history: Sequence[Entry], population: Population) -> Iterator[Event]:
    """The events of every lift of one lifter, each seen from the days before it alone."""
    for lift in dict.fromkeys(entry.lift.exercise for entry in history):
        own = [entry for entry in history if entry.lift.exercise == lift]
        yield from _of_lift(list(days_of(lift, own, None, date.max)), population)


def _of_lift(days: Sequence[TrainingDay], population: Population) -> Iterator[Event]:
    form: Form | None = None
    for place, day in enumerate(days):
        if form is not None and form.days >= LEAST_DAYS:
            yield from _sets(form, day)
        form = followed(form, [day], population)
        if form is not None and form.days > LEAST_DAYS and place + 1 < len(days):
            yield _week(form, day.on + timedelta(days=1), days[place + 1 :])


def _sets(form: Form, day: TrainingDay) -> Iterator[Event]:
    """At the load of the day: the reps of the time before, those of a new best, and those around the last estimate."""
    even = round(EPLEY_REPS * (exp(form.last.level) / day.load_kg - 1))
    asked = [("same", form.last.reps), ("best", reps_of_best(form, day.load_kg) or 0)]
    asked += [("near", max(even, 1) + more) for more in (-1, 0, 1)]
    for kind, reps in asked:
        if 1 <= reps <= MOST_REPS:
            yield Event(kind, inputs_of_set(form, day.load_kg, reps), day.reps >= reps)


def _week(form: Form, first_on: date, later: Iterable[TrainingDay]) -> Event:
    until = first_on + timedelta(days=WEEK)
    came_true = any(day.level > form.best for day in later if day.on < until)
    return Event("week", inputs_of_best(form, first_on, WEEK), came_true)
