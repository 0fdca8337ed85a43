"""The walk forward: every question of every series, asked of the forecast and of the baselines. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Final

from learning.backtest.baselines import Baselines
from learning.backtest.days import LEAST_DAYS, Series, Top
from learning.backtest.events import WITHIN_DAYS, Event, Question, events_of
from learning.backtest.forecasts import Forecast
from learning.backtest.levels import levels_of
from learning.backtest.rates import OtherLifters

OURS: Final = "focusflow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What was said about a session's best estimated 1RM before it, by everybody, and what it was."""

    lifter: str
    actual_kg: float
    gap_days: int  # since the last session of the lift
    said_kg: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was said about an event before it, by everybody who had an answer, and whether it came true."""

    question: Question
    lifter: str
    came_true: bool
    chances: Mapping[str, float]


@dataclass(slots=True)
class Walked:
    """All that was said. *left_out*: where the forecast had nothing to go by; the baselines are not asked either."""

    guesses: list[Guess] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    guesses_left_out: int = 0
    left_out: Counter[Question] = field(default_factory=Counter)


def walk(all_series: Sequence[Series], forecast: Forecast, top: Top, tell: Callable[[], None] = lambda: None) -> Walked:
    """Walk every series forward; *tell* is called after each."""
    events = [list(events_of(series, top)) for series in all_series]
    others = OtherLifters(event for own in events for event in own)
    walked = Walked()
    for series, own in zip(all_series, events, strict=True):
        _guess(series, forecast, top, walked)
        _answer(series, own, forecast, others, walked)
        tell()
    return walked


def _guess(series: Series, forecast: Forecast, top: Top, walked: Walked) -> None:
    levels = levels_of(series.exercise, top)
    for place in range(LEAST_DAYS, len(series.days)):
        day, known = series.days[place], series.days[:place]
        try:
            ours = forecast.next_e1rm(series.exercise.id, series.before(day.on), day.on)
        except LookupError:
            walked.guesses_left_out += 1
            continue
        said = {OURS: ours} | {name: exp(level(known, day.on)) for name, level in levels.items()}
        gap = (day.on - known[-1].on).days
        walked.guesses.append(Guess(lifter=series.lifter, actual_kg=day.e1rm_kg, gap_days=gap, said_kg=said))


def _answer(series: Series, events: Sequence[Event], forecast: Forecast, others: OtherLifters, walked: Walked) -> None:
    baselines = Baselines(series, others)
    for event in events:
        chances = baselines.chances(event)
        try:
            chances[OURS] = _asked(series, event, forecast)
        except LookupError:
            walked.left_out[event.question] += 1
            continue
        answer = Answer(question=event.question, lifter=event.lifter, came_true=event.came_true, chances=chances)
        walked.answers.append(answer)


def _asked(series: Series, event: Event, forecast: Forecast) -> float:
    history = series.before(event.asked_on)
    if event.target is None:
        return forecast.chance_of_pr(series.exercise.id, history, event.asked_on, WITHIN_DAYS)
    load_kg, reps = event.target
    return forecast.chance(series.exercise.id, history, event.asked_on, float(load_kg), reps)
