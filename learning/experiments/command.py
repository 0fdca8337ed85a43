"""``focusflow experiment``: what each of its commands does with the database."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from statistics import stdev
from typing import Final

from bot.config import Config
from knowledge.library import load_exercises
from learning.experiments.analysis import Analysis, analyse
from learning.experiments.bounds import horizon_refusal, refusal
from learning.experiments.collect import HARMS, Collected, Left, collected, joined, usual_values
from learning.experiments.observation import CONTROL, TREATMENT
from learning.experiments.planning import BadPlan, Needed, planned
from learning.experiments.terms import NotNow, Terms, check_metric, registered, started, stopped
from learning.lifters import everybody
from learning.metrics import METRICS
from storage.open import open_store
from storage.records import Experiment
from storage.store import Store

LEAST_LIFTERS: Final = 30  # whose values tell how much values vary
USUAL_SD: Final = 0.3  # where there are fewer; a single yes or no has 0.5, and the mean of many much less
DAYS_A_WEEK: Final = 7
LEAST_A_WEEK: Final = 0.01
MOST_A_WEEK: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """What is to be planned; *sd* None: as the lifters in the database vary."""

    metric: str
    effect: float
    sd: float | None
    share: float
    power: float
    horizon_days: int
    a_week: float | None  # lifters who come; None: not told


async def plan_lines(wished: Wished, config: Config, now: datetime) -> list[str]:
    """The answer of ``plan``. Raises BadTerms, BadPlan and StoreUnavailable."""
    check_metric(wished.metric)
    _check(wished)
    sd, where = (wished.sd, "as you said") if wished.sd is not None else await _usual_sd(wished, config, now)
    margin = min(margin for margin in HARMS.values() if margin is not None)
    needed = planned(sd=sd, effect=wished.effect, share=wished.share, power=wished.power, margin=margin)
    return _planned_lines(wished, needed, sd, where)


def _check(wished: Wished) -> None:
    """Before the database is read for it."""
    wrong = horizon_refusal(wished.horizon_days)
    if wished.a_week is not None:
        wrong = wrong or refusal("number of lifters a week", wished.a_week, LEAST_A_WEEK, MOST_A_WEEK)
    if wrong:
        raise BadPlan(wrong)


async def register(terms: Terms, config: Config, now: datetime) -> str:
    """Raises BadTerms, NotNow and StoreUnavailable."""
    experiment = registered(terms, config.experiments.salt, now, config.experiments.prompt_sets)
    async with open_store(config.database.url) as store:
        if any(one.name == terms.name for one in await store.experiments()):
            raise NotNow(f"{terms.name} is registered already, and its terms do not change: take another name.")
        if not await store.keep_experiment(experiment):
            raise NotNow(f"{terms.name} was registered a moment ago: look with `focusflow experiment show`.")
    return f"Registered: {_terms(experiment)} `focusflow experiment start {experiment.name}` begins it."


async def start(name: str, config: Config, now: datetime) -> str:
    """Raises NotNow and StoreUnavailable."""
    async with open_store(config.database.url) as store:
        running = (await store.lineup()).experiments
        await _keep(store, started(await _named(store, name), running, now))
    return f"{name} has begun: the bot reads it at its start and on its clock."


async def stop(name: str, why: str, config: Config, now: datetime) -> str:
    """Raises BadTerms, NotNow and StoreUnavailable."""
    async with open_store(config.database.url) as store:
        await _keep(store, stopped(await _named(store, name), why, now))
    return f"{name} has ended: nobody gets one of its arms any more."


async def show_lines(name: str | None, config: Config, now: datetime) -> list[str]:
    """A paragraph for each experiment, or for that one. Raises NotNow and StoreUnavailable."""
    async with open_store(config.database.url) as store:
        shown = [await _named(store, name)] if name else [*await store.experiments()]
        found = await _collected(store, [one for one in shown if one.started_at], now)
    lines = [line for one in shown for line in _shown(one, found.get(one.name), now)]
    return lines or ["No experiment is registered."]


# ── the database ───────────────────────────────────────────────────────────────────────────────────────────────────


async def _named(store: Store, name: str) -> Experiment:
    known = {one.name: one for one in await store.experiments()}
    if name not in known:
        among = f"it is one of {', '.join(known)}" if known else "none is registered"
        raise NotNow(f"There is no experiment {name!r}: {among}.")
    return known[name]


async def _keep(store: Store, experiment: Experiment) -> None:
    if not await store.keep_experiment(experiment):
        raise NotNow(f"{experiment.name} has other terms by now: look with `focusflow experiment show`.")


async def _collected(store: Store, experiments: list[Experiment], now: datetime) -> dict[str, Collected]:
    if not experiments:
        return {}
    exercises, parts = load_exercises(), {one.name: [joined(())] for one in experiments}
    async for whole in everybody(store):
        for one in experiments:
            parts[one.name].append(collected(one, [whole], exercises, now))
    return {name: joined(found) for name, found in parts.items()}


async def _usual_sd(wished: Wished, config: Config, now: datetime) -> tuple[float, str]:
    """How much lifters' values vary, and where that is from."""
    metric, exercises = METRICS[wished.metric], load_exercises()
    values: list[float] = []
    async with open_store(config.database.url) as store:
        async for whole in everybody(store):
            values += usual_values(metric, wished.horizon_days, [whole], exercises, now)
    if len(values) < LEAST_LIFTERS or not (sd := stdev(values)):
        return USUAL_SD, f"assumed: only {len(values)} lifters here have a value, and {LEAST_LIFTERS} would tell"
    return sd, f"of {len(values)} lifters here"


