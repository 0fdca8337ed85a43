"""``focusflow eval``: its bars on standard error, its tables on standard output, its verdict as the exit status."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic_ns
from typing import Final

from rich.console import Console
from rich.progress import Progress

from agents.calls import Means
from agents.embedding import Embedder, EmbedderUnavailable
from agents.local_embedder import LocalEmbedder
from agents.model import Model
from agents.prompting import Prompts
from bot.app import Knowledge, agent_settings, open_model, wall_clock
from bot.config import Config, Secrets
from learning.adversary.figures import GOOD_COUNT, GuardFigures, guard_figures
from learning.evaluation.answer import Answer, read_answers, write_answers
from learning.evaluation.case import Agent, BadCases, EvaluationCase, load_cases
from learning.evaluation.comparison import compare
from learning.evaluation.drafts import SOURCE as DRAFTS
from learning.evaluation.drafts import drafted
from learning.evaluation.judge import judge_prompts, judge_settings, judged
from learning.evaluation.live import SOURCE as LIVE
from learning.evaluation.live import answered_live, raw
from learning.evaluation.result import Result, asked_and_silent, json_text, show
from learning.evaluation.scores import Scores, evaluate
from learning.evaluation.similarity import similarities
from learning.evaluation.stage import Staged, staged

SEED: Final = 1  # of the adversary's answers
AT_ONCE: Final = 8  # cases that a model is asked about at the same time
WIDTH: Final = 140  # where the output is no terminal


class WrongUse(Exception):
    """What was asked for cannot be done; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What to answer with (drafts, live, or a recorded run), what to set it against, and what to do with it."""

    on: str = DRAFTS
    against: Path | None = None
    agent: Agent | None = None
    record: Path | None = None
    judge: bool = False
    as_json: bool = False
    guard: int = 0  # adversarial answers


def options_from(
    on: str,
    against: Path | None,
    agent: str | None,
    record: Path | None,
    *,
    judge: bool,
    as_json: bool,
    guard: int,
) -> Options:
    """The options as they were typed. Raises WrongUse."""
    if agent is not None and agent not in set(Agent):
        raise WrongUse(f"There is no agent {agent!r}: it is one of {', '.join(Agent)}.")
    return Options(
        on=on,
        against=against,
        agent=Agent(agent) if agent else None,
        record=record,
        judge=judge,
        as_json=as_json,
        guard=guard,
    )


def run_evaluation(options: Options, config: Config, secrets: Secrets) -> bool:
    """Evaluate and print; whether it passed. Raises WrongUse and BadCases."""
    result = asyncio.run(_result(options, config, secrets))
    console = Console(width=None if Console().is_terminal else WIDTH, highlight=False, soft_wrap=True)
    if options.as_json:
        console.print(json_text(result), markup=False)
    else:
        show(result, console)
    for failure in result.failures:
        Console(stderr=True, highlight=False, soft_wrap=True).print(failure, markup=False)
    return not result.failures


async def _result(options: Options, config: Config, secrets: Secrets) -> Result:
    cases = load_cases((options.agent,) if options.agent else tuple(Agent))
    earlier = _earlier(options, cases) if options.against else None
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bars = _Bars(progress)
        async with _Endpoint(options, config, secrets) as model:
            answers = await _answers(options, cases, config, model, bars)
            if options.judge:
                answers = await _with_labels(answers, cases, config, model, bars)
        if options.record:
            _write(answers, options.record)
        scores, notes = await _scored(answers, cases, bars, earlier)
        guard = await _guard(options.guard, bars) if options.guard else None
    unguarded = raw(answers)
    return Result(
        answers=answers,
        scores=scores[0],
        raw=evaluate(unguarded, cases) if unguarded else None,
        comparison=compare(scores[1], scores[0]) if earlier else None,
        guard=guard,
        notes=(*notes, *_silent(answers)),
    )


class _Bars:
    """A bar for each part of the work that is long."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def bar(self, title: str, total: int) -> Callable[[int], None]:
        task = self._progress.add_task(title, total=total)
        return lambda done: self._progress.advance(task, done)


class _Endpoint:
    """The model that is configured, open while it is asked; None where the run needs none."""

    def __init__(self, options: Options, config: Config, secrets: Secrets) -> None:
        self._model = open_model(config, secrets) if options.on == LIVE or options.judge else None
        if self._model is None and (options.on == LIVE or options.judge):
            raise WrongUse(
                "There is no model to ask: set NVIDIA_API_KEY, or FOCUSFLOW__MODEL__BASE_URL to an address that "
                "speaks OpenAI's protocol."
            )

    async def __aenter__(self) -> Model | None:
        return self._model

    async def __aexit__(self, *_: object) -> None:
        if self._model:
            await self._model.close()


