"""The demonstration from its beginning to its table."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from learning.cycle.canary import canary_of
from learning.cycle.journal import cycles
from learning.demo.days import Days, asked, lived
from learning.demo.loop import Clock, Said, Stage, Stopwatch, cycle, fed, opened
from learning.demo.plan import AGENT, BEGINS_AT, Plan
from learning.demo.votes import RULE
from learning.evaluation.answer import Answer, read_answers
from learning.evaluation.comparison import Comparison, compare
from learning.evaluation.live import raw
from learning.evaluation.scores import evaluate
from storage.records import Version


async def played(plan: Plan, said: Said) -> None:
    """Every part, and then what it came to, whatever that is."""
    watch, clock = Stopwatch(), Clock()
    watch.begin("start of the server")
    async with opened(plan, clock) as stage:
        said(_settings(plan))
        watch.begin("votes of lifters")
        votes = await fed(stage)
        said(f"Lifters who are learned from: {plan.lifters}, of whose talks {_counts(votes)}.")
        ran = await cycle(stage, watch, said)
        said(f"DECISION, {BEGINS_AT:%Y-%m-%d}: {ran.line}")
        await _show_version(stage, said)
        canary = await canary_of(AGENT, stage.shop.store)
        if canary:
            watch.begin("answers of both arms")
            answers = await asked(stage, canary.experiment)
            watch.begin("canary's days")
            days = await lived(stage, canary.experiment, answers, said)
            watch.begin("")
            _show_days(days, said)
    _show_times(watch, said)


def _settings(plan: Plan) -> str:
    return (
        f"Base {plan.base} ({plan.weights.name}); sft, {plan.steps} steps of {plan.batch_size} examples, learning "
        f"rate {plan.learning_rate:g}; seed {plan.seed}; the machine has {os.cpu_count()} cores, load "
        f"{os.getloadavg()[0]:.1f}.\n{RULE}\nThe talks that are learned from were worded from tables, a fifth of them "
        "badly; the model's own words are those of the evaluation and of the canary."
    )


def _counts(votes: Mapping[str, int]) -> str:
    return f"{votes.get('up', 0)} were liked, {votes.get('down', 0)} disliked and {votes.get('none', 0)} not voted on"


# ── the version ────────────────────────────────────────────────────────────────────────────────────────────────────


async def _show_version(stage: Stage, said: Said) -> None:
    versions = await stage.shop.store.versions()
    if not versions:
        return
    _show_training(versions[-1], said)
    folder = list(cycles(stage.shop.folder, AGENT))[-1]
    before, after = folder / "before.jsonl", folder / "after.jsonl"
    if before.exists() and after.exists():
        _show_answers(stage, before, after, said)


def _show_training(version: Version, said: Said) -> None:
    card = json.loads(version.settings)
    losses = list(card["losses"].values())
    said(
        f"Adapter: {card['examples']} examples, {card['trainable']:,} weights in {card['touched']} of {card['blocks']} "
        f"layers; loss {losses[0]:.3f} → {losses[-1]:.3f}, on lifters who were not trained on "
        f"{card['validation_loss'] if card['validation_loss'] is None else round(card['validation_loss'], 3)}."
    )


def _show_answers(stage: Stage, before: Path, after: Path, said: Said) -> None:
    was, now = read_answers(before), read_answers(after)
    cases = stage.shop.cases
    said("| coach cases | base | tuned |\n|---|---|---|")
    for title, found in (
        ("model alone", _compared(raw(was), raw(now), cases)),
        ("as read", _compared(was, now, cases)),
    ):
        rules, whole = found.overall.rules, found.overall.whole
        said(f"| {title}: rules passed ({rules.n} cases) | {rules.before:.1%} | {rules.after:.1%} |")
        said(f"| {title}: without a failure | {whole.before:.1%} | {whole.after:.1%} |")
    said(f"| whole past the guard | {_whole(was)} | {_whole(now)} |")


def _compared(was: tuple[Answer, ...], now: tuple[Answer, ...], cases: object) -> Comparison:
    return compare(evaluate(was, cases), evaluate(now, cases))  # type: ignore[arg-type]


def _whole(answers: tuple[Answer, ...]) -> str:
    asked_ = [one for one in answers if one.verdict]
    return f"{sum(one.verdict == 'used' for one in asked_)}/{len(asked_)}"


# ── the canary ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _show_days(days: Days, said: Said) -> None:
    said("| situations that nobody learned from | clean | plain line alone | other |\n|---|---|---|---|")
    for arm, kinds in days.kinds.items():
        total = sum(kinds.values())
        shares = " | ".join(f"{kinds.get(kind, 0)}/{total}" for kind in ("clean", "plain", "other"))
        said(f"| {arm} | {shares} |")
    said(f"The canary took {days.days} simulated days and {days.lifters} lifters.\nDECISION: {days.ran.line}")


def _show_times(watch: Stopwatch, said: Said) -> None:
    parts = "; ".join(f"{part} {seconds:.0f} s" for part, seconds in watch.seconds.items())
    said(f"Times: {parts}; in all {sum(watch.seconds.values()) / 60:.1f} min, load {os.getloadavg()[0]:.1f}.")
