"""The whole loop on a tiny random model: votes, a dataset, the real trainer and server, the agents, a decision."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from agents.model import ModelUnavailable, Request
from learning.cycle import steps
from learning.cycle.gate import LEAST_CASES, Gate, gate
from learning.cycle.journal import cycles, read
from learning.demo.days import asked, lived
from learning.demo.loop import Clock, Stage, Stopwatch, cycle, fed, opened
from learning.demo.plan import AGENT, Plan
from learning.demo.talks import situations
from learning.evaluation.answer import Answer, read_answers
from learning.evaluation.case import Agent, EvaluationCase, load_cases
from storage.records import VersionState

pytestmark = [pytest.mark.tune, pytest.mark.timeout(180)]

FEW = LEAST_CASES - 1  # so that random words are refused for certain, and not by how they fell this time


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    from tests.learning.tuning.tiny import tiny_model

    tiny = tiny_model(tmp_path)
    plan = Plan(
        folder=tmp_path / "demo",
        base=str(tiny.folder),
        weights=tiny.gguf,
        lifters=12,
        talks=5,
        steps=3,
        learning_rate=2e-2,
        longest_answer_tokens=12,
        situations=3,
        canary_lifters=30,
        canary_days=20,
        least_lifters=5,
        least_examples=15,
    )
    async with opened(plan, Clock(), load_cases((Agent.COACH,))[:FEW]) as found:
        yield found


async def test_an_answer_hangs_on_its_question_and_whose_it_is_alone(stage: Stage) -> None:
    """So that a run can be done again, and two people with the same question are two draws."""
    _, found = situations(1, 1, 2, stage.means, stage.knowledge.exercises)
    request, other = (replace(one.request, whose="ann") for one in found)
    first = await spoken(stage, request)
    await spoken(stage, other)
    assert first
    assert await spoken(stage, request) == first
    assert await spoken(stage, replace(request, whose="eve")) != first


async def spoken(stage: Stage, request: Request) -> str:
    pieces: list[str] = []
    with suppress(ModelUnavailable):  # random words come to no end
        async for piece in stage.model.stream(request):
            pieces.append(str(piece))  # noqa: PERF401  what came before the end counts
    return "".join(pieces)


async def test_every_step_really_happens_and_random_weights_are_refused(stage: Stage) -> None:
    votes = await fed(stage)
    ran = await cycle(stage, Stopwatch(), lambda _: None)
    assert ran.is_done, ran.line
    (version,) = await stage.shop.store.versions()
    (folder,) = cycles(stage.shop.folder, AGENT)
    journal, card = read(folder), json.loads(version.settings)

    assert votes["up"] > votes["down"] > 0
    assert list(journal.done) == ["collect", "filter", "build", "tune", "load", "evaluate"]
    assert (card["steps"], card["touched"], card["examples"] >= 10) == (3, 2, True)
    assert list(card["losses"]) == ["1", "2", "3"]
    assert Path(version.path, "adapter_model.safetensors").stat().st_size > 1000
    for name in ("before", "after"):
        answers = read_answers(folder / f"{name}.jsonl")
        assert len(answers) == FEW
        assert sum(bool(one.raw) for one in answers) > FEW // 2, "the server was really asked"
    assert [one.raw for one in read_answers(folder / "before.jsonl")] != [
        one.raw for one in read_answers(folder / "after.jsonl")
    ]
    assert f"{version.name} is rejected: only " in ran.line
    assert "the base model goes on serving" in ran.line
    assert version.state is VersionState.REJECTED
    assert (await stage.shop.store.lineup()).serving == {}
    assert not list((stage.shop.folder / "adapters").glob("*.gguf"))


async def test_one_that_the_gate_lets_through_speaks_in_its_arm_and_lifters_decide(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gate is planted; adapter, server, dealing, answers, votes and looks are real."""

    def opened_gate(before: Sequence[Answer], after: Sequence[Answer], cases: Sequence[EvaluationCase]) -> Gate:
        return replace(gate(before, after, cases), is_open=True, why="planted")

    monkeypatch.setattr(steps, "gate", opened_gate)
    await fed(stage)
    ran = await cycle(stage, Stopwatch(), lambda _: None)
    assert ran.is_done, ran.line
    (experiment,) = await stage.shop.store.experiments()
    assert "speaks to 20% of lifters for up to 20 days; planted" in ran.line

    answers = await asked(stage, experiment)
    control, treatment = (answers[arm.name] for arm in (experiment.control, experiment.treatment))
    assert [one.exchange.answer for one in control] != [one.exchange.answer for one in treatment]
    assert {one.exchange.adapter for one in control} == {None}
    assert {one.exchange.adapter for one in treatment} == {experiment.name}

    days = await lived(stage, experiment, answers, lambda _: None)
    (version,) = await stage.shop.store.versions()
    assert (days.lifters, days.days) == (30, 20)
    assert "is rolled back" in days.ran.line
    assert version.state is VersionState.RETIRED
    arms = {
        (tag, exchange.adapter)
        for user in await stage.shop.store.lifters()
        if (whole := await stage.shop.store.whole(user))
        for turn in whole.turns
        for exchange in whole.exchanges
        if exchange.turn == turn.id
        for tag in turn.arms
    }
    assert arms == {(f"{experiment.name}:base", None), (f"{experiment.name}:{experiment.name}", experiment.name)}
