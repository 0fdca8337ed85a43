"""Tunings of a tiny model, each in a process of its own (``make test-tune``)."""

import signal
from pathlib import Path
from typing import Any

import pytest

from learning.tuning import TuneJob
from tests.learning.tuning.tiny import Tiny, broken_model, chat_lines, hybrid_model, write_lines
from tests.learning.tuning.tuned import PAIRS, card_of, changed, kto_lines, run, run_all, start

pytestmark = [pytest.mark.tune, pytest.mark.timeout(300), pytest.mark.filterwarnings("ignore")]

CHATS = chat_lines(PAIRS)
STEPS = 16
WEIGHTS = "adapter_model.safetensors"


@pytest.fixture
def job(tiny: Tiny, tmp_path: Path) -> TuneJob:
    train = write_lines(tmp_path / "train.jsonl", CHATS)
    return TuneJob(base=str(tiny.folder), train=train, out=tmp_path / "a", steps=STEPS, learning_rate=2e-2)


def lasting(card: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in card.items() if name != "minutes"}


def test_a_killed_tuning_goes_on_and_ends_as_one_that_was_not(job: TuneJob, tmp_path: Path) -> None:
    whole, out, told = run(changed(job, validation=job.train), tmp_path / "a.json")
    assert (whole, out) == (0, ""), told
    assert f"step {STEPS}/{STEPS}, loss " in told

    killed = changed(job, validation=job.train, out=tmp_path / "b")
    with start(killed, tmp_path / "b.json") as begun:
        assert begun.stderr is not None
        for line in begun.stderr:
            if line.startswith("step 12/"):  # past the second checkpoint
                begun.send_signal(signal.SIGKILL)
                break
    assert begun.returncode == -signal.SIGKILL
    assert not (killed.out / "card.json").exists()
    (killed.out / "checkpoints" / "checkpoint-11").mkdir()  # one that was being written

    code, _, again = run(killed, tmp_path / "b.json")
    assert code == 0, again
    assert "step 11/" in again
    assert "step 10/" not in again
    assert lasting(card_of(killed.out)) == lasting(card_of(job.out))
    assert (killed.out / WEIGHTS).read_bytes() == (job.out / WEIGHTS).read_bytes()
    assert not (killed.out / "checkpoints").exists()

    card = card_of(job.out)
    assert list(card["losses"]) == [str(step) for step in range(1, STEPS + 1)]
    assert card["losses"][str(STEPS)] < card["losses"]["1"] / 2
    assert 0 < card["validation_loss"] < card["losses"]["1"] / 2
    assert (card["touched"], card["blocks"], card["targets"]) == (2, 2, ["q_proj", "v_proj"])
    assert card["trainable"] == 2 * 16 * (64 + 64 + 64 + 32)
    assert (card["examples"], card["left_out"], card["undesirable"]) == (len(PAIRS), 0, 0)

    assert run(killed, tmp_path / "b.json") == (0, "", ""), "what is finished is not trained again"
    code, _, refused = run(changed(killed, seed=2), tmp_path / "b.json")
    assert code == 1
    assert "begun with other settings" in refused


def test_ctrl_c_leaves_checkpoints_and_nothing_half_done(job: TuneJob, tmp_path: Path) -> None:
    with start(job, tmp_path / "job.json") as stopped:
        assert stopped.stderr is not None
        for line in stopped.stderr:
            if line.startswith("step 7/"):
                stopped.send_signal(signal.SIGINT)
                break
        rest = stopped.stderr.read()
    assert stopped.returncode == 130
    assert "goes on from its last checkpoint" in rest
    assert "Traceback" not in rest
    assert (job.out / "checkpoints" / "checkpoint-5" / "trainer_state.json").exists()
    assert not (job.out / "card.json").exists()


def test_each_is_tuned_or_refused_in_one_sentence(tiny: Tiny, job: TuneJob, tmp_path: Path) -> None:
    votes = write_lines(tmp_path / "kto.jsonl", kto_lines(CHATS))
    liked = write_lines(tmp_path / "liked.jsonl", kto_lines(CHATS)[::2])
    hybrid = str(hybrid_model(tiny, tmp_path / "hybrid"))
    broken = str(broken_model(tiny, tmp_path / "broken"))
    wanted = {
        "KTO needs both": changed(job, method="kto", train=liked, out=tmp_path / "one kind"),
        "The base no/such-model cannot be loaded": changed(job, base="no/such-model"),
        "would touch 0 of 2 layers": changed(job, targets=("wq",)),
        "fits into 8 tokens": changed(job, longest_tokens=8),
        "batch_size to 2": changed(job, method="kto", batch_size=1, train=votes),
        "not finite at step 1; lower tuning.learning_rate": changed(job, base=broken, out=tmp_path / "broken-1"),
        "q_proj, v_proj would touch 1 of 4 layers": changed(job, base=hybrid, targets=("q_proj", "v_proj")),
        "tuned": changed(job, base=hybrid, steps=2, out=tmp_path / "hybrid-1"),
        "tuned ": changed(job, method="kto", train=votes, out=tmp_path / "kto-1"),
    }
    said = run_all(list(wanted.values()), tmp_path)
    assert len(said) == len(wanted), said
    for sentence, told in zip(wanted, said, strict=True):
        assert sentence.strip() in told
    assert not job.out.exists(), "what is refused leaves no folder"
    assert not (tmp_path / "broken-1" / "card.json").exists()

    on_hybrid = card_of(tmp_path / "hybrid-1")
    assert (on_hybrid["touched"], on_hybrid["blocks"]) == (4, 4)
    kto = card_of(tmp_path / "kto-1")
    assert kto["undesirable"] == len(PAIRS) / 2
    assert kto["losses"][str(STEPS)] < kto["losses"]["1"] - 0.1
