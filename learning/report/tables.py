"""The report as tables for people."""

from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from learning.report.figures import MetricReport, Report
from learning.report.shown import (
    CAVEAT,
    NOTHING,
    basis_text,
    effect_text,
    interval_text,
    parts_of,
    trial_text,
    value_text,
    verdict_text,
)
from learning.report.trials import Trial
from storage.records import Version

WIDTH: Final = 140  # where the output is no terminal


def show(report: Report, console: Console) -> None:
    """Print all of it, or that there is nothing."""
    if report.is_empty:
        console.print(Text(NOTHING))
        return
    console.print(Text(f"{basis_text(report)}."))
    console.print(_metrics(report))
    for each in report.metrics.values():
        _say_what_it_means(each, console)
    for each in report.metrics.values():
        _show_cuts(each, console)
    if report.trials:
        console.print(_trials(report.trials))
    if report.versions:
        console.print(_versions(report.versions))
    console.print(Text(CAVEAT))


def _table(title: str, *columns: str) -> Table:
    table = Table(title=Text(title, style="bold"), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column)
    return table


def _metrics(report: Report) -> Table:
    table = _table("The six metrics", "", "value", "95 %", "n", "lifters")
    for each in report.metrics.values():
        found = each.overall
        value, interval = value_text(each.metric, found.value), interval_text(each.metric, found)
        table.add_row(Text(each.metric.title), value, Text(interval), f"{found.n:,}", f"{found.lifters:,}")
    return table


def _say_what_it_means(each: MetricReport, console: Console) -> None:
    console.print(Text(f"{each.metric.title}: {each.metric.means}; n counts {each.metric.counts}."))
    parts = "; ".join(f"{name} {number}" for name, number in parts_of(each.overall.parts))
    if each.overall.n and parts:
        console.print(Text(f"  {parts}."))


def _show_cuts(each: MetricReport, console: Console) -> None:
    if not any(each.by.values()):
        return
    table = _table(each.metric.title, "by", "", "value", "95 %", "n", "lifters")
    for by, parts in each.by.items():
        for label, found in parts.items():
            value, interval = value_text(each.metric, found.value), interval_text(each.metric, found)
            table.add_row(by, Text(label), value, Text(interval), f"{found.n:,}", f"{found.lifters:,}")
    console.print(table)


def _trials(trials: tuple[Trial, ...]) -> Table:
    table = _table("Experiments", "", "", "treatment less control", "verdict", "")
    for one in trials:
        verdict = one.analysis.verdict if one.analysis else ""
        what = Text(f"{one.experiment.name}\n{trial_text(one)}")
        table.add_row(what, one.state, effect_text(one), verdict, Text(verdict_text(one)))
    return table


def _versions(versions: tuple[Version, ...]) -> Table:
    table = _table("Versions", "", "agent", "base", "state", "since", "why")
    for one in versions:
        since = f"{one.changed_at:%Y-%m-%d}"
        table.add_row(Text(one.name), Text(one.agent), Text(one.base), one.state, since, Text(one.why))
    return table
