"""A job is read strictly, and refused in one sentence."""

import json
from pathlib import Path

import pytest

from learning.tuning import BadJob, TuneJob, read_job, write_job

LEAST = {"base": "b", "train": "train.jsonl", "out": "adapter"}


def test_a_job_comes_back_as_it_was_written(tmp_path: Path) -> None:
    job = TuneJob(base="b", train=Path("t"), out=Path("o"), targets=("q_proj",), method="kto", seed=7)
    write_job(job, tmp_path / "job.json")
    assert read_job(tmp_path / "job.json") == job


def test_what_a_job_leaves_out_is_as_the_guide_has_it(tmp_path: Path) -> None:
    (tmp_path / "job.json").write_text(json.dumps(LEAST))
    job = read_job(tmp_path / "job.json")
    assert (job.r, job.alpha, job.dropout, job.targets, job.method) == (16, 32, 0.05, None, "sft")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"bse": "x"}, "bse"),
        ({"steps": "80"}, "steps"),
        ({"steps": 0}, "steps"),
        ({"method": "dpo"}, "method"),
        ({"targets": []}, "targets"),
        ({"learning_rate": 2}, "learning_rate"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, more: dict[str, object], said: str) -> None:
    (tmp_path / "job.json").write_text(json.dumps(LEAST | more))
    with pytest.raises(BadJob, match=rf"job\.json is no job: .*{said}") as failure:
        read_job(tmp_path / "job.json")
    assert "\n" not in str(failure.value)


def test_a_missing_file_and_no_json_are_said(tmp_path: Path) -> None:
    with pytest.raises(BadJob, match="cannot be read"):
        read_job(tmp_path / "none.json")
    (tmp_path / "job.json").write_text("[")
    with pytest.raises(BadJob, match="no job"):
        read_job(tmp_path / "job.json")
