"""The report as one page that needs nothing else: no script, no font, no picture from elsewhere."""

from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

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

TEMPLATE: Final = "page.html.j2"


def page(report: Report) -> str:
    """HTML. No word of a lifter is in it, and whatever else is a name is escaped."""
    templates = Environment(
        loader=PackageLoader("learning.report", ""),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return templates.get_template(TEMPLATE).render(
        report=report,
        plots={name: _plots(each) for name, each in report.metrics.items()},
        caveat=CAVEAT,
        nothing=NOTHING,
        basis_text=basis_text,
        effect_text=effect_text,
        interval_text=interval_text,
        parts_of=parts_of,
        trial_text=trial_text,
        value_text=value_text,
        verdict_text=verdict_text,
    )


def _plots(each: MetricReport) -> list[str]:
    """Markup: drawn from numbers and ISO weeks, without a name in it."""
    from learning.report.plots import by_week, reliability  # they import matplotlib

    return [svg for svg in (by_week(each), reliability(each)) if svg]
