"""Scores and comparisons as tables for people, and as JSON."""

import json
from collections.abc import Iterator, Mapping
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from learning.backtest.scores import Figure
from learning.evaluation.case import Agent
from learning.evaluation.comparison import Comparison, Group
from learning.evaluation.scores import CaseScore, Scores, Summary
from learning.evaluation.statistics import Paired

SHOWN: Final = 40  # failed cases in a table; --json has them all
TARGET: Final = 0.95  # of the rules, for drafts


def show_scores(scores: Scores, console: Console, title: str) -> None:
    console.print(_agents(scores, title))
    console.print(_classes(scores))
    if labels := scores.summary().labels:
        console.print(Text("The judge's labels"))
        for name, counts in labels.items():
            console.print(Text(f"  {name}: " + ", ".join(f"{label} {n}" for label, n in sorted(counts.items()))))
    for line in _failures(scores):
        console.print(Text(line))


def show_comparison(comparison: Comparison, console: Console) -> None:
    console.print(_compared(comparison))
    for was, now in comparison.worse:
        new = [f"{one.rule} ({one.why})" for one in now.failed if one.rule not in {old.rule for old in was.failed}]
        console.print(Text(f"WORSE {now.case.id}: {'; '.join(new) or 'more rules failed'}"))
    if comparison.only_before:
        console.print(Text(f"{comparison.only_before} cases are answered in the earlier run alone."))
    for group in comparison.regressions:
        console.print(Text(f"REGRESSION beyond chance: {group.name}"))


def as_json(scores: Scores, comparison: Comparison | None, extra: Mapping[str, object]) -> str:
    summaries = {agent.value: scores.of_agent(agent) for agent in Agent}
    written: dict[str, object] = {
        "all": _summary(scores.summary()),
        "agents": {name: _summary(own.summary()) for name, own in summaries.items() if own.of},
        "classes": {f"{agent}/{kind}": _summary(own.summary()) for (agent, kind), own in scores.by_class().items()},
        "failures": [_failure(score) for score in scores.failures],
        **({"comparison": _comparison(comparison)} if comparison else {}),
        **extra,
    }
    return json.dumps(written, ensure_ascii=False)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=Text(title, style="bold"), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True)
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    return table


_COLUMNS: Final = ("n", "rules passed", "cases without a failure", "near the reference", "safety misses")


def _agents(scores: Scores, title: str) -> Table:
    table = _table(title, *_COLUMNS)
    for agent in Agent:
        if (own := scores.of_agent(agent)).of:
            table.add_row(agent.value, *_row(own.summary()))
    table.add_row("all", *_row(scores.summary()))
    return table


def _classes(scores: Scores) -> Table:
    table = _table("By class", *_COLUMNS)
    for (agent, kind), own in scores.by_class().items():
        table.add_row(f"{agent} {kind}", *_row(own.summary()))
    return table


def _row(summary: Summary) -> tuple[str, ...]:
    near = _figure(summary.similarity, 2) if summary.similarity else "–"
    return (str(summary.n), _percent(summary.rules), _percent(summary.whole), near, str(summary.safety_misses))


def _percent(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return f"{figure.value:.1%}"
    return f"{figure.value:.1%} [{figure.low:.1%}, {figure.high:.1%}]"


def _figure(figure: Figure, digits: int) -> str:
    if figure.low is None or figure.high is None:
        return f"{figure.value:.{digits}f}"
    return f"{figure.value:.{digits}f} [{figure.low:.{digits}f}, {figure.high:.{digits}f}]"


def _failures(scores: Scores) -> Iterator[str]:
    for score in scores.failures[:SHOWN]:
        for ruling in score.failed:
            yield f"{'SAFETY' if ruling.safety else 'failed'} {score.case.id}: {ruling.rule}: {ruling.why}"
    if (left := len(scores.failures) - SHOWN) > 0:
        yield f"… and {left} more cases; --json names them all."


def _compared(comparison: Comparison) -> Table:
    table = _table("Against the earlier run", "n", "before", "after", "moved", "better", "worse", "p", "nearer")
    for group in (comparison.overall, *comparison.agents, *(one for one in comparison.classes if _has_moved(one))):
        rules = group.rules
        near = _figure(group.similarity.moved, 3) if group.similarity else "–"
        table.add_row(
            group.name,
            str(rules.n),
            f"{rules.before:.1%}",
            f"{rules.after:.1%}",
            _figure(rules.moved, 3),
            str(rules.better),
            str(rules.worse),
            f"{rules.p:.3f}",
            near,
        )
    return table


def _has_moved(group: Group) -> bool:
    return bool(group.rules.better or group.rules.worse)


# ── JSON ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _summary(summary: Summary) -> dict[str, object]:
    return {
        "n": summary.n,
        "rules": _bounds(summary.rules),
        "whole": _bounds(summary.whole),
        "similarity": _bounds(summary.similarity) if summary.similarity else None,
        "safety_misses": summary.safety_misses,
        **({"labels": {name: dict(counts) for name, counts in summary.labels.items()}} if summary.labels else {}),
    }


def _failure(score: CaseScore) -> dict[str, object]:
    return {
        "case": score.case.id,
        "words": score.answer.words,
        "failed": [{"rule": one.rule, "safety": one.safety, "why": one.why} for one in score.failed],
    }


def _bounds(figure: Figure) -> dict[str, object]:
    return {"value": figure.value, "low": figure.low, "high": figure.high}


def _comparison(comparison: Comparison) -> dict[str, object]:
    groups = (comparison.overall, *comparison.agents, *comparison.classes)
    return {
        "groups": {group.name: _group(group) for group in groups},
        "worse": [now.case.id for _, now in comparison.worse],
        "better": list(comparison.better),
        "regressions": [group.name for group in comparison.regressions],
        "only_before": comparison.only_before,
    }


def _group(group: Group) -> dict[str, object]:
    near = group.similarity
    return {"rules": _paired(group.rules), "whole": _paired(group.whole), "similarity": _paired(near) if near else None}


def _paired(one: Paired) -> dict[str, object]:
    return {
        "n": one.n,
        "before": one.before,
        "after": one.after,
        "moved": _bounds(one.moved),
        "better": one.better,
        "worse": one.worse,
        "p": one.p,
    }
