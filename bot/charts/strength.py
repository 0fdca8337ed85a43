"""How strong a lifter was in one lift: each day's best estimate, what was expected of it, bests and targets. Pure."""

from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta
from math import exp
from typing import Final

from agents.forecast import carried
from agents.form import Form
from bot.charts.chart import Band, Chart, Mark, Marked, Point, Theme
from knowledge.days import show_day_of_month
from knowledge.exercise import Exercise
from knowledge.strength import maximum_from, maximum_in, maximum_told
from knowledge.units import Unit
from knowledge.words import Words, words
from storage.records import Entry, Outcome, Prediction, SetKind

MOST_DAYS: Final = 60  # of training: more are too narrow for a phone, so each week's best stands for its days
SHOWN: Final = timedelta(days=365)  # up to the newest day, of every lift the same however often it is trained
LONG_AGO: Final = timedelta(days=28)  # strength is kept about so long, so an older figure is not of now
ANSWERED_WITHIN: Final = timedelta(days=7)  # after its day; an older target without an answer is none any more
MOST_TARGETS: Final = 8
BEST: Final = words("New best")
OPEN: Final = words("Target")
HIT: Final = words("Target hit")
MISSED: Final = words("Target missed")
MARKS: Final = {Outcome.HIT: Mark.HIT, Outcome.NOT_YET: Mark.MISSED, Outcome.DID_NOT_TRY: Mark.MISSED}


def strength_chart(
    exercise: Exercise,
    entries: Sequence[Entry],
    predictions: Sequence[Prediction],
    unit: Unit,
    today: date,
    theme: Theme = Theme.LIGHT,
) -> Chart | None:
    """The estimated 1RM over the last year of *exercise*; None with fewer than two days.

    *entries* and *predictions* are the lifter's, oldest first; those of other lifts are passed over. The band is what
    the forecast expected before each day, and expects of *today*: its level, up and down by its spread.
    """
    own = [entry for entry in entries if entry.lift.exercise == exercise.id and entry.lift.kind is SetKind.WORK]
    days = _days(own)
    if len(days) < 2:
        return None
    scale = _scale(unit)
    shown = _shown(days)
    targets = [p for p in predictions if p.exercise == exercise.id and p.due_on >= shown[0].on and _counts(p, today)]
    marks = (*_bests(days, {day.on for day in shown}), *_targets(targets[-MOST_TARGETS:]))
    used = {mark.mark for mark in marks}
    labels = ((Mark.BEST, BEST), (Mark.OPEN, OPEN), (Mark.HIT, HIT), (Mark.MISSED, MISSED))
    return Chart(
        title=words("{lift}: estimated 1RM", lift=exercise.short.capitalize()),
        subtitle=_subtitle(days, unit, today),
        y=unit.value,
        theme=theme,
        points=tuple(Point(one.on, one.value * scale) for one in shown),
        band=tuple(_scaled(one, scale) for one in _expected(exercise, own, _ahead([one.on for one in shown], today))),
        marks=tuple(Marked(one.on, one.value * scale, one.mark, one.text) for one in marks),
        labels=tuple((mark, text) for mark, text in labels if mark in used),
        point_label=words("Best set of the day"),
        band_label=words("Expected before"),
    )


def _scale(unit: Unit) -> float:
    return maximum_in(unit, 1)


def _days(entries: Sequence[Entry]) -> list[Point]:
    """The best estimate of each day, in kg, oldest first."""
    best: dict[date, float] = {}
    for entry in entries:
        found = maximum_from(float(entry.lift.load.kg), entry.lift.reps) if entry.lift.hold_seconds is None else None
        if found is not None:
            best[entry.on] = max(found, best.get(entry.on, 0.0))
    return [Point(on, best[on]) for on in sorted(best)]


def _shown(days: Sequence[Point]) -> Sequence[Point]:
    """Those of the last year; where they are too many the best of each week. The newest always."""
    newest = days[-1]
    lately = [day for day in days if newest.on - day.on < SHOWN]
    if len(lately) < 2:
        return days[-MOST_DAYS:]
    if len(lately) <= MOST_DAYS:
        return lately
    best: dict[date, Point] = {}
    for day in lately:
        week = day.on - timedelta(days=day.on.weekday())
        best[week] = max(best.get(week, day), day, key=lambda one: one.value)
    return sorted({*best.values(), newest}, key=lambda day: day.on)


def _ahead(days: list[date], today: date) -> list[date]:
    """*days* and today, but where the newest was long ago: a picture of the gap would show nothing else."""
    return [*days, today] if today - days[-1] <= LONG_AGO else days


def _counts(target: Prediction, today: date) -> bool:
    return target.outcome is not None or target.due_on >= today - ANSWERED_WITHIN


def _expected(exercise: Exercise, entries: Sequence[Entry], days: Sequence[date]) -> Iterator[Band]:
    """Of each of *days*, oldest first and each once."""
    form: Form | None = None
    for on in dict.fromkeys(days):
        form = carried(form, exercise.id, entries, on)
        if form is not None:
            yield Band(on, exp(form.level - form.spread), exp(form.level + form.spread))


def _scaled(band: Band, scale: float) -> Band:
    return Band(band.on, band.low * scale, band.high * scale)


def _bests(days: Sequence[Point], shown: Set[date]) -> Iterator[Marked]:
    """Days *shown* that brought a new best; the first of all is none."""
    best = days[0].value
    for day in days[1:]:
        if day.value > best:
            best = day.value
            if day.on in shown:
                yield Marked(day.on, day.value, Mark.BEST)


def _targets(predictions: Sequence[Prediction]) -> Iterator[Marked]:
    for one in predictions:
        value = maximum_from(float(one.load.kg), one.reps)
        if value is not None:
            mark = MARKS[one.outcome] if one.outcome else Mark.OPEN
            yield Marked(one.due_on, value, mark, f"{one.load.amount.normalize():f} × {one.reps}")


def _subtitle(days: Sequence[Point], unit: Unit, today: date) -> Words:
    best, newest = maximum_told(max(day.value for day in days) * _scale(unit)), days[-1]
    now = maximum_told(newest.value * _scale(unit))
    if today - newest.on <= LONG_AGO:
        return words("Best {best} {unit}, now {now} {unit}", best=best, now=now, unit=unit.value)
    day = show_day_of_month(newest.on, today)
    return words("Best {best} {unit}, {now} {unit} on {day}", best=best, now=now, unit=unit.value, day=day)
