"""Plots as inline SVG, whose lines and letters take the colour of the page. Needs matplotlib."""

import re
from collections.abc import Sequence
from io import StringIO
from typing import Final

import matplotlib as mpl
from matplotlib.figure import Figure

from learning.metrics import Measured, Metric
from learning.report.cuts import By
from learning.report.figures import MetricReport

INK: Final = "#010203"  # stands for the colour of the page's letters, and is replaced by it
SERIES: Final = "#3b82c4"  # is seen on light and on dark paper
INCHES: Final = (7.2, 2.4)
SQUARE_INCHES: Final = (3.6, 3.6)
_NAMESPACES: Final = re.compile(r'\s+xmlns(?::\w+)?="[^"]*"')
_METADATA: Final = dict.fromkeys(("Creator", "Date", "Format", "Type"))  # none: they would link to their vocabularies


def by_week(each: MetricReport) -> str | None:
    """The values of the last weeks with their intervals; None where fewer than two weeks have any."""
    weeks = each.by.get(By.WEEK, {})
    if len(weeks) < 2:
        return None
    figure = Figure(figsize=INCHES, layout="constrained")
    axes = figure.add_subplot()
    values, places = [found.value or 0.0 for found in weeks.values()], range(len(weeks))
    axes.errorbar(places, values, yerr=_arms(list(weeks.values())), color=SERIES, marker="o", capsize=3, linewidth=1.5)
    axes.set_xticks(places, [week.partition("-")[2] for week in weeks])
    axes.set(ylim=_limits(each.metric), title=f"{each.metric.title} by week")
    return _svg(figure, f"{each.metric.name}-week")


def reliability(each: MetricReport) -> str | None:
    """What was said against what came true, a dot's area its number; None where a metric has no chances."""
    bins = each.overall.parts.get("bins")
    if not isinstance(bins, list) or not bins:
        return None
    figure = Figure(figsize=SQUARE_INCHES, layout="constrained")
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], color=INK, linestyle="--", linewidth=0.8)
    most = max(one["n"] for one in bins)
    sizes = [160 * one["n"] / most + 8 for one in bins]
    axes.scatter([one["said"] for one in bins], [one["came_true"] for one in bins], s=sizes, color=SERIES)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="chance that was said", ylabel="share that came true", aspect="equal")
    return _svg(figure, f"{each.metric.name}-reliability")


def _limits(metric: Metric) -> tuple[float, float]:
    worst, best = metric.scale
    margin = (best - worst) / 20
    return worst - margin, best + margin


def _arms(found: Sequence[Measured]) -> list[list[float]]:
    """How far the bounds lie below and above; 0 where there are none."""
    below = [(one.value or 0.0) - one.low if one.low is not None else 0.0 for one in found]
    above = [one.high - (one.value or 0.0) if one.high is not None else 0.0 for one in found]
    return [[max(0.0, arm) for arm in arms] for arms in (below, above)]


def _svg(figure: Figure, name: str) -> str:
    """*name* keeps the ids of one plot apart from those of the others on the page."""
    out = StringIO()
    for axes in figure.axes:
        axes.spines[["top", "right"]].set_visible(False)
        _ink(axes)
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": name, "svg.id": name}):
        figure.savefig(out, format="svg", transparent=True, metadata=_METADATA)
    svg = out.getvalue()
    return _NAMESPACES.sub("", svg[svg.index("<svg") :]).replace(INK, "currentColor")


def _ink(axes: mpl.axes.Axes) -> None:
    axes.tick_params(colors=INK)
    for text in (axes.title, axes.xaxis.label, axes.yaxis.label):
        text.set_color(INK)
    for spine in axes.spines.values():
        spine.set_edgecolor(INK)
