"""The report for scripts. Pure."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from learning.backtest.scores import DRAWS, SEED
from learning.metrics import Measured
from learning.report.figures import MetricReport, Report
from learning.report.trials import Trial
from storage.records import Version


def json_text(report: Report) -> str:
    """One object, under the names of the records' fields; instants are ISO 8601."""
    return json.dumps(
        {
            "made_at": report.made_at,
            "since": report.since and report.since.isoformat(),
            "lifters": report.lifters,
            "answers": report.answers,
            "bootstrap": {"over": "lifters", "draws": DRAWS, "seed": SEED},
            "metrics": {name: _metric(each) for name, each in report.metrics.items()},
            "experiments": [_trial(trial) for trial in report.trials],
            "versions": [_version(version) for version in report.versions],
        },
        indent=1,
        default=datetime.isoformat,
    )


def _metric(each: MetricReport) -> Mapping[str, object]:
    by = {cut.value: {label: _measured(one) for label, one in parts.items()} for cut, parts in each.by.items()}
    named = {"title": each.metric.title, "means": each.metric.means, "counts": each.metric.counts}
    return {**named, **_measured(each.overall), "by": by}


def _measured(one: Measured) -> Mapping[str, object]:
    return {
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "n": one.n,
        "lifters": one.lifters,
        "lacking": one.lacking,
        "parts": one.parts,
    }


def _trial(trial: Trial) -> Mapping[str, object]:
    found = trial.analysis
    analysis = {**asdict(found), "n": dict(found.n)} if found else None
    terms = {name: term for name, term in asdict(trial.experiment).items() if name != "salt"}
    return {**terms, "state": trial.state, "analysis": analysis}


def _version(version: Version) -> Mapping[str, object]:
    return asdict(version) | {"settings": json.loads(version.settings), "evaluation": json.loads(version.evaluation)}
