"""The report as tables for people."""

from collections.abc import Mapping
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from knowledge.rules import OFFER_CHANCE, SHOWN_CHANCE
from learning.backtest.events import Question
from learning.backtest.report import ChanceReport, LevelReport, Report, ShownReport
from learning.backtest.scores import BINS, DRAWS, Figure

WIDTH: Final = 120  # where the output is no terminal
NAMES: Final = {
    "focusflow": "FocusFlow",
    "last_value": "last value",
    "ewma_0.3": "EWMA 0.3",
    "ewma_0.7": "EWMA 0.7",
    "guide_rule": "guide's rule",
    "trend_8": "trend of 8",
    "own_rate": "own base rate",
    "guide_table": "guide's rule as a table",
}
SPREADS: Final = {"last_value": " ± 6 %", "ewma_0.7": " ± own spread", "trend_8": " ± own spread"}
TITLES: Final[Mapping[Question, str]] = {
    Question.SAME_REPS: "Same reps as last time",
    Question.LOAD_RAISED: "… with the load raised",
    Question.PR_SET: "An e1RM PR set",
    Question.PR_IN_WEEK: "A PR within 7 days",
    Question.PR_IN_WEEK_TRAINED: "… where the lift was trained again",
}


def show(report: Report, console: Console) -> None:
    console.print(_lifters(report))
    if report.next_e1rm:
        console.print(_levels(report.next_e1rm))
    for question, chances in report.chances.items():
        console.print(_chances(TITLES[question], chances))
    if report.chances:
        console.print(_shown({question: chances.shown for question, chances in report.chances.items()}))
    console.print(Text(_legend(report)))


def _table(title: str, *columns: str) -> Table:
    table = Table(title=Text(title, style="bold"), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True)
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _lifters(report: Report) -> Table:
    table = _table("Lifters", "lifts", "training days", "work sets of 1-12 reps")
    for own in report.lifters:
        table.add_row(Text(own.lifter), str(own.lifts), f"{own.training_days:,}", f"{own.used_sets:,}")
    return table


def _levels(levels: LevelReport) -> Table:
    title = f"e1RM of the next session: n = {levels.n:,}{_left_out(levels.left_out)}"
    gap = f"after > 21 d (n={levels.after_gap_n})"
    table = _table(title, "MAE %", "less last value's", "median %", "within 5 %", gap)
    for name, score in levels.forecasts.items():
        late = "–" if score.after_gap_mae_percent is None else f"{score.after_gap_mae_percent:.1f}"
        table.add_row(
            NAMES[name],
            _figure(score.mae_percent, 2),
            _figure(score.minus_last_value, 2),
            f"{score.median_percent:.2f}",
            f"{score.within_5_percent_share:.0%}",
            late,
        )
    return table


def _chances(title: str, chances: ChanceReport) -> Table:
    rate = _figure(chances.base_rate, 2)
    table = _table(
        f"{title}: n = {chances.n:,}, came true {rate}{_left_out(chances.left_out)}",
        "Brier",
        "log loss",
        "calibration error",
        "less last value's",
    )
    for name, score in chances.forecasts.items():
        figures = (score.brier, score.log_loss, score.ece, score.log_loss_minus_last_value)
        table.add_row(NAMES[name] + SPREADS.get(name, ""), *(_figure(each, 3) for each in figures))
    return table


def _shown(shown: Mapping[Question, ShownReport]) -> Table:
    table = _table(
        f"FocusFlow's chances as they are shown: at most {SHOWN_CHANCE:.0%}, in whole percent",
        "calibration error",
        "held there",
        "above",
        f"n ≥ {OFFER_CHANCE:.0%}",
        "said",
        "came true",
    )
    for question, own in shown.items():
        offered = ("–" if share is None else f"{share:.0%}" for share in (own.offered_said, own.offered_came_true))
        counts = (f"{own.capped:,}", f"{own.above_cap:,}", f"{own.offered_n:,}")
        table.add_row(TITLES[question], _figure(own.ece, 3), *counts, *offered)
    return table


def _figure(figure: Figure, places: int) -> str:
    if figure.low is None or figure.high is None:
        return f"{figure.value:.{places}f}"
    return f"{figure.value:.{places}f} [{figure.low:.{places}f}, {figure.high:.{places}f}]"


def _left_out(count: int) -> str:
    return f" ({count:,} more without a forecast)" if count else ""


def _legend(report: Report) -> str:
    intervals = (
        f"In brackets: 95 % of {DRAWS:,} draws of lifters; where these are few, less sure than it looks."
        if len(report.lifters) > 1
        else "One lifter has no interval over lifters, and no table from the others."
    )
    return (
        f"{intervals} Lower is better. Calibration error: |mean chance - share that came true| in {BINS} bins of "
        "equal width, by their n. Sets are asked for at the load that was chosen that day; logs hold no plan."
    )
