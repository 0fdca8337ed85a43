"""Which job a folder belongs to, so that a killed one goes on there and another one does not."""

import json
from collections.abc import Mapping
from typing import Final

from learning.tuning.errors import TuningError
from learning.tuning.examples import digest
from learning.tuning.job import JOB, TuneJob, settings_of, write_job

STAMP: Final = "made-of.json"

Stamp = Mapping[str, object]


def stamp_of(job: TuneJob) -> Stamp:
    """All that the weights depend on. Raises TuningError where the examples cannot be read."""
    try:
        return {"settings": settings_of(job), "data": digest(job.train, job.validation)}
    except OSError as error:
        raise TuningError(f"{error.filename} cannot be read: {error.strerror}; name a file of examples.") from error


def refuse_another(job: TuneJob, stamp: Stamp) -> None:
    """Raises TuningError where the folder was begun with other settings or examples."""
    path = job.out / STAMP
    try:
        begun = json.loads(path.read_bytes())
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise TuningError(f"{path} cannot be read; delete it, or name another folder.") from error
    if begun != json.loads(json.dumps(stamp)):
        raise TuningError(f"{job.out} was begun with other settings or examples; name another folder.")


def claim(job: TuneJob, stamp: Stamp) -> None:
    """Marks the folder as this job's. Raises OSError."""
    job.out.mkdir(parents=True, exist_ok=True)
    write_job(job, job.out / JOB)
    new = job.out / f"{STAMP}.new"
    new.write_text(json.dumps(stamp, indent=2) + "\n", encoding="utf-8")
    new.replace(job.out / STAMP)