# ── words ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _planned_lines(wished: Wished, needed: Needed, sd: float, where: str) -> list[str]:
    lines = [f"{wished.metric}: values vary by {sd:.2f} (standard deviation, {where})."]
    if needed.lifters is None:
        return [*lines, f"An effect of {wished.effect:g} takes more lifters than can be had: plan for a larger one."]
    lines += [
        f"An effect of {wished.effect:g} is found in {wished.power:.0%} of experiments with {needed.lifters:,} "
        f"lifters, of whom {wished.share:.0%} get the treatment, however often you look.",
        "That it does no harm is shown with them too, where a warning sign follows as few answers as is usual.",
        f"With one single look, at the end, {needed.lifters_one_look:,} would do for the effect alone.",
    ]
    if wished.a_week:
        weeks = ceil(needed.lifters / wished.a_week + wished.horizon_days / DAYS_A_WEEK)
        lines.append(
            f"With {wished.a_week:g} lifters a week that is {weeks:,} weeks, the {wished.horizon_days} days "
            "until the last is measured among them."
        )
    return lines


def _terms(one: Experiment) -> str:
    of = f" of {one.agent}" if one.agent else ""
    return (
        f"{one.name}: {one.varies.value}{of}, {one.treatment.name} for {one.share:.0%} against {one.control.name}; "
        f"{one.metric} after {one.horizon_days} days, for an effect of {one.minimum_effect:g}, "
        f"at most {one.most_days} days."
    )


def _shown(one: Experiment, found: Collected | None, now: datetime) -> Iterator[str]:
    yield _terms(one)
    if found is None or one.started_at is None:
        yield f"  registered on {one.registered_at:%Y-%m-%d}, not begun"
        return
    ended = f", ended on {one.ended_at:%Y-%m-%d}: {one.ended_why}" if one.ended_at else ""
    yield f"  begun on {one.started_at:%Y-%m-%d}{ended}"
    analysis = analyse(one, found.observations, found.harms, now)
    yield f"  {analysis.verdict.value.upper()}. {analysis.why[0].upper()}{analysis.why[1:]}"
    yield f"  effect {_effect(analysis)}; {_counts(one, analysis)}"
    yield from _left_out(found)


def _effect(analysis: Analysis) -> str:
    value = "unknown" if analysis.effect is None else f"{analysis.effect:+.3f}"
    return f"{value}, between {analysis.low:+.3f} and {analysis.high:+.3f} (95 % at all looks)"


def _counts(one: Experiment, analysis: Analysis) -> str:
    return f"{one.treatment.name} {analysis.n[TREATMENT]:,} and {one.control.name} {analysis.n[CONTROL]:,} lifters"


def _left_out(found: Collected) -> Iterator[str]:
    counts = Counter((one.why, one.arm) for one in found.left_out)
    for why in Left:
        arms = ", ".join(f"{arm} {n:,}" for (reason, arm), n in sorted(counts.items()) if reason is why)
        if arms:
            yield f"  left out, {why.value}: {arms}"
    if strays := [one.user for one in found.left_out if one.why is Left.OTHER_ARM]:
        yield f"  whose answers name another arm: {', '.join(strays)}"
