"""The reliability diagram: what was said against what came true. Needs matplotlib, which takes a second to import."""

from pathlib import Path
from typing import Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from learning.backtest.report import Report
from learning.backtest.tables import TITLES

INCHES: Final = (7.0, 8.0)
DOTS_PER_INCH: Final = 120


def draw(report: Report, out: Path) -> None:
    """Write it as PNG; a dot's area is its number of forecasts.

    Raises:
        OSError: *out* cannot be written.
    """
    figure = Figure(figsize=INCHES, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--", label="as said, so it came")
    for question, chances in report.chances.items():
        said = [each.said for each in chances.reliability]
        came = [each.came_true for each in chances.reliability]
        (line,) = axes.plot(said, came, linewidth=1, label=f"{TITLES[question]} (n={chances.n:,})")
        sizes = [400 * each.n / chances.n + 4 for each in chances.reliability]
        axes.scatter(said, came, s=sizes, color=line.get_color(), alpha=0.6)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="chance that was given", ylabel="share that came true", aspect="equal")
    figure.legend(loc="outside lower center", ncols=2, fontsize="small")
    figure.savefig(out, format="png", dpi=DOTS_PER_INCH)
