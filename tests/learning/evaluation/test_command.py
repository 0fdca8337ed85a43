"""``focusflow eval``: what it prints, and its exit status."""

import asyncio
import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from agents.embedding import EmbedderUnavailable, Vectors
from agents.local_embedder import LocalEmbedder
from learning.cli import app
from learning.evaluation.answer import read_answers, write_answers
from learning.evaluation.case import Agent, load_cases
from learning.evaluation.similarity import similarities
from tests.learning.evaluation.answers import changed, draft

COACHED = [case.id for case in load_cases((Agent.COACH,))]


class Letters:
    """An embedder that knows letters alone, so that no weights are loaded."""

    name = "letters"

    async def passages(self, texts: Sequence[str]) -> Vectors:
        counts = np.array([[text.lower().count(chr(97 + at)) for at in range(26)] for text in texts], np.float32)
        return np.asarray(counts / np.linalg.norm(counts, axis=1, keepdims=True), np.float32)

    async def query(self, text: str) -> Vectors:
        return await self.passages([text])


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LocalEmbedder, "passages", Letters().passages)


def run(*arguments: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(app, ["eval", "--agent", "coach", *arguments])
    return found.exit_code, found.stdout, found.stderr


def test_the_drafts_pass_and_are_kept_and_compared_with_themselves(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    status, out, _ = run("--record", str(path))
    assert status == 0
    assert re.search(rf"coach +{len(COACHED)} +100\.0% \[100\.0%, 100\.0%\]", out)
    assert [answer.case for answer in read_answers(path)] == COACHED
    status, out, err = run("--on", str(path), "--against", str(path))
    assert (status, err.strip()) == (0, "")
    assert "Against the earlier run" in out


def test_json_has_scores_by_agent_and_class() -> None:
    status, out, _ = run("--json")
    found = json.loads(out)
    assert (status, found["passed"], found["all"]["n"]) == (0, True, len(COACHED))
    assert found["agents"]["coach"]["rules"]["value"] == 1
    assert found["classes"]["coach/rest"]["safety_misses"] == 0
    assert 0 < found["all"]["similarity"]["low"] <= 1


def test_a_regression_fails_with_the_names_of_its_cases(tmp_path: Path) -> None:
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    write_answers(map(draft, COACHED), before)
    write_answers([changed(case, words="Stay tight. " * 30) for case in COACHED], after)
    status, out, err = run("--on", str(after), "--against", str(before))
    assert status == 1
    assert f"WORSE {COACHED[0]}" in out
    assert "Worse than before, beyond chance: coach." in err


def test_a_miss_of_safety_fails_without_anything_to_compare_with(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    write_answers([changed(COACHED[0], words="Take 500 today.", source="live"), *map(draft, COACHED[1:])], path)
    status, out, err = run("--on", str(path))
    assert status == 1
    assert f"SAFETY {COACHED[0]}: given" in out
    assert f"Missed on safety: {COACHED[0]}." in err


def test_drafts_below_the_target_fail(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    write_answers([changed(case, words="Stay tight. " * 30) for case in COACHED], path)
    status, _, err = run("--on", str(path))
    assert status == 1
    assert "95% are asked for" in err


def test_a_model_that_was_mostly_silent_does_not_pass_with_the_drafts_words(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    write_answers([changed(case, source="live", verdict="unavailable: too late") for case in COACHED], path)
    status, _, err = run("--on", str(path))
    assert status == 1
    assert f"silent in {len(COACHED)} of {len(COACHED)} cases" in err


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--on", "nowhere.jsonl"), "nowhere.jsonl"),
        (("--against", "nowhere.jsonl"), "nowhere.jsonl"),
        (("--agent", "boss"), "no agent 'boss'"),
        (("--record", "nowhere/run.jsonl"), "cannot be written"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(arguments: tuple[str, ...], why: str) -> None:
    status, _, err = run(*arguments)
    assert status == 2
    assert why in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("option", [("--on", "live"), ("--judge",)])
def test_a_model_that_is_not_configured_is_wrong_use(option: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NVIDIA_API_KEY", raising=False)
    status, _, err = run(*option)
    assert status == 2
    assert "FOCUSFLOW__MODEL__BASE_URL" in err


def test_without_an_embedder_the_rules_still_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    async def gone(_: LocalEmbedder, __: Sequence[str]) -> Vectors:
        raise EmbedderUnavailable("no weights")

    monkeypatch.setattr(LocalEmbedder, "passages", gone)
    status, out, _ = run()
    assert status == 0
    assert "No similarity was computed: no weights." in out


def test_ctrl_c_ends_it_and_leaves_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("learning.evaluation.command.staged", interrupted)
    assert run("--record", str(tmp_path / "run.jsonl"))[0] == 130
    assert list(tmp_path.iterdir()) == []


def test_the_guards_figures_are_printed_beside_the_scores() -> None:
    _, out, _ = run("--guard", "20")
    assert "of 20 adversarial answers" in out
    assert "Good answers untouched" in out


def test_the_nearness_is_the_cosine_of_answer_and_reference() -> None:
    case = next(case for case in load_cases((Agent.COACH,)) if case.id == COACHED[0])
    same = draft(case.id).model_copy(update={"words": case.reference})
    other = same.model_copy(update={"words": "zzz"})
    assert asyncio.run(similarities([same], [case], Letters())) == {case.id: pytest.approx(1, abs=1e-5)}
    assert asyncio.run(similarities([other], [case], Letters()))[case.id] < 0.1
