"""What NVIDIA's customization API trains on: chat JSON lines, and the job that names them."""

import json
from pathlib import Path
from typing import Final

from learning.tuning.errors import TuningError
from learning.tuning.examples import fit_for, read_examples
from learning.tuning.job import JOB, TuneJob, read_job
from learning.tuning.nemo import GENERATIONS, spec_of

TRAINING: Final = "training.jsonl"
VALIDATION: Final = "validation.jsonl"


def exported_nemo(source: Path, to: Path) -> Path:
    """Writes the examples of a job, and the job itself once for each generation of the API, into *to*.

    *source*: the folder of an adapter, or a job file. The API knows no unpaired votes, so KTO's are refused.

    Raises TuningError.
    """
    job = read_job(source / JOB if source.is_dir() else source)
    if job.method != "sft":
        raise TuningError("NVIDIA's customization API learns from no single votes; export an sft job.")
    try:
        to.mkdir(parents=True, exist_ok=True)
        _write_chat(job, job.train, to / TRAINING)
        if job.validation:
            _write_chat(job, job.validation, to / VALIDATION)
        for generation in GENERATIONS:
            text = json.dumps(spec_of(job, generation, dataset=to.name), indent=2)
            (to / f"job.{generation}.json").write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise TuningError(f"{to} cannot be written: {error.strerror or error}; name another folder.") from error
    return to


def _write_chat(job: TuneJob, read: Path, write: Path) -> None:
    examples = fit_for(job.method, read_examples(read, job.agent), read)
    with write.open("w", encoding="utf-8", newline="\n") as file:
        for example in examples:
            messages = [message.model_dump() for message in example.prompt]
            messages.append({"role": "assistant", "content": example.answer})
            file.write(json.dumps({"messages": messages}, ensure_ascii=False) + "\n")
