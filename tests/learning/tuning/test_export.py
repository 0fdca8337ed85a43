"""An adapter's folder for NIM and vLLM, and the files for NVIDIA's customization API."""

import json
from pathlib import Path

import pytest

from learning.tuning import TuneJob, TuningError, exported, write_job
from learning.tuning.card import Architecture, Card, write_card
from learning.tuning.nemo_files import exported_nemo
from tests.learning.tuning.tiny import chat_lines, write_lines
from tests.learning.tuning.tuned import PAIRS, changed

CARD = Card(
    method="sft", base="b", agent=None, data="d", settings={}, seed=1, targets=("q_proj",), touched=2, blocks=2,
    architecture=Architecture(model_type="llama", heads=4, kv_heads=2), trainable=10, examples=1, undesirable=0,
    left_out=0, steps=1, losses={1: 1.0}, validation_loss=None, device="cpu", versions={}, minutes=0.1,
)  # fmt: skip


@pytest.fixture
def adapter(tmp_path: Path) -> Path:
    folder = tmp_path / "coach-1"
    folder.mkdir()
    (folder / "adapter_config.json").write_text('{"r": 16}')
    (folder / "adapter_model.safetensors").write_bytes(b"weights")
    write_card(CARD, folder)
    return folder


def test_the_folder_holds_what_a_server_reads_under_the_adapters_name(adapter: Path, tmp_path: Path) -> None:
    served = tmp_path / "loras"
    assert exported(adapter, served) == served / "coach-1"
    assert sorted(file.name for file in (served / "coach-1").iterdir()) == [
        "adapter_config.json",
        "adapter_model.safetensors",
    ]
    assert [folder.name for folder in served.iterdir()] == ["coach-1"], "nothing half written stays"
    assert all(file.stat().st_mode & 0o044 for file in (served / "coach-1").iterdir()), "a server's user may read it"


def test_the_same_again_changes_nothing_and_another_adapter_is_refused_the_name(adapter: Path, tmp_path: Path) -> None:
    served = tmp_path / "loras"
    exported(adapter, served, "coach")
    exported(adapter, served, "coach")
    (adapter / "adapter_model.safetensors").write_bytes(b"other")
    with pytest.raises(TuningError, match="holds another adapter"):
        exported(adapter, served, "coach")
    assert (served / "coach" / "adapter_model.safetensors").read_bytes() == b"weights"


def test_a_copy_that_was_cut_short_is_made_anew(adapter: Path, tmp_path: Path) -> None:
    half = tmp_path / "loras" / ".coach-1.new"
    half.mkdir(parents=True)
    (half / "left over").write_text("")
    folder = exported(adapter, tmp_path / "loras")
    assert not half.exists()
    assert not (folder / "left over").exists()


def test_an_adapter_that_is_not_finished_is_not_exported(adapter: Path, tmp_path: Path) -> None:
    (adapter / "card.json").unlink()
    with pytest.raises(TuningError, match="no finished adapter"):
        exported(adapter, tmp_path / "loras")


def test_nvidias_files_are_chat_lines_and_a_job_for_each_generation(adapter: Path, tmp_path: Path) -> None:
    train = write_lines(tmp_path / "train.jsonl", chat_lines(PAIRS[:3]))
    job = TuneJob(base="meta/llama", train=train, validation=train, out=adapter, r=8)
    write_job(job, adapter / "job.json")
    to = exported_nemo(adapter, tmp_path / "coach-data")
    lines = [json.loads(line) for line in (to / "training.jsonl").read_text().splitlines()]
    assert lines == chat_lines(PAIRS[:3])
    assert (to / "validation.jsonl").read_text() == (to / "training.jsonl").read_text()
    old, new = (json.loads((to / f"job.{name}.json").read_text()) for name in ("microservices", "platform"))
    assert old["hyperparameters"]["lora"]["adapter_dim"] == new["spec"]["training"]["lora"]["rank"] == 8
    assert old["dataset"]["name"] == "coach-data"
    write_job(changed(job, method="kto"), adapter / "job.json")
    with pytest.raises(TuningError, match="no single votes"):
        exported_nemo(adapter, tmp_path / "kto")
