"""A lifter's form, carried from one day of a lift to the next."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from math import log
from typing import Final

from agents.chances import WEEK, logit_of_best, logit_of_set, probability
from agents.form import Bias, Form, OpenWeek
from agents.training_day import TrainingDay, with_made
from knowledge.population import Population
from knowledge.strength import MOST_REPS, maximum_from

# Chosen on four public logs (194 lifts, 4,500 days), walking forward; the error is flat around all of them.
BEST_OF: Final = 4
STEADY_GAIN: Final = 0.5  # of the way from the steady average to what was seen
WEAK: Final = 0.06  # below the steady average; then only:
WEAK_GAIN: Final = 0.15
SLOW_GAIN: Final = 0.25
IN_RESERVE: Final = 0.05  # at most, when it was done as told: about two reps that were left
FADES: Final = 0.85  # of the losses, from day to day
LOSSES_AT_FIRST: Final = (0.0, 0.3, 0.5, 0.3)  # of the last, the best, the steady and the slow view
FARTHEST_LOSS: Final = 4.0

STEP_AT_FIRST: Final = 0.03  # how far one day is from the next
STEP_DAYS: Final = 4  # that it stands for
MOST_STEP_DAYS: Final = 12
LEAST_STEP: Final = 0.004

MISS_AT_FIRST: Final = 0.045  # how far a day is from what was expected
MISS_DAYS: Final = 4
MOST_MISS_DAYS: Final = 10
FARTHEST_MISS: Final = 0.15

RECENT_DAYS: Final = 9  # eight top sets are counted, and the gaps between nine days
LEAST_DAYS: Final = 3  # before a lifter's own bias is learnt


def begun(day: TrainingDay) -> Form:
    seen = day.level if day.effort is None else max(day.effort, day.level)
    return Form(
        days=1,
        recent=(day,),
        seen=(seen,),
        best=day.level,
        steady=seen,
        slow=seen,
        losses=LOSSES_AT_FIRST,
        step=STEP_AT_FIRST,
        step_days=STEP_DAYS,
        miss=MISS_AT_FIRST,
        miss_days=MISS_DAYS,
        made=day.made,
    )


def followed(form: Form | None, days: Iterable[TrainingDay], population: Population) -> Form | None:
    """*form* carried over later days, oldest first; None while there is none."""
    for day in days:
        form = _after(form, day, population) if form else begun(day)
    return form


def _after(form: Form, day: TrainingDay, population: Population) -> Form:
    looked_at = form if _says_nothing(form, day) else _looked_at(form, _seen(form, day))
    later = replace(
        looked_at,
        days=form.days + 1,
        recent=(*form.recent, day)[-RECENT_DAYS:],
        best=max(form.best, day.level),
        made=with_made(form.made, day.made),
        sets=_sets_learnt(form, day, population) if form.days >= LEAST_DAYS else form.sets,
    )
    return _with_bests_learnt(later, day, population)


def _says_nothing(form: Form, day: TrainingDay) -> bool:
    """Whether a day was done as told, and for no more than what is expected and lately was shown: a lighter day."""
    return day.effort is None and day.as_told and day.level <= form.level <= _most_in_reserve(form, day)


def _seen(form: Form, day: TrainingDay) -> float:
    """What a day speaks for: its effort where that was said, and at most some reserve where it was done as told."""
    if day.effort is not None:
        return max(day.effort, day.level)
    return max(day.level, min(form.level, _most_in_reserve(form, day))) if day.as_told else day.level


def _most_in_reserve(form: Form, day: TrainingDay) -> float:
    return max(day.level, form.shown(day.on)) + IN_RESERVE


def _looked_at(form: Form, seen: float) -> Form:
    """The views, and how near they came, after a day that spoke for so much."""
    step = min(abs(seen - form.seen[-1]), FARTHEST_LOSS * form.step)
    miss = min(abs(seen - form.level), FARTHEST_MISS)
    surprise = seen - form.steady
    return replace(
        form,
        seen=(*form.seen, seen)[-BEST_OF:],
        steady=form.steady + (WEAK_GAIN if surprise < -WEAK else STEADY_GAIN) * surprise,
        slow=form.slow + SLOW_GAIN * (seen - form.slow),
        losses=_losses(form, seen),
        step=max((form.step * form.step_days + step) / (form.step_days + 1), LEAST_STEP),
        step_days=min(form.step_days + 1, MOST_STEP_DAYS),
        miss=(form.miss * form.miss_days + miss) / (form.miss_days + 1),
        miss_days=min(form.miss_days + 1, MOST_MISS_DAYS),
    )


def _losses(form: Form, seen: float) -> tuple[float, ...]:
    missed = (min(abs(seen - view) / form.step, FARTHEST_LOSS) for view in form.views)
    return tuple(FADES * loss + more for loss, more in zip(form.losses, missed, strict=True))


def _sets_learnt(form: Form, day: TrainingDay, population: Population) -> Bias:
    """What the day says of the lifter: did he make the reps of the time before, those of a new best, what he missed?"""
    bias = form.sets
    if day.missed_kg is not None:
        bias = bias.learnt(False, probability(logit_of_set(form, day.missed_kg, 1, population)))
    for reps in (form.last.reps, reps_of_best(form, day.load_kg)):
        if reps is not None and (day.reps >= reps or not day.as_told):
            said = probability(logit_of_set(form, day.load_kg, reps, population))
            bias = bias.learnt(day.reps >= reps, said)
    return bias


def reps_of_best(form: Form, load_kg: float) -> int | None:
    """The fewest reps at a load that would be a new best; None when more than an estimate holds for."""
    for reps in range(1, MOST_REPS + 1):
        speaks_for = maximum_from(load_kg, reps)
        if speaks_for is not None and log(speaks_for) > form.best:
            return reps
    return None


def _with_bests_learnt(form: Form, day: TrainingDay, population: Population) -> Form:
    bias, open_weeks = form.bests, []
    for asked in form.asked:
        if day.on < asked.first_on + timedelta(days=WEEK):
            open_weeks.append(replace(asked, came_true=asked.came_true or day.level > asked.best))
        else:
            bias = bias.learnt(asked.came_true, asked.chance)
    form = replace(form, bests=bias, asked=tuple(open_weeks))
    if form.days <= LEAST_DAYS:
        return form
    first_on = day.on + timedelta(days=1)
    said = probability(logit_of_best(form, first_on, WEEK, population))
    return replace(form, asked=(*open_weeks, OpenWeek(first_on, form.best, said)))
