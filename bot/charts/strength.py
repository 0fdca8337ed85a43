"""How strong a lifter was in one lift: each day's best estimate, what was expected of it, bests and targets. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import exp
from typing import Final

from agents.forecast import carried
from agents.form import Form
from bot.charts.chart import Band, Chart, Mark, Marked, Point, Theme
from knowledge.exercise import Exercise
from knowledge.strength import maximum_from
from knowledge.units import KG_PER_LB, Unit
from knowledge.words import Words, words
from storage.records import Entry, Outcome, Prediction, SetKind

MOST_DAYS: Final = 60  # of training, the newest: more are too narrow for a phone
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
    """The estimated 1RM over the last MOST_DAYS days of *exercise*; None with fewer than two.

    *entries* and *predictions* are the lifter's, oldest first; those of other lifts are passed over. The band is what
    the forecast expected before each day, and expects of *today*: its level, up and down by its spread.
    """
    own = [entry for entry in entries if entry.lift.exercise == exercise.id and entry.lift.kind is SetKind.WORK]
    days = _days(own)
    if len(days) < 2:
        return None
    scale = _scale(unit)
    shown = days[-MOST_DAYS:]
    targets = [p for p in predictions if p.exercise == exercise.id and p.due_on >= shown[0].on][-MOST_TARGETS:]
    marks = (*_bests(days, shown[0].on), *_targets(targets))
    used = {mark.mark for mark in marks}
    labels = ((Mark.BEST, BEST), (Mark.OPEN, OPEN), (Mark.HIT, HIT), (Mark.MISSED, MISSED))
    return Chart(
        title=words("{lift}: estimated 1RM", lift=exercise.short.capitalize()),
        subtitle=_subtitle(days, unit),
        y=unit.value,
        theme=theme,
        points=tuple(Point(one.on, one.value * scale) for one in shown),
        band=tuple(_scaled(one, scale) for one in _expected(exercise, own, [*(one.on for one in shown), today])),
        marks=tuple(Marked(one.on, one.value * scale, one.mark, one.text) for one in marks),
        labels=tuple((mark, text) for mark, text in labels if mark in used),
        point_label=words("Best set of the day"),
        band_label=words("Expected before"),
    )


def _scale(unit: Unit) -> float:
    return 1.0 if unit is Unit.KG else 1 / float(KG_PER_LB)


def _days(entries: Sequence[Entry]) -> list[Point]:
    """The best estimate of each day, in kg, oldest first."""
    best: dict[date, float] = {}
    for entry in entries:
        found = maximum_from(float(entry.lift.load.kg), entry.lift.reps) if entry.lift.hold_seconds is None else None
        if found is not None:
            best[entry.on] = max(found, best.get(entry.on, 0.0))
    return [Point(on, best[on]) for on in sorted(best)]


def _expected(exercise: Exercise, entries: Sequence[Entry], days: Sequence[date]) -> Iterator[Band]:
    """Of each of *days*, oldest first and each once."""
    form: Form | None = None
    for on in dict.fromkeys(days):
        form = carried(form, exercise.id, entries, on)
        if form is not None:
            yield Band(on, exp(form.level - form.spread), exp(form.level + form.spread))


def _scaled(band: Band, scale: float) -> Band:
    return Band(band.on, band.low * scale, band.high * scale)


def _bests(days: Sequence[Point], first_on: date) -> Iterator[Marked]:
    """Days that brought a new best; the first of all is none."""
    best = days[0].value
    for day in days[1:]:
        if day.value > best:
            best = day.value
            if day.on >= first_on:
                yield Marked(day.on, day.value, Mark.BEST)


def _targets(predictions: Sequence[Prediction]) -> Iterator[Marked]:
    for one in predictions:
        value = maximum_from(float(one.load.kg), one.reps)
        if value is not None:
            mark = MARKS[one.outcome] if one.outcome else Mark.OPEN
            yield Marked(one.due_on, value, mark, f"{one.load.amount.normalize():f} × {one.reps}")


def _subtitle(days: Sequence[Point], unit: Unit) -> Words:
    best = max(days, key=lambda day: day.value)
    return words(
        "Best {best} {unit}, now {now} {unit}",
        best=f"{best.value * _scale(unit):.0f}",
        now=f"{days[-1].value * _scale(unit):.0f}",
        unit=unit.value,
    )
