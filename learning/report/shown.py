"""How figures are written, in tables and on the page alike. Pure."""

from collections.abc import Iterator, Mapping
from typing import Final

from learning.metrics import Measured, Metric
from learning.report.figures import Report
from learning.report.trials import Trial

NOTHING: Final = "There is nothing yet: no answer is on record. Talk to the coach, and ask again."
NO_INTERVAL: Final = "too few lifters, or all alike"
CAVEAT: Final = (
    "Intervals hold 95 % of 1,000 draws of lifters; there is none below two lifters, or where all are alike. "
    "Votes and stars are of those who give them, and what follows a plan does not prove that the plan caused it."
)
_FORMS: Final = {"satisfaction": "{:.2f}", "relevance": "{:.2f}"}
_UNITS: Final = {"satisfaction": " of 5"}
_SHARE: Final = "{:.1%}"


def basis_text(report: Report) -> str:
    """``1,204 answers to 31 lifters since 2026-09-01``."""
    counts = ((report.answers, "answer"), (report.lifters, "lifter"))
    basis = " to ".join(f"{count:,} {noun}{'s' * (count != 1)}" for count, noun in counts)
    return f"{basis} since {report.since.isoformat()}" if report.since else basis


def value_text(metric: Metric, value: float | None) -> str:
    """``71.4%``, ``4.20 of 5``; a dash for none."""
    return "–" if value is None else _number(metric, value) + _UNITS.get(metric.name, "")


def interval_text(metric: Metric, measured: Measured) -> str:
    """``65.1% to 77.0%``, or why there is none."""
    if measured.value is None:
        return measured.lacking
    if measured.low is None or measured.high is None:
        return NO_INTERVAL
    return f"{_number(metric, measured.low)} to {_number(metric, measured.high)}"


def _number(metric: Metric, value: float) -> str:
    return _FORMS.get(metric.name, _SHARE).format(value)


def parts_of(parts: Mapping[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    """Every number that a figure is made of, with its name in words; lists are left to the plots."""
    for key, part in parts.items():
        name = f"{before}{key.replace('_', ' ')}"
        match part:
            case Mapping() if key == "by_stars":
                yield name, ", ".join(f"{stars} ★ {count:,}" for stars, count in part.items())
            case Mapping():
                yield from parts_of(part, f"{name}: ")
            case None:
                yield name, "–"
            case int():
                yield name, f"{part:,}"
            case float():
                yield name, f"{part:.3f}"
            case _:
                pass


def trial_text(trial: Trial) -> str:
    """What an experiment is about: ``style: conservative against aggressive, by agreement after 28 days``."""
    it = trial.experiment
    of = f"{it.varies} of {it.agent}" if it.agent else it.varies.value
    return (
        f"{of}: {it.treatment.name} against {it.control.name}, by {it.metric} after {it.horizon_days} days; "
        f"at least {it.minimum_effect:g} is looked for, within {it.most_days} days"
    )


def effect_text(trial: Trial) -> str:
    """``+0.080 (-0.010 to +0.170), 40 and 38 lifters``."""
    found = trial.analysis
    if found is None or found.effect is None:
        return "nothing measured yet"
    n = " and ".join(f"{count} in {arm}" for arm, count in found.n.items())
    return f"{found.effect:+.3f} ({found.low:+.3f} to {found.high:+.3f}), {n}"


def verdict_text(trial: Trial) -> str:
    if trial.experiment.ended_at and trial.experiment.ended_why:
        return trial.experiment.ended_why
    return trial.analysis.why if trial.analysis else "it has not begun"
