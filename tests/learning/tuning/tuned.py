"""Tunings in a process of their own, as the cycle starts them."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from learning.tuning import TuneJob, write_job

PAIRS = [(f"Bench {load}x5, slept 8 h", f"Hold {load} and rest.") for load in range(100, 200, 5)]
# One thread: several wait for each other in a spin when the cores are shared.
QUIET = {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
ALL = """
import sys
from pathlib import Path
from learning.tuning import TuningError, read_job, tuned
for file in sys.argv[1:]:
    try:
        tuned(read_job(Path(file)), lambda step: None)
        print("tuned")
    except TuningError as failure:
        print(failure)
"""


def start(job: TuneJob, file: Path) -> "subprocess.Popen[str]":
    write_job(job, file)
    return subprocess.Popen(
        [sys.executable, "-m", "learning.tuning", str(file)],
        env=os.environ | QUIET,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def run(job: TuneJob, file: Path) -> tuple[int, str, str]:
    """Exit status, standard output and standard error."""
    with start(job, file) as ended:
        out, err = ended.communicate()
    return ended.returncode, out, err


def run_all(jobs: Sequence[TuneJob], folder: Path) -> list[str]:
    """Several in one process, for its start costs most; "tuned", or what was said, for each."""
    files = []
    for place, job in enumerate(jobs):
        files.append(str(folder / f"job-{place}.json"))
        write_job(job, Path(files[-1]))
    ended = subprocess.run([sys.executable, "-c", ALL, *files], env=os.environ | QUIET, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.splitlines()


def card_of(out: Path) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads((out / "card.json").read_text())
    return fields


def kto_lines(chats: list[Any]) -> list[object]:
    return [
        {"prompt": chat["messages"][:-1], "completion": chat["messages"][-1:], "label": place % 2 == 0}
        for place, chat in enumerate(chats)
    ]


def changed(job: TuneJob, **fields: Any) -> TuneJob:
    return TuneJob(**(asdict(job) | fields))


def post(address: str, path: str, body: object) -> Any:
    request = Request(f"{address}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urlopen(request, timeout=60) as answer:
        return json.load(answer)