# ── answers ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _earlier(options: Options, cases: Sequence[EvaluationCase]) -> tuple[Answer, ...]:
    assert options.against is not None  # noqa: S101 -- the caller looked
    return _of_cases(_read(options.against), cases)


def _read(path: Path) -> tuple[Answer, ...]:
    try:
        return read_answers(path)
    except BadCases as error:
        raise WrongUse(f"{error}.") from error


def _of_cases(answers: Sequence[Answer], cases: Sequence[EvaluationCase]) -> tuple[Answer, ...]:
    """Those that are to *cases*: one agent may be asked for, and cases come and go."""
    known = {case.id for case in cases}
    return tuple(answer for answer in answers if answer.case in known)


async def _answers(
    options: Options, cases: Sequence[EvaluationCase], config: Config, model: Model | None, bars: _Bars
) -> tuple[Answer, ...]:
    if options.on not in (DRAFTS, LIVE):
        answers = _of_cases(_read(Path(options.on)), cases)
        if not answers:
            raise WrongUse(f"{options.on}: none of its answers is to a case of ours.")
        return answers
    stages = [*_staged(cases, bars)]
    if options.on == DRAFTS or model is None:
        return tuple(drafted(case, stage) for case, stage in stages)
    passages = {passage.id: passage for passage in Knowledge.load().passages}
    means = Means(model, agent_settings(config), Prompts.load(), wall_clock, _milliseconds, passages)
    return await answered_live(stages, means, min(AT_ONCE, config.model.at_once), bars.bar("Asking", len(cases)))


def _staged(cases: Sequence[EvaluationCase], bars: _Bars) -> Sequence[tuple[EvaluationCase, Staged]]:
    knowledge, tick = Knowledge.load(), bars.bar("Cases", len(cases))
    found = []
    for case in cases:
        found.append((case, staged(case, knowledge)))
        tick(1)
    return found


def _milliseconds() -> int:
    return monotonic_ns() // 1_000_000


async def _with_labels(
    answers: tuple[Answer, ...],
    cases: Sequence[EvaluationCase],
    config: Config,
    model: Model | None,
    bars: _Bars,
) -> tuple[Answer, ...]:
    if model is None:
        return answers
    means = Means(model, judge_settings(config.model.name), judge_prompts(), wall_clock, _milliseconds)
    return await judged(answers, cases, means, min(AT_ONCE, config.model.at_once), bars.bar("Judging", len(answers)))


def _write(answers: Sequence[Answer], path: Path) -> None:
    try:
        write_answers(answers, path)
    except OSError as error:
        raise WrongUse(f"{path} cannot be written: {error.strerror or error}.") from error


# ── scores ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _scored(
    answers: tuple[Answer, ...],
    cases: Sequence[EvaluationCase],
    bars: _Bars,
    earlier: tuple[Answer, ...] | None,
) -> tuple[tuple[Scores, Scores], tuple[str, ...]]:
    """Of this run and the earlier one, which is the same where there is none."""
    embedder, notes = LocalEmbedder(), []
    scores: list[Scores] = []
    for run in (answers, earlier) if earlier is not None else (answers,):
        try:
            near = await _near(run, cases, embedder, bars)
        except EmbedderUnavailable as failure:
            near, notes = {}, [f"No similarity was computed: {failure}."]
        scores.append(evaluate(run, cases, near))
    return (scores[0], scores[-1]), tuple(notes)


async def _near(
    answers: tuple[Answer, ...], cases: Sequence[EvaluationCase], embedder: Embedder, bars: _Bars
) -> Mapping[str, float]:
    return await similarities(answers, cases, embedder, bars.bar("Comparing meanings", 2 * len(answers)))


def _silent(answers: Sequence[Answer]) -> tuple[str, ...]:
    """How often the draft stood in for a model, where one was asked."""
    asked, silent = asked_and_silent(answers)
    if not asked:
        return ()
    refused = sum(not one.verdict.startswith(("used", "unavailable")) for one in answers if one.verdict)
    return (f"Asked about {asked} cases: silent in {silent}, refused by the guard in {refused}.",)


async def _guard(count: int, bars: _Bars) -> GuardFigures:
    tick = bars.bar("Adversarial answers", count + GOOD_COUNT)
    figures: Awaitable[GuardFigures] = guard_figures(count, SEED, tick=tick)
    return await figures
