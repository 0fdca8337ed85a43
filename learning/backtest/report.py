"""What the walk showed, as figures under stable names. Pure."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Final

from knowledge.rules import OFFER_CHANCE, SHOWN_CHANCE
from learning.backtest.baselines import GUIDE_TABLE, OWN_RATE
from learning.backtest.days import Series
from learning.backtest.events import Question
from learning.backtest.levels import LAST, TREND, TUNED
from learning.backtest.scores import (
    Bin,
    Draws,
    Figure,
    Sums,
    bins,
    brier,
    chance_sums,
    difference,
    ece,
    error_sums,
    figure,
    log_loss,
    mean,
)
from learning.backtest.walk import OURS, Answer, Guess, Walked

CLOSE_PERCENT: Final = 5.0
LONG_GAP_DAYS: Final = 21
ORDER: Final = (OURS, LAST, TUNED, TREND, OWN_RATE, GUIDE_TABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelScore:
    """Errors are |forecast - actual| / actual, in percent."""

    mae_percent: Figure
    minus_last_value: Figure
    median_percent: float
    within_5_percent_share: float
    after_gap_mae_percent: float | None  # None: no session came after a gap


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelReport:
    n: int
    left_out: int
    after_gap_n: int
    forecasts: Mapping[str, LevelScore]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceScore:
    brier: Figure
    log_loss: Figure
    ece: Figure
    log_loss_minus_last_value: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReport:
    """Our chances as a lifter would read them: in whole percent and never above the cap."""

    ece: Figure
    capped: int  # so many would have been above it
    above_cap: int  # and so many are: must be 0
    offered_n: int  # those that are high enough to be offered as a target
    offered_said: float | None
    offered_came_true: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceReport:
    n: int
    left_out: int
    base_rate: Figure
    forecasts: Mapping[str, ChanceScore]
    shown: ShownReport
    reliability: tuple[Bin, ...]  # ours


@dataclass(frozen=True, slots=True, kw_only=True)
class LifterReport:
    lifter: str
    lifts: int
    training_days: int
    used_sets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """*next_e1rm* and each of *chances* are missing where the logs hold no such event."""

    lifters: tuple[LifterReport, ...]
    next_e1rm: LevelReport | None
    chances: Mapping[Question, ChanceReport]


def report_of(all_series: Sequence[Series], walked: Walked) -> Report:
    chances = {question: _of(walked.answers, question) for question in Question}
    return Report(
        lifters=_lifters(all_series),
        next_e1rm=_level_report(walked) if walked.guesses else None,
        chances={
            question: _chance_report(answers, walked.left_out[question])
            for question, answers in chances.items()
            if answers
        },
    )


def _of(answers: Sequence[Answer], question: Question) -> list[Answer]:
    return [answer for answer in answers if answer.question is question]


def _lifters(all_series: Sequence[Series]) -> tuple[LifterReport, ...]:
    by_lifter: dict[str, list[Series]] = defaultdict(list)
    for series in all_series:
        by_lifter[series.lifter].append(series)
    return tuple(
        LifterReport(
            lifter=lifter,
            lifts=len(own),
            training_days=sum(len(series.days) for series in own),
            used_sets=sum(len(day.sets) for series in own for day in series.days),
        )
        for lifter, own in by_lifter.items()
    )


def _level_report(walked: Walked) -> LevelReport:
    guesses = walked.guesses
    draws = Draws(sorted({guess.lifter for guess in guesses}))
    totals = {name: draws.totals(_errors_by_lifter(guesses, name)) for name in guesses[0].said_kg}
    return LevelReport(
        n=len(guesses),
        left_out=walked.guesses_left_out,
        after_gap_n=sum(guess.gap_days > LONG_GAP_DAYS for guess in guesses),
        forecasts={name: _level_score(guesses, name, totals) for name in totals},
    )


def _errors_by_lifter(guesses: Sequence[Guess], name: str) -> dict[str, Sums]:
    errors: dict[str, list[float]] = defaultdict(list)
    for guess in guesses:
        errors[guess.lifter].append(_percent_off(guess, name))
    return {lifter: error_sums(own) for lifter, own in errors.items()}


def _percent_off(guess: Guess, name: str) -> float:
    return 100 * abs(guess.said_kg[name] - guess.actual_kg) / guess.actual_kg


def _level_score(guesses: Sequence[Guess], name: str, totals: Mapping[str, Sequence[Sums]]) -> LevelScore:
    errors = [_percent_off(guess, name) for guess in guesses]
    late = [_percent_off(guess, name) for guess in guesses if guess.gap_days > LONG_GAP_DAYS]
    return LevelScore(
        mae_percent=figure(totals[name], mean),
        minus_last_value=difference(totals[name], totals[LAST], mean),
        median_percent=median(errors),
        within_5_percent_share=sum(error <= CLOSE_PERCENT for error in errors) / len(errors),
        after_gap_mae_percent=sum(late) / len(late) if late else None,
    )


def _chance_report(answers: Sequence[Answer], left_out: int) -> ChanceReport:
    draws = Draws(sorted({answer.lifter for answer in answers}))
    names = [name for name in ORDER if all(name in answer.chances for answer in answers)]
    totals = {name: _totals(answers, draws, partial(_said, name)) for name in names}
    rates = _totals(answers, draws, lambda answer: float(answer.came_true))
    return ChanceReport(
        n=len(answers),
        left_out=left_out,
        base_rate=figure(rates, _share_true),
        forecasts={name: _chance_score(totals[name], totals[LAST]) for name in names},
        shown=_shown_report(answers, draws),
        reliability=bins(totals[OURS][0]),
    )


def _totals(answers: Sequence[Answer], draws: Draws, said: Callable[[Answer], float]) -> list[Sums]:
    by_lifter: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for answer in answers:
        by_lifter[answer.lifter].append((said(answer), answer.came_true))
    return draws.totals({lifter: chance_sums(own) for lifter, own in by_lifter.items()})


def _said(name: str, answer: Answer) -> float:
    return answer.chances[name]


def _share_true(sums: Sums) -> float:
    return sum(sums[5::3]) / sums[0]


def _chance_score(own: Sequence[Sums], last: Sequence[Sums]) -> ChanceScore:
    return ChanceScore(
        brier=figure(own, brier),
        log_loss=figure(own, log_loss),
        ece=figure(own, ece),
        log_loss_minus_last_value=difference(own, last, log_loss),
    )


def _shown_report(answers: Sequence[Answer], draws: Draws) -> ShownReport:
    offered = [answer for answer in answers if answer.chances[OURS] >= OFFER_CHANCE]
    return ShownReport(
        ece=figure(_totals(answers, draws, shown), ece),
        capped=sum(answer.chances[OURS] > SHOWN_CHANCE for answer in answers),
        above_cap=sum(shown(answer) > SHOWN_CHANCE for answer in answers),
        offered_n=len(offered),
        offered_said=sum(map(shown, offered)) / len(offered) if offered else None,
        offered_came_true=sum(answer.came_true for answer in offered) / len(offered) if offered else None,
    )


def shown(answer: Answer) -> float:
    """Our chance as it is said to a lifter."""
    return round(min(SHOWN_CHANCE, answer.chances[OURS]), 2)
