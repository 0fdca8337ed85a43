"""A chart as a PNG for a phone. Needs matplotlib, which takes a second to import: do that off the event loop."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from matplotlib.ticker import MaxNLocator

from bot.charts.chart import Chart, Mark, Marked, Theme

# 1080 × 1080 pixels: a phone shows it about 360 points wide, so a 15-point letter here is 10 points there.
INCHES: Final = (7.2, 7.2)
DOTS_PER_INCH: Final = 150
PLACE: Final = (0.115, 0.2, 0.85, 0.62)  # of the axes: left, bottom, width and height
ABOVE_YEARS: Final = (0.115, 0.245, 0.85, 0.575)
TEXT, SMALL, LARGE = 15, 13.5, 21

INK: Final = {
    Theme.LIGHT: {"paper": "#ffffff", "text": "#1b2733", "faint": "#5d6b7a", "grid": "#e3e8ee", "main": "#0b62a4"},
    Theme.DARK: {"paper": "#17212b", "text": "#f2f5f8", "faint": "#a9b6c3", "grid": "#2c3a48", "main": "#6cb8ff"},
}
"""Text on paper has a contrast of 14 to 1 and more, faint text of 5 and more (WCAG 2.2 asks for 4.5)."""
PILES: Final = {
    Theme.LIGHT: ("#0b62a4", "#e08a00", "#1a8a63", "#b5487f", "#7a5cc4", "#9aa5b1"),
    Theme.DARK: ("#6cb8ff", "#ffb84d", "#4fd1a5", "#f08bbd", "#b39ef0", "#8a97a5"),
}
MOST_TICKS: Final = 6
NEAR_THE_EDGE: Final = 0.88  # of the width: from there on a name in the middle of its mark would leave the picture
MARK_PIXELS: Final = 14  # from the middle of a mark to its rim
LABEL_SHIFT_POINTS, LABEL_LIFT_POINTS = 9, 13


@dataclass(frozen=True, slots=True)
class Look:
    marker: str
    size: float
    pile: int  # whose colour it has
    filled: bool = True


MARKS: Final = {
    Mark.BEST: Look("*", 17, 1),
    Mark.OPEN: Look("D", 10, 2, filled=False),
    Mark.HIT: Look("D", 10, 2),
    Mark.MISSED: Look("X", 11, 3),
}


def draw(chart: Chart) -> bytes:
    """*chart* as PNG, 1080 pixels square. The same chart gives the same picture."""
    figure, out = figure_of(chart), BytesIO()
    figure.savefig(out, format="png", facecolor=figure.get_facecolor(), metadata={"Software": None})
    return out.getvalue()


def figure_of(chart: Chart) -> Figure:
    ink = INK[chart.theme]
    figure = Figure(figsize=INCHES, dpi=DOTS_PER_INCH, facecolor=ink["paper"])
    FigureCanvasAgg(figure)
    axes = figure.add_axes(PLACE)
    _set_up(axes, ink)
    if chart.weeks:
        _draw_bars(axes, chart, ink)
    else:
        _draw_days(axes, chart, ink)
    figure.text(0.04, 0.945, _plain(chart.title), fontsize=LARGE, weight="bold", color=ink["text"], va="center")
    figure.text(0.04, 0.89, _plain(chart.subtitle), fontsize=TEXT, color=ink["faint"], va="center")
    axes.set_title(_plain(chart.y), fontsize=SMALL, color=ink["faint"], loc="left", pad=8)
    _legend(figure, axes, ink, has_bars=bool(chart.bars))
    return figure


def _plain(text: str) -> str:
    return text.replace("$", r"\$")  # else it would be read as a formula


def _set_up(axes: Axes, ink: dict[str, str]) -> None:
    axes.set_facecolor(ink["paper"])
    axes.grid(axis="y", color=ink["grid"], linewidth=1.2)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=TEXT, colors=ink["text"], length=0, pad=7)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(ink["grid"])
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))


def _draw_days(axes: Axes, chart: Chart, ink: dict[str, str]) -> None:
    if chart.band:
        lows, highs = [one.low for one in chart.band], [one.high for one in chart.band]
        days = _numbers(one.on for one in chart.band)
        axes.fill_between(days, lows, highs, color=ink["main"], alpha=0.18, linewidth=0, label=chart.band_label)
    days = _numbers(point.on for point in chart.points)
    values = [point.value for point in chart.points]
    axes.plot(days, values, color=ink["main"], linewidth=2.4, marker="o", markersize=6.5, label=chart.point_label)
    for mark, text in chart.labels:
        _draw_marks(axes, chart, mark, text, ink)
    axes.margins(x=0.04, y=0.12)
    _name_newest(axes, chart, ink)
    shown = _ticks(_days_drawn(chart))
    names = _dated(shown, chart)
    axes.set_xticks(_numbers(shown), names)
    if any("\n" in name for name in names):
        axes.set_position(ABOVE_YEARS)


def _draw_marks(axes: Axes, chart: Chart, mark: Mark, text: str, ink: dict[str, str]) -> None:
    look, colour = MARKS[mark], PILES[chart.theme][MARKS[mark].pile]
    found = [one for one in chart.marks if one.mark is mark]
    style: dict[str, Any] = {"marker": look.marker, "markersize": look.size, "linestyle": "none", "zorder": 5}
    fill = colour if look.filled else ink["paper"]
    axes.plot(
        _numbers(one.on for one in found),
        [one.value for one in found],
        **style,
        color=colour,
        markerfacecolor=fill,
        markeredgewidth=2.2 if not look.filled else 0.8,
        label=text,
    )


def _name_newest(axes: Axes, chart: Chart, ink: dict[str, str]) -> None:
    """What the target to come is, else the newest one: several names would lie upon each other."""
    named = [one for one in chart.marks if one.text]
    newest = max(named, key=lambda one: (one.mark is Mark.OPEN, one.on), default=None)
    if newest is None:
        return
    above = _named(axes, newest, chart, ink)
    if not (hidden := _hidden_by(above, axes, newest, chart)):
        return
    below = _named(axes, newest, chart, ink, is_below=True)
    (above if _hidden_by(below, axes, newest, chart) < hidden else below).remove()


def _named(axes: Axes, marked: Marked, chart: Chart, ink: dict[str, str], *, is_below: bool = False) -> Annotation:
    colour = PILES[chart.theme][MARKS[marked.mark].pile]
    place = float(_numbers([marked.on])[0])
    left, right = axes.get_xlim()
    is_at_the_edge = place > left + (right - left) * NEAR_THE_EDGE
    return axes.annotate(
        _plain(marked.text),
        (place, marked.value),
        (LABEL_SHIFT_POINTS if is_at_the_edge else 0, -LABEL_LIFT_POINTS if is_below else LABEL_LIFT_POINTS),
        textcoords="offset points",
        ha="right" if is_at_the_edge else "center",
        va="top" if is_below else "baseline",
        fontsize=SMALL,
        weight="bold",
        color=colour,
        bbox={"facecolor": ink["paper"], "edgecolor": "none", "pad": 1.5, "alpha": 0.8},
        zorder=6,
    )


def _hidden_by(name: Annotation, axes: Axes, marked: Marked, chart: Chart) -> int:
    """How many other marks lie under a name."""
    box = name.get_window_extent().padded(MARK_PIXELS)
    others = [one for one in chart.marks if one is not marked]
    places = (axes.transData.transform((one.on.toordinal(), one.value)) for one in others)
    return sum(bool(box.contains(*place)) for place in places)


def _draw_bars(axes: Axes, chart: Chart, ink: dict[str, str]) -> None:
    places, below = range(len(chart.weeks)), [0.0] * len(chart.weeks)
    for bars, colour in zip(chart.bars, PILES[chart.theme], strict=False):
        axes.bar(places, bars.values, 0.74, bottom=below, color=colour, label=_plain(bars.label))
        below = [low + value for low, value in zip(below, bars.values, strict=True)]
    if chart.line is not None:
        axes.axhline(chart.line, color=ink["text"], linewidth=2, linestyle=(0, (5, 3)), label=chart.line_label)
    every = 1 if len(chart.weeks) <= 6 else 2
    shown = [place for place in places if (len(chart.weeks) - 1 - place) % every == 0]
    axes.set_xticks(shown, [_day(chart.weeks[place], chart) for place in shown])
    axes.margins(x=0.02, y=0.08)
    if chart.most is not None:
        axes.set_ylim(0, chart.most)


def _legend(figure: Figure, axes: Axes, ink: dict[str, str], *, has_bars: bool) -> None:
    _, labels = axes.get_legend_handles_labels()
    if len(labels) > 1 or has_bars:
        figure.legend(
            loc="lower left",
            bbox_to_anchor=(0.03, 0.012),
            ncols=2 if len(labels) < 6 else 3,
            frameon=False,
            fontsize=SMALL,
            labelcolor=ink["text"],
            handlelength=1.5,
            columnspacing=1.4,
        )


def _numbers(days: Iterable[date]) -> list[float]:
    return [float(day.toordinal()) for day in days]


def _days_drawn(chart: Chart) -> list[date]:
    """Every day that has something of the picture, oldest first."""
    return sorted(day for of in (chart.points, chart.band, chart.marks) for day in (one.on for one in of))


def _ticks(days: Sequence[date]) -> list[date]:
    """Firsts of months, or where the days are too near for two of them, MOST_TICKS days at most."""
    first, last = days[0], days[-1]
    all_days = (date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1))
    months = [day for day in all_days if day.day == 1]
    found = months if len(months) > 1 else list(dict.fromkeys(days))
    return found[:: -(-len(found) // MOST_TICKS)]


def _dated(days: Sequence[date], chart: Chart) -> list[str]:
    """The names of *days*; where they are of several years, the first of each has its year below."""
    before = (None, *days)
    is_of_one = days[0].year == days[-1].year
    return [
        _day(on, chart) if is_of_one or (last and last.year == on.year) else f"{_day(on, chart)}\n{on.year}"
        for last, on in zip(before, days, strict=False)
    ]


def _day(on: date, chart: Chart) -> str:
    """``23 Nov``, and the first of a month by its name alone."""
    month = chart.months[on.month - 1]
    return month if on.day == 1 else f"{on.day} {month}"
